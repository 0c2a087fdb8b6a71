"""Values that hold: the stance a line asks for, from whichever side it asks. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from roleplay_lite.persona.persona import Persona, Value

_ASKS = re.compile(
    r"你(?:怎么|咋)(?:看|想|说)|怎么看(?:待)?|你(?:觉得|认为|说|以为|相信|信|支持|赞成|反对|同意)|你不(?:觉得|认为|同意)|你还(?:觉得|认为)|难道|"
    r"(?:是不是|对不对|对吧|是吧|不是吗|应不应该|该不该|值不值|重不重要|好不好|有没有用|有必要吗|重要吗|有用吗|值得吗|才(?:对|好|行)吧)|"
    r"看法|态度|立场|what do you think|do you (?:think|believe|agree)|don't you (?:think|agree)|isn't it",
    re.IGNORECASE,
)
_AGAIN = ("还是那句话，{stance}", "再问我也这么说，{stance}", "我没变过，{stance}")


def touched(persona: Persona, text: str) -> Value | None:
    """The value whose topic the line is about, by the topic itself or the words that bring it up; the one with more of
    them where there are several."""
    low = text.lower()
    best, weight = None, 0
    for value in persona.values:
        hits = sum(len(word) for word in {value.topic, *value.words} if word.lower() in low)
        if hits > weight:
            best, weight = value, hits
    return best


def stance(persona: Persona, text: str, before: Sequence[tuple[str, str]]) -> str:
    """The persona's own words on what the line asks its opinion of, or "". Asked again, also the other way round, it
    says the same, and that it does."""
    if not _ASKS.search(text) or not (value := touched(persona, text)):
        return ""
    times = sum(value.stance in reply for _, reply in before)
    return value.stance if not times else _AGAIN[(times - 1) % len(_AGAIN)].format(stance=value.stance)
