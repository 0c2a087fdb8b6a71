"""A comparison as a person runs it: two runs in a store, readers at a terminal, the outcome on paper."""

from __future__ import annotations

import fcntl
import json
import os
import pty
import select
import signal
import termios
import time
from pathlib import Path

import pytest
from click.testing import CliRunner

from roleplay_lite.cli.eval_pairs import pairs as command
from roleplay_lite.evaluation.run_store import RunStore
from roleplay_lite.evaluation.suite import Answered

from ..evaluation.pairwise.made import LINES, answered
from .program import Program, program

TRAITS = ("humorous", "curious", "optimistic")


def store(folder: Path, **runs: list[Answered]) -> Path:
    """A store of runs, each with its answers in the suite `chat`."""
    file = folder / "data" / "evaluation.db"
    with RunStore(file) as opened:
        for name, rows in runs.items():
            run = opened.begin(name, model=name, backend="fake", version="1", machine="here", options={})
            for number, one in enumerate(rows):
                opened.add(run, "chat", number, one, 0.1)
    return file


def settings() -> list[Answered]:
    return [
        *answered("没劲", group="Baseline", traits=TRAITS),
        *answered("哈哈哈", group="P209-top3", traits=TRAITS),
    ]


@pytest.fixture
def made(tmp_path: Path) -> Program:
    """A comparison in the folder `compare`, of a run that says 甲 and one that says 乙."""
    store(tmp_path, small=answered("甲"), large=answered("乙"))
    here = program(tmp_path)
    code, output, errors = here.run("eval", "pairs", "make", "small", "large", "--out", "compare", "--seed", "3")
    assert code == 0, errors
    assert "small : large, 8 pairs of 8; 0 with identical" in output
    assert "keep compare/pairs.key.json from the readers" in errors
    return here


def wants(folder: Path, word: str) -> bytes:
    """The keys of a reader who wants the replies with that word."""
    shown = json.loads((folder / "compare" / "pairs.json").read_text("utf-8"))["pairs"]
    return "".join("1\n" if word in pair["left"][0] else "2\n" for pair in shown).encode()


def test_a_comparison_from_two_runs_to_its_outcome(made: Program, tmp_path: Path) -> None:
    code, output, _ = made.run("eval", "pairs", "annotate", "compare", "--reader", "小陈", said=wants(tmp_path, "乙"))
    assert code == 0
    assert "1/8" in output
    assert "8/8" in output
    assert "\x1b" not in output
    made.run("eval", "pairs", "annotate", "compare", "--reader", "小陆", said=b"0\nb\n" + wants(tmp_path, "乙")[4:])
    code, output, errors = made.run("eval", "pairs", "judge", "compare")
    assert code == 0, errors
    assert "model:fake: 8 judged now, 8 in all" in errors
    code, output, _ = made.run("eval", "pairs", "outcome", "compare")
    assert code == 0
    rows = {row.split("  ")[0]: row.split() for row in output.partition("agreement")[0].splitlines()}
    assert rows["小陈"][1:5] == ["0", "0", "8", "0"]
    assert rows["小陆"][1:5] == ["0", "2", "6", "1"]
    assert "model:fake (second opinion)" in output
    assert "small : large" in output
    code, output, _ = made.run("eval", "pairs", "outcome", "compare", "--json", "--plot", "outcome.png")
    assert (made.folder / "outcome.png").read_bytes().startswith(b"\x89PNG")
    found = json.loads(output)
    assert [(one["reader"], one["kind"], one["lose"]) for one in found["tallies"]] == [
        ("小陆", "person", 6),
        ("小陈", "person", 8),
        ("people, by majority", "majority", 6),
        ("model:fake", "model", 0),
    ]
    assert found["tallies"][1]["p"] == pytest.approx(2 / 2**8)
    # The fake takes the first it is allowed to say, whatever stands there.
    assert found["tallies"][3]["first"] == 1.0


