"""`roleplay-lite eval kvpi`: responses against a profile, judged and held to what people said."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from roleplay_lite.evaluation.kvpi import Part, Report, Score


@click.command(short_help="Responses against a profile (KvPI).")
@click.option("--data", required=True, type=click.Path(path_type=Path), help="KvPI's JSON lines.")
@click.option(
    "--split",
    type=click.Choice(["report", "tune", "all"]),
    default="report",
    show_default=True,
    help="The weights were learned from the part tune.",
)
@click.option("--json", "as_json", is_flag=True, help="Print JSON, for programs.")
def kvpi(data: Path, split: Part, as_json: bool) -> None:
    """Judge whether responses fit the gender, residence and sign of a profile, beside a plain keyword rule.

    \b
    Examples:
      roleplay-lite eval kvpi --data kvpi_dev.jsonl
      roleplay-lite eval kvpi --data kvpi_dev.jsonl --split all --json
    """
    from roleplay_lite.evaluation.kvpi import evaluate

    report = evaluate(data, split)
    if as_json:
        click.echo(json.dumps(asdict(report), ensure_ascii=False, indent=1))
    else:
        _print(report)


def _print(report: Report) -> None:
    sizes = ", ".join(f"{size} {part}" for part, size in report.sizes.items())
    click.echo(f"KvPI, part {report.part}: {report.model.count} pairs (of {sizes})")
    click.echo(f"  {'':<16}{'accuracy':>9}{'macro-F1':>10}{'pairs':>7}")
    rows = (("model", report.model), ("model, careful", report.careful), ("keyword rule", report.keywords))
    for name, score in (*rows, *report.keys.items()):
        click.echo(f"  {name:<16}{score.accuracy:>9.3f}{score.macro_f1:>10.3f}{score.count:>7}")
    for name, score in rows:
        _print_labels(name, score)
    click.echo(f"\n  {'contradicted from':<20}{'precision':>10}{'recall':>8}")
    for step in report.contradicted:
        click.echo(f"  {step.threshold:<20.2f}{step.precision:>10.3f}{step.recall:>8.3f}")


def _print_labels(name: str, score: Score) -> None:
    click.echo(f"\n  {name:<16}{'precision':>10}{'recall':>8}{'F1':>7}{'pairs':>7}")
    for label, one in score.labels.items():
        click.echo(f"  {label:<16}{one.precision:>10.3f}{one.recall:>8.3f}{one.f1:>7.3f}{one.count:>7}")
