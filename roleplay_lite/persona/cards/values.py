"""One value of a card, taken for the type that the field should have; what was wrong is noted."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

_SEPARATORS = re.compile(r"[,，、]")
_SURROGATE = re.compile(r"[\ud800-\udfff]")
_MILLISECONDS = 100_000_000_000
"""As seconds, a day in the year 5138."""


@dataclass(slots=True, kw_only=True)
class Lenient:
    """Reads fields of one object, and collects what was wrong with them."""

    data: Mapping[str, Any]
    at: str
    """Where the object is: `data`, `data.character_book.entries[3]`."""
    warnings: list[str] = field(default_factory=list)

    def warn(self, key: str, problem: str) -> None:
        place = ".".join(part for part in (self.at, key) if part)
        self.warnings.append(f"{place}: {problem}")

    def text(self, key: str, *, quiet: bool = False) -> str:
        """A string; null and a missing one are empty."""
        value = self.data.get(key)
        match value:
            case None:
                return ""
            case str():
                return self._whole(key, value, quiet)
            case bool() | dict():
                self.warn(key, "is no text: taken as empty")
                return ""
            case list():
                self.warn(key, "is a list: its lines are joined")
                return self._whole(key, "\n".join(item for item in value if isinstance(item, str)), quiet)
            case _:
                self.warn(key, "is a number: taken as text")
                return str(value)

    def texts(self, key: str, *, split: bool = False) -> tuple[str, ...]:
        """A list of strings; a single string is one, or, with `split`, what stands between its commas."""
        value = self.data.get(key)
        if value is None:
            return ()
        if isinstance(value, str):
            self.warn(key, "is one string where a list is due: " + ("split at its commas" if split else "taken as one"))
            value = [part.strip() for part in _SEPARATORS.split(value)] if split else [value]
        if not isinstance(value, list):
            self.warn(key, "is no list: taken as empty")
            return ()
        kept = [str(item) for item in value if isinstance(item, str | int | float) and not isinstance(item, bool)]
        if len(kept) < len(value):
            self.warn(key, f"holds {len(value) - len(kept)} entries that are no text: left out")
        return tuple(self._whole(key, item, False) for item in kept if item.strip())

    def mapping(self, key: str) -> Mapping[str, Any]:
        """An object; null and a missing one are empty."""
        value = self.data.get(key)
        if isinstance(value, Mapping):
            return value
        if value is not None:
            self.warn(key, "is no object: taken as empty")
        return {}

    def number(self, key: str) -> int | float | None:
        """A number, or one written as text; None when there is none."""
        value = self.data.get(key)
        if isinstance(value, bool) or value is None or value == "":
            return None
        if isinstance(value, int | float):
            return value
        if isinstance(value, str) and re.fullmatch(r"\s*[+-]?\d{1,15}(\.\d{1,15})?\s*", value):
            self.warn(key, "is a number written as text: taken as a number")
            return float(value) if "." in value else int(value)
        self.warn(key, "is no number: left out")
        return None

    def boolean(self, key: str) -> bool | None:
        """True or false, also as text or 0 and 1; None when it is neither."""
        value = self.data.get(key)
        if isinstance(value, bool) or value is None:
            return value
        words = {"true": True, "1": True, "yes": True, "false": False, "0": False, "no": False}
        known = words.get(str(value).strip().lower()) if isinstance(value, str | int) else None
        self.warn(key, "is no true or false: " + ("left out" if known is None else f"taken as {str(known).lower()}"))
        return known

    def date(self, key: str) -> int | None:
        """Unix seconds; milliseconds are told by their size."""
        value = self.number(key)
        if value is None:
            return None
        if abs(value) >= _MILLISECONDS:
            self.warn(key, "is in milliseconds where seconds are due: divided by 1000")
            return int(value // 1000)
        return int(value)

    def _whole(self, key: str, text: str, quiet: bool) -> str:
        if not _SURROGATE.search(text):
            return text
        if not quiet:
            self.warn(key, "holds half a character (a lone surrogate): shown as �")
        return _SURROGATE.sub("\ufffd", text)
