"""Token sequences with the replies in them marked: all that training reads of a corpus."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from roleplay_lite.errors import ConfigError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True, kw_only=True)
class Sequences:
    """Token sequences, one after another, and which stretches of them are replies."""

    ids: NDArray[np.int32]
    """Shape (tokens,)."""
    ends: NDArray[np.int64]
    """Shape (sequences,): where each ends in `ids`."""
    spans: NDArray[np.int64]
    """Shape (replies, 3): the sequence, and first and past-last token of the reply within it, its end mark included."""

    def __len__(self) -> int:
        return len(self.ends)

    @property
    def learnt(self) -> int:
        """How many tokens are of replies."""
        return int((self.spans[:, 2] - self.spans[:, 1]).sum())

    def save(self, file: Path) -> None:
        import numpy as np

        np.savez_compressed(file, ids=self.ids, ends=self.ends, spans=self.spans)

    @staticmethod
    def load(file: Path) -> Sequences:
        import numpy as np

        with np.load(file, allow_pickle=False) as arrays:
            return Sequences(ids=arrays["ids"], ends=arrays["ends"], spans=arrays["spans"])

    def renumbered(self, kept: NDArray[np.int64]) -> Sequences:
        """With each token as its place in `kept`. Raises ConfigError for a token that is not there."""
        import numpy as np

        places = np.searchsorted(kept, self.ids)
        if not np.array_equal(kept[np.minimum(places, len(kept) - 1)], self.ids):
            raise ConfigError("a token of the sequences is not among those that are kept")
        return replace(self, ids=places.astype(np.int32))


def joined(*parts: Sequences) -> Sequences:
    """All of them as one."""
    import numpy as np

    tokens = sequences = 0
    ends, spans = [], []
    for part in parts:
        ends.append(part.ends + tokens)
        spans.append(part.spans + np.array([sequences, 0, 0]))
        tokens += len(part.ids)
        sequences += len(part)
    return Sequences(ids=np.concatenate([p.ids for p in parts]), ends=np.concatenate(ends), spans=np.concatenate(spans))
