"""Each step leaves a row: by what it was done, which rule changed it, what it decided."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from roleplay_lite.rules.ruling import Fired, Ruling
from roleplay_lite.trace import StepFailed, StepRunner, add_reason
from roleplay_lite.turn import Step, Turn, Utterance


@pytest.fixture
def turn() -> Turn:
    return Turn(utterance=Utterance(text="你好"), index=1)


def row(turn: Turn, name: str) -> Step:
    return next(step for step in turn.steps if step.step == name)


def test_a_note_is_kept_whether_the_step_has_run_or_not(turn: Turn) -> None:
    runner = StepRunner(turn, {"recall": lambda text: text.upper()})
    runner.note("recall", rule="hours@2", reason="answer: any[0]", evidence=("memory:1",))
    assert turn.steps == []
    assert runner.run("recall", lambda text: text, "a") == "A"
    runner.note("recall", rule="other@1/b", evidence=("memory:1", "memory:2"))
    add_reason(turn, "recall", "and so on")
    found = row(turn, "recall")
    assert (found.by, found.rule) == ("rule:hours", "hours@2, other@1/b")
    assert (found.reason, found.evidence) == ("answer: any[0]; and so on", ("memory:1", "memory:2"))
    assert found.ms > 0
    runner.run("compose", lambda: "x")
    runner.note("compose", reason="why")
    assert (row(turn, "compose").by, row(turn, "compose").reason) == ("default", "why")
    runner.note("check", reason="why")
    runner.run("check", lambda: "x")
    assert (row(turn, "check").by, row(turn, "check").reason) == ("default", "why")


def test_rules_are_noted_with_the_steps_that_they_change_and_all_where_they_were_asked(turn: Turn) -> None:
    runner = StepRunner(turn, {})
    for step in ("understand", "recall", "check"):
        runner.run(step, lambda: None)
    fired = (
        Fired(name="a", version=3, step="recall", do="answer", why="any[0]"),
        Fired(name="x", version=1, step="", do="steer", why="always", arm="none"),
        Fired(name="b", version=1, step="check", do="ban", why="always", arm="long"),
    )
    runner.ruled(Ruling(fired=fired))
    runner.ruled(None)
    assert (row(turn, "understand").by, row(turn, "understand").rule) == ("default", "a@3, x@1/none, b@1/long")
    assert (row(turn, "recall").by, row(turn, "recall").reason) == ("rule:a", "answer: any[0]")
    assert (row(turn, "check").by, row(turn, "check").rule) == ("rule:b", "b@1/long")


def test_a_reform_is_what_a_line_is_understood_by(turn: Turn) -> None:
    runner = StepRunner(turn, {})
    runner.run("understand", lambda: None)
    runner.ruled(Ruling(fired=(Fired(name="r", version=1, step="understand", do="reform"),), text="好"))
    assert (row(turn, "understand").by, row(turn, "understand").rule) == ("rule:r", "r@1")


def test_it_is_kept_what_steps_that_decide_were_given_and_gave(turn: Turn) -> None:
    runner = StepRunner(turn, {})

    def pieces(text: str) -> Iterator[str]:
        yield from text

    runner.run("understand", lambda text: text + "。", "你好")
    stream = runner.stream("generate", pieces, "好呀")
    assert next(stream) == "好"
    stream.close()  # type: ignore[attr-defined]
    assert list(runner.stream("speak", pieces, "好呀")) == ["好", "呀"]
    calls = {name: [(call.inputs, call.output) for call in several] for name, several in turn.calls.items()}
    assert calls == {"understand": [(("你好",), "你好。")], "generate": [(("好呀",), ["好"])]}


def test_a_step_that_fails_leaves_its_row(turn: Turn) -> None:
    runner = StepRunner(turn, {})

    def broken() -> None:
        raise RuntimeError("no")

    with pytest.raises(StepFailed):
        runner.run("recall", broken)
    assert row(turn, "recall").by == "default"
    assert turn.calls["recall"][0].output is None
