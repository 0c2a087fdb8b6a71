"""Whether a conversation of `sets/scenarios.jsonl` goes smoothly, turn by turn. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from roleplay_lite.evaluation.judging.faults import faults
from roleplay_lite.evaluation.judging.text import folded, holds
from roleplay_lite.evaluation.question_sets import Check, Scenario
from roleplay_lite.persona.persona import Persona


@dataclass(frozen=True, slots=True, kw_only=True)
class TurnJudged:
    """One reply of a conversation."""

    faults: tuple[str, ...]
    met: bool | None
    """Whether it meets the turn's check; None where nothing is checked."""

    @property
    def smooth(self) -> bool:
        """No fault, and the check met where there is one."""
        return not self.faults and self.met is not False


def met(check: Check | None, reply: str) -> bool | None:
    """True when the reply holds one of `any` and none of `never`; None where the check asks for neither."""
    if check is None or not (check.any or check.never):
        return None
    if any(_holds(reply, word) for word in check.never):
        return False
    return not check.any or any(_holds(reply, word) for word in check.any)


def _holds(reply: str, word: str) -> bool:
    # 「3:」 begins a time of day, and stands in no number.
    return holds(reply, word) or (not word[-1:].isalnum() and folded(word) in folded(reply))


def judge(
    scenario: Scenario,
    replies: Sequence[str],
    persona: Persona,
    notes: Sequence[str] = (),
    by: Sequence[Sequence[str]] = (),
) -> tuple[TurnJudged, ...]:
    """Each reply by itself and by those before it; a conversation that broke off is judged as far as it went.

    `notes` and `by` are as in `Reply`, one each.
    """
    found: list[TurnJudged] = []
    before: list[tuple[str, str]] = []
    for place, (turn, reply) in enumerate(zip(scenario.turns, replies, strict=False)):
        named = faults(
            reply,
            turn.said,
            persona,
            tuple(before),
            notes[place] if place < len(notes) else "",
            by[place] if place < len(by) else (),
        )
        found.append(TurnJudged(faults=named, met=met(turn.check, reply)))
        before.append((turn.said, reply))
    return tuple(found)
