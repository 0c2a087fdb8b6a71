"""Put a misheard line right by sound: 「几点起创」 is 「几点起床」, since nothing else that is known here sounds so.

Only runs in which no word is known are changed, and only into words of the thesaurus, of relations and of questions.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import product

from roleplay_lite.memory.index.concepts import han_words
from roleplay_lite.memory.index.people import RELATIONS
from roleplay_lite.memory.index.pinyin import plain_readings
from roleplay_lite.memory.index.stops import SPLITS

_LONGEST = 4
_FRAME = """
什么 怎么 怎样 哪儿 哪里 哪个 哪天 哪年 哪种 哪些 多少 多大 多高 多久 多少钱 几个 几点 几岁 几号 几月 几片
几楼 几年级 时候 什么时候 现在 以前 原来 之前 记得 知道 告诉 名字 叫什么 姓什么 叫啥 姓啥 干啥 做啥 吃啥 有啥
是啥 啥名 是谁 是什么 有没有 能不能 会不会 最近 平时 今年 去年 明年 上次 地方 城市 喜欢 讨厌 害怕 今天 昨天
明天 为什么 干什么 做什么 学什么 吃什么 喝什么 怕什么 哪位 哪条 哪家 哪所 来着 应该 一般 还是 自己 我们 咱们
家里 一天 一年 早上 晚上 下午 上午 姑娘 小伙 医院 什么样 注意 需要 打算 东西 事情 后来 叫做
"""
_KEPT = """
那个 那位 那儿 那条 那种 那边 那里 那会 那天 那时 那阵 那人 那些 那家 这儿 这个 这边 这里 这种 这些 这样 这么
那么 不行 行不 眼睛 开到 开着 做的 念的 读的 学的 住的 用的 是修 可是 就是 但是 还有 只有 没有 不会 不能 知道
一起 在家 回家 给我 帮我 带我 让我 觉得 已经 可以 因为 所以 如果 要是 或者 然后 大家 真的 好像 一点 有点 一下
一样 每次 每月 每年 出去 进去 过去 上去 下去 起来 下来 出来 过来 柱子 竹子
"""
"""Everyday words that are no other word misheard."""


@lru_cache(maxsize=1)
def _words() -> tuple[frozenset[str], dict[tuple[str, ...], str]]:
    """All known words of two signs and more, and one for each sound."""
    known = [word for word in (*_FRAME.split(), *RELATIONS, *han_words()) if 2 <= len(word) <= _LONGEST]
    sounding: dict[tuple[str, ...], str] = {}
    for word in known:
        if not word.isascii() and SPLITS.isdisjoint(word):
            for sounds in product(*map(plain_readings, word)):
                sounding.setdefault(sounds, word)
    return frozenset((*known, *_KEPT.split())), sounding


@lru_cache(maxsize=2048)
def mended(text: str) -> str:
    """The line with known words in place of those that only sound like them; any other is as it was."""
    known, sounding = _words()
    sure = bytearray(not "\u4e00" <= sign <= "\u9fff" for sign in text)
    for length in range(_LONGEST, 1, -1):
        for begin in range(len(text) - length + 1):
            if text[begin : begin + length] in known:
                sure[begin : begin + length] = b"\1" * length
    if sure.count(0) < 2:
        return text
    signs = list(text)
    spoken = [(plain_readings(sign)[:1] or ("",))[0] for sign in text]
    for length in range(_LONGEST, 1, -1):
        unsure, begin = bytes(length), sure.find(bytes(length))
        while begin >= 0:
            if word := sounding.get(tuple(spoken[begin : begin + length])):
                signs[begin : begin + length] = word
                sure[begin : begin + length] = b"\1" * length
            begin = sure.find(unsure, begin + 1)
    return "".join(signs)
