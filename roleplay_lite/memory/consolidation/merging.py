"""What was told twice in other words: 「喝咖啡」 and 「喝冰美式咖啡」 become one row, and can become two again."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from roleplay_lite.engines import Cancel, Llm
from roleplay_lite.grammar import one_of
from roleplay_lite.memory.consolidation.asking import ask, fits, shown
from roleplay_lite.memory.item import MemoryItem
from roleplay_lite.memory.marks import Marks
from roleplay_lite.memory.memory import Memory
from roleplay_lite.memory.predicates import told
from roleplay_lite.memory.samethings import near
from roleplay_lite.memory.spelling import same_value
from roleplay_lite.memory.sqlite_file import SqliteFile

_KEYS = ("likes", "dislikes", "habit", "skill", "studies", "dream")
"""Where a mistake costs little. Of two allergies, cats or journeys both stand, however much they sound alike."""
_MOST = 40
"""Rows of one slot that are looked at, the newest."""
_YES, _NO = "是", "否"
_TASK = "判断两种说法说的是不是同一件事。是同一件事，只是说得详细一点，答「是」；是两件事，答「否」。"
_SHOWN = (
    ("喜欢「晨跑」\n喜欢「早上晨跑」", _YES),
    ("喜欢「金鱼」\n喜欢「吃鱼」", _NO),
    ("会「弹琴」\n会「弹钢琴」", _YES),
    ("喜欢「熊猫」\n喜欢「猫」", _NO),
)


def merge(memory: Memory, db: SqliteFile, llm: Llm, cancel: Cancel) -> bool:
    """Ask of two rows whether they are one, and join them where they are; True where they were. No two are asked of
    twice. Raises EngineError, with nothing written."""
    pair = next(pairs(memory, db), None)
    if pair is None or cancel:
        return False
    less, fuller = pair
    prompt = shown(_TASK, _SHOWN, "\n".join(_told(item) for item in pair))
    answer = ask(llm, prompt, one_of((_YES, _NO)), cancel, most=4) if fits(llm, prompt, 4) else _NO
    if cancel or answer not in (_YES, _NO):
        return False
    if answer == _YES:
        memory.ledger.merge(less.id, fuller.id, memory.now())
    # After it: what a power cut interrupts is asked again, and a pair that is one is none any more.
    Marks(db).put(_mark(less, fuller), answer)
    return answer == _YES


def pairs(memory: Memory, db: SqliteFile) -> Iterator[tuple[MemoryItem, MemoryItem]]:
    """Rows that nearly say the same and of which nobody was asked yet; the one that would go first."""
    slots: dict[tuple[str, str], list[MemoryItem]] = {}
    for item in memory.ledger.items(memory.person, memory.persona, open_only=True):
        if item.predicate in _KEYS and item.polarity == "yes" and item.cardinality == "many":
            slots.setdefault((item.subject, item.predicate), []).append(item)
    marks = Marks(db)
    for rows in slots.values():
        for older, newer in combinations(rows[-_MOST:], 2):
            if near(older.object, newer.object):
                pair = _ordered(older, newer)
                if not marks.get(_mark(*pair)):
                    yield pair


def _ordered(older: MemoryItem, newer: MemoryItem) -> tuple[MemoryItem, MemoryItem]:
    """The fuller one stays; of equals the newer one."""
    return (newer, older) if len(same_value(older.object)) > len(same_value(newer.object)) else (older, newer)


def _mark(one: MemoryItem, other: MemoryItem) -> str:
    low, high = sorted((one.id, other.id))
    return f"same:{low}:{high}"


def _told(item: MemoryItem) -> str:
    before = told(item.subject, item.predicate, "").removeprefix("对方")
    return f"{before}「{item.object}」"
