"""What is wrong with a reply in itself, whatever a right one would be. Pure; each rule names what it finds.

The rules are precise rather than broad: what they name is a fault for any reader, and a reply without one may still be
a poor reply.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from roleplay_lite.evaluation.judging.states import takes_their_name, takes_their_state
from roleplay_lite.evaluation.judging.text import bare, has_han, sentences_of
from roleplay_lite.persona import foreign
from roleplay_lite.persona.borrowed import borrowed
from roleplay_lite.persona.check import BANS, READ_OUT_CHARS, read_out
from roleplay_lite.persona.likeness import likeness
from roleplay_lite.persona.loops import LOOP_UNITS, loops
from roleplay_lite.persona.persona import Persona
from roleplay_lite.persona.prefix import prefix_messages

FAULTS = (
    "empty",
    "way out",
    "breaks off",
    "loop",
    "other language",
    "traditional",
    "echo",
    "repeats itself",
    "parrots example",
    "reads note",
    "assistant",
    "takes their state",
)
"""Every name that `faults` gives, in its order."""

SENTENCE_CHARS = 8
"""Letters from which a sentence said twice is no idiom (「真的吗」)."""
SAME_CHARS = 3
"""Letters from which a whole reply said twice in a row is no mere 「嗯」."""
ECHOED = 0.8
"""Likeness to a sentence of the person's from which it is theirs said back."""
_BY_WAY_OUT = frozenset({"deflect", "sorry"})
_SERVICE = (
    "有什么问题", "很高兴为您", "很高兴为你服务", "请告诉我您", "我会尽力", "我可以帮助您", "祝您", "感谢您的",
    "请提供更多", "如果您有", "如果您需要", "欢迎随时", "作为一款", "我是一个AI", "我是一个人工智能", "我是人工智能",
    "let me know if", "feel free to",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class _Said:
    """A reply and all that it is held against."""

    reply: str
    said: str
    persona: Persona
    before: Sequence[tuple[str, str]]
    note: str
    by: Sequence[str]


def faults(
    reply: str,
    said: str,
    persona: Persona,
    before: Sequence[tuple[str, str]] = (),
    note: str = "",
    by: Sequence[str] = (),
) -> tuple[str, ...]:
    """The faults of a reply, each once, in the order of `FAULTS`.

    `said` is the line that is answered, `before` what was said before as (the person's words, the reply) pairs,
    `note` the user message as the model saw it, and `by` what each piece of the reply came from, both as in `Reply`.
    """
    one = _Said(reply=reply, said=said, persona=persona, before=before, note=note, by=by)
    if not bare(reply):
        return ("empty",)
    return tuple(name for name in FAULTS if name in _RULES and _RULES[name](one))


def _way_out(one: _Said) -> bool:
    lines = {bare(line) for line in (*one.persona.lines.deflect, *one.persona.lines.sorry)}
    return bool(_BY_WAY_OUT & set(one.by)) or bare(one.reply) in lines


def _breaks_off(one: _Said) -> bool:
    return one.reply.rstrip(" 」』”’\"'").endswith(("，", ",", "、", "：", ":"))


def _loop(one: _Said) -> bool:
    whole = [sentence for sentence in map(bare, sentences_of(one.reply)) if len(sentence) >= LOOP_UNITS]
    return len(set(whole)) < len(whole) or loops(one.reply)


def _other_language(one: _Said) -> bool:
    if not has_han(one.said) or foreign.wants_another(one.said):
        return False
    if not has_han(one.reply):
        # A figure, a laugh or an 「OK」 is an answer in any language.
        return bool(re.search(r"[^\W\d_]{4}", one.reply)) and bare(one.reply) not in foreign.LOANWORDS
    return foreign.switches(one.reply, _brought(one), one.persona)


def _brought(one: _Said) -> list[str]:
    return [one.said, *(text for pair in one.before for text in pair), *_note_parts(one)]


def _traditional(one: _Said) -> bool:
    return foreign.traditional(one.reply, (one.said,), one.persona)


def _echo(one: _Said) -> bool:
    mine, theirs = bare(one.reply), bare(one.said)
    if len(mine) >= 4 and (mine == theirs or (theirs in mine and len(mine) - len(theirs) <= 2 and len(theirs) >= 4)):
        return True
    told = [part for part in re.split(r"(?<=[。！？!?；;\n])", one.said) if not part.rstrip().endswith(("？", "?"))]
    return any(
        len(bare(sentence)) >= SENTENCE_CHARS and likeness(sentence, part) >= ECHOED
        for sentence in sentences_of(one.reply)
        for part in told
    )


def _repeats(one: _Said) -> bool:
    earlier = [bare(reply) for _, reply in one.before]
    # Asked the same again, it may say the same again.
    if any(bare(words) == bare(one.said) for words, _ in one.before):
        return False
    if earlier and bare(one.reply) == earlier[-1] and len(earlier[-1]) >= SAME_CHARS:
        return True
    return any(
        len(sentence) >= SENTENCE_CHARS and any(sentence in reply for reply in earlier)
        for sentence in map(bare, sentences_of(one.reply))
    )


def _parrots(one: _Said) -> bool:
    if "example" in one.by:
        return False
    return any(borrowed(sentence, one.persona, one.said, least=SENTENCE_CHARS) for sentence in sentences_of(one.reply))


def _reads_note(one: _Said) -> bool:
    reply, said = bare(one.reply), bare(one.said)
    return any(run not in said for told in _instructions(one) for run in read_out(told, reply))


def _instructions(one: _Said) -> Iterator[str]:
    """What tells the model how to be. What it is told to tell is none of it: facts, tastes, stances."""
    who = one.persona
    first, *_ = prefix_messages(who)
    own = (f"{who.name}：", f"{who.name}的", "喜欢：", "不喜欢：")
    lines = [line for line in first.content.split("\n") if not line.startswith(own)]
    yield from lines if not (who.description or who.scenario or who.instructions) else ()
    yield from (*who.style.manner, who.style.reminder, who.afterword)
    yield from (trait.behaviour for trait in who.traits)
    yield from (part for part in _note_parts(one) if part.startswith(("你", "对方", "用中文")))
    # Nobody speaks of themselves as their file does.
    if len(bare(who.name)) < READ_OUT_CHARS and bare(who.summary).startswith(bare(who.name)):
        yield bare(who.summary)[:READ_OUT_CHARS]


def _note_parts(one: _Said) -> list[str]:
    note = one.note.removeprefix(one.said).strip().strip("（）")
    return note.split("；")


def _assistant(one: _Said) -> bool:
    reply, said = bare(one.reply), bare(one.said)
    return any(bare(ban) in reply and bare(ban) not in said for ban in (*BANS, *_SERVICE))


def _takes_state(one: _Said) -> bool:
    if takes_their_state(one.reply, one.said):
        return True
    return takes_their_name(one.reply, [*(words for words, _ in one.before), one.said], one.persona.name)


_RULES: dict[str, Callable[[_Said], bool]] = {
    "way out": _way_out,
    "breaks off": _breaks_off,
    "loop": _loop,
    "other language": _other_language,
    "traditional": _traditional,
    "echo": _echo,
    "repeats itself": _repeats,
    "parrots example": _parrots,
    "reads note": _reads_note,
    "assistant": _assistant,
    "takes their state": _takes_state,
}
