"""Whether a line asks for what was found at all: a frequent question's answer to somebody who only tells of himself, or
what a word means to somebody who only used it, is out of place. Pure."""

from __future__ import annotations

import re

from roleplay_lite.knowledge.evidence import Evidence, Query
from roleplay_lite.knowledge.query.patterns import pattern
from roleplay_lite.turn import About
from roleplay_lite.understanding import about, is_question

_LIKELY = 0.5
"""`Query.needs` from which a question is one of the world."""
_THE_SAME = 0.95
"""How like a frequent question one must be that does not sound so (「怕黑怎么办」)."""
_MEANING = re.compile("释义|意思|含义")
_ASKS_MEANING = re.compile(
    "意思|含义|解释|什么叫|什么是|是什么|是啥|何意|怎么[讲理]|指什么|意味|介绍|说说|讲讲|什么词|成语|mean"
)
_ASKS = re.compile("吗[？?]?$|什么|啥|哪|谁|多少|几|怎么|为什么|为啥|如何|咋|不(?:[？?]|$)|[？?]$")


def is_asked(query: Query, found: Evidence) -> bool:
    """Of one's own documents everything is; of a pack what the line asks for."""
    if not found.licence:
        return True
    said = query.said or query.text
    asks = is_question(said) or bool(_ASKS.search(said))
    if found.level == "faq":
        if not asks or pattern("feature indefinite").search(said):
            return False
        return query.needs >= _LIKELY or (found.score >= _THE_SAME and about(said) is not About.PERSONA)
    if found.level == "triple" and _MEANING.fullmatch(found.attribute):
        return asks or bool(_ASKS_MEANING.search(said))
    return True