def test_a_reader_goes_on_where_it_stopped_and_takes_back_what_slipped(made: Program, tmp_path: Path) -> None:
    annotate = ("eval", "pairs", "annotate", "compare", "--reader", "小陈")
    code, _, errors = made.run(*annotate, said="1\n什么\n２\nu\n0\nq\n")
    assert code == 0
    assert "2/8 compare/judgements-小陈.jsonl" in errors
    code, output, errors = made.run(*annotate, said="1\n")
    assert "3/8" in output
    assert "2/8" not in output
    assert "3/8 compare" in errors
    rows = (tmp_path / "compare" / "judgements-小陈.jsonl").read_text("utf-8").splitlines()
    assert [json.loads(row)["verdict"] for row in rows] == ["left", "right", "tie", "left"]
    _, output, _ = made.run("eval", "pairs", "outcome", "compare", "--json")
    assert json.loads(output)["tallies"][0]["tie"] == 1


def test_a_torn_line_is_said_and_judged_again(made: Program, tmp_path: Path) -> None:
    annotate = ("eval", "pairs", "annotate", "compare", "--reader", "小陈")
    made.run(*annotate, said="1\n1\n")
    file = tmp_path / "compare" / "judgements-小陈.jsonl"
    os.truncate(file, file.stat().st_size - 9)
    for call in (("eval", "pairs", "outcome", "compare"), annotate):
        code, _, errors = made.run(*call, said="0\n")
        assert code == 0
        assert "the last line was cut off" in errors
    assert len(file.read_text("utf-8").splitlines()) == 2
    file.write_text("{}\n", "utf-8")
    code, _, errors = made.run("eval", "pairs", "outcome", "compare")
    assert code == 1
    assert "judgements-小陈.jsonl:1: pair: is missing" in errors


def test_at_a_terminal_one_key_is_enough(made: Program, tmp_path: Path) -> None:
    """A real terminal: no Enter, the screen cleared in between, Ctrl-C leaves and keeps."""
    master, slave = pty.openpty()
    process = made.start(
        "eval", "pairs", "annotate", "compare", "--reader", "小陈", stdin=slave, stdout=slave, stderr=slave,
        start_new_session=True, preexec_fn=lambda: _take(slave),
    )  # fmt: skip
    os.close(slave)
    try:
        for key in (b"1", b"0", b"\x03"):
            _until(master, "离开 quit")
            _until_it_listens(master)
            os.write(master, key)
        assert process.wait(20) == 130
        assert "2/8" in _until(master, "compare/judgements")
    finally:
        process.kill()
        process.wait()
        os.close(master)
    rows = (tmp_path / "compare" / "judgements-小陈.jsonl").read_text("utf-8").splitlines()
    assert [json.loads(row)["verdict"] for row in rows] == ["left", "tie"]


def _take(terminal: int) -> None:
    fcntl.ioctl(terminal, termios.TIOCSCTTY, 0)


def _until_it_listens(master: int) -> None:
    """A key that is pressed before the pair is up counts for nothing."""
    deadline = time.monotonic() + 30
    while termios.tcgetattr(master)[3] & termios.ICANON:
        assert time.monotonic() < deadline
        time.sleep(0.01)


def _until(master: int, word: str) -> str:
    raw, deadline = b"", time.monotonic() + 30
    while word not in raw.decode("utf-8", "ignore"):
        assert time.monotonic() < deadline, raw.decode("utf-8", "ignore")
        if select.select([master], [], [], 0.2)[0]:
            raw += os.read(master, 4096)
    return raw.decode("utf-8", "ignore")


def test_a_killed_reader_keeps_what_was_given(made: Program, tmp_path: Path) -> None:
    process = made.start("eval", "pairs", "annotate", "compare", "--reader", "小陈")
    assert process.stdin
    process.stdin.write(b"1\n2\n")
    process.stdin.flush()
    file = tmp_path / "compare" / "judgements-小陈.jsonl"
    deadline = time.monotonic() + 30
    while not file.exists() or file.read_bytes().count(b"\n") < 2:
        assert time.monotonic() < deadline
        time.sleep(0.02)
    process.send_signal(signal.SIGKILL)
    process.communicate()
    _, _, errors = made.run("eval", "pairs", "annotate", "compare", "--reader", "小陈", said="q\n")
    assert "2/8" in errors


