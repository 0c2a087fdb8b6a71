"""A store in a real file, a clock that tests move, and skills that use both."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import pytest

from roleplay_lite.memory.migrations import migrations
from roleplay_lite.memory.sqlite_file import SqliteFile
from roleplay_lite.persona.load import load_persona
from roleplay_lite.persona.persona import Persona
from roleplay_lite.skills.config import SkillsConfig
from roleplay_lite.skills.skill import Done
from roleplay_lite.skills.skills import Skills

NOW = datetime(2026, 11, 28, 11, 20)
"""A Saturday; local time."""


@dataclass
class Clocks:
    """The wall clock and the one that nobody sets."""

    wall: float = NOW.timestamp()
    steady: float = 1000.0

    def pass_(self, seconds: float) -> None:
        """Time goes on."""
        self.wall += seconds
        self.steady += seconds

    def now(self) -> datetime:
        return datetime.fromtimestamp(self.wall).astimezone()


class Home:
    """A conversation with the skills, without the rest of the character."""

    def __init__(self, skills: Skills, clocks: Clocks, persona: Persona) -> None:
        self.skills, self.clocks, self.persona = skills, clocks, persona
        self.events: list[object] = []
        self.done: Done | None = None
        self.intent = ""
        self.seed = 1

    def say(self, text: str, *, english: bool = False, before: tuple[tuple[str, str], ...] = ()) -> str:
        """What is answered; empty where no skill takes it."""
        match = self.skills.match(text, before=before)
        self.seed += 2
        self.intent = match.intent if match else ""
        self.done = None
        if match:
            self.done = self.skills.do(
                match,
                persona=self.persona,
                person="",
                now=self.clocks.now(),
                before=before,
                english=english,
                seed=self.seed,
            )
        self.events = list(self.skills.carry_out(self.done, match if self.done else None))
        return self.done.text if self.done else ""


@pytest.fixture
def clocks() -> Clocks:
    return Clocks()


@pytest.fixture
def persona() -> Persona:
    return load_persona("xiaoman")


@pytest.fixture
def db(tmp_path: Path) -> Iterator[SqliteFile]:
    file = SqliteFile(tmp_path / "roleplay.db", migrations, name="the store", elsewhere="--store")
    yield file
    file.close()


@pytest.fixture
def home(db: SqliteFile, clocks: Clocks, persona: Persona) -> Iterator[Home]:
    skills = Skills.open(SkillsConfig(), db, wall=lambda: clocks.wall, steady=lambda: clocks.steady)
    yield Home(skills, clocks, persona)
    skills.close()
