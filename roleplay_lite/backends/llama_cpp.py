"""The `llm` backend on llama.cpp through llama-cpp-python's own C interface.

One context holds two sequences that share their cells: the conversation in use, and a spare in which a shortened
conversation is refilled after compaction while the first stays usable. Whichever holds the longer part of a prompt
answers it.
"""

from __future__ import annotations

import codecs
import ctypes
import os
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

import llama_cpp
from llama_cpp import llama_cpp as c

from roleplay_lite import paths
from roleplay_lite.backends.abort import Abort
from roleplay_lite.backends.chat_template import ChatTemplate
from roleplay_lite.backends.kv_files import KvFiles
from roleplay_lite.backends.llama_adapters import LlamaAdapters
from roleplay_lite.backends.llama_batch import Batch
from roleplay_lite.backends.threads import ThreadPolicy
from roleplay_lite.engines import Cancel, LlmAbilities, Sampling
from roleplay_lite.errors import EngineError, ModelCorrupt
from roleplay_lite.grammar import cleaned, unreadable
from roleplay_lite.turn import Adapter, Message, Prompt

BATCH = 256
LOOK_AROUND = 16
"""Tokens after which the number of threads is settled again."""
_ABORTED, _NO_ROOM = 2, 1

_quiet = c.llama_log_callback(lambda level, text, data: None)


