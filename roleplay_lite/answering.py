"""Who answers a line: danger first, then what may not be said, the operator, frequent questions, skills, memory, the
persona's own facts, packs and the cloud, and where nothing is known the honest word. The model has what is left."""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from roleplay_lite.faculties import Faculties
from roleplay_lite.memory.people import GUEST
from roleplay_lite.persona.persona import Persona
from roleplay_lite.persona.recall import written_answer
from roleplay_lite.turn import Found, Recalled, Understanding
from roleplay_lite.understanding import understand_text

if TYPE_CHECKING:
    from roleplay_lite.knowledge.evidence import Looked, Query
    from roleplay_lite.skills.skill import Match

NEEDS = 0.5
"""From here on a question is looked up."""
OWNS_UP = 0.85
"""From here on a question to which nothing is known is owned up to; of a doubtful one the model makes small talk."""
_FRESH = 0.6
"""The same where only who is up to date could know."""
NOTED = 3
"""So many pieces of evidence the model is given; a small one is lost in more."""


def judged(plain: Understanding, before: Sequence[tuple[str, str]], faculties: Faculties) -> Understanding:
    """The line with what guard, rules, skills and knowledge take it for."""
    guard, rules, knowledge = faculties.guard, faculties.rules, faculties.knowledge
    if guard and (
        risk := faculties.trying(
            "guard", lambda: guard.read(plain.text, before, language=plain.language, persona=faculties.persona), None
        )
    ):
        plain = replace(plain, risk=risk)
        if risk.action == "refuse":
            return plain
    wants = _wanted(plain, before, faculties)
    if rules:
        ruling = faculties.trying(
            "rules",
            lambda: rules.ruling(
                plain.text,
                persona=faculties.persona,
                person=faculties.person,
                language=plain.language,
                now=faculties.now(),
                intent=lambda: wants.intent if wants else "",
                before=before,
                name="" if faculties.person in ("owner", GUEST) else faculties.person,
            ),
            None,
        )
        if ruling and ruling.fired:
            plain = replace(plain, ruling=ruling)
            if ruling.text:
                plain = _reformed(plain, ruling.text)
                wants = _wanted(plain, before, faculties)
    query = None
    if knowledge:
        query = faculties.trying(
            "knowledge",
            lambda: knowledge.query(plain.text, before, language=plain.language, today=faculties.now().date()),
            None,
        )
    return replace(plain, wants=wants, query=query)


def _wanted(plain: Understanding, before: Sequence[tuple[str, str]], faculties: Faculties) -> Match | None:
    skills = faculties.skills
    if not skills:
        return None
    return faculties.trying(
        "skills",
        lambda: skills.match(plain.text, language=plain.language, before=before, names=faculties.called),
        None,
    )


def _reformed(plain: Understanding, text: str) -> Understanding:
    """The line read as the operator would have it; what was heard stays what was heard."""
    new = understand_text(replace(plain.utterance, text=text))
    return replace(new, utterance=plain.utterance, risk=plain.risk, ruling=plain.ruling)


def answered(recalled: Recalled, persona: Persona, faculties: Faculties) -> Recalled:
    """The same, with the reply where no model is needed for it, else with what the model is to know."""
    for answerer in _ANSWERERS:
        recalled = answerer(recalled, persona, faculties)
        if recalled.answer or recalled.brief:
            return recalled
    return recalled


def _endangered(recalled: Recalled, persona: Persona, faculties: Faculties) -> Recalled:
    mind = faculties.mind
    return mind.recalled(recalled) if mind and mind.feeling.crisis else recalled


def _guarded(recalled: Recalled, persona: Persona, faculties: Faculties) -> Recalled:
    guard, risk = faculties.guard, recalled.understanding.risk
    if not guard or not risk:
        return recalled
    language = _language(recalled, persona)
    if risk.action == "steer":
        return _noting(recalled, guard.steer(risk, language), "safety")
    text = guard.refusal(
        risk,
        persona,
        language=language,
        seed=_seed(recalled),
        recent=recalled.recent,
        text=recalled.understanding.text,
        hotline=faculties.hotline,
    )
    return replace(recalled, answer=text, answer_by="refusal", found=())


def _ruled(recalled: Recalled, persona: Persona, faculties: Faculties) -> Recalled:
    ruling = recalled.understanding.ruling
    if not ruling:
        return recalled
    if ruling.hold:
        lines = persona.lines.deflect
        return replace(recalled, answer=lines[_seed(recalled) % len(lines)], answer_by="rule", found=())
    if ruling.answer:
        return replace(recalled, answer=ruling.answer, answer_by="rule", found=())
    for steer in ruling.steers:
        recalled = _noting(recalled, steer, "rule:steer")
    for pin in ruling.pins:
        recalled = _noting(recalled, pin, "rule:pin")
    return recalled


def _frequent(recalled: Recalled, persona: Persona, faculties: Faculties) -> Recalled:
    knowledge, query = faculties.knowledge, recalled.understanding.query
    if not knowledge or not query or recalled.understanding.order:
        return recalled
    looked = faculties.trying("knowledge", lambda: knowledge.faq(query), None)
    if not looked or not looked.answer:
        return recalled
    # A pack's questions are general; who tells of themselves (「我感冒了」) asks none of them.
    of_pack = any(one.licence for one in looked.evidence)
    return recalled if of_pack and not recalled.understanding.is_question else _told(recalled, looked, "faq")


