"""The pictures and sounds a card names, with their bytes where the card brought them. No address is ever fetched.

Source: kwaroran/character-card-spec-v3 `SPEC_V3.md`, "assets".
"""

from __future__ import annotations

import base64
import binascii
import re
import urllib.parse
from collections.abc import Mapping

from roleplay_lite.persona.cards import limits
from roleplay_lite.persona.cards.card import Asset
from roleplay_lite.persona.cards.values import Lenient

DEFAULT = Asset(type="icon", uri="ccdefault:", name="main", ext="png")
"""What a V3 card without assets has."""

_EMBEDDED = re.compile(r"(?:embeded|embedded)://(.+)|__asset:(.+)", re.DOTALL)
_DATA = re.compile(r"data:([^,;]*)((?:;[^,;]*)*),", re.DOTALL)
_ELSEWHERE = ("http://", "https://")


def path_of(uri: str) -> str:
    """The path inside the container that the URI names, or ""."""
    found = _EMBEDDED.fullmatch(uri)
    return (found[1] or found[2]) if found else ""


def assets_of(card: Lenient, files: Mapping[str, bytes]) -> tuple[Asset, ...]:
    """A card's assets; one whose bytes are elsewhere, missing or past the limits is kept as it is named."""
    value = card.data.get("assets")
    if value is None:
        return (DEFAULT,)
    if not isinstance(value, list):
        card.warn("assets", "is no list: taken as empty")
        return ()
    if len(value) > limits.ENTRIES:
        card.warn("assets", f"has {len(value)} entries; those after the first {limits.ENTRIES} are left out")
    found = []
    for index, item in enumerate(value[: limits.ENTRIES]):
        if not isinstance(item, Mapping):
            card.warn(f"assets[{index}]", "is no object: left out")
            continue
        place = ".".join(part for part in (card.at, f"assets[{index}]") if part)
        found.append(_asset(Lenient(data=item, at=place, warnings=card.warnings), files))
    _check_main(card, found)
    return tuple(found)


def _asset(entry: Lenient, files: Mapping[str, bytes]) -> Asset:
    uri = entry.text("uri")
    return Asset(
        type=entry.text("type"),
        uri=uri,
        name=entry.text("name"),
        ext=entry.text("ext").lower(),
        data=_data(entry, uri, files),
    )


def _data(entry: Lenient, uri: str, files: Mapping[str, bytes]) -> bytes | None:
    if path := path_of(uri):
        if path not in files:
            entry.warn("uri", f"names {path[:100]!r}, which is not in the file: kept as a name")
        return files.get(path)
    if head := _DATA.match(uri):
        return _inline(entry, head, uri)
    if not uri.startswith(("ccdefault:", *_ELSEWHERE)):
        entry.warn("uri", f"is {uri[:60]!r}, which is no place that a card may name: kept, never opened")
    return None


def _inline(entry: Lenient, head: re.Match[str], uri: str) -> bytes | None:
    body = uri[head.end() :]
    if ";base64" not in head[2].lower():
        return urllib.parse.unquote_to_bytes(body)
    try:
        return base64.b64decode(re.sub(r"\s+", "", body) + "=" * (-len(body) % 4), validate=False)
    except (binascii.Error, ValueError):
        entry.warn("uri", "holds data that is not base64: kept as it is")
        return None


def _check_main(card: Lenient, assets: list[Asset]) -> None:
    for kind in ("icon", "background"):
        same = [asset for asset in assets if asset.type == kind]
        if len(same) > 1 and sum(asset.name == "main" for asset in same) != 1:
            card.warn("assets", f"has {len(same)} of type {kind}, and not just one named main")
