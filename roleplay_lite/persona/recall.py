"""Which of a persona's facts, values and preferences a line calls for. Pure; no model."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from roleplay_lite.persona.facts import KEYS, SELF, Fact, told
from roleplay_lite.persona.likeness import likeness
from roleplay_lite.persona.persona import Persona
from roleplay_lite.persona.prefix import fixed_examples
from roleplay_lite.persona.scope import asks_beyond, beyond
from roleplay_lite.persona.stances import stance, touched
from roleplay_lite.persona.tastes import called_for
from roleplay_lite.turn import About, Found, Recalled, Understanding

if TYPE_CHECKING:
    from roleplay_lite.persona.questions import Response

MOST = 4
THRESHOLD = 1.0
_ASKED = 1.5

WRITTEN = 0.8
"""Likeness to an example's user line above which the example's reply is the answer."""

RESEMBLES = 0.3
"""Likeness to an example's user line above which the example shows how to answer."""

_MACHINE = re.compile(
    r"你[^，。]{0,3}[是算][^，。用在会有]{0,6}(?:机器人?|真人|活人|人工智能|AI|程序|电脑)|"
    r"\byou .{0,12}(?:robot|human|machine|bot|AI|real)\b",
    re.IGNORECASE,
)

# The short form in which a relative is asked about (「你哥」), and every word for them.
_RELATIVES = {
    "爸": "爸爸 父亲 老爸 爹 dad father",
    "妈": "妈妈 母亲 老妈 娘 mum mom mother",
    "哥": "哥哥 大哥 brother",
    "姐": "姐姐 大姐 sister",
    "弟": "弟弟 brother",
    "妹": "妹妹 sister",
    "爷": "爷爷 祖父 grandpa grandfather",
    "奶": "奶奶 祖母 grandma grandmother",
    "儿": "儿子 son",
    "女": "女儿 闺女 daughter",
    "妻": "妻子 老婆 媳妇 老伴 wife",
    "夫": "丈夫 老公 husband",
    "闺": "闺蜜 best friend",
}
_SPOUSE = {"妻", "夫"}
# 「你女朋友」 and 「你女的」 are no daughters.
_NOT_KIN = "(?!朋友|友|生|孩|人|士|的)"


def _kin(groups: Iterable[str]) -> str:
    """A pattern of the relatives in these groups: as they are named with an owner in front, short or whole."""
    words = sorted({w for short in groups for w in _RELATIVES[short].split()}, key=lambda w: -len(w))
    return "|".join([*words, *(short + _NOT_KIN for short in groups)])


_OF_PERSON = re.compile(rf"(?:[我咱俺](?:们|的|家)*|\bmy )(?:{_kin(_RELATIVES)})")
# Whether there is a wife or husband is a fact about oneself.
_OF_ANYONE = re.compile(
    rf"(?:[我咱俺你您他她](?:们|的|家)*|\b(?:my|your|his|her|their) )(?:{_kin(sorted(_RELATIVES.keys() - _SPOUSE))})"
)


def recall_persona(
    persona: Persona, understanding: Understanding, before: Sequence[tuple[str, str]] = ()
) -> tuple[Found, ...]:
    """Facts, values and preferences the line touches, of the person too; best first, nothing when it touches none."""
    text = understanding.text.lower()
    found = [
        *_facts(persona, text, understanding.about),
        *_values(persona, text),
        *_preferences(persona, text),
        *_tastes(text, before),
        *_unknown_thing(persona, understanding.text),
        *_like_example(persona, understanding.text),
    ]
    found.sort(key=lambda f: -f.score)
    # The same thing may stand in a file twice, once with its date.
    return tuple({f.text: f for f in reversed(found) if f.score >= THRESHOLD}.values())[::-1][:MOST]


def written_answer(persona: Persona, recalled: Recalled) -> Recalled:
    """The same, with the answer where no model is needed for one: what it declines, its own written reply to just this
    line, a fact that is asked for, something it cannot know, a stance it holds."""
    for answerer in (_refused, _word_for_word, _known, _written, _told, _beyond, _stance):
        if answer := answerer(persona, recalled):
            return replace(recalled, answer=answer[0], answer_by=answer[1])
    return recalled


