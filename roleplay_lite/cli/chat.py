"""`roleplay-lite chat`: a conversation in the terminal."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterable, Iterator
from typing import Any

import click

from roleplay_lite import events as ev
from roleplay_lite.cli.interrupt import interruptible
from roleplay_lite.cli.options import open_session, session_options
from roleplay_lite.errors import InputError, PersonaError
from roleplay_lite.session import Session
from roleplay_lite.turn import Piece

_LEAVING = {"/q", "/quit", "/exit", "/退出", "exit", "quit", "再见", "拜拜"}
_SWITCH = "/persona"
_HELP = "每行说一句话。/persona 名字 换人，/q 或 Ctrl-D 离开，Ctrl-C 打断。  (One line at a time; /q or Ctrl-D leaves.)"
MOST_BYTES = 1 << 20
"""Of one line read from a pipe; the rest of a longer one is skipped."""


@click.command(short_help="Chat in the terminal.")
@session_options
@click.option("--once", default=None, metavar="TEXT", help="Print one reply and leave.")
@click.option("--json", "as_json", is_flag=True, help="Print every event as a JSON line.")
def chat(once: str | None, as_json: bool, **options: Any) -> None:
    """Talk with a character by text.

    \b
    Examples:
      roleplay-lite chat
      roleplay-lite chat --persona tongshifu --model qwen2.5-1.5b
      roleplay-lite chat --once "你好" --json
      roleplay-lite chat    (then: 换成小满, or /persona xiaoman)
      printf '你好\\n你叫什么\\n' | roleplay-lite chat
    """
    with open_session(on_event=_print_event if as_json else _print_aside, **options) as session:
        show = _pass_over if as_json else _print_pieces
        if once is not None:
            with interruptible(session):
                show(session.reply(once))
            return
        _converse(session, show, quiet=as_json)


def _converse(session: Session, show: Any, *, quiet: bool) -> None:
    terminal = sys.stdin.isatty() and not quiet
    if terminal:
        click.echo(click.style(_HELP, dim=True), err=True)
    with interruptible(session):
        _label(session, shown=terminal)
        show(session.say())
    for said in _lines(prompt=_prompt() if terminal else ""):
        if said.strip().lower() in _LEAVING:
            if terminal:
                _label(session, shown=True)
            show(session.say(session.persona.lines.goodbye[0]))
            return
        if said.split(maxsplit=1)[:1] == [_SWITCH]:
            _greeted(session, said.partition(_SWITCH)[2].strip(), show, terminal=terminal)
            continue
        try:
            pieces = session.reply(said)
        except InputError as problem:
            click.echo(str(problem), err=True)
            continue
        with interruptible(session):
            _label(session, shown=terminal)
            show(pieces)


def _prompt() -> str:
    """The prompt with its colours marked as taking no room, so that readline knows where the line wraps."""
    return re.sub(r"(\x1b\[[0-9;]*m)", "\001\\1\002", click.style("你：", fg="cyan"))


def _label(session: Session, *, shown: bool) -> None:
    if shown:
        click.secho(f"{session.persona.name}：", fg="yellow", nl=False)


def _greeted(session: Session, name: str, show: Any, *, terminal: bool) -> None:
    """Another character takes over and greets."""
    try:
        session.switch(name)
    except PersonaError as problem:
        click.echo(str(problem), err=True)
        return
    with interruptible(session):
        _label(session, shown=terminal)
        show(session.say())


def _lines(prompt: str) -> Iterator[str]:
    """Lines of standard input; bytes that are not UTF-8 are told of, and the rest of their line is used."""
    if prompt:
        # Loading it gives `input` its line editing, wide characters included.
        import readline  # noqa: F401

        while True:
            try:
                yield input(prompt)
            except EOFError:
                click.echo()
                return
            except UnicodeDecodeError:
                click.echo("that was not UTF-8 text", err=True)
    while raw := sys.stdin.buffer.readline(MOST_BYTES):
        whole = raw.endswith(b"\n")
        text = raw.decode("utf-8", "ignore").rstrip("\r\n")
        if text.encode() != raw.rstrip(b"\r\n"):
            click.echo("some bytes of that line are not UTF-8 text and were left out", err=True)
        while not whole and (rest := sys.stdin.buffer.readline(MOST_BYTES)):
            whole = rest.endswith(b"\n")
        yield text


def _print_pieces(pieces: Iterable[Piece]) -> None:
    for piece in pieces:
        click.echo(piece.text, nl=False)
    click.echo()


def _pass_over(pieces: Iterable[Piece]) -> None:
    for _ in pieces:
        pass


def _print_event(event: ev.Event) -> None:
    click.echo(json.dumps(event.to_dict(), ensure_ascii=False))


def _print_aside(event: ev.Event) -> None:
    match event:
        case ev.Degraded():
            click.secho(f"\n[{event.stage}] {event.message}", fg=_on_terminal("red"), err=True)
        case ev.Commanded():
            wanted = event.action if event.value is None else f"{event.action} {event.value}"
            click.secho(f"[device] {wanted}", fg=_on_terminal("blue"), err=True)
        case ev.Rang():
            bell = "\a" if sys.stderr.isatty() else ""
            click.secho(f"\n{bell}[{event.kind}] {event.text}", fg=_on_terminal("magenta"), err=True)


def _on_terminal(colour: str) -> str | None:
    return colour if sys.stderr.isatty() else None
