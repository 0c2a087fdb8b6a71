"""An encoder of the user's own is read as its files say, and one that cannot be is refused with what is wrong."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from roleplay_lite.errors import EngineError
from roleplay_lite.registry import load
from roleplay_lite.testing import check_backend
from tests.backends.onnx_files import PIECES, WORDS, write_model, write_sentencepiece, write_wordpiece

pytest.importorskip("onnxruntime")
pytest.importorskip("tokenizers")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "bge-tiny"


def unit(row: np.ndarray) -> np.ndarray:
    return row / np.linalg.norm(row)


def rows(table: np.ndarray, *words: str) -> np.ndarray:
    return table[[WORDS.index(word) for word in words]]


def test_an_encoder_with_wordpiece_fits_the_contract(folder: Path) -> None:
    write_wordpiece(folder)
    assert check_backend("embed", load("embed", "onnx", model=folder)) == []


def test_a_row_is_the_mean_of_its_tokens_marks_included(folder: Path) -> None:
    table = write_wordpiece(folder)
    (row,) = load("embed", "onnx", model=folder).embed(["我对花生过敏"])
    assert row == pytest.approx(unit(rows(table, "[CLS]", *"我对花生过敏", "[SEP]").mean(axis=0)), abs=1e-6)


def test_words_are_cut_and_made_small_as_the_vocabulary_wants(folder: Path) -> None:
    table = write_wordpiece(folder)
    (row,) = load("embed", "onnx", model=folder).embed(["Hellos 猫"])
    assert row == pytest.approx(unit(rows(table, "[CLS]", "hello", "##s", "[UNK]", "[SEP]").mean(axis=0)), abs=1e-6)


def test_the_folder_says_how_rows_are_made_of_tokens(folder: Path) -> None:
    table = write_wordpiece(folder, pooling_mode_cls_token=True, pooling_mode_mean_tokens=False)
    (row,) = load("embed", "onnx", model=folder).embed(["你住在上海吗"])
    assert row == pytest.approx(unit(rows(table, "[CLS]")[0]), abs=1e-6)
    (mean,) = load("embed", "onnx", model=folder, pooling="mean").embed(["你住在上海吗"])
    assert not np.allclose(row, mean)


def test_the_models_own_sentence_output_is_taken_and_the_poolers_is_not(folder: Path) -> None:
    write_wordpiece(folder)
    table = write_model(folder / "model.onnx", pooled="sentence_embedding")
    (row,) = load("embed", "onnx", model=folder).embed(["dog"])
    assert row == pytest.approx(unit(rows(table, "[CLS]", "dog", "[SEP]").max(axis=0)), abs=1e-6)
    write_model(folder / "model.onnx", pooled="pooler_output")
    (row,) = load("embed", "onnx", model=folder).embed(["dog"])
    assert row == pytest.approx(unit(rows(table, "[CLS]", "dog", "[SEP]").mean(axis=0)), abs=1e-6)


def test_questions_and_passages_have_the_words_before_them_that_the_model_was_trained_with(folder: Path) -> None:
    table = write_wordpiece(folder)
    told = {"prompts": {"query": "hello ", "passage": ""}}
    (folder / "config_sentence_transformers.json").write_text(json.dumps(told))
    engine = load("embed", "onnx", model=folder)
    plain, asked = engine.embed(["dog"])[0], engine.embed(["dog"], query=True)[0]
    assert plain == pytest.approx(unit(rows(table, "[CLS]", "dog", "[SEP]").mean(axis=0)), abs=1e-6)
    assert asked == pytest.approx(unit(rows(table, "[CLS]", "hello", "dog", "[SEP]").mean(axis=0)), abs=1e-6)
    silent = load("embed", "onnx", model=folder, query_prefix="")
    assert silent.embed(["dog"], query=True)[0] == pytest.approx(plain)


def test_what_is_longer_than_the_model_reads_is_cut(folder: Path) -> None:
    write_wordpiece(folder)
    (folder / "config.json").write_text(json.dumps({"model_type": "bert", "max_position_embeddings": 10}))
    engine = load("embed", "onnx", model=folder)
    long, longer = engine.embed(["上海" * 20, "上海" * 20 + "过敏"])
    assert long == pytest.approx(longer)


def test_the_name_changes_with_whatever_changes_a_row(folder: Path) -> None:
    write_wordpiece(folder)
    names = {load("embed", "onnx", model=folder).abilities.name for _ in range(2)}
    assert len(names) == 1
    names.add(load("embed", "onnx", model=folder, pooling="cls").abilities.name)
    names.add(load("embed", "onnx", model=folder, passage_prefix="passage: ").abilities.name)
    write_model(folder / "model.onnx", dim=16)
    names.add(load("embed", "onnx", model=folder).abilities.name)
    assert len(names) == 4
    assert all(name.startswith("onnx-bge-tiny-") for name in names)


def test_a_sentencepiece_model_is_numbered_as_its_family_does(folder: Path) -> None:
    folder.mkdir()
    table = write_model(folder / "model.onnx")
    write_sentencepiece(folder / "sentencepiece.bpe.model")
    (folder / "config.json").write_text(json.dumps({"model_type": "xlm-roberta"}))
    engine = load("embed", "onnx", model=folder)
    ids = [0, *(PIECES.index(piece) + 1 for piece in ("▁我", "女儿", "对", "花生", "过敏")), 2]
    assert engine.embed(["我女儿对花生过敏"])[0] == pytest.approx(unit(table[ids].mean(axis=0)), abs=1e-6)
    (folder / "config.json").write_text(json.dumps({"model_type": "t5"}))
    ids = [*(PIECES.index(piece) for piece in ("▁", "上", "海")), 2]
    assert load("embed", "onnx", model=folder).embed(["上海"])[0] == pytest.approx(
        unit(table[ids].mean(axis=0)), abs=1e-6
    )


def test_onnx_may_lie_in_a_folder_of_its_own_or_bear_another_name(folder: Path) -> None:
    write_wordpiece(folder)
    before = load("embed", "onnx", model=folder).embed(["dog"])
    (folder / "onnx").mkdir()
    (folder / "model.onnx").rename(folder / "onnx" / "model.onnx")
    assert load("embed", "onnx", model=folder).embed(["dog"]) == pytest.approx(before)
    (folder / "onnx" / "model.onnx").rename(folder / "onnx" / "model_q4.onnx")
    assert load("embed", "onnx", model=folder / "onnx" / "model_q4.onnx").embed(["dog"]) == pytest.approx(before)


def _spoiled(folder: Path, spoil: str) -> dict[str, object]:
    """Spoils a good folder; gives more options."""
    write_wordpiece(folder)
    match spoil:
        case "weights gone":
            (folder / "model.onnx").unlink()
        case "tokenizer gone":
            (folder / "vocab.txt").unlink()
        case "weights torn":
            (folder / "model.onnx").write_bytes((folder / "model.onnx").read_bytes()[:100])
        case "tokenizer torn":
            (folder / "tokenizer.json").write_text("{")
        case "config torn":
            (folder / "config.json").write_text("{")
        case "vocabulary too large":
            write_model(folder / "model.onnx", words=4)
        case "an input too many":
            write_model(folder / "model.onnx", extra="pixel_values")
        case "no such output":
            return {"pooling": "model"}
        case "no such pooling":
            return {"pooling": "max"}
        case "pieces torn":
            (folder / "vocab.txt").rename(folder / "sp.model")
        case "pieces of another kind" | "family unknown":
            (folder / "vocab.txt").unlink()
            write_sentencepiece(folder / "sp.model", kind=2 if "kind" in spoil else 1)
    return {}


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        ("weights gone", "has no model.onnx; name the .onnx file"),
        ("tokenizer gone", r"put tokenizer.json, vocab.txt or a SentencePiece .model"),
        ("weights torn", r"cannot be loaded from .*model\.onnx"),
        ("tokenizer torn", r"tokenizer\.json is no tokenizer"),
        ("config torn", r"config\.json cannot be read"),
        ("vocabulary too large", "could not read .* tokens"),
        ("an input too many", "'pixel_values'; known: input_ids"),
        ("no such output", "no output for 'model' pooling; its outputs"),
        ("no such pooling", "pooling is 'max'; allowed: auto, mean, cls, model"),
        ("pieces torn", r"sp\.model is no SentencePiece model"),
        ("pieces of another kind", "of the kind 'bpe'; only unigram"),
        ("family unknown", "no config.json with a model_type; known: albert"),
    ],
)
def test_an_encoder_that_cannot_be_used_is_refused_in_words(folder: Path, spoil: str, words: str) -> None:
    options = _spoiled(folder, spoil)
    with pytest.raises(EngineError, match=words):
        load("embed", "onnx", model=folder, **options)


def test_a_folder_that_is_not_there_or_not_named_is_told(folder: Path) -> None:
    with pytest.raises(EngineError, match="bge-tiny"):
        load("embed", "onnx", model=folder)
    with pytest.raises(EngineError, match=r"embed\.model is empty"):
        load("embed", "onnx")


def test_a_closed_encoder_says_so(folder: Path) -> None:
    write_wordpiece(folder)
    engine = load("embed", "onnx", model=folder)
    engine.close()
    with pytest.raises(EngineError, match="closed"):
        engine.embed(["dog"])
