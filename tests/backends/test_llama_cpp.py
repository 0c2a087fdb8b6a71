"""llama.cpp on real weights: what is cached is used, what is broken is refused, what is cancelled leaves no trace."""

from __future__ import annotations

import resource
import stat
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import zip_longest
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("llama_cpp")

from roleplay_lite.backends.llama_cpp import BATCH, LlamaCpp
from roleplay_lite.engines import Cancel
from roleplay_lite.errors import EngineError
from roleplay_lite.models import where
from tests.backends.prompts import GREEDY, MODEL, PERSONA, SAID, CancelAfter, chat, said

pytestmark = pytest.mark.model(MODEL)

WINDOW = 384
LONG = chat(PERSONA, "山里的雪很安静，我们慢慢走。" * 23)
TALK = chat(PERSONA, *SAID)
SHORTER = chat(PERSONA, *SAID[2:])


OPENING = 4
"""Tokens with which a template opens the person's next turn, at most."""


class Counting(LlamaCpp):
    """Counts the tokens that were decoded."""

    decoded = 0

    def _decode(self, slot: Any, tokens: Sequence[int]) -> bool:
        done = super()._decode(slot, tokens)
        self.decoded += len(tokens) * done
        return done

    def cost(self, call: Callable[[], object]) -> int:
        before = self.decoded
        call()
        return self.decoded - before


Open = Callable[..., Counting]


def model() -> Path:
    return where(MODEL) / "model.gguf"


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[Open]:
    """Open an engine on this test's own cache folder."""
    engines: list[Counting] = []

    def start(context_tokens: int = WINDOW, name: str = "") -> Counting:
        engines.append(
            Counting(model=model(), context_tokens=context_tokens, threads=1, cache=tmp_path / "kv", name=name)
        )
        return engines[-1]

    yield start
    for engine in engines:
        engine.close()


@pytest.fixture(scope="module")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., str]:
    """What an engine that has seen nothing else answers."""
    known: dict[object, str] = {}

    def answer(prompt: Any, sampling: Any = GREEDY) -> str:
        if (prompt, sampling) not in known:
            folder = tmp_path_factory.mktemp("fresh")
            engine = LlamaCpp(model=model(), context_tokens=WINDOW, threads=1, cache=folder, name="")
            known[prompt, sampling] = said(engine, prompt, sampling)
            engine.close()
        return known[prompt, sampling]

    return answer


def kv(tmp_path: Path) -> Path:
    (path,) = (tmp_path / "kv").glob("*.kv")
    return path


def test_a_longer_conversation_costs_only_what_is_new(opened: Open, fresh: Callable[..., str]) -> None:
    llm = opened()
    first = chat(PERSONA, *SAID[:1])
    llm.warm(first.prefix, Cancel())
    assert llm.cost(lambda: said(llm, first)) < 30
    reply = said(llm, first)
    then = chat(PERSONA, SAID[0], reply, SAID[2])
    assert llm.count(then) > 90
    assert llm.cost(lambda: said(llm, then)) < 50
    assert said(llm, then) == fresh(then)


def test_a_saved_prefix_is_used_after_a_restart(opened: Open, fresh: Callable[..., str], tmp_path: Path) -> None:
    first = opened()
    first.warm(TALK.prefix, Cancel())
    prefix = first.decoded
    first.close()
    assert stat.S_IMODE(kv(tmp_path).stat().st_mode) == 0o600
    second = opened()
    assert second.cost(lambda: second.warm(TALK.prefix, Cancel())) <= OPENING < prefix
    assert said(second, TALK) == fresh(TALK)


