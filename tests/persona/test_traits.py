"""The trait dictionary is whole and usable, and a profile of its traits says what it was told."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from roleplay_lite.errors import InputError
from roleplay_lite.persona import load_persona, read_persona
from roleplay_lite.persona.check import objection
from roleplay_lite.persona.lint import check_persona
from roleplay_lite.persona.persona import Example, Trait
from roleplay_lite.persona.prefix import _INTENSITY, prefix_messages
from roleplay_lite.persona.traits import TraitProfile, entries, find, lookup, profile
from roleplay_lite.persona.traits.dictionary import (
    BIG5,
    DROPPED,
    GROUPS,
    P4,
    coarse,
    coarse_groups,
    labels_209,
    labels_215,
    labels_638,
)
from roleplay_lite.turn import Recalled, Utterance
from roleplay_lite.understanding import understand_text
from roleplay_lite.voice.sentence import speakable

from .texts import SMALL

ENTRIES = entries()
GIVEN = {
    "positive": "有冒险精神 心怀感激 善于表达 有吸引力 聪颖 平静 迷人 有爱心 魅力十足 令人愉快 聪明灵巧 富有趣味",
    "neutral": "健忘 强势 好笑 施展技巧 男孩子气 轻快 麻利务实 随便 理智 复杂难懂 保守 自相矛盾",
    "negative": "粗暴 轻浮 冷漠 愤怒 焦虑 冷淡 好争论 傲慢自大 矫揉造作 武断 野蛮 困惑",
}
"""The Mandarin names that were taken over: the first twelve of the 215 in each group."""


# -- the dictionary ---------------------------------------------------------------------------------------------------


def test_every_label_is_in_its_group() -> None:
    assert Counter(entry.group for entry in ENTRIES) == {"positive": 236, "neutral": 111, "negative": 292}
    assert Counter(find(label).group for label in labels_638()) == {"positive": 234, "neutral": 111, "negative": 292}
    assert Counter(find(label).group for label in labels_215()) == {"positive": 81, "neutral": 36, "negative": 98}
    assert labels_638().count("Soft") == 1


@pytest.mark.parametrize("field", ["en", "zh", "behaviour", "gloss", "example"])
def test_nothing_is_said_twice(field: str) -> None:
    said = Counter(getattr(entry, field) for entry in ENTRIES)
    assert [text for text, count in said.items() if count > 1] == []


def test_the_lengths_suit_a_prompt_and_a_voice() -> None:
    bounds = {"en": (3, 20), "zh": (2, 8), "gloss": (4, 20), "behaviour": (8, 30), "to": (4, 20), "example": (8, 40)}
    odd = [
        (entry.en, field, getattr(entry, field))
        for entry, (field, (low, high)) in product(ENTRIES, bounds.items())
        if not low <= len(getattr(entry, field).strip()) <= high
    ]
    assert odd == []


def test_the_names_and_scores_have_their_form() -> None:
    assert [entry.zh for entry in ENTRIES if not entry.zh.endswith("的")] == []
    assert [entry.en for entry in ENTRIES if len(entry.big5) != len(BIG5) or not {*entry.big5} <= {*range(-2, 3)}] == []
    assert [entry.en for entry in ENTRIES if not any(entry.big5)] == []
    assert [entry.en for entry in ENTRIES if entry.behaviour[-1] in "。；，"] == []


def test_every_example_may_be_said() -> None:
    nobody = replace(load_persona("niaoniao"), examples=(), golden=())
    for entry in ENTRIES:
        recalled = Recalled(understanding=understand_text(Utterance(text=entry.to)))
        assert objection(entry.example, nobody, recalled, ()) == "", entry.en
        assert speakable(entry.example) == entry.example
    said = tuple(Example(user=entry.to, reply=entry.example) for entry in ENTRIES)
    assert [found for found in check_persona(replace(nobody, examples=said)) if found.level == "error"] == []


@pytest.mark.parametrize("group", GROUPS)
def test_the_given_names_are_used(group: str) -> None:
    first = [label for label in labels_215() if find(label).group == group][:12]
    assert [find(label).zh[:-1] for label in first] == GIVEN[group].split()


def test_209_of_the_215() -> None:
    assert len({*labels_215()}) == 215
    assert len(labels_209()) == 209
    assert {*labels_215()} - {*labels_209()} == {*DROPPED}
    assert {*labels_215()} - {*labels_638()} == {"Happy", "Spirited"}


def test_four_coarse_groups() -> None:
    groups = coarse_groups()
    assert list(groups) == list(labels_215())
    assert {*groups.values()} == {*P4}
    assert min(Counter(groups.values()).values()) >= 40
    wanted = {"Happy": "bright", "Calm": "steady", "Fickle": "wild", "Gloomy": "cold"}
    assert {label: coarse(find(label)) for label in wanted} == wanted


@pytest.mark.parametrize("name", ["诙谐风趣的", "诙谐风趣", " 诙谐风趣 ", "Witty", "witty", "WITTY", "Ｗｉｔｔｙ"])
def test_found_by_any_of_its_names(name: str) -> None:
    assert find(name).en == "Witty"


def test_each_is_found_by_both_names() -> None:
    for entry in ENTRIES:
        assert (
            find(entry.zh) is find(entry.zh[:-1]) is find(entry.en.upper()) is find(entry.en.replace("-", " ")) is entry
        )


@pytest.mark.parametrize(("name", "near"), [("风趣", "诙谐风趣的"), ("好奇地", "好奇的"), ("Whitty", "Witty")])
def test_an_unknown_name_is_told_with_near_ones(name: str, near: str) -> None:
    assert lookup(name) is None
    with pytest.raises(InputError, match=f"no trait is named '{name}'; did you mean .*{near}"):
        find(name)


# -- profiles ---------------------------------------------------------------------------------------------------------


def test_a_line_of_both_languages() -> None:
    parsed = TraitProfile.parse("诙谐风趣,非常好奇的， a bit shy、 Extremely warm")
    assert [(trait.name, trait.intensity) for trait in parsed.traits] == [
        ("诙谐风趣的", "plain"),
        ("好奇的", "very"),
        ("害羞的", "a-bit"),
        ("温暖的", "extremely"),
    ]
    assert parsed.behaviours() == tuple(find(trait.name).behaviour for trait in parsed.traits)


@pytest.mark.parametrize(
    ("said", "intensity"),
    [
        *(("有点", "a-bit"), ("有点儿", "a-bit"), ("很", "very"), ("非常", "very"), ("极其", "extremely")),
        *(("a bit ", "a-bit"), ("very ", "very"), ("Really ", "very"), ("extremely ", "extremely")),
    ],
)
def test_words_of_intensity(said: str, intensity: str) -> None:
    (trait,) = TraitProfile.parse(f"{said}好奇").traits
    assert (trait.name, trait.intensity) == ("好奇的", intensity)


def test_no_name_is_taken_for_a_word_of_intensity() -> None:
    for entry, place in product(ENTRIES, range(3)):
        name = (entry.zh, entry.zh[:-1], entry.en)[place]
        assert TraitProfile.parse(name).traits == (Trait(name=entry.zh, behaviour=entry.behaviour),)


_TRAIT = st.builds(
    lambda entry, intensity: Trait(name=entry.zh, intensity=intensity, behaviour=entry.behaviour),
    st.sampled_from(ENTRIES),
    st.sampled_from([*profile._SAID]),
)
_PROFILE = st.lists(_TRAIT, min_size=1, max_size=5, unique_by=lambda trait: trait.name).map(
    lambda traits: TraitProfile(traits=tuple(traits))
)


@given(_PROFILE)
@settings(max_examples=100, deadline=None)
def test_a_profile_round_trips_and_is_said_in_order(one: TraitProfile) -> None:
    assert TraitProfile.parse(str(one)) == one
    sentence, places = one.sentence(), []
    for trait in one.traits:
        places.append(sentence.index(profile._SAID[trait.intensity] + trait.name))
    assert places == sorted(places)
    assert sentence.startswith("我是个")
    assert sentence.endswith("的人")
    assert all(-2 <= score <= 2 for score in one.big5())
    assert len(one.behaviours()) == len(one.traits)


_WORD = st.sampled_from(["很", "有点", "very", "a bit", "好奇", "的", "shy", "，", ",", "、"])


@given(st.one_of(st.text(), st.lists(_WORD).map(" ".join), st.lists(_WORD).map("".join)))
@settings(max_examples=200, deadline=None)
def test_parsing_raises_nothing_but_the_clear_error(text: str) -> None:
    try:
        assert 1 <= len(TraitProfile.parse(text).traits) <= 5
    except InputError as problem:
        assert str(problem)  # noqa: PT017


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "one to five"),
        ("，、", "one to five"),
        ("好奇,很好奇", "'好奇的' is named twice"),
        ("好奇,害羞,温暖,快乐,乐观,善良", "that is 6 traits; at most 5"),
        ("好奇,非常", "no trait is named"),
    ],
)
def test_a_bad_line_says_why(text: str, words: str) -> None:
    with pytest.raises(InputError, match=words):
        TraitProfile.parse(text)


def test_the_sentence_is_natural() -> None:
    traits = (Trait(name="活泼可爱", intensity="very"), Trait(name="有青春活力的"), Trait(name="乐观的"))
    assert TraitProfile(traits=traits).sentence() == "我是个非常活泼可爱的、有青春活力的、乐观的人"
    assert profile._SAID == _INTENSITY


def test_own_behaviour_wins_and_own_traits_are_not_judged() -> None:
    traits = (Trait(name="好奇的", behaviour="问"), Trait(name="爱伞的", behaviour="管"), Trait(name="会吹笛的"))
    one = TraitProfile(traits=traits)
    assert one.behaviours() == ("问", "管")
    assert one.big5() == find("好奇的").big5
    assert TraitProfile(traits=traits[2:]).big5() == (0, 0, 0, 0, 0)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("害羞,诙谐风趣", "opposite ends of extraversion"),
        ("温暖,冰冷", "「温暖的」 and 「冰冷的」 pull apart"),
        ("强势,善变", "contradict itself"),
        ("悲观沮丧", "makes answers worse"),
        ("诙谐风趣,好奇,快乐,乐观", "there are 4; two or three stand out"),
    ],
)
def test_clashes(text: str, words: str) -> None:
    (clash,) = TraitProfile.parse(text).clashes()
    assert words in clash


@pytest.mark.parametrize("text", ["诙谐风趣,好奇,快乐", "害羞,温暖", "强势", "善变"])
def test_no_clashes(text: str) -> None:
    assert TraitProfile.parse(text).clashes() == ()


@pytest.mark.parametrize("letters", ["".join(four) for four in product("EI", "NS", "FT", "JP")])
def test_a_type_and_back(letters: str) -> None:
    one = TraitProfile.from_mbti(letters.lower())
    assert one.mbti() == letters
    assert one == TraitProfile.from_mbti(letters)
    assert (len(one.traits), one.clashes()) == (3, ())
    assert "negative" not in {find(trait.name).group for trait in one.traits}


def test_intensity_weighs() -> None:
    shy, witty = find("害羞"), find("诙谐风趣")
    mixed = TraitProfile.parse("有点害羞,极其诙谐风趣").big5()
    assert mixed == tuple((0.5 * a + 2 * b) / 2.5 for a, b in zip(shy.big5, witty.big5, strict=True))


@given(st.lists(st.integers(-2, 2), min_size=5, max_size=5))
@settings(max_examples=25, deadline=None)
def test_scores_to_traits(scores: list[int]) -> None:
    one = TraitProfile.from_big5(**dict(zip(BIG5, map(float, scores), strict=True)))
    assert len(one.traits) == 3
    assert {find(trait.name).en for trait in one.traits} <= {*labels_215()}


def test_a_strong_score_is_met() -> None:
    for at, factor in enumerate(BIG5):
        assert TraitProfile.from_big5(**{factor: 2.0}).big5()[at] >= 1
        assert TraitProfile.from_big5(**{factor: -2.0}).big5()[at] <= -1


@pytest.mark.parametrize("letters", ["", "INT", "ABCD", "JPEN", "INTJX"])
def test_no_type(letters: str) -> None:
    with pytest.raises(InputError, match="is no type"):
        TraitProfile.from_mbti(letters)


@pytest.mark.parametrize("score", [2.1, -3.0, float("nan"), float("inf")])
def test_no_score(score: float) -> None:
    with pytest.raises(InputError, match="O is out of range"):
        TraitProfile.from_big5(O=score)


# -- in a persona file ------------------------------------------------------------------------------------------------


def _file(folder: Path, traits: str) -> Path:
    file = folder / "laoding.toml"
    file.write_text(f'{SMALL}{traits}\n[[examples]]\nuser = "饿"\nreply = "下面。"\n', encoding="utf-8")
    return file


@pytest.mark.parametrize("name", ["诙谐风趣的", "诙谐风趣", "witty"])
def test_a_name_is_enough(tmp_path: Path, name: str) -> None:
    persona = read_persona(_file(tmp_path, f'[[traits]]\nname = "{name}"\nintensity = "very"'))
    assert persona.traits == (Trait(name="诙谐风趣的", intensity="very", behaviour=find("Witty").behaviour),)
    system = prefix_messages(persona)[0].content
    assert "老丁是个非常诙谐风趣的人。" in system
    assert find("Witty").behaviour in system
    assert check_persona(persona) == []


def test_own_words_stay(tmp_path: Path) -> None:
    traits = '[[traits]]\nname = "诙谐风趣"\nbehaviour = "笑"\n[[traits]]\nname = "爱伞的"\nbehaviour = "说伞"'
    persona = read_persona(_file(tmp_path, traits))
    assert persona.traits == (Trait(name="诙谐风趣", behaviour="笑"), Trait(name="爱伞的", behaviour="说伞"))
    assert check_persona(persona) == []


def test_an_own_name_alone_is_warned_of(tmp_path: Path) -> None:
    (found,) = check_persona(read_persona(_file(tmp_path, '[[traits]]\nname = "很奇的"')))
    assert (found.level, found.field) == ("warning", "traits[0].behaviour")
    assert "did you mean " in found.message
