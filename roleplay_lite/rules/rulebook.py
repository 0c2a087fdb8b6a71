"""What an operator wants done differently, asked at every turn; what any process changes is in force at the next."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from roleplay_lite.errors import RoleplayError
from roleplay_lite.rules.alike import Vectors
from roleplay_lite.rules.config import RulesConfig
from roleplay_lite.rules.deciding import Caught, LiveRule, decided, in_order
from roleplay_lite.rules.index import RuleIndex
from roleplay_lite.rules.matching import Heard, met
from roleplay_lite.rules.patterns import Clock, Slow, narrow
from roleplay_lite.rules.ruling import Ruling
from roleplay_lite.rules.source import RuleSource

if TYPE_CHECKING:
    from roleplay_lite.engines import Embed

SUSPENDED_AFTER = 3
"""So many times a pattern may take too long before its rule is not tried any more."""
_BAN_SECONDS = 0.006
"""For all banned patterns of a turn, on one sentence."""

NOTHING = Ruling()


@dataclass(frozen=True, slots=True, kw_only=True)
class LiveRules:
    """All that are in force, ready to be asked."""

    rules: tuple[LiveRule, ...] = ()
    index: RuleIndex = field(default_factory=lambda: RuleIndex(()))


class Rulebook:
    """Safe to use from several threads. No rule, however bad, makes it raise: what went wrong is in `troubles`."""

    def __init__(self, source: RuleSource, *, embed: Embed | None = None) -> None:
        """Use `Rulebook.open`."""
        self._source = source
        self.vectors = Vectors(embed) if embed else None
        """Of the paraphrases, where there is an engine for them."""
        self._live = LiveRules()
        self._lock = threading.Lock()
        self._slow: dict[tuple[str, int], int] = {}
        """How often a rule's pattern took too long, by name and version."""
        self._unwritten: list[tuple[str, int]] = []
        self.troubles: deque[str] = deque(maxlen=50)
        """What went wrong, in words without the person's; the newest last. Whoever has told them clears them."""

    @classmethod
    def open(cls, config: RulesConfig, *, embed: Embed | None = None) -> Rulebook:
        """The rules of this machine. There need not be any yet, and a damaged file is put aside."""
        book = cls(RuleSource(config.file), embed=embed)
        # Without vectors, which take their time: `prepare`.
        book._renew()
        return book

    @classmethod
    def of(cls, rules: Sequence[LiveRule], *, embed: Embed | None = None) -> Rulebook:
        """Of rules that are kept nowhere."""
        book = cls(RuleSource(None), embed=embed)
        book._take(rules)
        if book.vectors:
            book.vectors.learn(_phrases(rules))
        return book

    @property
    def live(self) -> tuple[LiveRule, ...]:
        """All that are in force."""
        self._renew()
        return self._live.rules

    def prepare(self) -> None:
        """Read what there is, write down which rules are too slow, and make vectors: for the idle time."""
        self._renew()
        if self.vectors:
            with self._guarded("vectors"):
                self.vectors.learn(_phrases(self._live.rules))
        while self._unwritten:
            name, version = self._unwritten.pop()
            with self._guarded("suspension"):
                self._source.suspend(name, version, "a pattern of it took too long")

    def ruling(
        self,
        text: str,
        *,
        persona: str,
        person: str,
        language: str,
        now: datetime,
        intent: Callable[[], str],
        before: Sequence[tuple[str, str]] = (),
        name: str = "",
    ) -> Ruling:
        """What the rules say to a line. `now` is local time; `intent` is what the skills take it for, asked only where
        a rule depends on it; `name` is what the person is called. Never raises."""
        with self._guarded("rules"):
            self._renew()
            if not self._live.rules:
                return NOTHING

            def heard(line: str, clock: Clock) -> Heard:
                return Heard(
                    text=line,
                    persona=persona,
                    person=person,
                    language=language,
                    now=now,
                    intent=intent if line == text else lambda: "",
                    before=before,
                    vectors=self.vectors,
                    clock=clock,
                )

            words = {"name": name, "person": person, "persona": persona}
            clock = Clock()
            caught = self._caught(heard(text, clock))
            ruling = decided(caught, words, person)
            if not ruling.text or ruling.text == text:
                return ruling
            return self._reread(caught, heard(ruling.text, clock), words, person)
        return NOTHING

    def banned(self, sentence: str, ruling: Ruling) -> bool:
        """Whether a sentence matches a pattern that is banned at this turn. Never raises."""
        clock = Clock(_BAN_SECONDS)
        for pattern in ruling.bans:
            try:
                if clock.search(pattern, narrow(sentence)):
                    return True
            except Slow:
                self.troubles.append("a banned pattern took too long on a sentence, which was let through")
            except ValueError as error:
                self.troubles.append(f"a banned pattern cannot be used: {error}")
        return False

    def close(self) -> None:
        """Closing twice is the same as once."""
        if self._unwritten:
            self.prepare()
        self._source.close()

    # -- asking -----------------------------------------------------------------------------------------------------

    def _reread(self, caught: Sequence[Caught], heard: Heard, words: dict[str, str], person: str) -> Ruling:
        """What the rules say once the line is read as one of them would have it; that is done once."""
        reform = next(one for one in in_order(caught) if one.live.rule.do == "reform")
        others = [one for one in self._caught(heard) if one.live.rule.do != "reform"]
        return decided([reform, *others], words, person)

    def _caught(self, heard: Heard) -> list[Caught]:
        live = self._live
        places = live.index.candidates(heard.narrowed, heard.earlier)
        found: list[Caught] = []
        # Those that would have their way first are tried first, in case the time does not suffice for all.
        for place in sorted(places, key=lambda place: -live.rules[place].rule.priority):
            one = live.rules[place]
            key = (one.rule.name, one.version)
            if self._slow.get(key, 0) >= SUSPENDED_AFTER:
                continue
            try:
                if how := met(one.rule, heard):
                    found.append(Caught(live=one, why=how.why, groups=how.groups))
            except Slow as slow:
                if slow.spent:
                    self.troubles.append("the time for patterns was up: rules were left out at this turn")
                    continue
                self._count_slow(key)
            except Exception as error:
                self.troubles.append(f"rule {one.rule.name} was left out: {_words_of(error)}")
        return found

    def _count_slow(self, key: tuple[str, int]) -> None:
        self._slow[key] = self._slow.get(key, 0) + 1
        self.troubles.append(f"rule {key[0]} was left out: a pattern took too long")
        if self._slow[key] == SUSPENDED_AFTER:
            self.troubles.append(f"rule {key[0]} is suspended: a pattern took too long {SUSPENDED_AFTER} times")
            self._unwritten.append(key)

    # -- keeping up -------------------------------------------------------------------------------------------------

    def _renew(self) -> None:
        """Take up what was changed since the last look, which costs microseconds."""
        with self._lock, self._guarded("rules"):
            changed = self._source.changed(self.troubles.append)
            if changed is not None:
                self._take(changed)

    def _take(self, rules: Sequence[LiveRule]) -> None:
        index = RuleIndex([one.rule for one in rules])
        # Put in place as one: whoever is asking meanwhile goes on with the old one.
        self._live = LiveRules(rules=tuple(rules), index=index)

    def _guarded(self, what: str) -> _Guarded:
        return _Guarded(self, what)


@dataclass(slots=True)
class _Guarded:
    """Turns what goes wrong into a word."""

    book: Rulebook
    what: str

    def __enter__(self) -> None:
        pass

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: object) -> bool:
        if isinstance(error, Exception):
            self.book.troubles.append(f"{self.what}: {_words_of(error)}")
            return True
        return False


def _phrases(rules: Sequence[LiveRule]) -> list[str]:
    return [phrase for one in rules for phrase in one.rule.when.paraphrase]


def _words_of(error: Exception) -> str:
    """The message of a foreign exception may quote what the person said; its kind does not."""
    return str(error) if isinstance(error, RoleplayError | ValueError) else type(error).__name__
