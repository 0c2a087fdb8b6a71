"""The questions put to a character: each by itself, after its prefix, so that only the question is read anew."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from roleplay_lite.engines import Cancel, Llm, Sampling
from roleplay_lite.grammar import one_of
from roleplay_lite.persona.interview.items import Choice, Item, Spoken, choices, in_language, items
from roleplay_lite.persona.persona import Persona
from roleplay_lite.persona.prefix import prefix_messages
from roleplay_lite.turn import Message, Prompt

SCALE: dict[Spoken, tuple[str, ...]] = {
    "zh": ("非常不像我", "不太像我", "一般", "比较像我", "非常像我"),
    "en": ("not at all like me", "not much like me", "in between", "somewhat like me", "very much like me"),
}
"""From 0 to 1, evenly."""

_STATEMENT: dict[Spoken, str] = {
    "zh": "有人说：「{item}」这像你吗？用这五个里的一个回答：{scale}。",
    "en": 'Somebody says: "{item}" Is that like you? Answer with one of these: {scale}.',
}
_LONGEST = 64

T = TypeVar("T", Item, Choice)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What was answered to one question."""

    question: Item | Choice
    said: str
    """A word of the scale, or the words of an option."""
    agreed: float = 0.0
    """For a statement: 0 not at all like me, 1 very much like me; as said, before any reversing."""
    letter: str = ""
    """For a choice."""


def questions(each: int = 0) -> tuple[Item | Choice, ...]:
    """All of them, or the first `each` of each factor and axis: as many keyed one way as the other when even."""
    return (*_first(items(), each, [item.factor for item in items()]), *_first(choices(), each, _axes()))


def interview(
    persona: Persona, llm: Llm, asked: Iterable[Item | Choice], cancel: Cancel, language: Spoken = "zh"
) -> Iterator[Answer]:
    """The answers, one by one, in the character's own part; ends early once `cancel` is set. Greedy, so the same model
    answers the same. Raises EngineError."""
    for question in asked:
        ask = _statement if isinstance(question, Item) else _choice
        answer = ask(persona, llm, question, cancel, language)  # type: ignore[arg-type]
        if cancel:
            return
        yield answer


def _statement(persona: Persona, llm: Llm, item: Item, cancel: Cancel, language: Spoken) -> Answer:
    scale = SCALE[language]
    listed = ("、" if language == "zh" else ", ").join(scale)
    text = _STATEMENT[language].format(item=in_language(item, language), scale=listed)
    said = _said(persona, llm, text, scale, cancel)
    return Answer(question=item, said=said, agreed=scale.index(said) / (len(scale) - 1) if said else 0.0)


def _choice(persona: Persona, llm: Llm, choice: Choice, cancel: Cancel, language: Spoken) -> Answer:
    """The options are left unsaid, and the grammar has the character say one of them: small models that are shown two
    take the first."""
    words = [in_language(option, language) for option in choice.options]
    said = _said(persona, llm, in_language(choice, language), words, cancel)
    return Answer(question=choice, said=said, letter=choice.options[words.index(said)].letter if said else "")


def _said(persona: Persona, llm: Llm, text: str, allowed: Sequence[str], cancel: Cancel) -> str:
    """One of the allowed answers; "" only when cancelled."""
    prefix = prefix_messages(persona)
    prompt = Prompt(messages=(*prefix, Message(role="user", content=text)), fixed=len(prefix))
    sampling = Sampling(
        temperature=0.0, repeat_penalty=1.0, dry_multiplier=0.0, max_tokens=_LONGEST, grammar=one_of(allowed)
    )
    said = "".join(llm.generate(prompt, sampling, cancel))
    if cancel:
        return ""
    # A reply that was cut at the limit still says which one it began.
    return next((word for word in allowed if word == said), "") or max(allowed, key=lambda word: _shared(word, said))


def _shared(one: str, other: str) -> int:
    return next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def _first(all_of: Sequence[T], each: int, groups: Sequence[str]) -> list[T]:
    seen: dict[str, int] = defaultdict(int)
    found = []
    for question, group in zip(all_of, groups, strict=True):
        seen[group] += 1
        if not each or seen[group] <= each:
            found.append(question)
    return found


def _axes() -> list[str]:
    return [choice.axis for choice in choices()]
