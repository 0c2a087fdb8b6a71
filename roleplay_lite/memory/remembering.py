"""What of a persona's memory of one person reaches a turn, and what of the turn goes into it.

The model never changes memory, and is seldom asked for what is in it: an order is carried out and a question answered
from the rows; whatever else fits the line goes into the note of the turn.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, replace

from roleplay_lite.memory import replies
from roleplay_lite.memory.agenda import agenda, talked
from roleplay_lite.memory.amending import amended, amends
from roleplay_lite.memory.in_english import told_in_english
from roleplay_lite.memory.index.asked import Asked, When, asked
from roleplay_lite.memory.item import SELF, Extracted, MemoryItem, MemoryKind
from roleplay_lite.memory.marks import Marks
from roleplay_lite.memory.memory import Memory
from roleplay_lite.memory.obeying import Done, Obeying
from roleplay_lite.memory.posting import Change
from roleplay_lite.memory.predicates import MADE, PREDICATES, turned
from roleplay_lite.memory.recall import Recollection
from roleplay_lite.memory.replies import Words
from roleplay_lite.memory.samethings import near
from roleplay_lite.memory.seeking import asks, is_open, seeks
from roleplay_lite.memory.sqlite_file import SqliteFile
from roleplay_lite.memory.times import spoken
from roleplay_lite.turn import Found, Turn, Understanding

NOTED = 2
"""At most so many memories stand in the note of a turn."""
SURE = 0.6
"""A recollection less sure than this is not brought up unasked."""
_NEAR = 0.75
"""What is under no key that was asked for has to be surer, to be the answer."""
_SOON, _LATE = 86_400.0, 10 * 86_400.0
"""Plans are asked after from the day they fall on until so many seconds later."""
_NEW = 6 * 3600.0
"""A plan that was told so lately needs no question."""
_READ = 1000
"""Characters of a line that are searched for."""
_LAST = 4
"""Turns in which what they tell is fresh: it need not be brought up."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Brought:
    """What memory brings to a turn."""

    answer: str = ""
    """The reply, where none of the model is needed."""
    untold: bool = False
    """The answer is that it was never told: whoever knows better may say so."""
    found: tuple[Found, ...] = ()
    """What goes into the note."""
    unwritten: bool = False
    """The turn's own words are not to be stored."""
    forgotten: tuple[str, ...] = ()
    """Words that have to leave the conversation at hand as well."""


