"""Rules and lines for tests."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from roleplay_lite.rules.deciding import LiveRule
from roleplay_lite.rules.reading import read_rules_text
from roleplay_lite.rules.rule import Rule
from roleplay_lite.rules.rulebook import Rulebook
from roleplay_lite.rules.ruling import Ruling

NOON = datetime(2026, 2, 17, 12).astimezone()


def rule(text: str) -> Rule:
    """One rule, written as TOML."""
    (made,) = read_rules_text(text)
    return made


def book(*texts: str) -> Rulebook:
    """Rules in the order in which they were added."""
    rules = [made for text in texts for made in read_rules_text(text)]
    return Rulebook.of([LiveRule(rule=one, version=1, at=float(at)) for at, one in enumerate(rules)])


def ruled(asked: Rulebook, text: str, **more: Any) -> Ruling:
    """What they say to a line of the owner's, at noon."""
    intent = more.pop("intent", "")
    given = {"persona": "niaoniao", "person": "owner", "language": "zh", "now": NOON, **more}
    return asked.ruling(text, intent=lambda: intent, **given)


def names(ruling: Ruling) -> list[str]:
    return [fired.name for fired in ruling.fired]
