"""A run as GitHub's Markdown. The same run gives the same text, byte for byte."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime

from roleplay_lite.evaluation.reporting.cells import Grid, duration, grid_of_figures, grid_of_table, plain
from roleplay_lite.evaluation.reporting.run_report import RunReport
from roleplay_lite.evaluation.suite import SuiteReport

_MARKS = re.compile(r"[\\*\[\]<|~]|(?<![^\W_])_|_(?![^\W_])")
"""Underscores inside a word mark nothing."""
_ENTITY = re.compile(r"&(?=#?\w+;)")
_STARTS = re.compile(r"^(\d*)([#+=.)>-])")
"""What would begin a heading, a list or a quotation."""
_CODE = re.compile(r"(`[^`]+`)")


def to_markdown(run: RunReport) -> str:
    """The whole run: who answered, and each suite."""
    parts = [f"# {escaped(run.name)}", table_of_runs([run]), *(to_section(one) for one in run.suites)]
    return "\n\n".join(parts) + "\n"


def to_section(report: SuiteReport, *, level: int = 2, title: str = "") -> str:
    """One suite under a heading of its own."""
    return "\n\n".join(_section(report, level, title or report.suite))


def _section(report: SuiteReport, level: int, title: str) -> Iterator[str]:
    yield f"{'#' * level} {escaped(title)}"
    yield prose(report.about)
    if report.figures:
        yield to_table(grid_of_figures(report))
    for table in report.tables:
        yield to_table(grid_of_table(table))
    if report.notes:
        yield listed(report.notes)


def to_table(grid: Grid) -> str:
    """One table, with its title above it and its note below."""
    lines = [_row(grid.columns), "".join("|---:" if right else "|---" for right in grid.right) + "|"]
    lines += [_row(row) for row in grid.rows]
    title = [f"**{escaped(grid.title)}**"] if grid.title else []
    return "\n\n".join([*title, "\n".join(lines), *([prose(grid.note)] if grid.note else [])])


def table_of_runs(runs: Sequence[RunReport]) -> str:
    """What a figure is worth nothing without: model, machine, version, date, seed."""
    columns = ("run", "model", "backend", "version", "seed", "begun (UTC)", "took", "machine")
    rows = tuple(
        (one.name, one.model, one.backend, one.version, str(one.seed), _begun(one), _took(one), one.machine)
        for one in runs
    )
    return to_table(Grid(columns=columns, rows=rows, right=(False,) * len(columns)))


def listed(sentences: Iterable[str]) -> str:
    """A list of sentences."""
    return "\n".join(f"- {prose(one)}" for one in sentences)


def prose(text: str) -> str:
    """A sentence that the code wrote: what stands between backticks is code, all else is plain text."""
    parts = _CODE.split(plain(text))
    marked = "".join(part if place % 2 else _marked(part) for place, part in enumerate(parts))
    return _STARTS.sub(r"\1\\\2", marked)


def escaped(text: str) -> str:
    """Text that is read as it stands, in a cell too: no mark of Markdown, no HTML, no end of line."""
    return _marked(plain(text))


def _marked(text: str) -> str:
    marked = _ENTITY.sub("&amp;", _MARKS.sub(r"\\\g<0>", text))
    return marked.replace("`", "&#96;").replace("](", "]\\(")


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(escaped(cell) for cell in cells)} |"


def _begun(run: RunReport) -> str:
    return datetime.fromtimestamp(run.started, UTC).strftime("%Y-%m-%d %H:%M")


def _took(run: RunReport) -> str:
    return duration(run.seconds) + ("" if run.finished else ", not finished")
