"""The folder of a sentence encoder: where its files are, and what they say of it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Literal
from zlib import crc32

from roleplay_lite.errors import EngineError

_BLOCK = 1 << 20
_ROBERTA = frozenset({"roberta", "xlm-roberta", "camembert", "mpnet"})
"""Their positions are counted from 2, so that two of the table's rows are never a token's."""


@dataclass(frozen=True, kw_only=True)
class EncoderFolder:
    """Found files of one encoder."""

    weights: Path
    tokenizer: Path
    """`tokenizer.json`, `vocab.txt` or a SentencePiece `.model`."""
    root: Path

    @staticmethod
    def of(model: Path | str) -> EncoderFolder:
        """What lies in that folder, or beside that `.onnx` file. Raises EngineError naming what is missing."""
        if not str(model):
            raise _error("embed.model is empty; give the folder that holds model.onnx and its tokenizer")
        given = Path(model).expanduser()
        if not given.exists():
            raise _error(f"there is no {given}; embed.model is the folder of a sentence encoder")
        root = given if given.is_dir() else given.parent
        if given.is_dir():
            weights = next(
                (file for file in (given / "model.onnx", given / "onnx" / "model.onnx") if file.exists()), None
            )
            if weights is None:
                raise _error(f"{given} has no model.onnx; name the .onnx file itself if it is called otherwise")
        else:
            weights = given
        roots = [root, root.parent] if root.name == "onnx" else [root]
        for place in roots:
            for file in (place / "tokenizer.json", place / "vocab.txt", *sorted(place.glob("*.model"))):
                if file.is_file():
                    return EncoderFolder(weights=weights, tokenizer=file, root=place)
        raise _error(
            f"{root} has no tokenizer: put tokenizer.json, vocab.txt or a SentencePiece .model beside the weights"
        )

    @property
    def name(self) -> str:
        return self.root.resolve().name

    @cached_property
    def config(self) -> dict[str, Any]:
        return self._json("config.json")

    @property
    def positions(self) -> int:
        """The most tokens it can read; 0 where nothing says so."""
        most = self.config.get("max_position_embeddings", 0)
        if not isinstance(most, int) or most < 8:
            return 0
        return most - 2 if self.config.get("model_type") in _ROBERTA else most

    @property
    def pooling(self) -> Literal["auto", "mean", "cls"]:
        told = self._json("1_Pooling/config.json")
        if told.get("pooling_mode_cls_token") is True:
            return "cls"
        return "mean" if told.get("pooling_mode_mean_tokens") is True else "auto"

    @property
    def prompts(self) -> dict[str, str]:
        """What goes before a `query` and a `passage` (or `document`)."""
        told = self._json("config_sentence_transformers.json").get("prompts")
        return {key: value for key, value in told.items() if isinstance(value, str)} if isinstance(told, dict) else {}

    @property
    def lowers(self) -> bool:
        """Whether its WordPiece words are small letters."""
        told = self._json("tokenizer_config.json").get("do_lower_case", True)
        return bool(told)

    def checksum(self) -> int:
        """A CRC of weights and tokenizer, so that rows of other weights are never compared with these."""
        total = 0
        for file in (self.weights, *sorted(self.weights.parent.glob(f"{self.weights.name}[._]data*")), self.tokenizer):
            with file.open("rb") as stream:
                while block := stream.read(_BLOCK):
                    total = crc32(block, total)
        return total

    def _json(self, name: str) -> dict[str, Any]:
        file = self.root / name
        try:
            found = json.loads(file.read_text(encoding="utf-8"))
        except FileNotFoundError:
            return {}
        except (OSError, ValueError) as problem:
            raise _error(f"{file} cannot be read: {problem}") from problem
        return found if isinstance(found, dict) else {}


def _error(problem: str) -> EngineError:
    return EngineError(problem, stage="embed")
