"""`roleplay-lite stage`: characters talk with each other."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from roleplay_lite.cli.interrupt import interruptible
from roleplay_lite.cli.options import ADAPTER
from roleplay_lite.device import Device
from roleplay_lite.errors import EngineMissing
from roleplay_lite.stage import TURNS, Line, Stage
from roleplay_lite.turn import Audio, Piece

if TYPE_CHECKING:
    from roleplay_lite.voice.wav import WavWriter

GAP_SECONDS = 0.4
"""Silence between two lines in the file."""
_COLOURS = ("yellow", "green", "magenta", "blue", "cyan")


@click.command(short_help="Let characters talk with each other.")
@click.option("--personas", required=True, metavar="A,B", help="Two or more characters, by name or file.")
@click.option("--topic", required=True, help="What they talk about.")
@click.option("--turns", type=click.IntRange(1, 200), default=TURNS, show_default=True, help="Lines at most.")
@click.option("--model", default=None, help="The language model, as in chat.")
@click.option("--adapter", default=None, help=ADAPTER)
@click.option("--device", type=click.Path(path_type=Path), default=None, help="A device.toml.")
@click.option("--seed", type=click.IntRange(0, 2**32 - 1), default=None, help="The same seed draws the same words.")
@click.option("--wav", type=click.Path(path_type=Path), default=None, help="Speak it into this WAV too.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON line for each line of the play.")
def stage(
    personas: str,
    topic: str,
    turns: int,
    model: str | None,
    adapter: str | None,
    device: Path | None,
    seed: int | None,
    wav: Path | None,
    as_json: bool,
) -> None:
    """Let two or more characters talk on a topic, each in its own way.

    On a terminal Ctrl-C lets you cut in: type a line, or press Enter on an empty one to end the play.

    \b
    Examples:
      roleplay-lite stage --personas niaoniao,tongshifu --topic 下雨天该干什么
      roleplay-lite stage --personas xiaoman,milo,ajiao --topic 周末去哪儿 --turns 12 --wav play.wav
    """
    recipe = Device.read(device)
    llm = replace(recipe.llm, model=model or recipe.llm.model, seed=recipe.llm.seed if seed is None else seed)
    if adapter is not None:
        llm = replace(llm, adapter=adapter, adapters={})
    names = [name.strip() for name in personas.split(",") if name.strip()]
    with ExitStack() as closing:
        written = closing.enter_context(_writer(wav)) if wav else None
        play = Stage.open(names, topic=topic, device=replace(recipe, llm=llm), voice=wav is not None)
        closing.enter_context(play)
        left = turns
        while left > 0:
            left -= _play(play, left, written, as_json=as_json)
            if left <= 0 or play.ended or not _cut_in(play):
                break
    if as_json:
        click.echo(json.dumps({"ended": play.ended}, ensure_ascii=False))
    elif sys.stderr.isatty():
        click.secho(f"({play.ended or 'ended'})", dim=True, err=True)


def _play(stage: Stage, turns: int, written: WavWriter | None, *, as_json: bool) -> int:
    """Show lines until the play is over or Ctrl-C; gives how many."""
    shown = 0
    try:
        for line in stage.play(turns):
            shown += 1
            with interruptible(line.session):
                _show(stage, line, written, as_json=as_json)
    except KeyboardInterrupt:
        if not sys.stdin.isatty():
            raise
    return shown


def _show(stage: Stage, line: Line, written: WavWriter | None, *, as_json: bool) -> None:
    if not as_json:
        colour = _COLOURS[stage.personas.index(line.speaker) % len(_COLOURS)]
        click.secho(f"{line.speaker.name}：", fg=colour, nl=False)
    text: list[str] = []

    def shown() -> Iterator[Piece]:
        for piece in line.pieces:
            text.append(piece.text)
            if not as_json:
                click.echo(piece.text, nl=False)
            yield piece

    if written:
        _speak(line, shown(), written)
    else:
        for _ in shown():
            pass
    told = {"persona": line.speaker.id, "name": line.speaker.name, "text": "".join(text)}
    click.echo(json.dumps(told, ensure_ascii=False) if as_json else "")


def _speak(line: Line, pieces: Iterator[Piece], written: WavWriter) -> None:
    audio = None
    for audio in line.session.speak(pieces):
        written.write(audio)
    if audio:
        written.write(Audio(pcm=bytes(2 * int(GAP_SECONDS * audio.sample_rate)), sample_rate=audio.sample_rate))


def _cut_in(stage: Stage) -> bool:
    """What the person says in between; False ends the play."""
    if not sys.stdin.isatty():
        return False
    try:
        said = input("\n你：").strip()
    except (EOFError, KeyboardInterrupt):
        return False
    if said:
        stage.say(said)
    return bool(said)


def _writer(wav: Path) -> WavWriter:
    try:
        from roleplay_lite.voice.wav import WavWriter
    except ImportError as error:
        hint = 'pip install "roleplay-lite[tts]"'
        raise EngineMissing(f"speaking needs the package {error.name!r}", stage="speak", hint=hint) from error
    return WavWriter(wav)
