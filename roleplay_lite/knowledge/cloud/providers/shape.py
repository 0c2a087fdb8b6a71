"""Reading what somebody else's server sent: every step says what is missing instead of failing over it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from roleplay_lite.errors import CloudError


def table(value: object, where: str) -> Mapping[str, Any]:
    """Raises CloudError where it is none."""
    if not isinstance(value, Mapping):
        raise CloudError(f"its answer has no object at {where}", kind="schema")
    return value


def rows(value: object, where: str) -> list[Mapping[str, Any]]:
    """The objects of an array; raises CloudError where it is none."""
    if not isinstance(value, list):
        raise CloudError(f"its answer has no list at {where}", kind="schema")
    return [row for row in value if isinstance(row, Mapping)]


def text(row: Mapping[str, Any], *keys: str) -> str:
    """The first of these that is a text with something in it."""
    for key in keys:
        value = row.get(key)
        if isinstance(value, str) and value.strip():
            return value
    return ""
