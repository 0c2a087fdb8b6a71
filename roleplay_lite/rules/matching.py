"""Whether a rule fires for a line, condition by condition. Pure, but for the clock that patterns run against."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from fnmatch import fnmatchcase

from roleplay_lite.rules.alike import ENOUGH, ENOUGH_BY_VECTOR, HALF, Vectors, alike, phrase
from roleplay_lite.rules.literals import folded
from roleplay_lite.rules.patterns import LONGEST_TEXT, Clock, groups_of, narrow
from roleplay_lite.rules.rule import Rule

EARLIER = 2
"""So many lines of the person's before this one may have brought up a topic."""


@dataclass(slots=True, kw_only=True)
class Heard:
    """A line, and all that a rule may look at beside it."""

    text: str
    persona: str
    person: str
    language: str
    now: datetime
    intent: Callable[[], str]
    """Asked once, and only where a rule depends on it."""
    before: Sequence[tuple[str, str]] = ()
    vectors: Vectors | None = None
    clock: Clock = field(default_factory=Clock)
    _narrowed: str | None = None
    _topics: str | None = None
    _intent: str | None = None

    @property
    def narrowed(self) -> str:
        if self._narrowed is None:
            self._narrowed = narrow(self.text[:LONGEST_TEXT])
        return self._narrowed

    @property
    def earlier(self) -> list[str]:
        """What the person said just before."""
        return [said for said, _ in self.before[-EARLIER:]]

    @property
    def topics(self) -> str:
        """Where a topic is looked for."""
        if self._topics is None:
            self._topics = folded("\n".join((self.narrowed, *map(narrow, self.earlier))))
        return self._topics

    @property
    def meant(self) -> str:
        if self._intent is None:
            self._intent = self.intent()
        return self._intent


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """How it stands with one condition of a rule."""

    name: str
    held: bool
    why: str = ""
    """What held (`any[1]`, `paraphrase[0] 0.81`), or what is wanted; never the person's words."""
    near: bool = False
    """Not held, by a little."""
    groups: Mapping[str, str] = field(default_factory=dict)
    """What the pattern caught."""


def conditions(rule: Rule, heard: Heard) -> Iterator[Condition]:
    """Each condition that the rule has, the cheapest first; stop at the first that does not hold. Raises Slow, and
    ValueError for a pattern that cannot be used."""
    when = rule.when
    if rule.since is not None or rule.until is not None:
        yield Condition(name="time", held=rule.in_time(heard.now), why="from/until")
    for name, wanted, is_so in (
        ("persona", when.persona, heard.persona),
        ("person", when.person, heard.person),
        ("language", when.language, heard.language),
    ):
        if wanted:
            yield Condition(name=name, held=is_so in wanted, why=f"{name} {'|'.join(wanted)}")
    if when.hours:
        yield Condition(name="hours", held=any(heard.now.time() in hours for hours in when.hours), why="hours")
    if when.topic:
        yield _topic(when.topic, heard)
    if when.any or when.paraphrase:
        yield _wording(rule, heard)
    if when.none:
        found = next((at for at, one in enumerate(when.none) if heard.clock.search(one, heard.narrowed)), None)
        yield Condition(name="none", held=found is None, why="none" if found is None else f"none[{found}]")
    if when.intent:
        meant = heard.meant
        held = bool(meant) and any(fnmatchcase(meant, one) for one in when.intent)
        yield Condition(name="intent", held=held, why=f"intent {'|'.join(when.intent)}")


def _topic(words: Sequence[str], heard: Heard) -> Condition:
    found = next((at for at, word in enumerate(words) if folded(narrow(word)) in heard.topics), None)
    return Condition(name="topic", held=found is not None, why="topic" if found is None else f"topic[{found}]")


def _wording(rule: Rule, heard: Heard) -> Condition:
    """One of its patterns, or another wording of one of its lines."""
    for at, pattern in enumerate(rule.when.any):
        if match := heard.clock.search(pattern, heard.narrowed):
            return Condition(name="any", held=True, why=f"any[{at}]", groups=groups_of(match))
    if not rule.when.paraphrase:
        return Condition(name="any", held=False, why="any")
    at, score, by, needed = _likest(rule.when.paraphrase, heard)
    why = f"paraphrase[{at}] {score:.2f}{' by ' + by if by else ''}"
    # A line that leaves out half of it, or says twice as much, is the operator's to look at.
    near = needed * 0.75 <= score < needed
    return Condition(name="paraphrase", held=score >= needed, why=why, near=near)


def _likest(phrases: Sequence[str], heard: Heard) -> tuple[int, float, str, float]:
    """Place, likeness, what it was measured by, and what is enough of that."""
    said = phrase(heard.text)
    score, place = max((alike(said, phrase(one)), -at) for at, one in enumerate(phrases))
    if HALF <= score < ENOUGH and heard.vectors:
        near = heard.vectors.likeness(heard.text, phrases)
        if near and (best := max(near.values())) >= ENOUGH_BY_VECTOR:
            likest = max(near, key=near.__getitem__)
            return phrases.index(likest), best, "vector", ENOUGH_BY_VECTOR
    return -place, score, "", ENOUGH


@dataclass(frozen=True, slots=True, kw_only=True)
class Met:
    """A rule whose conditions all hold."""

    why: str
    groups: Mapping[str, str] = field(default_factory=dict)


def met(rule: Rule, heard: Heard) -> Met | None:
    """What held, or None where something does not. Raises Slow and ValueError, see `conditions`."""
    why: list[str] = []
    groups: Mapping[str, str] = {}
    for one in conditions(rule, heard):
        if not one.held:
            return None
        why.append(one.why)
        groups = one.groups or groups
    return Met(why=", ".join(why) or "always", groups=groups)
