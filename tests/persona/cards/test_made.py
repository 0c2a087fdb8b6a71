"""51 cards, well-formed and malformed: each is read, or refused, as the manifest beside them says."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from roleplay_lite.errors import PersonaError
from roleplay_lite.persona.cards.card import Card
from roleplay_lite.persona.cards.reading import read_card

MADE = Path(__file__).parent / "made"
MANIFEST: list[dict[str, str]] = json.loads((MADE / "manifest.json").read_text(encoding="utf-8"))


def readable() -> list[str]:
    """Those that are read here; of some the manifest leaves it open."""
    return [row["file"] for row in MANIFEST if not isinstance(outcome(row["file"]), PersonaError)]


def outcome(file: str) -> Card | PersonaError:
    try:
        return read_card(MADE / file)
    except PersonaError as problem:
        return problem


@pytest.mark.parametrize("row", MANIFEST, ids=lambda row: row["file"])
def test_as_the_manifest_says(row: dict[str, str]) -> None:
    came = outcome(row["file"])
    ways = [way.strip() for way in row["expect"].split(" or ")]
    assert any(_is(way, came) for way in ways), f"{row['why']}: {came}"


def _is(way: str, came: Card | PersonaError) -> bool:
    kind, _, what = re.sub(r"\(.*\)|, .*", "", way).strip().partition(":")
    if kind in ("error", "clear error"):
        # What went wrong can be read off the message, and the file with it.
        return isinstance(came, PersonaError) and bool(came.file) and what in _bare(str(came))
    assert kind == "ok", way
    if isinstance(came, PersonaError):
        return False
    version, _, name = what.partition(",name=")
    return version in ("", came.version) and name in ("", came.name) and ("warn" not in way or bool(came.warnings))


def _bare(message: str) -> str:
    return message.lower().replace("utf-8", "utf8")


def test_the_manifest_names_every_file() -> None:
    assert {row["file"] for row in MANIFEST} == {file.name for file in MADE.iterdir()} - {"manifest.json", "README.txt"}
    assert len(MANIFEST) == 51
    assert "CC0" in (MADE / "README.txt").read_text(encoding="utf-8")


def card(file: str) -> Card:
    return read_card(MADE / file)


def test_data_wins_over_the_fields_beside_it() -> None:
    hybrid = card("v2_hybrid_toplevel.json")
    assert hybrid.name == "小婉"
    assert not hybrid.description.startswith("TOP-")
    assert "also beside data" in hybrid.warnings[0]


def test_null_and_strings_become_lists() -> None:
    nulls = card("v2_nulls.json")
    assert (nulls.personality, nulls.alternate_greetings, dict(nulls.extensions), nulls.lorebook) == ("", (), {}, None)
    assert nulls.tags == ("日常", "杭州")
    (greeting,) = card("v2_greetings_string.json").alternate_greetings
    assert greeting


def entries(file: str) -> list[dict[str, Any]]:
    book = card(file).lorebook
    assert book is not None
    return list(book["entries"])


def test_world_info_inside_a_card_is_taken_for_a_lorebook() -> None:
    (entry,) = entries("v2_book_entries_object.json")
    assert entry["keys"] == ["西湖"]
    assert entry["enabled"] is True
    assert entry["position"] == "before_char"
    assert entry["insertion_order"] == 100


def test_wrong_types_in_an_entry_are_taken_as_meant() -> None:
    (entry,) = entries("v2_bad_types_entry.json")
    assert (entry["keys"], entry["enabled"], entry["insertion_order"]) == (["西湖", "断桥"], True, 10)
    (entry,) = entries("v2_numeric_position.json")
    assert entry["position"] == "after_char"


def test_milliseconds_are_told_from_seconds() -> None:
    late = card("v3_ms_timestamps.json")
    assert late.creation_date == 1_700_000_000
    assert any("milliseconds" in warning for warning in late.warnings)


def test_ccv3_wins_and_the_image_stays() -> None:
    both = card("v3_and_chara_conflict.png")
    assert both.version == "v3"
    assert both.image == (MADE / "v3_and_chara_conflict.png").read_bytes()


def test_assets_come_with_their_bytes_or_as_a_name() -> None:
    whole, missing = card("v3.charx"), card("v3_missing_asset.charx")
    icon, happy, hello = whole.assets
    assert (icon.uri, icon.data) == ("ccdefault:", None)
    assert happy.data is not None
    assert happy.data.startswith(b"\x89PNG")
    assert hello.ext == "wav"
    assert [asset.uri for asset in missing.assets] == [asset.uri for asset in whole.assets]
    assert missing.assets[1].data is None
    assert any("happy.png" in warning for warning in missing.warnings)


def test_a_path_that_leads_out_is_no_file_of_the_card() -> None:
    card_with_paths = card("traversal.charx")
    assert not card_with_paths.files
    assert any("../../evil.txt" in warning for warning in card_with_paths.warnings)


def test_a_bomb_among_the_assets_costs_the_asset() -> None:
    bomb = card("zip_bomb.charx")
    assert bomb.name == "小婉"
    assert not bomb.files
    assert any("limit" in warning for warning in bomb.warnings)


def test_half_a_character_is_shown_and_kept() -> None:
    half = card("lone_surrogate.json")
    assert half.description == "bad \ufffd end"
    assert half.raw["description"] == "bad \ud83d end"
