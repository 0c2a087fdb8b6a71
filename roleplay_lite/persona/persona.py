"""Who it is: one frozen value, read from a file, never changed by talk."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from roleplay_lite.persona.facts import SELF, Fact
from roleplay_lite.persona.lorebook import Lorebook

Intensity = Literal["a-bit", "plain", "very", "extremely"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Trait:
    """One fine trait, and what the persona does because of it."""

    name: str
    """As in 「诙谐风趣的」."""
    intensity: Intensity = "plain"
    behaviour: str = ""
    """What to do, in one line; a small model acts on behaviour, not on an adjective. In a file, a trait of the
    dictionary may leave it out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """How it talks."""

    manner: tuple[str, ...] = ()
    """Lines on wording, length and address, each something to do."""
    catch_phrases: tuple[str, ...] = ()
    bans: tuple[str, ...] = ()
    """Strings it never says; a sentence that holds one is dropped."""
    reminder: str = ""
    """The shortest form of the manner, put after the person's words on every turn."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """A stance it holds."""

    topic: str
    stance: str
    words: tuple[str, ...] = ()
    """Words that bring the topic up, the other side's among them (「文科生」, 「空谈」)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Preferences:
    """What colours its answers."""

    likes: tuple[str, ...] = ()
    dislikes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """One line said to it, and what it would really say."""

    user: str
    reply: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Lines:
    """Ready words for moments without the model. Each has at least one."""

    greeting: tuple[str, ...]
    """Said first, when the session opens."""
    sorry: tuple[str, ...]
    """Said when an engine failed."""
    deflect: tuple[str, ...]
    """Said when nothing of a draft could be let through."""
    silence: tuple[str, ...]
    """Said when nothing was said."""
    goodbye: tuple[str, ...]
    filler: tuple[str, ...] = ()
    """Said while a slow reply is on its way (「嗯」)."""
    unset: tuple[str, ...] = ()
    """Said when it is asked something about itself that no fact tells."""
    unknown: tuple[str, ...] = ()
    """Said when it is asked about something it cannot know; `{thing}` stands for what that is."""
    comfort: tuple[str, ...] = ()
    """Said first to somebody who feels bad, before anything else; `{feeling}` stands for how they feel (「难过」)."""
    cheer: tuple[str, ...] = ()
    """Said first to somebody who is glad."""
    danger: tuple[str, ...] = ()
    """Said first, in earnest, where somebody's life or safety may be at stake; where help is found comes after it."""
    remembered: tuple[str, ...] = ()
    """Said when the person asks for something they once told; `{fact}` is that as a clause (「你女儿上三年级」)."""
    untold: tuple[str, ...] = ()
    """Said when the person asks for something of theirs that they never told."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyAnswer:
    """How one key of the persona's own facts is told; `{value}` stands for the value."""

    key: str
    templates: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """How facts are told in its own way, without the model; `{fact}` is the fact as a clause (「我老家在绍兴」)."""

    fact: tuple[str, ...] = ()
    """Asked for it."""
    yes: tuple[str, ...] = ()
    """When it was guessed right."""
    no: tuple[str, ...] = ()
    """When something wrong was claimed or guessed; `{fact}` is what is so."""
    keys: tuple[KeyAnswer, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class VoiceChoice:
    """Which voice, and how it is used."""

    tts: str = ""
    """A `tts` backend's name; empty takes the device's."""
    rate: float = 1.0
    pitch: float = 1.0
    energy: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """What it can know."""

    era: str = ""
    """The time it lives in (「唐代」); empty is today."""
    knows: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    """What it has never heard of."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Boundaries:
    """What it will not do, and how it says so."""

    refuses: tuple[str, ...] = ()
    """Words of topics it declines."""
    refusal: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Golden:
    """A line of the golden dialogue: how it should sound, and what must and must not be in a reply."""

    user: str
    reply: str
    must: tuple[str, ...] = ()
    """At least one of these is in a right reply; empty asks nothing."""
    never: tuple[str, ...] = ()
    """None of these is in a right reply."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Persona:
    """Who it is."""

    id: str
    """The file's stem; ASCII, used on the command line and as a key in stores."""
    name: str
    summary: str
    """One sentence, third person."""
    languages: tuple[str, ...] = ("zh",)
    """ISO 639-1, the first its own."""
    creator: str = ""
    licence: str = ""
    facts: tuple[Fact, ...] = ()
    traits: tuple[Trait, ...] = ()
    style: Style = field(default_factory=Style)
    values: tuple[Value, ...] = ()
    preferences: Preferences = field(default_factory=Preferences)
    examples: tuple[Example, ...] = ()
    lines: Lines
    voice: VoiceChoice = field(default_factory=VoiceChoice)
    scope: Scope = field(default_factory=Scope)
    boundaries: Boundaries = field(default_factory=Boundaries)
    golden: tuple[Golden, ...] = ()
    answers: Answers = field(default_factory=Answers)
    lore: Lorebook = field(default_factory=Lorebook)
    description: str = ""
    """Free text on who it is, as character cards carry it; part of every prompt."""
    scenario: str = ""
    """Where and how it meets the person, as character cards carry it; part of every prompt."""
    instructions: str = ""
    """A card's own system prompt: takes the place of ours, which `{{original}}` in it stands for."""
    afterword: str = ""
    """A card's post-history instructions: in the note of every turn."""
    card: Path | None = None
    """The character card it was imported from, kept whole for export."""

    def fact(self, key: str, owner: str = SELF) -> Fact | None:
        """The first fact of that owner under that key."""
        return next((fact for fact in self.facts if fact.key == key and fact.owner == owner), None)
