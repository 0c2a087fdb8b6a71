"""`persona new`: whoever answers questions has a character that loads and talks, and loses nothing to a Ctrl-C."""

from __future__ import annotations

import json
import signal
from pathlib import Path

import pytest

from roleplay_lite.persona import Fact, Persona, read_persona
from roleplay_lite.persona.traits import find

from .program import Program, program

WHO = ["小满", "", "", "小满是在杭州念插画的绍兴姑娘。"]
FACTS = ["女", "2006-05-21", "浙江绍兴", "", "插画师", "", "画速写、逛菜场", "", ""]
PEOPLE = ["哥哥", "立秋", "护士", "", "", "橘猫", "年糕", ""]
TRAITS = ["温柔体贴", "非常好奇", ""]
STYLE = ["一次一两句，拿颜色打比方", "哎哟喂"]
VIEWS = ["读书和分数", "手上的功夫才跟你一辈子。", "", "菜场早市、旧瓶盖", "香菜"]
LINES = ["先垫口热的，葱油拌面五分钟就好。", "", "给年糕洗爪子呢。", "你来啦，年糕刚睡着。"]
ALL = [*WHO, *FACTS, *PEOPLE, *TRAITS, *STYLE, *VIEWS, *LINES]


@pytest.fixture
def fakes(tmp_path: Path) -> Program:
    return program(tmp_path)


def typed(answers: list[str]) -> str:
    return "".join(f"{answer}\n" for answer in answers)


def written(fakes: Program, id: str = "xiaoman-b") -> Persona:
    return read_persona(fakes.folder / "data" / "personas" / f"{id}.toml")


def with_id(answers: list[str], id: str = "xiaoman-b") -> list[str]:
    return [answers[0], id, *answers[2:]]


def test_the_answers_are_the_character(fakes: Program) -> None:
    code, output, errors = fakes.run("persona", "new", said=typed(with_id(ALL)))
    assert (code, errors) == (0, "")
    assert "checked: ok" in output
    assert "roleplay-lite chat --persona xiaoman-b" in output
    persona = written(fakes)
    assert persona.name == "小满"
    assert Fact(key="birthday", value="2006-05-21") in persona.facts
    assert Fact(key="hobby", value="逛菜场") in persona.facts
    assert Fact(owner="哥哥", key="occupation", value="护士") in persona.facts
    assert {Fact(key="pet", value="橘猫年糕"), Fact(owner="年糕", key="species", value="橘猫")} <= {*persona.facts}
    assert [(trait.name, trait.intensity) for trait in persona.traits] == [
        (find("温柔体贴").zh, "plain"),
        (find("好奇").zh, "very"),
    ]
    assert persona.style.catch_phrases == ("哎哟喂",)
    assert persona.values[0].topic == "读书和分数"
    assert (persona.preferences.likes, persona.preferences.dislikes) == (("菜场早市", "旧瓶盖"), ("香菜",))
    assert [example.reply for example in persona.examples] == [LINES[0], LINES[2]]
    assert persona.lines.greeting == ("你来啦，年糕刚睡着。",)
    code, output, _ = fakes.run("persona", "ask", "xiaoman-b", "你哥哥是做什么工作的")
    assert (code, "护士" in output) == (0, True)


def test_nearly_all_may_be_skipped(fakes: Program) -> None:
    answers = ["阿桂", "agui", "", "阿桂是个裁缝。", *[""] * 24]
    code, output, _ = fakes.run("persona", "new", said=typed(answers))
    assert code == 0, output
    persona = written(fakes, "agui")
    assert persona.facts == (Fact(key="name", value="阿桂"),)
    assert (persona.traits, persona.examples) == ((), ())
    assert "warning: examples:" in output
    assert fakes.run("chat", "--persona", "agui", "--once", "你好")[0] == 0


def test_what_is_wrong_is_said_at_once_and_asked_again(fakes: Program) -> None:
    answers = ["", "长" * 41, "小满", "小满", "XM", "xm", "fr", "zh", "", "小满是插画师。", "女"]
    answers += ["2006-02-30", "昨天", "2999-01-01", "5月21日", "-3", "200", "十九", *[""] * 30]
    code, output, _ = fakes.run("persona", "new", said=typed(answers))
    assert code == 0, output
    for words in ("this one is needed", "at most 40", "a letter first", "one of these", "no such day", "2006-05-21 或"):
        assert words in output
    assert "in the future" in output
    assert output.count("between 0 and 130") == 2
    facts = written(fakes, "xm").facts
    assert Fact(key="birthday", value="5月21日") in facts
    assert Fact(key="age", value="十九") in facts


