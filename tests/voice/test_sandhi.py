"""Tones as they are heard, with the model's own phone map."""

from __future__ import annotations

from pathlib import Path

import pytest

from roleplay_lite.errors import EngineError
from roleplay_lite.models import where
from roleplay_lite.voice.sandhi import sandhi

PinyinFrontend = pytest.importorskip("roleplay_lite.voice.pinyin_frontend").PinyinFrontend


def test_third_tones_change_by_words() -> None:
    assert sandhi("你好", ["ni3", "hao3"], {0}) == ["ni2", "hao3"]
    assert sandhi("展览馆", ["zhan3", "lan3", "guan3"], {0}) == ["zhan2", "lan2", "guan3"]
    assert sandhi("我很好", ["wo3", "hen3", "hao3"], {0, 1, 2}) == ["wo3", "hen2", "hao3"]
    assert sandhi("", [], set()) == []


@pytest.fixture(scope="module")
def frontend() -> PinyinFrontend:
    return PinyinFrontend(where("fastspeech2-zh") / "baker_mapper.json")


@pytest.mark.model("fastspeech2-zh")
@pytest.mark.parametrize(
    ("text", "heard"),
    [
        ("不要", "bu2 yao4"),
        ("不好", "bu4 hao3"),
        ("是不是", "shi4 bu5 shi4"),
        ("一个", "yi2 ge4"),
        ("一天", "yi4 tian1"),
        ("第一", "di4 yi1"),
        ("看一看", "kan4 yi5 kan4"),
        ("一百一十一", "yi4 bai3 yi1 shi2 yi1"),
        ("一点五", "yi1 dian2 wu3"),
        ("星期一", "xing1 qi1 yi1"),
        ("多长时间", "duo1 chang2 shi2 jian1"),
        ("长大", "zhang3 da4"),
        ("跑得快", "pao3 de5 kuai4"),
        ("你得走", "ni3 dei2 zou3"),
        ("银行", "yin2 hang2"),
        ("女儿", "nv3 er2"),
        ("玩儿", "wan2 er5"),
    ],
)
def test_words_are_said_as_people_say_them(frontend: PinyinFrontend, text: str, heard: str) -> None:
    assert " ".join(syllable for word in frontend.syllables(text) for syllable in word) == heard


@pytest.mark.model("fastspeech2-zh")
def test_phones_are_the_models_own(frontend: PinyinFrontend) -> None:
    phones = frontend.phones(frontend.syllables("好玩儿。"))
    assert phones == ["sil", "h", "ao3", "#0", "^", "uan2", "er5", "sil", "eos"] or "#1" in phones
    assert len(frontend.ids(frontend.syllables("你好"))) == 8
    assert frontend.ids(frontend.syllables("abc 123 😀")) == []


@pytest.mark.model("fastspeech2-zh")
def test_every_common_character_has_a_sound(frontend: PinyinFrontend) -> None:
    for start in range(0x4E00, 0x9FA5, 40):
        characters = "".join(map(chr, range(start, start + 40)))
        assert sum(len(word) for word in frontend.syllables(characters)) == 40
        assert frontend.ids(frontend.syllables(characters))


def test_a_map_that_is_none_is_refused(tmp_path: Path) -> None:
    (tmp_path / "map.json").write_text("[]")
    with pytest.raises(EngineError, match="not a phone map"):
        PinyinFrontend(tmp_path / "map.json")
