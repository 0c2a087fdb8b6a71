"""Tables that can be read: at a hundred columns, with Mandarin in them, on a terminal and in a pipe."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import Console

from roleplay_lite.evaluation.reporting.cells import Grid, grid_of_table
from roleplay_lite.evaluation.reporting.compare import compare
from roleplay_lite.evaluation.reporting.deck import control_table, deck_table
from roleplay_lite.evaluation.reporting.run_report import RunReport
from roleplay_lite.evaluation.reporting.terminal import fitting, print_comparison, print_grid, print_report
from roleplay_lite.evaluation.suite import Figure, SuiteReport, Table

from .made import BRACKETS, PIPES, home_truths, run

SMALL = run()
LARGE = run("qwen2.5-1.5b-1", "qwen2.5-1.5b", lift=0.1)
ANSI = "\x1b["
WORDS = st.text(st.sampled_from("春眠不觉晓 abc，。[]|/*\n\t\x1b"), max_size=60)


def console(width: int = 100, *, terminal: bool = False) -> Console:
    """A terminal of that width, or a pipe."""
    colours: Literal["standard", "auto"] = "standard" if terminal else "auto"
    return Console(file=io.StringIO(), width=width, force_terminal=terminal, color_system=colours, legacy_windows=False)


def printed(one: RunReport, width: int = 100, *, terminal: bool = False) -> str:
    shown = console(width, terminal=terminal)
    print_report(one, shown)
    return text_of(shown)


def text_of(shown: Console) -> str:
    assert isinstance(shown.file, io.StringIO)
    return shown.file.getvalue()


def words(line: str) -> str:
    return " ".join(line.split())


def bare(text: str) -> str:
    return re.sub(r"\x1b\[[0-9;]*m", "", text)


def test_a_share_is_in_percent_with_its_interval_and_its_number() -> None:
    row = next(line for line in printed(SMALL).splitlines() if line.startswith("P209-top3"))
    assert words(row) == "P209-top3 40 37.5 % (24–53) 30.0 % (18–45) 65.0 % (50–78) 13.7 %"


def test_other_units_stand_in_the_head_and_not_as_percent() -> None:
    lines = printed(SMALL).splitlines()
    head = next(place for place, line in enumerate(lines) if "cost (ms)" in line and "seconds (s)" in line)
    assert words(lines[head]) == "n seconds (s) cost (ms) length (tokens)"
    assert words(lines[head + 1]) == "家乡 12 0.83 1,234 18.2"


def test_a_group_with_another_number_says_so() -> None:
    figures = [
        Figure(name=name, group="全部", value=0.5, count=count) for name, count in (("a", 9), ("b", 9), ("c", 4))
    ]
    text = printed(replace(SMALL, suites=(SuiteReport(suite="s", about="", figures=tuple(figures)),)))
    assert "全部  9  50.0 %  50.0 %  50.0 %, n 4" in text
    # Chance is computed, so that no number of samples stands behind it.
    chance = Figure(name="chance@10", group="全部", value=0.137, count=36)
    text = printed(replace(SMALL, suites=(SuiteReport(suite="s", about="", figures=(*figures, chance)),)))
    assert "50.0 %, n 4     13.7 %\n" in text


def test_what_was_not_measured_is_a_dash_and_never_nan() -> None:
    figures = [
        Figure(name="a", group="甲", value=float("nan"), count=0),
        Figure(name="b", group="乙", value=0.25, count=4),
    ]
    text = printed(replace(SMALL, suites=(SuiteReport(suite="s", about="", figures=tuple(figures)),)))
    assert "nan" not in text
    assert "甲  0  –" in text


@pytest.mark.parametrize("terminal", [False, True])
def test_columns_stay_in_line_beside_mandarin(terminal: bool) -> None:
    lines = bare(printed(replace(SMALL, suites=(home_truths(),)), terminal=terminal)).splitlines()
    ends = [cell_len(line.rstrip()) for line in lines if line.startswith(("家乡", "婚姻状况"))]
    assert len(ends) == 2
    assert len(set(ends)) == 1


@pytest.mark.parametrize("terminal", [False, True])
def test_a_hundred_columns_will_do_for_everything(terminal: bool) -> None:
    shown = console(terminal=terminal)
    print_report(SMALL, shown)
    print_comparison(compare(SMALL, LARGE), shown)
    for table in (deck_table([SMALL, LARGE]), control_table([SMALL, LARGE])):
        print_grid(grid_of_table(table), shown)
    text = bare(text_of(shown))
    assert max(cell_len(line) for line in text.splitlines()) <= 100
    # Nothing was dropped or cut for it.
    assert "…" not in text
    assert "25.0 % (14–40)" in text
    assert re.search(r"^P209-top1 +deck +31.31 % +30.82 % +50.96 % +80.57 % +93.61 % +46.10 %$", text, re.MULTILINE)
    assert re.search(r"^knowledge +Baseline +accuracy +47.5 % .*\d / \d+ / \d", text, re.MULTILINE)


@pytest.mark.parametrize("width", [30, 48, 60, 72])
def test_a_narrow_terminal_loses_intervals_and_no_figure(width: int) -> None:
    text = bare(printed(SMALL, width, terminal=True))
    assert max(cell_len(line) for line in text.splitlines()) <= width
    for figure in SMALL.suites[0].figures:
        assert f"{100 * figure.value:.1f} %" in text


def test_many_measures_go_below_each_other_each_with_its_group() -> None:
    figures = tuple(Figure(name=f"measure {number}", group="全部", value=0.5, count=7) for number in range(20))
    grids = list(fitting(SuiteReport(suite="s", about="", figures=figures), 100))
    assert len(grids) > 1
    assert [head for grid in grids for head in grid.columns[2:]] == [one.name for one in figures]
    assert all(grid.rows[0][:2] == ("全部", "7") for grid in grids)


def test_a_pipe_gets_plain_text_and_a_terminal_colours() -> None:
    assert ANSI not in printed(SMALL)
    assert "─" not in printed(SMALL)
    assert ANSI in printed(SMALL, terminal=True)
    assert printed(SMALL, 40) == printed(SMALL, 100)


def test_words_are_shown_as_they_were_said() -> None:
    for text in (printed(SMALL), bare(printed(SMALL, terminal=True))):
        assert BRACKETS in text
        assert PIPES in text
        assert "两个都行呀！ 你说呢？" in text


def test_a_reply_cannot_steer_the_terminal() -> None:
    table = Table(title="\x1b]0;x\x07", columns=("回复",), rows=(("\x1b[2J好的\r没了\x00",),))
    text = printed(replace(SMALL, suites=(SuiteReport(suite="s", about="", figures=(), tables=(table,)),)))
    assert not set(text) & set("\x1b\x07\r\x00")
    assert "[2J好的 没了" in text


def test_a_run_that_goes_on_says_so() -> None:
    assert "not finished" in printed(replace(SMALL, finished=None))
    assert "not finished" not in printed(SMALL)
    assert "nothing is answered yet" in printed(replace(SMALL, suites=()))


@given(st.lists(st.lists(WORDS, min_size=3, max_size=3), max_size=4), st.integers(20, 120))
def test_no_words_break_a_table(rows: list[list[str]], width: int) -> None:
    table = Table(title="题", columns=("said", "回复", "faults"), rows=tuple(tuple(row) for row in rows))
    for terminal in (False, True):
        shown = console(width, terminal=terminal)
        print_grid(grid_of_table(table), shown)
        wide = max(width, 100) if not terminal else width
        assert all(cell_len(line) <= wide for line in bare(text_of(shown)).splitlines())


def test_rows_that_do_not_fit_their_head_are_kept_whole() -> None:
    grid = grid_of_table(Table(title="", columns=("a", "b"), rows=((1,), (0.5, 0.25, "多的"))))
    assert grid == Grid(
        columns=("a", "b", ""), rows=(("1", "", ""), ("50.0 %", "25.0 %", "多的")), right=(True, True, False)
    )
