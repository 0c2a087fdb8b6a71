"""The page of results is written by its command alone, and holds to what every page here holds to."""

from __future__ import annotations

import re
import shlex
from dataclasses import replace
from pathlib import Path

import click
import pytest

from roleplay_lite.cli import cli
from roleplay_lite.errors import InputError
from roleplay_lite.evaluation.reporting.results import command, joined, results_text, write_results
from roleplay_lite.evaluation.reporting.run_report import RunReport
from roleplay_lite.evaluation.suite import SuiteReport, Table
from roleplay_lite.evaluation.suites import SUITES

from .made import run

DOCS = Path(__file__).parents[3] / "docs"
SMALL, LARGE = run(), run("qwen2.5-1.5b-1", "qwen2.5-1.5b", lift=0.1)


def asked(one: RunReport, **options: object) -> RunReport:
    return replace(one, options={**one.options, **options})


def test_the_page_and_its_pictures_are_written(tmp_path: Path) -> None:
    pytest.importorskip("matplotlib", reason="pictures are drawn with matplotlib")
    files = write_results([SMALL, LARGE], tmp_path / "docs")
    page = (tmp_path / "docs" / "results.md").read_text("utf-8")
    assert files[0] == tmp_path / "docs" / "results.md"
    linked = {tmp_path / "docs" / target for target in re.findall(r"!\[[^\]]*\]\(([^)]+)\)", page)}
    assert linked == set(files[1:]) == {*(tmp_path / "docs" / "results").iterdir()}
    assert len(linked) == 5
    assert page == results_text([SMALL, LARGE], [file.name for file in files[1:]])


def test_one_run_is_a_page_too_and_no_run_is_none(tmp_path: Path) -> None:
    page = results_text([SMALL])
    assert " against " not in page
    assert "## Suite chat" in page
    with pytest.raises(InputError, match="at least one run"):
        write_results([], tmp_path)


def test_a_suite_that_was_asked_again_stands_in_its_models_column() -> None:
    """A run takes an hour: what has changed since is asked again by itself."""
    again = replace(SMALL, name="qwen2.5-0.5b-9", suites=(SMALL.suites[1],), samples=())
    (one,) = joined([SMALL, again])
    assert one.name == "qwen2.5-0.5b-1 + qwen2.5-0.5b-9"
    assert [report.suite for report in one.suites] == [report.suite for report in SMALL.suites]
    assert not [sample for sample in one.samples if sample.suite == SMALL.suites[1].suite]
    page = results_text([SMALL, LARGE, again])
    assert page.count("roleplay-lite eval --model qwen2.5-0.5b") == 2
    assert "| P209-top3 | deck |" in page
    assert len([row for row in page.splitlines() if row.startswith("|  | qwen2.5-0.5b |")]) == 4


def test_every_link_but_pictures_leads_somewhere() -> None:
    page = results_text([SMALL, LARGE])
    assert [target for target in re.findall(r"\]\(([^)\s]+)\)", page) if not (DOCS / target).exists()] == []


def test_the_decks_rows_stand_above_ours() -> None:
    page = results_text([SMALL, LARGE])
    place = page.index("| P209-top3 | deck | 35.54 % | 34.58 % | 60.72 % | 78.51 % | 91.73 % | 44.10 % |")
    assert page[place:].splitlines()[1].startswith("|  | qwen2.5-0.5b | 37.5 % |")
    assert page[place:].splitlines()[2].startswith("|  | qwen2.5-1.5b | ")
    assert "trained on persona" in page


def test_whether_the_decks_order_shows_is_said_of_each_run() -> None:
    page = results_text([SMALL, replace(LARGE, suites=())])
    assert "qwen2.5-0.5b: it shows in persona, and not in knowledge and chat." in page
    assert "qwen2.5-1.5b: not measured in all four settings." in page


def test_every_figure_of_every_suite_stands_in_it() -> None:
    page = results_text([SMALL, LARGE])
    for one in (SMALL, LARGE):
        for report in one.suites:
            assert f"### Suite {report.suite}\n" in page
            for figure in report.figures:
                assert figure.unit or f"{100 * figure.value:.1f} %" in page
    assert "诙谐风趣的 (Witty) 62.0 % of 9" in page
    assert "nan" not in page


def test_what_differs_between_two_runs_is_only_what_is_sure() -> None:
    page = results_text([SMALL, LARGE])
    section = page[page.index("## qwen2.5-1.5b against qwen2.5-0.5b") :].partition("\n## ")[0]
    shown = [float(row.rsplit("|", 2)[1].replace("<", "").replace("\\", "")) for row in section.splitlines()
             if row.startswith(("| knowledge", "| persona", "| chat"))]  # fmt: skip
    assert shown
    assert max(shown) < 0.05
    assert f"{len(shown)} differ by more than chance" in section


def test_a_run_that_is_not_whole_says_so() -> None:
    assert "not finished" in results_text([replace(SMALL, finished=None)])
    assert "not finished" not in results_text([SMALL])


def test_no_path_of_this_machine_gets_into_it() -> None:
    table = Table(title="files", columns=("where",), rows=(("/home/小明/模型/a.gguf",),))
    suites = (SuiteReport(suite="chat", about="", figures=(), tables=(table,), notes=("read from /tmp/x/kdconv-dev",)),)
    one = asked(replace(SMALL, suites=suites), data="/mnt/stick/data", persona="/home/me/mine.toml")
    page = results_text([replace(one, model="/var/models/own.gguf")])
    assert not re.findall(r"(?<![\w.~$}])/(?:work|tmp|home|root|Users|mnt|var)/\S*", page)
    assert "--model own.gguf" in page
    assert "--persona mine.toml" in page


@pytest.mark.parametrize(
    "one",
    [
        SMALL,
        asked(SMALL, suites=list(SUITES)),
        asked(SMALL, limit=20, quick=True, persona="xiaoman"),
        asked(replace(SMALL, name="夜里 第二次"), data="/somewhere/data"),
    ],
    ids=["some suites", "all", "limited", "with data"],
)
def test_its_commands_exist_with_their_options(one: RunReport) -> None:
    page = results_text([one, LARGE])
    block = page[page.index("```sh\n") + 6 :].partition("```")[0].splitlines()
    assert len(block) == 3
    for line in block:
        words = shlex.split(line.partition(" #")[0])
        assert words[:2] == ["roleplay-lite", "eval"]
        found: click.Command | None = cli.get_command(click.Context(cli), "eval")
        if words[2] == "results":
            assert isinstance(found, click.Group)
            found, words = found.get_command(click.Context(found), "results"), words[1:]
        assert found
        found.make_context("eval", words[2:])


def test_the_command_asks_what_was_asked() -> None:
    assert command(asked(SMALL, suites=list(SUITES))) == (
        "roleplay-lite eval --model qwen2.5-0.5b --backend llama_cpp --seed 1 --run qwen2.5-0.5b-1"
    )
    assert "--suite knowledge,persona" in command(asked(SMALL, suites=["knowledge", "persona"]))
    assert command(asked(SMALL, quick=True, limit=7)).endswith("--limit 7 --quick --run qwen2.5-0.5b-1")
