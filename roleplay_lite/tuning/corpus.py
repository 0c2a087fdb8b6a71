"""The corpus: invented characters, and dialogues written for them.

A folder of `personas/*.toml` (the library's own format), `dialogues-*.jsonl` and `splits.toml`. Dialogues hold what was
said, what was looked up or remembered for that turn, and the reply; the prompt is made of them by the library's own
`compose` (`rendering.py`), so that a change of the prompt's format is a change of the corpus, too.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property, partial
from pathlib import Path
from typing import Any, Literal, get_args

from roleplay_lite import tomlfile
from roleplay_lite.errors import ConfigError
from roleplay_lite.evaluation.rows import WrongField, at, one_of, only, read_rows, text, texts
from roleplay_lite.persona.load import load_persona
from roleplay_lite.persona.persona import Persona, Style, Trait
from roleplay_lite.persona.traits.dictionary import lookup

Split = Literal["train", "dev", "test"]
SPLITS: tuple[Split, ...] = get_args(Split)

Part = Literal["written", "plain", "mended"]
PARTS: Mapping[str, Part] = {"p": "plain", "q": "mended"}
"""What a dialogue is for, by the letter of its file (`dialogues-p1.jsonl`): plain short talk, or what a trained adapter
got wrong; without one, the first and liveliest part."""

Kind = Literal[
    "trait",
    "smalltalk",
    "greeting",
    "farewell",
    "interruption",
    "robot",
    "insult",
    "compliment",
    "nonsense",
    "silence",
    "joke",
    "story",
    "riddle",
    "emotion",
    "value",
    "preference",
    "self",
    "followup",
    "premise",
    "unset",
    "memory",
    "memory_off",
    "knowledge",
    "knowledge_off",
    "unsure",
    "known",
    "scope",
    "refusal",
    "attack",
    "skill",
    "noise",
    "stage",
    "english_in",
]
KINDS: tuple[Kind, ...] = get_args(Kind)
ABOUT_ITSELF: frozenset[Kind] = frozenset({"self", "followup", "premise", "unset"})
"""Kinds of which the character's own facts are the matter."""

_TURN = frozenset({"found", "kind"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Exchange:
    """One turn as it was written."""

    said: str
    reply: str
    kind: Kind
    found: tuple[str, ...] = ()
    """What was looked up or remembered, as the note of the turn tells it. Facts of the persona are not in it: `recall`
    finds them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dialogue:
    """One conversation from its beginning."""

    id: str
    part: Part
    persona: str
    traits: tuple[str, ...] = ()
    """English labels that take the place of the persona's own traits, manner and example lines; empty leaves them."""
    turns: tuple[Exchange, ...]


@dataclass(frozen=True, kw_only=True)
class Corpus:
    """All of it, read and checked."""

    folder: Path
    personas: Mapping[str, Persona]
    dialogues: tuple[Dialogue, ...]
    held: Mapping[Split, frozenset[str]]
    """The personas of `dev` and `test`; all others are `train`."""

    def split(self, dialogue: Dialogue) -> Split:
        """Which part it is in, by its persona."""
        return next((name for name, ids in self.held.items() if dialogue.persona in ids), "train")

    def of(self, split: Split) -> tuple[Dialogue, ...]:
        """The dialogues of that part, in the order of the files."""
        return self._parts[split]

    @cached_property
    def _parts(self) -> dict[Split, tuple[Dialogue, ...]]:
        return {name: tuple(one for one in self.dialogues if self.split(one) == name) for name in SPLITS}

    def character(self, dialogue: Dialogue) -> Persona:
        """Who speaks in it: the persona, or the same person with other traits."""
        who = self.personas[dialogue.persona]
        if not dialogue.traits:
            return who
        return replace(who, traits=traits_of(dialogue.traits), examples=(), style=Style(bans=who.style.bans))


def traits_of(labels: tuple[str, ...]) -> tuple[Trait, ...]:
    """The dictionary's traits of these names, each with its behaviour. Raises WrongField for one that it lacks."""
    found = []
    for label in labels:
        entry = lookup(label)
        if entry is None:
            raise WrongField("traits", f"no trait is named {label!r}")
        found.append(Trait(name=entry.zh, behaviour=entry.behaviour))
    return tuple(found)


def read_corpus(folder: Path) -> Corpus:
    """The corpus in that folder. Raises ConfigError with file, line and field; PersonaError for a persona."""
    if not folder.is_dir():
        raise ConfigError("there is no such folder; a corpus has personas/ and dialogues-*.jsonl", file=folder)
    personas = {file.stem: load_persona(file) for file in sorted((folder / "personas").glob("*.toml"))}
    if not personas:
        raise ConfigError("holds no *.toml; a corpus needs characters", file=folder / "personas")
    dialogues = [
        dialogue
        for file in sorted(folder.glob("dialogues-*.jsonl"))
        for dialogue in read_rows(file, partial(_dialogue, personas=personas, part=_part(file)))
    ]
    twice = {one.id for one in dialogues}
    if len(twice) < len(dialogues):
        raise ConfigError("two dialogues of the corpus have the same id", file=folder, field="id")
    return Corpus(
        folder=folder, personas=personas, dialogues=tuple(dialogues), held=_held(folder / "splits.toml", personas)
    )


def _part(file: Path) -> Part:
    return PARTS.get(file.stem.removeprefix("dialogues-")[:1], "written")


def _dialogue(row: dict[str, Any], personas: Mapping[str, Persona], part: Part) -> Dialogue:
    only(row, required=frozenset({"id", "persona", "turns"}), optional=frozenset({"traits", "kind"}))
    if row["persona"] not in personas:
        raise WrongField("persona", f"{row['persona']!r} is no file of personas/")
    labels = texts(row, "traits")
    traits_of(labels)
    turns = row["turns"]
    if not isinstance(turns, list) or not turns:
        raise WrongField("turns", "is not a list of turns, or empty")
    return Dialogue(
        id=text(row, "id"),
        part=part,
        persona=row["persona"],
        traits=labels,
        turns=tuple(_turn(turn, row, at("turns", str(number))) for number, turn in enumerate(turns)),
    )


def _turn(turn: Any, row: dict[str, Any], place: str) -> Exchange:
    only(turn, required=frozenset({"said", "reply"}), optional=_TURN, place=place)
    named = {"kind": turn.get("kind", row.get("kind"))}
    return Exchange(
        said=text(turn, "said", place),
        reply=text(turn, "reply", place),
        kind=one_of(named, "kind", KINDS, place),
        found=texts(turn, "found", place),
    )


def _held(file: Path, personas: Mapping[str, Persona]) -> dict[Split, frozenset[str]]:
    if not file.exists():
        return {}
    document = tomlfile.read(file, ConfigError)
    document.only(("dev", "test"))
    held: dict[Split, frozenset[str]] = {}
    for name in SPLITS[1:]:
        ids = document.strings(name)
        for place, id in enumerate(ids):
            if id not in personas:
                raise document.fail(f"{id!r} is no file of personas/", name, place)
        held[name] = frozenset(ids)
    if both := sorted(held["dev"] & held["test"]):
        raise document.fail(f"{both[0]!r} is in dev, too; a character is in one part alone", "test")
    return held
