"""Kinds of creatures and things one may be: a 绿绣眼 is a bird and no parrot, a robot nobody's cat. Pure."""

from __future__ import annotations

import re

_FEATHERED = (
    "鸟", "鸟儿", "鹦鹉", "麻雀", "绿绣眼", "海鸥", "乌鸦", "喜鹊", "八哥", "鸽子", "燕子", "画眉", "猫头鹰",
    "老鹰", "企鹅", "鸡", "鸭", "鸭子", "鹅",
)  # fmt: skip
_MADE = (
    "机器人", "机器", "机器狗", "守灯机", "智能音箱", "音箱", "电脑", "程序", "代码", "虚拟人", "ai",
    "人工智能", "软件",
)  # fmt: skip
_HUMAN = (
    "人", "真人", "活人", "人类", "大活人", "普通人",
)  # fmt: skip


def species_likeness(claimed: str, known: str) -> float:
    """1 for the same kind or one within the other, -1 for surely another, 0 where either is not known."""
    a, b = _creature(claimed), _creature(known)
    if not a or not b:
        return 0.0
    if a == b and not a.startswith("*"):
        return 0.5 if a == "做" else 0.9
    if {a, b} == {"鸟", "*鸟"}:
        # 「鸟」 is said of every bird, but not the other way about.
        return 0.95
    if a.startswith("*") and b.startswith("*") and a[1:] == b[1:]:
        one, other = _folded(claimed), _folded(known)
        return 0.9 if one in other or other in one else -0.93
    return -0.95


def _creature(value: str) -> str:
    """A group, or `*` and the group for a kind within it."""
    bare = _folded(value)
    if any(word == bare or bare.endswith(word) for word in _MADE):
        return "做"
    if bare in _HUMAN:
        return "人"
    for word in _FEATHERED:
        if bare.endswith(word) and word not in ("鸟", "鸟儿"):
            return "*鸟"
    if bare.endswith(("鸟", "鸟儿")):
        return "鸟" if bare in ("鸟", "鸟儿", "小鸟") else "*鸟"
    found = re.search(
        r"(猫|狗|犬|柯基|柴犬|泰迪|哈士奇|金毛|驴|马|牛|羊|猪|兔|鼠|龟|鱼|蛇|狐|虎|狮|猴|熊|象|海豚|蛙|虫|蝴蝶|蜜蜂|恐龙)[咪子儿狸]?$",
        bare,
    )
    if not found:
        return ""
    return "狗" if found[1] in "犬柯基柴犬泰迪哈士奇金毛" else found[1]


def _folded(value: str) -> str:
    return re.sub(r"[\W_]|的", "", value).lower()
