"""Since when something is so, and how much of something there is. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from roleplay_lite.persona.persona import Persona
from roleplay_lite.persona.questions.question import Asked, Reading


def amount(persona: Persona, owners: Sequence[str], rest: str) -> Reading | None:
    """「你的画册有几本」: how much there is of something that one fact names with a number."""
    if len(owners) != 1 or len(rest) > 12 or not re.search("多少|几", rest) or "我" in rest:
        return None
    numbered = [
        f
        for f in persona.facts
        if f.owner == owners[0]
        and f.key in ("works", "skill", "hobby")
        and re.search("[0-9一二三四五六七八九十百千万]", f.value)
    ]
    keys = {f.key for f in numbered if any(f.value[i : i + 2] in rest for i in range(len(f.value) - 1))}
    return Reading(asked=(Asked(owner=owners[0], key=keys.pop()),), rule="value") if len(keys) == 1 else None


_SINCE = re.compile(
    "(?:从)?(?:什么时候|哪年|哪天|哪月|几几年|几年前|多久前).{0,8}|.{0,8}(?:多久|几年|多少年|多长时间)(?:了)?|.{0,8}(?:什么时候|哪年)(?:起|开始|搬|来|的事|上).{0,6}"
)


_SINCE_KEYS = (
    ("residence", re.compile("搬|住|待|呆|在[^，]{1,4}(?:几|多)|(?<![回再起])来(?!电)|去|上的?山|定居|到这|离开")), ("hobby", re.compile("戒")), ("occupation", re.compile("不|灭|停|干|做|上班|工作|入行|熄|暗|当")),
    ("residence", re.compile("走")), ("marriage", re.compile("结|嫁|娶|办")),
)  # fmt: skip


def since(persona: Persona, owners: Sequence[str], rest: str) -> Reading | None:
    """「哪年搬走的」, 「什么时候戒的烟」, where a fact has its date."""
    if len(owners) != 1 or len(rest) > 16 or re.search("我|的什么时候|那个", rest) or not _SINCE.fullmatch(rest):
        return None
    dated = {fact.key for fact in persona.facts if fact.owner == owners[0] and fact.since}
    key = next((key for key, cue in _SINCE_KEYS if key in dated and cue.search(rest)), "")
    return Reading(asked=(Asked(owner=owners[0], key=key, detail="since"),), rule="since") if key else None