def test_traits_are_searched_and_clashes_said(fakes: Program) -> None:
    answers = [
        "小满",
        "xm",
        "",
        "小满是插画师。",
        *[""] * 10,
        "",
        "",
        "强势",
        "没有这样的词",
        "善变",
        "风趣",
        "1",
        *[""] * 20,
    ]
    code, output, _ = fakes.run("persona", "new", said=typed(answers))
    assert code == 0, output
    assert "没有「没有这样的词」" in output
    assert "注意 note: 「强势的」 and 「善变的」 make a character contradict itself" in output
    assert "1. 诙谐风趣的 Witty：" in output
    assert [trait.name for trait in written(fakes, "xm").traits] == ["强势的", "善变的", "诙谐风趣的"]


@pytest.mark.parametrize("after", [1, 4, 13, 21, len(ALL) - 1])
def test_an_input_that_ends_is_taken_up_where_it_ended(fakes: Program, after: int) -> None:
    answers = with_id(ALL)
    code, _, errors = fakes.run("persona", "new", said=typed(answers[:after]))
    assert (code, "persona new --resume" in errors) == (130, True)
    assert not (fakes.folder / "data" / "personas").exists()
    code, output, _ = fakes.run("persona", "new", "--resume", said=typed(answers[after:]))
    assert code == 0, output
    resumed = written(fakes)
    code, _, _ = fakes.run("persona", "new", "--force", said=typed(answers))
    assert (code, written(fakes)) == (0, resumed)


def test_ctrl_c_keeps_what_was_entered(fakes: Program) -> None:
    process = fakes.start("persona", "new")
    assert process.stdin
    assert process.stdout
    process.stdin.write(typed(with_id(ALL)[:4]).encode())
    process.stdin.flush()
    seen = b""
    while b"gender" not in seen:
        seen += process.stdout.read1(1024)  # type: ignore[attr-defined]
    process.send_signal(signal.SIGINT)
    _, errors = process.communicate(timeout=30)
    assert process.returncode == 130
    assert b"persona new --resume" in errors
    assert b"Traceback" not in errors
    code, output, _ = fakes.run("persona", "new", "--resume", said=typed(with_id(ALL)[4:]))
    assert code == 0, output
    assert written(fakes).name == "小满"


def test_an_unfinished_one_is_not_thrown_away_unasked(fakes: Program) -> None:
    fakes.run("persona", "new", said=typed(with_id(ALL)[:6]))
    draft = fakes.folder / "data" / "persona-new.json"
    kept = json.loads(draft.read_text(encoding="utf-8"))
    code, _, errors = fakes.run("persona", "new", said=typed(["阿桂"]))
    assert (code, "--resume" in errors, "--fresh" in errors) == (1, True, True)
    assert json.loads(draft.read_text(encoding="utf-8")) == kept
    assert fakes.run("persona", "new", "--fresh", said=typed(with_id(ALL)))[0] == 0
    assert not draft.exists()


@pytest.mark.parametrize("text", [None, "", "{", "[]", '{"format": 9, "answers": []}', '{"format": 1, "answers": [1]}'])
def test_a_draft_that_cannot_be_read_is_said(fakes: Program, text: str | None) -> None:
    draft = fakes.folder / "data" / "persona-new.json"
    draft.parent.mkdir()
    if text is not None:
        draft.write_text(text, encoding="utf-8")
    code, _, errors = fakes.run("persona", "new", "--resume", said="")
    assert (code, "persona new" in errors) == (1, True), errors


def test_an_id_that_was_taken_meanwhile_is_asked_for_again(fakes: Program) -> None:
    answers = with_id(ALL)
    fakes.run("persona", "new", said=typed(answers[:8]))
    folder = fakes.folder / "data" / "personas"
    folder.mkdir()
    (folder / "xiaoman-b.toml").write_text("# somebody else's", encoding="utf-8")
    code, output, _ = fakes.run("persona", "new", "--resume", said=typed(["xiaoman-c", *answers[2:]]))
    assert code == 0, output
    assert written(fakes, "xiaoman-c").name == "小满"
    assert (folder / "xiaoman-b.toml").read_text(encoding="utf-8") == "# somebody else's"
