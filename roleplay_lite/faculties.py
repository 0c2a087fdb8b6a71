"""What a character has to answer with beside its persona; each may be missing, and one that breaks costs no turn."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from roleplay_lite.engines import Cancel
    from roleplay_lite.knowledge.knowledge import Knowledge
    from roleplay_lite.mind import Mind
    from roleplay_lite.rules.rulebook import Rulebook
    from roleplay_lite.safety.guard import Guard
    from roleplay_lite.skills.skills import Skills

T = TypeVar("T")


def _raise(faculty: str, error: Exception) -> None:
    raise error


def _now() -> datetime:
    return datetime.now().astimezone()


@dataclass(frozen=True, slots=True, kw_only=True)
class Faculties:
    """In the order in which they are asked (`answering.py`): what first has an answer, answers."""

    persona: str = ""
    """The id of the persona that they serve at this turn."""
    called: tuple[str, ...] = ()
    """What the persona is called by."""
    person: str = ""
    guard: Guard | None = None
    rules: Rulebook | None = None
    skills: Skills | None = None
    mind: Mind | None = None
    knowledge: Knowledge | None = None
    hotline: str = ""
    """Where one who may harm themself finds help, in the integrator's words."""
    cancel: Cancel | None = None
    """Set when nobody waits for the answer any more."""
    now: Callable[[], datetime] = _now
    """Local time, aware."""
    trouble: Callable[[str, Exception], None] = _raise
    """Told which of them failed, and how."""

    def trying(self, faculty: str, call: Callable[[], T], otherwise: T) -> T:
        """What the call gives; where it fails, the trouble is told and this stands in."""
        try:
            return call()
        except Exception as error:
            self.trouble(faculty, error)
            return otherwise


NONE = Faculties()
