"""Which arm of an experiment a person is in: always the same one, in every process and after every restart."""

from __future__ import annotations

import hashlib

from roleplay_lite.rules.rule import Rule

OUT = "out"
"""The arm of those who do not take part."""


def arm_of(rule: Rule, person: str) -> str:
    """The arm, or empty where there is no experiment. It depends on the rule's name, not on its version."""
    if not rule.experiment:
        return ""
    drawn = hashlib.blake2b(f"{rule.name}\0{person}".encode(), digest_size=16).digest()
    takes_part, which = (int.from_bytes(half, "big") / 2**64 for half in (drawn[:8], drawn[8:]))
    if takes_part >= rule.experiment.share:
        return OUT
    arms = sorted(rule.experiment.arms)
    return arms[int(which * len(arms))]


def value_for(rule: Rule, arm: str) -> str:
    """What the rule says to somebody in that arm; empty is nothing."""
    if rule.experiment and arm != OUT:
        return rule.experiment.arms.get(arm, rule.value)
    return rule.value