def test_two_settings_of_one_run(tmp_path: Path) -> None:
    store(tmp_path, small=settings())
    here = program(tmp_path)
    arguments = ("--group", "P209-top3", "--group-b", "Baseline", "--suite", "chat", "--count", "5", "--out", "traits")
    code, output, errors = here.run("eval", "pairs", "make", "small", *arguments)
    assert code == 0, errors
    assert "small P209-top3 : small Baseline, 5 pairs of 8" in output
    shown = (tmp_path / "traits" / "pairs.json").read_text("utf-8")
    assert "P209" not in shown
    assert "小满是个" in shown
    assert {pair["id"].count("/") for pair in json.loads(shown)["pairs"]} == {1}
    code, _, errors = here.run("eval", "pairs", "html", "traits", "--out", "traits/page.html")
    assert code == 0
    assert "哈哈哈" in (tmp_path / "traits" / "page.html").read_text("utf-8")


def test_the_readers_need_no_key_and_no_folder_of_mine(made: Program, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "pairs.json").write_bytes((tmp_path / "compare" / "pairs.json").read_bytes())
    code, _, _ = made.run("eval", "pairs", "annotate", "elsewhere/pairs.json", "--reader", "远", said=b"1\n" * 8)
    assert code == 0
    file = tmp_path / "elsewhere" / "judgements-远.jsonl"
    code, output, _ = made.run("eval", "pairs", "outcome", "compare", str(file), str(file), "--json")
    assert [(one["reader"], one["win"] + one["lose"]) for one in json.loads(output)["tallies"]] == [("远", 8)]


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        (("make", "small"), "give RUN_B"),
        (("make", "small", "large", "--group-b", "Baseline"), "give RUN_B"),
        (("make", "small", "none"), "no run is named 'none'; there are: small, large"),
        (("make", "small", "large", "--suite", "persona"), "'persona' was not answered on both sides; there are: chat"),
        (("make", "small", "large", "--group", "P209"), "no pair in common; groups of small are: plain"),
        (("make", "small", "small"), "of 8 pairs none differ"),
        (("annotate", "nowhere", "--reader", "陈"), "make them with"),
        (("annotate", "nowhere", "--reader", "model:x"), "make them with"),
        (("outcome", "nowhere"), "make them with"),
    ],
)
def test_what_cannot_be_is_said_with_what_can(arguments: tuple[str, ...], word: str, tmp_path: Path) -> None:
    file = store(tmp_path, small=answered("甲"), large=answered("乙"))
    more = ("--out", str(tmp_path / "x"), "--store", str(file)) if arguments[0] == "make" else ()
    result = CliRunner().invoke(command, [*arguments, *more])
    assert result.exit_code
    assert word in result.output + str(result.exception)
    assert not (tmp_path / "x").exists()


def test_nothing_is_joined_before_somebody_has_judged(made: Program) -> None:
    code, _, errors = made.run("eval", "pairs", "outcome", "compare")
    assert code == 1
    assert "nobody has judged compare yet" in errors
    code, _, errors = made.run("eval", "pairs", "annotate", "compare", "--reader", "model:x")
    assert code == 1
    assert "kept for language models" in errors


@pytest.mark.parametrize("name", sorted(command.commands))
def test_every_command_shows_an_example(name: str) -> None:
    result = CliRunner().invoke(command, [name, "--help"])
    assert f"roleplay-lite eval pairs {name}" in result.output.partition("Examples")[2]


def test_a_comparison_of_all_lines_holds_each_once(made: Program, tmp_path: Path) -> None:
    shown = json.loads((tmp_path / "compare" / "pairs.json").read_text("utf-8"))["pairs"]
    assert sorted(pair["said"][0] for pair in shown) == sorted(LINES)
