"""The suite over the default pack: its questions, its label files and what it counts."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from roleplay_lite.errors import ConfigError
from roleplay_lite.evaluation.faq_lines import made_lines, read_lines
from roleplay_lite.evaluation.pack_questions import OUTSIDE, PARAPHRASED, outside, paraphrased, templated
from roleplay_lite.evaluation.suite import Answered, Reply, Sample
from roleplay_lite.evaluation.suites import suite
from roleplay_lite.knowledge.faq import Tried, calibrated
from roleplay_lite.knowledge.pack.pack import Pack
from roleplay_lite.knowledge.pack.writer import PackWriter


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    with PackWriter(tmp_path / "small.db", name="small", licence="CC0-1.0") as written:
        source = written.source("小册子", licence="CC0-1.0")
        for name, capital in (("法国", "巴黎"), ("日本", "东京")):
            row = written.entity(name, kind="国家", source=source)
            written.triple(row, "首都", capital, source=source)
        row = written.entity("扫地机", kind="家电", source=source)
        written.triple(row, "保修期", "两年", source=source)
        written.faq("天为什么是蓝的？", "因为光。", source=source, paraphrases=("天空为什么是蓝色的",))
    return tmp_path / "small.db"


def test_templated_questions_ask_for_each_attribute_and_are_the_same_each_time(pack: Path) -> None:
    with Pack.open(pack) as opened:
        made, again = templated(opened), templated(opened)

    assert made == again
    assert {one.answers for one in made} == {("巴黎",), ("东京",), ("两年",)}
    assert all("首都" in one.said for one in made if "国家" in one.id)


def test_the_label_files_can_be_read() -> None:
    """They may be written after the suite is; once there, every line is right."""
    if PARAPHRASED.exists():
        assert {one.half for one in paraphrased()} == {"dev", "held"}
    if OUTSIDE.exists():
        assert all(one.kind for one in outside())


@pytest.mark.parametrize(
    ("row", "field"),
    [
        ({"id": "q1", "said": "法国的首都", "answers": [], "half": "dev"}, "answers"),
        ({"id": "q1", "said": "法国的首都", "answers": ["巴黎"], "half": "test"}, "half"),
        ({"id": "q1", "said": "", "answers": ["巴黎"], "half": "dev"}, "said"),
        ({"id": "q1", "said": "法国的首都", "answers": ["巴黎"]}, "half"),
    ],
)
def test_a_wrong_line_is_named_with_its_field(tmp_path: Path, row: dict[str, object], field: str) -> None:
    file = tmp_path / "paraphrased.jsonl"
    good = {"id": "q0", "said": "法国的首都", "answers": ["巴黎"], "half": "dev"}
    file.write_text(f"{json.dumps(good)}\n{json.dumps(row)}\n", encoding="utf-8")

    with pytest.raises(ConfigError) as problem:
        paraphrased(file)
    assert (problem.value.line, problem.value.field) == (2, field)


def test_without_a_label_file_there_are_no_such_questions(tmp_path: Path) -> None:
    assert paraphrased(tmp_path / "none.jsonl") == ()
    assert outside(tmp_path / "none.jsonl") == ()


def test_without_the_default_pack_the_suite_asks_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from roleplay_lite.evaluation.suite import Plan

    monkeypatch.setenv("ROLEPLAY_LITE_MODELS", str(tmp_path / "models"))

    assert list(suite("packs").samples(Plan(suites=("packs",)))) == []


def told(group: str, text: dict[str, object], **data: object) -> Answered:
    sample = Sample(id=f"{group}/1", group=group, pair="国家/首都/法国", said=("法国的首都",), data=data)
    return Answered(sample=sample, replies=(Reply(text=json.dumps(text), seconds=0.01),))


def test_a_right_answer_a_wrong_one_and_none_are_told_apart() -> None:
    packs = suite("packs")
    right = told("dev", {"answer": "是巴黎。", "evidence": "巴黎", "needs": 0.9}, answers=["巴黎"])
    wrong = told("dev", {"answer": "是里昂。", "evidence": "里昂", "needs": 0.9}, answers=["巴黎"])
    known = told("dev", {"answer": "", "evidence": "首都 巴黎", "needs": 0.9}, answers=["巴黎"])
    false = told("outside", {"answer": "是里昂。", "evidence": "里昂", "needs": 0.9}, kind="places")
    small_talk = told("outside", {"answer": "是里昂。", "evidence": "里昂", "needs": 0.0}, kind="chat")

    assert [packs.scores(one).get("answered") for one in (right, wrong, known)] == [1.0, 0.0, 0.0]
    assert [packs.scores(one)["hit@1"] for one in (right, wrong, known)] == [1.0, 0.0, 1.0]
    assert [packs.scores(one)["wrong"] for one in (right, wrong, known)] == [0.0, 1.0, 0.0]
    assert [packs.scores(one)["false answers"] for one in (false, small_talk)] == [1.0, 0.0]
    report = packs.report([right, wrong, known, false, small_talk])
    assert {"p50", "p95", "hit@1", "false answers"} <= {one.name for one in report.figures}


def test_thresholds_are_the_lowest_at_which_enough_is_right() -> None:
    tried = [Tried(score=0.5 + at / 100, right=at >= 10) for at in range(50)]
    found = calibrated(tried, precision=0.98)

    assert found.sure == pytest.approx(0.6, abs=0.001)
    assert found.some <= found.sure
    assert found.precision == 1.0
    with pytest.raises(ValueError, match="too little"):
        calibrated(tried[:5])


def test_lines_for_calibration_are_made_of_paraphrases_and_read_from_a_file(pack: Path, tmp_path: Path) -> None:
    with Pack.open(pack) as opened:
        questions = {f"small/faq/{one.id}": one for one in opened.faq()}
    made = made_lines(questions)
    file = tmp_path / "asked.jsonl"
    rows = [{"id": "1", "said": "天怎么是蓝的", "faq": "天为什么是蓝的？"}, {"id": "2", "said": "我饿了", "faq": ""}]
    file.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")

    assert {wanted for _, wanted in made} == {"small/faq/1", ""}
    assert read_lines(file, questions) == [("天怎么是蓝的", "small/faq/1"), ("我饿了", "")]
    file.write_text(json.dumps({"id": "1", "said": "地呢", "faq": "地为什么是圆的？"}), encoding="utf-8")
    with pytest.raises(ConfigError, match="no question of the packs"):
        read_lines(file, questions)
