"""The feeling of a line, of words, voice and what was said before."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from roleplay_lite.emotion.classifier import CPED, Said, Weights, guess, weights
from roleplay_lite.emotion.feeling import Feeling
from roleplay_lite.emotion.prosody import Prosody
from roleplay_lite.emotion.read import read_feeling
from roleplay_lite.errors import ConfigError

LINES = st.text(max_size=60) | st.sampled_from(["我好难过", "他很生气", "你烦不烦", "行", "呜呜呜", "I hate this"])


def voice(shift: float) -> Prosody:
    return Prosody(pitch=200, pitch_range=6, loudness=-20, rate=5, pauses=0.1, seconds=2, shift=shift)


@settings(max_examples=60, deadline=None)
@given(LINES, st.lists(st.tuples(LINES, LINES), max_size=20), st.floats(-0.3, 0.3))
def test_any_line_after_any_lines_has_a_feeling_within_bounds(
    text: str, before: list[tuple[str, str]], shift: float
) -> None:
    felt = read_feeling(text, voice(shift), before)
    assert isinstance(felt, Feeling)  # whose bounds are checked where it is made
    assert felt == read_feeling(text, voice(shift), before)


def test_a_line_without_end_is_read_in_time_and_a_half_character_does_no_harm() -> None:
    assert read_feeling("我好难过，" * 200_000).label == "sad"
    assert read_feeling("\ud83d\x00我好难过").label == "sad"


@pytest.mark.parametrize(
    ("text", "cause"),
    [
        ("我奶奶走了，我好难过", "我奶奶走了"),
        ("领导又骂我，气死我了", "领导又骂我"),
        ("因为下雨没去成，有点失望", "下雨没去成"),
        ("他不回我消息让我很生气", "他不回我消息"),
        ("钱包被偷了", "钱包被偷了"),
        ("我好难过", ""),
        ("今天天气怎么样", ""),
    ],
)
def test_the_cause_is_the_clause_that_tells_it(text: str, cause: str) -> None:
    assert read_feeling(text).cause == cause


def test_danger_is_told_and_never_read_as_joy() -> None:
    felt = read_feeling("哈哈，我不想活了")
    assert felt.crisis == "self-harm"
    assert felt.valence < -0.5
    assert read_feeling("笑死我了").crisis == ""


def test_the_voice_moves_arousal_and_leaves_what_is_felt() -> None:
    calm, loud = read_feeling("我没事", voice(-0.3)), read_feeling("我没事", voice(0.3))
    assert calm.arousal < loud.arousal
    assert (calm.label, calm.valence) == (loud.label, loud.valence)


def test_what_the_learnt_reader_is_unsure_of_is_neutral() -> None:
    for text in ("把客厅的灯打开", "明天几点开会", "一加一等于几", "放首歌吧"):
        assert read_feeling(text).label == "neutral"


def test_a_line_is_read_by_those_before_it() -> None:
    shouting = [Said(text="你闭嘴，你凭什么这么说", own=True), Said(text="滚，我受够你了", own=True)]
    angry = CPED.index("anger")
    assert guess("你说什么", shouting).likely[angry] > guess("你说什么").likely[angry]


def test_weights_are_small_and_survive_being_written() -> None:
    data = weights().write()
    assert len(data) < 2_000_000
    assert Weights.read(data).write() == data
    with pytest.raises(ConfigError):
        Weights.read(data[: len(data) // 2])


def test_rules_alone_load_no_numpy() -> None:
    code = "import sys, roleplay_lite.emotion.read; assert 'numpy' not in sys.modules"
    subprocess.run([sys.executable, "-c", code], check=True)
