"""Curly-brace macros of character cards, expanded in one pass: a value is never read for macros again.

Sources: kwaroran/character-card-spec-v3 `SPEC_V3.md`, "Curly Braced Syntaxes"; SillyTavern's macros of the same names.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from roleplay_lite.persona.macro_dates import formatted, iso_date, iso_time, spoken_date, spoken_idle, spoken_time
from roleplay_lite.persona.macro_dates import utc as at_utc
from roleplay_lite.persona.macro_dates import weekday as spoken_weekday

GROWTH = 64_000
"""Characters that one expansion adds at most; the value that would pass it is cut, and later ones are empty."""
DEEPEST = 8
"""Macros within macros; braces further in are plain text."""


class Variables:
    """What `{{setvar}}` keeps for `{{getvar}}`: at most 200 names, 2,000 characters each. Not thread-safe."""

    MOST = 200
    LONGEST = 2_000

    def __init__(self) -> None:
        self._values: dict[str, str] = {}

    def get(self, name: str) -> str:
        """The value; empty when it was never set."""
        return self._values.get(name, "")

    def set(self, name: str, value: str) -> None:
        """A name that finds no room is not kept, a value too long is cut."""
        if name and len(name) <= 100 and (name in self._values or len(self._values) < self.MOST):
            self._values[name] = value[: self.LONGEST]


@dataclass(frozen=True, slots=True, kw_only=True)
class MacroContext:
    """What macros stand for. Only `variables` is ever changed by expanding."""

    char: str = ""
    """The card's nickname, or its name."""
    user: str = ""
    original: str | None = None
    """The application's own text in the two fields where `{{original}}` is allowed; None anywhere else."""
    description: str = ""
    personality: str = ""
    scenario: str = ""
    persona: str = ""
    """Who the person is."""
    mes_example: str = ""
    group: tuple[str, ...] = ()
    """Names of all who are there; empty is `char` alone."""
    last_user_message: str = ""
    last_char_message: str = ""
    last_message: str = ""
    now: datetime = field(default_factory=datetime.now)
    """Local time; naive is taken for the machine's zone."""
    idle: timedelta | None = None
    """Since the person last said something."""
    language: str = "zh"
    """Of dates and times: `zh`, and English for any other."""
    seed: str = ""
    """The same seed draws the same `{{random}}` and `{{roll}}`; give each turn its own."""
    place: str = ""
    """Which text this is (`first_mes`); with the text itself what a `{{pick}}` holds on to."""
    variables: Variables = field(default_factory=Variables)


def expand(text: str, context: MacroContext) -> str:
    """The text with its macros replaced. Names in any case; unknown ones stay as they are.

    A macro within a macro's argument is expanded first. The result is longer than the text by at most `GROWTH`.
    """
    return _Expansion(text, context).result()


def strip_unknown(text: str) -> str:
    """The text without any macro left in it, for a voice."""
    kept = _walk(text, lambda body, at: "", lambda word: "")
    return re.sub(r"\{\{|\}\}", "", kept)


def scannable(text: str, *, recursive: bool) -> str:
    """The text as keys are looked for in it: comments away; what `{{hidden_key}}` holds in recursive scans only."""

    def without_comments(body: _Parts, at: int) -> str | None:
        name, rest = _named(body)
        if name == "hidden_key":
            return _joined(rest) if recursive else ""
        return "" if name in ("//", "comment") else None

    return _walk(text, without_comments, lambda word: None) if "{{" in text else text


@dataclass(frozen=True, slots=True)
class _Value:
    """Text that a macro gave: no separator in it counts."""

    text: str


class _Trim(_Value):
    """Newlines on both sides go."""


_Parts = list["str | _Value"]
_MARK = re.compile(r"\{\{(?!\{)|\}\}|<(?:user|bot|char)>", re.IGNORECASE)
_NAME = re.compile(r"\s*(//|[A-Za-z][\w+-]*)(?:\s*::?|\s+|(?=\s*\Z)|(?<=//))")


def _walk(text: str, macro: Callable[[_Parts, int], str | _Value | None], word: Callable[[str], str | None]) -> str:
    """The text with each macro and `<word>` put through; None leaves it as written."""
    stack: list[_Parts] = [[]]
    starts: list[int] = []
    position = 0
    for mark in _MARK.finditer(text):
        stack[-1].append(text[position : mark.start()])
        position = mark.end()
        found = mark.group()
        if found == "{{" and len(stack) <= DEEPEST:
            stack.append([])
            starts.append(mark.start())
        elif found == "}}" and len(stack) > 1:
            body = stack.pop()
            value = macro(body, starts.pop())
            if value is None:
                stack[-1] += ["{{", *body, "}}"]
            else:
                stack[-1].append(_Value(value) if isinstance(value, str) else value)
        elif found[0] == "<":
            value = word(found[1:-1].lower())
            stack[-1].append(found if value is None else _Value(value))
        else:
            stack[-1].append(found)
    stack[-1].append(text[position:])
    while len(stack) > 1:
        unclosed = stack.pop()
        stack[-1] += ["{{", *unclosed]
    return _joined(stack[0])


def _joined(parts: Iterable[str | _Value]) -> str:
    out: list[str] = []
    trimming = False
    for part in parts:
        text = part.text if isinstance(part, _Value) else part
        if isinstance(part, _Trim):
            trimming = True
            _trim_end(out)
        elif text := text.lstrip("\r\n") if trimming else text:
            out.append(text)
            trimming = False
    return "".join(out)


