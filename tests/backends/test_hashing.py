"""Vectors without weights: near where texts share words or sounds, the same in every process."""

from __future__ import annotations

import subprocess
import sys

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from roleplay_lite.backends.hashing import Hashing, load
from roleplay_lite.errors import EngineError
from roleplay_lite.testing import check_backend

HASHING = Hashing(384)


def near(one: str, two: str) -> float:
    a, b = HASHING.embed([one, two])
    return float(a @ b)


@pytest.mark.parametrize("dim", [64, 256, 384])
def test_it_fits_the_contract(dim: int) -> None:
    assert check_backend("embed", load(dim=dim)) == []


@pytest.mark.parametrize(
    ("asked", "answer", "other"),
    [
        ("我女儿上几年级了", "我女儿今年上三年级", "我儿子在学钢琴"),
        ("我的车停在哪儿", "车停在地下二层", "我的猫叫小白"),
        ("what is she allergic to", "She has a peanut allergy", "She lives in London"),
        ("我的WiFi密码是多少", "家里的wifi密码是八个八", "我的生日是五月"),
        ("我住哪儿", "我住在杭州", "你的头发真好看"),
    ],
)
def test_a_question_is_nearer_to_its_answer(asked: str, answer: str, other: str) -> None:
    assert near(asked, answer) > near(asked, other)


@pytest.mark.parametrize(
    ("heard", "meant", "other"),
    [
        ("我对花声过敏", "我对花生过敏", "我对海鲜没兴趣"),
        ("我姓章", "我姓张", "我姓李"),
        ("我在英航上班", "我在银行上班", "我在学校上班"),
        ("我养了一只苍属", "我养了一只仓鼠", "我养了一只乌龟"),
    ],
)
def test_what_a_recogniser_wrote_with_other_signs_is_still_found(heard: str, meant: str, other: str) -> None:
    assert near(heard, meant) > near(heard, other)


def test_wide_letters_and_capitals_are_the_same_word() -> None:
    assert near("ＷｉＦｉ密码", "wifi密码") == pytest.approx(1, abs=1e-5)


def test_another_process_makes_the_same_row() -> None:
    code = (
        "from roleplay_lite.backends.hashing import Hashing\n"
        "print(Hashing(384).embed(['我女儿对花生过敏 since 2019']).tobytes().hex())"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == HASHING.embed(["我女儿对花生过敏 since 2019"]).tobytes().hex()


def test_places_are_taken_evenly() -> None:
    """A hash that heaps features up makes strangers look alike."""
    texts = [chr(0x4E00 + 37 * i % 5000) + chr(0x4E00 + 91 * i % 5000) for i in range(600)]
    rows = HASHING.embed(texts)
    alike = rows @ rows.T - np.eye(len(rows), dtype=np.float32)
    assert abs(float(alike.mean())) < 0.02
    assert np.count_nonzero(np.any(rows, axis=0)) > 370


@pytest.mark.parametrize("dim", [0, 63, 5000, 12.5, True])
def test_a_size_that_makes_no_sense_is_refused(dim: object) -> None:
    with pytest.raises(EngineError, match=r"embed\.options\.dim is .* allowed: 64 to 4096"):
        load(dim=dim)  # type: ignore[arg-type]


@given(st.lists(st.text(max_size=60), max_size=5))
def test_any_text_has_a_row_of_length_one_or_none(texts: list[str]) -> None:
    lengths = np.linalg.norm(HASHING.embed(texts), axis=1)
    assert all(length == 0 or abs(length - 1) < 1e-4 for length in lengths)
