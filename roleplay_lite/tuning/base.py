"""The model that an adapter is for, as torch sees it: the very weights of the GGUF file, taken out of their blocks.

An adapter that learns beside the rounded weights learns to make up for the rounding, too. Needs the extra `tune`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from roleplay_lite.errors import EngineError, EngineMissing, ModelCorrupt

if TYPE_CHECKING:
    import numpy as np
    import torch
    from numpy.typing import NDArray

ARCHITECTURE = "qwen2"
MODULES = {
    "q_proj": "attn_q",
    "k_proj": "attn_k",
    "v_proj": "attn_v",
    "o_proj": "attn_output",
    "gate_proj": "ffn_gate",
    "up_proj": "ffn_up",
    "down_proj": "ffn_down",
}
"""The linear layers of a block: transformers' name and llama.cpp's."""

_WHOLE = {
    "token_embd.weight": "model.embed_tokens.weight",
    "output.weight": "lm_head.weight",
    "output_norm.weight": "model.norm.weight",
}
_NORMS = {"attn_norm": "input_layernorm", "ffn_norm": "post_attention_layernorm"}
_ATTENTION = frozenset({"q_proj", "k_proj", "v_proj", "o_proj"})
_BLOCK = re.compile(r"blk\.(\d+)\.(\w+)\.(weight|bias)")
_ROWS = frozenset({"token_embd.weight", "output.weight"})


def requires(*packages: str) -> None:
    """Raises EngineMissing for the first of these packages that is not installed."""
    from importlib.util import find_spec

    for package in packages:
        if find_spec(package) is None:
            raise EngineMissing(
                f"training needs the package {package!r}", stage="tune", hint='pip install "roleplay-lite[tune]"'
            )


def load_base(file: Path, kept: NDArray[np.int64] | None = None, *, device: str = "cpu") -> Any:
    """A `Qwen2ForCausalLM` in bfloat16 with these weights, frozen. `kept` are the tokens whose rows it has, in that
    order; None has all. Raises ModelCorrupt when the file is no GGUF, EngineError for another architecture."""
    requires("torch", "transformers", "gguf")
    import torch
    from gguf import GGUFReader
    from transformers import Qwen2Config, Qwen2ForCausalLM

    try:
        reader = GGUFReader(file)
    except (ValueError, OSError) as problem:
        raise ModelCorrupt(f"{file} is not a GGUF file: {problem}") from problem
    fields = {name: field.contents() for name, field in reader.fields.items() if not name.startswith("tokenizer.")}
    if (found := fields.get("general.architecture")) != ARCHITECTURE:
        raise EngineError(
            f"{file} is of the architecture {found!r}; adapters are made for {ARCHITECTURE}", stage="tune"
        )
    weights = dict(_weights(reader, kept))
    # A model whose output shares the table of its input carries it once.
    weights.setdefault("lm_head.weight", weights["model.embed_tokens.weight"])
    config = Qwen2Config(
        vocab_size=len(weights["lm_head.weight"]),
        hidden_size=fields[f"{ARCHITECTURE}.embedding_length"],
        intermediate_size=fields[f"{ARCHITECTURE}.feed_forward_length"],
        num_hidden_layers=fields[f"{ARCHITECTURE}.block_count"],
        num_attention_heads=fields[f"{ARCHITECTURE}.attention.head_count"],
        num_key_value_heads=fields[f"{ARCHITECTURE}.attention.head_count_kv"],
        rms_norm_eps=fields[f"{ARCHITECTURE}.attention.layer_norm_rms_epsilon"],
        max_position_embeddings=fields[f"{ARCHITECTURE}.context_length"],
        rope_parameters={"rope_theta": fields[f"{ARCHITECTURE}.rope.freq_base"], "rope_type": "default"},
        tie_word_embeddings=False,
    )
    with torch.device("meta"):
        model = Qwen2ForCausalLM(config)
    # `assign` keeps one copy; what is no weight (the rotary table) is made anew on the CPU.
    model.load_state_dict(weights, assign=True)
    model.model.rotary_emb = type(model.model.rotary_emb)(config)
    return model.requires_grad_(False).to(device)


def _weights(reader: Any, kept: NDArray[np.int64] | None) -> Iterator[tuple[str, torch.Tensor]]:
    import torch
    from gguf import dequantize

    for tensor in reader.tensors:
        name = _name(tensor.name)
        if not name:
            continue
        raw = tensor.data
        if kept is not None and tensor.name in _ROWS:
            raw = raw[kept]
        values = torch.from_numpy(dequantize(raw, tensor.tensor_type).copy())
        yield name, values.to(torch.bfloat16)


def _name(name: str) -> str:
    """Transformers' name of a tensor of llama.cpp's; empty for one that transformers has not."""
    if name in _WHOLE:
        return _WHOLE[name]
    found = _BLOCK.fullmatch(name)
    if not found:
        return ""
    block, layer, part = found.groups()
    if layer in _NORMS:
        return f"model.layers.{block}.{_NORMS[layer]}.{part}"
    module = next((ours for ours, theirs in MODULES.items() if theirs == layer), "")
    home = "self_attn" if module in _ATTENTION else "mlp"
    return f"model.layers.{block}.{home}.{module}.{part}" if module else ""
