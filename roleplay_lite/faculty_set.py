"""The faculties of a session, opened once; each serves every persona that takes over."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from roleplay_lite.device import Device
from roleplay_lite.engines import Cancel, Embed
from roleplay_lite.errors import RoleplayError
from roleplay_lite.events import Degraded, Event, Rang
from roleplay_lite.faculties import Faculties
from roleplay_lite.memory.sqlite_file import SqliteFile
from roleplay_lite.persona.persona import Persona
from roleplay_lite.skills.skill import Match
from roleplay_lite.turn import Recalled

if TYPE_CHECKING:
    from roleplay_lite.knowledge.knowledge import Knowledge
    from roleplay_lite.mind import Mind
    from roleplay_lite.rules.rulebook import Rulebook
    from roleplay_lite.safety.guard import Guard
    from roleplay_lite.skills.alarm import Alarm
    from roleplay_lite.skills.skills import Skills

_BY_RULE = Match(skill="", intent="", confidence=1.0)
"""Of a skill that an operator's rule called for."""


class FacultySet:
    """What cannot be opened is done without, and told as trouble: a broken pack silences no character."""

    def __init__(
        self,
        device: Device,
        db: SqliteFile,
        *,
        embed: Callable[[], Embed | None],
        names: Callable[[], Iterable[str]],
        trouble: Callable[[str, Exception], None],
    ) -> None:
        """`names` gives what must not leave the device, `trouble` is told what failed."""
        self._trouble, self._hotline = trouble, device.safety.hotline
        self.guard: Guard | None = self._opened("guard", lambda: _guard(device))
        self.rules: Rulebook | None = self._opened("rules", lambda: _rules(device, embed))
        self.skills: Skills | None = self._opened("skills", lambda: _skills(device, db))
        self.knowledge: Knowledge | None = self._opened("knowledge", lambda: _knowledge(device, embed, names))
        if self.skills:
            self.skills.look_up(self._meaning)

    def _meaning(self, word: str) -> str:
        """What the packs say that a word means."""
        from roleplay_lite.skills.words.senses import senses_in

        return senses_in(self.knowledge.packs)(word) if self.knowledge else ""

    def of(self, persona: Persona, person: str, mind: Mind, cancel: Cancel | None = None) -> Faculties:
        """Those that serve this persona with this person."""
        return Faculties(
            persona=persona.id,
            called=(persona.name, persona.id),
            person=person,
            guard=self.guard,
            rules=self.rules,
            skills=self.skills,
            mind=mind,
            knowledge=self.knowledge,
            hotline=self._hotline,
            cancel=cancel,
            trouble=self._trouble,
        )

    def start(self, rang: Callable[[Rang | Degraded], None], words: Callable[[Alarm, float], str]) -> None:
        """Wait for what is due, in a thread of its own, which calls `rang`; `words` gives what is said then."""
        if self.skills:
            self.skills.start(rang, words, rang)

    def carried_out(self, recalled: Recalled) -> tuple[Event, ...]:
        """What follows from an answer in the world, done; the events that a host is to see."""
        events: list[Event] = []
        if self.rules:
            events += [Degraded(stage="rules", code="rule", message=one) for one in self.rules.troubles]
            self.rules.troubles.clear()
        if self.skills:
            done, match = recalled.done, recalled.understanding.wants
            events += self.skills.carry_out(done, (match or _BY_RULE) if done else None)
        return tuple(events)

    def prepare(self) -> None:
        """Compile what a first line would have to wait for."""
        for name in ("guard", "rules", "skills", "knowledge"):
            if prepare := getattr(getattr(self, name), "prepare", None):
                try:
                    prepare()
                except Exception as problem:
                    self._trouble(name, problem)

    def close(self) -> None:
        """Let them go. Closing twice is the same as once."""
        for one in (self.rules, self.skills, self.knowledge):
            if one:
                with suppress(RoleplayError):
                    one.close()

    def _opened(self, name: str, opener: Callable[[], Any]) -> Any:
        try:
            return opener()
        except Exception as error:
            self._trouble(name, error)
            return None


def _guard(device: Device) -> Guard | None:
    from roleplay_lite.safety.guard import Guard

    return Guard.open(device.safety.guard) if device.safety.guard.enabled else None


def _rules(device: Device, embed: Callable[[], Embed | None]) -> Rulebook | None:
    from roleplay_lite.rules.rulebook import Rulebook

    return Rulebook.open(device.rules, embed=embed()) if device.rules.enabled else None


def _skills(device: Device, db: SqliteFile) -> Skills | None:
    from roleplay_lite.skills.skills import Skills

    return Skills.open(device.skills, db) if device.skills.enabled else None


def _knowledge(
    device: Device, embed: Callable[[], Embed | None], names: Callable[[], Iterable[str]]
) -> Knowledge | None:
    from roleplay_lite.knowledge.knowledge import Knowledge

    return Knowledge.open(device.knowledge, embed=embed(), names_of=names) if device.knowledge.enabled else None
