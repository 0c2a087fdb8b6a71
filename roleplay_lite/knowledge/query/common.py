"""Words of everyday speech that are also names of something: they are meant so only between title marks, or where a
word is asked about. The list is `common.txt`."""

from __future__ import annotations

from pathlib import Path

_TEXT = Path(__file__).with_name("common.txt").read_text(encoding="utf-8")

COMMON = frozenset(word for line in _TEXT.splitlines() if not line.startswith("#") for word in line.split())
