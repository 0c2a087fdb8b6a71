"""What a speaker is asked to do, and how the judge knows that it was done. `sets/README.md` says what each field
means."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal, get_args

from roleplay_lite.evaluation.question_sets import SETS
from roleplay_lite.evaluation.rows import WrongField, one_of, only, read_rows, text, texts

Group = Literal["timers", "device", "clock", "sums", "words", "talk"]
Judge = Literal["act", "clock", "festival", "words", "chain", "riddle", "again", "stop", "story"]
Asks = Literal["time", "date", "weekday", "month", "year", "lunar", "days"]
Festival = Literal["春节", "清明", "端午", "七夕", "中秋", "国庆", "冬至", "元旦"]

_NEEDS: Mapping[Judge, frozenset[str]] = {
    "clock": frozenset({"asks"}),
    "festival": frozenset({"asks", "festival"}),
    "words": frozenset({"answers"}),
    "chain": frozenset({"idiom"}),
}
_MAY: Mapping[Judge, frozenset[str]] = {"act": frozenset({"answers"}), "clock": frozenset({"days", "minutes"})}
IDIOM_CHARS = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """One thing that is asked for."""

    id: str
    said: str
    group: Group
    skill: str
    """What a skill for it would be called: `timer`, `chain`, …"""
    judge: Judge
    before: tuple[str, ...] = ()
    """Lines said before it, in the same conversation."""
    answers: tuple[str, ...] = ()
    """Of words: a right reply holds at least one of these."""
    asks: Asks | Literal[""] = ""
    """Of clock and festival: what of the day or hour is asked for."""
    days: int = 0
    """Of clock: so many days after the day on which it is asked."""
    minutes: int = 0
    """Of clock: so many minutes after the time at which it is asked."""
    festival: Festival | Literal[""] = ""
    """Of festival: the next one of that name is meant; today's, when it is today."""
    idiom: str = ""
    """Of chain: the idiom that a right reply goes on from."""


@lru_cache(maxsize=1)
def tasks() -> tuple[Task, ...]:
    """The shipped tasks, in the order of their file."""
    return read_tasks(SETS / "skills.jsonl")


def read_tasks(file: Path) -> tuple[Task, ...]:
    """The tasks in a file. Raises ConfigError with file, line and field."""
    return read_rows(file, task_of)


def task_of(row: dict[str, Any]) -> Task:
    """The task in one object. Raises WrongField."""
    if not isinstance(row.get("judge"), str) or row["judge"] not in get_args(Judge):
        raise WrongField("judge", f"is not one of {', '.join(get_args(Judge))}")
    judge: Judge = one_of(row, "judge", get_args(Judge))
    only(
        row,
        required=frozenset({"id", "said", "group", "skill", "judge"}) | _NEEDS.get(judge, frozenset()),
        optional=frozenset({"before"}) | _MAY.get(judge, frozenset()),
    )
    idiom = text(row, "idiom") if "idiom" in row else ""
    if idiom and len(idiom) != IDIOM_CHARS:
        raise WrongField("idiom", f"has not {IDIOM_CHARS} characters")
    if judge == "words" and not row["answers"]:
        raise WrongField("answers", "is empty; give at least one accepted answer")
    return Task(
        id=text(row, "id"),
        said=text(row, "said"),
        group=one_of(row, "group", get_args(Group)),
        skill=text(row, "skill"),
        judge=judge,
        before=texts(row, "before"),
        answers=texts(row, "answers"),
        asks=one_of(row, "asks", get_args(Asks)) if "asks" in row else "",
        days=_whole(row, "days"),
        minutes=_whole(row, "minutes"),
        festival=one_of(row, "festival", get_args(Festival)) if "festival" in row else "",
        idiom=idiom,
    )


def _whole(row: dict[str, Any], field: str) -> int:
    value = row.get(field, 0)
    if isinstance(value, bool) or not isinstance(value, int) or abs(value) > 100_000:
        raise WrongField(field, "is not a whole number, or too large")
    return value