class Remembering:
    """For one persona and one person; not for several threads at once."""

    def __init__(self, memory: Memory, db: SqliteFile) -> None:
        self.memory = memory
        self._db, self._marks = db, Marks(db)
        self._began = memory.now()
        self._obeying = Obeying(memory)
        self._used: tuple[int, ...] = ()
        self._lately: deque[str] = deque(maxlen=_LAST)
        self._amended: Extracted | None = None

    # -- before the reply -----------------------------------------------------------------------------------------

    def bring(self, understanding: Understanding, words: Words) -> Brought:
        """What the line calls for."""
        done = self._obeying.obey(understanding, words, self._used)
        if done:
            return self._carried_out(done)
        self._amended = self._put_right(understanding, words.now)
        if ready := self._acknowledged(understanding, words):
            return Brought(answer=ready)
        text = understanding.text[:_READ]
        found = self.memory.recall(text, k=5, counts=False)
        return self._asked(text, found, words) or Brought(found=self._noted(found, understanding, words))

    def _asked(self, text: str, found: Sequence[Recollection], words: Words) -> Brought | None:
        """The answer where the line asks for what was told; None where it does not."""
        self._used = ()
        if ready := talked(text, words, self.memory, self._db, self._began):
            return Brought(answer=ready)
        if of_time := agenda(text, words, self.memory):
            answer, self._used = of_time
            return Brought(answer=answer)
        question = asked(self._by_kinship(text, words))
        if not asks(question):
            return None
        if answer := self._answered(found, question, words):
            return Brought(answer=answer)
        # To say so of what was told in words that nothing finds would be a lie.
        if not found and seeks(question) and is_open(question) and self._keeps_all():
            return Brought(answer=words.say("untold"), untold=True)
        return None

    def _by_kinship(self, text: str, words: Words) -> str:
        """The line with 「我女儿」 for 「朵朵」, where that is her name: what was told stands under whose it is."""
        if words.english:
            return text
        for name, owner in self.memory.names().items():
            if len(name) > 1 and name in text and owner not in text:
                text = text.replace(name, f"我{owner}")
        return text

    def _carried_out(self, done: Done) -> Brought:
        self._used = done.used
        return Brought(answer=done.reply, unwritten=done.unwritten, forgotten=done.forgotten)

    def _put_right(self, understanding: Understanding, now: float) -> Extracted | None:
        if understanding.told or not amends(understanding.text):
            return None
        return amended(understanding.text, self.memory.about(), now)

    def _acknowledged(self, understanding: Understanding, words: Words) -> str:
        """What was to be kept or put right is said to be."""
        if one := self._amended:
            return words.say("corrected", fact=words.of(one))
        for one in understanding.told:
            if one.kind is MemoryKind.NOTE and one.act == "state":
                return words.say("noted", said=one.object.strip(" 。.！!"))
            if one.act == "retract":
                return words.say("retracted")
            if one.predicate == "name" and one.subject == SELF and len(understanding.told) == 1:
                return words.say("named", name=one.object)
            if one.act == "correct" and _PUT_RIGHT.search(understanding.text):
                return words.say("corrected", fact=words.of(one))
        return ""

    def _answered(self, found: Sequence[Recollection], question: Asked, words: Words) -> str:
        """What was told, said back: all of its slot that the question brought up, or the line where no rule read it."""
        able = [one for one in found if not one.item or not (one.item.predicate in MADE or self._is_part(one.item))]
        meant = [one for one in able if one.item and _is_meant(one.item, question)]
        if question.when is not When.OPEN:
            # What is over where it is asked how it was, and not where it is asked how it is now.
            meant.sort(
                key=lambda one: (one.item is not None and one.item.valid_to is None) is (question.when is When.ONCE)
            )
        best = next(iter(meant), None)
        if best is None:
            best = next((one for one in able[:1] if one.score >= _NEAR and _may_be_meant(one, question)), None)
        if best is None:
            return ""
        if best.turn:
            return replies.quoted(words, best.turn.said, best.turn.started)
        item = best.item
        assert item
        slot = (item.subject, item.predicate, item.polarity, item.valid_to is not None)
        items = [one.item for one in able if one.item]
        same = [one for one in items if (one.subject, one.predicate, one.polarity, one.valid_to is not None) == slot]
        same = same if item.cardinality == "many" and item.kind not in _ONE_BY_ONE else [item]
        self._used = tuple(one.id for one in same)
        return replies.answer(words, same, over=item.valid_to is not None)

    def _noted(
        self,
        found: Sequence[Recollection],
        understanding: Understanding,
        words: Words,
    ) -> tuple[Found, ...]:
        """What a person would have in mind at this line, and has not just been told."""
        fresh = "".join((*self._lately, understanding.text))
        kept = [
            one
            for one in found
            if one.item and one.score >= SURE and self._may_come_up(one.item) and one.item.said not in fresh
        ][:NOTED]
        self._used = tuple(one.item.id for one in kept if one.item)
        return tuple(
            Found(text=in_note(one.item, words), source=f"memory:{one.item.id}", score=one.score)
            for one in kept
            if one.item
        )

    def _may_come_up(self, item: MemoryItem) -> bool:
        # What a conversation was about is no fact, and another's words besides.
        return _aloud(item) and item.kind is not MemoryKind.SUMMARY and not self._is_part(item)

    def _is_part(self, item: MemoryItem) -> bool:
        """Whether it is over only since another row says the same: it is nothing that was so once and has changed."""
        if item.superseded_by is None or item.cardinality == "one":
            return False
        whole = self.memory.ledger.get(item.superseded_by)
        return whole is not None and whole.valid_to is None and near(item.object, whole.object)

    # -- after it ---------------------------------------------------------------------------------------------------

    def learn(self, turn: Turn, understanding: Understanding, turn_id: int | None) -> tuple[Change, ...]:
        """Write what the line told; nothing of a turn that is off the record."""
        changes: tuple[Change, ...] = ()
        self._lately.append(turn.utterance.text)
        secret = self._obeying.secret
        told_all = (*understanding.told, *((self._amended,) if self._amended else ()))
        if told_all and (secret or not turn.unwritten):
            told_ = [replace(one, sensitivity="private") if secret else one for one in told_all]
            changes = self.memory.remember(told_, turn=turn_id)
        self._obeying.after(turn, turn_id, tuple(change.item.id for change in changes))
        self.memory.note_used(self._used)
        return changes

    def _keeps_all(self) -> bool:
        """Of a guest or a child much is not kept: that they told it is no lie then."""
        person = self.memory.ledger.person(self.memory.person)
        return person is not None and person.scope in ("owner", "adult")

    def plan_due(self, words: Words) -> str:
        """A question after a plan whose day has come, once for each; empty where there is none."""
        now = words.now
        memory = self.memory
        for item in memory.ledger.due(memory.person, memory.persona, now - _LATE, now + _SOON):
            start, mark = item.happens_from or now, f"asked-after:{item.id}"
            if item.recorded_at > now - _NEW or self._marks.get(mark):
                continue
            self._marks.put(mark, "1")
            self._used = (item.id,)
            when = spoken(start, now, until=item.happens_to, english=words.english)
            form = "before" if (item.happens_to or start) <= now else "today"
            return _ask_after(words, form, when, item)
        return ""


