"""Whether a reply takes what the person said of themselves for its own (「我好饿」, 「我也好饿」). Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from roleplay_lite.evaluation.judging.text import clauses_of
from roleplay_lite.persona.kinship import KIN_PATTERN

# What one may well share (冷, 害怕, 孤单) is not among them.
_STATE = (
    "饿|困|累|渴|病|疼|痛|晕|难过|伤心|难受|委屈|郁闷|失眠|感冒|发烧|咳嗽|失恋|分手|怀孕|失业|离婚|结婚|搬家|升职|加薪|加班|住院|骨折|摔|迟到|"
    "挂科|考砸|考上|被骂|被骗|被裁|丢了?工作|毕业|辞职|拉肚子|牙疼|头疼|肚子疼|过敏|受伤|生病|生日"
)
_ADVERBS = (
    "(?:也|都|真|好|很|太|快|又|刚|还|就|可|最近|今天|昨天|昨晚|现在|已经|有点儿?|有些|特别|非常|超|老|被|要|是|在|得|"
    "简直|实在){0,4}"
)
_OWN = re.compile(rf"(?:^|[^你他她它])(?:我|俺|本人){_ADVERBS}(?P<state>{_STATE})(?!过)")
_OF_KIN = re.compile(rf"(?:^|[^你他她它])(?:我|俺)(?:们家|家|的)?(?P<kin>{KIN_PATTERN})(?P<rest>.{{2,}})")
_NAME = "(?P<name>[\u4e00-\u9fff]{2,3}?|[A-Z][a-z]+)(?=[呀啊呢哦哈嘛]*(?:$|[，。！？；、,!?~～…\\s]))"
_NAMED = re.compile(f"(?<![你您他她跟和])我(?:就|的名字)?叫{_NAME}")
# 「我姓闻，叫闻小禾」
_NAMED_AFTER = re.compile(f"我.*，叫{_NAME}")
# What holds these speaks about the person or of something unreal.
_UNREAL = re.compile(
    "你|您|要是|如果|假如|万一|不|没|别|怕[你您]|以为|小时候|以前|从前|当年|那年|那时|有一?[回次]|上[回次]"
)
_TAKES_PART = re.compile("知道|明白|懂|听|理解|看得?出|心疼|替|陪|帮|给|让|劝|想")


def takes_their_state(reply: str, said: str) -> bool:
    """True when the reply says of itself just what the person said of themselves, or has their mother in hospital."""
    states, kin = _told(said)
    if not states and not kin:
        return False
    for clause in clauses_of(reply):
        text = clause.text
        if clause.asks or _UNREAL.search(text):
            continue
        for found in _OWN.finditer(text):
            before_state = text[found.start() : found.start("state")]
            if found["state"] in states and not _TAKES_PART.search(before_state):
                return True
        if any(word == other and _alike(rest, told) for word, rest in _of_kin(text) for other, told in kin):
            return True
    return False


def takes_their_name(reply: str, said: Sequence[str], own: str) -> bool:
    """True when the reply gives as its own name the one that the person gave as theirs."""
    theirs = {
        found["name"] for words in said for pattern in (_NAMED, _NAMED_AFTER) for found in pattern.finditer(words)
    }
    return any(found["name"] in theirs - {own} for found in _NAMED.finditer(reply))


def _told(said: str) -> tuple[frozenset[str], tuple[tuple[str, str], ...]]:
    """What the person says of themselves, and of their own."""
    states: set[str] = set()
    kin: list[tuple[str, str]] = []
    for clause in clauses_of(said):
        if clause.asks:
            continue
        states |= {found["state"] for found in _OWN.finditer(clause.text)}
        kin += _of_kin(clause.text)
    return frozenset(states), tuple(kin)


def _of_kin(text: str) -> Iterator[tuple[str, str]]:
    for found in _OF_KIN.finditer(text):
        yield found["kin"][:1], found["rest"]


def _alike(one: str, other: str) -> bool:
    """True when both say the same of them: they share a run of two signs that is no mere 「也是」."""
    runs = {other[at : at + 2] for at in range(len(other) - 1)}
    return any(
        one[at : at + 2] in runs and not set(one[at : at + 2]) & set("的了是也很在就都又") for at in range(len(one) - 1)
    )
