"""The recipe of `learnt.npz`: the exemplars' train split, and nothing else.

    pip install 'roleplay-lite[eval]'
    python -m roleplay_lite.evaluation.scorer.train roleplay_lite/evaluation/scorer/learnt.npz

The held split is never read. The same exemplars give the same file on the same machine.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click
import numpy as np

from roleplay_lite.evaluation.scorer.exemplars import Exemplar, exemplars
from roleplay_lite.evaluation.scorer.learning import Labels, Replies, learn
from roleplay_lite.evaluation.scorer.learnt import Learnt, Whole
from roleplay_lite.evaluation.scorer.validation import TOPS, cross_validated, fitted_temperature, hits, places
from roleplay_lite.persona.traits.dictionary import labels_209


@click.command()
@click.argument("out", type=click.Path(dir_okay=False, path_type=Path))
def main(out: Path) -> None:
    """Learn from the train split and write what was learnt to OUT, with what cross-validation finds."""
    learnt, found = trained(exemplars("train"))
    learnt.write(out)
    click.echo(f"{out}: {out.stat().st_size} bytes, {len(learnt.grams)} grams, temperature {learnt.temperature:.4f}")
    click.echo("cross-validated: " + ", ".join(f"top {top} {share:.1%}" for top, share in found.items()))


def trained(rows: Sequence[Exemplar], labels: Sequence[str] = labels_209()) -> tuple[Learnt, dict[int, float]]:
    """What is learnt from the rows, its temperature by cross-validation, and what that finds for each of `TOPS`."""
    replies, of, meant = Replies.of([row.reply for row in rows]), label_places(rows, labels), Labels.of(labels)
    found = cross_validated(replies, meant, of)
    learnt = learn(replies, meant, of, temperature=fitted_temperature(found, of))
    return learnt, {top: hits(places(found, of), top) for top in TOPS}


def label_places(rows: Sequence[Exemplar], labels: Sequence[str] = labels_209()) -> Whole:
    """Where each row's label stands among the labels."""
    place = {label: number for number, label in enumerate(labels)}
    return np.array([place[row.label] for row in rows], np.int64)


if __name__ == "__main__":
    main()
