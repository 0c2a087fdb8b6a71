"""`python -m roleplay_lite.tracing.bench`: what a trace costs a turn, while somebody waits and afterwards, printed."""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import Any

from roleplay_lite.engines import Sampling
from roleplay_lite.history import Exchange, History
from roleplay_lite.memory.store import Store
from roleplay_lite.persona import load_persona
from roleplay_lite.persona.persona import Persona
from roleplay_lite.persona.prefix import prefix_messages
from roleplay_lite.trace import StepRunner
from roleplay_lite.turn import Found, Message, Piece, Prompt, Recalled, Turn, Understanding, Utterance
from roleplay_lite.understanding import understand_text

TOKENS, PIECES, EXCHANGES = 60, 4, 12
_SAID = Utterance(text="我女儿上三年级，她不喜欢香菜，晚上做什么给她吃好呢")


def _made() -> tuple[Persona, History, Understanding, Recalled, Prompt]:
    """A turn in a long conversation."""
    persona = load_persona("niaoniao")
    said, note, heard = "今天被领导骂了", "（对方住在成都；先接住心情）", "哎呀，怎么啦？跟我说说。" * 2
    one = Exchange(prompted=f"{said}\n{note}", heard=heard, said=said)
    history = History(exchanges=(one,) * EXCHANGES)
    understanding = understand_text(_SAID)
    found = tuple(Found(text="对方的女儿不喜欢香菜", source=f"memory:{number}") for number in range(3))
    recalled = Recalled(understanding=understanding, found=found, recent=history.replies(), before=history.pairs())
    prompt = Prompt(messages=(*prefix_messages(persona), *history.messages(), Message(role="user", content=_SAID.text)))
    return persona, history, understanding, recalled, prompt


def _run(run: Callable[..., Any], stream: Callable[..., Iterator[Any]], made: tuple[Any, ...]) -> None:
    """The steps of a turn, of which none does anything."""
    persona, history, understanding, recalled, prompt = made

    def tokens(*given: object) -> Iterator[str]:
        for _ in range(TOKENS):
            yield "好"

    def pieces(source: Iterator[str], *given: object) -> Iterator[Piece]:
        for number, _ in enumerate(source):
            if number % (TOKENS // PIECES) == 0:
                yield Piece(text="那就做个番茄炒蛋吧。")

    run("understand", lambda *given: understanding, _SAID, history)
    run("recall", lambda *given: recalled, understanding, persona, history)
    run("compose", lambda *given: prompt, persona, recalled, history)
    drafted = stream("generate", tokens, prompt, recalled, None, Sampling(seed=7), None)
    for _ in stream("check", pieces, drafted, persona, recalled, 2):
        pass


def _bare(name: str, step: Callable[..., Any], *inputs: Any) -> Any:
    return step(*inputs)


def measure(rounds: int = 300) -> dict[str, float]:
    """Milliseconds a turn, by the median."""
    made = _made()
    with_trace, without, stored = [], [], []
    with (
        tempfile.TemporaryDirectory(prefix="roleplay-trace-") as folder,
        closing(Store(Path(folder) / "talk.db")) as store,
    ):
        session = store.open_session(person="owner", persona="niaoniao", llm="none")
        for index in range(1, rounds + 1):
            turn = Turn(utterance=_SAID, index=index)
            runner = StepRunner(turn, {})
            with_trace.append(_milliseconds(partial(_run, runner.run, runner.stream, made)))
            without.append(_milliseconds(partial(_run, _bare, _bare, made)))
            bare = Turn(utterance=_SAID, index=index)
            plain = _milliseconds(partial(store.add_turn, session, bare, keep_traces=200))
            stored.append(_milliseconds(partial(store.add_turn, session, turn, keep_traces=200)) - plain)
        kept = store.db.read("select avg(length(inputs)) as n from trace")[0]["n"]
    return {
        "while somebody waits": statistics.median(with_trace) - statistics.median(without),
        "afterwards": statistics.median(stored),
        "signs kept a turn": float(kept),
    }


def _milliseconds(call: Callable[[], object]) -> float:
    began = time.perf_counter()
    call()
    return (time.perf_counter() - began) * 1000


def main() -> None:
    """Print the figures."""
    found = measure()
    sys.stdout.write(
        f"a turn of {TOKENS} tokens after {EXCHANGES} others: {found['while somebody waits']:.3f} ms while somebody"
        f" waits, {found['afterwards']:.3f} ms afterwards, {found['signs kept a turn']:.0f} signs kept\n"
    )


if __name__ == "__main__":
    main()
