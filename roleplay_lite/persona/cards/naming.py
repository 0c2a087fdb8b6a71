"""An id for a character that comes with a name alone."""

from __future__ import annotations

import re
import unicodedata

from roleplay_lite.persona.cards.card import Card
from roleplay_lite.persona.cards.own import own_id

_ID = re.compile(r"[a-z][a-z0-9_-]{0,39}")


def id_of(card: Card) -> str:
    """The id under which we exported the card, else the name in Latin letters (「小婉」 is `xiaowan`, where pypinyin is
    installed); "" when none can be made of it."""
    if _ID.fullmatch(own := own_id(card)):
        return own
    return id_of_name(card.name) or id_of_name(card.nickname)


def id_of_name(name: str) -> str:
    """The name in Latin letters, or "" when no id can be made of it."""
    return word if is_id(word := _latin(name)) else ""


def is_id(text: str) -> bool:
    """Whether a persona file may bear this name."""
    return bool(_ID.fullmatch(text))


def _latin(name: str) -> str:
    plain = unicodedata.normalize("NFKD", _pinyin(re.sub(r"\{\{[^{}]*\}\}", "", name)))
    ascii_only = plain.encode("ascii", "ignore").decode().lower()
    if any(unicodedata.category(char)[0] == "L" and ord(char) > 0x2E7F for char in plain):
        # A part of the name would be another name.
        return ""
    return re.sub(r"[^a-z0-9]+", "-", ascii_only).strip("-")[:40].strip("-")


def _pinyin(name: str) -> str:
    try:
        from pypinyin import lazy_pinyin
    except ImportError:
        return name
    return "".join(lazy_pinyin(name))
