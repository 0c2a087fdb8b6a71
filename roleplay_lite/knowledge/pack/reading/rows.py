"""A row of a table, by the names of its columns: a question with its answer, a fact, or a passage."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NoReturn

from roleplay_lite.errors import DocumentError
from roleplay_lite.knowledge.pack.reading.items import (
    LONGEST_ANSWER,
    LONGEST_QUESTION,
    FactItem,
    FaqItem,
    Item,
    PassageItem,
)
from roleplay_lite.knowledge.pack.reading.prose import passages

_COLUMNS = {
    "question": ("question", "q", "问题", "问", "提问", "标准问", "标准问题"),
    "answer": ("answer", "a", "答案", "答", "回答", "答复"),
    "paraphrases": ("paraphrases", "paraphrase", "相似问", "相似问题", "相似问法", "其他问法", "别的问法"),
    "entity": ("entity", "subject", "实体", "名称", "主体", "对象"),
    "attribute": ("attribute", "property", "predicate", "属性", "性质"),
    "value": ("value", "object", "值", "属性值", "内容值"),
}  # fmt: skip
_NAMED = {name: column for column, names in _COLUMNS.items() for name in names}
_ALTERNATIVES = re.compile(r"\s*[|｜\n]\s*|\s*[;；]\s*")


class Rows:
    """Reads rows that have these columns. `what` of them there is, is decided by their names alone."""

    def __init__(self, file: Path, columns: list[str]) -> None:
        self.file = file
        self.names = [column.strip().strip("\ufeff") for column in columns]
        known = [_NAMED.get(name.casefold(), "") for name in self.names]
        self.where = {column: self.names[known.index(column)] for column in _COLUMNS if column in known}
        if {"question", "answer"} <= self.where.keys():
            self.what = "faq"
        elif {"entity", "attribute", "value"} <= self.where.keys():
            self.what = "facts"
        else:
            self.what = "passages"

    def read(self, row: Mapping[str, str], line: int) -> Iterator[Item]:
        """Raises DocumentError naming line and column where one is empty or too long."""
        if self.what == "faq":
            question = self._cell(row, "question", line, LONGEST_QUESTION)
            ways = _ALTERNATIVES.split(row.get(self.where.get("paraphrases", ""), "") or "")
            yield FaqItem(
                question=question,
                answer=self._cell(row, "answer", line, LONGEST_ANSWER),
                paraphrases=tuple(way for way in dict.fromkeys(ways) if way and way != question),
            )
        elif self.what == "facts":
            yield FactItem(
                entity=self._cell(row, "entity", line, LONGEST_QUESTION),
                attribute=self._cell(row, "attribute", line, LONGEST_QUESTION),
                value=self._cell(row, "value", line, LONGEST_ANSWER),
            )
        else:
            yield from _told(row)

    def _cell(self, row: Mapping[str, str], column: str, line: int, longest: int) -> str:
        name = self.where[column]
        value = (row.get(name) or "").strip()
        if not value:
            self.fail("is empty", line, name)
        if len(value) > longest:
            self.fail(f"is {len(value)} signs long; at most {longest} (is a quotation mark left open?)", line, name)
        return value

    def fail(self, problem: str, line: int, field: str = "") -> NoReturn:
        raise DocumentError(problem, file=self.file, line=line, field=field)


def _told(row: Mapping[str, str]) -> Iterator[PassageItem]:
    """姓名：王小明，电话：…"""
    cells = [(name, " ".join(value.split())) for name, value in row.items() if value and value.strip()]
    if not cells:
        return
    if len(cells) == 1:
        yield from passages([cells[0][1]])
        return
    for item in passages(["；".join(f"{name}：{value}" for name, value in cells)]):
        yield PassageItem(text=item.text, heading=cells[0][1][:80])
