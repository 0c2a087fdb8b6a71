"""A feeling is met before anything else: in the person's language, in the character's manner, never twice the same."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roleplay_lite.emotion.empathy import Manner, Strategy, manner_of, note, opening, strategy, turned
from roleplay_lite.emotion.feeling import LABELS, USUAL, Feeling, Label
from roleplay_lite.emotion.words import BAD, CALLED, Shade, shade_of
from roleplay_lite.persona import Persona, load_persona, persona_files
from roleplay_lite.persona.persona import Lines, Trait

PERSONAS = {name: load_persona(name) for name in persona_files()}
LOUD = [label for label in LABELS if label != "neutral"]
ADVICE = re.compile("建议|应该|你可以|你得(?!意|对|不轻)|不如|要不|赶紧|试试|去睡|喝口?水|多喝")
CJK = re.compile("[\u4e00-\u9fff]")


def felt(label: Label, cause: str = "", intensity: float = 0.7) -> Feeling:
    valence, arousal = USUAL[label]
    return Feeling(label=label, valence=valence, arousal=arousal, intensity=intensity, cause=cause, confidence=0.9)


def somebody(*traits: str) -> Persona:
    lines = Lines(greeting=("来啦",), sorry=("啊",), deflect=("换一个",), silence=("人呢",), goodbye=("慢走",))
    return Persona(
        id="laoding", name="老丁", summary="老丁修伞。", traits=tuple(Trait(name=name) for name in traits), lines=lines
    )


# -- strategy ----------------------------------------------------------------------------------------------------------


def test_advice_waits_until_comfort_was_given_or_it_is_asked_for() -> None:
    sad = felt("sad", "领导骂了我")
    steps: list[Strategy] = []
    for _ in range(3):
        steps.append(strategy(sad, steps, text="我今天被领导骂了，好难过"))
    assert steps == [Strategy.REFLECT, Strategy.COMFORT, Strategy.ADVISE]
    assert strategy(sad, text="我好难过，该怎么办呀") is Strategy.ADVISE
    assert strategy(sad, text="I feel awful, what should I do?") is Strategy.ADVISE


def test_who_says_no_cause_is_asked() -> None:
    assert strategy(felt("sad"), text="我好难过") is Strategy.ASK


def test_rage_is_let_out_before_it_is_comforted() -> None:
    angry = felt("angry", "他骗了我")
    assert strategy(angry, text="他骗了我！气死了") is Strategy.CALM
    assert strategy(angry, [Strategy.CALM], text="真的太过分了") is Strategy.COMFORT


def test_joy_is_shared_danger_is_safety_and_nothing_is_nothing() -> None:
    assert strategy(felt("happy"), text="我升职啦") is Strategy.CELEBRATE
    crisis = Feeling(label="sad", valence=-0.9, arousal=0.4, intensity=1.0, confidence=1.0, crisis="self-harm")
    assert strategy(crisis, [Strategy.COMFORT], text="我不想活了，怎么办") is Strategy.SAFETY
    assert strategy(Feeling(), text="几点了") is Strategy.NONE
    assert strategy(felt("sad", intensity=0.1), text="嗯") is Strategy.NONE
    assert strategy(felt("happy", intensity=0.5), text="今天天气不错") is Strategy.NONE


def test_anger_at_the_character_is_for_it_to_answer() -> None:
    assert strategy(felt("angry"), text="你真没用，气死我了") is Strategy.NONE
    assert strategy(felt("grateful"), text="谢谢你陪我") is Strategy.CELEBRATE


# -- the note ----------------------------------------------------------------------------------------------------------


def test_the_note_tells_who_feels_what_and_what_to_do() -> None:
    said = note(Strategy.ASK, felt("angry", "领导骂了我"), text="领导骂了我，凭什么")
    assert said == "对方很委屈，因为领导骂了对方：先接住情绪，再问一句，先别出主意"
    english = note(Strategy.REFLECT, felt("angry", "my boss yelled at me"), language="en")
    assert english == "they feel angry because their boss yelled at them: first name the feeling, no advice"


@pytest.mark.parametrize("step", [step for step in Strategy if step not in (Strategy.NONE, Strategy.SAFETY)])
@pytest.mark.parametrize("label", LOUD)
def test_a_note_is_short(step: Strategy, label: Label) -> None:
    for met in (False, True):
        assert 0 < len(note(step, felt(label), met=met)) <= 34


def test_what_the_model_has_no_part_in_is_not_in_the_note() -> None:
    assert note(Strategy.NONE, felt("sad")) == ""
    assert note(Strategy.SAFETY, felt("sad")) == ""


# -- the opening -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("label", LOUD)
@pytest.mark.parametrize("traits", [(), ("冷漠的",), ("诙谐风趣的",)], ids=["warm", "terse", "playful"])
def test_there_are_a_dozen_ways_and_more(traits: tuple[str, ...], label: Label, language: str) -> None:
    persona = somebody(*traits)
    said = {opening(felt(label), persona, seed, language=language) for seed in range(400)}
    assert len(said) >= 12
    for line in said:
        assert line[-1] in "。！？.!?"
        assert bool(CJK.search(line)) == (language == "zh")
        assert not ADVICE.search(line)
        assert "{" not in line
        assert len(line) <= (70 if language == "en" else 26)


@pytest.mark.parametrize("persona", PERSONAS.values(), ids=PERSONAS)
@pytest.mark.parametrize("label", LOUD)
def test_the_shipped_meet_it_as_themselves(persona: Persona, label: Label) -> None:
    feeling = felt(label, "考试没考好" if shade_of(felt(label)) in BAD else "")
    said = {opening(feeling, persona, seed) for seed in range(200)}
    assert len(said) >= 12
    own = [*persona.lines.comfort, *persona.lines.cheer]
    if label not in {"surprised", "grateful", "relieved", "bored"}:
        assert any(line.split("{feeling}")[0] and line.split("{feeling}")[0] in one for one in said for line in own)
    for line in said:
        assert not any(ban in line for ban in persona.style.bans)
        assert "{" not in line


def test_the_cause_comes_back_turned_to_the_person() -> None:
    said = {opening(felt("sad", "领导骂了我"), somebody(), seed, text="领导骂了我") for seed in range(50)}
    assert any("领导骂了你" in line for line in said)
    assert not any("骂了我" in line for line in said)


@pytest.mark.parametrize(
    ("cause", "said"),
    [
        ("领导骂了我", "领导骂了你"),
        ("我被领导骂了", "被领导骂了"),
        ("因为考试没考好", "考试没考好"),
        ("我们吵架了。", "你们吵架了"),
        ("我妈住院了", "你妈住院了"),
        ("工作", "工作的事"),
        ("刚才打雷吓死我了", "打雷"),
        ("没想到我中奖了", "你中奖了"),
        ("你骂我", ""),
        ("他说好了来接我结果又没来还把手机关了", ""),
        ("", ""),
    ],
)
def test_causes_turn(cause: str, said: str) -> None:
    assert turned(cause) == said


def test_causes_turn_in_english() -> None:
    assert turned("because my boss yelled at me", "en") == "Your boss yelled at you"
    assert turned("I'm failing my class", "en") == "You're failing your class"
    assert turned("you were mean to me", "en") == ""


@given(text=st.text(max_size=80), seed=st.integers(), language=st.sampled_from(["zh", "en", "other"]))
def test_any_cause_is_borne(text: str, seed: int, language: str) -> None:
    feeling = felt("sad", text)
    assert opening(feeling, somebody(), seed, text=text, language=language)
    assert note(Strategy.REFLECT, feeling, text=text, language=language)


def test_the_last_openings_are_not_said_again() -> None:
    persona, recent = PERSONAS["xiaoman"], []
    for seed in range(14):
        line = opening(felt("tired"), persona, 7, recent=recent)
        assert line not in recent, f"{line} again after {seed}"
        recent.append(line + "今天加班啦？")
    assert opening(felt("tired"), persona, 1, recent=recent) == opening(felt("tired"), persona, 1, recent=recent)


def test_nobody_is_teased_about_grief() -> None:
    wit = somebody("诙谐风趣的")
    assert manner_of(wit) is Manner.PLAYFUL
    light = {opening(felt("bored"), wit, seed) for seed in range(200)}
    heavy = {opening(felt("sad"), wit, seed) for seed in range(200)}
    assert any("蘑菇" in line for line in light)
    assert heavy == {opening(felt("sad"), somebody(), seed) for seed in range(200)}


def test_the_terse_are_short_and_quiet() -> None:
    said = {opening(felt("happy"), somebody("冷漠的"), seed) for seed in range(200)}
    assert not any("！" in line for line in said)


def test_danger_and_calm_have_no_opening() -> None:
    crisis = Feeling(label="sad", valence=-0.9, intensity=1.0, crisis="self-harm")
    assert opening(crisis, somebody(), 1) == ""
    assert opening(Feeling(), somebody(), 1) == ""


def test_what_the_person_calls_it_is_finer_than_the_label() -> None:
    assert shade_of(felt("sad"), "我好委屈") is Shade.WRONGED
    assert shade_of(felt("sad"), "没考上，好失望") is Shade.LET_DOWN
    assert shade_of(felt("angry"), "烦死了") is Shade.FED_UP
    assert shade_of(felt("happy"), "不委屈了，好开心") is Shade.GLAD


def test_every_shade_has_a_name_in_both_languages() -> None:
    for names in CALLED.values():
        assert set(names) == set(Shade) - {Shade.NONE}
