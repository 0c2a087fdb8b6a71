"""Of the rules that fired, which have their way, and what they say to this person. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from roleplay_lite.rules.experiments import arm_of, value_for
from roleplay_lite.rules.patterns import filled
from roleplay_lite.rules.rule import DECIDING, Rule
from roleplay_lite.rules.ruling import Fired, Ruling

LONGEST_GROUP = 60
"""Signs of the person's words that a value takes up for one `{…}`."""
_MARKS = str.maketrans(dict.fromkeys("（）()；;{}\n\r\t", " "))
"""What the note of a turn is delimited with stays out of what is put into it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LiveRule:
    """A rule as it stands."""

    rule: Rule
    version: int
    at: float
    """Unix time at which it came to stand so; the later is the newer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Caught:
    """A rule whose conditions hold for the line."""

    live: LiveRule
    why: str
    groups: Mapping[str, str] = field(default_factory=dict)


def in_order(caught: Sequence[Caught]) -> list[Caught]:
    """The one that has its way first: the higher priority, then the newer, then by name."""
    return sorted(caught, key=lambda one: (-one.live.rule.priority, -one.live.at, one.live.rule.name))


def decided(caught: Sequence[Caught], words: Mapping[str, str], person: str) -> Ruling:
    """What is to be done of all that. `words` are what `{name}`, `{person}` and `{persona}` stand for."""
    fired: list[Fired] = []
    answer = invoke = text = ""
    hold = taken = False
    added: dict[str, list[str]] = {"pin": [], "steer": [], "ban": []}
    for one in in_order(caught):
        rule = one.live.rule
        arm = arm_of(rule, person)
        raw = value_for(rule, arm)
        # `hold` has no value to be missing, but for an arm that is there to do nothing.
        does = bool(raw) or (rule.do == "hold" and not rule.experiment)
        value = _said(rule.do, raw, one.groups, words) if does else ""
        if does and not value and rule.do != "hold":
            # All that it was made of is missing.
            continue
        step = rule.step if does else ""
        if does and rule.do in DECIDING:
            if taken:
                continue
            taken = True
            hold = rule.do == "hold"
            answer, invoke = (value if rule.do == "answer" else ""), (value if rule.do == "invoke" else "")
        elif does and rule.do == "reform":
            if text:
                continue
            text = value
        elif does:
            added[rule.do].append(value)
        elif not arm:
            continue
        fired.append(Fired(name=rule.name, version=one.live.version, step=step, do=rule.do, why=one.why, arm=arm))
    return Ruling(
        fired=tuple(fired),
        text=text,
        answer=answer,
        hold=hold,
        invoke=invoke,
        pins=tuple(dict.fromkeys(added["pin"])),
        steers=tuple(dict.fromkeys(added["steer"])),
        bans=tuple(dict.fromkeys(added["ban"])),
    )


def _said(do: str, value: str, groups: Mapping[str, str], words: Mapping[str, str]) -> str:
    """The value with what it stands for put in. Nothing in it is looked at again, and nothing is run."""
    if do in ("ban", "invoke"):
        return value
    put = {**words, **{name: group[:LONGEST_GROUP] for name, group in groups.items()}}
    if do in ("pin", "steer"):
        put = {name: word.translate(_MARKS).strip() for name, word in put.items()}
    return filled(value, put)
