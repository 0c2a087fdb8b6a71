"""What a reply shows, in numbers: its characters, and its manner (length, clauses, punctuation, little words). Pure."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter

LONGEST = 240
"""Characters that are read. What is spoken is shorter; the rest of anything longer would only cost time."""
RUNS = (1, 2)
"""How many characters stand together in a gram."""

_SPACE = re.compile(r"\s+")
_SPELLING = (
    (re.compile(r"\.{2,}|。{2,}|…+"), "…"),
    (re.compile(r"!+"), "!"),
    (re.compile(r"\?+"), "?"),
    (re.compile(r"[~∼〜]+"), "~"),
    (re.compile("[—–-]{2,}|—"), "—"),
)
_MARKS = ",。!?…、:;—“”~"
_ENDS = "。!?…~"
_WORDS = "我你他她们啊吧呢吗嘛呀哦哈嘿哎唉嗯喂了的不没别都也就才还又再很太真好"
_CLAUSE = re.compile(r"[,。!?…、:;—~ ]+")


def plain(text: str) -> str:
    """The first `LONGEST` characters in one spelling: half-width marks, small letters, runs of marks as one."""
    # A character may grow to many (U+FDFA gives 18): cut before and after.
    text = unicodedata.normalize("NFKC", _encodable(text[:LONGEST])).casefold()
    for pattern, one in _SPELLING:
        text = pattern.sub(one, text)
    return _SPACE.sub(" ", text).strip()[:LONGEST]


def grams(plain_text: str) -> Counter[str]:
    """Each run of one or two characters of a `plain` text, with how often it is there."""
    return Counter(
        plain_text[start : start + length] for length in RUNS for start in range(len(plain_text) - length + 1)
    )


def manner(plain_text: str) -> list[float]:
    """How a `plain` text is said, whatever it is about: always as many numbers, each around 0 to 3."""
    clauses = [clause for clause in _CLAUSE.split(plain_text) if clause]
    lengths = [len(clause) for clause in clauses] or [0]
    marks = [plain_text.count(mark) for mark in _MARKS]
    return [
        len(plain_text) / 30,
        5 * sum(marks) / max(len(plain_text), 1),
        *(float(min(count, 3)) for count in marks),
        *(float(plain_text.endswith(mark)) for mark in _ENDS),
        *(float(min(plain_text.count(word), 2)) for word in _WORDS),
        len(clauses) / 4,
        sum(lengths) / len(lengths) / 8,
        max(lengths) / 12,
    ]


def _encodable(text: str) -> str:
    """Without halves of a surrogate pair, which no engine takes."""
    return text.encode("utf-8", "replace").decode("utf-8")
