"""Where an answer is from, said when somebody asks: 「你怎么知道的」, 「哪儿看来的」. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable

from roleplay_lite.knowledge.evidence import Evidence, Looked
from roleplay_lite.knowledge.screening import as_data

_WHERE = "(?:怎么|咋|(?:从|在|打)?哪[儿里]?)"
_ASKS = re.compile(
    rf"^(?:那|诶|哎|咦|真的吗?|真的假的|是吗|哦|嗯)*[，,？?。 ]*"
    rf"(?:(?:这个?|那个?|这些?)?你?是?{_WHERE}会?(?:知道|晓得|看|听|学|查)(?:到|来|说)?的?(?:这个?|这些)?的?|"
    rf"(?:这|那)(?:个|话|些|说法)*(?:是|从)*哪[儿里]?来的|"
    rf"(?:谁|哪个)(?:告诉你|跟你[说讲]|教你?)的?|"
    rf"(?:这|有)?(?:个|话|说法)?有?(?:什么)?(?:出处|依据|来源|根据)(?:是?(?:什么|哪[儿里]?)|在哪[儿里]?|呢|吗)?|"
    rf"来源呢|靠谱吗|可靠吗|你确定吗?)[啊呀呢吗嘛]*[？?。！!]*$"
)
_ASKS_EN = re.compile(
    r"^(?:really[?,.! ]*|and )?(?:how do you know(?: that| this| it)?|"
    r"where did you (?:get|read|hear|find|learn) (?:that|this|it)(?: from)?|"
    r"who told you(?: that| so)?|says who|what(?:'s| is) (?:your|the) source|are you sure(?: about that)?)[?.! ]*$",
    re.IGNORECASE,
)
_PACK = ("{source}里写着的。", "从{source}里看来的。", "是{source}上的。")
_PACK_LATIN = ("我随身带的资料里写着的，出处叫{source}。", "资料里看来的，那份资料叫{source}。")
_PRIVATE = ("你给我的「{source}」里写着呢。", "「{source}」里有这一条。")
_CLOUD = ("网上查到的，来自{source}。", "刚在网上查的，是{source}上的。")
OWN = "roleplay-lite"
"""What the package itself brought has no other name."""
_UNNAMED = ("我手边的资料里是这么写的。", "随身带的资料里写着的。")
_ENGLISH = {
    "pack": "It's from {source}.",
    "private": "It's in “{source}”, which you gave me.",
    "cloud": "I looked it up online, at {source}.",
    "none": "It's in the notes I carry.",
}


def asks_source(text: str) -> bool:
    """Whether a line asks where what was just said is from."""
    return bool(_ASKS.match(text.strip()) or _ASKS_EN.match(text.strip()))


def why(looked: Looked | Iterable[Evidence], *, seed: int = 0, language: str = "zh") -> str:
    """The source of an answer in words; empty where it rests on nothing that was looked up."""
    evidence = tuple(looked.evidence if isinstance(looked, Looked) else looked)
    if not evidence:
        return ""
    first = evidence[0]
    kind, source = _named(first)
    if language == "en":
        return _ENGLISH[kind].format(source=source)
    lines = {
        "pack": _PACK_LATIN if source.isascii() else _PACK,
        "private": _PRIVATE,
        "cloud": _CLOUD,
        "none": _UNNAMED,
    }[kind]
    return lines[seed % len(lines)].format(source=source)


def _named(evidence: Evidence) -> tuple[str, str]:
    """What kind of source it is, and its name as it may be spoken."""
    source = as_data(evidence.source, longest=60).rstrip("。.")
    if evidence.id.startswith("cloud:"):
        host = re.search(r"https?://(?:www\.)?([\w.-]+)", evidence.source)
        return "cloud", host[1] if host else source or evidence.id.split(":", 1)[1].partition("/")[0]
    if not source or source == OWN:
        return "none", ""
    if not evidence.licence:
        return "private", re.sub(r"\.(?:txt|md|csv|json|pdf)$", "", source.rsplit("/", 1)[-1], flags=re.IGNORECASE)
    return "pack", source
