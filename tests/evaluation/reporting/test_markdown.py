"""What a person or a model said never becomes a mark of the page it stands on."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from roleplay_lite.evaluation.reporting.cells import Grid
from roleplay_lite.evaluation.reporting.markdown import escaped, listed, prose, to_markdown, to_section, to_table
from roleplay_lite.evaluation.suite import Figure, SuiteReport, Table

from .made import run

MARKS = st.text(st.sampled_from("春天 a_|\\`*[]()<>&#;~!-+1.\n\r\t\x1b"), max_size=30)


def cells(row: str) -> list[str]:
    """As GitHub reads a row: divided at each bar without a backslash."""
    assert row.startswith("|")
    assert row.endswith("|")
    return re.split(r"(?<!\\)\|", row)[1:-1]


def read(text: str) -> str:
    """The escapes undone, as a reader of Markdown does."""
    plain = re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", text)
    return plain.replace("&#96;", "`").replace("&amp;", "&")


@given(st.lists(st.tuples(MARKS, MARKS), max_size=4))
@example([("\\", "|"), ("a\\|", "`x|y`")])
def test_a_table_keeps_its_columns_whatever_is_in_it(rows: list[tuple[str, str]]) -> None:
    lines = to_table(Grid(columns=("said", "回复"), rows=tuple(rows), right=(False, True))).splitlines()
    assert len(lines) == 2 + len(rows)
    assert lines[1] == "|---|---:|"
    assert all(len(cells(line)) == 2 for line in lines)


@given(MARKS)
@example("![x](https://example.org)")
@example("&#96;&lt;b>")
def test_text_is_read_as_it_was_said(text: str) -> None:
    shown = escaped(text)
    assert read(shown) == " ".join("".join(c if c.isprintable() else " " for c in text).split())
    assert "`" not in shown
    assert "](" not in shown
    assert not re.search(r"(?<!\\)(?:\\\\)*[*<~\[]", shown)


@pytest.mark.parametrize(
    ("said", "written"),
    [
        ("问：A|B，选哪个？", "问：A\\|B，选哪个？"),
        ("*笑* 好呀_真_的", "\\*笑\\* 好呀_真_的"),
        ("_不是_斜体", "\\_不是_斜体"),
        ("<b>粗</b>", "\\<b>粗\\</b>"),
        ("第一行\n第二行", "第一行 第二行"),
        ("qwen2.5_0.5b: top3 > top1", "qwen2.5_0.5b: top3 > top1"),
        ("R&D &amp; 茶", "R&D &amp;amp; 茶"),
    ],
)
def test_marks_of_a_reply_are_written_out(said: str, written: str) -> None:
    assert escaped(said) == written


@pytest.mark.parametrize("begins", ["# 标题", "- 点", "1. 一", "> 引", "+ 加", "2) 二"])
def test_a_note_begins_no_heading_and_no_list(begins: str) -> None:
    assert not re.match(r"#|-|\d+[.)]|>|\+", prose(begins))
    assert not re.match(r"- (#|-|\d+[.)]|>|\+)", listed([begins]))


def test_a_command_in_a_note_stays_a_command() -> None:
    assert prose("see `roleplay-lite eval suites`, a_b and *c*") == "see `roleplay-lite eval suites`, a_b and \\*c\\*"


def test_the_whole_run_stands_in_it() -> None:
    text = to_markdown(run())
    assert text.startswith("# qwen2.5-0.5b-1\n\n| run | model |")
    for suite in run().suites:
        assert f"\n## {suite.suite}\n" in text
    assert "| P209-top3 | 40 | 37.5 % (24–53) | 30.0 % (18–45) | 65.0 % (50–78) | 13.7 % |" in text
    assert "| 家乡 | 12 | 0.83 | 1,234 | 18.2 |" in text
    assert "| 你叫什么？ | \\[bold\\]不是标记\\[/bold\\] | 97.1 | 2 |" in text
    assert "- Judged by strings; see `roleplay-lite eval suites`." in text
    assert "\n\n\n" not in text


def test_every_table_of_it_is_one() -> None:
    lines = to_markdown(run()).splitlines()
    for place, line in enumerate(lines):
        if line.startswith("|---"):
            wide = len(cells(lines[place - 1]))
            rows = [row for row in lines[place - 1 :] if row][: _height(lines[place - 1 :])]
            assert {len(cells(row)) for row in rows} == {wide}


def test_the_same_run_gives_the_same_text() -> None:
    assert to_markdown(run()) == to_markdown(run())


def test_a_run_that_goes_on_and_one_without_figures_are_pages_too() -> None:
    assert "not finished" in to_markdown(replace(run(), finished=None))
    empty = SuiteReport(suite="空|的", about="", figures=(), tables=(Table(title="t", columns=("a",), rows=()),))
    assert to_section(empty).startswith("## 空\\|的\n")
    assert "| a |\n|---|" in to_section(empty)
    nan = Figure(name="a", group="g", value=float("nan"), count=0)
    assert "nan" not in to_section(SuiteReport(suite="s", about="", figures=(nan,)))


def _height(lines: list[str]) -> int:
    return next((place for place, line in enumerate(lines) if not line.startswith("|")), len(lines))
