"""The jokes: what each is about, and those that fit what is asked for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from roleplay_lite.skills.words.tables import rows

OLD = "古"
"""Marks what people of another time understand."""
_NAMED: tuple[tuple[str, str], ...] = (
    ("古|老笑话|笑林|从前", OLD),
    ("谐音|双关", "谐音"),
    ("冷", "冷"),
    ("狗", "狗"),
    ("猫", "猫"),
    ("鸡", "鸡"),
    ("猪", "猪"),
    ("兔", "兔子"),
    ("牛(?!肉)", "牛"),
    ("鱼", "鱼"),
    ("象", "大象"),
    ("老虎", "老虎"),
    ("熊猫", "熊猫"),
    ("动物|小鸟|虫", "动物"),
    ("吃|美食|食物|好吃|零食|菜", "吃"),
    ("饭馆|饭店|餐馆|餐厅|服务员", "饭馆"),
    ("减肥|胖|瘦", "减肥"),
    ("作业", "作业"),
    ("考试|考", "考试"),
    ("数学|算术", "数学"),
    ("老师", "老师"),
    ("学校|上学|学生|上课|校园|同学|小明|课堂", "学校"),
    ("妈", "妈妈"),
    ("爸|父", "爸爸"),
    ("家|爷爷|奶奶|孩子|小孩|弟弟|哥哥", "家"),
    ("医|大夫|看病|护士", "医生"),
    ("下雨|雨", "下雨"),
    ("天气|夏天|冬天", "天气"),
    ("数字", "数字"),
    ("读书|秀才|写字", "读书"),
    ("小气|抠门|吝啬", "小气"),
    ("官", "官"),
    ("酒", "酒"),
    ("程序员", "程序员"),
    ("电脑|机器人", "电脑"),
    ("运动|健身|体育", "运动"),
)
"""What people say it should be about, and the word it stands under."""


@dataclass(frozen=True, slots=True)
class Told:
    """One joke."""

    topics: tuple[str, ...]
    text: str
    english: bool = False


@lru_cache(maxsize=1)
def jokes() -> tuple[Told, ...]:
    """All of them; a joke's place is its name."""
    files = (("jokes.txt", False), ("jokes_en.txt", True))
    return tuple(Told(tuple(topics.split()), text, english) for name, english in files for topics, text in rows(name))


def fitting(topic: str, *, english: bool = False, old: bool = False) -> Sequence[int]:
    """The places of those on it, all where nothing is asked for; `old` those that people of another time understand."""
    pool = [
        at for at, joke in enumerate(jokes()) if joke.english == english and (english or not old or OLD in joke.topics)
    ]
    if not topic:
        return pool
    wanted = topic.lower()
    named = [word for pattern, word in _NAMED if re.search(pattern, wanted)]
    # The very word before what it is a kind of.
    of_it = [at for at in pool if _is_about(jokes()[at], wanted)]
    of_it = of_it or [at for at in pool if any(_is_about(jokes()[at], word) for word in named)]
    return of_it or [at for at in pool if len(wanted) > 1 and wanted in jokes()[at].text.lower()]


def _is_about(joke: Told, wanted: str) -> bool:
    words = (wanted, wanted.rstrip("s")) if joke.english else (wanted, wanted.removeprefix("小"))
    return any(word in joke.topics for word in words)
