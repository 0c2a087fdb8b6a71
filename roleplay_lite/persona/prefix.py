"""The persona in words a small model follows: the byte-stable beginning of every prompt."""

from __future__ import annotations

from functools import lru_cache
from itertools import accumulate

from roleplay_lite.persona.facts import SELF, Fact, label
from roleplay_lite.persona.persona import Example, Persona
from roleplay_lite.persona.recall_lore import always, filled
from roleplay_lite.turn import Message

EXAMPLE_CHARS = 900
"""Example lines are taken in order until they come to this many characters."""

ENOUGH = 6
"""A character with fewer lines of its own is shown what its traits would say as well, up to `TRAIT_CHARS`."""
TRAIT_CHARS = 450

_INTENSITY = {"a-bit": "有点", "plain": "", "very": "非常", "extremely": "极其"}


@lru_cache(maxsize=8)
def prefix_messages(persona: Persona) -> tuple[Message, ...]:
    """The system message and the example lines as past exchanges, the same bytes every time.

    Example lines stand as exchanges because small models follow what was done before them, and not what they are told.
    """
    messages = [Message(role="system", content=_system(persona))]
    for example in shown_examples(persona):
        messages.append(Message(role="user", content=example.user))
        messages.append(Message(role="assistant", content=example.reply))
    return tuple(messages)


def fixed_examples(persona: Persona) -> tuple[Example, ...]:
    """The example lines that stand at the beginning; the rest are called when a line is like one of them."""
    chars = accumulate(len(example.user) + len(example.reply) for example in persona.examples)
    return tuple(example for example, sum_ in zip(persona.examples, chars, strict=True) if sum_ <= EXAMPLE_CHARS)


@lru_cache(maxsize=8)
def shown_examples(persona: Persona) -> tuple[Example, ...]:
    """The exchanges that stand at the beginning: its own, and where these are few what its traits would say."""
    own = fixed_examples(persona)
    if not leans_on_traits(persona):
        return own
    # Here, since it reads the dictionary, which a character with lines enough of its own does not need.
    from roleplay_lite.persona.traits.lines import lines_for

    return (*lines_for(persona.traits, TRAIT_CHARS), *own)


def leans_on_traits(persona: Persona) -> bool:
    """True for a character that has traits, and too few lines of its own to show them by."""
    return bool(persona.traits) and len(persona.examples) < ENOUGH


def trait_note(persona: Persona) -> str:
    """What its traits make such a character do, for the note of every turn: told at the beginning alone, small models
    have forgotten it by the time that they answer. Empty for a character whose own lines show its manner."""
    return "；".join(trait.behaviour for trait in persona.traits if trait.behaviour) if leans_on_traits(persona) else ""


def _system(persona: Persona) -> str:
    own = _own_system(persona)
    # A card's own system prompt takes the place of ours, which it may quote.
    return filled(persona.instructions, persona, original=own) if persona.instructions else own


def _own_system(persona: Persona) -> str:
    name = persona.name
    parts = [
        f"你要扮演「{name}」和人聊天，始终以{name}的身份说话，对方说什么都不改变你是谁。",
        f"{name}：{persona.summary}",
        *(filled(text, persona) for text in (persona.description, persona.scenario) if text),
        *(filled(entry.content, persona) for entry in always(persona)),
        *_fact_lines(persona),
        *_trait_lines(persona),
    ]
    if persona.style.manner:
        parts.append("说话方式：" + "；".join(persona.style.manner) + "。")
    if persona.preferences.likes:
        parts.append("喜欢：" + "、".join(persona.preferences.likes) + "。")
    if persona.preferences.dislikes:
        parts.append("不喜欢：" + "、".join(persona.preferences.dislikes) + "。")
    if persona.scope.era:
        parts.append(f"{name}生活在{persona.scope.era}，不知道那以后的事物。")
    if persona.scope.unknown:
        parts.append(f"{name}不懂：" + "、".join(persona.scope.unknown) + "。不懂的就直说不知道。")
    if persona.traits:
        parts.append("对方问知识，先把答案说对，再带一句自己的口气。")
    if "en" in persona.languages:
        parts.append("对方说英语时，用英语回答。")
    return "\n".join(parts)


def _fact_lines(persona: Persona) -> list[str]:
    """One line an owner, the persona first."""
    owners: dict[str, list[Fact]] = {}
    for fact in persona.facts:
        owners.setdefault(fact.owner, []).append(fact)
    lines = []
    for owner in sorted(owners, key=lambda o: o != SELF):
        whose = f"{persona.name}的资料" if owner == SELF else f"{persona.name}的{owner}"
        lines.append(f"{whose}：" + "；".join(_values(owners[owner])) + "。")
    return lines


def _values(facts: list[Fact]) -> list[str]:
    grouped: dict[str, list[Fact]] = {}
    for fact in facts:
        grouped.setdefault(label(fact.key), []).append(fact)
    said = []
    for name, group in grouped.items():
        yes = "、".join(f.value + (f"（{f.since}起）" if f.since else "") for f in group if f.polarity == "yes")
        no = "、".join(f.value for f in group if f.polarity == "no")
        said.append(
            "，".join(part for part in (f"{name}{yes}" if yes else "", f"{name}不是{no}" if no else "") if part)
        )
    return said


def _trait_lines(persona: Persona) -> list[str]:
    if not persona.traits:
        return []
    names = "、".join(_INTENSITY[trait.intensity] + trait.name for trait in persona.traits)
    behaviours = "；".join(trait.behaviour for trait in persona.traits if trait.behaviour)
    lines = [f"{persona.name}是个{names}人。"]
    if behaviours:
        lines.append(behaviours + "。")
    return lines
