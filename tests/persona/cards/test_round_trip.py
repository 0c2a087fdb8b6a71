"""What is read, written and read again says the same, and keeps what nobody here knows."""

from __future__ import annotations

import json
import struct
import zlib
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from roleplay_lite.errors import PersonaError
from roleplay_lite.persona.cards.card import Card
from roleplay_lite.persona.cards.png import SIGNATURE, plain_png, walk
from roleplay_lite.persona.cards.reading import card_in, read_card
from roleplay_lite.persona.cards.versions import BACKFILL, as_format
from roleplay_lite.persona.cards.writing import Container, card_bytes
from tests.persona.cards.test_made import MADE, readable

CONTAINERS: tuple[Container, ...] = ("json", "png", "charx")


def saved(card: Card, container: Container, *more: Any) -> Card:
    return card_in(card_bytes(card, container, *more).data)


def said(card: Card) -> Card:
    """The card but for where it came from, and for the containers' own way with files."""
    assets = tuple(replace(asset, uri="") if asset.data else asset for asset in card.assets)
    return replace(card, raw={}, files={}, image=b"", warnings=(), assets=assets)


@pytest.mark.parametrize("container", CONTAINERS)
@pytest.mark.parametrize("file", readable())
def test_every_card_survives_every_container(file: str, container: Container) -> None:
    card = read_card(MADE / file)
    if card.version == "lorebook" and container != "json":
        with pytest.raises(PersonaError, match="no character"):
            card_bytes(card, container)
        return
    again = saved(card, container)
    if again.version == card.version and container != "charx":
        assert said(again) == said(card)
        assert without_assets(again.raw) == without_assets(card.raw)
    else:
        assert said(replace(again, version=card.version, assets=card.assets)) == as_v3(said(card))


def as_v3(card: Card) -> Card:
    """With the one field of a lore entry that V3 must have and older cards have not."""
    if not card.lorebook:
        return card
    entries = [{"use_regex": False, **entry} for entry in card.lorebook["entries"]]
    return replace(card, lorebook={**card.lorebook, "entries": entries})


def without_assets(raw: Any) -> Any:
    """A file that lay beside the card is inside its JSON now, where the container has no other place."""
    data = {key: value for key, value in raw.get("data", {}).items() if key != "assets"}
    return {**raw, "data": data} if "data" in raw else raw


UNKNOWN = {"vendor": [1, None, {"深": 0.1}], "big": 2**70, "half": "\ud83d"}


@pytest.mark.parametrize("container", CONTAINERS)
@pytest.mark.parametrize("spec", ["chara_card_v2", "chara_card_v3"])
def test_unknown_keys_stay_wherever_they_stand(spec: str, container: Container) -> None:
    entry = {
        "keys": ["西湖"],
        "content": "断桥",
        "extensions": UNKNOWN,
        "enabled": True,
        "insertion_order": 1,
        "new": UNKNOWN,
    }
    book = {"entries": [entry], "extensions": UNKNOWN, "newer": UNKNOWN}
    data = {"name": "小婉", "extensions": UNKNOWN, "newest": UNKNOWN, "character_book": book}
    card = card_in(json.dumps({"spec": spec, "spec_version": spec[-1] + ".0", "data": data, "top": UNKNOWN}).encode())
    raw = saved(card, container).raw
    assert raw["top"] == UNKNOWN
    assert raw["data"]["newest"] == raw["data"]["extensions"] == UNKNOWN
    again = raw["data"]["character_book"]
    assert again["newer"] == again["extensions"] == UNKNOWN
    assert again["entries"][0]["new"] == again["entries"][0]["extensions"] == UNKNOWN


def test_v1_keeps_what_stands_beside_its_fields() -> None:
    card = card_in('{"name": "小婉", "fav": true, "create_date": "2023"}'.encode())
    for container in CONTAINERS:
        raw = saved(card, container).raw
        assert (raw["fav"], raw["create_date"]) == (True, "2023")


