"""What a person asks to have kept, word for word: 「记一下，备用钥匙在鞋柜里」. Pure."""

# ruff: noqa: E501 - one pattern a line: a table is read across.

from __future__ import annotations

import re

from roleplay_lite.memory.extract.words import bare

_ASKED = re.compile(
    r"(?:^|(?<=[，,。！!\s]))(?:[\u4e00-\u9fff]{0,4}?[，,]?\s*)?(?:那|嗯|你|您)?(?:可|要|得|可得|一定要?|千万要?|先|快|请|麻烦你?)*(?:帮我|给我|替我)?(?:也)?"
    r"(?:存着|记住|记着|记一下|记下来?|记好|记一记|记个事|记一笔|备忘一下|(?:可)?别忘了|(?<![不还])记得(?=提醒我|我\S{2}))(?:了|啊|哈|哦|呀|喽|嘞|点儿?|个事儿?|一下)*(?:[，,：:。！!\s]+|(?=[\u4e00-\u9fffA-Za-z\d]))(?P<what>[^？?\n]{4,120})$"
)
_ENGLISH = re.compile(
    r"(?:^|(?<=[.!,] ))(?:please |can you |hey,? )*(?:remember(?: that|,|:)|note(?: that|:|,)|make a note(?: that|:|,)|don't forget(?: that|,|:)|keep in mind(?: that|,)?)\s*(?P<what>[^?\n]{6,160})$",
    re.IGNORECASE,
)
_NOT = re.compile(
    r"(?<![给帮替])我(?:都|会|已经|也|就)?(?:记住|记着|记下|记好|没记|记得)|(?<![，,])别记|不用记|不要记|记得(?:我|吗|不)|^(?:什么|吗|没)"
)

_MIDDLE = re.compile(
    r"^(?P<what>[^你帮给替][^？?\n]{4,60}?)[，,。\s]+(?:你|您)?(?:帮我|给我|替我)?(?:记住|记着|记一下|记下来?|记一笔|记好)(?:了|啊|哈|哦|点|下)*(?:[，,。！!]+|$)"
)
_OF_YOU = re.compile(r"(?:你|您|咱|我们|我(?:说|们|的话)|刚才|吃|带|买|关|锁|回)")

_LAST = re.compile(
    r"^(?P<what>[^？?\n]{4,80}?)[，,。！!\s]+(?:你|您)?(?:可|要|得|可得)?(?:(?:帮我|给我|替我)(?:记住|记着|记一下|记下来?|记好)|别忘)(?:了|啊|哈|哦|呀|点|下|喽|啦)*[。！!]*$"
)


def noted(text: str) -> str:
    """What is to be kept; empty where nothing is asked for."""
    line = text.strip()[:400]
    found = _MIDDLE.match(line) or _ASKED.search(line) or _ENGLISH.search(line) or _LAST.match(line)
    if (
        not found
        or _NOT.search(line[: found.start("what")])
        or re.search(r"吗$|没$|不$|什么|啥|谁|哪|多少|几|干嘛|何[处物人]|吧$|么$", line)
    ):
        return ""
    what = bare(found["what"])
    return "" if _OF_YOU.match(what) else what
