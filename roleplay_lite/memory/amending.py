"""A plan or an event whose day is put right: 「不对，是下周四」 after 「我妈下周三来看我们」. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from roleplay_lite.memory.item import Extracted, MemoryItem, MemoryKind
from roleplay_lite.memory.times import resolve

_AMENDS = re.compile(
    r"^(?:[啊哦哎诶嗯呃，, ]|那个)*(?:不对|不是|错了|说错了|我?记错了|弄错了|改了|改期|改到|改成|推迟|提前|挪到)"
    r"|(?:改|挪|推|提前|延|推迟)(?:到|成|至)|^(?:no|wait|sorry|actually)\b|\b(?:moved|changed) to\b",
    re.IGNORECASE,
)


def amends(text: str) -> bool:
    """Whether it sounds like it; `amended` says whether it does."""
    return bool(_AMENDS.search(text))


def amended(text: str, items: Sequence[MemoryItem], now: float) -> Extracted | None:
    """What the line makes of the newest plan or event that it can mean; None where it puts no day right. `items` are
    those that stand, the oldest first."""
    whens = [when for when in resolve(text, now) if when.start is not None and when.grain not in ("vague", "year")]
    meant = [item for item in items if item.kind in (MemoryKind.PLAN, MemoryKind.EVENT) and _shares(text, item)]
    if not whens or not meant:
        return None
    item, when = meant[-1], whens[-1]
    return Extracted(
        kind=item.kind,
        subject=item.subject,
        predicate=item.predicate,
        object=item.object,
        act="correct",
        said=text,
        happens_from=when.start,
        happens_to=when.end,
        importance=item.importance,
        sensitivity=item.sensitivity,
    )


def _shares(text: str, item: MemoryItem) -> bool:
    """Whether the line can be of it: it names the one who does it or what is done, or names nothing but the time."""
    rest = _AMENDS.sub("", text)
    named = item.subject in rest or item.subject[:1] in rest
    signs = set(re.findall("[\u4e00-\u9fff]", item.object)) - set("我你他她们的了去来在要会到一")
    return named or bool(signs & set(rest)) or len(re.findall("[\u4e00-\u9fff]", rest)) <= 6