def _skilled(recalled: Recalled, persona: Persona, faculties: Faculties) -> Recalled:
    skills, understanding = faculties.skills, recalled.understanding
    match = understanding.wants
    if understanding.ruling and (intent := understanding.ruling.invoke):
        match = _invoked(intent, match)
    if not skills or not match or understanding.order:
        return recalled
    done = faculties.trying(
        "skills",
        lambda: skills.do(
            match,
            persona=persona,
            person=faculties.person,
            now=faculties.now(),
            before=recalled.before,
            english=_language(recalled, persona) == "en",
            seed=_seed(recalled),
        ),
        None,
    )
    if not done or not (done.text or done.brief or done.effects):
        return recalled
    return replace(
        recalled,
        done=done,
        answer=done.text,
        # What it cannot do it owns up to, and that is nothing done.
        answer_by="unable" if done.why == "unable" else "skill",
        brief="" if done.text else done.brief,
        sentences=done.sentences,
        why=done.why,
        found=(),
    )


def _invoked(intent: str, match: Match | None) -> Match:
    """An operator's wish: as the line was matched, where it was to that, else with nothing filled in."""
    from roleplay_lite.skills.skill import Match

    if match and match.intent == intent:
        return match
    return Match(skill=intent.partition(".")[0], intent=intent, confidence=1.0)


def _explained(recalled: Recalled, persona: Persona, faculties: Faculties) -> Recalled:
    """Where the last reply was from, where it was looked up."""
    knowledge, understanding = faculties.knowledge, recalled.understanding
    if not knowledge or not recalled.grounds:
        return recalled
    from roleplay_lite.knowledge.sources import asks_source

    if not asks_source(understanding.text) and not (understanding.order and understanding.order.kind == "why"):
        return recalled
    text = knowledge.why(recalled.grounds, seed=_seed(recalled), language=_language(recalled, persona))
    return (
        replace(recalled, answer=text, answer_by="knowledge", evidence=recalled.grounds, found=()) if text else recalled
    )


def _minded(recalled: Recalled, persona: Persona, faculties: Faculties) -> Recalled:
    mind = faculties.mind
    if not mind:
        return recalled
    minded = mind.recalled(recalled)
    if mind.brought.untold or (minded.answer and minded.answer_by == "feeling"):
        # What nobody told may stand in a book, and a question with 「金牌」 in it is no joy. What is asked of the
        # person's own is never the world's.
        looked = _looked_up(recalled, persona, faculties)
        known = looked.answer_by == "knowledge" or not _OWN.search(recalled.understanding.text)
        return looked if looked.answer and known else minded
    return minded


_OWN = re.compile("[我咱俺]|\\b(?:I|my|mine|our)\\b")


def _own(recalled: Recalled, persona: Persona, faculties: Faculties) -> Recalled:
    return written_answer(persona, recalled)


def _looked_up(recalled: Recalled, persona: Persona, faculties: Faculties) -> Recalled:
    """What packs and cloud say to a question of the world; nothing known is owned up to."""
    knowledge, query = faculties.knowledge, recalled.understanding.query
    if not knowledge or not query or query.needs < NEEDS:
        return recalled
    looked = faculties.trying(
        "knowledge", lambda: knowledge.look(query, persona=persona, seed=_seed(recalled), cancel=faculties.cancel), None
    )
    if looked is None:
        return recalled
    if looked.answer:
        return _told(recalled, looked, "knowledge")
    if looked.evidence:
        notes = tuple(
            Found(text=one.text, source=f"knowledge:{one.id}", score=one.score) for one in looked.evidence[:NOTED]
        )
        evidence = looked.evidence[:NOTED]
        return replace(recalled, found=(*notes, *recalled.found), evidence=evidence, why=looked.why)
    if not _plainly_asked(recalled.understanding, query):
        return recalled
    if any(found.source.startswith("memory:") for found in recalled.found):
        # It is about somebody whom the person told of.
        return recalled
    text = knowledge.unsure(
        query, persona, seed=_seed(recalled), language=_language(recalled, persona), recent=recalled.recent
    )
    return replace(recalled, answer=text, answer_by="unsure", found=(), opening="", why=looked.why)


_NEWS = re.compile(
    "天气|下雨|下雪|刮风|气温|多少度|几度|新闻|热搜|汇率|股价|油价|\\b(?:weather|news)\\b", re.IGNORECASE
)
_GREETS = re.compile(
    "^(?:你)?(?:最近|近来|今天)?(?:怎么样|好吗|还好吗|如何|咋样|忙(?:什么|啥|不忙|吗).*)[呀啊呢?？。]*$"
)


def _plainly_asked(understanding: Understanding, query: Query) -> bool:
    """Whether it is a question of fact that somebody could answer, and no talk that only sounds like one."""
    if not understanding.is_question or _GREETS.search(understanding.text):
        return False
    return query.needs >= (_FRESH if query.fresh else OWNS_UP) or bool(query.fresh and _NEWS.search(understanding.text))


_ANSWERERS: Sequence[Callable[[Recalled, Persona, Faculties], Recalled]] = (
    _endangered, _guarded, _ruled, _explained, _frequent, _skilled, _minded, _own, _looked_up,
)  # fmt: skip


def _told(recalled: Recalled, looked: Looked, by: str) -> Recalled:
    return replace(recalled, answer=looked.answer, answer_by=by, evidence=looked.evidence, found=(), why=looked.why)


def _noting(recalled: Recalled, text: str, source: str) -> Recalled:
    return replace(recalled, found=(Found(text=text, source=source), *recalled.found)) if text else recalled


def _language(recalled: Recalled, persona: Persona) -> str:
    return "en" if recalled.understanding.language == "en" and "en" in persona.languages else "zh"


def _seed(recalled: Recalled) -> int:
    """Of the words and the place in the conversation, so that a replay chooses alike."""
    return zlib.crc32(recalled.understanding.text.encode()) + len(recalled.before)
