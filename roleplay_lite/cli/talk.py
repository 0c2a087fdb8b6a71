"""`roleplay-lite talk`: spoken turns, from a WAV to a WAV."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from roleplay_lite import events as ev
from roleplay_lite.cli.interrupt import interruptible
from roleplay_lite.cli.options import open_session, session_options
from roleplay_lite.errors import AudioError, EngineMissing
from roleplay_lite.session import Session
from roleplay_lite.turn import Audio, Utterance

if TYPE_CHECKING:
    from roleplay_lite.voice.wav import WavWriter

GAP_SECONDS = 0.5
"""Silence between two answers in the file."""


@click.command(short_help="Talk by voice, from a WAV to a WAV.")
@session_options
@click.option(
    "--wav", required=True, type=click.Path(path_type=Path), help="What the person says; one or more utterances."
)
@click.option("--out", required=True, type=click.Path(path_type=Path), help="Where the answers go, as a WAV.")
@click.option(
    "--json", "as_json", is_flag=True, help="Print every event as a JSON line, with the metrics of each turn."
)
def talk(wav: Path, out: Path, as_json: bool, **options: Any) -> None:
    """Hear a WAV, answer in character, and write the voice to a WAV.

    \b
    Examples:
      roleplay-lite talk --wav question.wav --out answer.wav
      roleplay-lite talk --wav question.wav --out answer.wav --persona tongshifu --json
    """
    try:
        # Only here, so that text chat works without the packages that sound needs.
        from roleplay_lite.voice.wav import WavWriter, read_wav
    except ImportError as error:
        hint = 'pip install "roleplay-lite[asr,tts]"'
        raise EngineMissing(f"talking needs the package {error.name!r}", stage="hear", hint=hint) from error
    blocks = read_wav(wav)
    with open_session(on_event=_print_event if as_json else _Transcript(), voice=True, **options) as session:
        turns = 0
        with WavWriter(out) as written:
            for utterance in session.hear(blocks):
                turns += 1
                with interruptible(session):
                    _answer(session, utterance, written)
            if not turns:
                raise AudioError(f"no speech was heard in {wav}")
    if not as_json:
        click.echo(f"{turns} {'turn' if turns == 1 else 'turns'}, {written.seconds:.1f} s of speech in {out}", err=True)


def _answer(session: Session, utterance: Utterance, written: WavWriter) -> None:
    audio = None
    for audio in session.speak(session.reply(utterance)):
        written.write(audio)
    if audio:
        written.write(Audio(pcm=bytes(2 * int(GAP_SECONDS * audio.sample_rate)), sample_rate=audio.sample_rate))


def _print_event(event: ev.Event) -> None:
    click.echo(json.dumps(event.to_dict(), ensure_ascii=False))


class _Transcript:
    """Prints the conversation as it is spoken."""

    def __init__(self) -> None:
        self._name = ""

    def __call__(self, event: ev.Event) -> None:
        match event:
            case ev.Ready():
                self._name = event.name
            case ev.Heard():
                click.echo(f"{click.style('你：', fg='cyan')}{event.text}")
                click.echo(click.style(f"{self._name}：", fg="yellow"), nl=False)
            case ev.PieceReady():
                click.echo(event.text, nl=False)
            case ev.Measured():
                click.echo()
                figures = (f"{name} {seconds:.2f} s" for name, seconds in event.metrics.items())
                click.echo(click.style("  ".join(figures), dim=True), err=True)
            case ev.Degraded():
                click.secho(f"[{event.stage}] {event.message}", fg="red", err=True)