@pytest.mark.parametrize("damage", ["flip", "truncate", "empty"])
def test_a_damaged_state_is_not_loaded_and_is_replaced(opened: Open, tmp_path: Path, damage: str) -> None:
    first = opened()
    first.warm(TALK.prefix, Cancel())
    first.close()
    raw = bytearray(kv(tmp_path).read_bytes())
    raw[len(raw) // 2] ^= 1
    kv(tmp_path).write_bytes({"flip": raw, "truncate": raw[: len(raw) // 2], "empty": b""}[damage])
    second = opened()
    assert second.cost(lambda: second.warm(TALK.prefix, Cancel())) >= first.decoded
    second.close()
    third = opened()
    assert third.cost(lambda: third.warm(TALK.prefix, Cancel())) <= OPENING


def test_a_state_is_not_taken_over_by_another_window_or_binding(opened: Open, tmp_path: Path) -> None:
    first = opened()
    first.warm(TALK.prefix, Cancel())
    first.close()
    other = opened(context_tokens=WINDOW + 256)
    assert other.cost(lambda: other.warm(TALK.prefix, Cancel())) >= first.decoded
    assert len(list((tmp_path / "kv").glob("*.kv"))) == 2


def test_a_cancel_within_prefill_stops_it_and_harms_nothing(opened: Open, fresh: Callable[..., str]) -> None:
    llm = opened()
    for looks in (1, 2, 40, 300):
        assert llm.warm(LONG, CancelAfter(looks)) is False
        assert said(llm, LONG, cancel=CancelAfter(looks)) == ""
    assert llm.decoded <= BATCH
    assert said(llm, LONG) == fresh(LONG)


def test_a_cancel_from_another_thread_is_heard(opened: Open) -> None:
    llm, cancel = opened(), Cancel()
    timer = threading.Timer(0.05, cancel.set)
    timer.start()
    assert llm.warm(LONG, cancel) is False
    timer.join()
    assert llm.decoded < llm.count(LONG) - 1


def test_closing_the_generator_midway_leaves_the_cache_whole(opened: Open, fresh: Callable[..., str]) -> None:
    llm = opened()
    stream = llm.generate(TALK, GREEDY, Cancel())
    next(stream)
    stream.close()  # type: ignore[attr-defined]
    assert llm.cost(lambda: said(llm, TALK)) < 20
    assert said(llm, TALK) == fresh(TALK)


def test_two_replies_pulled_in_turn_do_not_mix(opened: Open, fresh: Callable[..., str]) -> None:
    llm, short = opened(), replace(GREEDY, max_tokens=4)
    streams = [llm.generate(prompt, short, Cancel()) for prompt in (TALK, SHORTER)]
    pairs = list(zip_longest(*streams, fillvalue=""))
    assert ["".join(pieces) for pieces in zip(*pairs, strict=True)] == [fresh(TALK, short), fresh(SHORTER, short)]


def test_a_reply_may_be_pulled_and_closed_from_any_thread(opened: Open, fresh: Callable[..., str]) -> None:
    llm = opened()
    stream = llm.generate(TALK, GREEDY, Cancel())
    next(stream)
    for call in (lambda: next(stream), stream.close):  # type: ignore[attr-defined]
        thread = threading.Thread(target=call)
        thread.start()
        thread.join()
    assert said(llm, TALK) == fresh(TALK)


def test_compaction_refills_beside_the_conversation_in_use(opened: Open, fresh: Callable[..., str]) -> None:
    llm = opened()
    said(llm, TALK)
    # Only the shortened history is decoded: the persona's cells are shared.
    assert llm.cost(lambda: llm.warm(SHORTER, Cancel(), aside=True)) < 60
    assert llm.cost(lambda: said(llm, TALK)) < 20
    assert said(llm, TALK) == fresh(TALK)
    assert llm.cost(lambda: said(llm, SHORTER)) < 20
    assert said(llm, SHORTER) == fresh(SHORTER)


def test_a_compaction_that_is_cancelled_leaves_the_conversation_warm(opened: Open, fresh: Callable[..., str]) -> None:
    llm = opened()
    said(llm, TALK)
    assert llm.warm(SHORTER, CancelAfter(20), aside=True) is False
    assert llm.cost(lambda: said(llm, TALK)) < 20
    assert said(llm, SHORTER) == fresh(SHORTER)


def test_when_both_conversations_do_not_fit_the_one_asked_for_is_answered(
    opened: Open, fresh: Callable[..., str]
) -> None:
    llm = opened()
    other = chat("你是小满，住在海边。", "海边的风很大，我们快跑。" * 35)
    assert llm.count(LONG) + llm.count(other) > WINDOW * 1.5
    assert llm.warm(LONG, Cancel())
    assert llm.warm(other, Cancel(), aside=True)
    assert said(llm, other) == fresh(other)
    assert said(llm, LONG) == fresh(LONG)


def test_a_reply_ends_where_the_window_does(opened: Open) -> None:
    llm = opened(context_tokens=256)
    prompt = chat(PERSONA, "从一数到一百，不要停，用逗号隔开：1，2，3，4，")
    room = 256 - llm.count(prompt)
    assert 0 < len(list(llm.generate(prompt, replace(GREEDY, max_tokens=400), Cancel()))) <= room


def test_a_prompt_longer_than_the_window_is_an_error_in_words(opened: Open, fresh: Callable[..., str]) -> None:
    llm = opened()
    with pytest.raises(EngineError, match=f"of a window of {WINDOW}"):
        said(llm, chat(PERSONA, "雪" * 2000))
    assert said(llm, TALK) == fresh(TALK)


def test_characters_of_many_bytes_come_whole(opened: Open) -> None:
    prompt = chat("你只重复，不说别的。", "重复：🦄🐉😀𠮷龘")
    pieces = list(opened().generate(prompt, replace(GREEDY, max_tokens=30), Cancel()))
    assert sum(len(mark.encode()) > 3 for mark in "".join(pieces)) > 1
    assert not any("\ufffd" in piece for piece in pieces)


def test_lone_surrogates_are_answered(opened: Open) -> None:
    assert said(opened(), chat(PERSONA, "你\ud83d好\udc00吗"))


def test_a_full_disk_costs_nothing_but_warmth(opened: Open, fresh: Callable[..., str], tmp_path: Path) -> None:
    llm = opened()
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, hard))
    try:
        assert said(llm, TALK) == fresh(TALK)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert not list((tmp_path / "kv").iterdir())


def test_a_closed_engine_says_so(opened: Open) -> None:
    llm = opened()
    stream = llm.generate(TALK, GREEDY, Cancel())
    next(stream)
    llm.close()
    llm.close()
    for call in (lambda: next(stream), lambda: said(llm, TALK), lambda: llm.warm(TALK, Cancel())):
        with pytest.raises(EngineError, match="closed"):
            call()


REFUSED = """
import sys
from pathlib import Path
from roleplay_lite.errors import ModelCorrupt
from roleplay_lite.backends.{backend} import load
for path in sys.argv[1:]:
    try:
        load(model=Path(path), context_tokens=256, threads=1)
    except ModelCorrupt as error:
        assert path in str(error)
        print("refused", flush=True)
"""


def broken_models(folder: Path) -> list[Path]:
    """Files that are no model, each in its own way."""
    with model().open("rb") as file:
        head = file.read(8_000_000)
    counts = bytearray(head)
    counts[8:24] = b"\xff" * 16
    kinds = {
        "missing": None,
        "empty": b"",
        "text": "这不是模型。\n".encode() * 100,
        "cut-in-header": head[:1000],
        "cut-in-weights": head,
        "absurd-counts": bytes(counts),
        "other-version": head[:4] + b"\x63" + head[5:],
    }
    for name, data in kinds.items():
        if data is not None:
            (folder / f"{name}.gguf").write_bytes(data)
    return [folder / f"{name}.gguf" for name in kinds]


def test_a_file_that_is_no_model_is_refused_and_crashes_nothing(tmp_path: Path) -> None:
    paths = broken_models(tmp_path)
    command = [sys.executable, "-c", REFUSED.format(backend="llama_cpp"), *map(str, paths)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert (done.returncode, done.stdout.split()) == (0, ["refused"] * len(paths)), done.stderr


STRUCK = """
import os, signal, sys, threading
from pathlib import Path
from roleplay_lite.backends.llama_cpp import load
from roleplay_lite.engines import Cancel
from tests.backends.prompts import GREEDY, chat, said
# A background job starts with Ctrl-C ignored.
signal.signal(signal.SIGINT, signal.default_int_handler)
llm = load(model=Path(sys.argv[1]), context_tokens=2048, threads=1, cache=Path(sys.argv[2]))
long = chat("你是小雪。", "山里的雪很安静，我们慢慢走。" * 180)
threading.Timer(0.1, os.kill, (os.getpid(), signal.SIGINT)).start()
try:
    llm.warm(long, Cancel())
except KeyboardInterrupt:
    print("struck", said(llm, chat("你是小雪。", "你好")) != "")
"""


def test_ctrl_c_within_prefill_is_not_lost(tmp_path: Path) -> None:
    command = [sys.executable, "-c", STRUCK, str(model()), str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert (done.stdout.split(), done.stderr) == (["struck", "True"], "")
