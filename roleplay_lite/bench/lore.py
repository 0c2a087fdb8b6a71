"""How long it takes to find which of a large lorebook's entries a chat calls for.

`python -m roleplay_lite.bench.lore` prints it.
"""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Sequence

from roleplay_lite.bench.figures import Report, machine
from roleplay_lite.persona.lore.compiled import compiled
from roleplay_lite.persona.lorebook import Lorebook, LoreEntry

ENTRIES = 2_000
KEYS = 3
MESSAGES = 4
TARGET_MS = 5.0
ROUNDS = 400

# What places, shops and people are named with, and everyday words around them.
_NAMES = (
    "东西南北中上下大小新老青白红金银玉石云水山江河湖海桥楼门街巷店坊园林寺塔城镇村港湾风雨雪月星日春夏秋冬花草木竹松柳梅"
    "兰菊茶酒饭面糖盐鱼虾鸡鸭牛羊马龙虎凤鹤张王李赵陈刘杨黄周吴徐孙朱高林何郭罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢"
)
_TALK = (
    "我昨天和同学去", "你知道怎么走到", "听说最近开了一家新店就在", "周末想带家里人去看看", "小时候我外婆常常跟我讲起",
    "那里的点心真好吃", "我觉得没有以前热闹了", "你还记得吗", "下次我们一起去吧", "今天天气不错适合出门走走",
)  # fmt: skip


def measure_lore(report: Report, rounds: int = ROUNDS) -> None:
    """Adds what matching a book of 2,000 entries costs, by writing and by sound together."""
    book, chats = lorebook(), conversations(rounds)
    began = time.perf_counter()
    compiled(book)
    report.add("lorebook: made ready, once", (time.perf_counter() - began) * 1000, "ms")
    found, wall, work = 0, [], []
    for chat in chats:
        began, worked = time.perf_counter(), time.thread_time()
        found += len(book.match(chat))
        wall.append((time.perf_counter() - began) * 1000)
        work.append((time.thread_time() - worked) * 1000)
    note = f"{ENTRIES} entries of {KEYS} keys, {MESSAGES} messages, {found / rounds:.1f} found"
    report.add("lorebook: match, p50", _percentile(wall, 0.5), "ms", target=TARGET_MS, note=note)
    report.add("lorebook: match, p95", _percentile(wall, 0.95), "ms", target=TARGET_MS, note=note)
    # What is left when other programs take their turns in between.
    report.add("lorebook: match, p95 of processor time", _percentile(work, 0.95), "ms", target=TARGET_MS, note=note)


def _percentile(values: list[float], part: float) -> float:
    return sorted(values)[int(len(values) * part)]


def lorebook(entries: int = ENTRIES) -> Lorebook:
    """A book of made-up Mandarin names; the same every time."""
    chance = random.Random(2000)
    return Lorebook(
        entries=tuple(
            LoreEntry(
                keys=tuple(_name(chance) for _ in range(KEYS)),
                content=f"{_name(chance)}在{_name(chance)}旁边，{chance.choice(_TALK)}。",
                id=str(number),
            )
            for number in range(entries)
        ),
        scan_depth=MESSAGES,
        recursive=True,
    )


def conversations(number: int) -> list[Sequence[tuple[str, str]]]:
    """Chats of four messages that name things, some of which the book has."""
    chance = random.Random(4)
    return [[(("user", "assistant")[at % 2 == 0], _message(chance)) for at in range(MESSAGES)] for _ in range(number)]


def _message(chance: random.Random) -> str:
    return "，".join(f"{chance.choice(_TALK)}{_name(chance)}" for _ in range(3)) + "。"


def _name(chance: random.Random) -> str:
    return "".join(chance.choices(_NAMES, k=chance.choice((2, 3, 3, 4))))


if __name__ == "__main__":
    printed = Report(machine=machine(), model="")
    measure_lore(printed)
    lines = (f"{row.name:40} {row.value:8.2f} {row.unit}  {row.note}".rstrip() for row in printed.figures)
    sys.stdout.write("\n".join([printed.machine, *lines, ""]))
