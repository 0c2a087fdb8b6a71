"""From a question of a turn to what a provider is asked: only words that are left after redaction."""

from __future__ import annotations

import re

from roleplay_lite.knowledge.cloud.answer import Question
from roleplay_lite.knowledge.cloud.redaction.redactor import Redacted
from roleplay_lite.knowledge.evidence import Query

_ASKING = re.compile(
    r"请问|你知道|知不知道|告诉我|帮我|查一?下|是什么|什么是|什么|是谁|谁是|谁|有?多(?:少|高|长|大|远|深|重|久"
    r"|宽|快)|怎么样|怎样|怎么|为什么|哪(?:个|里|儿|些|年|国|位)?"
    r"|几(?=[个年月天号点])|吗|呢|呀|啊|吧|的"
    r"|\b(?:please|tell me|do you know|what|who|whom|when|where|which|why|how(?: (?:tall|long|many|much|old|far"
    r"|big|high|deep))?|is|are|was|were"
    r"|do|does|did|the|an?|of)\b",
    re.IGNORECASE,
)
_WORD = re.compile(r"\w")
_HAN = re.compile(r"[\u3400-\u9fff]")


def question_of(query: Query, redacted: Redacted, results: int) -> Question | None:
    """None where nothing is left that could be asked."""
    bare = redacted.bare
    if len(_WORD.findall(bare)) < 2:
        return None
    # Terms and entities may be cut out of what was taken away, or come from a private document.
    found = [term for term in dict.fromkeys((*query.entities, *query.terms)) if len(term) > 1 and term in bare]
    keywords = " ".join(term for term in found if not any(term != other and term in other for other in found))
    if not keywords:
        keywords = re.sub(r"[\s，。？！、,.?!]+", " ", _ASKING.sub(" ", bare)).strip()
    return Question(
        text=redacted.text,
        search=bare,
        keywords=keywords or bare,
        results=results,
        fresh=query.fresh,
        english=not _HAN.search(redacted.text),
    )
