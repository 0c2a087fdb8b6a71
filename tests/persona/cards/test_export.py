"""What is written as a card and read again is the same character, and what other programs see is enough of it."""

from __future__ import annotations

import json
from dataclasses import fields, replace
from pathlib import Path

import pytest
from hypothesis import given, settings

from roleplay_lite.persona import Fact, Persona, load_persona, persona_files, read_persona
from roleplay_lite.persona.cards.card import Card
from roleplay_lite.persona.cards.convert import persona_of_card
from roleplay_lite.persona.cards.described import NOWHERE
from roleplay_lite.persona.cards.export import card_of_persona
from roleplay_lite.persona.cards.keeping import keep
from roleplay_lite.persona.cards.reading import card_in, read_card
from roleplay_lite.persona.cards.versions import Format
from roleplay_lite.persona.cards.writing import Container, card_bytes
from roleplay_lite.persona.lorebook import LoreEntry
from roleplay_lite.persona.persona import Example
from tests.persona.cards.test_made import MADE
from tests.persona.made import PERSONAS

WAYS: tuple[tuple[Format, Container], ...] = (
    *(("v1", "json"), ("v1", "png"), ("v2", "json"), ("v2", "png")),
    *(("v3", "json"), ("v3", "png"), ("v3", "charx")),
)


def there(persona: Persona, format: Format, container: Container) -> Card:
    return card_in(card_bytes(card_of_persona(persona, format).card, container, format).data)


@pytest.mark.parametrize("way", WAYS, ids="-".join)
@pytest.mark.parametrize("name", persona_files())
def test_every_shipped_character_there_and_back(name: str, way: tuple[Format, Container]) -> None:
    persona = load_persona(name)
    card = there(persona, *way)
    assert card.version == way[0]
    assert persona_of_card(card, persona.id).persona == persona


@settings(max_examples=50)
@given(PERSONAS)
def test_every_character_there_and_back(persona: Persona) -> None:
    card = there(persona, "v3", "json")
    converted = persona_of_card(card, persona.id)
    # One that a stranger's card may not bring in is made of what the card's fields tell.
    if converted.notes[0].field != "extensions.roleplay-lite" or converted.notes[0].fate == "taken":
        assert converted.persona == persona


def test_other_programs_read_who_it_is() -> None:
    persona = load_persona("niaoniao")
    card = card_of_persona(persona, "v2").card
    assert "物种：绿绣眼、不是鹦鹉" in card.description
    assert "{{char}}的弟弟：名字：豆豆" in card.description
    assert "诙谐风趣的" in card.personality
    assert (card.first_mes, *card.alternate_greetings) == persona.lines.greeting
    assert card.mes_example.count("<START>") == len(persona.examples)
    assert "{{user}}: 我好饿\n{{char}}: 饿了就吃" in card.mes_example
    assert card.post_history_instructions == persona.style.reminder
    assert "Apache-2.0" in card.creator_notes
    assert card.lorebook is not None
    assert any("猫" in entry["keys"] for entry in card.lorebook["entries"])


def test_without_our_extension_the_fields_still_give_the_character() -> None:
    card = card_of_persona(load_persona("niaoniao"), "v2").card
    persona = persona_of_card(replace(card, extensions={}), "niaoniao").persona
    assert Fact(key="species", value="绿绣眼、不是鹦鹉") in persona.facts
    assert Fact(key="food", value="小番茄") in persona.facts
    assert len(persona.examples) == len(load_persona("niaoniao").examples)
    # What is the brother's does not become its own.
    assert "豆豆" not in {fact.value for fact in persona.facts}


def test_a_card_edited_elsewhere_is_taken_as_it_is_now() -> None:
    card = there(load_persona("xiaoman"), "v3", "json")
    raw = json.loads(json.dumps(card.raw))
    raw["data"]["description"] = "小满搬到了苏州。"
    converted = persona_of_card(card_in(json.dumps(raw).encode()), "xiaoman")
    assert converted.persona.summary == "小满搬到了苏州。"
    assert "edited since" in str(converted.notes[0])


