"""The persona format as a JSON Schema (draft 2020-12), for editors and other programs.

Nothing about the format is written twice: the loader reads a recording document, which notes each check as a
schema, and the docstrings under the dataclasses' fields become the descriptions.
"""

from __future__ import annotations

import ast
import inspect
import textwrap
from collections.abc import Iterable
from dataclasses import dataclass, is_dataclass
from pathlib import Path
from typing import Any, get_args, get_type_hints

from roleplay_lite.errors import PersonaError
from roleplay_lite.persona.facts import KEYS, Fact
from roleplay_lite.persona.load import LONGEST_KEY, LONGEST_VALUE, persona_of
from roleplay_lite.persona.lorebook import LoreEntry
from roleplay_lite.persona.persona import Persona
from roleplay_lite.tomlfile import MAX_INTEGER, Document

Schema = dict[str, Any]

_NOT_BLANK = r"\S"


def persona_schema() -> Schema:
    """A fresh schema of `personas/*.toml`, as a JSON value. TOML dates count as strings."""
    schema = _object()
    persona_of(_Recorder(data={}, text="", file=Path(), error=PersonaError, schema=schema), "recorded")
    _describe(schema, Persona)
    fields = schema["properties"]
    fields["schema"]["description"] = "The version of this format."
    fields["facts"] = _owners()
    fields["fact"]["description"] = "Facts with a polarity or a date, which a plain table cannot hold."
    _describe(fields["fact"], Fact)
    _describe_lore(fields["lore"]["items"])
    # A table with a required field is itself required.
    schema["required"] += [name for name, field in fields.items() if field.get("required")]
    # The one rule between two fields.
    fields["boundaries"]["if"] = {"properties": {"refuses": {"minItems": 1}}, "required": ["refuses"]}
    fields["boundaries"]["then"] = {"properties": {"refusal": {"minItems": 1}}, "required": ["refusal"]}
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "roleplay-lite persona"}
    return head | schema


def _object() -> Schema:
    return {"type": "object", "properties": {}, "required": [], "additionalProperties": False}


def _text(allowed: list[str], longest: int, *, blank: bool) -> Schema:
    if allowed:
        return {"enum": allowed}
    return {"type": "string", "maxLength": longest} | ({} if blank else {"pattern": _NOT_BLANK})


def _owners() -> Schema:
    text = _text([], LONGEST_VALUE, blank=False)
    number = {"type": "number", "exclusiveMinimum": -MAX_INTEGER, "exclusiveMaximum": MAX_INTEGER}
    value = {"anyOf": [text, number, {"type": "array", "items": {"anyOf": [text, number]}}]}
    names = {"pattern": _NOT_BLANK, "maxLength": LONGEST_KEY}
    return {
        "type": "object",
        "description": "Facts by owner: `self`, or a relative, friend or pet as the persona calls them.",
        "propertyNames": names,
        "additionalProperties": {
            "type": "object",
            "propertyNames": names,
            "properties": {key: {"description": entry.label, **value} for key, entry in KEYS.items()},
            "additionalProperties": value,
        },
    }


def _describe(schema: Schema, kind: type) -> None:
    """Put the docstrings of `kind` and its fields on the schema, and of the dataclasses that they hold."""
    table = schema.get("items", schema)
    table.setdefault("description", inspect.getdoc(kind))
    notes = _field_docs(kind)
    hints = get_type_hints(kind)
    for name, field in table["properties"].items():
        if name in notes:
            field["description"] = notes[name]
        for held in (hints.get(name), *get_args(hints.get(name))):
            if isinstance(held, type) and is_dataclass(held):
                _describe(field, held)


def _describe_lore(schema: Schema) -> None:
    """Its fields have shorter names in a file than in cards."""
    schema["description"] = inspect.getdoc(LoreEntry)
    notes = _field_docs(LoreEntry)
    for name, field in schema["properties"].items():
        if note := notes.get(_LORE.get(name, name)):
            field["description"] = note


_LORE = {"text": "content", "also": "secondary_keys", "always": "constant", "order": "insertion_order"}


def _field_docs(kind: type) -> dict[str, str]:
    """The strings that stand under a class's fields."""
    tree = ast.parse(textwrap.dedent(inspect.getsource(kind))).body[0]
    assert isinstance(tree, ast.ClassDef)
    found: dict[str, str] = {}
    for above, below in zip(tree.body, tree.body[1:], strict=False):
        if isinstance(above, ast.AnnAssign) and isinstance(above.target, ast.Name):
            match below:
                case ast.Expr(value=ast.Constant(value=str(text))):
                    found[above.target.id] = inspect.cleandoc(text)
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class _Recorder(Document):
    """A document that holds nothing, passes every check and notes it in `schema`."""

    schema: Schema

    def sub(self, key: str) -> Document:
        return self._inner(self._note(key, _object()))

    def subs(self, key: str, *, most: int = 1000) -> list[Document]:
        items = _object()
        self._note(key, {"type": "array", "maxItems": most, "items": items})
        return [self._inner(items)]

    def only(self, allowed: Iterable[str]) -> None:
        """Every allowed field is noted by the check that reads it."""

    def string(self, key: str, default: str | None = None, *, choices: Iterable[str] = (), longest: int = 2000) -> str:
        allowed = list(choices)
        schema = _text(allowed, longest, blank=default is not None)
        if default is None:
            self.schema["required"].append(key)
        elif default:
            schema["default"] = default
        self._note(key, schema)
        return next(iter(allowed), key) if default is None else default

    def strings(
        self, key: str, *, least: int = 0, most: int = 1000, longest: int = 2000, choices: Iterable[str] = ()
    ) -> tuple[str, ...]:
        schema: Schema = {"type": "array", "maxItems": most, "items": _text(list(choices), longest, blank=False)}
        if least:
            schema["minItems"] = least
            self.schema["required"].append(key)
        self._note(key, schema)
        return (key,) * least

    def number(self, key: str, default: float, *, low: float, high: float) -> float:
        self._note(key, {"type": "number", "minimum": low, "maximum": high, "default": default})
        return default

    def integer(self, key: str, default: int, *, low: int, high: int) -> int:
        self._note(key, {"type": "integer", "minimum": low, "maximum": high, "default": default})
        return default

    def boolean(self, key: str, default: bool) -> bool:
        self._note(key, {"type": "boolean", "default": default})
        return default

    def _inner(self, schema: Schema) -> Document:
        return _Recorder(data={}, text="", file=self.file, error=self.error, at=self.at, schema=schema)

    def _note(self, key: str, schema: Schema) -> Schema:
        self.schema["properties"][key] = schema
        return schema
