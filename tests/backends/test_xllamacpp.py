"""xllamacpp on real weights: the same contract as llama_cpp, through the server's private socket."""

from __future__ import annotations

import os
import resource
import stat
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Generator, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("xllamacpp")

from roleplay_lite.backends.xllamacpp import BATCH, Xllamacpp
from roleplay_lite.engines import Cancel
from roleplay_lite.errors import EngineError
from tests.backends.prompts import GREEDY, MODEL, PERSONA, SAID, CancelAfter, chat, said
from tests.backends.test_llama_cpp import REFUSED, SHORTER, TALK, WINDOW, broken_models, model

pytestmark = pytest.mark.model(MODEL)

LONG = chat(PERSONA, "山里的雪很安静，我们慢慢走。" * 16)


class Counting(Xllamacpp):
    """Counts the tokens of prompts that the server decoded."""

    decoded = 0

    def _complete(self, *args: Any) -> Generator[dict[str, Any], None, None]:
        for event in super()._complete(*args):
            self.decoded += event.get("timings", {}).get("prompt_n", 0)
            yield event

    def cost(self, call: Callable[[], object]) -> int:
        before = self.decoded
        call()
        return self.decoded - before


Open = Callable[..., Counting]


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[Open]:
    """Open an engine on this test's own cache folder."""
    engines: list[Counting] = []

    def start(context_tokens: int = WINDOW) -> Counting:
        engines.append(
            Counting(model=model(), context_tokens=context_tokens, threads=1, cache=tmp_path / "kv", name="")
        )
        return engines[-1]

    yield start
    for engine in engines:
        engine.close()


def test_greedy_text_is_that_of_llama_cpp(opened: Open, tmp_path: Path) -> None:
    llama_cpp = pytest.importorskip("roleplay_lite.backends.llama_cpp")
    other = llama_cpp.load(model=model(), context_tokens=WINDOW, threads=1, cache=tmp_path / "other")
    llm = opened()
    for prompt in (TALK, SHORTER, chat("你是小满，20岁。", "用一句话介绍自己。")):
        assert llm.count(prompt) == other.count(prompt)
        assert said(llm, prompt) == said(other, prompt) != ""
    other.close()


def test_a_longer_conversation_costs_only_what_is_new(opened: Open) -> None:
    llm = opened()
    llm.warm(TALK.prefix, Cancel())
    first = chat(PERSONA, SAID[0])
    reply = said(llm, first)
    assert llm.cost(lambda: said(llm, chat(PERSONA, SAID[0], reply, SAID[2]))) < 40


def test_a_saved_prefix_is_used_after_a_restart(opened: Open, tmp_path: Path) -> None:
    first = opened()
    text = said(first, TALK)
    first.close()
    (path,) = (tmp_path / "kv").glob("*.kv")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    second = opened()
    assert second.cost(lambda: said(second, TALK)) < second.count(TALK) - second.count(TALK.prefix) + 10
    assert said(second, TALK) == text
    second.close()
    path.write_bytes(path.read_bytes()[:-100])
    third = opened()
    assert third.cost(lambda: said(third, TALK)) >= first.count(TALK) - 1


def test_compaction_refills_beside_the_conversation_in_use(opened: Open) -> None:
    llm = opened()
    said(llm, TALK)
    shared = llm.count(TALK.prefix)
    assert llm.cost(lambda: llm.warm(SHORTER, Cancel(), aside=True)) < llm.count(SHORTER) - shared + 10
    assert llm.cost(lambda: said(llm, TALK)) < 20
    assert llm.cost(lambda: said(llm, SHORTER)) < 20


def test_a_cancel_within_prefill_stops_it_and_harms_nothing(opened: Open) -> None:
    llm = opened()
    for looks in (1, 2, 8):
        assert llm.warm(LONG, CancelAfter(looks)) is False
        assert said(llm, LONG, cancel=CancelAfter(looks)) == ""
    text = said(llm, LONG)
    assert text == said(llm, LONG) != ""


def test_a_cancelled_server_goes_on_for_a_batch_at_most(opened: Open) -> None:
    llm = opened()
    began = time.monotonic()
    llm.warm(chat(PERSONA, "山里" * (BATCH // 2 - 60)), Cancel())
    one_batch = time.monotonic() - began
    began = time.monotonic()
    threading.Timer(0.05, (cancel := Cancel()).set).start()
    assert llm.warm(chat("你是小满。", "海边的风很大。" * 50), cancel) is False
    assert time.monotonic() - began < one_batch + 0.5


def test_closing_the_generator_midway_leaves_the_engine_usable(opened: Open) -> None:
    llm = opened()
    stream = llm.generate(chat(PERSONA, "从一数到一百。"), replace(GREEDY, max_tokens=200), Cancel())
    next(stream)
    stream.close()  # type: ignore[attr-defined]
    text = said(llm, TALK)
    assert text == said(llm, TALK) != ""


def test_a_reply_may_be_pulled_and_closed_from_any_thread(opened: Open) -> None:
    llm = opened()
    stream = llm.generate(TALK, GREEDY, Cancel())
    next(stream)
    for call in (lambda: next(stream), stream.close):  # type: ignore[attr-defined]
        thread = threading.Thread(target=call)
        thread.start()
        thread.join()
    assert said(llm, TALK)


def test_the_socket_is_for_its_owner_alone_and_goes_with_the_engine(opened: Open) -> None:
    llm = opened()
    address = Path(llm._server.listening_address.removeprefix("unix://"))
    assert stat.S_IMODE(address.parent.stat().st_mode) == 0o700
    threads = len(os.listdir("/proc/self/task"))
    llm.close()
    llm.close()
    assert not address.parent.exists()
    assert len(os.listdir("/proc/self/task")) < threads
    with pytest.raises(EngineError, match="closed"):
        said(llm, TALK)


def test_closing_the_engine_under_a_reply_ends_it_in_words(opened: Open) -> None:
    llm = opened()
    stream = llm.generate(chat(PERSONA, "从一数到一百。"), replace(GREEDY, max_tokens=200), Cancel())
    next(stream)
    llm.close()
    with pytest.raises(EngineError):
        list(stream)


def test_a_prompt_longer_than_the_window_is_an_error_in_words(opened: Open) -> None:
    llm = opened()
    with pytest.raises(EngineError, match=f"of a window of {WINDOW}"):
        said(llm, chat(PERSONA, "雪" * 2000))
    assert said(llm, TALK)


def test_characters_of_many_bytes_come_whole(opened: Open) -> None:
    prompt = chat("你只重复，不说别的。", "重复：🦄🐉😀𠮷龘")
    pieces = list(opened().generate(prompt, replace(GREEDY, max_tokens=30), Cancel()))
    assert sum(len(mark.encode()) > 3 for mark in "".join(pieces)) > 1
    assert not any("\ufffd" in piece for piece in pieces)


def test_a_full_disk_costs_nothing_but_warmth(opened: Open, tmp_path: Path) -> None:
    llm = opened()
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, hard))
    try:
        assert said(llm, TALK)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert not list((tmp_path / "kv").iterdir())


def test_a_file_that_is_no_model_is_refused_and_crashes_nothing(tmp_path: Path) -> None:
    paths = broken_models(tmp_path)
    command = [sys.executable, "-c", REFUSED.format(backend="xllamacpp"), *map(str, paths)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert (done.returncode, done.stdout.split()) == (0, ["refused"] * len(paths)), done.stderr
