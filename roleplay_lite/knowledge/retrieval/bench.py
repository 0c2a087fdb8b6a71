"""How long a question takes over a large made-up pack.

python -m roleplay_lite.knowledge.retrieval.bench [--rows 350000] [--questions 400]
"""

from __future__ import annotations

import random
import time
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import click

from roleplay_lite.knowledge.pack.pack import Pack
from roleplay_lite.knowledge.pack.writer import PackWriter
from roleplay_lite.knowledge.query.names import Names
from roleplay_lite.knowledge.query.standalone import query_of
from roleplay_lite.knowledge.retrieval.retriever import Retriever

DAY = date(2026, 1, 1)
ATTRIBUTES = ("地址", "门票", "开放时间", "面积", "海拔", "作者", "出生日期", "简介")
ASKING = (
    "{0}在哪里",
    "{0}的门票多少钱",
    "{0}几点开门",
    "{0}有多大",
    "{0}多高啊",
    "{0}是谁写的",
    "请问{0}是什么",
    "介绍一下{0}",
)
FOLLOWING = ("那门票呢", "它在哪", "那{0}呢", "还有呢", "它有多高")
PLAIN = (
    "为什么天是蓝的",
    "我今天好累啊",
    "大象的鼻子为什么那么长",
    "红烧肉怎么做才好吃",
    "what is the capital of france",
)
_SIGNS = [chr(code) for code in range(0x4E00, 0x4E00 + 3000)]
_OFTEN = [1 / (rank + 20) for rank in range(len(_SIGNS))]
"""Few signs are in most words, and most in few."""
_SHARE_OF_FAQ, _SHARE_OF_PASSAGES = 0.1, 0.1
_OF_EACH = 4


def made(path: Path, rows: int, chance: random.Random) -> list[str]:
    """A pack of so many rows, and the names in it."""
    asked, told = int(rows * _SHARE_OF_FAQ), int(rows * _SHARE_OF_PASSAGES)
    names: dict[str, None] = {}
    while len(names) < (rows - asked - told) // _OF_EACH:
        names[_words(chance, chance.randint(3, 6))] = None
    with PackWriter(path, name="made", licence="CC0-1.0") as pack:
        source = pack.source("made", licence="CC0-1.0")
        for name in names:
            row = pack.entity(name, source=source)
            for attribute in chance.sample(ATTRIBUTES, _OF_EACH):
                pack.triple(row, attribute, _words(chance, 12), source=source)
        for _ in range(asked):
            pack.faq(f"{_words(chance, 5)}为什么{_words(chance, 4)}", _words(chance, 20), source=source)
        document = pack.document("made", source=source)
        for place in range(told):
            pack.passage(document, place, "。".join(_words(chance, 14) for _ in range(4)))
    return list(names)


def _words(chance: random.Random, signs: int) -> str:
    return "".join(chance.choices(_SIGNS, _OFTEN, k=signs))


def questions(names: Sequence[str], count: int, chance: random.Random) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """Questions with what was said before."""
    for number in range(count):
        name, other = chance.sample(names, 2)
        first = chance.choice(ASKING).format(name)
        if number % 3 == 0:
            yield chance.choice(PLAIN), []
        elif number % 3 == 1:
            yield first, []
        else:
            yield chance.choice(FOLLOWING).format(other), [(first, f"{name}是{_words(chance, 20)}。")] * 4


@click.command()
@click.option("--rows", default=350_000, show_default=True)
@click.option("--questions", "count", default=400, show_default=True)
@click.option("--seed", default=1, show_default=True)
def main(rows: int, count: int, seed: int) -> None:
    """Print the middle and the slowest of twenty."""
    chance = random.Random(seed)
    with TemporaryDirectory() as folder:
        file = Path(folder) / "made.db"
        began = time.perf_counter()
        known = made(file, rows, chance)
        click.echo(f"{rows} rows, {file.stat().st_size / 1e6:.0f} MB, made in {time.perf_counter() - began:.0f} s")
        with Pack.open(file) as pack:
            names, retriever = Names([pack]), Retriever([pack])
            began = time.perf_counter()
            names.prepare()
            retriever.prepare()
            click.echo(f"prepared in {time.perf_counter() - began:.2f} s")
            times = [_timed(names, retriever, said, before) for said, before in questions(known, count, chance)]
    for part, values in zip(("query", "search", "both", "both, of one core"), zip(*times, strict=True), strict=True):
        ordered = sorted(values)
        middle, slow = ordered[len(ordered) // 2], ordered[int(0.95 * len(ordered))]
        click.echo(f"{part}: p50 {middle * 1000:.2f} ms, p95 {slow * 1000:.2f} ms")


def _timed(
    names: Names, retriever: Retriever, said: str, before: Sequence[tuple[str, str]]
) -> tuple[float, float, float, float]:
    """Seconds of each part and of both; the last as they count on one core, however many others use it."""
    began, working = time.perf_counter(), time.thread_time()
    query = query_of(said, before, names, today=DAY)
    asked = time.perf_counter()
    retriever.search(query)
    ended = time.perf_counter()
    return asked - began, ended - asked, ended - began, time.thread_time() - working


if __name__ == "__main__":
    main()
