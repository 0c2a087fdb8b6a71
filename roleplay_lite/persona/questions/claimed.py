"""What `claims` reads in a line, judged, and the fact that decides it. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from roleplay_lite.persona.claims import Claim, Voice, claims
from roleplay_lite.persona.facts import Fact, spoken, told
from roleplay_lite.persona.judge import Verdict, judge
from roleplay_lite.persona.persona import Persona
from roleplay_lite.persona.questions.judging import SINGLE_VALUED, SURE
from roleplay_lite.persona.questions.question import Asked, By
from roleplay_lite.persona.questions.subjects import named
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
    text = re.sub("[，,]?(?:没错吧|对不对|是吧|对吗|是不是|对么)[呀啊]?[？?。]*$", "吧", text)
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
        return _question(claim), _resting(persona, against, "yes")
    if len(sure) > 1 or claim.fact.key not in SINGLE_VALUED:
        return None
    base = tell(persona, _question(claim), today)
    if base.by in ("fact", "derived"):
        return (_question(claim), base) if claim.asks or re.search("[？?]|吧", text) else None
    return (_question(claim), base) if claim.asks else None


def _question(claim: Claim) -> Asked:
    return Asked(owner=claim.fact.owner, key=claim.fact.key)


def _resting(persona: Persona, fact: Fact, by: By) -> Told:
    """The fact told, with those that stand beside it where one alone would say too little."""
    same = [f for f in persona.facts if f.owner == fact.owner and f.key == fact.key and f.polarity == fact.polarity]
    facts = same if fact in same and fact.key not in ("hobby", "food", "skill", "likes", "dislikes") else [fact]
    return Told(clause=told(facts), facts=tuple(facts), by=by, value=spoken(fact))