def test_an_upgrade_loses_nothing_and_a_downgrade_says_what() -> None:
    v2, v3 = read_card(MADE / "v2.json"), read_card(MADE / "v3.charx")
    assert as_format(v2, "v3")[1] == []
    lost = {note.field for note in as_format(v3, "v2")[1] if note.fate == "lost"}
    assert lost >= {"nickname", "assets", "source", "group_only_greetings", "creation_date"}
    lost = {note.field for note in as_format(v3, "v1")[1]}
    assert lost >= {"system_prompt", "character_book", "creator", "extensions.depth_prompt"}


def test_decorators_are_taken_out_of_a_v2_card() -> None:
    value, notes = as_format(read_card(MADE / "v3.json"), "v2")
    assert not [entry for entry in value["data"]["character_book"]["entries"] if "@@" in entry["content"]]
    assert any("decorators" in note.message for note in notes)
    assert "nickname" not in value["data"]


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def test_a_picture_keeps_its_pixels_and_other_chunks_in_order(tmp_path: Path) -> None:
    parts = walk(plain_png(), tmp_path).chunks
    head, pixels, end = (chunk(part.kind, part.data) for part in parts)
    mine = chunk(b"tEXt", b"Title\0Wanwan")
    frames = chunk(b"acTL", bytes(8)) + chunk(b"fdAT", b"frame")
    old = chunk(b"tEXt", b"Chara\0e30=") + chunk(b"iTXt", b"ccv3\0\0\0\0\0e30=")
    picture = SIGNATURE + head + old + mine + pixels + frames + end
    written = card_bytes(read_card(MADE / "v2.json"), "png", "v2", picture).data
    kinds = [(part.kind, part.data[:6]) for part in walk(written, tmp_path).chunks]
    assert [kind for kind, _ in kinds] == [b"IHDR", b"tEXt", b"IDAT", b"acTL", b"fdAT", b"tEXt", b"IEND"]
    assert kinds[1][1] == b"Title\0"
    assert kinds[-2][1] == b"chara\0"


def test_a_v3_picture_also_shows_a_v2_card_to_older_programs() -> None:
    card = read_card(MADE / "v3.charx")
    picture = card_bytes(card, "png").data
    older = card_in(picture.replace(b"tEXtccv3\0", b"tEXtxxv3\0"))
    assert older.version == "v2"
    assert older.creator_notes.startswith(BACKFILL)
    assert "@@" not in json.dumps(older.raw)
    # It is left behind on the way back in.
    assert BACKFILL not in json.dumps(dict(card_in(picture).raw))


def test_a_picture_moves_into_a_charx_and_back() -> None:
    card = replace(read_card(MADE / "v3.json"), image=plain_png())
    charx = saved(card, "charx")
    assert charx.files["assets/icon/images/main.png"] == plain_png()
    assert charx.assets[0].uri == "embeded://assets/icon/images/main.png"
    png = card_bytes(charx, "png").data
    assert walk(png, Path()).chunks[1] == walk(plain_png(), Path()).chunks[1]


def test_opaque_files_of_a_charx_stay(tmp_path: Path) -> None:
    card = replace(read_card(MADE / "v3.charx"), files={"module.risum": b"\0\1", "x_meta/1.json": b"{}"})
    assert dict(saved(card, "charx").files) == dict(card.files)
    notes = card_bytes(card, "json").notes
    assert {"module.risum has a place only in a CHARX"} <= {note.message for note in notes}


def test_the_same_card_gives_the_same_bytes() -> None:
    card = read_card(MADE / "v3.charx")
    for container in CONTAINERS:
        assert card_bytes(card, container) == card_bytes(card, container)


@pytest.mark.parametrize("version", ["v1", "v2"])
def test_a_charx_is_v3(version: Any) -> None:
    with pytest.raises(PersonaError, match="V3"):
        card_bytes(read_card(MADE / "v2.json"), "charx", version)


def test_a_broken_picture_is_refused() -> None:
    for picture in (b"GIF89a", plain_png()[:40]):
        with pytest.raises(PersonaError, match=r"PNG|cut short"):
            card_bytes(read_card(MADE / "v2.json"), "png", None, picture)
