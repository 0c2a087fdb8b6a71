"""Questions about the persona that facts answer: whom they ask about, which key, and what is said. Pure; no model.

A question is taken only when nothing but its subject, one of the ways to ask for a key, and particles is in it, so that
「你觉得这份工作怎么样」 is not taken for a question about the persona's own job. The steps, in the order in which
`answering.respond` tries them:

    dialects, asides       dialect words in standard Mandarin; what is said beside the question left out
    wording                the line in plain words: synonyms, lead-ins, fillers, slips of a recogniser
    subjects, relations    whom it names
    reading, patterns      an open question (「你老家在哪」), and what it means after the line before (follow_up)
    polar, slots, judging  what is asked or supposed to be so (「你养狗吗」)
    claimed                what is taken for granted and is not so (「我跟人打赌说你住在昆明」), and the same by the rules of `persona.claims`
    cues                   an open question in words of its own
    learnt, asking         what no rule reads, by what was learnt of such lines
    telling, people        what the facts say; in_english, where it was asked in English
"""

from __future__ import annotations

from roleplay_lite.persona.questions.answering import LEARNT, answer, asked, respond, respond_by_rules
from roleplay_lite.persona.questions.question import Asked, Response

__all__ = ["LEARNT", "Asked", "Response", "answer", "asked", "respond", "respond_by_rules"]