_Answer = tuple[str, str]
"""What is said, and what it comes from."""


def _refused(persona: Persona, recalled: Recalled) -> _Answer | None:
    text = recalled.understanding.text
    if not any(word in text for word in persona.boundaries.refuses):
        return None
    return _turned(persona.boundaries.refusal, recalled), "refusal"


def _word_for_word(persona: Persona, recalled: Recalled) -> _Answer | None:
    return _example(persona, recalled, least=1.0)


def _written(persona: Persona, recalled: Recalled) -> _Answer | None:
    return _example(persona, recalled, least=WRITTEN) or _what_it_is(persona, recalled)


def _what_it_is(persona: Persona, recalled: Recalled) -> _Answer | None:
    """Whether it is a machine is asked in a hundred ways, and a persona's file answers one of them."""
    if not (recalled.understanding.is_question and _MACHINE.search(recalled.understanding.text)):
        return None
    replies = [one.reply for one in persona.examples if _MACHINE.search(one.user) and one.reply not in recalled.recent]
    return (replies[0], "example") if replies else None


def _example(persona: Persona, recalled: Recalled, *, least: float) -> _Answer | None:
    text = recalled.understanding.text
    best = max(persona.examples, key=lambda example: _alike(example.user, text), default=None)
    if best and _alike(best.user, text) >= least and best.reply not in recalled.recent:
        return best.reply, "example"
    return None


def _alike(one: str, other: str) -> float:
    """Likeness, for which 「你是不是机器人」 asks the same as 「你是机器人吗」."""
    return max(likeness(one, other), likeness(_plainly(one), _plainly(other)))


def _plainly(text: str) -> str:
    # 「干嘛」 and 「什么」 are words, whatever comes after them.
    return re.sub(
        r"(?<![干什怎多这那])[吗嘛么呢呀啊吧哦啦]*[？?。！!~～ ]*$",
        "",
        re.sub(r"([\u4e00-\u9fff])[不没]\1", r"\1", text),
    )


def _known(persona: Persona, recalled: Recalled) -> _Answer | None:
    # Here, since its many patterns take a while to compile: a session makes them ready while it is idle.
    from roleplay_lite.persona.questions import respond_by_rules

    found = _response(persona, recalled, respond_by_rules)
    return (found.text, found.by) if found and found.by != "unset" else None


def _told(persona: Persona, recalled: Recalled) -> _Answer | None:
    """A fact that is asked for in words that no rule reads, or that there is none. What the author wrote for nearly
    such a line goes before, and what it cannot know."""
    from roleplay_lite.persona.questions import LEARNT, respond

    found = _response(persona, recalled, respond)
    if not found or (found.by == "unset" and persona.description):
        # Free text may tell what no typed fact does; the model has read it.
        return None
    if found.rule == LEARNT and asks_beyond(persona, recalled.understanding.text):
        return None
    return found.text, found.by


def _response(persona: Persona, recalled: Recalled, by: Callable[..., Response | None]) -> Response | None:
    return by(
        persona,
        recalled.understanding.text,
        before=recalled.before,
        today=recalled.today,
        statements=recalled.statements,
        turn=len(recalled.before),
    )


def _beyond(persona: Persona, recalled: Recalled) -> _Answer | None:
    thing = asks_beyond(persona, recalled.understanding.text)
    if not thing or not persona.lines.unknown:
        return None
    return _turned(persona.lines.unknown, recalled).replace("{thing}", thing), "unknown"


def _stance(persona: Persona, recalled: Recalled) -> _Answer | None:
    text = stance(persona, recalled.understanding.text, recalled.before)
    return (text, "value") if text else None


def _turned(lines: Sequence[str], recalled: Recalled) -> str:
    """Another line each time, and not by chance: the same conversation goes the same way."""
    return lines[len(recalled.before) % len(lines)]


