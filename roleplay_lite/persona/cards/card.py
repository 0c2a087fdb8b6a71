"""A character card as a value: what it says in the field's terms, and the JSON it came from, whole.

Sources: malfoyslastname/character-card-spec-v2 (`spec_v1.md`, `spec_v2.md`), kwaroran/character-card-spec-v3
(`SPEC_V3.md`), and what SillyTavern does where they are silent.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

Version = Literal["v1", "v2", "v3", "pygmalion", "lorebook"]
"""`lorebook` is a world alone, without a character."""

STRINGS = (
    *("name", "description", "personality", "scenario", "first_mes", "mes_example"),
    *("creator_notes", "system_prompt", "post_history_instructions", "creator", "character_version"),
)
"""Fields of a card that are text; the first six are all that V1 has."""
V1_STRINGS = STRINGS[:6]


@dataclass(frozen=True, slots=True, kw_only=True)
class Asset:
    """A picture, sound or other file that a card names."""

    type: str
    """`icon`, `background`, `user_icon`, `emotion`, or a program's own `x_…`."""
    uri: str
    """As in the card: `embeded://path` (sic), `__asset:path`, `data:`, `ccdefault:`, or an address, never fetched."""
    name: str
    ext: str
    data: bytes | None = None
    """None when it lies elsewhere or is missing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """One card, read leniently: every field has its type, whatever the file had."""

    version: Version
    name: str = ""
    description: str = ""
    personality: str = ""
    scenario: str = ""
    first_mes: str = ""
    """What the character says first."""
    mes_example: str = ""
    """Example dialogues, each after a `<START>`."""
    creator_notes: str = ""
    """For people; never part of a prompt."""
    system_prompt: str = ""
    """Takes the place of the program's own, which `{{original}}` stands for; empty keeps it."""
    post_history_instructions: str = ""
    creator: str = ""
    character_version: str = ""
    alternate_greetings: tuple[str, ...] = ()
    group_only_greetings: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    source: tuple[str, ...] = ()
    nickname: str = ""
    """V3: what `{{char}}` stands for when it is not empty."""
    creator_notes_multilingual: Mapping[str, str] = field(default_factory=dict)
    """By ISO 639-1 code."""
    creation_date: int | None = None
    """Unix seconds; 0 hides it."""
    modification_date: int | None = None
    lorebook: Mapping[str, Any] | None = None
    """In the form of `character_book`, whatever form it had."""
    assets: tuple[Asset, ...] = ()
    extensions: Mapping[str, Any] = field(default_factory=dict)
    raw: Mapping[str, Any] = field(default_factory=dict)
    """The JSON it came from, with all that no field here holds."""
    files: Mapping[str, bytes] = field(default_factory=dict)
    """What lay beside the card in its container, by path."""
    image: bytes = b""
    """The PNG it was embedded in."""
    warnings: tuple[str, ...] = ()
    """What was wrong with it and how it was taken."""

    @property
    def called(self) -> str:
        """What `{{char}}` stands for."""
        return self.nickname.strip() or self.name
