"""Carries out what a person tells the character to do with its memory, and says so only once it is done."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from roleplay_lite.memory import replies
from roleplay_lite.memory.erase import wordings_of
from roleplay_lite.memory.extract import extract
from roleplay_lite.memory.index.asked import asked
from roleplay_lite.memory.item import SELF, MemoryItem
from roleplay_lite.memory.memory import Memory
from roleplay_lite.memory.order_kinds import OrderKind
from roleplay_lite.memory.orders import Order
from roleplay_lite.memory.people import GUEST
from roleplay_lite.memory.predicates import MADE
from roleplay_lite.memory.replies import Words
from roleplay_lite.memory.spelling import same_value
from roleplay_lite.turn import Turn, Understanding

_YES = re.compile(
    r"^(?:嗯+|对|是|是的|好|好的|行|可以|确定|没错|嗯嗯)?[，,。 ]*(?:对|是的|确定|没错)?[，,。 ]*"
    r"(?:全|都|全都|统统)*(?:忘掉?|忘了|删掉?|删了|清空)(?:吧|它们?|了)*[。！!. ]*$|"
    r"^(?:对|确定|是的|嗯|好的?|没错)[。！!. ]*$|^(?:yes|yeah|sure|do it)\b.{0,24}$",
    re.IGNORECASE,
)
_OF_THEMSELVES = re.compile("我|咱|关于|\\b(?:I|my|me|our)\\b", re.IGNORECASE)
_NOT_A_NAME = frozenset({"owner", GUEST})


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """An order that was carried out."""

    reply: str
    used: tuple[int, ...] = ()
    """Memories that the reply tells of."""
    unwritten: bool = False
    """The line that gave it holds what is to be forgotten: it is not stored either."""
    forgotten: tuple[str, ...] = ()
    """Texts that are to leave the conversation at hand."""


@dataclass(frozen=True, slots=True)
class _Last:
    """The turn before, as far as an order may mean it."""

    turn: int | None = None
    said: str = ""
    items: tuple[int, ...] = ()


class Obeying:
    """Remembers for the next order what the last turn was; not for several threads at once."""

    def __init__(self, memory: Memory) -> None:
        self._memory = memory
        self._last = _Last()
        self._asked_all = False
        self.secret = False
        """What the turn at hand tells is for nobody else."""

    def obey(self, understanding: Understanding, words: Words, used: Sequence[int]) -> Done | None:
        """Carry out the line's order; None where it gives none. `used` are the memories that the last reply drew on."""
        self.secret = False
        if self._asked_all:
            self._asked_all = False
            if _YES.match(understanding.text.strip()):
                return self._forget_all(words)
        order = understanding.order
        return self._carried_out(order, words, used) if order else None

    def after(self, turn: Turn, turn_id: int | None, items: tuple[int, ...]) -> None:
        """Note what the turn was, for 「忘掉这件事」."""
        if not turn.unwritten:
            self._last = _Last(turn_id, turn.utterance.text, items)

    def _carried_out(self, order: Order, words: Words, used: Sequence[int]) -> Done | None:
        match order.kind:
            case OrderKind.LIST:
                items = replies.weightiest(self._standing())
                return Done(reply=replies.listing(words, items), used=tuple(item.id for item in items))
            case OrderKind.WHO:
                return Done(reply=self._who(words))
            case OrderKind.WHY:
                return self._why(words, used)
            case OrderKind.FORGET_THAT:
                return self._forget_last(words, used)
            case OrderKind.FORGET_ABOUT:
                return self._forget_about(order.about, words)
            case OrderKind.FORGET_ALL:
                self._asked_all = True
                return Done(reply=words.say("forget all?"))
            case OrderKind.OFF_RECORD if order.rest:
                return Done(reply=words.say("off record"), unwritten=True)
            case OrderKind.OFF_RECORD:
                done = self._forget_last(words, ())
                return Done(reply=words.say("off record"), unwritten=True, forgotten=done.forgotten)
            case OrderKind.SECRET:
                return self._secret(order, words)

    def _who(self, words: Words) -> str:
        named = [item for item in self._standing(SELF) if item.predicate == "name" and item.polarity == "yes"]
        if named:
            return words.say("who", name=named[-1].object)
        person = self._memory.ledger.person(self._memory.person)
        name = person.name if person else self._memory.person
        return words.say("who nobody") if name in _NOT_A_NAME else words.say("who", name=name)

    def _why(self, words: Words, used: Sequence[int]) -> Done | None:
        for id_ in used:
            source = self._memory.why(id_)
            if source.said:
                return Done(reply=replies.why(words, source.said, source.told), used=(id_,))
        return None

    def _secret(self, order: Order, words: Words) -> Done:
        if order.rest:
            # Kept as a memory, and not in the log, from where it would come up again with the next conversation.
            self.secret = True
            return Done(reply=words.say("secret"), unwritten=True)
        self._memory.ledger.make_private(self._last.items)
        return Done(reply=words.say("secret"))

    def _forget_last(self, words: Words, used: Sequence[int]) -> Done:
        """What was said last; where the last line told nothing, what the last reply recalled."""
        last = self._last
        items = last.items or tuple(used)
        if not items and last.turn is None and not last.said:
            return Done(reply=words.say("forgot nothing"))
        return self._erased(words, items, turns=() if last.turn is None else (last.turn,), texts=(last.said,))

    def _forget_about(self, about: str, words: Words) -> Done | None:
        items = self._meant(about)
        if not items:
            return Done(reply=words.say("forgot nothing")) if _OF_THEMSELVES.search(about) else None
        return self._erased(words, tuple(item.id for item in items), texts=(about,))

    def _meant(self, about: str) -> tuple[MemoryItem, ...]:
        """The rows that the words mean: those that they tell again, else those that they ask for."""
        found: list[MemoryItem] = []
        for one in extract(about, at=self._memory.now()):
            rows = self._slot(one.subject, one.predicate)
            found += [
                row for row in rows if row.cardinality == "one" or same_value(row.object) == same_value(one.object)
            ]
        if found:
            return tuple(found)
        question = asked(f"{about}是什么？")
        for subject in question.subjects:
            for key in question.predicates:
                found += self._slot(subject, key)
        if found:
            return tuple(found)
        best = self._memory.recall(about, counts=False)
        return tuple(one.item for one in best if one.item and one.item.predicate not in MADE)[:1]

    def _standing(self, subject: str | None = None) -> tuple[MemoryItem, ...]:
        return tuple(item for item in self._memory.about(subject=subject) if item.predicate not in MADE)

    def _slot(self, subject: str | None = None, predicate: str | None = None) -> tuple[MemoryItem, ...]:
        """What stands and what is over: a memory that is forgotten is not to come back as the past."""
        memory = self._memory
        return memory.ledger.items(memory.person, memory.persona, subject=subject, predicate=predicate)

    def _forget_all(self, words: Words) -> Done:
        done = self._erased(words, [item.id for item in self._slot()])
        return replace(done, reply=words.say("forgot all"))

    def _erased(
        self, words: Words, items: Sequence[int], *, turns: Sequence[int] = (), texts: Sequence[str] = ()
    ) -> Done:
        gone = self._memory.take_out(items, turns=turns)
        self._last = _Last()
        told = [text for item in gone for text in sorted({item.text, item.said, *wordings_of(item)})]
        forgotten = tuple(dict.fromkeys(text for text in (*told, *texts) if text))
        return Done(reply=words.say("forgot"), unwritten=True, forgotten=forgotten)
