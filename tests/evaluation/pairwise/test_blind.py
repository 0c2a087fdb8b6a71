"""Nothing that a reader gets says which system is which; the key says it, and fits only its own pairs."""

from __future__ import annotations

import json
import os
import stat
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roleplay_lite.errors import ConfigError, InputError
from roleplay_lite.evaluation.pairwise.blind import (
    KEY,
    PAIRS,
    Key,
    PairSet,
    blinded,
    first,
    read_key,
    read_pairs,
    write_comparison,
)
from roleplay_lite.evaluation.pairwise.page import page
from roleplay_lite.evaluation.pairwise.pairs import Drawn, Pair, Who, drawn, paired

from .made import answered, comparison, pair

TEXTS = st.lists(st.text(max_size=30), min_size=1, max_size=3)


@pytest.mark.parametrize("seed", range(30))
def test_a_reader_cannot_know_which_is_which(seed: int, tmp_path: Path) -> None:
    """The two systems say the same but for one word, so only the coin may tell them apart."""
    one, other = answered("甲", group="Baseline"), answered("乙", group="P209-top3")
    found = drawn(paired("chat", one, other, across=True).pairs, 8, seed)
    pairs, key = blinded(found, a="qwen2.5-0.5b Baseline", b="qwen2.5-1.5b P209-top3", seed=seed)
    write_comparison(tmp_path, pairs, key)
    for shown in ((tmp_path / PAIRS).read_text("utf-8"), page(pairs)):
        for secret in ("qwen", "Baseline", "P209", '"seed"', '"side"', "llm", "草稿"):
            assert secret not in shown, secret
    assert {key.left[p.id] for p in pairs.pairs} == {"a" if "甲" in p.left[0] else "b" for p in pairs.pairs}


def test_either_comes_first_about_as_often() -> None:
    ids = [f"chat/c{number:03}" for number in range(100)]
    firsts = [first(id, seed) for seed in range(50) for id in ids]
    assert 0.47 < firsts.count("a") / len(firsts) < 0.53
    for seed in range(50):
        assert 30 <= firsts[seed * 100 : seed * 100 + 100].count("a") <= 70
    by_place = [sum(first(id, seed) == "a" for seed in range(50)) for id in ids]
    assert 8 <= min(by_place) <= max(by_place) <= 42


def test_swapping_the_systems_swaps_the_sides() -> None:
    one, other = answered("甲"), answered("乙")
    there, _ = blinded(drawn(paired("chat", one, other).pairs, 5, 3), a="甲", b="乙", seed=3)
    back, _ = blinded(drawn(paired("chat", other, one).pairs, 5, 3), a="乙", b="甲", seed=3)
    assert [(p.id, p.left, p.right) for p in there.pairs] == [(p.id, p.right, p.left) for p in back.pairs]


def test_only_the_owner_reads_the_files(tmp_path: Path) -> None:
    old = os.umask(0)
    try:
        write_comparison(tmp_path / "new", *comparison())
    finally:
        os.umask(old)
    assert {stat.S_IMODE(file.stat().st_mode) for file in (tmp_path / "new").iterdir()} == {0o600}
    assert {file.name for file in (tmp_path / "new").iterdir()} == {PAIRS, KEY}


def test_a_comparison_is_not_written_over_another(tmp_path: Path) -> None:
    write_comparison(tmp_path, *comparison(seed=1))
    before = (tmp_path / KEY).read_bytes()
    with pytest.raises(InputError, match="--out"):
        write_comparison(tmp_path, *comparison(seed=2))
    assert (tmp_path / KEY).read_bytes() == before


def test_a_key_opens_only_its_own_pairs(tmp_path: Path) -> None:
    write_comparison(tmp_path / "one", *comparison(8))
    write_comparison(tmp_path / "other", *comparison(9))
    (tmp_path / "one" / KEY).replace(tmp_path / "other" / KEY)
    with pytest.raises(ConfigError, match="other pairs"):
        read_key(tmp_path / "other", read_pairs(tmp_path / "other"))
    with pytest.raises(ConfigError, match="is not there"):
        read_key(tmp_path / "one", read_pairs(tmp_path / "one"))


def test_a_reply_that_was_changed_is_noticed(tmp_path: Path) -> None:
    write_comparison(tmp_path, *comparison())
    file = tmp_path / PAIRS
    file.write_text(file.read_text("utf-8").replace("爬山", "滑雪"), "utf-8")
    with pytest.raises(ConfigError, match=r"pairs\.json: of: the pairs were changed"):
        read_pairs(tmp_path)


@pytest.mark.parametrize(
    ("change", "word"),
    [
        (lambda data: data.update(format=2), "format"),
        (lambda data: data.update(pairs={}), "pairs: is no list"),
        (lambda data: data["pairs"].append(data["pairs"][0]), "an id is there twice"),
        (lambda data: data["pairs"][1].pop("left"), r"pairs\[1\]"),
        (lambda data: data["pairs"][2].update(right=[]), r"pairs\[2\].*line for line"),
        (lambda data: data["pairs"][0].update(said=[1]), r"pairs\[0\]"),
        (lambda data: data["pairs"][0]["who"].update(age=3), r"pairs\[0\]"),
        (lambda data: data["pairs"].insert(0, "嗯"), r"pairs\[0\]"),
    ],
)
def test_what_is_wrong_with_a_file_is_said_by_its_field(change: Any, word: str, tmp_path: Path) -> None:
    data = comparison()[0].to_dict()
    data = json.loads(json.dumps(data))
    change(data)
    (tmp_path / PAIRS).write_text(json.dumps(data), "utf-8")
    with pytest.raises(ConfigError, match=word):
        read_pairs(tmp_path)


@pytest.mark.parametrize("raw", [b"", b"\xff\xfe", b"[", b"null", b"[" * 100_000])
def test_a_file_that_is_none_is_refused_in_words(raw: bytes, tmp_path: Path) -> None:
    (tmp_path / PAIRS).write_bytes(raw)
    with pytest.raises(ConfigError, match=r"pairs\.json"):
        read_pairs(tmp_path)


@given(st.lists(TEXTS, max_size=6), st.integers(0, 2**31), st.text(max_size=9), st.text(max_size=9))
def test_files_come_back_as_they_were(talks: list[list[str]], seed: int, name: str, wanted: str) -> None:
    found = tuple(
        Pair(
            id=f"chat/{number}",
            who=Who(name=name, wanted=wanted),
            said=tuple(reversed(texts)),
            a=tuple(texts),
            b=tuple(text + "呀" for text in texts),
        )
        for number, texts in enumerate(talks)
    )
    pairs, key = blinded(Drawn(pairs=found, same=1), a=name, b="乙", seed=seed)
    assert PairSet.from_dict(json.loads(json.dumps(pairs.to_dict()))) == pairs
    assert Key.from_dict(json.loads(json.dumps(key.to_dict()))) == key
    for one, blind in zip(found, pairs.pairs, strict=True):
        assert {one.a, one.b} == {blind.left, blind.right}
        assert blind.left == (one.a if key.left[one.id] == "a" else one.b)


def test_half_a_character_does_not_stop_the_writing(tmp_path: Path) -> None:
    pairs, key = blinded(Drawn(pairs=(pair(1, a=("\ud83d好",)),)), a="甲", b="乙", seed=1)
    write_comparison(tmp_path, pairs, key)
    assert "?好" in (tmp_path / PAIRS).read_text("utf-8")
