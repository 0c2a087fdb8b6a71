"""A piece of the idle work at a time: sum up, join, reflect."""

from __future__ import annotations

from roleplay_lite.engines import Cancel, Llm
from roleplay_lite.memory.consolidation import merging, reflecting, summarising
from roleplay_lite.memory.memory import Memory
from roleplay_lite.memory.people import GUEST


def consolidate(memory: Memory, llm: Llm, cancel: Cancel, *, before: float, most: int = 1) -> int:
    """Do at most `most` pieces of work; gives how many rows came of it. Returns within a token once cancelled.

    `before` is when the conversation at hand began: only those before it are summed up. Nothing is deleted, and what
    the model says is kept only where the rows and the conversation bear it out. Whatever interrupts it, a piece is done
    whole or not at all, and not twice. Raises EngineError and StoreError, with nothing written of that piece.
    """
    db, written = memory.db, 0
    for _ in range(most):
        if cancel or _of_a_guest(memory):
            break
        written += (
            summarising.summarise(memory, db, llm, cancel, before=before)
            or merging.merge(memory, db, llm, cancel)
            or reflecting.reflect(memory, db, llm, cancel)
        )
    return written


def pending(memory: Memory, *, before: float) -> bool:
    """Whether there is anything to be done; a look into the rows."""
    db = memory.db
    return not _of_a_guest(memory) and (
        next(summarising.waiting(memory, db, before=before), None) is not None
        or next(merging.pairs(memory, db), None) is not None
        or reflecting.no_longer(memory) is not None
        or bool(reflecting.offered(memory, db))
    )


def _of_a_guest(memory: Memory) -> bool:
    """Of whom nothing is made, since nothing is to be left."""
    person = memory.ledger.person(memory.person)
    return person is None or person.scope == GUEST
