"""What the character says of its memory without the model: an answer, a list, where it came from, that it is gone."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from roleplay_lite.memory.in_english import told_in_english
from roleplay_lite.memory.item import SELF, Extracted, MemoryItem, MemoryKind
from roleplay_lite.memory.predicates import told, turned, whose
from roleplay_lite.memory.times import spoken
from roleplay_lite.persona.persona import Persona

LISTED = 4
"""At most so many are told when it is asked what it remembers: nobody likes to be recited."""

_PLAIN: dict[str, tuple[str, ...]] = {
    "told": ("{fact}呀，我记着呢。", "{fact}，对吧？", "我记得，{fact}。", "{fact}，你跟我说过的。"),
    "over": ("以前{fact}，后来变了。", "那会儿{fact}。"),
    "untold": ("这个你还没跟我说过呢。", "你没告诉过我呀，说给我听听？", "这我不知道，你没跟我提过。"),
    "list": ("我记得：{facts}。", "你跟我说过：{facts}。"),
    "list more": ("我记得：{facts}，还有几件小事。", "你跟我说过：{facts}，别的也还记着些。"),
    "list nothing": ("我还什么都没记下呢，你说给我听听？", "你还没怎么跟我说过自己的事。"),
    "why": ("{when}你自己说的：「{said}」", "是你{when}告诉我的，你说「{said}」。"),
    "why nothing": ("我刚才没提你跟我说过的事呀。", "那不是你跟我说的，我随口一说。"),
    "forgot": ("好，这件事我忘了，一个字都不留。", "行，忘掉了，就当没听过。"),
    "forgot nothing": ("这个我本来就没记着。", "我这儿没记这件事，放心。"),
    "forget all?": ("你跟我说过的事，全都忘掉吗？忘了就找不回来了，要忘就说「对，全忘掉」。",),
    "forgot all": ("好，关于你的事我全忘了。", "都忘掉了，咱们从头认识吧。"),
    "kept after all": ("好，那我还记着。",),
    "off record": ("好，这个不记。", "行，听过就算，不往心里存。"),
    "secret": ("好，我不跟别人说。", "放心，这事就咱俩知道。"),
    "who": ("你是{name}呀。", "{name}呗，我还能不认得你？"),
    "who nobody": ("你还没跟我说过你叫什么呢。", "我还不知道怎么称呼你，你叫什么呀？"),
    "last time": ("{when}你跟我说：{facts}。", "{when}咱们聊的，{facts}。"),
    "last time about": ("上次是{when}，{summary}。", "{when}咱们聊过，{summary}。"),
    "last said": ("{when}你说过{said}。", "{when}咱们聊的，你说{said}。"),
    "first time": ("咱们还是头一回聊呢。", "之前没聊过呀，这是头一回。"),
    "named": ("{name}，我记住了。", "你好呀，{name}。", "好，{name}，这名字我记下了。"),
    "noted": ("好，我记下了：{said}。", "记住了，{said}。"),
    "corrected": ("哦，原来{fact}，我改过来了。", "好，改过来了，{fact}。"),
    "retracted": ("好，那我当没这回事。", "哦，那我把它划掉。"),
}
_ENGLISH: dict[str, tuple[str, ...]] = {
    "told": ("{fact}, I remember.", "{fact}, right?", "You told me: {fact}."),
    "over": ("Back then {fact}.", "At that time {fact}."),
    "untold": ("You haven't told me that yet.", "I don't know, you never mentioned it."),
    "list": ("I remember this: {facts}.", "You told me: {facts}."),
    "list more": ("I remember this: {facts}, and a few more things.",),
    "list nothing": ("I haven't got anything down yet. Tell me something?",),
    "why": ("You told me {when}: “{said}”", "You said so yourself {when}: “{said}”"),
    "why nothing": ("That wasn't from anything you told me.",),
    "forgot": ("All right, I've forgotten it, every word.", "Done, as if I'd never heard it."),
    "forgot nothing": ("I hadn't kept that anyway.",),
    "forget all?": ("Forget all you told me? It can't be brought back. Say “yes, forget it all” if you mean it.",),
    "forgot all": ("All right, I've forgotten everything about you.",),
    "kept after all": ("All right, then I still remember.",),
    "off record": ("All right, I won't keep that.",),
    "secret": ("All right, I won't tell anybody.",),
    "who": ("You're {name}!", "You're {name}, of course."),
    "who nobody": ("You haven't told me your name yet.",),
    "last time": ("{when} you told me this: {facts}.",),
    "last time about": ("We talked {when}: {summary}.",),
    "last said": ("{when} you said {said}.",),
    "first time": ("We haven't talked before.",),
    "named": ("{name}, I'll remember that.", "Nice to meet you, {name}."),
    "noted": ("All right, I'll remember: {said}.",),
    "corrected": ("Oh, so {fact}. I've put that right.",),
    "retracted": ("All right, I'll strike that out.",),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """How this persona says it at this turn."""

    persona: Persona
    turn: int
    """Another form each time."""
    now: float
    """Unix time of the turn."""
    english: bool = False

    def say(self, line: str, **parts: str) -> str:
        """The ready line of that name, filled."""
        own = {"told": self.persona.lines.remembered, "untold": self.persona.lines.untold}.get(line, ())
        own = tuple(form for form in own if bool(_HAN.search(form)) is not self.english)
        forms = own or (_ENGLISH if self.english else _PLAIN)[line]
        filled = forms[self.turn % len(forms)]
        for key, value in parts.items():
            filled = filled.replace("{" + key + "}", value)
        return filled[:1].upper() + filled[1:]

    def fact(self, item: MemoryItem) -> str:
        """One memory as a clause said to the person, with its day where it has one: 「你上周六去爬山了」."""
        if self.english:
            return told_in_english(item.subject, item.predicate, item.object, polarity=item.polarity)
        if item.kind is MemoryKind.NOTE:
            return turned(item.object, "你")
        if item.kind in (MemoryKind.PLAN, MemoryKind.EVENT) and item.happens_from is not None:
            rest = told(SELF, item.predicate, item.object, polarity=item.polarity, to="你").removeprefix("你")
            return f"{whose(item.subject, to='你')}{spoken(item.happens_from, self.now, until=item.happens_to)}{rest}"
        return told(item.subject, item.predicate, item.object, polarity=item.polarity, to="你")

    def of(self, one: Extracted) -> str:
        """The same of what a line tells, before it is a row."""
        if self.english:
            return told_in_english(one.subject, one.predicate, one.object, polarity=one.polarity)
        if one.happens_from is None:
            return told(one.subject, one.predicate, one.object, polarity=one.polarity, to="你")
        rest = told(SELF, one.predicate, one.object, polarity=one.polarity, to="你").removeprefix("你")
        return f"{whose(one.subject, to='你')}{spoken(one.happens_from, self.now, until=one.happens_to)}{rest}"

    def facts(self, items: Sequence[MemoryItem]) -> str:
        """Several, joined as one says them."""
        return ("; " if self.english else "；").join(dict.fromkeys(self.fact(item) for item in items))


_HAN = re.compile("[\u3400-\u9fff]")


def answer(words: Words, items: Sequence[MemoryItem], *, over: bool = False) -> str:
    """What was told, said back; `over` where it is no longer so."""
    return words.say("over" if over else "told", fact=words.facts(items[:3]))


def weightiest(items: Sequence[MemoryItem]) -> tuple[MemoryItem, ...]:
    """What matters most first; what is newer before what is older."""
    return tuple(sorted(items, key=lambda item: (-item.importance, -item.recorded_at)))


def listing(words: Words, items: Sequence[MemoryItem]) -> str:
    """The first of what is remembered."""
    if not items:
        return words.say("list nothing")
    return words.say("list more" if len(items) > LISTED else "list", facts=words.facts(items[:LISTED]))


def quoted(words: Words, said: str, at: float) -> str:
    """What was told, word for word, and when."""
    when = spoken(at, words.now, happened=True, english=words.english)
    return words.say("last said", when=when, said=f"「{said.strip(' 。.！!')}」")


def why(words: Words, said: str, at: float) -> str:
    """Where it came from: the person's own words, and when they said them."""
    when = spoken(at, words.now, happened=True, english=words.english)
    return words.say("why", when=when, said=said.strip(" 。.！!"))
