"""A persona's world: what comes up brings its lore into the turn, and what is always so stands at the beginning."""

from __future__ import annotations

from dataclasses import replace

import pytest

from roleplay_lite import line
from roleplay_lite.history import Exchange, History
from roleplay_lite.persona import Persona, load_persona
from roleplay_lite.persona.lorebook import Lorebook, LoreEntry
from roleplay_lite.persona.prefix import prefix_messages
from roleplay_lite.turn import Recalled, Utterance

INN = LoreEntry(id="1", name="客栈", keys=("一枝春", "上房"), content="一枝春有二十间房，{{char}}管着三口灶。")
HORSE = LoreEntry(id="2", name="驿马", keys=("驿马",), content="驿马日行三百里。", sticky=4)
ALWAYS = LoreEntry(id="3", name="世道", content="如今是天宝年间。", constant=True)


@pytest.fixture(name="landlady")
def _landlady() -> Persona:
    return replace(load_persona("cuijiuniang"), lore=Lorebook(entries=(INN, HORSE, ALWAYS)))


def recalled(persona: Persona, said: str, history: History | None = None, *, seconds: float = 0.0) -> Recalled:
    return line.recall(line.understand(Utterance(text=said, seconds=seconds)), persona, history or History())


def lore(found: Recalled) -> list[str]:
    return [item.text for item in found.found if item.source.startswith("lore:")]


def test_what_the_line_brings_up_is_in_the_note(landlady: Persona) -> None:
    found = recalled(landlady, "还有上房没有，我累坏了")
    assert lore(found) == ["一枝春有二十间房，崔九娘管着三口灶。"]
    assert "二十间房" in line.compose(landlady, found, History()).messages[-1].content
    assert lore(recalled(landlady, "今夜月色真好")) == []


def test_what_is_always_so_stands_in_the_fixed_beginning_and_not_in_every_note(landlady: Persona) -> None:
    assert "如今是天宝年间" in prefix_messages(landlady)[0].content
    assert (
        "如今是天宝年间"
        not in line.compose(landlady, recalled(landlady, "今夜月色真好"), History()).messages[-1].content
    )


def test_ears_may_mistake_a_key_for_its_homophone_and_fingers_may_not(landlady: Persona) -> None:
    pytest.importorskip("pypinyin")
    assert lore(recalled(landlady, "你这里有没有尚房", seconds=2.0)) != []
    assert lore(recalled(landlady, "你这里有没有尚房")) == []


def test_what_was_called_stays_for_a_while(landlady: Persona) -> None:
    first = recalled(landlady, "驿马跑得快么，你说说看")
    assert first.lore
    history = History(lore=first.lore).add(Exchange(prompted="驿马跑得快么", heard="快。", said="驿马跑得快么"))
    second = recalled(landlady, "今夜月色真好", replace(history, exchanges=()))
    assert lore(second) == ["驿马日行三百里。"]


def test_a_cards_own_system_prompt_takes_the_place_of_ours_and_may_quote_it(landlady: Persona) -> None:
    own = prefix_messages(landlady)[0].content
    card = replace(landlady, instructions="只说古话。{{original}}", description="{{char}}眉眼利落。")
    system = prefix_messages(card)[0].content
    assert system.startswith("只说古话。你要扮演")
    assert "崔九娘眉眼利落" in system
    assert own[:20] in system
    assert prefix_messages(replace(landlady, instructions="只说古话。"))[0].content == "只说古话。"


def test_a_cards_afterword_is_in_every_note(landlady: Persona) -> None:
    card = replace(landlady, afterword="{{char}}只答一句")
    note = line.compose(card, recalled(card, "今夜月色真好"), History()).messages[-1].content
    assert note.endswith("（崔九娘只答一句）")
