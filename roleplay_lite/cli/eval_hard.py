"""`roleplay-lite eval hard`: contrastive pairs made of characters, for training elsewhere."""

from __future__ import annotations

import sys
from collections import Counter
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from roleplay_lite.errors import InputError
from roleplay_lite.persona import load_persona, persona_files

if TYPE_CHECKING:
    from roleplay_lite.evaluation.hard.samples import HardSample

ALL = "all"


@click.command(short_help="Write hard samples: right answers beside wrong ones.")
@click.option("--persona", default=ALL, show_default=True, help="A name, a file.toml of your own, or all.")
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), required=True, help="The JSON lines to write.")
@click.option(
    "--count", type=click.IntRange(1), default=None, help="So many, as many of each change as may be; all by default."
)
@click.option(
    "--seed", type=click.IntRange(0, 2**31 - 1), default=1, show_default=True, help="Draws values and questions."
)
@click.option(
    "--today",
    type=click.DateTime(["%Y-%m-%d"]),
    default=None,
    help="The day on which ages are right; today by default.",
)
@click.option("--force", is_flag=True, help="Replace the file where it is there already.")
def hard(persona: str, out: Path, count: int | None, seed: int, today: datetime | None, force: bool) -> None:
    """Change one fact of a character (whose it is, whether it is so, a number, what follows from it, its value), and
    write the answer that the facts give beside the one that the changed character would give. No model is asked.

    docs/hard-samples.md says what each field of a line means.

    \b
    Examples:
      roleplay-lite eval hard --persona all --out hard.jsonl
      roleplay-lite eval hard --persona my-character.toml --out hard.jsonl --count 100 --seed 7
    """
    from roleplay_lite.evaluation.hard.export import write_samples
    from roleplay_lite.evaluation.hard.samples import evenly

    names = sorted(persona_files()) if persona == ALL else [persona]
    samples = evenly(_made(names, today.date() if today else date.today(), seed), count or 0)
    if not samples:
        raise InputError("there is nothing to change: the persona has no facts")
    write_samples(samples, out, replace=force)
    kinds = Counter(str(sample.change) for sample in samples)
    told = ", ".join(f"{kinds[kind]} {kind}" for kind in sorted(kinds))
    click.echo(f"{out}: {len(samples)} samples ({told})", err=True)


def _made(names: list[str], today: date, seed: int) -> list[HardSample]:
    """Those of each character in turn, with a bar on a terminal."""
    from rich.console import Console
    from rich.progress import Progress

    from roleplay_lite.evaluation.hard.samples import hard_samples

    with Progress(console=Console(stderr=True), transient=True, disable=not sys.stderr.isatty()) as progress:
        each = progress.track(names, description="changing")
        return [sample for name in each for sample in hard_samples(load_persona(name), today, seed=seed)]
