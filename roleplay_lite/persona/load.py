"""Persona files in, `Persona` values out; what is wrong is said with file, line and field."""

from __future__ import annotations

import difflib
import re
from datetime import date, datetime, time
from pathlib import Path
from typing import get_args

from roleplay_lite import paths
from roleplay_lite.errors import PersonaError
from roleplay_lite.persona.facts import SELF, Fact, Polarity, canonical
from roleplay_lite.persona.lorebook import Lorebook, LoreEntry
from roleplay_lite.persona.persona import (
    Answers,
    Boundaries,
    Example,
    Golden,
    Intensity,
    KeyAnswer,
    Lines,
    Persona,
    Preferences,
    Scope,
    Style,
    Trait,
    Value,
    VoiceChoice,
)
from roleplay_lite.persona.traits.dictionary import lookup
from roleplay_lite.tomlfile import MAX_INTEGER, Document, read

SCHEMA = 1
LONGEST_KEY = 40
LONGEST_VALUE = 200
LONGEST_LINE = 400
LONGEST_TEXT = 20_000
"""Of a card's description: long ones are cut to the window with a warning, never refused."""
MOST_ORDER = 1_000_000
LANGUAGES = ("en", "zh")
_ID = re.compile(r"[a-z][a-z0-9_-]{0,39}")
_TOP = (
    *("schema", "name", "summary", "languages", "creator", "licence", "facts", "fact", "traits", "style", "values"),
    *("preferences", "examples", "lines", "voice", "scope", "boundaries", "golden", "answers", "description"),
    *("scenario", "instructions", "afterword", "card", "lore"),
)


def persona_files() -> dict[str, Path]:
    """Every persona that can be named: the shipped ones, then those in the user's `personas` folder, which win."""
    folders = [paths.shipped("personas"), paths.data_dir() / "personas"]
    return {file.stem: file for folder in folders for file in sorted(folder.glob("*.toml"))}


def load_persona(name: str | Path) -> Persona:
    """The persona of that name, or in that file. Raises PersonaError with file, line and field."""
    return read_persona(persona_file(name))


def persona_file(name: str | Path) -> Path:
    """The file of that name, or the path itself. Raises PersonaError for a name that no file has."""
    given = Path(name)
    if given.suffix == ".toml" or len(given.parts) > 1:
        return given
    known = persona_files()
    if str(name) in known:
        return known[str(name)]
    near = difflib.get_close_matches(str(name), known, n=1)
    hint = f"; did you mean {near[0]!r}?" if near else "."
    raise PersonaError(f"no persona is named {str(name)!r}{hint} There are: {', '.join(sorted(known))}")


def read_persona(file: Path) -> Persona:
    """The persona in that file."""
    document = read(file, PersonaError)
    if not _ID.fullmatch(file.stem):
        raise PersonaError("the file's name must be a-z, 0-9, - and _, as in niaoniao.toml", file=file)
    return persona_of(document, file.stem)


def persona_of(document: Document, id: str) -> Persona:
    """The persona that the document tells of. What it asks of the document is the format: the schema is made of it."""
    document.only(_TOP)
    document.integer("schema", SCHEMA, low=1, high=SCHEMA)
    return Persona(
        id=id,
        name=document.string("name", longest=40),
        summary=document.string("summary", longest=200),
        languages=document.strings("languages", choices=LANGUAGES) or ("zh",),
        creator=document.string("creator", ""),
        licence=document.string("licence", ""),
        facts=_facts(document),
        traits=_traits(document),
        style=_style(document.sub("style")),
        values=tuple(_value(entry) for entry in document.subs("values")),
        preferences=_preferences(document.sub("preferences")),
        examples=tuple(_example(entry) for entry in document.subs("examples")),
        lines=_lines(document),
        voice=_voice(document.sub("voice")),
        scope=_scope(document.sub("scope")),
        boundaries=_boundaries(document.sub("boundaries")),
        golden=tuple(_golden(entry) for entry in document.subs("golden")),
        answers=_answers(document.sub("answers")),
        description=document.string("description", "", longest=LONGEST_TEXT),
        scenario=document.string("scenario", "", longest=LONGEST_TEXT),
        instructions=document.string("instructions", "", longest=LONGEST_TEXT),
        afterword=document.string("afterword", "", longest=LONGEST_TEXT),
        card=_card(document),
        lore=_lorebook(document),
    )


