"""「你和你哥谁大」: whom a question compares, and by what. Pure."""

from __future__ import annotations

import re

from roleplay_lite.persona.persona import Persona
from roleplay_lite.persona.questions.question import Asked
from roleplay_lite.persona.questions.subjects import subject
from roleplay_lite.persona.questions.wording import (
    without_adverbs,
)

_COMPARED = re.compile(
    r"(?:谁|哪个|哪位)(?:的)?(?:更|比较|要|年纪|岁数|年龄|个子|身高|个头|体重)*(?P<more>大|年长|老|年轻|小|高|矮|重|胖|轻)(?:一?些|一点|点)?|(?:差|相差)(?:了)?(?:几|多少)岁?(?P<gap>)|"
    r"(?:差|相差)多大(?P<gap2>)|(?:年龄|岁数)(?:差|相差)(?:几岁|多少|多大)?(?P<gap3>)"
)


_THAN = re.compile(r"(?:要)?(?P<more>大|小|年长|年轻|高|矮|重|轻)(?:多大|几岁|多少岁?|几)?")


def comparison(persona: Persona, clause: str) -> Asked | None:
    """「你和你哥谁大」, 「你哥比你大几岁」."""
    one = subject(persona, clause)
    if (
        one
        and len(one.owners) == 1
        and (gap := re.match("(?P<more>[大小])(?P<of>.{1,6}?)(?:几|多少)岁?$", without_adverbs(one.rest)))
    ):
        other = subject(persona, gap["of"])
        if other and len(other.owners) == 1 and not other.rest:
            return Asked(owner=one.owners[0], key="compare", detail="age", other=other.owners[0])
    joint = re.match("(?:和|跟|与|同|比|较)", one.rest) if one and len(one.owners) == 1 else None
    if not one or not joint:
        return None
    other = subject(persona, one.rest[joint.end() :])
    if not other or len(other.owners) != 1:
        return None
    rest = without_adverbs(other.rest)
    found = (_THAN if joint.group() in "比较" else _COMPARED).fullmatch(rest)
    if not found:
        return None
    more = found.groupdict().get("more") or ""
    kind = "height" if more in ("高", "矮") else "weight" if more in ("重", "胖", "轻") else "age"
    return Asked(owner=one.owners[0], key="compare", detail=kind, other=other.owners[0])