def _is_meant(item: MemoryItem, question: Asked) -> bool:
    """Whether it is under the key that is asked for, of the one who is meant; 「我喜欢什么」 asks for no dislikes."""
    own = item.predicate not in PREDICATES and item.predicate in question.text
    if not own and item.predicate not in question.predicates:
        return False
    if question.subjects and item.subject not in question.subjects:
        return False
    return item.polarity == "yes" or not is_open(question)


def _may_be_meant(one: Recollection, question: Asked) -> bool:
    """Whether it is of nobody else than the one who is asked about."""
    item, others = one.item, set(question.subjects) - {SELF}
    return item is None or not others or item.subject in others or item.subject in question.text


def in_note(item: MemoryItem, words: Words) -> str:
    """A memory as the note of a turn tells it: 「对方的女儿上三年级」."""
    if words.english:
        return told_in_english(item.subject, item.predicate, item.object, polarity=item.polarity)
    text = item.text.replace(item.object, turned(item.object, "对方"))
    if item.kind in (MemoryKind.PLAN, MemoryKind.EVENT) and item.happens_from is not None:
        text = f"{spoken(item.happens_from, words.now, until=item.happens_to)}，{text}"
    return f"以前{text}" if item.valid_to is not None else text


def _aloud(item: MemoryItem) -> bool:
    """Whether it may be brought up unasked, where others may listen. What somebody must not eat may."""
    return item.sensitivity == "plain" or item.predicate in ("allergy", "diet")


def _ask_after(words: Words, form: str, when: str, item: MemoryItem) -> str:
    if words.english:
        return {"before": f"How did it go, {item.object}?", "today": f"Isn't it today, {item.object}?"}[form]
    plan = re.sub("^(?:要|想|打算|准备|得|会)", "", item.object)
    who = "你" if item.subject == SELF else f"你{item.subject}"
    forms = {
        "before": ("对了，你说{who}{when}要{plan}，后来怎么样了？", "{who}{when}不是要{plan}嘛，去成了没有？"),
        "today": ("对了，{who}{when}要{plan}，我记着呢，准备好了吗？", "{when}不是要{plan}吗，都妥了没？"),
    }[form]
    chosen = forms[words.turn % len(forms)]
    return chosen.replace("{who}", who).replace("{when}", when).replace("{plan}", plan)


_ONE_BY_ONE = frozenset({MemoryKind.EVENT, MemoryKind.PLAN, MemoryKind.NOTE})
_PUT_RIGHT = re.compile(
    "不对|错了|不是|记错|说错|弄错|改成|改到|应该是|更正|纠正|no,|wrong|actually|i meant|not .* but", re.IGNORECASE
)