def _facts(document: Document) -> tuple[Fact, ...]:
    """`[facts.OWNER]` holds plain facts, `[[fact]]` those with polarity or since."""
    found: list[Fact] = []
    owners = document.sub("facts")
    for owner in owners.data:
        table = owners.sub(owner)
        if not owner.strip() or len(owner) > LONGEST_KEY:
            raise owners.fail(f"must name its owner in 1 to {LONGEST_KEY} characters", owner)
        for key, value in table.data.items():
            if not key.strip() or len(key) > LONGEST_KEY:
                raise table.fail(f"must be a key of 1 to {LONGEST_KEY} characters", key)
            items = value if isinstance(value, list) else [value]
            found += [Fact(owner=owner, key=canonical(key), value=_fact_value(table, key, item)) for item in items]
    for entry in document.subs("fact"):
        entry.only(("owner", "key", "value", "polarity", "since"))
        polarity = entry.string("polarity", "yes", choices=get_args(Polarity))
        found.append(
            Fact(
                owner=entry.string("owner", SELF, longest=LONGEST_KEY) or SELF,
                key=canonical(entry.string("key", longest=LONGEST_KEY)),
                value=entry.string("value", longest=LONGEST_VALUE),
                polarity="no" if polarity == "no" else "yes",
                since=entry.string("since", ""),
            )
        )
    return tuple(found)


def _fact_value(table: Document, key: str, item: object) -> str:
    if isinstance(item, datetime | date | time):
        return item.isoformat()
    if isinstance(item, bool) or not isinstance(item, str | int | float):
        raise table.fail("must be text, a number, a date or an array of these", key)
    if isinstance(item, int | float) and not -MAX_INTEGER < item < MAX_INTEGER:
        raise table.fail("is no number that a persona could say", key)
    text = str(item).strip()
    if not text:
        raise table.fail("must not be empty; leave the key out when it is unknown", key)
    if len(text) > LONGEST_VALUE:
        raise table.fail(f"is {len(text)} characters long; at most {LONGEST_VALUE}", key)
    return text


def _traits(document: Document) -> tuple[Trait, ...]:
    return tuple(_trait(entry) for entry in document.subs("traits", most=5))


def _trait(entry: Document) -> Trait:
    entry.only(("name", "intensity", "behaviour"))
    choices: dict[str, Intensity] = {word: word for word in get_args(Intensity)}
    name = entry.string("name", longest=20)
    intensity = choices[entry.string("intensity", "plain", choices=choices)]
    behaviour = entry.string("behaviour", "", longest=120)
    if not behaviour.strip() and (known := lookup(name)):
        name, behaviour = known.zh, known.behaviour
    return Trait(name=name, intensity=intensity, behaviour=behaviour)


def _style(table: Document) -> Style:
    table.only(("manner", "catch_phrases", "bans", "reminder"))
    return Style(
        manner=table.strings("manner"),
        catch_phrases=table.strings("catch_phrases"),
        bans=table.strings("bans"),
        reminder=table.string("reminder", "", longest=120),
    )


def _preferences(table: Document) -> Preferences:
    table.only(("likes", "dislikes"))
    return Preferences(likes=table.strings("likes"), dislikes=table.strings("dislikes"))


def _value(entry: Document) -> Value:
    entry.only(("topic", "stance", "words"))
    return Value(
        topic=entry.string("topic", longest=200),
        stance=entry.string("stance", longest=LONGEST_LINE),
        words=entry.strings("words"),
    )


def _example(entry: Document) -> Example:
    entry.only(("user", "reply"))
    return Example(user=entry.string("user", longest=200), reply=entry.string("reply", longest=LONGEST_LINE))


def _answers(table: Document) -> Answers:
    table.only(("fact", "yes", "no", "keys"))
    return Answers(
        fact=_templates(table, "fact", "{fact}"),
        yes=_templates(table, "yes", "{fact}"),
        no=_templates(table, "no", "{fact}"),
        keys=tuple(_key_answer(entry) for entry in table.subs("keys")),
    )


def _key_answer(entry: Document) -> KeyAnswer:
    entry.only(("key", "templates"))
    key = canonical(entry.string("key", longest=LONGEST_KEY))
    return KeyAnswer(key=key, templates=_templates(entry, "templates", "{value}", "{fact}"))


