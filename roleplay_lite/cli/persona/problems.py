"""What is wrong with an answer, in Mandarin and English; "" when nothing is."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

from roleplay_lite.persona.cards.naming import is_id
from roleplay_lite.persona.dates import day_in, years_in
from roleplay_lite.persona.impossible import OLDEST

Problem = Callable[[str], str]


def said(longest: int) -> Problem:
    """It must say something, in at most so many characters."""
    return lambda answer: at_most(longest)(answer) if answer else "这个不能空着 / this one is needed"


def at_most(longest: int) -> Problem:
    """It may be empty."""
    return lambda answer: f"太长了，最多{longest}个字 / at most {longest} characters" if len(answer) > longest else ""


def one_of(*choices: str) -> Problem:
    """It is one of these."""
    shown = "、".join(filter(None, choices))
    return lambda answer: "" if answer in choices else f"只能是 {shown} / one of these"


def id_problem(id: str, folder: Path, force: bool) -> str:
    """It is none, or names a persona that is there."""
    if not is_id(id):
        return "小写字母开头，只用 a-z 0-9 - _ / a-z, 0-9, - and _, a letter first, at most 40"
    taken = (folder / f"{id}.toml").exists() and not force
    return f"{id} 已经有了，换一个 / is there already, choose another" if taken else ""


def birthday_problem(answer: str, today: date) -> str:
    """It is no day, or one that has not come."""
    try:
        day = day_in(answer) if answer else None
    except ValueError:
        return "没有这一天 / there is no such day"
    if answer and not day:
        return "写成 2006-05-21 或 5月21日 / write 2006-05-21 or 5月21日"
    return "还没到呢 / that is in the future" if day and day.date and day.date > today else ""


def age_problem(answer: str) -> str:
    """It is no number of years that somebody has."""
    years = years_in(answer) if answer else 0
    if years is None:
        return "写数字，如 19 / a number, as in 19"
    return "" if 0 <= years <= OLDEST else f"0到{OLDEST}之间 / between 0 and {OLDEST}"
