"""The language model's figures: first token cold, saved and warm; decode beside a raw loop; growth."""

from __future__ import annotations

import math
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from roleplay_lite.adapters import chosen
from roleplay_lite.bench.figures import Report, median
from roleplay_lite.bench.raw_llama import RawLlama
from roleplay_lite.device import Device
from roleplay_lite.engines import Cancel, Llm, Sampling
from roleplay_lite.persona import Persona
from roleplay_lite.persona.prefix import prefix_messages
from roleplay_lite.registry import load
from roleplay_lite.session import Session
from roleplay_lite.turn import Message, Prompt

PROMPT_TOKENS = 1100
DECODE_TOKENS = 96
_NOTHING = 1e-6
_GREEDY = Sampling(temperature=0, repeat_penalty=1, dry_multiplier=0, max_tokens=DECODE_TOKENS)

# What people say to a speaker; none of it is in a persona file.
LINES = (
    "早上好，昨晚睡得怎么样", "你今天打算做点什么", "我刚吃了一碗牛肉面", "外面风好大", "我在等公交车，它老不来",
    "你说人为什么要上班", "我弟弟明天要来看我", "给我推荐一首歌吧", "你最近有什么新鲜事", "我把钥匙忘在家里了",
    "晚饭吃火锅还是饺子", "你会不会觉得孤单", "我想学一门乐器", "今天路上看到一只很大的狗", "我有点紧张，明天要面试",
    "你怕不怕黑", "周末想去爬山", "我的手机快没电了", "你小时候喜欢玩什么", "我想早点睡",
)  # fmt: skip

Tick = Callable[[str], None]


def measure_text(report: Report, persona: Persona, device: Device, model: Path, turns: int, tick: Tick) -> None:
    """Adds the text figures to the report. `tick` is told what is being measured."""
    with tempfile.TemporaryDirectory() as folder:
        cache = Path(folder)
        tick("first token, cold and from the saved prefix")
        _first_tokens(report, persona, device, model, cache)
        tick("decode speed")
        _decode(report, device, model, cache)
        tick("decode speed with the adapter")
        _decode_adapted(report, persona, device, model, cache)
        tick("decode speed beside a busy program")
        _decode_beside(report, device, model, cache)
    tick(f"a conversation of {turns} turns")
    _growth(report, persona, device, turns, tick)


def _engine(device: Device, model: Path, cache: Path) -> Llm:
    engine: Llm = load(
        "llm",
        device.llm.backend,
        model=model,
        context_tokens=device.llm.context_tokens,
        threads=device.llm.threads,
        cache=cache,
    )
    return engine


def _first_tokens(report: Report, persona: Persona, device: Device, model: Path, cache: Path) -> None:
    engine = _engine(device, model, cache)
    prompt = _prompt(engine, persona)
    report.add("prompt", engine.count(prompt), "tokens")
    cold = _first_token(engine, prompt)
    engine.close()
    saved = []
    for _ in range(5):
        engine = _engine(device, model, cache)
        saved.append(_first_token(engine, prompt))
        engine.close()
    report.add("first token, cold", cold, "s")
    report.add("first token, saved prefix", median(saved), "s")
    report.add("saved prefix: times sooner than cold", cold / median(saved), "x", target=20, better="higher")


def _prompt(engine: Llm, persona: Persona) -> Prompt:
    """The persona's own prefix, brought to `PROMPT_TOKENS` by more example lines, and one short line to answer."""
    fixed = list(prefix_messages(persona))
    said = (Message(role="user", content=LINES[0]),)
    extra = 0
    while engine.count(Prompt(messages=(*fixed, *said))) < PROMPT_TOKENS:
        fixed.append(Message(role="user", content=LINES[extra % len(LINES)]))
        fixed.append(Message(role="assistant", content=persona.examples[extra % len(persona.examples)].reply))
        extra += 1
    return Prompt(messages=(*fixed, *said), fixed=len(fixed))


def _first_token(engine: Llm, prompt: Prompt) -> float:
    began = time.perf_counter()
    pieces = engine.generate(prompt, _GREEDY, Cancel())
    next(pieces, "")
    seconds = time.perf_counter() - began
    pieces.close()  # type: ignore[attr-defined]
    return seconds


