"""Verdicts that are given once are there after a kill; what is wrong with a file is said by its line."""

from __future__ import annotations

import json
import os
import signal
import stat
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roleplay_lite.errors import ConfigError, InputError
from roleplay_lite.evaluation.pairwise.blind import write_comparison
from roleplay_lite.evaluation.pairwise.judgements import (
    Judgement,
    JudgementFile,
    Verdict,
    checked_reader,
    file_name,
    read_judgements,
)

from .made import comparison

PAIRS, _ = comparison(8)
IDS = [pair.id for pair in PAIRS.pairs]
VERDICTS = list(Verdict)

KILLED = """
    import sys
    from pathlib import Path
    from roleplay_lite.evaluation.pairwise.blind import read_pairs
    from roleplay_lite.evaluation.pairwise.judgements import JudgementFile, Verdict

    pairs = read_pairs(Path(sys.argv[1]))
    file = JudgementFile(Path(sys.argv[1]) / "judgements-x.jsonl", pairs, "x")
    for pair in pairs.pairs:
        file.add(pair.id, Verdict.LEFT, 1.5)
        print(pair.id, flush=True)
        sys.stdin.readline()
"""


def filled(file: Path, count: int, reader: str = "小陈") -> None:
    with JudgementFile(file, PAIRS, reader) as judgements:
        for number in range(count):
            judgements.add(IDS[number], VERDICTS[number % 4], 2.0)


