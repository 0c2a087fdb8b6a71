"""What was found, in the persona's way: a short lead or tail of its own around it, never a change in it. Pure."""

from __future__ import annotations

import re
from typing import Literal

from roleplay_lite.persona.persona import Persona

Verdict = Literal["fact", "yes", "no"]

_PLAIN: dict[Verdict, tuple[str, ...]] = {
    "fact": ("{fact}。", "嗯，{fact}。", "这个呀，{fact}。"),
    "yes": ("对，{fact}。", "没错，{fact}。", "是的，{fact}。"),
    "no": ("不是，{fact}。", "不对，{fact}。", "不是这样，{fact}。"),
}
_ENGLISH: dict[Verdict, tuple[str, ...]] = {
    "fact": ("{fact}.", "Well, {fact}."),
    "yes": ("Yes, {fact}.", "That's right, {fact}."),
    "no": ("No, {fact}.", "Not quite, {fact}."),
}
_LOOKED_UP = ("{fact}。", "我查了一下，{fact}。", "书上是这么写的，{fact}。")
"""Of what is not the character's own field."""
_LONGEST_WITH_TAIL = 36
# Its own life, and books that it has not got: 「日志里记着」 would name a source that is none.
_OF_ITSELF = re.compile("我(?!跟你|告诉|说)|咱|自己|日志|账|记录|生|岁|本子|本鸟|九娘")
_HAN = re.compile("[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]")


def in_character(
    persona: Persona | None, verdict: Verdict, fact: str, *, seed: int, language: str = "zh", own_field: bool = True
) -> str:
    """The fact as this persona says it, another way by another seed. What is long is said plainly."""
    fact = fact.strip().rstrip("。.")
    english = language == "en" and not _HAN.search(fact)
    long = len(fact) > _LONGEST_WITH_TAIL * (3 if english else 1) or bool(re.search("[。！？；]", fact))
    plain = (_ENGLISH if english else _PLAIN)[verdict]
    own = tuple(one for one in _own(persona, verdict) if _fits(one, english=english, long=long))
    choices = (*own, plain[0]) if own else plain
    if verdict == "fact" and not own_field and not english:
        choices = _LOOKED_UP
    words = choices[seed % len(choices)]
    if long and verdict == "fact":
        words = plain[0] if not words.endswith("{fact}。") else words
    said = words.replace("{fact}", _after(words, fact, english=english))
    return said[:1].upper() + said[1:] if english else said


def _own(persona: Persona | None, verdict: Verdict) -> tuple[str, ...]:
    if persona is None:
        return ()
    answers = persona.answers
    return {"fact": answers.fact, "yes": answers.yes, "no": answers.no}[verdict]


def _fits(template: str, *, english: bool, long: bool) -> bool:
    """Whether a line made for the persona's own facts can carry one of the world."""
    if bool(_HAN.search(template)) == english or _OF_ITSELF.search(template.replace("{fact}", "")):
        return False
    tail = template.partition("{fact}")[2]
    return not (long and len(tail) > 1)


def _after(template: str, fact: str, *, english: bool) -> str:
    """The clause within a sentence: its first English word keeps its case only where it is a name's."""
    if english and not template.startswith("{fact}") and re.match(r"(?:The|A|An) ", fact):
        return fact[0].lower() + fact[1:]
    return fact
