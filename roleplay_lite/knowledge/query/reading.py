"""A pack as it is read here, and texts as names are looked up."""

from __future__ import annotations

import sqlite3
import unicodedata
from collections.abc import Collection, Sequence
from typing import Any, Protocol

from roleplay_lite.errors import PackError
from roleplay_lite.memory.index.pinyin import readings

_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F) if chr(code - 0xFEE0).isalnum()} | dict.fromkeys(
    map(ord, "•‧・∙⋅"), "·"
)


class Readable(Protocol):
    """A pack, as far as it is read here."""

    @property
    def name(self) -> str: ...

    @property
    def db(self) -> sqlite3.Connection:
        """It may be read from several threads."""
        ...


def rows(pack: Readable, query: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
    """The rows of a query. Raises PackError."""
    try:
        return pack.db.execute(query, values).fetchall()
    except sqlite3.Error as problem:
        raise PackError(f"the pack {pack.name} cannot be read ({problem})") from problem


def plain(text: str) -> str:
    """Lower case, letters and figures of one width, one kind of middle dot. Marks stay: names are written with them."""
    return one_width(text).lower()


def one_width(text: str) -> str:
    return unicodedata.normalize("NFC", text).translate(_WIDTH)


def marks(values: Collection[str]) -> str:
    return ",".join("?" * len(values))


def sound(run: str) -> str:
    """How it sounds, its signs' usual readings."""
    return "0".join((readings(sign) or ("",))[0] for sign in run)