def test_a_killed_reader_loses_nothing_that_was_given(tmp_path: Path) -> None:
    write_comparison(tmp_path, *comparison(8))
    program = [sys.executable, "-c", textwrap.dedent(KILLED), str(tmp_path)]
    with subprocess.Popen(program, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdin
        assert process.stdout
        given = [process.stdout.readline().strip()]
        for _ in range(2):
            process.stdin.write("\n")
            process.stdin.flush()
            given.append(process.stdout.readline().strip())
        process.send_signal(signal.SIGKILL)
    found = read_judgements(tmp_path / "judgements-x.jsonl", PAIRS)
    assert [one.pair for one in found.judgements] == given == IDS[:3]
    with JudgementFile(tmp_path / "judgements-x.jsonl", PAIRS, "x") as file:
        assert [one.pair for one in file.judgements] == given


@pytest.mark.parametrize("cut", [1, 2, 20, 60])
def test_a_torn_last_line_is_left_out_and_written_over(cut: int, tmp_path: Path) -> None:
    file = tmp_path / "judgements-a.jsonl"
    filled(file, 3)
    os.truncate(file, file.stat().st_size - cut)
    # Without its newline alone, a line is still whole.
    whole = cut == 1
    found = read_judgements(file, PAIRS)
    assert (len(found.judgements), found.torn) == (3 if whole else 2, not whole)
    with JudgementFile(file, PAIRS, "小陈") as again:
        assert again.torn is not whole
        again.add(IDS[3], Verdict.TIE)
    found = read_judgements(file, PAIRS)
    assert not found.torn
    assert [one.pair for one in found.judgements] == [*IDS[: 3 if whole else 2], IDS[3]]


def test_a_tear_within_a_mandarin_letter_is_a_tear(tmp_path: Path) -> None:
    file = tmp_path / "a.jsonl"
    line = Judgement(pair=IDS[0], reader="小陈", verdict=Verdict.LEFT).to_line()
    file.write_bytes(line.encode() + line.encode()[: line.encode().index("小".encode()) + 2])
    assert read_judgements(file).torn


@pytest.mark.parametrize(
    ("change", "word"),
    [
        ({"verdict": "links"}, "verdict"),
        ({"verdict": ["left"]}, "verdict"),
        ({"reader": ""}, "reader"),
        ({"reader": None}, "reader"),
        ({"pair": 7}, "pair"),
        ({"pair": "chat/c999"}, "pair: 'chat/c999' is no pair"),
        ({"seconds": -1}, "seconds"),
        ({"seconds": "2"}, "seconds"),
        ({"seconds": float("nan")}, "seconds"),
        ({"seconds": float("inf")}, "seconds"),
        ({"seconds": True}, "seconds"),
        ({"first": 1.5}, "first"),
        ({"of": "0123456789ab"}, "of: is another comparison's"),
        ({"winner": "a"}, "winner: is no field here"),
    ],
)
def test_a_bad_line_is_named_by_file_line_and_field(change: dict[str, object], word: str, tmp_path: Path) -> None:
    good = {"pair": IDS[0], "reader": "小陈", "verdict": "left", "seconds": 1}
    file = tmp_path / "judgements-a.jsonl"
    file.write_text(f"{json.dumps(good)}\n\n{json.dumps({**good, **change})}\n{json.dumps(good)}\n", "utf-8")
    with pytest.raises(ConfigError, match=rf"judgements-a\.jsonl:3: {word}"):
        read_judgements(file, PAIRS)
    with pytest.raises(ConfigError, match=":3: "):
        JudgementFile(file, PAIRS, "小陈")


@pytest.mark.parametrize("line", [b"{", b"[1]", b"\xff", b'"left"', b"[" * 100_000])
def test_a_line_that_is_no_verdict_is_named_unless_it_is_the_last_one_torn(line: bytes, tmp_path: Path) -> None:
    file = tmp_path / "a.jsonl"
    file.write_bytes(line + b"\n")
    with pytest.raises(ConfigError, match=r"a\.jsonl:1: "):
        read_judgements(file)


def test_a_missing_file_is_said_by_its_name(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"no\.jsonl"):
        read_judgements(tmp_path / "no.jsonl")
    with pytest.raises(InputError, match="cannot be written"):
        JudgementFile(tmp_path, PAIRS, "小陈")


def test_two_programs_do_not_write_one_file(tmp_path: Path) -> None:
    file = tmp_path / "a.jsonl"
    with (
        JudgementFile(file, PAIRS, "小陈"),
        pytest.raises(InputError, match="another program"),
    ):
        JudgementFile(file, PAIRS, "小陈")
    JudgementFile(file, PAIRS, "小陈").close()


def test_verdicts_are_their_owners_alone(tmp_path: Path) -> None:
    filled(tmp_path / "new" / "a.jsonl", 1)
    assert stat.S_IMODE((tmp_path / "new" / "a.jsonl").stat().st_mode) == 0o600


def test_another_readers_lines_are_not_taken_for_ones_own(tmp_path: Path) -> None:
    filled(tmp_path / "a.jsonl", 3, "小陈")
    with JudgementFile(tmp_path / "a.jsonl", PAIRS, "小陆") as file:
        assert file.judgements == ()


@pytest.mark.parametrize("name", ["", "  ", "model:qwen", "陈" * 61, "a\x1b[2Jb", "a\u202eb"])
def test_a_name_that_a_reader_cannot_have(name: str) -> None:
    with pytest.raises(InputError):
        checked_reader(name)


@pytest.mark.parametrize(
    ("reader", "name"),
    [
        ("小陈", "judgements-小陈.jsonl"),
        ("../../etc/passwd", "judgements-.._.._etc_passwd.jsonl"),
        ("a b", "judgements-a_b.jsonl"),
        ("model:qwen2.5-0.5b", "judgements-model_qwen2.5-0.5b.jsonl"),
    ],
)
def test_a_reader_names_a_file_of_the_folder_and_no_other(reader: str, name: str) -> None:
    assert file_name(reader) == name


@given(
    st.builds(
        Judgement,
        pair=st.text(min_size=1).filter(str.strip),
        reader=st.text(min_size=1).filter(str.strip),
        verdict=st.sampled_from(Verdict),
        seconds=st.floats(0, 1e9),
        of=st.sampled_from(["", "abc"]),
        first=st.none() | st.floats(0, 1),
    )
)
def test_a_verdict_comes_back_as_it_was(judgement: Judgement) -> None:
    line = judgement.to_line()
    assert line.count("\n") == 1
    file = Path(os.environ["ROLEPLAY_LITE_CACHE"]) / "line.jsonl"
    file.parent.mkdir(exist_ok=True)
    file.write_text(line, "utf-8")
    assert read_judgements(file).judgements == (judgement,)


@given(st.binary(max_size=80))
def test_no_bytes_are_worse_than_refused(raw: bytes) -> None:
    file = Path(os.environ["ROLEPLAY_LITE_CACHE"]) / "raw.jsonl"
    file.parent.mkdir(exist_ok=True)
    file.write_bytes(raw)
    try:
        found = read_judgements(file)
    except ConfigError:
        return
    assert found.judgements == ()
