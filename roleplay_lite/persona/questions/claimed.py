"""What `claims` reads in a line, judged, and the fact that decides it. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from roleplay_lite.persona.claims import Claim, Voice, claims
from roleplay_lite.persona.facts import Fact, spoken, told
from roleplay_lite.persona.judge import Verdict, judge
from roleplay_lite.persona.persona import Persona
from roleplay_lite.persona.questions.judging import SINGLE_VALUED, SURE, says_more
from roleplay_lite.persona.questions.question import Asked, By
from roleplay_lite.persona.questions.subjects import named, names_one
from roleplay_lite.persona.questions.telling import tell
from roleplay_lite.persona.questions.told import Told


def weigh_claims(
    persona: Persona, text: str, topic: str, today: date, statements: Sequence[Fact]
) -> tuple[Asked, Told] | None:
    """The answer to what `claims` reads in the line; None when there is nothing to say about it."""
    if re.match(
        r"(?i)(?:so |but )?(?:are|is|do|does|have|has|did|was|were|aren't|isn't|don't)\b", text.strip()
    ) and not text.rstrip().endswith("?"):
        text = f"{text.rstrip(' .')}?"
    if re.search("我|要是|如果|假如|不就(?!是)", re.sub("听?我(?:听)?(?:说|以为|记得|听人说|猜)|告诉我", "", text)):
        return None
    if not topic and not re.search("[吗吧呢?？]", text) and not (named(persona, text) or re.match("[a-zA-Z]", text)):
        return None
    text = re.sub(
        "[，,]?(?:没错吧|对不对|是吧|对吗|是不是|对么|我?没(?:记|说|猜|听|看|搞)错吧?)[呀啊]?[？?。]*$", "吧", text
    )
    read = [c for c in claims(text, persona, Voice.PERSON, topic=topic) if c.rule != "mention"]
    sure = [claim for claim in read if claim.confidence >= SURE]
    if not sure or len(sure) > 3:
        return None
    judged = [(claim, judge(claim.fact, persona, today, statements)) for claim in sure]
    found = [(c, j.verdict, j.against, j.confidence) for c, j in judged]
    wrong = next(((c, against) for c, v, against, how in found if v is Verdict.FALSE and against and how >= SURE), None)
    if wrong:
        return _question(wrong[0]), _resting(persona, wrong[1], "no")
    if re.search("为什么|怎么|为何|凭什么|why|how come", text):
        return None
    claim, _, against, _ = found[0]
    if against and all(verdict is Verdict.TRUE for _, verdict, _, _ in found):
        more = any(says_more(c.fact.key, c.fact.value, a.value) for c, _, a, _ in found if a and a.key == c.fact.key)
        return _question(claim), _resting(persona, against, "fact" if more and claim.fact.polarity == "yes" else "yes")
    if len(sure) > 1 or claim.fact.key not in SINGLE_VALUED:
        return None
    base = tell(persona, _question(claim), today)
    if base.by in ("fact", "derived"):
        return (_question(claim), base) if claim.asks or re.search("[？?]|吧", text) else None
    return (_question(claim), base) if claim.asks else None


def weigh_premises(
    persona: Persona, text: str, topic: str, today: date, statements: Sequence[Fact]
) -> tuple[Asked, Told] | None:
    """What is so instead of what the line takes for granted of somebody whom it names, whatever else it says (「我跟人打赌说
    你住在昆明」, 「为什么你养了金鱼呀」); None when it takes nothing wrong for granted."""
    if _PLAYS.search(text) or _TURNED.search(text):
        return None
    known_values = {fact.value for fact in persona.facts}
    for claim in claims(text, persona, Voice.PERSON, topic=topic):
        least = _LEAST.get(claim.rule, 0.6 if claim.fact.value in known_values else SURE)
        if claim.asks or claim.rule == "mention" or claim.confidence < least or not names_one(persona, claim.clause):
            continue
        if re.search("[我咱俺]", claim.clause.rpartition(claim.fact.value)[2]):
            # 「你结婚我结婚」 puts nothing to anybody.
            continue
        judged = judge(claim.fact, persona, today, statements)
        base = tell(persona, _question(claim), today)
        if judged.verdict is Verdict.FALSE and judged.against and judged.confidence >= _FALSE_FROM:
            if claim.rule == "fears" and judged.against.value != claim.fact.value:
                # Who is fond of the tide may fear water all the same.
                continue
            if judged.inferred and claim.fact.key == "workplace" and base.by == "derived":
                # A trade tells the kind of place, not that it is no other.
                return _question(claim), base
            if judged.against.key != claim.fact.key in _TOLD_INSTEAD and base.by == "fact":
                return _question(claim), replace(base, by="no")
            return _question(claim), _resting(persona, judged.against, "no")
        open_ = judged.verdict is Verdict.UNKNOWN and claim.fact.key in _TOLD_INSTEAD and claim.fact.polarity == "yes"
        if open_ and base.by in ("fact", "derived") and claim.fact.value not in base.clause:
            return _question(claim), base if claim.fact.key in _WITHIN else replace(base, by="no")
    return None


_PLAYS = re.compile(
    "要是|如果|将来|以后|假如|假设|假装|扮演|演一?个|游戏|故事|不就(?!是)|翻译|造句|英语|英文|怎么[说写念]|梦见|希望|祝|我(?!怎么(?:听|记|看|觉))[^你您，。]{0,6}(?:什么|啥|谁|哪|几|多[大少高]|怎么)|"
    r"\b(?:if|imagine|pretend|suppose|wish|story|translate)\b",
    re.IGNORECASE,
)
# 「你结婚我结婚」.
_TURNED = re.compile(r"你(.{1,6}?)[，, ]?我(?:也)?\1")
_FALSE_FROM = 0.6
"""Confidence from which what is taken for granted is put right. A wrong doubt costs little here: the fact is told."""
_LEAST = {"from": 0.55}
_TOLD_INSTEAD = frozenset((
    "dream", "works", "pet", "occupation", "dialect", "school", "workplace", "residence", "hometown", "major", "birthday", "height", "weight", "era", "sign",
))  # fmt: skip
"""Keys of which one value that cannot be judged is answered with the one that is known."""
_WITHIN = frozenset(("residence", "hometown"))
"""Keys of which two values may both be so, the one within the other."""


def _question(claim: Claim) -> Asked:
    return Asked(owner=claim.fact.owner, key=claim.fact.key)


def _resting(persona: Persona, fact: Fact, by: By) -> Told:
    """The fact told, with those that stand beside it where one alone would say too little."""
    same = [f for f in persona.facts if f.owner == fact.owner and f.key == fact.key and f.polarity == fact.polarity]
    facts = same if fact in same and fact.key not in ("hobby", "food", "skill", "likes", "dislikes") else [fact]
    return Told(clause=told(facts), facts=tuple(facts), by=by, value=spoken(fact))
