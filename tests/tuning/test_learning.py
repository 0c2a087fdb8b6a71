"""Learning an adapter: on a model of a few thousand weights, through the same steps as the real one."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("torch")
pytest.importorskip("peft")
pytest.importorskip("gguf")

import gguf
import numpy as np
import torch

from roleplay_lite.errors import ConfigError, EngineError, ModelCorrupt
from roleplay_lite.tuning import learning
from roleplay_lite.tuning.base import load_base
from roleplay_lite.tuning.export import mix_gguf, read_gguf, write_gguf
from roleplay_lite.tuning.learning import CHECKPOINT, LOSSES, Progress, held_loss, train
from roleplay_lite.tuning.making import draw_losses, read_losses
from roleplay_lite.tuning.recipe import Phase, Recipe
from roleplay_lite.tuning.sequences import Sequences
from roleplay_lite.tuning.vocabulary import kept_tokens

LAYERS, WIDTH, INNER, TOKENS = 2, 32, 64, 50
RECIPE = Recipe(base="tiny", rank=4, alpha=8, dropout=0.1)
PHASE = Phase(name="tiny", epochs=8, rate=3e-2, batch_tokens=60)


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A Qwen2 of two layers with random weights, as a GGUF file."""
    file = tmp_path_factory.mktemp("base") / "tiny.gguf"
    draw = np.random.default_rng(0)
    writer = gguf.GGUFWriter(file, "qwen2")
    for name, value in {
        "block_count": LAYERS,
        "context_length": 128,
        "embedding_length": WIDTH,
        "feed_forward_length": INNER,
        "attention.head_count": 4,
        "attention.head_count_kv": 2,
    }.items():
        writer.add_uint32(f"qwen2.{name}", value)
    writer.add_float32("qwen2.attention.layer_norm_rms_epsilon", 1e-6)
    writer.add_float32("qwen2.rope.freq_base", 10000.0)
    writer.add_array("tokenizer.ggml.tokens", [f"t{number}" for number in range(TOKENS - 1)] + ["ä½ł"])
    shapes = {"attn_q": (WIDTH, WIDTH), "attn_k": (WIDTH // 2, WIDTH), "attn_v": (WIDTH // 2, WIDTH)}
    shapes |= {"attn_output": (WIDTH, WIDTH), "ffn_gate": (INNER, WIDTH), "ffn_up": (INNER, WIDTH)}
    shapes |= {"ffn_down": (WIDTH, INNER)}
    tensors = {"token_embd.weight": (TOKENS, WIDTH), "output.weight": (TOKENS, WIDTH), "output_norm.weight": (WIDTH,)}
    for block in range(LAYERS):
        tensors |= {f"blk.{block}.{name}.weight": shape for name, shape in shapes.items()}
        tensors |= {f"blk.{block}.{name}.bias": shapes[name][:1] for name in ("attn_q", "attn_k", "attn_v")}
        tensors |= {f"blk.{block}.{name}.weight": (WIDTH,) for name in ("attn_norm", "ffn_norm")}
    for name, shape in tensors.items():
        writer.add_tensor(name, (draw.normal(size=shape) * (0.2 if len(shape) > 1 else 1.0)).astype(np.float32))
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
    return file


@pytest.fixture(scope="module")
def talk() -> Sequences:
    """Sixteen prompts of six tokens, each with a reply of four that follows from its first token."""
    draw = np.random.default_rng(1)
    rows = [np.concatenate([prompt := draw.integers(0, 20, 6), (prompt[0] + np.arange(4)) % 40]) for _ in range(16)]
    return Sequences(
        ids=np.concatenate(rows).astype(np.int32),
        ends=np.arange(1, 17) * 10,
        spans=np.array([(row, 6, 10) for row in range(16)]),
    )


def test_what_is_held_out_is_foretold_better_after_than_before(base: Path, talk: Sequences, tmp_path: Path) -> None:
    before = held_loss(_wrapped(load_base(base)), talk, PHASE)
    train(load_base(base), talk, talk, RECIPE, PHASE, tmp_path)
    measured = [held for _, _, held in read_losses(tmp_path / LOSSES) if held is not None]
    assert measured[-1] < before - 0.5
    assert measured == sorted(measured, reverse=True)


def test_a_run_that_is_killed_goes_on_and_comes_to_the_same(
    base: Path, talk: Sequences, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # A checkpoint after every step, since a run of two minutes is no test.
    monkeypatch.setattr(learning, "KEEP_SECONDS", 0.0)
    whole = train(load_base(base), talk, talk, RECIPE, PHASE, tmp_path / "whole")

    class Killed(Exception):
        pass

    def kill(now: Progress) -> None:
        if now.step == 9:
            raise Killed

    with pytest.raises(Killed):
        train(load_base(base), talk, talk, RECIPE, PHASE, tmp_path / "cut", told=kill)
    resumed = train(load_base(base), talk, talk, RECIPE, PHASE, tmp_path / "cut")
    assert all(torch.allclose(value, resumed[name], atol=1e-5) for name, value in whole.items())
    # The picture of the losses has each step once.
    steps = [step for step, _, _ in read_losses(tmp_path / "cut" / LOSSES)]
    assert steps == list(range(1, len(steps) + 1))


def test_a_checkpoint_of_another_recipe_is_not_gone_on_with(base: Path, talk: Sequences, tmp_path: Path) -> None:
    short = Phase(name="tiny", epochs=1, batch_tokens=60)
    train(load_base(base), talk, talk, RECIPE, short, tmp_path)
    with pytest.raises(ConfigError, match="another recipe"):
        train(load_base(base), talk, talk, Recipe(base="tiny", rank=2), short, tmp_path)
    (tmp_path / CHECKPOINT).write_bytes(b"half a file")
    with pytest.raises(ConfigError, match="no checkpoint that can be read"):
        train(load_base(base), talk, talk, RECIPE, short, tmp_path)


def test_lower_layers_keep_what_a_phase_began_with(base: Path, talk: Sequences, tmp_path: Path) -> None:
    first = train(load_base(base), talk, talk, RECIPE, Phase(name="a", epochs=2, rate=1e-2), tmp_path / "a")
    phase = Phase(name="b", epochs=2, rate=1e-2, first_layer=1)
    second = train(load_base(base), talk, talk, RECIPE, phase, tmp_path / "b", start=first)
    changed = {name.split(".layers.")[1][0] for name, value in second.items() if not torch.equal(value, first[name])}
    assert changed == {"1"}


def test_a_phase_is_broken_off_where_its_recipe_says(base: Path, talk: Sequences, tmp_path: Path) -> None:
    whole = tmp_path / "whole"
    train(load_base(base), talk, talk, RECIPE, PHASE, whole)
    train(load_base(base), talk, talk, RECIPE, replace(PHASE, steps=5), tmp_path / "part")
    part = read_losses(tmp_path / "part" / LOSSES)
    # Up to there it is the same run, learning rate and all.
    assert [row[:2] for row in part] == [row[:2] for row in read_losses(whole / LOSSES)[:5]]


def test_what_is_written_is_read_back(base: Path, talk: Sequences, tmp_path: Path) -> None:
    learnt = train(load_base(base), talk, talk, RECIPE, Phase(name="tiny"), tmp_path)
    write_gguf(learnt, RECIPE, tmp_path / "tiny.gguf", name="tiny", licence="Apache-2.0")
    again = read_gguf(tmp_path / "tiny.gguf")
    assert again.keys() == learnt.keys()
    assert all(torch.allclose(again[name], value, atol=1e-2) for name, value in learnt.items())
    assert not list(tmp_path.glob("*.partial"))


def test_a_mix_lies_between_and_strangers_are_not_mixed(base: Path, talk: Sequences, tmp_path: Path) -> None:
    one = train(load_base(base), talk, talk, RECIPE, Phase(name="a"), tmp_path / "a")
    other = train(load_base(base), talk, talk, RECIPE, Phase(name="b", rate=1e-2), tmp_path / "b", start=one)
    files = [tmp_path / "one.gguf", tmp_path / "other.gguf", tmp_path / "mixed.gguf"]
    for learnt, file in zip((one, other), files, strict=False):
        write_gguf(learnt, RECIPE, file, name="tiny", licence="Apache-2.0")
    mix_gguf(files[0], files[1], 0.25, RECIPE, files[2], name="tiny", licence="Apache-2.0")
    mixed = read_gguf(files[2])
    assert all(torch.allclose(mixed[name], 0.75 * one[name] + 0.25 * other[name], atol=1e-2) for name in one)
    small = {name: value[:2] if ".lora_A." in name else value[:, :2] for name, value in one.items()}
    write_gguf(small, RECIPE, files[1], name="tiny", licence="Apache-2.0")
    with pytest.raises(ConfigError, match="cannot be mixed"):
        mix_gguf(files[0], files[1], 0.5, RECIPE, files[2], name="tiny", licence="Apache-2.0")


def test_a_smaller_vocabulary_foretells_the_same(base: Path, talk: Sequences, tmp_path: Path) -> None:
    kept = kept_tokens(base, talk, 0)
    assert TOKENS - 1 in kept  # 你, which is in no sequence
    assert len(kept) < TOKENS
    model = load_base(base, kept)
    with torch.no_grad():
        few = model(input_ids=torch.tensor([[0, 1, 2]])).logits[0, -1]
        all_ = load_base(base)(input_ids=torch.from_numpy(kept[[0, 1, 2]])[None]).logits[0, -1]
    assert torch.allclose(few, all_[torch.from_numpy(kept)], atol=1e-2)
    with pytest.raises(ConfigError, match="not among those"):
        talk.renumbered(np.array([1, 2, 3]))


def test_other_files_are_no_base(tmp_path: Path) -> None:
    (tmp_path / "text.gguf").write_text("这不是模型")
    with pytest.raises(ModelCorrupt, match="not a GGUF file"):
        load_base(tmp_path / "text.gguf")
    with pytest.raises(EngineError, match="nothing learnt"):
        write_gguf({}, RECIPE, tmp_path / "none.gguf", name="none", licence="Apache-2.0")


def test_the_losses_are_drawn_and_a_broken_record_is_named(tmp_path: Path) -> None:
    pytest.importorskip("matplotlib")
    record = tmp_path / LOSSES
    record.write_text("".join(json.dumps(row) + "\n" for row in _rows()))
    draw_losses([("first", record), ("second", record)], tmp_path / "losses.png")
    assert (tmp_path / "losses.png").read_bytes().startswith(b"\x89PNG")
    record.write_text('{"step": 1}\n')
    with pytest.raises(ConfigError, match=r"losses\.jsonl"):
        read_losses(record)


def _rows() -> Iterator[dict[str, float]]:
    for step in range(1, 60):
        yield {"step": step, "loss": 5.0 - step / 20} | ({"held": 5.0 - step / 25} if step % 20 == 0 else {})


def _wrapped(model: Any) -> Any:
    from peft import LoraConfig, get_peft_model

    return get_peft_model(model, LoraConfig(r=1, target_modules=["q_proj"]))