def _templates(table: Document, name: str, *places: str) -> tuple[str, ...]:
    """Lines each of which has one of the places for what is told, and no other."""
    lines = table.strings(name, longest=LONGEST_LINE)
    for index, line in enumerate(lines):
        if not any(place in line for place in places):
            raise table.fail(f"must hold {' or '.join(places)}: {line!r}", name, index)
        if unknown := set(re.findall(r"\{[^{}]*\}?", line)) - set(places):
            raise table.fail(f"holds {', '.join(sorted(unknown))}; only {' or '.join(places)}", name, index)
    return lines


def _card(document: Document) -> Path | None:
    """The card beside the persona's file; a file may name none elsewhere."""
    name = document.string("card", "", longest=100)
    if not name:
        return None
    if not re.fullmatch(r"[\w][\w.-]*", name, re.ASCII):
        raise document.fail("must be a file beside this one, as in wanwan.card.json", "card")
    return document.file.parent / name


def _lorebook(document: Document) -> Lorebook:
    """What the file tells of its world, after what its card does."""
    entries = tuple(_lore(entry, index) for index, entry in enumerate(document.subs("lore")))
    card = _card(document)
    if card is None:
        return Lorebook(entries=entries)
    from roleplay_lite.persona.cards.own import kept_lore

    return kept_lore(card, entries)


def _lore(entry: Document, index: int) -> LoreEntry:
    entry.only(("keys", "text", "name", "also", "always", "priority", "order", "enabled"))
    return LoreEntry(
        id=str(index),
        keys=entry.strings("keys", most=50, longest=LONGEST_VALUE),
        content=entry.string("text"),
        name=entry.string("name", "", longest=LONGEST_VALUE),
        secondary_keys=entry.strings("also", most=50, longest=LONGEST_VALUE),
        constant=entry.boolean("always", False),
        priority=entry.integer("priority", 0, low=-MOST_ORDER, high=MOST_ORDER),
        insertion_order=entry.integer("order", 100, low=-MOST_ORDER, high=MOST_ORDER),
        enabled=entry.boolean("enabled", True),
    )


def _lines(document: Document) -> Lines:
    table = document.sub("lines")
    names = ("greeting", "sorry", "deflect", "silence", "goodbye")
    more = ("filler", "unset", "unknown", "untold", "comfort", "cheer", "danger")
    table.only((*names, *more, "remembered"))
    for index, line in enumerate(table.strings("comfort")):
        if unknown := set(re.findall(r"\{[^{}]*\}?", line)) - {"{feeling}"}:
            raise table.fail(f"holds {', '.join(sorted(unknown))}; only {{feeling}}", "comfort", index)
    return Lines(
        **{name: table.strings(name, least=1, longest=LONGEST_LINE) for name in names},
        **{name: table.strings(name, longest=LONGEST_LINE) for name in more},
        remembered=_templates(table, "remembered", "{fact}"),
    )


def _voice(table: Document) -> VoiceChoice:
    table.only(("tts", "rate", "pitch", "energy"))
    return VoiceChoice(
        tts=table.string("tts", ""),
        rate=table.number("rate", 1.0, low=0.5, high=2.0),
        pitch=table.number("pitch", 1.0, low=0.5, high=2.0),
        energy=table.number("energy", 1.0, low=0.5, high=2.0),
    )


def _scope(table: Document) -> Scope:
    table.only(("era", "knows", "unknown"))
    return Scope(
        era=table.string("era", "", longest=40), knows=table.strings("knows"), unknown=table.strings("unknown")
    )


def _boundaries(table: Document) -> Boundaries:
    table.only(("refuses", "refusal"))
    boundaries = Boundaries(refuses=table.strings("refuses"), refusal=table.strings("refusal"))
    if boundaries.refuses and not boundaries.refusal:
        raise table.fail("is missing: how the persona says no", "refusal")
    return boundaries


def _golden(entry: Document) -> Golden:
    entry.only(("user", "reply", "must", "never"))
    return Golden(
        user=entry.string("user", longest=200),
        reply=entry.string("reply", longest=400),
        must=entry.strings("must"),
        never=entry.strings("never"),
    )
