"""A `Persona` as the text of its file, so that what was made, imported or edited can be read and edited by people.

Every table is a block of its own (`[[examples]]`), as the shipped files have it: a mistake made in it later is then
reported with its line.
"""

from __future__ import annotations

import json
import os
import re
import tempfile
import tomllib
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import date
from pathlib import Path
from typing import Any

from roleplay_lite.errors import PersonaError
from roleplay_lite.persona.facts import Fact
from roleplay_lite.persona.load import LONGEST_KEY, SCHEMA, persona_of
from roleplay_lite.persona.lorebook import LoreEntry
from roleplay_lite.persona.persona import Persona
from roleplay_lite.tomlfile import Document

_WIDTH = 100
_LORE = {
    "keys": "keys",
    "text": "content",
    "name": "name",
    "also": "secondary_keys",
    "always": "constant",
    "priority": "priority",
    "order": "insertion_order",
    "enabled": "enabled",
}
_PLAIN_KEY = re.compile(r"[A-Za-z0-9_-]+")
_NATIVE = re.compile(r"0|[1-9]\d{0,17}")


def persona_toml(persona: Persona) -> str:
    """The persona's file. What it holds loads again as the same value, under the same name in the same folder;
    everything that stands at its default is left out."""
    blocks = [[f"schema = {SCHEMA}", *_lines(persona, skip=("id", "facts", "lore"))], *_facts(persona.facts)]
    own = ("facts", "lore")
    blocks += [block for field in fields(Persona) if field.name not in own for block in _tables(persona, field, ())]
    blocks += [["[[lore]]", *_lore(entry)] for entry in persona.lore.entries]
    return "\n\n".join("\n".join(block) for block in blocks) + "\n"


def write_persona(persona: Persona, file: Path, *, replace: bool = False) -> None:
    """Write the persona's file, whole or not at all; its folder is made when it is not there.

    Raises PersonaError when the file is there already and `replace` is not said, when it cannot be written, and when it
    would not load again (a name that is too long), with the field.
    """
    text = persona_toml(persona)
    try:
        raw = text.encode()
    except UnicodeEncodeError as problem:
        raise PersonaError("holds half a character (a lone surrogate); take it out", file=file) from problem
    persona_of(Document(data=tomllib.loads(text), text=text, file=file, error=PersonaError), file.stem)
    if file.exists() and not replace:
        raise PersonaError("is there already; choose another id, or say that it may be replaced", file=file)
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        _write(raw, file)
    except OSError as problem:
        raise PersonaError(f"cannot be written: {problem.strerror or problem}", file=file) from problem


def _write(raw: bytes, file: Path) -> None:
    handle, name = tempfile.mkstemp(dir=file.parent, prefix=f".{file.name}.")
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(raw)
        Path(name).chmod(0o644)
        Path(name).replace(file)
    except BaseException:
        with suppress(OSError):
            Path(name).unlink()
        raise


def _facts(facts: Sequence[Fact]) -> list[list[str]]:
    """`[facts.OWNER]` for the plain ones as long as that keeps their order, `[[fact]]` for the rest."""
    plain = _plain_run(facts)
    owners: dict[str, dict[str, list[str]]] = {}
    for fact in facts[:plain]:
        owners.setdefault(fact.owner, {}).setdefault(fact.key, []).append(_native(fact.value))
    blocks = []
    for owner, keys in owners.items():
        rows = [f"{_key(key)} = {_array(values) if len(values) > 1 else values[0]}" for key, values in keys.items()]
        blocks.append([f"[facts.{_key(owner)}]", *rows])
    return blocks + [["[[fact]]", *_lines(fact)] for fact in facts[plain:]]


def _lore(entry: LoreEntry) -> Iterator[str]:
    """The settings that a persona file has; the finer ones of a card's lorebook are in the card."""
    plain = LoreEntry(priority=0)
    for key, field in _LORE.items():
        held = getattr(entry, field)
        if held is not None and (held != getattr(plain, field) or key == "text"):
            yield f"{key} = {_plain(held)}"


def _plain_run(facts: Sequence[Fact]) -> int:
    """How many facts, from the first, a table for each owner can hold without changing their order."""
    seen: list[tuple[str, str]] = []
    owners: list[str] = []
    for count, fact in enumerate(facts):
        place = (fact.owner, fact.key)
        again = place in seen[:-1] or fact.owner in owners[:-1]
        if again or fact.polarity == "no" or fact.since or not _fits_table(fact):
            return count
        if place not in seen:
            seen.append(place)
        if fact.owner not in owners:
            owners.append(fact.owner)
    return len(facts)


def _fits_table(fact: Fact) -> bool:
    """Tables strip their values, and take no blank names."""
    names = (fact.owner, fact.key)
    return fact.value == fact.value.strip() and all(n.strip() and len(n) <= LONGEST_KEY for n in names)


def _native(value: str) -> str:
    """A date or a whole number as TOML's own, where that reads back as the same text."""
    with suppress(ValueError):
        if date.fromisoformat(value).isoformat() == value:
            return value
    return value if _NATIVE.fullmatch(value) else _string(value)


def _lines(value: Any, skip: Sequence[str] = ()) -> list[str]:
    """`key = value` for each field that is no table."""
    return [
        f"{field.name} = {_plain(held)}"
        for field, held in _held(value)
        if field.name not in skip and not is_dataclass(held) and not _is_tables(held)
    ]


def _tables(value: Any, field: Field[Any], at: tuple[str, ...]) -> Iterator[list[str]]:
    """The blocks of a field that is a table, or an array of them."""
    held = getattr(value, field.name)
    path = (*at, field.name)
    name = ".".join(path)
    if _is_tables(held):
        yield from ([f"[[{name}]]", *_lines(item)] for item in held)
    elif is_dataclass(held) and not _is_default(field, held):
        if rows := _lines(held):
            yield [f"[{name}]", *rows]
        for inner in fields(held):
            yield from _tables(held, inner, path)


def _held(value: Any) -> Iterator[tuple[Field[Any], Any]]:
    for field in fields(value):
        held = getattr(value, field.name)
        if not _is_default(field, held):
            yield field, held


def _is_default(field: Field[Any], held: Any) -> bool:
    if field.name == "languages":
        return False
    default = field.default if field.default_factory is MISSING else field.default_factory()
    return default is not MISSING and bool(held == default)


def _is_tables(held: Any) -> bool:
    return isinstance(held, tuple) and bool(held) and is_dataclass(held[0])


def _plain(held: Any) -> str:
    match held:
        case bool():
            return "true" if held else "false"
        case int() | float():
            return repr(held)
        case Path():
            return _string(held.name)
        case tuple():
            return _array([_string(item) for item in held])
        case _:
            return _string(held)


def _array(items: list[str]) -> str:
    line = f"[{', '.join(items)}]"
    return line if len(line) <= _WIDTH else "[\n" + "".join(f"    {item},\n" for item in items) + "]"


def _string(text: str) -> str:
    """A basic string: JSON's escapes are TOML's too, but for DEL, which JSON leaves as it is."""
    if "\n" in text:
        return '"""\n' + "\n".join(map(_escaped, text.split("\n"))) + '"""'
    return f'"{_escaped(text)}"'


def _escaped(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)[1:-1].replace("\x7f", "\\u007f")


def _key(name: str) -> str:
    return name if _PLAIN_KEY.fullmatch(name) else f'"{_escaped(name)}"'
