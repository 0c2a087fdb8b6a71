"""A run and a comparison on the terminal: tables that fit its width; plain text, without colours, elsewhere."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from roleplay_lite.evaluation.reporting.cells import Grid, duration, grid_of_figures, grid_of_table, plain
from roleplay_lite.evaluation.reporting.run_report import RunReport

if TYPE_CHECKING:
    from rich.console import Console, ConsoleOptions, RenderResult
    from rich.table import Table

    from roleplay_lite.evaluation.reporting.compare import Comparison
    from roleplay_lite.evaluation.suite import SuiteReport

PLAIN_WIDTH = 100
"""Where no terminal says how wide it is."""
_GAP = 2
_TEXT = 12
"""A column of texts is not made narrower than this."""


def print_report(run: RunReport, console: Console) -> None:
    """Each suite: its figures, its own tables, what a reader must know."""
    ended = "" if run.finished else ", not finished"
    _say(console, f"{run.name}: {run.model} ({run.backend}), seed {run.seed}, {run.date}{ended}", style="bold")
    _say(console, f"{run.machine}; roleplay-lite {run.version}; {duration(run.seconds)}")
    for report in run.suites:
        _say(console, "")
        print_suite(report, console)
    if not run.suites:
        _say(console, "nothing is answered yet")


def print_suite(report: SuiteReport, console: Console) -> None:
    """One suite."""
    _say(console, f"{report.suite}: {report.about}", style="bold")
    if report.figures:
        for grid in fitting(report, _width(console)):
            print_grid(grid, console)
    for table in report.tables:
        _say(console, "")
        print_grid(grid_of_table(table), console)
    for note in report.notes:
        _say(console, f"- {note}", style="dim")


def print_comparison(comparison: Comparison, console: Console) -> None:
    """What changed from the first run to the second."""
    print_grid(grid_of_table(comparison.table()), console)
    for note in comparison.notes():
        _say(console, f"- {note}", style="dim")


def print_grid(grid: Grid, console: Console) -> None:
    """One table, its title above it and its note below; in parts where it is too wide even with its heads broken."""
    if grid.title:
        _say(console, grid.title, style="italic")
    width = _width(console)
    for part in (grid,) if _needs(grid, range(len(grid.columns))) <= width else _split(grid, width, lead=1):
        _show(console, _table(part, width, ruled=console.is_terminal))
    if grid.note:
        _say(console, grid.note, style="dim")


def fitting(report: SuiteReport, width: int) -> Iterator[Grid]:
    """The figures of a suite in as many tables as the width asks for: intervals go first, then measures go below."""
    for interval in (True, False):
        grid = grid_of_figures(report, interval=interval)
        if _needs(grid, range(len(grid.columns))) <= width:
            yield grid
            return
    yield from _split(grid, width, lead=2)


def _split(grid: Grid, width: int, *, lead: int) -> Iterator[Grid]:
    """Each part begins with the first columns."""
    first = list(range(lead))
    part = list(first)
    for column in range(lead, len(grid.columns)):
        if part != first and _needs(grid, [*part, column]) > width:
            yield _columns(grid, part)
            part = list(first)
        part.append(column)
    yield _columns(grid, part)


def _columns(grid: Grid, places: list[int]) -> Grid:
    return Grid(
        columns=tuple(grid.columns[place] for place in places),
        rows=tuple(tuple(row[place] for place in places) for row in grid.rows),
        right=tuple(grid.right[place] for place in places),
    )


def _needs(grid: Grid, places: Iterable[int]) -> int:
    """How wide these columns are at least, the last one's gap included."""
    return sum(_least(grid, place) + _GAP for place in places)


def _least(grid: Grid, place: int) -> int:
    """How wide a column has to be: numbers stay whole, heads break between words, texts anywhere."""
    from rich.cells import cell_len

    widest = max((cell_len(row[place]) for row in grid.rows), default=0)
    head = max(map(cell_len, grid.columns[place].split()), default=0)
    return max(widest, head) if grid.right[place] else max(min(widest, _TEXT), min(head, _TEXT))


def _table(grid: Grid, width: int, *, ruled: bool) -> Table:
    from rich import box
    from rich.cells import cell_len
    from rich.table import Table
    from rich.text import Text

    # A rule brings a gap of its own.
    lines, padding = box.SIMPLE_HEAD if ruled else None, (0, _GAP - ruled, 0, 0)
    table = Table(box=lines, show_edge=False, pad_edge=False, header_style="bold", padding=padding)
    columns = zip(grid.columns, *grid.rows, strict=True)
    whole = sum(max(map(cell_len, column)) + _GAP for column in columns)
    for place, (head, right) in enumerate(zip(grid.columns, grid.right, strict=True)):
        least = _least(grid, place) if whole > width and right else None
        # Mandarin has no spaces to break at; by default rich would cut it short.
        table.add_column(Text(head), justify="right" if right else "left", overflow="fold", width=least)
    for row in grid.rows:
        # As `Text`, since square brackets are not rich's markup here.
        table.add_row(*map(Text, row))
    return table


class _Wide:
    """Something printed at a width that the console does not know of."""

    def __init__(self, shown: object, width: int) -> None:
        self._shown, self._width = shown, width

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        yield from console.render(self._shown, options.update(width=self._width))  # type: ignore[arg-type]


def _width(console: Console) -> int:
    return console.width if console.is_terminal else max(console.width, PLAIN_WIDTH)


def _show(console: Console, shown: object) -> None:
    console.print(_Wide(shown, _width(console)), crop=False, highlight=False)


def _say(console: Console, text: str, *, style: str = "") -> None:
    from rich.text import Text

    _show(console, Text(plain(text), style=style))
