"""`roleplay-lite trace`: why a character said what it said, step by step, and the same line run again."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from roleplay_lite.cli.memory_options import json_option, show, show_json, store_option
from roleplay_lite.errors import InputError

if TYPE_CHECKING:
    from roleplay_lite.memory.sqlite_file import SqliteFile
    from roleplay_lite.tracing.inputs import Inputs
    from roleplay_lite.tracing.replay import Replayed
    from roleplay_lite.tracing.rows import Traced
    from roleplay_lite.turn import Step

_COLUMNS = ("step", "by", "ms", "decision", "evidence", "rule", "reason")


@click.group(short_help="Why it said what it said.")
def trace() -> None:
    """Why a character said what it said: each step of each turn, what decided it, and the same line run again. The last
    turns are kept (store.trace_turns in device.toml), in the person's own store.

    \b
    Examples:
      roleplay-lite trace last
      roleplay-lite trace show 412
      roleplay-lite trace replay 412
      roleplay-lite trace replay 412 --from recall --persona xiaoman
      roleplay-lite trace export trace.jsonl
    """


@contextmanager
def _opened(store: Path | None) -> Iterator[SqliteFile]:
    from roleplay_lite.memory.opening import IN_MEMORY, open_file, place_of

    place = place_of(store)
    if store and not place.exists():
        raise InputError(f"{store} is not there; give the file of a store")
    db = open_file(place if place.exists() else IN_MEMORY)
    try:
        yield db
    finally:
        db.close()


def _turn(db: SqliteFile, turn: int) -> Traced:
    from roleplay_lite.tracing.rows import traced

    found = traced(db, turn)
    if found is None:
        raise InputError(f"there is no trace of turn {turn}; `trace last` shows of which there is one")
    return found


@trace.command(short_help="Show the last turns.")
@click.option("-n", "most", type=click.IntRange(1, 10000), default=10, show_default=True, help="Show so many.")
@store_option
@json_option
def last(most: int, store: Path | None, as_json: bool) -> None:
    """Show the last turns that have a trace, the newest first, each with what decided it.

    \b
    Example:
      roleplay-lite trace last -n 3
    """
    from roleplay_lite.tracing import rows

    with _opened(store) as db:
        found = rows.last(db, most)
    if as_json:
        show_json([_as_dict(one) for one in found])
        return
    show([_line(one) for one in found], ("turn", "when", "who", "persona", "said", "reply", "by"))
    if not found:
        click.echo("no turn has a trace yet", err=True)


def _line(one: Traced) -> tuple[str, ...]:
    decided = {step.step: step.decision for step in one.steps}
    by = decided.get("check") or decided.get("recall") or one.outcome.value
    return str(one.id), _when(one), one.person, one.persona, one.said[:30], one.reply[:30], by


def _when(one: Traced) -> str:
    return f"{datetime.fromtimestamp(one.started):%Y-%m-%d %H:%M:%S}"


@trace.command("show", short_help="Show the steps of a turn.")
@click.argument("turn", type=int)
@store_option
@json_option
def show_(turn: int, store: Path | None, as_json: bool) -> None:
    """Show each step of a turn: by what it was done, how long it took, what it decided and what that rests on.

    \b
    Example:
      roleplay-lite trace show 412
    """
    with _opened(store) as db:
        found = _turn(db, turn)
    if as_json:
        show_json(_as_dict(found))
        return
    click.echo(f"turn {found.id}, {_when(found)}, {found.person} with {found.persona}, {found.outcome.value}")
    click.echo(f"said: {found.said}\nreply: {found.reply}")
    show([_row(step) for step in found.steps], _COLUMNS)
    if not found.replays:
        click.echo("what decided it is not kept: it cannot be replayed", err=True)


def _row(step: Step) -> tuple[str, ...]:
    shown = ", ".join(step.evidence)
    return step.step, step.by, f"{step.ms:.1f}", step.decision, shown, step.rule, step.reason


def _as_dict(one: Traced) -> dict[str, Any]:
    return {**asdict(one), "outcome": one.outcome.value}


@trace.command("replay", short_help="Run a turn again.")
@click.argument("turn", type=int)
@click.option(
    "--from", "start", type=click.Choice(["understand", "recall", "compose"]), default="compose", show_default=True,
    help="The first step that is run again.",
)  # fmt: skip
@click.option("--persona", default=None, help="Another character: a name, or a file.toml.")
@click.option("--text", default=None, help="Another line, in the same place of the conversation.")
@click.option("--device", type=click.Path(path_type=Path), default=None, help="A device.toml.")
@store_option
@json_option
def replay_(
    turn: int, start: str, persona: str | None, text: str | None, device: Path | None, store: Path | None, as_json: bool
) -> None:
    """Run a turn again with what decided it, from one of its steps on, with the same seed. Nothing is stored, and
    nothing is done in the world. Shows where it decides otherwise, and ends with 1 where it does with the same
    character and the same line.

    \b
    Examples:
      roleplay-lite trace replay 412
      roleplay-lite trace replay 412 --from understand --text 你喜欢下雨吗
    """
    from roleplay_lite.device import Device
    from roleplay_lite.persona import load_persona
    from roleplay_lite.tracing.opening import opened_parts
    from roleplay_lite.tracing.replay import replay, same_persona

    with _opened(store) as db:
        found, inputs = _turn(db, turn), _inputs(db, turn)
        who = load_persona(persona or inputs.persona or found.persona)
        changed = not same_persona(inputs, who)
        if changed:
            click.echo(f"{who.id} is another character than it was then", err=True)
        with opened_parts(Device.read(device), db, inputs, who, trouble=_tell) as parts:
            if inputs.llm and inputs.llm != parts.llm.abilities.name:
                click.echo(f"the model is {parts.llm.abilities.name}; it was {inputs.llm}", err=True)
            started: Any = "recall" if changed and start == "compose" and persona else start
            again = replay(inputs, found.steps, parts, start=started, text=text)
    if as_json:
        show_json(asdict(again))
    else:
        _show_again(found, again)
    if again.failed or (again.differences and not changed and text is None):
        raise click.exceptions.Exit(1)


def _inputs(db: SqliteFile, turn: int) -> Inputs:
    from roleplay_lite.tracing.rows import stored_inputs

    try:
        inputs = stored_inputs(db, turn)
    except ValueError as problem:
        raise InputError(f"turn {turn} was kept by another release and cannot be replayed: {problem}") from problem
    if inputs is None:
        raise InputError(f"what decided turn {turn} is not kept (it was forgotten, or off the record, or a greeting)")
    return inputs


def _tell(faculty: str, error: Exception) -> None:
    click.echo(f"{faculty} is done without: {error}", err=True)


def _show_again(found: Traced, again: Replayed) -> None:
    click.echo(f"then: {found.reply}\nnow:  {again.reply}")
    show([_row(step) for step in again.steps], _COLUMNS)
    for one in again.differences:
        click.echo(f"{one.step}: {one.what} was {one.then or 'nothing'}, is {one.now or 'nothing'}")
    if again.failed:
        click.echo(f"the step {again.failed} failed", err=True)
    elif not again.differences:
        click.echo("the same decisions")


@trace.command(short_help="Write traces to a file.")
@click.argument("target", metavar="FILE|-", default="-")
@click.option("-n", "most", type=click.IntRange(1, 100000), default=1000, show_default=True, help="So many at most.")
@click.option("--with-words", is_flag=True, help="What was said and what decided it, too: names, memories and all.")
@store_option
def export(target: str, most: int, with_words: bool, store: Path | None) -> None:
    """Write the traces of the last turns, the oldest first, a JSON object a line. Without --with-words there is no word
    of anybody's in it, and people are numbers.

    \b
    Examples:
      roleplay-lite trace export trace.jsonl
      roleplay-lite trace export - -n 1 --with-words
    """
    import json
    import os

    with _opened(store) as db:
        lines = [json.dumps(one, ensure_ascii=False) + "\n" for one in _exported(db, most, with_words)]
    if target == "-":
        click.echo("".join(lines), nl=False)
        return
    try:
        # For its owner alone, as the store is.
        with open(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as stream:
            stream.writelines(lines)
    except OSError as problem:
        raise InputError(f"{target} cannot be written: {problem.strerror or problem}") from problem
    click.echo(f"{len(lines)} turns in {target}", err=True)


def _exported(db: SqliteFile, most: int, with_words: bool) -> Iterator[dict[str, Any]]:
    from roleplay_lite.tracing import rows
    from roleplay_lite.tracing.codec import to_json

    people: dict[str, str] = {}
    for one in reversed(rows.last(db, most)):
        data = _as_dict(one)
        if with_words:
            if one.replays:
                data["inputs"] = to_json(_inputs(db, one.id))
        else:
            del data["said"], data["reply"]
            data["person"] = people.setdefault(one.person, f"person-{len(people) + 1}")
            for step in data["steps"]:
                step["reason"] = _wordless(step["reason"])
                step["input"] = step["output"] = ""
        yield data


def _wordless(reason: str) -> str:
    """A reason may quote what was drafted; codes are ASCII."""
    return re.sub(r"[^\x20-\x7e]+", "…", reason)
