"""What is told with the thing first (「羊肉我不吃」, 「苦荞我一吃就起疹子」), put into the plain order. Pure."""

# ruff: noqa: E501 - one pattern a line: a table is read across.

from __future__ import annotations

import re
from functools import cache

from roleplay_lite.memory.extract.words import HAN

_HOW = r"(?:也|都|可|就|真|是|还|最|特别|打小就?|从小就?|一直|倒是?|老|挺|很|实在|压根|根本|完全|早就?|已经)*"
_END = r"(?:得很|得不行|着呢|死了|上了|极了|透了|的|了|啊|呢|呀|哦|啦)*"
_VERB = r"(?:(?:不|没)?(?:太|大|怎么)?(?:会|爱[吃喝看听玩上]?|喜欢[吃喝看听玩]?|讨厌|怕|懂|敢[吃喝坐碰沾]|能[吃喝碰沾]|[吃喝碰沾])|过敏|[吃喝碰沾闻]不[得了惯]|戒不[了掉]|学不会|离不开)"
AT_END = rf"{_HOW}{_VERB}{_END}(?:$|[，,。！!～~\s])"
"""What follows 「我」 where its thing stands before it; no clause begins there."""
ONCE = r"(?:可|是|也|就)?一[吃喝碰沾闻摸]就"
_NO_THING = re.compile(
    r"[说是让叫把被给跟和觉得知道怪笑嫌以为问猜想看听你您他她它]|什么|天$|换|放|选|挑|时候|以前|现在|所以|因为|但|不过|那么|这么|如今|后来|反正|其实|[了吗呢吧啊着过]$"
)


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    thing = rf"(?P<thing>(?:{HAN}|[A-Za-z ]){{1,10}}?)(?:啊|呢|嘛|呀|这玩意儿?|这东西|那东西)?"
    return (
        re.compile(rf"{thing}(?P<who>[我俺])(?P<how>{_HOW})(?P<verb>{_VERB}){_END}$"),
        re.compile(rf"{thing}(?P<who>[我俺])(?:可|是|也|就)?一(?P<verb>[吃喝碰沾闻摸])就(?P<rest>[^，]{{1,12}})$"),
        re.compile(rf"{thing}(?P<who>[我俺](?:家|们)?(?:{HAN}{{1,2}})?)(?:也|都|打小|从小|已经)*学了?(?P<rest>(?:有)?[一二两三四五六七八九十好几半\d]+(?:多)?(?:年|个月))(?:多|了)*$"),
    )  # fmt: skip


def plain(text: str) -> str:
    """「羊肉我不吃」 as 「我不吃羊肉」; any other text as it is."""
    at_end, once, learnt = _patterns()
    if (hit := at_end.match(text)) and not _NO_THING.search(hit["thing"]):
        verb = hit["verb"]
        if re.fullmatch("[吃喝碰沾闻]不得|不?(?:能)?[碰沾]", verb):
            return text
        return f"{hit['who']}{hit['how']}{verb}{hit['thing']}"
    if (hit := once.match(text)) and not _NO_THING.search(hit["thing"]):
        return f"{hit['who']}{hit['verb']}{hit['thing']}就{hit['rest']}"
    if (hit := learnt.match(text)) and not _NO_THING.search(hit["thing"]):
        return f"{hit['who']}学{hit['thing']}学了{hit['rest']}了"
    return text