def _trim_end(texts: list[str]) -> None:
    while texts:
        if kept := texts.pop().rstrip("\r\n"):
            texts.append(kept)
            return


def _named(body: _Parts) -> tuple[str, _Parts]:
    """The macro's name in small letters, and what follows it; "" when it has none."""
    first = body[0] if body else ""
    found = _NAME.match(first) if isinstance(first, str) else None
    if not found or not isinstance(first, str):
        return "", body
    return found[1].lower(), [first[found.end() :], *body[1:]]


def _split(parts: _Parts, separator: str) -> list[str]:
    """The items, of which a separator inside a macro's value is no part; `\\,` is a comma."""
    items: list[_Parts] = [[]]
    for part in parts:
        if isinstance(part, _Value):
            items[-1].append(part)
            continue
        head, *others = re.split(r"(?<!\\)," if separator == "," else re.escape(separator), part)
        items[-1].append(head.replace("\\,", ","))
        items += [[other.replace("\\,", ",")] for other in others]
    return [_joined(item).strip() for item in items]


class _Expansion:
    """One run over one text."""

    def __init__(self, text: str, context: MacroContext) -> None:
        self._text = text
        self._context = context
        self._room = GROWTH
        self._original = context.original

    def result(self) -> str:
        return _walk(self._text, self._macro, self._word)

    def _word(self, word: str) -> str:
        return self._bounded(self._context.user if word == "user" else self._context.char)

    def _macro(self, body: _Parts, at: int) -> str | _Value | None:
        name, rest = _named(body)
        if name == "trim":
            return _Trim("")
        if name in _SILENT:
            return ""
        if name in ("random", "pick"):
            return self._bounded(self._choice(name, rest, at))
        argument = _joined(rest)
        value = self._with_argument(name, rest, argument, at) if argument.strip() else self._plain(name)
        return None if value is None else self._bounded(value)

    def _bounded(self, value: str) -> str:
        value = value[: self._room]
        self._room -= len(value)
        return value

    def _plain(self, name: str) -> str | None:
        context = self._context
        if name == "original" and self._original is not None:
            # As SillyTavern has it: the text goes in once.
            value, self._original = self._original, ""
            return value
        if zone := re.fullmatch(r"time_utc([+-]\d{1,2})", name):
            hours = int(zone[1])
            return spoken_time(at_utc(context.now, hours), context.language) if abs(hours) <= 14 else None
        get = _PLAIN.get(name)
        return get(context) if get else None

    def _with_argument(self, name: str, rest: _Parts, argument: str, at: int) -> str | None:
        context = self._context
        match name:
            case "roll":
                return _roll(argument, self._chance(at))
            case "reverse":
                return argument[::-1]
            case "datetimeformat":
                return formatted(context.now, argument.strip(), context.language)
            case "getvar":
                return context.variables.get(argument.strip())
            case "setvar":
                variable, *value = _split(rest, "::")
                context.variables.set(variable, "::".join(value))
                return ""
            case _:
                return None

    def _choice(self, name: str, rest: _Parts, at: int) -> str:
        by_colons = any(isinstance(part, str) and "::" in part for part in rest)
        items = _split(rest, "::" if by_colons else ",")
        chance = self._chance(at) if name == "random" else random.Random(f"{self._context.place}\0{at}\0{self._text}")
        return chance.choice(items)

    def _chance(self, at: int) -> random.Random:
        return random.Random(f"{self._context.seed}\0{at}\0{self._text}")


def _roll(argument: str, chance: random.Random) -> str | None:
    """`6`, `d6`, `2d6+1`; None when it is no die."""
    found = re.fullmatch(r"\s*(?:(\d{0,3})d)?(\d{1,6})\s*([+-]\s*\d{1,6})?\s*", argument, re.IGNORECASE | re.ASCII)
    if not found or int(found[2]) < 1:
        return None
    total = sum(chance.randint(1, int(found[2])) for _ in range(int(found[1] or 1)))
    return str(total + int((found[3] or "0").replace(" ", "")))


_SILENT = frozenset({"//", "comment", "hidden_key", "noop"})

_PLAIN: dict[str, Callable[[MacroContext], str]] = {
    "char": lambda context: context.char,
    "bot": lambda context: context.char,
    "user": lambda context: context.user,
    "newline": lambda context: "\n",
    "time": lambda context: spoken_time(context.now, context.language),
    "date": lambda context: spoken_date(context.now, context.language),
    "weekday": lambda context: spoken_weekday(context.now, context.language),
    "isotime": lambda context: iso_time(context.now),
    "isodate": lambda context: iso_date(context.now),
    "idle_duration": lambda context: spoken_idle(context.idle, context.language),
    "lastmessage": lambda context: context.last_message,
    "lastusermessage": lambda context: context.last_user_message,
    "lastcharmessage": lambda context: context.last_char_message,
    "description": lambda context: context.description,
    "personality": lambda context: context.personality,
    "scenario": lambda context: context.scenario,
    "persona": lambda context: context.persona,
    "mesexamples": lambda context: context.mes_example,
    "group": lambda context: ("、" if context.language == "zh" else ", ").join(context.group or (context.char,)),
}
