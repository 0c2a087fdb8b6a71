"""The `llm` backend on llama.cpp's server inside this process: `xllamacpp`, which has wheels where no compiler is.

The server listens on a Unix socket in a folder that only this user can enter, never on the network. It has two slots of
one shared KV cache: the conversation in use, and a spare for a shortened one.

Two things differ from `llama_cpp`. The server decodes ahead of whoever pulls, until the generator is closed. And it
shows the prompt to its penalties: `repeat_window` reaches back over the end of the prompt while the reply is shorter,
and DRY looks at what the person said too.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
import threading
import weakref
from collections.abc import Generator, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from functools import lru_cache, partial
from pathlib import Path
from typing import Any

import xllamacpp

from roleplay_lite import paths
from roleplay_lite.backends.chat_template import ChatTemplate
from roleplay_lite.backends.kv_files import KvFiles
from roleplay_lite.backends.unix_http import Refused, UnixHttp
from roleplay_lite.engines import Cancel, LlmAbilities, Sampling
from roleplay_lite.errors import EngineError, ModelCorrupt
from roleplay_lite.grammar import cleaned, unreadable
from roleplay_lite.turn import Adapter, Message, Prompt

BATCH = 128
"""Tokens decoded at once. The server hears of a cancel between two batches, so this bounds how long it takes."""
_SILENT = -1


def load(
    *, model: Path, context_tokens: int = 2048, threads: int = 0, cache: Path | None = None, name: str = ""
) -> Xllamacpp:
    """The engine on that GGUF file. `threads` 0 takes all cores. Raises ModelCorrupt when the file is no model."""
    return Xllamacpp(model=model, context_tokens=context_tokens, threads=threads, cache=cache, name=name)


@dataclass(slots=True)
class _Slot:
    """A slot of the server and the tokens it surely holds."""

    id: int
    tokens: list[int] = field(default_factory=list)
    adapter: Adapter | None = None
    """What they were decoded with."""

    def shared(self, tokens: Sequence[int]) -> int:
        """How many leading tokens are already here."""
        pairs = enumerate(zip(self.tokens, tokens, strict=False))
        return next((i for i, (mine, theirs) in pairs if mine != theirs), min(len(self.tokens), len(tokens)))


class Xllamacpp:
    """A GGUF model and one conversation's KV cache. Calls may come from several threads, and a reply may be pulled from
    any."""

    def __init__(self, *, model: Path, context_tokens: int, threads: int, cache: Path | None, name: str) -> None:
        self._lock = threading.RLock()
        self._kv_folder = (cache or paths.cache_dir() / "kv").absolute()
        folder = Path(tempfile.mkdtemp(prefix="roleplay-lite-"))
        self._clean = weakref.finalize(self, shutil.rmtree, folder, ignore_errors=True)
        self._http = UnixHttp(folder / "llm.sock")
        self._start = partial(self._serve, model, context_tokens, threads, folder / "llm.sock")
        self._adapters: dict[Path, str] = {}
        try:
            self._server: xllamacpp.Server | None = self._start()
        except ModelCorrupt:
            self._clean()
            raise
        self._slots = (_Slot(0), _Slot(1))
        self._segment_tokens = lru_cache(maxsize=512)(self._tokenize)
        self._template, self._eos = self._chat_template()
        identity = f"{model.name} {model.stat().st_size} xllamacpp {xllamacpp.__version__} {context_tokens}"
        self._files = KvFiles(self._kv_folder, made_with=identity)
        self.abilities = LlmAbilities(
            name=name or model.stem, context_tokens=context_tokens, saves_prefix=True, refills_aside=True, adapts=True
        )

    def _serve(self, model: Path, context_tokens: int, threads: int, socket: Path) -> xllamacpp.Server:
        params = xllamacpp.CommonParams()
        params.model.path = str(model)
        # Half a window more, in which a shortened conversation is refilled beside the one in use.
        params.n_ctx = context_tokens + context_tokens // 2
        params.n_parallel, params.kv_unified = 2, True
        params.n_batch = params.n_ubatch = BATCH
        # Fixed for the server's life; llama_cpp settles them anew as other programs come and go.
        most = threads if threads > 0 else max(1, len(os.sched_getaffinity(0)) + threads)
        params.cpuparams.n_threads = params.cpuparams_batch.n_threads = most
        params.hostnames = [str(socket)]
        params.slot_save_path = f"{self._kv_folder}{os.sep}"
        # Its own copies of conversations in RAM, its web page, its trial run and its log are of no use here.
        params.cache_ram_mib, params.n_ctx_checkpoints, params.ui = 0, 0, False
        params.warmup, params.fit_params, params.verbosity = False, False, _SILENT
        params.n_threads_http = 2
        params.lora_adapters = [xllamacpp.CommonAdapterLoraInfo(str(file), 0.0) for file in self._adapters]
        # A server that was here before left its name.
        socket.unlink(missing_ok=True)
        try:
            return xllamacpp.Server(params)
        except RuntimeError as error:
            raise ModelCorrupt(
                f"{model} is not a model that llama.cpp can load (pull it again), or there is no memory for a context "
                f"of {context_tokens} tokens (lower llm.context_tokens)"
            ) from error

    def _chat_template(self) -> tuple[ChatTemplate, str]:
        props = self._ask("/props")
        source = str(props["chat_template"])
        # Where the file carries none the server puts ChatML in its place, whose marks such a model does not know.
        if "<|im_start|>" in source and len(self._tokenize("<|im_start|>", True)) != 1:
            self.close()
            raise EngineError("the model carries no chat template; it is a base model, not a chatter", stage="generate")
        return ChatTemplate(source, bos=str(props["bos_token"])), str(props["eos_token"])

    # -- the verbs ------------------------------------------------------------------------------------------------

    def generate(self, prompt: Prompt, sampling: Sampling, cancel: Cancel) -> Iterator[str]:
        """See `Llm.generate`."""
        with _translated():
            tokens, prefix = self._tokens(prompt.messages, reply=True), self._prefix(prompt)
            with self._lock:
                slot = self._slot(tokens, prefix, prompt.adapter, cancel)
            if slot is None:
                return
            body = _request(sampling, past=len(tokens) - len(prefix), eos=self._eos)
            body["n_predict"] = min(sampling.max_tokens, self.abilities.context_tokens - len(tokens))
            with closing(self._complete(slot, tokens, body, cancel)) as events, _grammar_read(sampling.grammar):
                for event in events:
                    # What is no whole character comes as a replacement character.
                    if text := event["content"].replace("\ufffd", ""):
                        yield text
                    if cancel:
                        return

    def count(self, prompt: Prompt) -> int:
        """See `Llm.count`."""
        with _translated():
            return len(self._tokens(prompt.messages, reply=True))

    def warm(self, prompt: Prompt, cancel: Cancel, *, aside: bool = False) -> bool:
        """See `Llm.warm`."""
        with self._lock, _translated():
            tokens = self._tokens(prompt.messages, reply=False)
            slot = self._slot(tokens, self._prefix(prompt), prompt.adapter, cancel, aside=aside)
            return slot is not None and self._prefill(slot, tokens, cancel)

    def close(self) -> None:
        """Stop the server and free the memory. Closing twice is the same as once."""
        with self._lock:
            self._http.hang_up()
            self._server = None
            self._clean()

    # -- the cache ------------------------------------------------------------------------------------------------

    def _slot(
        self, tokens: list[int], prefix: list[int], adapter: Adapter | None, cancel: Cancel, *, aside: bool = False
    ) -> _Slot | None:
        """The slot for these tokens, with the fixed prefix in it; None when cancelled."""
        if len(tokens) >= self.abilities.context_tokens:
            raise EngineError(
                f"the prompt takes {len(tokens)} tokens of a window of {self.abilities.context_tokens}",
                stage="generate",
            )
        made_by = self._identity(adapter)
        slot = max(self._slots, key=lambda s: s.shared(tokens) if s.adapter == adapter else -1)
        if aside and slot.shared(tokens) < len(slot.tokens):
            slot = self._slots[1 - slot.id]
        if slot.adapter != adapter and not self._adopt(slot, adapter, tokens[:1], cancel):
            return None
        if slot.shared(tokens) >= len(prefix) or self._files.read(
            prefix, lambda path: self._load(slot, path, prefix), made_by
        ):
            return slot
        if not self._prefill(slot, prefix, cancel):
            return None
        self._files.write(prefix, lambda path: self._save(slot, path), made_by)
        return slot

    def _adopt(self, slot: _Slot, adapter: Adapter | None, first: list[int], cancel: Cancel) -> bool:
        """Have the slot decode with that adapter. A token tells the server so, which else would throw away a saved
        state on the request after it was loaded. False when cancelled."""
        slot.tokens, slot.adapter = [], adapter
        return self._prefill(slot, first, cancel)

    def _identity(self, adapter: Adapter | None) -> str:
        """What tells states made with it from others. The server reads adapters when it starts: one that is new to it
        starts it again, which costs it what it holds."""
        if adapter is None:
            return ""
        if adapter.file not in self._adapters:
            self._require_open()
            try:
                with adapter.file.open("rb") as stream:
                    self._adapters[adapter.file] = hashlib.file_digest(stream, "sha256").hexdigest()
            except OSError as problem:
                raise EngineError(
                    f"the adapter {adapter.file} cannot be read: {problem.strerror or problem}", stage="generate"
                ) from problem
            self._serve_again(adapter.file)
        return f"{self._adapters[adapter.file]} {adapter.scale}"

    def _serve_again(self, added: Path) -> None:
        self._http.hang_up()
        self._server = None
        for slot in self._slots:
            slot.tokens, slot.adapter = [], None
        try:
            self._server = self._start()
        except ModelCorrupt as problem:
            del self._adapters[added]
            self._server = self._start()
            raise EngineError(f"{added} is no adapter of this model", stage="generate") from problem

    def _prefill(self, slot: _Slot, tokens: list[int], cancel: Cancel) -> bool:
        with closing(self._complete(slot, tokens, {"n_predict": 0}, cancel)) as events:
            return any(event["stop"] for event in events)

    def _complete(
        self, slot: _Slot, tokens: list[int], body: dict[str, Any], cancel: Cancel
    ) -> Generator[dict[str, Any], None, None]:
        """Events of a completion in that slot; what the slot holds is kept up."""
        self._require_open()
        body |= {"prompt": tokens, "id_slot": slot.id, "cache_prompt": True, "stream": True, "return_tokens": True}
        body["lora"] = self._scales(slot.adapter)
        del slot.tokens[slot.shared(tokens) :]
        if cancel:
            return
        with closing(self._http.stream("/completion", body, cancel)) as events:
            for number, event in enumerate(events):
                if not number:
                    slot.tokens = list(tokens)
                if body["n_predict"]:
                    slot.tokens.extend(event["tokens"])
                yield event
                if event["stop"]:
                    return
        if not cancel:
            raise EngineError("llama.cpp's server broke the reply off", stage="generate")

    def _scales(self, adapter: Adapter | None) -> list[dict[str, float]]:
        files = enumerate(self._adapters)
        return [{"id": i, "scale": adapter.scale} for i, file in files if adapter and adapter.file == file]

    def _load(self, slot: _Slot, path: Path, tokens: list[int]) -> bool:
        slot.tokens = []
        try:
            answer = self._ask(f"/slots/{slot.id}?action=restore", {"filename": path.name})
        except Refused:
            return False
        if answer["n_restored"] != len(tokens):
            return False
        slot.tokens = list(tokens)
        return True

    def _save(self, slot: _Slot, path: Path) -> bool:
        try:
            answer = self._ask(f"/slots/{slot.id}?action=save", {"filename": path.name})
        except Refused:
            return False
        return bool(answer["n_saved"] == len(slot.tokens) and answer["n_written"] == path.stat().st_size)

    # -- tokens ---------------------------------------------------------------------------------------------------

    def _prefix(self, prompt: Prompt) -> list[int]:
        return self._tokens(prompt.prefix.messages, reply=False) if prompt.fixed else []

    def _tokens(self, messages: Sequence[Message], *, reply: bool) -> list[int]:
        tokens: list[int] = []
        for segment in self._template.render(messages, reply=reply):
            tokens.extend(self._segment_tokens(segment.text, segment.markup))
        return tokens

    def _tokenize(self, text: str, markup: bool) -> tuple[int, ...]:
        whole = text.encode("utf-8", "replace").decode()
        answer = self._ask("/tokenize", {"content": whole, "add_special": False, "parse_special": markup})
        return tuple(answer["tokens"])

    def _ask(self, target: str, body: dict[str, Any] | None = None) -> dict[str, Any]:
        self._require_open()
        return self._http.get(target) if body is None else self._http.post(target, body)

    def _require_open(self) -> None:
        if self._server is None:
            raise EngineError("the model is closed", stage="generate")


@contextmanager
def _translated() -> Iterator[None]:
    try:
        yield
    except (Refused, OSError) as error:
        raise EngineError(f"llama.cpp's server did not answer: {error}", stage="generate") from error


@contextmanager
def _grammar_read(grammar: str) -> Iterator[None]:
    try:
        yield
    except Refused as error:
        if grammar and "grammar" in str(error):
            raise unreadable(grammar) from error
        raise


def _request(sampling: Sampling, *, past: int, eos: str) -> dict[str, Any]:
    """The server's names for how tokens are drawn. `past` is how many tokens DRY looks back over: what was said,
    without the persona's fixed part, whose facts are there to be repeated."""
    return {
        "samplers": ["penalties", "dry", "top_k", "top_p", "min_p", "temperature"],
        "temperature": sampling.temperature,
        "top_k": sampling.top_k,
        "top_p": sampling.top_p,
        "min_p": sampling.min_p,
        "repeat_penalty": sampling.repeat_penalty,
        "repeat_last_n": sampling.repeat_window,
        "dry_multiplier": sampling.dry_multiplier,
        "dry_base": 1.75,
        "dry_allowed_length": sampling.dry_length,
        "dry_penalty_last_n": past,
        "dry_sequence_breakers": [eos],
        "seed": sampling.seed & 0xFFFFFFFF,
        "grammar": cleaned(sampling.grammar),
    }
