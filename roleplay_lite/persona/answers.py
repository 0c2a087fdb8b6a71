"""How a fact is told without the model: in the persona's own templates, else in plain ones. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from roleplay_lite.persona.persona import Persona

Kind = Literal["fact", "yes", "no", "unset"]

_PLAIN: dict[Kind, tuple[str, ...]] = {
    "fact": ("{fact}。", "嗯，{fact}。", "这个呀，{fact}。"),
    "yes": ("对，{fact}。", "是啊，{fact}。", "没错，{fact}。"),
    "no": ("不对，{fact}。", "没有没有，{fact}。", "你记岔了，{fact}。"),
    "unset": ("这个我还真说不上来。", "这个嘛，我也说不准。", "这我还真没想过。"),
}
_ENGLISH: dict[Kind, tuple[str, ...]] = {
    "fact": ("{fact}.", "Well, {fact}.", "Um, {fact}."),
    "yes": ("Yes, {fact}.", "Right, {fact}.", "Yeah, {fact}."),
    "no": ("No, {fact}.", "Not really, {fact}.", "Actually, {fact}."),
    "unset": (
        "I couldn't really tell you that.",
        "Hmm, I'm not sure about that one.",
        "I never thought about it.",
    ),
}


def in_words(
    persona: Persona,
    kind: Kind,
    fact: str = "",
    *,
    turn: int = 0,
    key: str = "",
    value: str = "",
    english: bool = False,
) -> str:
    """What is said: the clause `fact` in one of the persona's templates, another one each turn.

    `key` is given where the answer is one of the persona's own facts: it may have words of its own for that, with
    `{value}` in them. A template without a Han character or a Mandarin mark is for English, any other for Mandarin.
    """
    own = next((answer.templates for answer in persona.answers.keys if answer.key == key), ()) if kind == "fact" else ()
    plain = _ENGLISH if english else _PLAIN
    words = _in_language(own, english) or _in_language(_own(persona, kind), english) or plain[kind]
    return _filled(words[turn % len(words)], fact, value)


def _in_language(templates: Sequence[str], english: bool) -> tuple[str, ...]:
    return tuple(template for template in templates if bool(_MANDARIN.search(template)) != english)


_MANDARIN = re.compile("[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]")


def _own(persona: Persona, kind: Kind) -> tuple[str, ...]:
    answers = persona.answers
    return {"fact": answers.fact, "yes": answers.yes, "no": answers.no, "unset": persona.lines.unset}[kind]


def _filled(template: str, fact: str, value: str) -> str:
    said = template.replace("{fact}", fact.rstrip("。.")).replace("{value}", value)
    return said[:1].upper() + said[1:] if said[:1].isascii() else said
