"""Danger in what is said is heard, and what only sounds like it is let pass."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roleplay_lite.emotion.danger import LONGEST, concerns_other, crisis_in

FOLDER = Path(__file__).parent
MENDED = ("crisis-1.txt", "crisis-2.txt", "crisis-3.txt", "crisis-4.txt", "crisis-5.txt")


def lines(*names: str) -> list[tuple[str, str]]:
    """Each line with its kind; the empty kind is no danger."""
    rows = [row for name in names for row in (FOLDER / name).read_text(encoding="utf-8").splitlines()]
    found = [row.split("\t") for row in rows if row and not row.startswith("#")]
    return [(kind, text) for kind, text in found]


def figures(rows: list[tuple[str, str]]) -> tuple[float, float]:
    """Precision and recall of danger against none."""
    caught = [(bool(kind), bool(crisis_in(text))) for kind, text in rows]
    right = sum(meant and got for meant, got in caught)
    return right / sum(got for _, got in caught), right / sum(meant for meant, _ in caught)


def test_of_the_lines_it_was_mended_by_none_is_lost() -> None:
    """Each file was written before the rules were mended by it. Read for the first time, danger was found with a recall
    of 0.91, 0.43, 0.56, 0.76 and 0.69 and a precision of 0.99, 0.72, 0.85, 0.84 and 0.93, the second to the last being
    made of the hardest there are: what a stranger says in other words is still missed in one case of three or four."""
    rows = lines(*MENDED)
    assert len(rows) > 650
    precision, recall = figures(rows)
    assert recall >= 0.99
    assert precision >= 0.97


@pytest.mark.parametrize(("kind", "text"), [row for row in lines("crisis-1.txt") if row[0]])
def test_the_plain_cries_are_heard_as_what_they_are(kind: str, text: str) -> None:
    assert crisis_in(text) == kind


@pytest.mark.parametrize("text", [text for kind, text in lines("crisis-1.txt") if not kind])
def test_what_mandarin_says_of_everything_is_let_pass(text: str) -> None:
    assert crisis_in(text) == ""


@pytest.mark.parametrize(
    "text", ["我 不 想 活 了。", "我不想活了！！！", "Ｉ ｗａｎｔ ｔｏ ｄｉｅ", "我不想活了" + "呜" * 500]
)
def test_blanks_width_and_length_hide_nothing(text: str) -> None:
    assert crisis_in(text) == "self-harm"


def test_it_is_known_whose_life_it_is() -> None:
    assert concerns_other("我朋友说他不想活了，怎么办")
    assert concerns_other("我姐被她老公打了")
    assert concerns_other("my sister says she wants to kill herself")
    assert not concerns_other("我不想活了")
    assert not concerns_other("我被老公打了")
    assert not concerns_other("我朋友都不理我，我不想活了")


@given(st.text(max_size=300))
def test_it_reads_any_text(text: str) -> None:
    assert crisis_in(text) in {"", "self-harm", "violence"}


@pytest.mark.parametrize("piece", ["我也都就", "他又", "被", "打", "不想活动", "i am so ", "今天天气真好。"])
def test_a_cry_at_either_end_of_an_endless_line_is_heard(piece: str) -> None:
    assert crisis_in(piece * 2_000_000 + "。我不想活了") == "self-harm"
    assert crisis_in("我不想活了。" + piece * LONGEST) == "self-harm"
    assert crisis_in(piece * LONGEST) == ""
