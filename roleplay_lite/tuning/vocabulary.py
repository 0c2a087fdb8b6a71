"""Which tokens of a vocabulary a corpus needs: the two tables over all 152,000 are more than half of a 0.5B."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from roleplay_lite.tuning.base import requires
from roleplay_lite.tuning.sequences import Sequences

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


def kept_tokens(file: Path, data: Sequences, first: int) -> NDArray[np.int64]:
    """Ascending: the tokens of the corpus, all with a Chinese character, and the `first` ones of the vocabulary."""
    requires("gguf", "numpy")
    import numpy as np
    from gguf import GGUFReader

    tokens = GGUFReader(file).fields["tokenizer.ggml.tokens"].contents()
    kept = {*range(min(first, len(tokens))), *data.ids.tolist()}
    kept |= {number for number, token in enumerate(tokens) if _chinese(token)}
    return np.array(sorted(kept), dtype=np.int64)


def _chinese(token: str) -> bool:
    """A byte-level token stands in the file with a letter for each byte (GPT-2's table)."""
    raw = bytes(_bytes().get(letter, 32) for letter in token)
    return any("\u3000" <= char <= "\u9fff" or "\uff00" <= char <= "\uffef" for char in raw.decode("utf-8", "ignore"))


@lru_cache(maxsize=1)
def _bytes() -> dict[str, int]:
    plain = [*range(33, 127), *range(161, 173), *range(174, 256)]
    rest = [byte for byte in range(256) if byte not in plain]
    return {chr(byte): byte for byte in plain} | {chr(256 + place): byte for place, byte in enumerate(rest)}
