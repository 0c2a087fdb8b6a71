"""What a replay is run with: engines and faculties of this machine, over a copy of the store that is thrown away."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path

from roleplay_lite.device import Device
from roleplay_lite.engine_set import EngineSet
from roleplay_lite.engines import Sampling
from roleplay_lite.faculty_set import FacultySet
from roleplay_lite.memory.index.index import Index
from roleplay_lite.memory.memory import Memory
from roleplay_lite.memory.migrations import migrations
from roleplay_lite.memory.sqlite_file import SqliteFile
from roleplay_lite.mind import Mind
from roleplay_lite.persona.persona import Persona
from roleplay_lite.tracing.inputs import Inputs
from roleplay_lite.tracing.replay import Parts


@contextmanager
def opened_parts(
    device: Device,
    db: SqliteFile,
    inputs: Inputs,
    persona: Persona,
    *,
    trouble: Callable[[str, Exception], None],
) -> Iterator[Parts]:
    """Of this device, for that turn; `trouble` is told what cannot be opened. Raises EngineError and ModelError."""
    with ExitStack() as stack:
        engines = stack.enter_context(closing(EngineSet(device)))
        copy = stack.enter_context(copied(db))
        _forget_since(copy, inputs.started)
        memory = Memory.open(
            copy, persona=persona.id, person=inputs.person, embed=engines.embed, clock=lambda: inputs.started
        )
        faculties = FacultySet(device, copy, embed=lambda: engines.embed, names=lambda: memory.names(), trouble=trouble)
        stack.callback(faculties.close)
        yield Parts(
            persona=persona,
            llm=engines.llm,
            limits=device.limits,
            faculties=faculties.of(persona, inputs.person, Mind(persona, memory, copy, device.safety)),
            sampling=Sampling(
                temperature=device.llm.temperature, max_tokens=device.limits.reply_tokens, seed=device.llm.seed or 1
            ),
        )


def _forget_since(copy: SqliteFile, then: float) -> None:
    """Memories are as they were before the turn: what was told at it or later goes, and what that had put an end to is
    so again."""
    index = Index(copy)
    with copy.writing() as db:
        later = [row[0] for row in db.execute("select id from memory where recorded_at >= ?", (then,))]
        for id_ in later:
            ended = db.execute("select id from memory where superseded_by = ?", (id_,)).fetchall()
            index.remove(db, [id_])
            db.execute("delete from memory where id = ?", (id_,))
            db.executemany("update memory set valid_to = null where id = ?", ended)
        db.execute("update memory set retracted_at = null where retracted_at >= ?", (then,))


@contextmanager
def copied(db: SqliteFile) -> Iterator[SqliteFile]:
    """A store with the same in it, of which nothing is left afterwards. A plain one is copied into memory alone; an
    encrypted one can only be copied to a file, under the same key."""
    with ExitStack() as stack:
        file = None
        if db.driver.key:
            file = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="roleplay-replay-"))) / "copy.db"
        made = SqliteFile(file, migrations, name="a copy of the store", elsewhere="TMPDIR", driver=db.driver)
        copy = stack.enter_context(closing(made))
        if db.file:
            source = stack.enter_context(closing(db.driver.connect(db.file, read_only=True)))
            with copy.writing() as target:
                # SQLite copies outside of transactions alone.
                target.execute("commit")
                source.backup(target)
                target.execute("begin")
        yield copy
