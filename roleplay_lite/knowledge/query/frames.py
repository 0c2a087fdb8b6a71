"""A question without what people put around it, and what it is about by its form alone. Pure."""

from __future__ import annotations

from roleplay_lite.knowledge.query.common import COMMON
from roleplay_lite.knowledge.query.patterns import pattern, patterns


def unframed(text: str) -> str:
    """The question alone: 「那请问你知道故宫在哪吗」 is 「故宫在哪」. A line that is only a frame is left as it is."""
    line = pattern("corrects").sub("", text.strip())
    line = pattern("english frame").sub("", pattern("frame").sub("", line, count=1))
    line = pattern("soft front").sub("", line)
    line = pattern("tail").sub("", line).strip(" ，,。、")
    return line or text.strip()


def corrects(text: str) -> bool:
    """Whether it begins with 「不是，我问的是…」."""
    return bool(pattern("corrects").match(text.strip()))


def subject_of(text: str) -> str:
    """What a question is about by its form alone, or nothing: 量子纠缠 of 「量子纠缠是什么」."""
    line = unframed(text)
    for form in patterns("subject"):
        if (found := form.search(line)) and _is_subject(subject := found["x"].strip(" ，,的")):
            return subject
    return ""


def word_asked(text: str) -> str:
    """The word whose meaning, sound or use is asked for, or nothing."""
    found = pattern("word").search(unframed(text))
    groups = found.groups() if found else ()
    word = next((part for part in groups if part), "").strip('的是“”「」" ')
    return "" if pattern("no word").search(word) else word


def _is_subject(text: str) -> bool:
    if len(text) < 2 or text in COMMON:
        return False
    return not pattern("pointing").match(text) and not pattern("filler").match(text)
