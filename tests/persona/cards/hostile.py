"""PNGs and ZIPs that mean harm, small ones."""

from __future__ import annotations

import base64
import io
import json
import struct
import zipfile
import zlib
from collections.abc import Mapping
from typing import Any

from roleplay_lite.persona.cards.png import SIGNATURE, plain_png

END = struct.pack(">I4sI", 0, b"IEND", zlib.crc32(b"IEND"))


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(*chunks: bytes) -> bytes:
    """A picture with these chunks before its end."""
    return plain_png()[: -len(END)] + b"".join(chunks) + END


def text(keyword: bytes, value: bytes) -> bytes:
    return chunk(b"tEXt", keyword + b"\0" + value)


def packed(card: Any) -> bytes:
    return base64.b64encode(json.dumps(card).encode())


def v2(**fields: Any) -> dict[str, Any]:
    return {"spec": "chara_card_v2", "spec_version": "2.0", "data": {"name": "小婉", **fields}}


def v3(**fields: Any) -> dict[str, Any]:
    data = {"name": "小婉", "group_only_greetings": [], **fields}
    return {"spec": "chara_card_v3", "spec_version": "3.0", "data": data}


def charx(files: Mapping[str, bytes], card: Any = None) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("card.json", json.dumps(card or v3()))
        for name, data in files.items():
            archive.writestr(name, data)
    return stream.getvalue()


__all__ = ["END", "SIGNATURE", "charx", "chunk", "packed", "png", "text", "v2", "v3"]
