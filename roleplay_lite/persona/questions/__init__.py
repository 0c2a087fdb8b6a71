"""Questions about the persona that facts answer: whom they ask about, which key, and what is said. Pure; no model.

A question is taken only when nothing but its subject, one of the ways to ask for a key, and particles is in it, so that
「你觉得这份工作怎么样」 is not taken for a question about the persona's own job.

    wording -> subjects, patterns, english -> reading (what is asked) -> telling (what facts say) -> answering
"""

from __future__ import annotations

from roleplay_lite.persona.questions.answering import answer, asked, respond
from roleplay_lite.persona.questions.question import Asked, Response

__all__ = ["Asked", "Response", "answer", "asked", "respond"]
