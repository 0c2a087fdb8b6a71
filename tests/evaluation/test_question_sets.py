"""The question sets: wide enough to measure with, no line twice, and nothing in them that the product already holds."""

from __future__ import annotations

import json
import re
import tempfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

import roleplay_lite
from roleplay_lite import paths
from roleplay_lite.errors import ConfigError
from roleplay_lite.evaluation.question_sets import (
    ANY,
    SETS,
    VALUE,
    Form,
    Kind,
    questions,
    read_questions,
    read_scenarios,
    scenarios,
)
from roleplay_lite.persona.facts import KEYS, SELF

KINDS: tuple[Kind, ...] = get_args(Kind)
PACKAGE = Path(roleplay_lite.__file__).parent
PHRASINGS = Path(__file__).parents[1] / "persona"
SHIPPED = {file.stem for file in paths.shipped("personas").glob("*.toml")}
KNOWLEDGE = {"id": "k1", "said": "水烧到多少度算开啊", "answers": ["100", "一百"], "topic": "cooking"}
PERSONA = {"id": "p1", "said": "你几岁啦", "owner": "self", "key": "age", "kind": "wh"}
SCENARIO = {"id": "s1", "persona": "any", "topic": "name", "turns": [{"said": "我叫小禾", "check": {"any": ["小禾"]}}]}


def _everything_said() -> list[tuple[str, str]]:
    """Each line of each set, with the id it stands under."""
    asked = [(question.id, question.said) for kind in KINDS for question in questions(kind)]
    return asked + [(scenario.id, turn.said) for scenario in scenarios() for turn in scenario.turns]


SAID = _everything_said()


def test_there_are_enough_of_each_to_tell_two_systems_apart() -> None:
    assert all(len(questions(kind)) >= 220 for kind in KINDS)
    assert len(scenarios()) >= 30
    assert all(5 <= len(scenario.turns) <= 8 for scenario in scenarios())


def test_a_line_can_be_named_by_its_id_alone() -> None:
    ids = [question.id for kind in KINDS for question in questions(kind)] + [scenario.id for scenario in scenarios()]
    assert [id for id, count in Counter(ids).items() if count > 1] == []


def test_knowledge_and_small_talk_are_spread_over_topics() -> None:
    for kind, least in (("knowledge", 12), ("chat", 20)):
        topics = Counter(question.topic for question in questions(kind))
        assert len(topics) >= least
        assert min(topics.values()) >= 5, topics
        assert max(topics.values()) <= len(questions(kind)) / 8, topics


def test_persona_questions_are_spread_over_keys_owners_and_forms() -> None:
    asked = questions("persona")
    assert {question.key for question in asked} == set(KEYS)
    assert len({question.owner for question in asked}) >= 20
    assert 40 <= sum(question.owner != SELF for question in asked) <= len(asked) / 2
    forms = Counter(question.form for question in asked)
    assert set(forms) == set(get_args(Form))
    assert min(forms.values()) >= 50, forms


def test_every_shipped_character_leads_conversations_and_so_does_any() -> None:
    led = Counter(scenario.persona for scenario in scenarios())
    assert set(led) == SHIPPED | {ANY}
    assert min(led.values()) >= 2
    # Without something to hold against an earlier turn a conversation measures no more than its lines alone.
    alone = [one.id for one in scenarios() if not any(turn.check and turn.check.refers for turn in one.turns[1:])]
    assert alone == []


def test_repeating_the_question_is_never_the_answer() -> None:
    """An answer that stands in the question is found in every reply that takes the question up."""
    echoed = [
        (question.id, answer)
        for question in questions("knowledge")
        for answer in question.answers
        if answer.lower() in question.said.lower()
    ]
    echoed += [
        (scenario.id, word)
        for scenario in scenarios()
        for turn in scenario.turns
        for word in (turn.check.any if turn.check else ())
        if word in turn.said and word != "不是"
    ]
    assert echoed == []


def test_no_answer_is_so_short_that_any_reply_holds_it() -> None:
    answers = [(question.id, answer) for question in questions("knowledge") for answer in question.answers]
    answers += [(one.id, word) for one in scenarios() for turn in one.turns if turn.check for word in turn.check.any]
    assert [
        entry for entry in answers if re.fullmatch("[0-9零一二两三四五六七八九十是不没有对行好会的了]", entry[1])
    ] == []


def test_a_reply_cannot_be_right_and_wrong_by_the_same_words() -> None:
    checks = [(one.id, turn.check) for one in scenarios() for turn in one.turns if turn.check]
    assert [id for id, check in checks if any(word in wrong for word in check.any for wrong in check.never)] == []


def test_no_two_lines_are_nearly_the_same() -> None:
    """Two characters at a time: a set that asks one thing twice counts one mistake twice."""
    lines = [(id, said, _pairs(said)) for id, said in SAID]
    alike = [
        (id, said, other)
        for number, (id, said, one) in enumerate(lines)
        for _, other, two in lines[:number]
        if _dice(one, two) >= 0.85
    ]
    assert alike == []


def test_none_is_shared_with_what_the_product_was_written_with() -> None:
    """A line that stands in the rules, the lexicons or a character's examples would measure nothing but memory."""
    package = [file for file in PACKAGE.rglob("*") if file.suffix in {".py", ".json", ".jsonl", ".toml", ".txt"}]
    sources = [file for file in package if not file.is_relative_to(SETS)]
    sources += [*paths.shipped("personas").glob("*.toml"), *PHRASINGS.glob("*.jsonl")]
    texts = {file.name: _bare(file.read_text("utf-8")) for file in sources}
    assert {"facts.py", "phrasings.jsonl", "xiaoman.toml", "positive.jsonl"} <= texts.keys()
    assert [(said, name) for _, said in SAID for name, text in texts.items() if _bare(said) in text] == []


