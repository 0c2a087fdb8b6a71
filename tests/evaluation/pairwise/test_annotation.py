"""A reader goes through the pairs in order, takes back what slipped, and sees text as text."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import Console

from roleplay_lite.evaluation.pairwise.annotation import KEYS, Annotation, key_of, plain, screen
from roleplay_lite.evaluation.pairwise.blind import BlindPair
from roleplay_lite.evaluation.pairwise.judgements import Judgement, Verdict
from roleplay_lite.evaluation.pairwise.pairs import Who

from .made import XIAOMAN, comparison

PAIRS = comparison(5)[0].pairs
ONE = BlindPair(id="x", who=XIAOMAN, said=("在吗",), left=("我在呀。",), right=("[bold]不在[/bold]",))


def shown(pair: BlindPair, width: int = 100) -> str:
    out = io.StringIO()
    Console(file=out, width=width).print(screen(pair, number=12, of=100, width=width))
    return out.getvalue()


def said(*pairs: str) -> list[Judgement]:
    return [Judgement(pair=pair, reader="小陈", verdict=Verdict.LEFT) for pair in pairs]


def test_the_first_without_a_verdict_comes_next() -> None:
    desk = Annotation(PAIRS, said(PAIRS[0].id, PAIRS[1].id))
    assert (desk.done, desk.of) == (2, 5)
    seen = []
    while pair := desk.current:
        seen.append(pair)
        desk.judged()
    assert seen == list(PAIRS[2:])


def test_undoing_brings_the_last_one_back_and_then_goes_on() -> None:
    desk = Annotation(PAIRS)
    desk.judged()
    desk.judged()
    assert desk.undo()
    assert desk.current == PAIRS[1]
    assert desk.done == 1
    desk.judged()
    assert desk.current == PAIRS[2]
    assert [desk.undo() for _ in range(3)] == [True, True, False]
    assert desk.current == PAIRS[0]


def test_undoing_takes_back_what_was_judged_last_and_not_what_stands_last() -> None:
    desk = Annotation(PAIRS, said(PAIRS[3].id, PAIRS[0].id, PAIRS[3].id, PAIRS[1].id, PAIRS[3].id))
    assert desk.done == 3
    desk.undo()
    assert desk.current == PAIRS[3]


@given(st.lists(st.booleans(), max_size=30))
def test_going_forth_and_back_never_loses_count(steps: list[bool]) -> None:
    desk, done = Annotation(PAIRS), 0
    for forth in steps:
        desk.judged() if forth else desk.undo()
        done = min(done + 1, len(PAIRS)) if forth else max(done - 1, 0)
        assert desk.done == done
        assert (desk.current is None) is (done == len(PAIRS))
        assert len(desk.left) == len(PAIRS) - done


@pytest.mark.parametrize(("typed", "verdict"), [("1\n", "left"), ("２", "right"), ("０\n", "tie"), (" B\r\n", "bad")])
def test_keys_count_as_an_input_method_types_them(typed: str, verdict: str) -> None:
    assert KEYS[key_of(typed)] == verdict


def test_the_screen_shows_who_is_wanted_and_both_replies() -> None:
    text = shown(ONE)
    for part in (
        "12/100",
        "小满",
        "插画",
        "诙谐风趣",
        "对方 在吗",
        "我在呀。",
        "[bold]不在[/bold]",
        " 1 ─",
        " 2 ─",
        "tie",
    ):
        assert part in text
    assert "\x1b" not in text


@pytest.mark.parametrize("width", [30, 60, 76, 100, 160])
def test_mandarin_stays_within_the_terminal(width: int) -> None:
    long = BlindPair(id="x", who=XIAOMAN, said=("说说",), left=("绍兴的雨下个不停，" * 20,), right=("嗯，abc，" * 30,))
    rows = shown(long, width).splitlines()
    assert max(map(cell_len, rows)) <= width
    boxes = [row for row in rows if row.startswith("│")]
    assert len({cell_len(row) for row in boxes}) == 1
    both = "".join(boxes)
    assert both.count("雨") == 20
    assert both.count("a") == 30


def test_a_conversation_shows_each_sides_own_replies() -> None:
    talk = BlindPair(id="x", who=Who(name=""), said=("在吗", "那你呢"), left=("在。", "我也是。"), right=("", "不。"))
    text = shown(talk, 60)
    assert text.count("对方 在吗") == text.count("对方 那你呢") == 2
    assert text.count("没有回答") == 1
    assert "角色" not in text


@given(st.text())
def test_nothing_that_is_said_steers_the_terminal(text: str) -> None:
    assert not {char for char in plain(text) if char < " " and char != "\n"}
    hostile = f"\x1b[2J{text}\u202e\x9b31m"
    assert not set("\x1b\u202e\x9b") & set(plain(hostile))
    assert "\x1b" not in shown(BlindPair(id="x", who=XIAOMAN, said=(hostile,), left=(hostile,), right=(text,)))