def _facts(persona: Persona, text: str, about: About) -> list[Found]:
    own = _OF_PERSON.sub("", text)
    named = {owner for owner in {f.owner for f in persona.facts} - {SELF} if _mentions(persona, owner, own)}
    # 「你哥结婚了吗」 to one who has no brother is not a question about its own marriage.
    rest = _OF_ANYONE.sub("", text)
    of_others = rest != text and not re.search(r"[你您]|\byou", rest)
    found: dict[str, Found] = {}
    for fact in persona.facts:
        if fact.owner != SELF and fact.owner not in named:
            continue
        if fact.owner == SELF and (named or of_others or about is About.WORLD):
            continue
        score = _asked(fact, text) + _overlap(fact.value, text) + (1.0 if fact.owner in named else 0.0)
        if about is About.PERSON:
            score -= 0.5
        if fact.source not in found or score > found[fact.source].score:
            # Asked for one of its hobbies, a person names them all.
            same = [other for other in persona.facts if other.source == fact.source]
            found[fact.source] = Found(text=told(same), source=fact.source, score=score)
    # Asked what a brother does, nobody recites his birthday as well.
    best = max((item.score for item in found.values()), default=0.0)
    return [item for item in found.values() if item.score > best - _ASKED]


def _mentions(persona: Persona, owner: str, text: str) -> bool:
    group = next((short for short, words in _RELATIVES.items() if owner in words.split()), "")
    words = {owner.lower(), *(_RELATIVES[group].split() if group else ())}
    if name := persona.fact("name", owner):
        words.add(name.value.lower())
    short = bool(group) and re.search(f"[你您他她家]{group}{_NOT_KIN}", text)
    return bool(short) or any(word in text for word in words)


def _asked(fact: Fact, text: str) -> float:
    key = KEYS.get(fact.key)
    return _ASKED if any(word in text for word in (key.asked if key else (fact.key,))) else 0.0


def _overlap(value: str, text: str) -> float:
    """The part of the value's two-character runs that the line has: knows Mandarin words without a dictionary."""
    value = value.lower()
    if len(value) == 1:
        return float(not value.isascii() and value in text)
    pairs = {value[i : i + 2] for i in range(len(value) - 1) if re.match(r"\w\w", value[i : i + 2])}
    common = sum(pair in text for pair in pairs)
    return common / len(pairs) if pairs and common >= len(pairs) / 3 else 0.0


def _values(persona: Persona, text: str) -> list[Found]:
    value = touched(persona, text)
    return [Found(text=f"我觉得{value.stance}", source=f"value:{value.topic}", score=3.0)] if value else []


def _preferences(persona: Persona, text: str) -> list[Found]:
    found = []
    for words, verb, kind in (
        (persona.preferences.likes, "喜欢", "likes"),
        (persona.preferences.dislikes, "不喜欢", "dislikes"),
    ):
        for word in words:
            score = 1.5 * _overlap(word, text)
            found.append(Found(text=f"我{verb}{word}", source=f"preference:{kind}.{word}", score=score))
    return found


def _tastes(text: str, before: Sequence[tuple[str, str]]) -> list[Found]:
    return [
        Found(text=f"对方说过{'喜欢' if liked else '不喜欢'}{what}", source=f"preference:person.{what}", score=1.2)
        for what, liked in called_for(text, before)
    ]


def _like_example(persona: Persona, text: str) -> list[Found]:
    """The example most like the line, of those that the prompt's beginning has no room for."""
    others = persona.examples[len(fixed_examples(persona)) :]
    best = max(others, key=lambda example: likeness(example.user, text), default=None)
    if not best or (alike := likeness(best.user, text)) < RESEMBLES:
        return []
    return [Found(text=f"有人说过{best.user}，你回{best.reply}", source=f"example:{best.user}", score=1 + alike)]


def _unknown_thing(persona: Persona, text: str) -> list[Found]:
    thing = beyond(persona, text)
    return [Found(text=f"你不懂{thing}是什么，别讲解", source=f"scope:{thing}", score=2.0)] if thing else []
