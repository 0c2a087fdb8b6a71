"""One file as its items, by how its name ends."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from roleplay_lite.errors import DocumentError
from roleplay_lite.knowledge.pack.reading.encoding import lines, open_text
from roleplay_lite.knowledge.pack.reading.items import Item, Moved, nothing_moved
from roleplay_lite.knowledge.pack.reading.pdf import pdf_items
from roleplay_lite.knowledge.pack.reading.prose import passages
from roleplay_lite.knowledge.pack.reading.tables import csv_items, json_items, jsonl_items

_TOLD_EVERY = 500


def _txt(path: Path, moved: Moved) -> Iterator[Item]:
    yield from passages(_told_lines(path, moved))


def _md(path: Path, moved: Moved) -> Iterator[Item]:
    yield from passages(_told_lines(path, moved), markdown=True)


def _told_lines(path: Path, moved: Moved) -> Iterator[str]:
    size = path.stat().st_size
    with open_text(path) as file:
        for number, line in enumerate(lines(file)):
            if number % _TOLD_EVERY == 0:
                moved(min(file.buffer.tell(), size), size)
            yield line


READERS: Mapping[str, Callable[[Path, Moved], Iterator[Item]]] = {
    ".txt": _txt,
    ".md": _md,
    ".markdown": _md,
    ".csv": csv_items,
    ".tsv": csv_items,
    ".json": json_items,
    ".jsonl": jsonl_items,
    ".pdf": pdf_items,
}
"""By the end of a file's name, in small letters."""


def items_of(path: Path, moved: Moved = nothing_moved) -> Iterator[Item]:
    """What a file holds, read as one goes along. Raises DocumentError with file, line and column."""
    reader = READERS.get(path.suffix.lower())
    if reader is None:
        raise DocumentError(f"is of no kind that can be read: {', '.join(sorted(READERS))}", file=path)
    found = False
    try:
        if path.stat().st_size == 0:
            raise DocumentError("is empty", file=path)
        for item in reader(path, moved):
            found = True
            yield item
    except OSError as problem:
        raise DocumentError(f"cannot be read ({problem.strerror or problem})", file=path) from problem
    if not found:
        raise DocumentError("holds nothing that could be told", file=path)


def documents_in(folder: Path) -> list[Path]:
    """The files of a folder and of those in it that can be read, sorted; hidden ones are left out."""
    found = []
    for path in sorted(folder.rglob("*")):
        hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
        if not hidden and path.suffix.lower() in READERS and path.is_file():
            found.append(path)
    return found