def test_the_report_names_each_part_that_a_card_cannot_hold() -> None:
    lost = {note.field for note in card_of_persona(load_persona("niaoniao"), "v3").notes}
    assert lost >= {"voice", "boundaries", "golden", "lines.sorry", "style.bans", "traits", "values"}


def test_every_field_of_a_persona_is_written_or_reported() -> None:
    """A field added to `Persona` must find its place here, too."""
    written = {
        *(
            "id",
            "name",
            "summary",
            "languages",
            "creator",
            "licence",
            "facts",
            "traits",
            "style",
            "values",
            "preferences",
        ),
        *("examples", "lines", "scope", "lore", "description", "scenario", "instructions", "afterword", "card"),
    }
    assert {field.name for field in fields(Persona)} == written | set(NOWHERE)


@pytest.fixture
def imported(tmp_path: Path) -> Persona:
    """小婉, as `persona import` leaves her."""
    card = read_card(MADE / "v3.charx")
    return read_persona(keep(persona_of_card(card, "wanwan").persona, card, tmp_path).file)


@pytest.mark.parametrize("container", ["json", "png", "charx"])
def test_an_imported_card_goes_out_as_it_came(imported: Persona, container: Container) -> None:
    came, gone = read_card(MADE / "v3.charx"), there(imported, "v3", container)
    for field in fields(Card):
        if field.name not in ("raw", "files", "image", "warnings", "extensions", "assets"):
            assert getattr(gone, field.name) == getattr(came, field.name), field.name
    assert {k: v for k, v in gone.extensions.items() if k != "roleplay-lite"} == dict(came.extensions)
    # A PNG of it is its icon, and has a picture of its own in a CHARX.
    assert [a.data for a in gone.assets[1:]] == [a.data for a in came.assets[1:]]


def test_an_imported_card_gives_the_same_character_again(imported: Persona) -> None:
    again = persona_of_card(there(imported, "v3", "charx"), "wanwan").persona
    assert again == replace(imported, card=None)


def test_edits_of_the_file_are_in_the_card(imported: Persona) -> None:
    edited = replace(
        imported,
        name="阿婉",
        scenario="下雨了。",
        afterword="只说一句。",
        facts=(*imported.facts, Fact(key="pet", value="泰迪团子")),
        examples=(*imported.examples, Example(user="饿", reply="吃面。")),
        lines=replace(imported.lines, greeting=("来啦。",)),
        lore=replace(
            imported.lore, entries=(*imported.lore.entries, LoreEntry(keys=("伞",), content="蓝伞。", id="own-0"))
        ),
    )
    exported = card_of_persona(edited, "v3", now=1_800_000_000)
    card = exported.card
    assert (card.name, card.nickname) == ("小婉", "阿婉")
    assert (card.scenario, card.post_history_instructions) == ("下雨了。", "只说一句。")
    assert "depth_prompt" not in card.extensions
    assert "宠物：泰迪团子" in card.description
    assert card.personality == ""
    assert (card.first_mes, card.alternate_greetings) == ("来啦。", ())
    assert card.mes_example.endswith("{{char}}: 吃面。")
    assert card.lorebook is not None
    assert card.lorebook["entries"][-1]["content"] == "蓝伞。"
    # What was not touched is as the author left it.
    assert card.lorebook["entries"][0]["id"] == 1
    assert card.system_prompt == read_card(MADE / "v3.charx").system_prompt
    assert card.extensions["unknown_vendor/x"] == {"a": None}
    assert (card.creation_date, card.modification_date) == (1_700_000_000, 1_800_000_000)
    assert {note.field for note in exported.notes} >= {"nickname", "scenario", "first_mes", "character_book"}


def test_an_export_of_ours_that_was_imported_goes_out_again(tmp_path: Path) -> None:
    persona = load_persona("milo")
    card = there(persona, "v3", "png")
    once = read_persona(keep(persona_of_card(card, "milo").persona, card, tmp_path).file)
    assert replace(once, card=None) == persona
    assert persona_of_card(there(once, "v2", "json"), "milo").persona == persona
