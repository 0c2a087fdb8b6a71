"""Which rules fire for a line and why, which lose to another, and which nearly would: for an operator's dry run."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from roleplay_lite.rules.deciding import Caught, LiveRule, decided
from roleplay_lite.rules.experiments import arm_of
from roleplay_lite.rules.matching import Condition, Heard, conditions
from roleplay_lite.rules.patterns import Clock, Slow


@dataclass(frozen=True, slots=True, kw_only=True)
class Explained:
    """One rule and one line."""

    name: str
    version: int
    do: str
    state: str
    """`fires`, `loses` to another, `nearly`, `no`, or `fails` where it cannot be tried."""
    why: str
    """What held; what did not, where it does not fire."""
    arm: str = ""


def explained(live: Sequence[LiveRule], heard_with: Callable[[Clock], Heard], person: str) -> list[Explained]:
    """Every rule in force, those that fire first. `heard_with` gives the line with time for patterns."""
    caught: list[Caught] = []
    rest: list[Explained] = []
    for one in live:
        verdict = _tried(one, heard_with(Clock()))
        if isinstance(verdict, Caught):
            caught.append(verdict)
        else:
            rest.append(_told(one, verdict, person))
    fired = {one.name for one in decided(caught, {}, person).fired}
    found = [_told(one.live, ("fires" if one.live.rule.name in fired else "loses", one.why), person) for one in caught]
    order = ("fires", "loses", "nearly", "fails", "no")
    return sorted([*found, *rest], key=lambda one: (order.index(one.state), one.name))


def _tried(one: LiveRule, heard: Heard) -> Caught | tuple[str, str]:
    """The rule as it fires, or how it stands and why."""
    held: list[Condition] = []
    missing: list[Condition] = []
    try:
        for condition in conditions(one.rule, heard):
            (held if condition.held else missing).append(condition)
    except Slow:
        return "fails", "a pattern took too long"
    except ValueError as error:
        return "fails", str(error)
    if not missing:
        groups: Mapping[str, str] = next((condition.groups for condition in held if condition.groups), {})
        return Caught(live=one, why=", ".join(c.why for c in held) or "always", groups=groups)
    why = "not: " + ", ".join(c.why or c.name for c in missing)
    said = any(c.name in ("any", "paraphrase", "topic", "intent") for c in held)
    nearly = len(missing) == 1 and (missing[0].near or said)
    return ("nearly" if nearly else "no"), why


def _told(one: LiveRule, verdict: tuple[str, str], person: str) -> Explained:
    state, why = verdict
    arm = arm_of(one.rule, person)
    return Explained(name=one.rule.name, version=one.version, do=one.rule.do, state=state, why=why, arm=arm)
