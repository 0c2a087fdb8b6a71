"""`roleplay-lite eval scorer`: how well the scorer of traits reads what it has not learnt from."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

import click


@click.command(short_help="The scorer of traits, on replies that it has not learnt from.")
@click.option(
    "--learnt",
    type=click.Path(path_type=Path, dir_okay=False),
    default=None,
    help="What it has learnt, as training wrote it; what ships by default.",
)
@click.option("--text", "texts", multiple=True, help="Rank the traits of this reply instead; again for more.")
@click.option("--top", type=click.IntRange(1), default=10, show_default=True, help="With --text: so many traits.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON, for programs.")
def scorer(learnt: Path | None, texts: tuple[str, ...], top: int, as_json: bool) -> None:
    """Rank the 209 traits of replies that were written to show one, and count how often it stands among the first: by
    group, against chance, and against the person's line in the reply's place. Salience is measured with this scorer.

    \b
    Examples:
      roleplay-lite eval scorer
      roleplay-lite eval scorer --json
      roleplay-lite eval scorer --text 都怪你，我早说了别走这条路！
    """
    from roleplay_lite.evaluation.scorer import TraitScorer

    ranker = TraitScorer.load(learnt) if learnt else TraitScorer.load()
    if texts:
        _rank(ranker.rank_many(texts), texts, top, as_json)
        return
    from roleplay_lite.evaluation.scorer.report import report

    found = report(ranker)
    if as_json:
        click.echo(json.dumps(asdict(found), ensure_ascii=False, indent=1))
        return
    from rich.console import Console

    from roleplay_lite.evaluation.reporting.terminal import print_suite

    print_suite(found, Console())


def _rank(rankings: tuple[tuple[tuple[str, float], ...], ...], texts: tuple[str, ...], top: int, as_json: bool) -> None:
    from roleplay_lite.persona.traits.dictionary import find

    shown = [
        {"text": text, "traits": [{"label": label, "probability": share} for label, share in ranking[:top]]}
        for text, ranking in zip(texts, rankings, strict=True)
    ]
    if as_json:
        click.echo(json.dumps(shown, ensure_ascii=False, indent=1))
        return
    for text, ranking in zip(texts, rankings, strict=True):
        click.echo(text)
        for label, share in ranking[:top]:
            click.echo(f"  {share:6.1%}  {label}  {find(label).zh}")
