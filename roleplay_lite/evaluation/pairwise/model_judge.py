"""A language model's opinion of pairs, in closed form: which of two, asked in both orders. A second opinion only.

A small model leans to the reply that it is shown first, or last. So each pair is asked twice: where both orders agree,
that is its verdict; where they do not, it had no preference, and how much it leans is reported.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from roleplay_lite.engines import Cancel, Llm, Sampling
from roleplay_lite.evaluation.pairwise.blind import BlindPair
from roleplay_lite.evaluation.pairwise.judgements import Verdict
from roleplay_lite.grammar import one_of
from roleplay_lite.turn import Message, Prompt

CHOICES = ("甲", "乙")
_SYSTEM = (
    "你给角色扮演当评委。看角色的介绍和对方的话，比较甲和乙两个回答：哪个更像这个角色、更接得上话、更让人想聊下去。"
    "只看内容，不看先后和长短。"
)
_QUESTION = "甲和乙，哪个更好？只答一个字。"
_SAMPLING = Sampling(temperature=0.0, repeat_penalty=1.0, dry_multiplier=0.0, max_tokens=4, grammar=one_of(CHOICES))
_CUT = (2000, 400, 160, 60)
"""Characters left of each text, tried in turn where a prompt does not fit the model's window."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Opinion:
    """What the model made of one pair."""

    pair: str
    verdict: Verdict
    seconds: float
    first: float | None
    """How much of its choices fell on the reply shown first: 0.5 where both orders agree, 1 or 0 where it leans; None
    where it chose nothing."""


def opinions(pairs: Iterable[BlindPair], llm: Llm, cancel: Cancel) -> Iterator[Opinion]:
    """One for each pair; ends early once `cancel` is set. Greedy, so the same model says the same again. Raises
    EngineError."""
    for pair in pairs:
        began = time.monotonic()
        forth = _choice(pair, pair.left, pair.right, llm, cancel)
        back = _choice(pair, pair.right, pair.left, llm, cancel)
        if cancel:
            return
        shown_first = [chosen == CHOICES[0] for chosen in (forth, back) if chosen]
        yield Opinion(
            pair=pair.id,
            verdict=_verdict(forth, back),
            seconds=time.monotonic() - began,
            first=sum(shown_first) / len(shown_first) if shown_first else None,
        )


def _verdict(forth: str, back: str) -> Verdict:
    return {("甲", "乙"): Verdict.LEFT, ("乙", "甲"): Verdict.RIGHT}.get((forth, back), Verdict.TIE)


def _choice(pair: BlindPair, one: Sequence[str], other: Sequence[str], llm: Llm, cancel: Cancel) -> str:
    """One of CHOICES, or "" when the model chose neither."""
    if cancel:
        return ""
    said = "".join(llm.generate(_fitting(pair, one, other, llm), _SAMPLING, cancel))
    return next((choice for choice in CHOICES if choice in said), "")


def _fitting(pair: BlindPair, one: Sequence[str], other: Sequence[str], llm: Llm) -> Prompt:
    """The prompt, with as much of a long conversation's end as the window holds."""
    room = llm.abilities.context_tokens - _SAMPLING.max_tokens - 1
    prompt = _prompt(pair, one, other, last=len(pair.said), cut=_CUT[0])
    for cut in _CUT:
        for last in range(len(pair.said), 0, -1):
            prompt = _prompt(pair, one, other, last=last, cut=cut)
            if llm.count(prompt) <= room:
                return prompt
    return prompt


def _prompt(pair: BlindPair, one: Sequence[str], other: Sequence[str], *, last: int, cut: int) -> Prompt:
    parts = []
    if pair.who.name:
        parts.append(f"角色：{_flat(pair.who.name, cut)}。{_flat(pair.who.summary, cut)}")
    if pair.who.wanted:
        parts.append(f"要求：{_flat(pair.who.wanted, cut)}")
    if len(pair.said) == 1:
        parts.append(f"对方：{_flat(pair.said[0], cut)}")
        parts += [f"{choice}：{_flat(texts[0], cut)}" for choice, texts in zip(CHOICES, (one, other), strict=True)]
    else:
        for choice, texts in zip(CHOICES, (one, other), strict=True):
            parts.append(f"{choice}的对话：")
            for line, reply in zip(pair.said[-last:], texts[-last:], strict=True):
                parts += [f"对方：{_flat(line, cut)}", f"{choice}：{_flat(reply, cut)}"]
    user = "\n".join([*parts, _QUESTION])
    return Prompt(messages=(Message(role="system", content=_SYSTEM), Message(role="user", content=user)), fixed=1)


def _flat(text: str, cut: int) -> str:
    """On one line, so that no reply speaks for the other."""
    words = " ".join(text.split()) or "（没有回答）"
    return words if len(words) <= cut else words[: cut - 1] + "…"
