"""How many a list names, where a line asks for the number: 「四大名著有几本」. Pure."""

from __future__ import annotations

import re

from roleplay_lite.knowledge.evidence import Evidence

_LEAST = 3
_ASKED = re.compile("(?<!哪)(?:几|多少)([个座本部种位条首只颗])")
_WHOLE = re.compile("包括|成员|颜色|种类|四大.+|三大.+|五大.+|直辖市|自治区|特别行政区|大洋|徒弟|.*颜色|行当")
"""Of these a list names all."""
_DIGITS = "零一二三四五六七八九"


def listed(value: str) -> tuple[str, ...]:
    """What a value lists; empty where it lists nothing, or not all."""
    if re.search("等|[。；：]|约|其余|有的", value):
        return ()
    books = re.findall("《[^》]+》", value)
    parts = books if len(books) >= _LEAST else [one for one in value.split("、") if one]
    return tuple(parts) if len(parts) >= _LEAST and all(len(one) <= 12 for one in parts) else ()


def counted(one: Evidence, value: str, asked: str) -> str:
    """The clause with the number before the list; "" where the line asks for none or the list may lack some."""
    found, parts = _ASKED.search(asked), listed(value)
    if not found or not parts or not _WHOLE.fullmatch(one.attribute):
        return ""
    of = one.entity if one.attribute in ("包括", "成员", "种类") else f"{one.entity}的{one.attribute}"
    return f"{of}一共有{_han(len(parts))}{found[1]}：{value}"


def _han(number: int) -> str:
    if number == 2:
        return "两"
    tens, ones = divmod(number, 10)
    before = {0: "", 1: "十"}.get(tens, f"{_DIGITS[tens % 10]}十")
    return before + (_DIGITS[ones] if ones or not before else "")
