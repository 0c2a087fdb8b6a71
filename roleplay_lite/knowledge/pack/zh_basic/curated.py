"""What this library tells of itself: tables in `curated`, written for it and read through."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files

from roleplay_lite.errors import PackError
from roleplay_lite.knowledge.pack.writer import PackWriter
from roleplay_lite.knowledge.pack.zh_basic.known import Known

POEM, VERSE = "诗", "诗句"


def rows(name: str, columns: int) -> Iterator[list[str]]:
    """The lines of a table, its columns parted by tabs; empty lines and those that begin with # are left out.
    Raises PackError naming file, line and what is wrong."""
    file = files("roleplay_lite.knowledge.pack") / "curated" / name
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
        if not line or line.startswith("#"):
            continue
        parts = line.split("\t")
        if len(parts) != columns or not all(part == part.strip() for part in parts):
            raise PackError(f"{name}:{number}: has {len(parts)} columns; must have {columns}, parted by one tab each")
        yield parts


def add_curated(writer: PackWriter, source: int, known: Known) -> None:
    """Facts and questions."""
    for kind, names, attribute, value in rows("facts.tsv", 4):
        name, *aliases = names.split("|")
        entity = known.entity(name, kind=kind, source=source, aliases=aliases)
        writer.triple(entity, attribute, value, source=source)
    for question, answer, ways in rows("faq.tsv", 3):
        writer.faq(question, answer, source=source, paraphrases=ways.split("|"))


def add_poems(writer: PackWriter, source: int, name: str) -> None:
    """The poems of a table as a whole, and each of their lines with the one before and after it."""
    told: set[tuple[str, str]] = set()
    for author, dynasty, title, text in rows(name, 4):
        names = title.split("|")
        poem = writer.entity(names[0], kind=POEM, source=source, aliases=names[1:])
        for attribute, value in (("作者", author), ("朝代", dynasty), ("原文", text)):
            writer.triple(poem, attribute, value, source=source)
        verses = verses_of(text)
        for before, verse, after in zip(["", *verses], verses, [*verses[1:], ""], strict=False):
            if (verse, author) in told:
                continue
            told.add((verse, author))
            line = writer.entity(verse, kind=VERSE, source=source)
            facts = {"下一句": after, "上一句": before, "出自": f"{author}《{names[0]}》"}
            for attribute, value in facts.items():
                if value:
                    writer.triple(line, attribute, value, source=source)


def verses_of(text: str) -> list[str]:
    """The lines of a poem without their marks."""
    for mark in "。？！；，":
        text = text.replace(mark, "\n")
    return [verse for verse in text.split("\n") if verse]
