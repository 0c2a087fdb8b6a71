"""Which traits show best and worst, read out of a suite's own tables."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

from roleplay_lite.evaluation.reporting.run_report import RunReport
from roleplay_lite.evaluation.suite import SuiteReport

MEASURE = "salience@10"
CHANCE = 10 / 209
"""How often one trait of 209 is in a top 10 that is drawn blindly."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TraitShare:
    """One trait, and how often it was in the top 10 of what the replies show."""

    label: str
    mandarin: str
    share: float
    replies: int

    @property
    def name(self) -> str:
        """Both names."""
        return f"{self.mandarin} ({self.label})" if self.mandarin else self.label


def traits_of(report: SuiteReport) -> tuple[TraitShare, ...]:
    """The traits of a suite that has a table of them (its first column is `trait`), the most salient first."""
    return tuple(sorted(_rows(report), key=lambda one: (-one.share, one.label)))


def best_and_worst(run: RunReport, suite: str, most: int = 12) -> tuple[tuple[TraitShare, ...], tuple[TraitShare, ...]]:
    """The most and the least salient, each from its own end; no trait is in both."""
    report = run.suite(suite)
    found = traits_of(report) if report else ()
    most = min(most, len(found) // 2)
    return found[:most], tuple(reversed(found[len(found) - most :]))


def _rows(report: SuiteReport) -> Iterator[TraitShare]:
    for table in report.tables:
        if table.columns[:1] != ("trait",) or MEASURE not in table.columns:
            continue
        for row in table.rows:
            cells = dict(zip(table.columns, row, strict=False))
            share, replies = cells.get(MEASURE), cells.get("replies", 0)
            if isinstance(share, float | int) and math.isfinite(share):
                yield TraitShare(
                    label=str(cells["trait"]),
                    mandarin=str(cells.get("in Mandarin", "")),
                    share=float(share),
                    replies=replies if isinstance(replies, int) else 0,
                )
