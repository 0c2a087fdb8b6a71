"""What to search for: the names, the rarest words, and the day where the question is of now."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from roleplay_lite.knowledge.query.names import Names
from roleplay_lite.knowledge.query.reading import plain
from roleplay_lite.memory.index.terms import asked_terms

MOST = 8

_NOW = (
    (re.compile("今[天日晚]|today|tonight", re.IGNORECASE), "{0.year}年{0.month}月{0.day}日"),
    (
        re.compile("最新|最近|近期|今年|本届|现任|目前|当前|如今|latest|current|this year|news|新闻", re.IGNORECASE),
        "{0.year}年",
    ),
)
_CUT = re.compile(
    "[^\\w\u3400-\u9fff]+|什么时候|为什么|是什么|什么|怎么样?|哪[里儿个些年天]?|多少|谁|[吗呢吧啊呀的了是在有和与]|一下|请问|知道|告诉|介绍"
)


def search_terms(text: str, about: Sequence[str], subject: str, names: Names, *, today: date) -> tuple[str, ...]:
    """Names first, then words, the rarest first; last what makes it of now."""
    line = plain(text)
    for name in about:
        line = line.replace(plain(name), " ")
    words = dict.fromkeys(_words(line))
    if subject and not about:
        words = dict.fromkeys([plain(subject), *words])
    rare = names.rarity(tuple(words)) if len(words) > 1 else dict.fromkeys(words, 0)
    found = [*about, *sorted(words, key=lambda word: rare[word])]
    now = [form.format(today) for pattern, form in _NOW if pattern.search(text)]
    return tuple(dict.fromkeys(found))[: MOST - len(now[:1])] + tuple(now[:1])


def _words(line: str) -> list[str]:
    """Words where a cutter is there, else what stands between the words that only ask."""
    known = [word for word in asked_terms(line).words if len(word) > 1 or word.isdigit()]
    if any(word > "\u3400" for word in known):
        return known
    return known + [part for part in _CUT.split(line) if 1 < len(part) <= 8 and part > "\u3400"]
