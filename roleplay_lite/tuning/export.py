"""A learnt adapter as the file that llama.cpp loads beside its base (`convert_lora_to_gguf.py` names the tensors)."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from roleplay_lite.errors import ConfigError, EngineError
from roleplay_lite.tuning.base import ARCHITECTURE, MODULES, requires
from roleplay_lite.tuning.recipe import Recipe

if TYPE_CHECKING:
    import torch

_LEARNT = re.compile(r".*\.layers\.(\d+)\.\w+\.(\w+)\.lora_([AB])\.weight")


def write_gguf(learnt: Mapping[str, torch.Tensor], recipe: Recipe, file: Path, *, name: str, licence: str) -> None:
    """Write the adapter in half precision; in place only when whole. Raises EngineError when nothing was learnt."""
    requires("gguf", "numpy")
    import numpy as np
    from gguf import GGUFWriter

    rows = sorted((_tensor_name(key), value) for key, value in learnt.items())
    if not rows:
        raise EngineError("there is nothing learnt to write", stage="tune")
    file.parent.mkdir(parents=True, exist_ok=True)
    partial = file.with_suffix(f".{os.getpid()}.partial")
    writer = GGUFWriter(partial, ARCHITECTURE)
    writer.add_type("adapter")
    writer.add_string("adapter.type", "lora")
    writer.add_float32("adapter.lora.alpha", recipe.alpha)
    writer.add_name(name)
    writer.add_license(licence)
    for tensor, value in rows:
        writer.add_tensor(tensor, value.numpy().astype(np.float16))
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
    partial.replace(file)


def read_gguf(file: Path) -> dict[str, torch.Tensor]:
    """The matrices of an adapter that `write_gguf` wrote, by their names in PEFT."""
    requires("gguf", "torch")
    import torch
    from gguf import GGUFReader

    return {_peft_name(one.name): torch.from_numpy(one.data.copy()).float() for one in GGUFReader(file).tensors}


def mix_gguf(one: Path, other: Path, share: float, recipe: Recipe, file: Path, *, name: str, licence: str) -> None:
    """Write the adapter between these two: `share` of the other. Good where the other was learnt on from the one, so
    that their matrices are still in step. Raises ConfigError when they are of different shapes."""
    first, second = read_gguf(one), read_gguf(other)
    if {key: value.shape for key, value in first.items()} != {key: value.shape for key, value in second.items()}:
        raise ConfigError("is of other layers or another rank, and cannot be mixed", file=other)
    mixed = {key: (1 - share) * value + share * second[key] for key, value in first.items()}
    write_gguf(mixed, recipe, file, name=name, licence=licence)


def _peft_name(name: str) -> str:
    _, block, layer, _, matrix = name.split(".")
    module = next(ours for ours, theirs in MODULES.items() if theirs == layer)
    home = "self_attn" if layer.startswith("attn") else "mlp"
    letter = matrix.removeprefix("lora_").upper()
    return f"base_model.model.model.layers.{block}.{home}.{module}.lora_{letter}.weight"


def _tensor_name(key: str) -> str:
    found = _LEARNT.fullmatch(key)
    if not found or found.group(2) not in MODULES:
        raise EngineError(f"{key} is no part of an adapter that llama.cpp has", stage="tune")
    block, module, matrix = found.groups()
    return f"blk.{block}.{MODULES[module]}.weight.lora_{matrix.lower()}"
