"""Notes read by rules, and a persona drafted from what was read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from roleplay_lite.persona.cards.ready import LINES
from roleplay_lite.persona.claims import Voice, claims
from roleplay_lite.persona.facts import SELF, Fact
from roleplay_lite.persona.notes.first_person import in_first_person, name_in
from roleplay_lite.persona.notes.lines import MANY, is_line, line_facts
from roleplay_lite.persona.notes.noted import By, Noted, Notes, Written, tidied
from roleplay_lite.persona.notes.phrases import HAN, phrase_facts
from roleplay_lite.persona.persona import Persona

SURE = 0.75
"""Confidence of a claim below which it is left to somebody else."""
LONGEST = 20_000
"""Characters that are read; more is no note on one character."""
LONGEST_SENTENCE = 400
"""Characters; more is no sentence, and is left over."""

_SENTENCE = re.compile(r"[^。！？!?]+[。！？!?]*[」』”\"）)]*")
_ENGLISH_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z\"'])")
_BULLET = re.compile(r"^\s*(?:[-*•·#>]+|\d+[.、)）])\s*")
_AGED = re.compile(r"(?:一[个名位])?(\d{1,3}|[一二两三四五六七八九十]{1,3})岁的(.+)")
_AND = re.compile(r",?\s+and\s+(?=(?:I|my|we)\b)")


def read_notes(text: str, *, name: str = "") -> Notes:
    """The facts in the text, in its order. `name` is the character's, where it is known."""
    text = text[:LONGEST]
    reading = _Reading(name=name or name_in(text))
    parts = list(_parts(text))
    # What is told of a pet may stand before its name does.
    for part in parts:
        if len(part) > LONGEST_SENTENCE:
            continue
        reading.take(phrase_facts(in_first_person(part, reading.name)), part, "rule")
    for part in parts:
        reading.read(part)
    language: Written = "zh" if re.search(HAN, text) or not text.strip() else "en"
    noted = sorted(reading.noted, key=lambda item: text.find(item.words))
    return Notes(name=reading.name, language=language, noted=tuple(noted), left=tuple(reading.left))


def draft(notes: Notes, facts: Iterable[Fact], id: str, *, summary: str = "") -> Persona:
    """A persona with these facts, its name and neutral ready words: something to go on with by hand."""
    name = notes.name or id
    held = tuple(facts)
    named = () if any(fact.key == "name" and fact.owner == SELF for fact in held) else (Fact(key="name", value=name),)
    return Persona(
        id=id,
        name=name,
        summary=summary or _summary(name, held, notes.language),
        languages=(notes.language,),
        facts=(*named, *sorted(held, key=lambda fact: fact.owner != SELF)),
        lines=LINES[notes.language],
    )


@dataclass(slots=True, kw_only=True)
class _Reading:
    """What has been read so far."""

    name: str
    noted: list[Noted] = field(default_factory=list)
    left: list[str] = field(default_factory=list)
    topic: str = ""
    """Whom the last sentence was about, where that was somebody else."""

    def read(self, part: str) -> None:
        """Take the facts of one line or sentence, or put it with what is left."""
        if is_line(part):
            self.take(line_facts(part), part, "line")
            return
        if len(part) > LONGEST_SENTENCE:
            self.left.append(part)
            return
        owned = in_first_person(part, self.name)
        found = [*phrase_facts(owned), *self._claimed(owned)]
        self.take(found, part, "rule")
        if not found and re.search(r"\w{2}", part):
            self.left.append(part)

    def take(self, facts: Iterable[Fact], words: str, by: By) -> None:
        """Keep what is new; under a key that has one value, the first stands."""
        for fact in facts:
            same = [n.fact for n in self.noted if (n.fact.owner, n.fact.key) == (fact.owner, fact.key)]
            told = any(fact.value in other.value for other in same)
            if not told and (not same or fact.key in MANY):
                self.noted.append(Noted(fact=fact, words=words, by=by))

    def _claimed(self, owned: str) -> list[Fact]:
        """What the sentence claims. Only a pronoun carries on whom the sentence before was about."""
        found = []
        topic = self.topic if re.match("[他她它]", owned) else ""
        for sentence in _AND.split(owned) if owned.isascii() else [owned]:
            read = claims(sentence, self._persona(), Voice.PERSONA, topic=topic)
            self.topic = next((claim.fact.owner for claim in reversed(read) if claim.fact.owner != SELF), "")
            sure = [c.fact for c in read if not c.asks and (c.confidence >= SURE or c.rule == "mention")]
            found += [fact for told in sure for part in _with_age(told) if (fact := tidied(part))]
        return found

    def _persona(self) -> Persona:
        facts = tuple(item.fact for item in self.noted if item.fact.owner != SELF)
        return Persona(id="noted", name=self.name or "我", summary="noted", facts=facts, lines=LINES["zh"])


def _with_age(fact: Fact) -> tuple[Fact, ...]:
    """「21岁的大学生」 is an age and an occupation."""
    both = _AGED.fullmatch(fact.value) if fact.key == "occupation" else None
    return (replace(fact, key="age", value=both[1]), replace(fact, value=both[2])) if both else (fact,)


def _parts(text: str) -> Iterator[str]:
    """Lines and sentences, without bullets."""
    for line in text.splitlines():
        bare = _BULLET.sub("", line).strip()
        if is_line(bare):
            yield bare
            continue
        for sentence in _SENTENCE.findall(bare):
            yield from (part.strip() for part in _ENGLISH_SENTENCE.split(sentence) if part.strip())


def _summary(name: str, facts: tuple[Fact, ...], language: Written) -> str:
    """One plain sentence from what is known."""
    own = {fact.key: fact.value for fact in facts if fact.owner == SELF and fact.polarity == "yes"}
    home, job = own.get("hometown", ""), own.get("occupation", "")
    if language == "en":
        return f"{name} is {' '.join(filter(None, (job, home and f'from {home}'))) or 'somebody to talk to'}."
    return f"{name}是{f'{home}来的' if home else ''}{job or '人'}。" if home or job else f"{name}是个愿意聊天的人。"