@pytest.mark.parametrize(
    ("kind", "line", "problem"),
    [
        ("knowledge", "{", ":2: is not JSON"),
        ("knowledge", "[1]", ":2: is not an object"),
        ("knowledge", "[" * 100_000, ":2: is not JSON"),
        ("knowledge", KNOWLEDGE | {"id": "k2", "answers": []}, ":2: answers: is empty"),
        ("knowledge", KNOWLEDGE | {"id": "k2", "answers": [100]}, ":2: answers: is not a list of texts"),
        ("knowledge", KNOWLEDGE | {"id": "k2", "said": "　"}, ":2: said: is not a text, or empty"),
        ("knowledge", KNOWLEDGE, ":2: id: 'k1' stands in an earlier line"),
        ("knowledge", {"id": "k2", "said": "天为什么蓝", "answers": ["散射"]}, ":2: topic: is missing"),
        ("persona", PERSONA | {"id": "p2", "key": "shoe_size"}, ":2: key: 'shoe_size' is not one of"),
        ("persona", PERSONA | {"id": "p2", "owner": "你妈"}, ":2: owner: '你妈' is not one of"),
        ("persona", PERSONA | {"id": "p2", "kind": "yesno"}, ":2: said: {value} stands in a yesno question"),
        ("persona", PERSONA | {"id": "p2", "said": "你{value}了吧"}, ":2: said: {value} stands in a yesno question"),
        ("chat", {"id": "c2", "said": "饿了", "topic": "hungry", "mood": "sad"}, ":2: mood: is no field here"),
    ],
)
def test_a_line_that_is_wrong_is_named(tmp_path: Path, kind: Kind, line: object, problem: str) -> None:
    good = {"knowledge": KNOWLEDGE, "persona": PERSONA, "chat": {"id": "c1", "said": "热死了", "topic": "weather"}}
    file = tmp_path / f"{kind}.jsonl"
    file.write_text(f"{_line(good[kind])}\n{_line(line)}\n", encoding="utf-8")
    with pytest.raises(ConfigError, match=re.escape(f"{kind}.jsonl{problem}")):
        read_questions(file, kind)


@pytest.mark.parametrize(
    ("turns", "problem"),
    [
        ([], ":1: turns: is not a list of turns"),
        (["你好"], ":1: turns[0]: is not an object"),
        ([{"said": "你好", "check": {}}], ":1: turns[0].check: is empty"),
        ([{"said": "你好"}, {"said": "嗯", "check": {"any": "好"}}], ":1: turns[1].check.any: is not a list of texts"),
        ([{"said": "你好", "check": {"refers": 1}}], ":1: turns[0].check.refers: is not a text"),
        ([{"said": "你好", "check": {"must": ["好"]}}], ":1: turns[0].check.must: is no field here"),
    ],
)
def test_a_turn_that_is_wrong_is_named(tmp_path: Path, turns: object, problem: str) -> None:
    file = tmp_path / "scenarios.jsonl"
    file.write_text(_line(SCENARIO | {"turns": turns}), encoding="utf-8")
    with pytest.raises(ConfigError, match=re.escape(f"scenarios.jsonl{problem}")):
        read_scenarios(file)


def test_a_picture_and_a_file_that_is_not_there_are_no_sets(tmp_path: Path) -> None:
    picture = tmp_path / "card.png"
    picture.write_bytes(b"\x89PNG\xff\xfe")
    for file in (picture, tmp_path / "none.jsonl"):
        with pytest.raises(ConfigError, match=r"cannot be read as text"):
            read_scenarios(file)


def test_a_line_may_hold_a_separator_that_is_no_end_of_line(tmp_path: Path) -> None:
    file = tmp_path / "knowledge.jsonl"
    file.write_text(_line(KNOWLEDGE | {"said": "一行\u2028两行"}) + "\n\n", encoding="utf-8")
    (question,) = read_questions(file, "knowledge")
    assert question.said == "一行\u2028两行"


NAMES = st.sampled_from(["id", "said", "owner", "key", "kind", "persona", "topic", "turns", "check", "any", "refers"])
VALUES = st.recursive(
    st.none() | st.text() | st.integers() | st.sampled_from(["self", "age", "wh"]),
    lambda inner: st.lists(inner) | st.dictionaries(NAMES, inner),
)


@given(text=st.text() | VALUES.map(json.dumps) | st.dictionaries(NAMES, VALUES).map(json.dumps))
def test_whatever_stands_in_a_file_it_is_read_or_refused_with_its_line(text: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "any.jsonl"
        file.write_bytes(text.encode("utf-8", "surrogatepass"))
        for read in (lambda: read_questions(file, "persona"), lambda: read_scenarios(file)):
            assert _refused_with_its_line(read)


def _refused_with_its_line(read: Callable[[], tuple[object, ...]]) -> bool:
    """True as well where there was nothing to refuse."""
    try:
        read()
    except ConfigError as wrong:
        return bool(wrong.line) or "cannot be read" in str(wrong)
    return True


def _line(row: object) -> str:
    return row if isinstance(row, str) else json.dumps(row, ensure_ascii=False)


def _bare(text: str) -> str:
    """Without white space and punctuation, so that neither hides a copy."""
    return re.sub(r"[\W_]", "", text.replace(VALUE, "")).lower()


def _pairs(text: str) -> Counter[str]:
    bare = _bare(text)
    return Counter(bare[place : place + 2] for place in range(max(len(bare) - 1, 1)))


def _dice(one: Counter[str], two: Counter[str]) -> float:
    """Twice what is shared over all there is."""
    least, all_ = min(one.total(), two.total()), one.total() + two.total()
    return 2 * (one & two).total() / all_ if 2 * least >= 0.85 * all_ else 0.0
