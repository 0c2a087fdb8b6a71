"""Questions that claim an answer (「法国的首都是里昂吗」), held against what is known. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from roleplay_lite.knowledge.quantities import Quantity, quantities, same
from roleplay_lite.knowledge.telling import Verdict

_ASKS = re.compile(
    "(?:[吗么嘛]|对吧|是吧|没错吧|对不对|是不是|对吗|是吗|真的假的|吧)[？?。!！～~ ]*$|"
    "是不是|是否|有没有|属不属于|算不算|在不在"
)
_ASKS_EN = re.compile(
    r"^(?:is|are|was|were|does|do|did|has|have)\b|\b(?:right|isn't it|aren't they)\s*\?*$", re.IGNORECASE
)
_OPEN = re.compile(
    r"什么|哪|谁|多少|几|多[高长大远重深久]|怎么|为什么|为啥|知道|听说|听过|了解|介绍|告诉|讲|说说|可以|能不能|会不会|帮"
)
_OPEN_EN = re.compile(r"\b(?:what|which|who|whom|where|when|why|how|tell|know)\b", re.IGNORECASE)
_FRAME = re.compile(
    "请问|我想问一?下?|想问问?|是不是|是否|有没有|属不属于|算不算|在不在|对不对|对吗|是吗|对吧|是吧|真的|假的|难道|应该|好像|听说|据说|"
    "[吗么嘛吧呢啊呀了的地得是在有为叫位于属于出生就都也还只真那这个？?。，,！!～~ ]"
)
# Of these there is one; of others a list may lack what is claimed, and 「不是」 would be a guess.
_ONE = re.compile(
    "^最|最[高大长小深快]的|首都|首府|省会|作者|诗人|词人|朝代|大洲|洲$|货币|原子序数|原子量|元素符号|符号|熔点|沸点|密度|海拔|高度|身高|长度|全长|面积|"
    "人口|区号|域名|发现者|发明者|发现|成立|出生日期|出生年|出生时间|逝世|去世|国籍|歌手|原唱|导演|上映|首播|发行|片长|时长|capital|"
    "currency|atomic|symbol|author|director|population|area|height|length|continent"
)
_CLASSES = tuple(
    map(
        re.compile,
        (
            "哺乳动物|哺乳类|兽",
            "鱼类?|软骨鱼",
            "鸟类?",
            "昆虫|虫子",
            "爬行动物|爬行类?",
            "两栖动物|两栖类?",
            "软体动物",
            "甲壳动物|甲壳类?",
            "树|乔木|木本植物",
            "草本植物|草",
            "真菌|菌类?",
            "恒星",
            "行星",
            "卫星",
            "矮行星",
        ),
    )
)
"""Kinds of which a thing is only one."""
_HAN = re.compile("[\u3400-\u9fff]")
_NAMES = re.compile(r"\b[A-Z][a-z]+")
_KINDS = frozenset("星山河湖国市省朝代岛海江洲县区族语人")
"""What 土星 and 木星 share makes them no one thing."""
_TIMES = re.compile("[朝代]$")


def is_polar(text: str) -> bool:
    """Whether the line asks for yes or no."""
    if _HAN.search(text):
        return bool(_ASKS.search(text)) and not _OPEN.search(text)
    return bool(_ASKS_EN.search(text)) and not _OPEN_EN.search(text)


def verdict(text: str, entity: str, attribute: str, values: Sequence[str]) -> Verdict:
    """What the known values say to what the line claims: `yes`, `no`, or `fact` where that is not sure."""
    if not is_polar(text) or re.search("不是(?!吗|不是)|不在(?!吗)|没有(?!.*[吗么])", text.replace("是不是", "")):
        return "fact"
    rest = _without(text, entity)
    told = [number for value in values for number in quantities(value)]
    if claimed := [one for one in quantities(rest) if one.unit or told]:
        return _weighed(claimed[0], told, attribute)
    rest = _without(rest, attribute)
    if any(_holds(rest, value) for value in values):
        return "yes"
    if classed := _of_class(rest, attribute, values):
        return classed
    claim = _FRAME.sub("", rest) if _HAN.search(text) else "".join(_NAMES.findall(rest.strip()[2:]))
    if not _ONE.search(attribute) or len(values) > 1 or told or not 1 < len(claim) <= (8 if _HAN.search(text) else 30):
        return "fact"
    if not _HAN.search(text):
        return (
            "fact"
            if any(claim.lower() in value.lower() or value.lower() in claim.lower() for value in values)
            else "no"
        )
    telling = set(claim) - _KINDS
    return "no" if telling and not any(telling & set(value) for value in values) else "fact"


def _of_class(text: str, attribute: str, values: Sequence[str]) -> Verdict | None:
    """「竹子是树吗」: one kind is not another."""
    if attribute not in ("类别", "类型") or not (
        found := re.search("是(?:一?[种个只类])?([\u4e00-\u9fff]{1,4}?)[类吗么吧嘛？?]", text)
    ):
        return None
    claim, value = found[1], "，".join(values)
    if f"不是{claim}" in value:
        return "no"
    mine = next((place for place, one in enumerate(_CLASSES) if one.fullmatch(claim)), None)
    theirs = [place for place, one in enumerate(_CLASSES) if one.search(value)]
    if mine is None or not theirs:
        return None
    return "yes" if mine in theirs else "no"


def _weighed(claimed: Quantity, told: Sequence[Quantity], attribute: str) -> Verdict:
    if not told:
        return "fact"
    if any(same(claimed, one) for one in told):
        return "yes"
    comparable = [one for one in told if one.dimension == claimed.dimension or not one.unit or not claimed.unit]
    return "no" if comparable and _ONE.search(attribute) and not claimed.some else "fact"


def _holds(text: str, value: str) -> bool:
    """Whether the line names this value, 唐朝 and 唐代 being the same."""
    folded, bare = text.lower(), re.sub("[《》「」“”（(].*?[）)]|[《》「」“”]", "", value).strip("。 ").lower()
    if not bare:
        return False
    if len(bare) == 1 and not bare.isascii():
        return bare in _FRAME.sub("", folded)[:2]
    if bare in folded:
        return True
    if _TIMES.search(bare) and len(bare) >= 2:
        return bool(re.search(f"{re.escape(bare[:-1])}[朝代]", folded))
    claim = _FRAME.sub("", folded)
    # 「北京」 of 「北京市东城区」, 「爱迪生」 of 「托马斯·爱迪生」; not 「国」 of 「法国」.
    return len(claim) >= 2 and len(bare) <= 24 and claim in bare


def _without(text: str, part: str) -> str:
    return text.replace(part, " ", 1) if part else text
