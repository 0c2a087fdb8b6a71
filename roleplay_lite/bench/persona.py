"""What it costs to hold a character: the line's own work in a turn that the model answers, and answers without it."""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Sequence
from dataclasses import replace

from roleplay_lite.bench.figures import Report, median
from roleplay_lite.bench.lore import measure_lore
from roleplay_lite.device import Device
from roleplay_lite.persona import Persona, load_persona, persona_files
from roleplay_lite.session import Session

TARGET_SHARE, TARGET_MS = 0.10, 15.0
OWN_STEPS = ("understand", "recall", "compose", "check")
ROUNDS = 2
_ASKED = (
    "你叫什么名字", "你今年多大了呀", "你生日是哪天", "你是什么星座的", "你属什么", "你老家在哪儿", "你现在住哪里",
    "你是做什么工作的", "你有兄弟姐妹吗", "你结婚了没有", "你平时有什么爱好", "你喜欢吃什么", "你最讨厌什么", "你多高",
    "你不是北京人吗", "听说你是医生", "你有没有妹妹", "你会游泳吗", "介绍一下你自己", "how old are you",
)  # fmt: skip

Tick = Callable[[str], None]


def measure_persona(report: Report, persona: Persona, device: Device, lines: Sequence[str], tick: Tick) -> None:
    """Adds the character's figures to the report: share of the first piece, answers from facts, lore."""
    device = replace(device, store=replace(device.store, enabled=False), llm=replace(device.llm, seed=1))
    with Session.open(persona, device=device) as session:
        tick("the line's own work in a turn")
        _share(report, session, lines)
    tick("answers without the model")
    _answers(report, device)
    tick("a lorebook of 2,000 entries")
    measure_lore(report)


def _share(report: Report, session: Session, lines: Sequence[str]) -> None:
    own, shares = [], []
    for line in lines:
        session.wait_idle()
        for _ in session.reply(line):
            pass
        turn = session.turn
        if turn is None or not any(piece.by == "llm" for piece in turn.pieces):
            continue
        spent = sum(step.ms for step in turn.steps if step.step in OWN_STEPS) / 1000
        own.append(spent * 1000)
        shares.append(spent / turn.metrics["first_piece"])
    report.add("holding the character: the line's own work in a turn", median(own), "ms")
    report.add("the same over the time to the first piece", median(shares), "x", target=TARGET_SHARE)


def _answers(report: Report, device: Device) -> None:
    """First piece of a question that facts answer, over every character that can be named."""
    seconds: list[float] = []
    for name in persona_files():
        with Session.open(load_persona(name), device=device) as session:
            session.wait_idle()
            for _ in range(ROUNDS):
                for line in _ASKED:
                    session.wait_idle()
                    seconds += _first_piece(session, line)
    ordered = sorted(seconds)
    p95 = ordered[min(len(ordered) - 1, math.ceil(len(ordered) * 0.95) - 1)] if ordered else math.nan
    note = f"{len(ordered)} answers"
    report.add("answer from a fact: first piece, p50", median(ordered) * 1000, "ms", note=note)
    report.add("answer from a fact: first piece, p95", p95 * 1000, "ms", target=TARGET_MS, note=note)


def _first_piece(session: Session, line: str) -> list[float]:
    """The seconds to the first piece; nothing when the model would be asked, which is not waited for."""
    began = time.perf_counter()
    pieces = session.reply(line)
    first = next(pieces, None)
    seconds = time.perf_counter() - began
    session.interrupt()
    for _ in pieces:
        pass
    return [seconds] if first is not None and first.by not in ("llm", "deflect", "sorry") else []
