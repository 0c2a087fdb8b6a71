"""Whether a reply remembers what the person told, and owns up where they told nothing. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass

from roleplay_lite.evaluation.judging.honesty import honest
from roleplay_lite.evaluation.judging.knowledge import tells
from roleplay_lite.evaluation.judging.text import clauses_of
from roleplay_lite.evaluation.memory_set import Wanted

_NEVER_TOLD = re.compile(
    "你(?:还|可|好像|之前|刚才|刚刚|压根儿?|从来|倒|都|也|又|根本|方才|上次)*(?:没有?|未曾?|不曾)(?:跟我|"
    "和我|对我|给我|同我|向我)?(?:说(?!错)|讲(?!错)|提|告诉|透露|交代|介绍)|"
    "没(?:有)?听你(?:说|讲|提)|(?:这个|这事|这茬|这)?没(?:听)?(?:说|讲|提)过|没(?:跟|和|对|给)我(?:说|讲|提)|"
    "没告诉(?:过)?我|你(?:也)?没说(?:呀|啊|呢|过|的)|"
    "从(?:没|来没|未)(?:听|说|提)|(?:猜|蒙|想)不(?:到|着|出|准)|你(?:再)?(?:告诉|跟我说|提醒)我(?:一下|一声|"
    "一遍|吧|呗)|忘了?(?:你|记)|记(?:不得|不住|不起)|never (?:told|said)|didn't (?:tell|say)"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Recollection:
    """What a reply does with what was told."""

    right: bool
    """It holds what was told and nothing that was not; where nothing was told, it says so."""
    wrong_value: bool
    """It says what is another's, what is over, or what was denied."""
    abstains: bool
    """It says that it does not know or was not told."""


def recollection(reply: str, wanted: Wanted) -> Recollection:
    """What the reply is worth against a check of `sets/memory.jsonl`."""
    wrong = bool(wanted.never) and any(tells(reply, (value,)) for value in wanted.never)
    abstains = says_untold(reply)
    met = abstains if wanted.unsaid else tells(reply, wanted.any)
    return Recollection(right=met and not wrong, wrong_value=wrong, abstains=abstains)


def says_untold(reply: str) -> bool:
    """True when it says that it does not know, or that it never was told."""
    return honest(reply) or any(_NEVER_TOLD.search(clause.text) for clause in clauses_of(reply))
