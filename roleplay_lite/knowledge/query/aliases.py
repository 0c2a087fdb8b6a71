"""What else a thing is called, read off its name alone."""

from __future__ import annotations

import re

from roleplay_lite.knowledge.query.reading import plain

_BRACKETS = re.compile("[（(]([^（）()]*)[）)]")
_INNER = re.compile("(?:又称|又名|原名|别名|即|也叫|旧称)?(.*)")
_MARKS = re.compile('[《》〈〉「」『』【】“”"]')


def aliases_of(name: str) -> tuple[str, ...]:
    """The name as it is looked for, without title marks, and without what explains it in brackets
    (「乱世佳人（美国1939年费雯·丽主演电影）」 is also 乱世佳人)."""
    whole = _MARKS.sub("", plain(name)).strip()
    found = [whole, _BRACKETS.sub("", whole).strip()]
    for inner in _BRACKETS.findall(whole):
        if 2 <= len(inner) <= 10 and not re.search(
            r"\d|电影|专辑|歌曲|乐队|组合|主演|执导|导演|演唱|唱片|公司|发行", inner
        ):
            found.append(inner.strip())
    return tuple(dict.fromkeys(each for each in found if each))
