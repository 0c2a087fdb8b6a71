"""Any words may be choices, and what a grammar allows is just what was asked for."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roleplay_lite.engines import Llm
from roleplay_lite.errors import EngineError, InputError
from roleplay_lite.grammar import Number, Text, alternatives, json_object, one_of
from roleplay_lite.models import where
from roleplay_lite.registry import load
from roleplay_lite.testing import FakeLlm
from tests.backends.prompts import GREEDY, MODEL, chat, said

WORDS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1, max_size=20)
ASKED = chat("你是小雪。", "周末有聚会，你想去吗？")
SCALE = ("非常不像我", "不太像我", "一般", "比较像我", "非常像我")


@given(st.lists(WORDS | st.sampled_from(['"', "\\", '\\"', '" | "', "\n", "x41", "\\x41"]), min_size=1, max_size=5))
def test_choices_survive_their_escapes(words: list[str]) -> None:
    assert alternatives(one_of(words)) == tuple(words)


@pytest.mark.parametrize("choices", [(), ("是", ""), ("\0",), ("坏\ud83d",)])
def test_what_no_reply_can_be_is_refused(choices: tuple[str, ...]) -> None:
    with pytest.raises(InputError):
        one_of(choices)


@pytest.mark.parametrize("field", [Text(longest=0), Text(longest=3, shortest=4), Number(digits=0), ()])
def test_a_field_that_holds_nothing_is_refused(field: object) -> None:
    with pytest.raises(InputError):
        json_object({"value": field})  # type: ignore[dict-item]
    with pytest.raises(InputError, match="at least one field"):
        json_object({})


def test_only_plain_alternatives_are_listed() -> None:
    assert alternatives(json_object({"a": Text()})) == ()
    assert alternatives('root ::= "是" | no\nno ::= "否"') == ()
    assert alternatives("") == ()


def test_the_fake_keeps_to_its_choices() -> None:
    llm = FakeLlm(replies=["我觉得比较像我吧。", "不知道"])
    limited = replace(GREEDY, grammar=one_of(SCALE))
    assert said(llm, ASKED, limited) == "比较像我"
    assert said(llm, ASKED, limited) == "非常不像我"
    assert llm.samplings == [limited, limited]
    assert said(llm, ASKED, replace(GREEDY, grammar=json_object({"a": Text()}))) == "不知道"


@pytest.fixture(scope="module", params=["llama_cpp", "xllamacpp"])
def llm(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Llm]:
    pytest.importorskip(request.param)
    folder: Path = tmp_path_factory.mktemp("kv")
    engine = load("llm", request.param, model=where(MODEL) / "model.gguf", context_tokens=512, threads=1, cache=folder)
    yield engine
    engine.close()


@pytest.mark.model(MODEL)
@pytest.mark.parametrize("words", [('他说"好"',), ("a\\b\n\tc",), ("\x01\x7f",), ("🦄𠮷",), ('" | "否',)])
def test_a_model_says_the_choice_as_it_was_meant(llm: Llm, words: tuple[str, ...]) -> None:
    assert said(llm, ASKED, replace(GREEDY, grammar=one_of(words), max_tokens=24)) == words[0]


@pytest.mark.model(MODEL)
def test_a_model_stays_on_the_scale_with_any_sampling(llm: Llm) -> None:
    for seed, penalty in ((1, 1.0), (2, 1.5)):
        drawn = replace(GREEDY, temperature=1.5, seed=seed, repeat_penalty=penalty, dry_multiplier=0.8)
        assert said(llm, ASKED, replace(drawn, grammar=one_of(SCALE))) in SCALE


@pytest.mark.model(MODEL)
def test_a_model_fills_in_an_object(llm: Llm) -> None:
    grammar = json_object(
        {'谁 "是"': ("self", "哥哥"), "value": Text(longest=5), "n": Number(digits=2), "x": Number(decimals=1)}
    )
    reply = json.loads(said(llm, ASKED, replace(GREEDY, grammar=grammar, max_tokens=100)))
    assert list(reply) == ['谁 "是"', "value", "n", "x"]
    assert reply['谁 "是"'] in ("self", "哥哥")
    assert 1 <= len(reply["value"]) <= 5
    assert isinstance(reply["n"], int)
    assert -100 < reply["n"] < 100


@pytest.mark.model(MODEL)
@pytest.mark.parametrize(
    "grammar", ["是|否", 'root ::= "是', "root ::= (", "root ::= 谁", 'root ::= root "是"', "\0", " "]
)
def test_a_bad_grammar_is_an_error_with_the_fix_and_harms_nothing(llm: Llm, grammar: str) -> None:
    whole = said(llm, ASKED)
    with pytest.raises(EngineError, match="root ::="):
        said(llm, ASKED, replace(GREEDY, grammar=grammar))
    assert said(llm, ASKED) == whole
