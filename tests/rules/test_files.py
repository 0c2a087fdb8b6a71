"""Rules as files: read with words where they are wrong, written so that they are read again as they were."""

from __future__ import annotations

import json
from datetime import date, datetime, time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from roleplay_lite.device import Device
from roleplay_lite.errors import ConfigError
from roleplay_lite.rules.config import RulesConfig, read_rules
from roleplay_lite.rules.reading import read_rules_file, read_rules_text, rule_of
from roleplay_lite.rules.rule import DOES, Experiment, Hours, Rule, Sample, Samples, When
from roleplay_lite.rules.writing import as_data, as_json, as_toml
from roleplay_lite.tomlfile import Document

GOOD = 'name = "a"\ndo = "answer"\nvalue = "好"\n'


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("", 0, "name: is missing"),
        ('name = "a"\ndo = "say"\nvalue = "好"', 2, "do: is 'say'; allowed: answer, ban, hold"),
        ('name = "a b"\ndo = "hold"', 1, "name: is 'a b'; allowed: letters"),
        ('name = "a"\ndo = "answer"', 0, "value: is missing: 'answer' needs one"),
        ('name = "a"\ndo = "answer"\nvalue = 3', 3, "value: must be a string, not a whole number"),
        (GOOD + "priority = 1.5", 4, "priority: must be a whole number, not a number"),
        (GOOD + 'step = "check"', 4, "step: is 'check', and 'answer' changes 'recall'; leave it out"),
        (GOOD + "whenn = {}", 4, "whenn: is no field here; allowed: do, enabled"),
        (GOOD + '[when]\nany = "几点("', 5, "when.any[0]: the pattern is invalid"),
        (GOOD + '[when]\nnone = ["好", "(?R)"]', 5, "when.none[1]: the pattern uses"),
        (GOOD + '[when]\nany = ["a{99999}{99999}"]', 5, "when.any[0]: the pattern's counts multiply to too much"),
        (GOOD + '[when]\nlanguage = "zh-CN"', 5, "when.language[0]: is 'zh-CN'; allowed: en, other, zh"),
        (GOOD + '[when]\nhours = "晚上"', 5, "when.hours[0]: is '晚上'; write hours like '22:00-06:30'"),
        (GOOD + '[when]\nhours = "25:00-26:00"', 5, "when.hours[0]: is '25:00-26:00'"),
        (GOOD + 'from = "明天"', 4, "from: is '明天'; write a day or a time"),
        (GOOD + "from = 2026-02-02\nuntil = 2026-02-01", 5, "until: lies before `from`"),
        (GOOD.replace("好", "{age}岁"), 3, "value: has {age}, which stands for nothing; known: {name}"),
        ('name = "a"\ndo = "invoke"\nvalue = "设个闹钟"', 3, "value: is '设个闹钟'; an intent is like 'timer.set'"),
        ('name = "a"\ndo = "ban"\nvalue = "("', 3, "value: the pattern is invalid"),
        ('name = "a"\ndo = "reform"\nvalue = "你好"', 0, "when: depends on nothing that is said"),
        (GOOD + '[experiment]\nshare = 2\narms = { a = "一", b = "" }', 5, "experiment.share: is 2; allowed: 0"),
        (GOOD + '[experiment]\narms = { a = "一" }', 5, "experiment.arms: needs two arms at least"),
        (GOOD + "[samples]\nhits = [3]", 5, "samples.hits[0]: must be a line, or a table with a `text`"),
        (GOOD + 'note = "\\u0007"', 4, "note: holds a control character (U+0007)"),
        ('[[rule]]\nname = "a"\ndo = "hold"\n[[rule]]\nname = "a"\ndo = "hold"', 5, "there are two rules of the"),
        ('name = "a\n', 1, "is not valid TOML"),
        ('{"name": "a",\n "do": "answer",\n "value": ["好"]}', 3, "value: must be a string, not an array"),
        ('{"name":"a","do":"hold"}\n{"name":"b","do":"hold","when":{"any":["("]}}', 2, "when.any[0]: the pattern is"),
        ('{"name":"a","do":"hold"}\n{"name":"b"', 2, "is not valid JSON"),
        ('[{"name":"a","do":"hold"},\n 7]', 2, 'must be a table (`{"name": …}`)'),
        ("[" * 5000 + "{", 1, "is not valid"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_with_its_place(text: str, line: int, words: str) -> None:
    with pytest.raises(ConfigError) as wrong:
        list(read_rules_text(text, Path("my.toml")))
    assert words in str(wrong.value)
    assert wrong.value.line == line


@pytest.mark.parametrize(
    ("raw", "words"), [(b"\xff\xfe\x00", "is not UTF-8 text"), (b"x" * (40 << 20), "is larger than 32 MiB")]
)
def test_a_file_that_is_none_is_told(tmp_path: Path, raw: bytes, words: str) -> None:
    file = tmp_path / "rules.jsonl"
    file.write_bytes(raw)
    with pytest.raises(ConfigError, match=words):
        read_rules_file(file)
    with pytest.raises(ConfigError, match="cannot be read: No such file"):
        read_rules_file(tmp_path / "none.json")


def test_a_rule_is_read_from_any_of_the_forms(tmp_path: Path) -> None:
    wanted = Rule(name="a", do="answer", value="好", when=When(any=("几点",)))
    toml = tmp_path / "a.toml"
    toml.write_text(GOOD + 'when = { any = "几点" }\n', encoding="utf-8-sig")
    assert read_rules_file(toml) == [wanted]
    for ending, text in (
        ("json", json.dumps(as_data(wanted), indent=2)),
        ("json", f"[{as_json(wanted)}]"),
        ("json", '{"rule": [' + as_json(wanted) + "]}"),
        ("jsonl", as_json(wanted) + "\n\n"),
    ):
        file = tmp_path / f"a.{ending}"
        file.write_text(text, encoding="utf-8")
        assert read_rules_file(file) == [wanted]
        assert read_rules_text(text) == [wanted]


_WORDS = st.text(alphabet="好几点ab \"'\\#[]{}=\n，？😀", min_size=1, max_size=12).map(str.strip).filter(bool)
_NAMES = st.text(alphabet="ab1-_好.", min_size=1, max_size=8).filter(lambda name: name[0] not in "-.")
_TIMES = st.tuples(st.integers(0, 23), st.integers(0, 59)).map(lambda pair: time(*pair))
_LISTS = st.lists(_WORDS, max_size=2).map(tuple)
_LITERALS = st.lists(st.text(alphabet="好几点ab", min_size=1, max_size=5), max_size=2).map(tuple)
_MOMENTS = st.one_of(st.none(), st.dates(date(2000, 1, 1), date(2029, 1, 1)))
_LATER = st.datetimes(datetime(2030, 1, 1), datetime(2040, 1, 1)).map(lambda moment: moment.replace(microsecond=0))
_UNTIL = st.one_of(st.none(), _LATER)
_HOURS = st.tuples(_TIMES, _TIMES).filter(lambda pair: pair[0] != pair[1])
_ARMS = st.dictionaries(
    _NAMES.filter(lambda name: name != "out"), st.sampled_from(["", "短"]), min_size=2, max_size=3
).map(lambda arms: {**arms, "some": "长"})
_SAMPLES = st.builds(
    Sample,
    text=_WORDS,
    persona=st.sampled_from(["", "xiaoman"]),
    language=st.sampled_from(["", "en"]),
    intent=st.sampled_from([None, "", "timer.set"]),
    before=_LISTS,
)
_RULES = st.builds(
    Rule,
    name=_NAMES,
    do=st.sampled_from(sorted(set(DOES) - {"reform", "ban", "invoke"})),
    value=_WORDS.filter(lambda text: "{" not in text and "\n" not in text),
    when=st.builds(
        When,
        persona=_LISTS,
        topic=_LISTS,
        intent=_LISTS,
        any=_LITERALS,
        none=_LITERALS,
        paraphrase=_LISTS,
        language=st.sampled_from([(), ("zh",), ("zh", "en")]),
        hours=st.lists(_HOURS.map(lambda pair: Hours(start=pair[0], end=pair[1])), max_size=2).map(tuple),
    ),
    priority=st.integers(-1000, 1000),
    since=_MOMENTS,
    until=_UNTIL,
    experiment=st.one_of(
        st.none(),
        st.builds(
            Experiment,
            arms=_ARMS,
            share=st.sampled_from([0.0, 0.25, 1.0]),
        ),
    ),
    samples=st.builds(
        Samples,
        hits=st.lists(_SAMPLES, max_size=2).map(tuple),
        misses=st.lists(_SAMPLES, max_size=1).map(tuple),
    ),
    enabled=st.booleans(),
)  # fmt: skip


@settings(max_examples=50)
@given(st.lists(_RULES, min_size=1, max_size=3, unique_by=lambda rule: rule.name))
def test_what_is_written_is_read_again_as_it_was(rules: list[Rule]) -> None:
    assert read_rules_text(as_toml(rules)) == rules
    assert read_rules_text("".join(f"{as_json(rule)}\n" for rule in rules)) == rules
    assert [rule_of(as_data(rule)) for rule in rules] == rules


@settings(max_examples=50)
@given(st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3)
    | st.dictionaries(st.sampled_from(["name", "do", "value", "when", "any", "samples", "hits", "experiment"]), inner),
    max_leaves=12,
))  # fmt: skip
def test_no_file_does_more_than_be_refused(data: object) -> None:
    try:
        read_rules_text(json.dumps(data))
    except ConfigError:
        return


def test_the_table_of_the_device_is_read(tmp_path: Path) -> None:
    def table(**data: object) -> Document:
        return Document(data=data, text="", file=Path("device.toml"), error=ConfigError)

    assert read_rules(table()) == RulesConfig()
    assert read_rules(table(enabled=False, path=str(tmp_path / "r.db"))).file == tmp_path / "r.db"
    for wrong in ({"enabled": 1}, {"path": 3}, {"paths": "x"}):
        with pytest.raises(ConfigError):
            read_rules(table(**wrong))
    assert Device().rules.enabled