def _decode(report: Report, device: Device, model: Path, cache: Path) -> None:
    """This library's loop and a raw one in turn, so that a noisy machine is noisy for both."""
    engine, raw = _engine(device, model, cache), RawLlama(model, device.llm.threads)
    prompt = Prompt(messages=(Message(role="user", content="从前有一座山，请把这个故事讲下去，越长越好。"),), fixed=0)
    ours, theirs = [], []
    for _ in range(7):
        ours.append(_decode_speed(engine, prompt))
        theirs.append(raw.decode_speed("从前有一座山，请把这个故事讲下去，越长越好。", DECODE_TOKENS))
    engine.close()
    raw.close()
    report.add("decode", median(ours), "tokens/s")
    report.add("decode, raw llama.cpp loop", median(theirs), "tokens/s")
    ratio = median([a / b for a, b in zip(ours, theirs, strict=True)])
    report.add("decode: share of the raw loop", ratio, "x", target=0.95, better="higher")


def _decode_adapted(report: Report, persona: Persona, device: Device, model: Path, cache: Path) -> None:
    """With the adapter and without in turn. It is laid on so thinly that both say the same, at the full price."""
    engine = _engine(device, model, cache)
    adapter = chosen(device.llm, persona.id, replace(engine.abilities, name=device.llm.model))
    if adapter:
        plain = Prompt(
            messages=(Message(role="user", content="从前有一座山，请把这个故事讲下去，越长越好。"),), fixed=0
        )
        other = replace(plain, adapter=replace(adapter, scale=_NOTHING))
        ratios = [_decode_speed(engine, other) / _decode_speed(engine, plain) for _ in range(7)]
        report.add(
            "decode with the adapter: share of the plain model's", median(ratios), "x", target=0.95, better="higher"
        )
    engine.close()


def _decode_beside(report: Report, device: Device, model: Path, cache: Path) -> None:
    """Another program takes one core: the threads as this library settles them, and a thread for every core."""
    cores = len(os.sched_getaffinity(0))
    if cores < 2:
        return
    fixed = replace(device, llm=replace(device.llm, threads=cores))
    engines = (_engine(device, model, cache), _engine(fixed, model, cache))
    prompt = Prompt(messages=(Message(role="user", content="从前有一座山，请把这个故事讲下去，越长越好。"),), fixed=0)
    busy = subprocess.Popen([sys.executable, "-c", "while True: pass"])
    try:
        time.sleep(1)
        settled, every = (median([_decode_speed(engine, prompt) for _ in range(3)]) for engine in engines)
    finally:
        busy.kill()
        busy.wait()
        for engine in engines:
            engine.close()
    report.add("decode beside a busy program", settled, "tokens/s")
    report.add("the same with a thread for every core", every, "tokens/s")


def _decode_speed(engine: Llm, prompt: Prompt) -> float:
    pieces = engine.generate(prompt, replace(_GREEDY, max_tokens=DECODE_TOKENS + 1), Cancel())
    next(pieces, "")
    began = time.perf_counter()
    text = "".join(pieces)
    seconds = time.perf_counter() - began
    # Tokens, not pieces: bytes of a split character travel together.
    told = engine.count(Prompt(messages=(Message(role="user", content=text),), fixed=0))
    empty = engine.count(Prompt(messages=(Message(role="user", content=""),), fixed=0))
    return (told - empty) / seconds


def _growth(report: Report, persona: Persona, device: Device, turns: int, tick: Tick) -> None:
    # The same words every time, so that two runs differ by the machine alone.
    llm = replace(device.llm, seed=device.llm.seed or 1)
    device = replace(device, llm=llm, store=replace(device.store, enabled=False))
    first: list[float] = []
    compactions = 0
    with Session.open(persona, device=device) as session:
        for index in range(turns):
            session.wait_idle()
            before = session.history_length
            # Every tenth turn says the same, so that early and late turns differ in their history alone.
            for _ in session.reply(LINES[index % 10]):
                pass
            first.append(session.turn.metrics.get("first_token", float("nan")) if session.turn else float("nan"))
            session.wait_idle()
            compactions += session.history_length <= before
            tick(f"turn {index + 1} of {turns}")
    # The same ten lines early and late, line against line: a busy moment of the machine spoils few of the pairs.
    last = turns // 10 * 10
    early, late = first[5:15], first[last - 5 : last] + first[last - 10 : last - 5]
    report.series["first token by turn (s)"] = first
    for name, part in (("6 to 15", early), (f"{last - 9} to {last}", late)):
        report.add(f"first token, warm history, turns {name}", median([x for x in part if not math.isnan(x)]), "s")
    report.add("compactions on the way", compactions, "")
    # A line that a fact answers has no first token.
    ratio = median([b / a for a, b in zip(early, late, strict=True) if not math.isnan(a + b)])
    report.add("first token: late turns over early ones", ratio, "x", target=1.2)