def load(
    *, model: Path, context_tokens: int = 2048, threads: int = 0, cache: Path | None = None, name: str = ""
) -> LlamaCpp:
    """The engine on that GGUF file. `threads` 0 takes the cores that other programs leave, measured again and
    again (`threads.py`); -1 the same but for one core. Raises ModelCorrupt when the file is no model."""
    return LlamaCpp(model=model, context_tokens=context_tokens, threads=threads, cache=cache, name=name)


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What a slot is to hold."""

    tokens: list[int]
    prefix: list[int]
    """The fixed part of the tokens."""
    adapter: Adapter | None


@dataclass(slots=True)
class _Slot:
    """A sequence of the KV cache and the tokens it holds."""

    seq: int
    tokens: list[int] = field(default_factory=list)
    adapter: Adapter | None = None
    """What they were decoded with."""

    def shared(self, tokens: list[int], adapter: Adapter | None) -> int:
        """How many leading tokens are already here, decoded with that adapter."""
        if self.adapter != adapter:
            return 0
        if self.tokens == tokens[: len(self.tokens)]:
            return len(self.tokens)
        pairs = enumerate(zip(self.tokens, tokens, strict=False))
        return next((i for i, (mine, theirs) in pairs if mine != theirs), len(tokens))


class LlamaCpp:
    """A GGUF model and one conversation's KV cache. Calls from several threads take turns, token by token; a reply may
    be pulled from any thread."""

    def __init__(self, *, model: Path, context_tokens: int, threads: int, cache: Path | None, name: str) -> None:
        c.llama_log_set(_quiet, ctypes.c_void_p(0))
        self._lock = threading.RLock()
        self._abort = Abort()
        self._abort_callback = c.ggml_abort_callback(self._abort.asked)
        self._model = c.llama_model_load_from_file(str(model).encode(), c.llama_model_default_params())
        if not self._model:
            raise ModelCorrupt(f"{model} is not a model that llama.cpp can load; pull it again")
        most = threads if threads > 0 else max(1, len(os.sched_getaffinity(0)) + threads)
        self._policy = None if threads > 0 else ThreadPolicy(most)
        self._ctx = c.llama_init_from_model(self._model, self._context_params(context_tokens, most))
        if not self._ctx:
            c.llama_model_free(self._model)
            raise EngineError(
                f"no memory for a context of {context_tokens} tokens; lower llm.context_tokens", stage="generate"
            )
        self._vocab = c.llama_model_get_vocab(self._model)
        self._memory = c.llama_get_memory(self._ctx)
        self._slots = (_Slot(0), _Slot(1))
        self._adapters = LlamaAdapters(self._model)
        self._template = self._chat_template()
        self._segment_tokens = lru_cache(maxsize=512)(self._tokenize)
        identity = f"{model.name} {model.stat().st_size} {llama_cpp.__version__} {context_tokens} plain attention"
        self._files = KvFiles(cache or paths.cache_dir() / "kv", made_with=identity)
        self.abilities = LlmAbilities(
            name=name or model.stem, context_tokens=context_tokens, saves_prefix=True, refills_aside=True, adapts=True
        )

    @staticmethod
    def _context_params(context_tokens: int, threads: int) -> c.llama_context_params:
        params = c.llama_context_default_params()
        # Half a window more, in which a shortened conversation is refilled beside the one in use.
        params.n_ctx = context_tokens + context_tokens // 2
        params.n_batch = params.n_ubatch = BATCH
        params.n_seq_max = 2
        params.kv_unified = True
        # On a CPU flash attention makes the first token wait longer as the history grows; without it, it does not.
        params.flash_attn_type = c.LLAMA_FLASH_ATTN_TYPE_DISABLED
        params.n_threads = params.n_threads_batch = threads
        params.no_perf = True
        return params

    def _chat_template(self) -> ChatTemplate:
        source = c.llama_model_chat_template(self._model, None)
        if not source:
            raise EngineError("the model carries no chat template; it is a base model, not a chatter", stage="generate")
        bos = c.llama_vocab_bos(self._vocab)
        return ChatTemplate(source.decode(), bos=self._piece(bos, special=True).decode() if bos >= 0 else "")

    # -- the verbs ------------------------------------------------------------------------------------------------

    def generate(self, prompt: Prompt, sampling: Sampling, cancel: Cancel) -> Iterator[str]:
        """See `Llm.generate`."""
        wanted = self._fitting(prompt, reply=True)
        tokens = wanted.tokens
        decoder = codecs.getincrementaldecoder("utf-8")("ignore")
        with self._sampler(sampling, prompt) as chain:
            for count in range(min(sampling.max_tokens, self.abilities.context_tokens - len(tokens))):
                with self._lock:
                    if count % LOOK_AROUND == 0:
                        self._settle_threads()
                    if not self._hold(wanted, cancel):
                        return
                    token = c.llama_sampler_sample(chain, self._ctx, -1)
                    if cancel or c.llama_vocab_is_eog(self._vocab, token):
                        return
                    text = decoder.decode(self._piece(token))
                if text:
                    yield text
                tokens.append(token)

    def _settle_threads(self) -> None:
        if self._policy and self._ctx:
            threads = self._policy.now()
            c.llama_set_n_threads(self._ctx, threads, threads)

    def count(self, prompt: Prompt) -> int:
        """See `Llm.count`."""
        return len(self._tokens(prompt.messages, reply=True))

    def warm(self, prompt: Prompt, cancel: Cancel, *, aside: bool = False) -> bool:
        """See `Llm.warm`."""
        wanted = self._fitting(prompt, reply=False)
        with self._lock:
            return self._hold(wanted, cancel, aside=aside)

    def close(self) -> None:
        """Free the memory. Closing twice is the same as once."""
        with self._lock:
            if self._ctx:
                c.llama_free(self._ctx)
                c.llama_model_free(self._model)
                self._ctx = None

    def _require_open(self) -> None:
        if not self._ctx:
            raise EngineError("the model is closed", stage="generate")

    # -- the cache ------------------------------------------------------------------------------------------------

    def _fitting(self, prompt: Prompt, *, reply: bool) -> _Wanted:
        """The tokens of the prompt and those of its fixed part."""
        self._require_open()
        tokens = self._tokens(prompt.messages, reply=True) if reply else self._awaiting(prompt.messages)
        if len(tokens) >= self.abilities.context_tokens:
            raise EngineError(
                f"the prompt takes {len(tokens)} tokens of a window of {self.abilities.context_tokens}",
                stage="generate",
            )
        prefix = self._tokens(prompt.prefix.messages, reply=False) if prompt.fixed else []
        return _Wanted(tokens, prefix, prompt.adapter)

    def _hold(self, wanted: _Wanted, cancel: Cancel, *, aside: bool = False) -> bool:
        """Have a slot hold just these tokens, the last of them decoded just now. False when cancelled."""
        self._require_open()
        tokens, adapter = wanted.tokens, wanted.adapter
        self._adapters.use(self._ctx, adapter)
        slot = max(self._slots, key=lambda s: s.shared(tokens, adapter))
        if aside and slot.shared(tokens, adapter) < len(slot.tokens):
            slot = self._branch(slot, slot.shared(tokens, adapter), adapter)
        if slot.adapter != adapter:
            self._cut(slot, 0)
            slot.adapter = adapter
        if slot.shared(tokens, adapter) < len(wanted.prefix) and not self._start(slot, wanted, cancel):
            return False
        # The last token is always decoded again: sampling needs its logits.
        self._cut(slot, min(slot.shared(tokens, adapter), len(tokens) - 1))
        return self._prefill(slot, tokens[len(slot.tokens) :], cancel)

    def _branch(self, slot: _Slot, shared: int, adapter: Adapter | None) -> _Slot:
        """The other slot, holding what is shared; cells are shared too, so this copies nothing."""
        other = self._slots[1 - slot.seq]
        other.adapter = adapter
        self._cut(other, 0)
        c.llama_memory_seq_cp(self._memory, slot.seq, other.seq, 0, shared)
        other.tokens = slot.tokens[:shared]
        return other

    def _start(self, slot: _Slot, wanted: _Wanted, cancel: Cancel) -> bool:
        """Bring a fixed prefix in, from disk when it is there; else decode what the slot does not hold of it, and save
        it: two characters that begin alike, or one whose traits are tried out, share what is alike. Whole batches are
        shared and no parts of one, since the split into batches decides the last digits, and with them the words."""
        prefix, made_by = wanted.prefix, self._adapters.identity(wanted.adapter)
        if self._files.read(prefix, lambda path: self._load_state(slot, path, prefix), made_by):
            return True
        self._cut(slot, slot.shared(prefix, wanted.adapter) // BATCH * BATCH)
        if not self._prefill(slot, prefix[len(slot.tokens) :], cancel):
            return False
        self._files.write(prefix, lambda path: self._save_state(slot, path), made_by)
        return True

    def _load_state(self, slot: _Slot, path: Path, tokens: list[int]) -> bool:
        self._cut(slot, 0)
        room, count = (c.llama_token * len(tokens))(), ctypes.c_size_t()
        read = c.llama_state_seq_load_file(
            self._ctx, str(path).encode(), slot.seq, room, len(tokens), ctypes.byref(count)
        )
        if not read or list(room[: count.value]) != tokens:
            self._cut(slot, 0)
            return False
        slot.tokens = list(tokens)
        return True

    def _save_state(self, slot: _Slot, path: Path) -> bool:
        tokens = (c.llama_token * len(slot.tokens))(*slot.tokens)
        return bool(c.llama_state_seq_save_file(self._ctx, str(path).encode(), slot.seq, tokens, len(slot.tokens)))

    def _cut(self, slot: _Slot, length: int) -> None:
        """Drop what stands after `length` tokens."""
        c.llama_memory_seq_rm(self._memory, slot.seq, length, -1)
        del slot.tokens[length:]

    def _prefill(self, slot: _Slot, tokens: Sequence[int], cancel: Cancel) -> bool:
        """Decode these tokens; False when cancelled, with what was whole kept."""
        if len(tokens) > 1:
            self._settle_threads()
        with self._watching(cancel) if len(tokens) > 1 else nullcontext():
            return all(
                not cancel and self._decode(slot, tokens[start : start + BATCH])
                for start in range(0, len(tokens), BATCH)
            )

    @contextmanager
    def _watching(self, cancel: Cancel) -> Iterator[None]:
        """Let `cancel` and Ctrl-C reach into a decode. Not for single tokens: the callback comes at every node of the
        graph."""
        c.llama_set_abort_callback(self._ctx, self._abort_callback, None)
        try:
            with self._abort.watching(cancel):
                yield
        finally:
            c.llama_set_abort_callback(self._ctx, c.ggml_abort_callback(0), None)

    def _decode(self, slot: _Slot, tokens: Sequence[int]) -> bool:
        """Decode into the slot. False when aborted, the slot as it was before."""
        status = self._decode_once(slot, tokens)
        if status == _NO_ROOM:
            # The spare's half-filled refill goes before the person waits for an error.
            self._cut(self._slots[1 - slot.seq], 0)
            status = self._decode_once(slot, tokens)
        if status == 0:
            slot.tokens.extend(tokens)
            return True
        c.llama_memory_seq_rm(self._memory, slot.seq, len(slot.tokens), -1)
        if status == _ABORTED:
            return False
        raise EngineError(f"llama.cpp could not decode (status {status})", stage="generate")

    def _decode_once(self, slot: _Slot, tokens: Sequence[int]) -> int:
        batch = Batch(tokens, start=len(slot.tokens), seq=slot.seq)
        return int(c.llama_decode(self._ctx, batch.batch))

    # -- drawing --------------------------------------------------------------------------------------------------

    @contextmanager
    def _sampler(self, sampling: Sampling, prompt: Prompt) -> Iterator[object]:
        chain = c.llama_sampler_chain_init(c.llama_sampler_chain_default_params())
        try:
            if sampling.grammar:
                c.llama_sampler_chain_add(chain, self._grammar(sampling.grammar))
            if sampling.repeat_penalty != 1:
                c.llama_sampler_chain_add(
                    chain,
                    c.llama_sampler_init_penalties(
                        c.llama_vocab_n_tokens(self._vocab), sampling.repeat_window, sampling.repeat_penalty, 0.0, 0.0
                    ),
                )
            if sampling.dry_multiplier:
                c.llama_sampler_chain_add(chain, self._dry(sampling, prompt))
            for link in _draws(sampling):
                c.llama_sampler_chain_add(chain, link)
            yield chain
        finally:
            c.llama_sampler_free(chain)

    def _grammar(self, grammar: str) -> object:
        """First of the links, so that what comes after it chooses among what the grammar allows."""
        if link := c.llama_sampler_init_grammar(self._vocab, cleaned(grammar).encode(), b"root"):
            return link
        raise unreadable(grammar)

    def _dry(self, sampling: Sampling, prompt: Prompt) -> object:
        """DRY ("don't repeat yourself") over the replies of this conversation: small models fall into handing back
        their own last line. The persona's fixed part is left out, since its facts are there to be repeated; so are the
        person's words, which a reply may take up."""
        dry = c.llama_sampler_init_dry(
            self._vocab, sampling.dry_multiplier, 1.75, sampling.dry_length, self.abilities.context_tokens, None, 0
        )
        for message in prompt.messages[prompt.fixed :]:
            if message.role != "assistant":
                continue
            for token in (*self._segment_tokens(message.content, False), c.llama_vocab_eos(self._vocab)):
                c.llama_sampler_accept(dry, token)
        return dry

    # -- tokens ---------------------------------------------------------------------------------------------------

    def tokens(self, prompt: Prompt, *, reply: bool) -> list[int]:
        """The prompt as the model reads it; with `reply`, opened for the assistant to speak. Training wants them."""
        return self._tokens(prompt.messages, reply=reply)

    def reply_tokens(self, text: str) -> tuple[int, ...]:
        """A reply as it stands in a later prompt, without the mark that ends it."""
        return self._segment_tokens(text, False)

    def _tokens(self, messages: Sequence[Message], *, reply: bool) -> list[int]:
        tokens: list[int] = []
        for segment in self._template.render(messages, reply=reply):
            tokens.extend(self._segment_tokens(segment.text, segment.markup))
        return tokens

    def _awaiting(self, messages: Sequence[Message]) -> list[int]:
        """The prompt up to the person's next words: what the template writes before them is known by now."""
        words = "？"
        segments = self._template.render([*messages, Message(role="user", content=words)], reply=False)
        places = [i for i, segment in enumerate(segments) if not segment.markup and segment.text == words]
        # Where a template folds messages together, the words do not stand alone.
        if not places:
            return self._tokens(messages, reply=False)
        return [t for segment in segments[: places[-1]] for t in self._segment_tokens(segment.text, segment.markup)]

    def _tokenize(self, text: str, markup: bool) -> tuple[int, ...]:
        self._require_open()
        raw = text.encode("utf-8", "replace")
        room = (c.llama_token * (len(raw) + 8))()
        count = c.llama_tokenize(self._vocab, raw, len(raw), room, len(room), False, markup)
        return tuple(room[:count])

    def _piece(self, token: int, *, special: bool = False) -> bytes:
        buffer = ctypes.create_string_buffer(256)
        length = c.llama_token_to_piece(self._vocab, token, buffer, len(buffer), 0, special)
        return buffer.raw[: max(length, 0)]


def _draws(sampling: Sampling) -> Iterator[object]:
    """The links of the chain that choose a token."""
    if sampling.temperature == 0:
        yield c.llama_sampler_init_greedy()
        return
    yield c.llama_sampler_init_top_k(sampling.top_k)
    yield c.llama_sampler_init_top_p(sampling.top_p, 1)
    yield c.llama_sampler_init_min_p(sampling.min_p, 1)
    yield c.llama_sampler_init_temp(sampling.temperature)
    yield c.llama_sampler_init_dist(sampling.seed & 0xFFFFFFFF)
