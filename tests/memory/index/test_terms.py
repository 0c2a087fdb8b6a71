"""A memory is found in whatever width, script, number or sound its words come back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roleplay_lite.memory.index.pinyin import folded, readings
from roleplay_lite.memory.index.terms import asked_terms, stem, terms_of

TEXT = st.text(alphabet=st.one_of(st.characters(), st.sampled_from("我女儿花生过敏的ａ１aA'’é行重\n，。")), max_size=60)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ＷｉＦｉ密码是８８８８", "wifi密码是8888"),
        ("我女儿上3年级", "我女儿上三年级"),
        ("I lived in Xi'an", "i LIVE in Xi'an"),
        ("my cats", "My cat's"),
        ("café", "CAFE"),
        ("门牌007", "门牌７"),
    ],
)
def test_the_same_said_otherwise_has_the_same_terms(one: str, other: str) -> None:
    assert terms_of(one) == terms_of(other)


@pytest.mark.parametrize(
    ("heard", "meant"),
    [
        ("花声过敏", "花生过敏"),
        ("杭洲", "杭州"),
        ("银航", "银行"),
        ("重新", "虫心"),
        ("深圳", "森真"),
        ("牛奶", "流来"),
    ],
)
def test_what_sounds_the_same_meets_in_its_sound(heard: str, meant: str) -> None:
    first, second = terms_of(heard), terms_of(meant)
    assert all(set(one) & set(other) for one, other in zip(first.sounds, second.sounds, strict=True))
    assert set(first.bigrams) != set(second.bigrams)


def test_a_sign_with_two_readings_has_both_and_no_others() -> None:
    assert set(readings("行")) == {"xin", "han"}
    assert readings("女") == ("lv",)
    assert readings("A") == readings("，") == ()


def test_syllables_that_run_together_stay_apart() -> None:
    assert set(terms_of("西安").pinyin).isdisjoint(terms_of("先").pinyin)
    assert folded("lǜ") != folded("lù")


def test_what_only_asks_looks_for_nothing() -> None:
    for question in ("你还记得我是谁吗", "你知道我什么", "do you know who I am?", "？！…"):
        assert asked_terms(question).words == ()
        assert asked_terms(question).bigrams == ()


def test_english_words_of_one_stem_are_one() -> None:
    assert stem("lives") == stem("living") == stem("lived") == stem("live")
    assert stem("babies") == stem("baby")
    assert stem("bus") == "bus"


@given(TEXT)
def test_terms_are_letters_figures_and_signs_alone(text: str) -> None:
    """So that none of them can be taken for syntax of a search."""
    for found in (terms_of(text), asked_terms(text)):
        for term in (*found.words, *found.bigrams, *found.pinyin):
            assert term
            assert '"' not in term
            assert not any(sign.isspace() for sign in term)


@given(TEXT, TEXT)
def test_a_text_is_found_by_each_of_its_lines(one: str, other: str) -> None:
    whole = terms_of(f"{one}\n{other}")
    for part in (one, other):
        found = terms_of(part)
        assert set(found.bigrams) <= set(whole.bigrams)
        assert set(found.words) <= set(whole.words)


def test_a_text_without_end_is_read_to_a_limit() -> None:
    assert len(terms_of("花生过敏" * 1_000_000).bigrams) < 10
