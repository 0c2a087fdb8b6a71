"""Sentence vectors by an encoder of your own: a folder with `model.onnx` and its tokenizer, on onnxruntime.

The folder is what sentence-transformers and Optimum write: `model.onnx`, or `onnx/model.onnx`; beside it one of
`tokenizer.json`, `vocab.txt` (WordPiece) and a SentencePiece `.model`; and, where they are, `config.json`,
`1_Pooling/config.json` and `config_sentence_transformers.json`, which say how it wants to be asked.
"""

from __future__ import annotations

import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Literal, get_args
from zlib import crc32

import numpy as np
import numpy.typing as npt
import onnxruntime

from roleplay_lite.backends.onnx_folder import EncoderFolder
from roleplay_lite.backends.onnx_tokenizer import Tokens, tokens
from roleplay_lite.engines import EmbedAbilities
from roleplay_lite.errors import EngineError

Pooling = Literal["auto", "mean", "cls", "model"]
_POOLED = ("sentence_embedding", "sentence_embeddings", "text_embeds", "embeddings")
"""What exporters call an output that is the sentence's already."""
_INPUTS = ("input_ids", "attention_mask", "token_type_ids", "position_ids")
_TRIAL = "你好，hello"


class OnnxEmbed:
    """An `Embed` over one encoder. Texts go through one by one: without padding a row does not depend on what is asked
    beside it, also where the weights are quantised."""

    def __init__(
        self, session: onnxruntime.InferenceSession, tokens: Tokens, *, pooling: Pooling, prefixes: tuple[str, str]
    ) -> None:
        """`prefixes` are put before a passage and before a query."""
        self._session: onnxruntime.InferenceSession | None = session
        self._tokens, self._prefixes = tokens, prefixes
        self._inputs = [given.name for given in session.get_inputs()]
        if unknown := [name for name in self._inputs if name not in _INPUTS]:
            raise _error(f"wants the input {unknown[0]!r}; known: {', '.join(_INPUTS)}. Export it as a text encoder")
        self._output, self._pooling = _output(session, pooling)
        self._lock = threading.Lock()
        self.abilities = EmbedAbilities(name="", dim=len(self._row(_TRIAL)))

    def embed(self, texts: Sequence[str], *, query: bool = False) -> npt.NDArray[np.float32]:
        """See `Embed.embed`. Raises EngineError once closed."""
        rows = np.zeros((len(texts), self.abilities.dim), np.float32)
        for row, text in zip(rows, texts, strict=True):
            if text.strip():
                row[:] = self._row(self._prefixes[query] + text)
        return rows

    def close(self) -> None:
        """Free the weights."""
        with self._lock:
            self._session = None

    def _row(self, text: str) -> npt.NDArray[np.float32]:
        with self._lock:
            if self._session is None:
                raise _error("is closed")
            ids = np.array([self._tokens.ids(text)], np.int64)
            given = {
                "input_ids": ids,
                "attention_mask": np.ones_like(ids),
                "token_type_ids": np.zeros_like(ids),
                "position_ids": np.arange(ids.shape[1], dtype=np.int64)[None],
            }
            try:
                (found,) = self._session.run([self._output], {name: given[name] for name in self._inputs})
            except Exception as error:  # onnxruntime raises classes of its C++ side, which share no other base
                raise _error(f"could not read {ids.shape[1]} tokens: {_first_line(error)}") from error
        return _unit(_pooled(np.asarray(found, np.float32), self._pooling, ids.shape[1], self._output))


def load(
    *,
    model: Path | str = "",
    threads: int = 1,
    pooling: Pooling = "auto",
    query_prefix: str | None = None,
    passage_prefix: str | None = None,
    most_tokens: int = 256,
) -> OnnxEmbed:
    """The encoder in the folder `model`, or whose `.onnx` file it is.

    `pooling` `auto` takes the model's own sentence output, else what `1_Pooling` says, else the mean. The prefixes are
    those of `config_sentence_transformers.json` where they are not given. Raises EngineError naming what is missing.
    """
    if pooling not in get_args(Pooling):
        raise EngineError(
            f"embed.options.pooling is {pooling!r}; allowed: {', '.join(get_args(Pooling))}", stage="embed"
        )
    folder = EncoderFolder.of(model)
    most = min(most_tokens, folder.positions or most_tokens)
    words = tokens(folder, most)
    prompts = folder.prompts
    prefixes = (
        prompts.get("passage", prompts.get("document", "")) if passage_prefix is None else passage_prefix,
        prompts.get("query", "") if query_prefix is None else query_prefix,
    )
    chosen: Pooling = folder.pooling if pooling == "auto" else pooling
    engine = OnnxEmbed(_session(folder.weights, threads), words, pooling=chosen, prefixes=prefixes)
    # Whatever changes a row changes the name.
    print_ = crc32(f"{chosen} {prefixes} {most}".encode(), folder.checksum())
    engine.abilities = EmbedAbilities(name=f"onnx-{folder.name}-{print_:08x}", dim=engine.abilities.dim)
    return engine


def _session(weights: Path, threads: int) -> onnxruntime.InferenceSession:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads, options.inter_op_num_threads = max(1, threads), 1
    # A worker that spins takes the core from the language model.
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    options.log_severity_level = 4
    try:
        return onnxruntime.InferenceSession(str(weights), options, providers=["CPUExecutionProvider"])
    except Exception as error:
        raise _error(f"cannot be loaded from {weights}: {_first_line(error)}") from error


def _output(session: onnxruntime.InferenceSession, pooling: Pooling) -> tuple[str, Pooling]:
    """The output to read, and how: an output of one row a text needs no pooling."""
    outputs = {given.name: len(given.shape) for given in session.get_outputs()}
    own = [name for name in _POOLED if name in outputs] or [name for name, rank in outputs.items() if rank == 2]
    by_token = [name for name, rank in outputs.items() if rank == 3]
    if own and (pooling == "model" or (pooling == "auto" and (own[0] in _POOLED or not by_token))):
        return own[0], "model"
    if not by_token or pooling == "model":
        raise _error(f"has no output for {pooling!r} pooling; its outputs and ranks are {outputs}")
    named = "last_hidden_state" if "last_hidden_state" in by_token else by_token[0]
    return named, "mean" if pooling == "auto" else pooling


def _pooled(found: npt.NDArray[np.float32], pooling: Pooling, length: int, name: str) -> npt.NDArray[np.float32]:
    wanted = 2 if pooling == "model" else 3
    if found.ndim != wanted or found.shape[0] != 1 or (wanted == 3 and found.shape[1] != length) or not found.size:
        raise _error(
            f"gave {name!r} the shape {found.shape} for one text of {length} tokens, where "
            f"{'(1, dim)' if wanted == 2 else f'(1, {length}, dim)'} is wanted"
        )
    # Nothing is padded, so that every token counts.
    row: npt.NDArray[np.float32] = found[0]
    if pooling == "mean":
        row = row.mean(axis=0)
    elif pooling == "cls":
        row = row[0]
    return row


def _unit(row: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
    length = float(np.linalg.norm(row))
    if not np.isfinite(length) or not length:
        raise _error("gave a row without a direction (nothing but zeros, or no numbers)")
    unit: npt.NDArray[np.float32] = row / np.float32(length)
    return unit


def _error(problem: str) -> EngineError:
    return EngineError(f"the sentence encoder {problem}", stage="embed")


def _first_line(error: Any) -> str:
    return str(error).strip().partition("\n")[0][:300]
