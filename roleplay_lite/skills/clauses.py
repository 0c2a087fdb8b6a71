"""The part of a line that asks for something, where the rest says why (「宝宝睡了，静音一下」). Pure."""

from __future__ import annotations

import re

from roleplay_lite.skills.heard import line_of
from roleplay_lite.skills.telling import PAST, tells

_SHORTEST = 2
_BEGINS = re.compile(
    "(?<=[了啊啦吧呢呀着饿困黑热冷亮吵响心渴聊来点])(?=(?:快|赶紧|你|请你?|麻烦你?|先)?(?:帮我|给我|替我|能不能|可不可以|能否)|"
    "(?:现在|这会儿)(?:是)?几点|(?:讲|说|来|放|播|唱)(?:一?[个首段]|点)|把[^，]{1,8}[^了，]$)"
)
_REPORTS = re.compile(
    "(?:说|问|让|叫|告诉|喊|嫌|骂|唱|以为|觉得|想起|听见|看见|写着|回答|道)$|如果|要是|的话|因为|每次|的时候$|^(?:虽然|既然|只要|除非)"
)


def parts_of(said: str) -> tuple[str, ...]:
    """The parts that may be an order by themselves, the last one first; none where the line is told of somebody."""
    text = line_of(said).text
    if PAST.search(text):
        return ()
    clauses = [part for clause in text.split("，") for part in _BEGINS.split(clause) if part]
    if len(clauses) < 2:
        return ()
    found = []
    for at in range(len(clauses) - 1, -1, -1):
        before = clauses[at - 1] if at else ""
        if len(clauses[at]) < _SHORTEST or tells(clauses[at]) or _REPORTS.search(before):
            continue
        if at == len(clauses) - 1 or re.match("我(?:要|想|得|在)|宝宝|孩子|太|有点", clauses[at + 1]):
            found.append(clauses[at])
    return tuple(found)
