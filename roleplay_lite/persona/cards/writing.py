"""A card to the bytes of a file: JSON, PNG or CHARX."""

from __future__ import annotations

import base64
import json
import mimetypes
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from roleplay_lite.errors import PersonaError
from roleplay_lite.persona.cards.assets import path_of
from roleplay_lite.persona.cards.card import Card
from roleplay_lite.persona.cards.charx import CARD_NAME, is_safe, pack
from roleplay_lite.persona.cards.fields import card_of
from roleplay_lite.persona.cards.png import plain_png, with_texts
from roleplay_lite.persona.cards.reading import ASSET_KEYWORDS, KEYWORDS
from roleplay_lite.persona.cards.report import Note, changed, lost
from roleplay_lite.persona.cards.versions import Format, as_format, backfilled, native

Container = Literal["json", "png", "charx"]

_DROPPED = re.compile(rf"{KEYWORDS.pattern}|{ASSET_KEYWORDS.pattern}", re.IGNORECASE | re.DOTALL)
_FOLDERS = {
    "images": "png jpg jpeg gif webp avif apng bmp svg",
    "audio": "mp3 wav ogg flac m4a opus aac",
    "video": "mp4 webm mov mkv avi",
    "3d": "mmd obj glb gltf fbx vrm pmx",
    "ai": "safetensors ckpt onnx gguf pt",
    "fonts": "ttf otf woff woff2",
    "code": "js lua py ts",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """The bytes of a card's file, and what they do not hold."""

    data: bytes
    notes: tuple[Note, ...]


def card_bytes(card: Card, container: Container, format: Format | None = None, image: bytes | None = None) -> Written:
    """The card as a file of that container. Without a format it keeps its own, but in a CHARX, which is V3.

    A PNG is `image`, else the one that the card came in, else a plain one; its pixels and other chunks stay as they
    are. Raises PersonaError when the image is no whole PNG, and for a lorebook in anything but JSON.
    """
    if card.version == "lorebook":
        if container != "json" or format is not None:
            raise PersonaError("holds a lorebook and no character; it can be written as JSON alone")
        return Written(data=_json(card.raw), notes=())
    if container == "charx":
        return _charx(card, format)
    if format is None and container == "json":
        return _with_files(card, dict(card.raw), [], container, image)
    value, notes = as_format(card, format or native(card.version))
    return _with_files(card, value, notes, container, image)


def _with_files(
    card: Card, value: dict[str, Any], notes: list[Note], container: Container, image: bytes | None
) -> Written:
    """JSON and PNG have no place for files but inside the JSON, as `data:` addresses."""
    if _is_v3(value):
        value, inlined = _inlined(card, value)
        notes = [*notes, *inlined]
    if container == "json":
        return Written(data=_json(value), notes=tuple(notes))
    chunks = {"ccv3" if _is_v3(value) else "chara": base64.b64encode(_json(value))}
    if _is_v3(value):
        written = card_of(value, Path())
        chunks = {"chara": base64.b64encode(_json(backfilled(written))), **chunks}
    picture = image or card.image or _icon(card) or plain_png()
    return Written(data=with_texts(picture, _DROPPED, chunks, Path("image")), notes=tuple(notes))


def _charx(card: Card, format: Format | None) -> Written:
    if format not in (None, "v3"):
        raise PersonaError(f"a CHARX holds a V3 card, not {str(format).upper()}; choose v3, or png or json")
    value, notes = as_format(card, "v3")
    files = {name: data for name, data in card.files.items() if is_safe(name) and name != CARD_NAME}
    if card.image and not any(data == card.image for data in files.values()):
        notes = [*notes, *_take_picture(card, value, files)]
    return Written(data=pack(_json(value), files), notes=tuple(notes))


def _take_picture(card: Card, value: dict[str, Any], files: dict[str, bytes]) -> list[Note]:
    """The PNG that the card came in is its main icon, which in a CHARX needs a place of its own."""
    data = value["data"]
    assets = data.get("assets")
    assets = [{"type": "icon", "uri": "ccdefault:", "name": "main", "ext": "png"}] if assets is None else assets
    main = next((a for a in assets if isinstance(a, dict) and a.get("uri") == "ccdefault:"), None)
    if main is None or main.get("type") != "icon":
        return [lost("image", "the card names an icon of its own; the picture it came in is left out")]
    path = asset_path("icon", "main", "png")
    if path in files:
        return [lost("image", f"{path} is taken; the picture it came in is left out")]
    files[path] = with_texts(card.image, _DROPPED, {}, Path("image"))
    data["assets"] = [{**a, "uri": f"embeded://{path}"} if a is main else a for a in assets]
    return [changed("assets", f"the picture it came in is now {path}")]


def _inlined(card: Card, value: dict[str, Any]) -> tuple[dict[str, Any], list[Note]]:
    """The JSON with the bytes of its assets in it; what is beside them in a CHARX has no place here."""
    data = value["data"] if isinstance(value.get("data"), Mapping) else value
    assets = data.get("assets")
    notes: list[Note] = []
    named = set()
    if isinstance(assets, list):
        rows = []
        for row in assets:
            path = path_of(row["uri"]) if isinstance(row, Mapping) and isinstance(row.get("uri"), str) else ""
            if path in card.files:
                named.add(path)
                packed = base64.b64encode(card.files[path]).decode()
                kind = mimetypes.guess_type(path)[0] or "application/octet-stream"
                row = {**row, "uri": f"data:{kind};base64,{packed}"}
                notes.append(changed("assets", f"{path} is now inside the JSON"))
            elif path:
                notes.append(lost("assets", f"{path} was missing from the card, and is still only named"))
            rows.append(row)
        data = {**data, "assets": rows}
        value = {**value, "data": data} if isinstance(value.get("data"), Mapping) else data
    notes += [lost("files", f"{name} has a place only in a CHARX") for name in card.files if name not in named]
    return value, notes


def _icon(card: Card) -> bytes:
    """The main icon when it is a whole PNG."""
    icons = [asset for asset in card.assets if asset.type == "icon" and asset.data]
    for asset in sorted(icons, key=lambda asset: asset.name != "main"):
        try:
            with_texts(asset.data or b"", _DROPPED, {}, Path("image"))
        except PersonaError:
            continue
        return asset.data or b""
    return b""


def asset_path(type: str, name: str, ext: str) -> str:
    """Where in a CHARX an asset belongs: `assets/{type}/{images|audio|…}/name.ext`."""
    folder = next((folder for folder, kinds in _FOLDERS.items() if ext.lower() in kinds.split()), "other")
    return f"assets/{type}/{folder}/{name}.{ext}"


def _is_v3(value: Mapping[str, Any]) -> bool:
    return str(value.get("spec")).strip().lower() == "chara_card_v3"


def _json(value: Any) -> bytes:
    text = json.dumps(value, ensure_ascii=False, allow_nan=False)
    try:
        return text.encode()
    except UnicodeEncodeError:
        # Half a character can be written only as an escape.
        return json.dumps(value, allow_nan=False).encode()
