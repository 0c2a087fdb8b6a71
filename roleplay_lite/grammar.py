"""Grammars that a reply keeps to, in llama.cpp's GBNF: one of some words, or a flat JSON object. Pure.

Source: `grammars/README.md` of ggml-org/llama.cpp.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from roleplay_lite.errors import EngineError, InputError

_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}
_PLAIN = {short: char for char, short in _ESCAPES.items()}
_LITERAL = r'"((?:[^"\\]|\\.)*)"'
_ALTERNATION = re.compile(rf"\s*root\s*::=\s*{_LITERAL}(?:\s*\|\s*{_LITERAL})*\s*", re.DOTALL)
_ROOT = re.compile(r"^\s*root\s*::=", re.MULTILINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """A string of a JSON object; it holds neither quotes, backslashes nor control characters."""

    longest: int = 40
    """Characters."""
    shortest: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Number:
    """A number of a JSON object."""

    digits: int = 6
    """At most so many before the point."""
    decimals: int = 0


Field = Text | Number | tuple[str, ...]
"""A tuple is a string that is one of these."""


def one_of(choices: Iterable[str]) -> str:
    """The reply is one of these strings, of which none may be empty. Raises InputError for what no reply can be."""
    return f"root ::= {_alternation(tuple(choices))}"


def json_object(fields: Mapping[str, Field]) -> str:
    """The reply is a JSON object with just these fields, in this order. Raises InputError for what cannot be one."""
    if not fields:
        raise InputError("a JSON object needs at least one field")
    names = [_literal(f"{json.dumps(name, ensure_ascii=False)}: ") for name in fields]
    rules = [f"field-{number} ::= {_rule(field)}" for number, field in enumerate(fields.values())]
    body = ' ", " '.join(f"{name} field-{number}" for number, name in enumerate(names))
    return "\n".join([f'root ::= "{{" {body} "}}"', *rules])


def alternatives(grammar: str) -> tuple[str, ...]:
    """The strings of a grammar as `one_of` makes it; nothing for any other."""
    if not _ALTERNATION.fullmatch(grammar):
        return ()
    return tuple(_read(found) for found in re.findall(_LITERAL, grammar.partition("::=")[2], re.DOTALL))


def cleaned(grammar: str) -> str:
    """Without what a parser written in C takes for its end, and without half characters."""
    return grammar.replace("\0", " ").encode("utf-8", "replace").decode()


def unreadable(grammar: str) -> EngineError:
    """The error to raise about a grammar that is none."""
    return EngineError(
        f"the language model cannot read the grammar {grammar[:80]!r}; write it in GBNF, with a rule `root ::= …`",
        stage="generate",
    )


def has_root(grammar: str) -> bool:
    """Whether it has the rule that a reply starts from."""
    return bool(_ROOT.search(grammar))


def _rule(field: Field) -> str:
    match field:
        case Text():
            if not 0 <= field.shortest <= field.longest or not field.longest:
                raise InputError(f"a text of {field.shortest} to {field.longest} characters is none")
            return rf'"\"" [^"\\\x00-\x1F\x7F]{{{field.shortest},{field.longest}}} "\""'
        case Number():
            if field.digits < 1 or field.decimals < 0:
                raise InputError("a number has at least one digit")
            more = f"[0-9]{{0,{field.digits - 1}}}" if field.digits > 1 else ""
            point = f' ("." [0-9]{{1,{field.decimals}}})?' if field.decimals else ""
            return f'"-"? ("0" | [1-9] {more}){point}'
        case _:
            return _alternation([json.dumps(choice, ensure_ascii=False) for choice in field])


def _alternation(words: Sequence[str]) -> str:
    if not words:
        raise InputError("a grammar needs at least one choice")
    return " | ".join(map(_literal, words))


def _literal(text: str) -> str:
    if not text:
        raise InputError("a choice must not be empty")
    # NUL ends a grammar, and half a character is none.
    if "\0" in text or any("\ud800" <= char <= "\udfff" for char in text):
        raise InputError(f"{text[:20]!r} can be no part of a reply")
    return '"' + "".join(_ESCAPES.get(char) or _visible(char) for char in text) + '"'


def _visible(char: str) -> str:
    return char if ord(char) >= 32 else f"\\x{ord(char):02X}"


def _read(literal: str) -> str:
    return re.sub(
        r"\\(?:x([0-9A-Fa-f]{2})|.)", lambda m: chr(int(m[1], 16)) if m[1] else _PLAIN.get(m[0], m[0][1]), literal
    )
