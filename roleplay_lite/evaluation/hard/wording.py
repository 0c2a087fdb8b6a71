"""The questions of hard samples, and a fact as the character's clause. Mandarin as it is spoken."""

from __future__ import annotations

from enum import StrEnum
from random import Random

from roleplay_lite.persona.facts import RELATIVES, SELF, Fact, told, whose
from roleplay_lite.persona.persona import Persona


class Form(StrEnum):
    """What the question does."""

    OPEN = "open"
    """It asks for the fact."""
    TRUE = "true"
    """It asks whether what is so is so."""
    FALSE = "false"
    """It takes what is not so for granted, or asks whether it is so."""


OPEN: dict[str, tuple[str, ...]] = {
    "name": ("{who}叫什么名字呀？", "哎，{who}怎么称呼来着？", "{who}的大名是什么？"),
    "gender": ("{who}是男是女呀？", "问一句不该问的，{who}是男的还是女的？"),
    "age": ("{who}今年多大岁数了？", "{who}到底几岁啦？", "问一句，{who}多大了？"),
    "birthday": ("{who}的生日是哪一天呀？", "{who}几月几号过生日？", "我记一下，{who}生日哪天来着？"),
    "sign": ("{who}是哪个星座的？", "{who}什么星座呀？我猜不出来。"),
    "zodiac": ("{who}属什么的？", "{who}是属什么生肖的呀？"),
    "birth_year": ("{who}是哪年生的？", "{who}哪一年出生的呀？"),
    "birth_month": ("{who}是几月份生的？", "{who}几月生的呀？"),
    "hometown": ("{who}老家是哪儿的？", "{who}是哪里人呀？", "说起来，{who}家乡在哪儿？"),
    "province": ("{who}老家在哪个省？", "{who}是哪个省的呀？"),
    "country": ("{who}老家在哪个国家？", "{who}是从哪个国家来的呀？"),
    "residence": ("{who}现在住在哪儿呀？", "{who}如今在哪儿落脚？", "说起来，{who}住哪里？"),
    "dialect": ("{who}说的是哪里话呀？", "{who}老家那边讲什么方言？"),
    "occupation": ("{who}是干哪一行的？", "{who}做什么工作呀？", "{who}靠什么吃饭的？"),
    "workplace": ("{who}在哪儿上班呀？", "{who}在什么地方干活？"),
    "school": ("{who}在哪儿念书呀？", "{who}上的哪所学校？"),
    "major": ("{who}学的什么专业？", "{who}在学校里学什么呀？"),
    "height": ("{who}有多高呀？", "{who}个头多少？"),
    "weight": ("{who}有多重呀？", "{who}称过没有，多沉？"),
    "marriage": ("{who}成家了没有？", "{who}结婚了没呀？"),
    "seniority": ("{who}比你大还是比你小？", "你跟{who}比，谁年纪大？"),
    "species": ("{who}到底是什么呀？", "说了半天，{who}是什么？"),
    "era": ("{who}生活在什么年代呀？", "{who}那儿是什么年月？"),
}  # fmt: skip
"""Questions by key; `{who}` stands for whose."""
SUPPOSING = (
    "{who}{so}吗？",
    "{who}{so}吧？",
    "听人讲{who}{so}？",
    "我没记错的话，{who}{so}？",
    "{who}{so}，是这样吧？",
    "哎，{who}{so}来着，对不？",
    "都说{who}{so}，真的呀？",
)
"""Questions about a claim; `{so}` stands for what is claimed."""

_BY_NAME = 0.4


def question(persona: Persona, form: Form, asked: Fact, rng: Random) -> str:
    """One question of that form about the fact, which is what it supposes unless it is open; "" where there is none."""
    # Asked for a name, one does not say it.
    who = _who(persona, asked.owner, by_name=asked.key != "name" and rng.random() < _BY_NAME)
    if form is Form.OPEN:
        known = OPEN.get(asked.key, ())
        return rng.choice(known).format(who=who) if known else ""
    so = clause((asked,)).removeprefix(whose(asked.owner))
    # 「比我大」: whoever asks says 「比你大」.
    return rng.choice(SUPPOSING).format(who=who, so=so.replace("我", "你") if asked.key == "seniority" else so)


def clause(facts: tuple[Fact, ...]) -> str:
    """Facts of one owner under one key, as the character says them: 「我哥哥结婚了」."""
    first = facts[0]
    if first.key == "skill" and first.polarity == "yes":
        # 「擅长离开灯塔」 nobody says.
        return f"{whose(first.owner)}会{first.value}"
    return told(facts)


def _who(persona: Persona, owner: str, *, by_name: bool) -> str:
    """The owner as the person names it: 「你」, 「你哥哥」, or by name, where that is known."""
    named = persona.fact("name", owner)
    if owner == SELF:
        return "你"
    if named and (by_name or named.value in owner):
        return named.value
    return f"你{owner}" if owner in RELATIVES else owner
