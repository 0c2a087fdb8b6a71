"""`roleplay-lite persona interview`: what a character is like, by its own answers."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import click
from rich.console import Console
from rich.progress import Progress

from roleplay_lite.cli.persona.tables import as_json_option, print_json, print_rows
from roleplay_lite.device import Device
from roleplay_lite.engine_set import EngineSet
from roleplay_lite.engines import Cancel
from roleplay_lite.persona import load_persona
from roleplay_lite.persona.interview import Answer, Result, Spoken, interview, questions, score
from roleplay_lite.persona.radar import draw_radar

_MOST = 8


@click.command("interview")
@click.argument("persona", metavar="NAME|FILE")
@click.option("--model", default=None, help="qwen2.5-0.5b, qwen2.5-1.5b, a GGUF file, or auto; else the device's own.")
@click.option(
    "--items",
    "each",
    metavar="N",
    type=click.IntRange(2, _MOST),
    default=_MOST,
    show_default=True,
    help="At most so many questions for each factor and axis; an even number is balanced.",
)
@as_json_option
@click.option("--plot", "picture", type=click.Path(path_type=Path), default=None, help="Draw a radar into this file.")
def interview_persona(persona: str, model: str | None, each: int, as_json: bool, picture: Path | None) -> None:
    """Interview a character: Big Five and an MBTI-like type, scored by its answers, beside what its traits predict.

    The model answers in the character's part: 40 statements on a scale of five, 24 choices of two. It takes a minute
    with a model of half a billion parameters. A character that speaks English first is asked in English.

    \b
    Examples:
      roleplay-lite persona interview xiaoman
      roleplay-lite persona interview my-character.toml --model qwen2.5-1.5b --plot radar.png
      roleplay-lite persona interview niaoniao --items 2 --json
    """
    who = load_persona(persona)
    device = Device.read()
    device = replace(device, llm=replace(device.llm, model=model or device.llm.model))
    language: Spoken = "en" if who.languages[0] == "en" else "zh"
    asked = questions(each)
    began = time.monotonic()
    with closing(EngineSet(device)) as engines:
        llm = engines.llm
        answers = list(_shown(interview(who, llm, asked, Cancel(), language), len(asked)))
        name = llm.abilities.name or device.llm.backend
    result, seconds = score(who, answers), time.monotonic() - began
    if picture:
        draw_radar(result, f"{who.id}, {name}", picture)
    if as_json:
        print_json(_as_json(result, answers) | {"persona": who.id, "model": name, "seconds": round(seconds, 1)})
        return
    print_rows(("what", "measured", "predicted", "difference", "consistency"), list(_rows(result)))
    for doubt in result.doubts:
        click.echo(f"doubtful: {doubt}", err=True)
    click.echo(f"{len(answers)} questions to {name} in {seconds:.0f} s" + (f"; {picture}" if picture else ""), err=True)


def _shown(answers: Iterable[Answer], total: int) -> Iterator[Answer]:
    """With a bar on a terminal."""
    with Progress(console=Console(stderr=True), transient=True, disable=not sys.stderr.isatty()) as progress:
        yield from progress.track(answers, total=total, description="asking")


def _rows(result: Result) -> Iterator[tuple[str, ...]]:
    for factor in result.factors:
        predicted = "" if factor.predicted is None else f"{factor.predicted:.2f}"
        difference = "" if factor.difference is None else f"{factor.difference:+.2f}"
        yield factor.name, f"{factor.measured:.2f}", predicted, difference, f"{factor.consistency:.2f}"
    for axis in result.axes:
        same = ("same" if axis.measured == axis.predicted else "other") if axis.predicted else ""
        yield axis.letters, f"{axis.measured} ({axis.share:.0%} {axis.letters[0]})", axis.predicted, same, ""
    if result.axes:
        yield "type", result.mbti, result.predicted_mbti, "", ""


def _as_json(result: Result, answers: Iterable[Answer]) -> dict[str, Any]:
    return {
        "factors": [asdict(factor) | {"difference": factor.difference} for factor in result.factors],
        "axes": [asdict(axis) for axis in result.axes],
        "mbti": result.mbti,
        "predicted_mbti": result.predicted_mbti,
        "agreement": result.agreement,
        "first": result.first,
        "doubts": result.doubts,
        "answers": {answer.question.id: answer.said for answer in answers},
    }
