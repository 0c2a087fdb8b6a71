"""Whether a clause that names nobody may be taken to be about the person, or about whom the clause before was. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from roleplay_lite.memory.extract.mood import Mood
from roleplay_lite.memory.extract.rule import Told
from roleplay_lite.memory.extract.subjects import Subject
from roleplay_lite.memory.item import SELF, Extracted

_UNSAID = frozenset(
    {"allergy", "health", "diet", "workplace", "occupation", "pet", "residence", "zodiac", "sign", "is", "studies"}
    | {"skill", "wakes", "sleeps", "commute", "been_to", "marriage", "school", "major", "grade"}
)
"""What a line that names nobody tells of the person."""
_INTRODUCED = frozenset({"name", "weight", "height", "age", "gender", "blood_type"})
_INTRODUCING = frozenset(
    {"name", "age", "birthday", "zodiac", "sign", "weight", "height", "hometown", "occupation", "gender", "marriage"}
)
"""What stands together where somebody introduces themselves."""
_SIZE = re.compile("胖|瘦|减|秤|体重|个子|个头|身高|矮|高")


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """What the clauses before leave behind."""

    lost: bool
    """True after a clause that could not be read: it may have brought in somebody."""
    before: str
    """The clause before."""
    found: Sequence[Extracted]


def is_sure(told: Told, subject: Subject, mood: Mood, context: Context) -> bool:
    """Whether it is known whom it is about."""
    if told.subject or (subject.who and subject.named):
        return True
    if not subject.who:
        return (not context.lost or told.predicate in ("allergy", "health", "wakes", "sleeps", "commute")) and _unsaid(
            told, mood
        )
    if subject.who != SELF or told.predicate not in _INTRODUCED:
        return True
    if told.predicate == "name":
        return _is_own_name(told, mood, context)
    if told.predicate in ("weight", "height") and _SIZE.search(context.before):
        return True
    if told.predicate == "age" and (not context.lost or re.match("我[是叫姓]", context.before)):
        return True
    own = {one.predicate for one in context.found if one.subject == SELF}
    return bool(own & _INTRODUCING) or "今年" in mood.time


def _is_own_name(told: Told, mood: Mood, context: Context) -> bool:
    """「我开了家花店，叫半夏」 names the shop; 「我姓张，叫张燕」 the person."""
    if told.object.startswith("姓") or mood.now or mood.core.startswith(("改名", "改叫")):
        return True
    known = [one.object for one in context.found if one.subject == SELF and one.predicate == "name"]
    return any(told.object.startswith(one.removeprefix("姓")) for one in known)


def _unsaid(told: Told, mood: Mood) -> bool:
    core = mood.core
    match told.predicate:
        case "family":
            return bool(re.search("[个俩仨]|[两三四五六七八九]", told.object + core))
        case "fears" | "dislikes":
            return told.positive and not told.object.startswith("就") and not core.startswith("是")
        case "age":
            return "今年" in mood.time
        case "hometown":
            return core.startswith(("老家", "家乡"))
        case "name":
            return bool(re.match("身份证|户口本|证件", core))
        case "weight":
            return "减" in core
        case "habit" | "likes":
            return bool(mood.each)
    return told.predicate in _UNSAID and (not core.startswith("是") or mood.past or told.predicate == "studies")
