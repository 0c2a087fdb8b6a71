"""The digest of what a pack says, which is the same whichever SQLite wrote the file and however terms were cut."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from contextlib import closing
from pathlib import Path
from urllib.parse import quote

_CONTENT = (
    "select key, value from meta where key <> 'terms' order by key",
    "select id, name, version, url, licence, rows from source order by id",
    "select id, name, kind, source from entity order by id",
    "select alias, entity from alias order by alias, entity",
    "select id, entity, attribute, value, source from triple order by id",
    "select id, title, origin, sha256, source from document order by id",
    "select id, document, position, heading, text from passage order by id",
    "select id, question, answer, source from faq order by id",
    "select id, faq, text from paraphrase order by id",
)


def content_digest(path: Path) -> str:
    """The sha256, in small hexadecimal digits, of all rows that a person could read. Raises sqlite3.Error."""
    digest = hashlib.sha256()
    with closing(sqlite3.connect(f"file:{quote(str(path.absolute()))}?mode=ro", uri=True)) as db:
        for query in _CONTENT:
            digest.update(query.encode())
            for row in db.execute(query):
                digest.update(json.dumps(row, ensure_ascii=False).encode() + b"\n")
    return digest.hexdigest()
