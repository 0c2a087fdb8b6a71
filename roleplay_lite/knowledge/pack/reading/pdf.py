"""The text of a pdf."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from roleplay_lite.errors import DocumentError
from roleplay_lite.knowledge.pack.reading.items import Item, Moved
from roleplay_lite.knowledge.pack.reading.prose import passages

MOST_PAGES = 2000


def pdf_items(path: Path, moved: Moved) -> Iterator[Item]:
    """Raises DocumentError for one that is broken, encrypted, too long or of images only, and where `pypdf` is not
    installed."""
    pages = _pages(path)
    if len(pages) > MOST_PAGES:
        raise DocumentError(f"has {len(pages)} pages; at most {MOST_PAGES}: split it", file=path)
    found = False
    for item in passages(_lines(path, pages, moved)):
        found = True
        yield item
    if not found:
        raise DocumentError("holds no text, perhaps only images of pages; make a searchable pdf of it (OCR)", file=path)


def _pages(path: Path) -> Any:
    try:
        import pypdf
    except ImportError as problem:
        raise DocumentError(
            "reading a pdf needs pypdf; install it with: pip install 'roleplay-lite[pdf]'", file=path
        ) from problem
    # It tells each small fault of a file that it can read all the same.
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        reader = pypdf.PdfReader(path)
        if reader.is_encrypted and not reader.decrypt(""):
            raise DocumentError("is encrypted; save it without a password", file=path)
        len(reader.pages)
        return reader.pages
    except DocumentError:
        raise
    # What a broken file makes of it is nowhere listed: KeyError, TypeError, RecursionError and its own have been seen.
    except Exception as problem:
        raise DocumentError(f"is damaged or no pdf ({_short(problem)})", file=path) from problem


def _lines(path: Path, pages: Any, moved: Moved) -> Iterator[str]:
    for number in range(len(pages)):
        moved(number, len(pages))
        try:
            text = pages[number].extract_text()
        except Exception as problem:
            raise DocumentError(f"page {number + 1} cannot be read ({_short(problem)})", file=path) from problem
        yield from text.splitlines()


def _short(problem: Exception) -> str:
    return f"{type(problem).__name__}: {problem}"[:160].replace("\n", " ")
