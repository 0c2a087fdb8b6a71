"""The `@@name value` lines that may lead a lore entry's content. Pure; never raises on any text.

Source: kwaroran/character-card-spec-v3 `SPEC_V3.md`, "Decorators".
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal, get_args

Role = Literal["system", "user", "assistant"]
Position = Literal["after_desc", "before_desc", "personality", "scenario"]
UiPrompt = Literal["system_prompt", "post_history_instructions"]

MOST_LINES = 200
"""Decorator lines read of one entry; the rest is dropped with them."""
MOST_KEYS = 200
LARGEST = 1_000_000
"""A count beyond this is no count."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decorators:
    """What an entry's decorators ask for; None and () where they say nothing."""

    activate: bool = False
    """A match in any case."""
    dont_activate: bool = False
    """Never a match, unless `activate` stands beside it."""
    activate_only_after: int | None = None
    """A match only from this many messages of the persona on."""
    activate_only_every: int | None = None
    """A match only when the persona's messages are a multiple of this."""
    keep_activate_after_match: bool = False
    dont_activate_after_match: bool = False
    depth: int | None = None
    """This many messages before the end of the chat."""
    instruct_depth: int | None = None
    """As `depth`, in tokens, for prompts that are no chat."""
    reverse_depth: int | None = None
    """This many messages after the beginning."""
    reverse_instruct_depth: int | None = None
    role: Role | None = None
    scan_depth: int | None = None
    instruct_scan_depth: int | None = None
    is_greeting: int | None = None
    """Only in a chat that began with this greeting: 0 is the first, 1 the first alternate."""
    position: Position | None = None
    ignore_on_max_context: bool = False
    """The first to go when there is no room."""
    additional_keys: tuple[tuple[str, ...], ...] = ()
    """Of each group one must be there as well; groups, since the decorator may repeat."""
    exclude_keys: tuple[str, ...] = ()
    """None of these may be there."""
    is_user_icon: str | None = None
    disable_ui_prompt: tuple[UiPrompt, ...] = ()


def parse_decorators(content: str) -> tuple[Decorators, str]:
    """What the leading `@@` lines say, and the content without them and the newlines around them.

    A line that is unknown or invalid gives way to the first valid `@@@` line below it. Of a repeated name the first
    counts; `additional_keys` adds up.
    """
    lines = content.lstrip("\r\n").split("\n") if content.lstrip("\r\n").startswith("@@") else []
    head = next((at for at, line in enumerate(lines) if not line.startswith("@@")), len(lines))
    if not lines:
        return Decorators(), content
    found = Decorators()
    seen: set[str] = set()
    settled = False
    for line in lines[: min(head, MOST_LINES)]:
        fallback = line.startswith("@@@")
        if fallback and settled:
            continue
        name, values = _read(line)
        settled = bool(values)
        if values and (name not in seen or name in _REPEATABLE):
            seen.add(name)
            found = _with(found, values)
    return found, "\n".join(lines[head:]).strip("\r\n")


def without_decorators(content: str) -> str:
    """The content as a V2 reader may see it."""
    return parse_decorators(content)[1]


_LINE = re.compile(r"@@@?([A-Za-z_][A-Za-z0-9_]*)[ \t]*(.*?)[ \t\r]*\Z", re.DOTALL)
_REPEATABLE = frozenset({"additional_keys", "disable_ui_prompt"})


def _read(line: str) -> tuple[str, Mapping[str, Any]]:
    """The name, and the fields it sets: none when the name is unknown or the value no value of it."""
    found = _LINE.match(line)
    name = found[1].lower() if found else ""
    if not found or name not in _VALUES:
        return name, {}
    value = _VALUES[name](found[2])
    return name, {} if value is None else {name: value}


def _with(found: Decorators, values: Mapping[str, Any]) -> Decorators:
    for name, value in values.items():
        if name in _REPEATABLE and isinstance(value, tuple):
            value = (*getattr(found, name), *value)
        found = replace(found, **{name: value})
    return found


def _flag(value: str) -> bool | None:
    return {"": True, "true": True}.get(value.lower())


def _count(value: str) -> int | None:
    return _number(value, least=0)


def _times(value: str) -> int | None:
    return _number(value, least=1)


def _number(value: str, *, least: int) -> int | None:
    if not re.fullmatch(r"[+-]?\d{1,9}(\.0*)?", value, re.ASCII):
        return None
    return number if (number := int(float(value))) <= LARGEST and number >= least else None


def _keys(value: str) -> tuple[str, ...] | None:
    # 全角逗号 is what a Mandarin keyboard types.
    keys = [key.strip() for key in re.split(r"(?<!\\)[,，]", value)]
    return tuple(key.replace("\\,", ",") for key in keys if key)[:MOST_KEYS] or None


def _key_group(value: str) -> tuple[tuple[str, ...], ...] | None:
    return (keys,) if (keys := _keys(value)) else None


def _text(value: str) -> str | None:
    return value or None


def _one_of(choices: tuple[str, ...]) -> Callable[[str], str | None]:
    return lambda value: value.lower() if value.lower() in choices else None


def _ui_prompt(value: str) -> tuple[str, ...] | None:
    return (value.lower(),) if value.lower() in get_args(UiPrompt) else None


_VALUES: dict[str, Callable[[str], object]] = {
    **dict.fromkeys(("activate", "dont_activate", "keep_activate_after_match", "dont_activate_after_match"), _flag),
    "ignore_on_max_context": _flag,
    **dict.fromkeys(("activate_only_after", "depth", "instruct_depth", "reverse_depth", "is_greeting"), _count),
    **dict.fromkeys(("reverse_instruct_depth", "scan_depth", "instruct_scan_depth"), _count),
    "activate_only_every": _times,
    "role": _one_of(get_args(Role)),
    "position": _one_of(get_args(Position)),
    "additional_keys": _key_group,
    "exclude_keys": _keys,
    "is_user_icon": _text,
    "disable_ui_prompt": _ui_prompt,
}
