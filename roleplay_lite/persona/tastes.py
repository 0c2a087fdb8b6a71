"""What the person has said that they like, in this conversation. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

_LIKES = re.compile(
    r"我(?:最|特别|超级?|很|挺|就|真的?|一直|也|还是|从小|比较)*(?P<no>不(?:怎么|太|是很)?|讨厌|最烦|最怕)?(?:喜欢|爱|讨厌|烦|怕|迷)(?:上)?(?:了)?"
    r"(?P<what>[^，。！？,.!?；;吗嘛呢吧你]{2,12})|"
    r"\bI (?:really |just )?(?P<en_no>don't |hate )?(?:like |love |hate )?(?P<en>[a-z][a-z' ]{2,30})",
    re.IGNORECASE,
)
_ASKS = re.compile(
    r"推荐|建议|选(?:哪|什么)|(?:吃|喝|听|看|玩|买|做|送我|聊)(?:点|些)?(?:什么|啥)|recommend|suggest|what should I",
    re.I,
)
MOST = 2


def tastes(before: Sequence[tuple[str, str]]) -> list[tuple[str, bool]]:
    """(what, whether it is liked), latest first."""
    found: dict[str, bool] = {}
    for said, _ in reversed(before):
        for hit in _LIKES.finditer(said):
            what = (hit["what"] or "").strip().rstrip("的了啊呀哦")
            if len(what) >= 2 and "什么" not in what and "啥" not in what:
                found.setdefault(what, not (hit["no"] or re.match(r"我[^，。]*(?:讨厌|烦|怕)", hit.group())))
    return list(found.items())


def called_for(text: str, before: Sequence[tuple[str, str]]) -> list[tuple[str, bool]]:
    """Those that the line touches or that advice should mind."""
    asks = bool(_ASKS.search(text))
    return [(what, liked) for what, liked in tastes(before) if asks or _shares(what, text)][:MOST]


def _shares(what: str, text: str) -> bool:
    return any(what[i : i + 2] in text for i in range(len(what) - 1))
