"""How a figure is written in a table, and how the figures of a suite become one; for the terminal and for Markdown."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from roleplay_lite.evaluation.suite import Cell, Figure, SuiteReport, Table

NOTHING = "–"
BLIND = "chance"
"""How measures begin that are computed, and the same in every run."""
_UNIT = re.compile(r"[(（][^()（）]+[)）]\s*$")


_NUMBER = re.compile(r"[-+−<]? ?\d[\d,.]*( ?%| [a-zA-Z]+)?$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """A table whose cells are written out."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    right: tuple[bool, ...]
    """Which columns hold numbers, and stand to the right."""
    title: str = ""
    note: str = ""


def plain(text: str) -> str:
    """Text in one line, without what steers a terminal."""
    return " ".join("".join(char if char.isprintable() else " " for char in text).split())


def share(value: float) -> str:
    """`30.4 %`."""
    return f"{100 * value:.1f} %" if math.isfinite(value) else NOTHING


def number(value: float) -> str:
    """Three digits that say something, thousands with a comma; whole numbers whole."""
    if not math.isfinite(value):
        return NOTHING
    if isinstance(value, int) or abs(value) >= 100:
        return f"{value:,.0f}"
    return f"{value:.1f}" if abs(value) >= 10 else f"{value:.2f}"


def points(value: float) -> str:
    """A difference of two shares, in points: `+3.2`."""
    return f"{100 * value:+.1f}" if math.isfinite(value) else NOTHING


def chance_of(p: float) -> str:
    """A p value: `0.031`, and `< 0.001` below that."""
    return NOTHING if not math.isfinite(p) else "< 0.001" if p < 0.001 else f"{p:.3f}"


def duration(seconds: float) -> str:
    """`29 min`, `48 s`."""
    return f"{seconds / 60:.0f} min" if seconds >= 120 else f"{seconds:.0f} s"


def figure_cell(figure: Figure | None, *, interval: bool = True) -> str:
    """A figure, with its 95 % interval where it has one and there is room."""
    if not figure:
        return NOTHING
    if figure.unit:
        return number(figure.value)
    if not interval or (figure.low, figure.high) == (0.0, 0.0) or not math.isfinite(figure.value):
        return share(figure.value)
    return f"{share(figure.value)} ({100 * figure.low:.0f}–{100 * figure.high:.0f})"


def table_cell(value: Cell, column: str) -> str:
    """A cell of a suite's own table: a float is a share unless its column names a unit in brackets."""
    if isinstance(value, str):
        return plain(value)
    if isinstance(value, int):
        return number(int(value))
    return number(value) if _UNIT.search(column) else share(value)


def grid_of_table(table: Table) -> Grid:
    """A suite's own table; a short row is filled up, a long one widens the table."""
    wide = max((len(table.columns), *(len(row) for row in table.rows)))
    columns = (*map(plain, table.columns), *[""] * (wide - len(table.columns)))
    rows = tuple(
        tuple(
            table_cell(value, column) for value, column in zip((*row, *[""] * (wide - len(row))), columns, strict=True)
        )
        for row in table.rows
    )
    right = tuple(_numeric(column) for column in zip(*rows, strict=True)) or (False,) * wide
    return Grid(columns=columns, rows=rows, right=right, title=plain(table.title), note=plain(table.note))


def grid_of_figures(report: SuiteReport, *, interval: bool = True) -> Grid:
    """Groups down, measures across. `n` is the number of samples; a figure that has another says it in its cell."""
    measures = list(dict.fromkeys((one.name, one.unit) for one in report.figures))
    groups = list(dict.fromkeys(one.group for one in report.figures))
    found = {(one.group, one.name, one.unit): one for one in report.figures}
    rows = []
    for group in groups:
        figures = [found.get((group, *measure)) for measure in measures]
        counts = Counter(one.count for one in figures if one and not one.name.startswith(BLIND))
        usual = max(counts, key=lambda count: (counts[count], count), default=0)
        cells = [_with_count(figure_cell(one, interval=interval), one, usual) for one in figures]
        rows.append((plain(group), number(usual), *cells))
    heads = [plain(f"{name} ({unit})" if unit else name) for name, unit in measures]
    return Grid(columns=("", "n", *heads), rows=tuple(rows), right=(False, *[True] * (len(heads) + 1)))


def _numeric(cells: Iterable[str]) -> bool:
    found = [cell for cell in cells if cell not in ("", NOTHING)]
    return bool(found) and all(map(_NUMBER.match, found))


def _with_count(cell: str, figure: Figure | None, usual: int) -> str:
    if not figure or figure.count == usual or figure.name.startswith(BLIND):
        return cell
    return f"{cell}, n {number(figure.count)}"
