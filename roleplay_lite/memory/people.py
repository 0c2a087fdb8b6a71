"""Whom it talks to, and what may be kept of whom."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from roleplay_lite.memory.item import Extracted
from roleplay_lite.memory.predicates import PREDICATES

Scope = Literal["owner", "adult", "child", "guest"]
SCOPES: tuple[Scope, ...] = ("owner", "adult", "child", "guest")

GUEST = "guest"
"""Whoever it is, when it is not known who. Always of the scope `guest`."""
GUEST_MOST = 50
"""Rows that may stand for one guest."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """One of those it talks to."""

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    voice_id: str | None = None
    """What a voice backend calls their voice."""
    scope: Scope = "adult"
    """`owner` the device is theirs; `child` and `guest` have limits of their own, see `may_keep`."""
    created: float = 0.0


def may_keep(extracted: Extracted, scope: Scope) -> bool:
    """Whether it may be written down of somebody of that scope.

    Of a child nothing is kept by which a stranger could find or harm it: no address, no number to call, no password,
    no secret and no illness. An allergy is kept, since a child is safer when it is known. The same goes for a guest,
    who has agreed to nothing; and a guest's rows are gone with the visit (`Ledger.clear_guests`).
    """
    if scope in ("owner", "adult"):
        return True
    if extracted.predicate == "allergy":
        return True
    if extracted.predicate in _NOT_OF_A_CHILD or extracted.sensitivity == "private":
        return False
    entry = PREDICATES.get(extracted.predicate)
    if (entry and entry.private) or (entry is None and _TELLTALE.search(extracted.predicate)):
        return False
    return not any(_FINDS_YOU.search(text) for text in (extracted.object, extracted.said))


_NOT_OF_A_CHILD = frozenset({"residence", "health"})
_TELLTALE = re.compile(
    "电话|手机|号码|地址|住址|门牌|密码|身份证|护照|微信|账号|帐号|银行|卡号|邮箱|家门|phone|address|password|email|account",
    re.IGNORECASE,
)
_FINDS_YOU = re.compile(
    r"(?:\d[\s-]?){7,}|[\w.+-]+@[\w-]+\.\w|[零〇一二两三四五六七八九幺]{7,}|密码|身份证"
    r"|(?:路|街|巷|弄|胡同|大道|小区|花园)\S{0,8}?[\d一二三四五六七八九十百]+\s*(?:号|栋|幢|单元|室|弄|楼)"
    r"|[\d一二三四五六七八九十]+\s*(?:栋|幢|单元|室)",
)
