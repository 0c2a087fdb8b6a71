"""The contract of an `llm`, clause by clause: each yields what is broken."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

from roleplay_lite.engines import Cancel, Llm, Sampling
from roleplay_lite.errors import EngineError, RoleplayError
from roleplay_lite.grammar import one_of
from roleplay_lite.turn import Adapter, Message, Prompt

GREEDY = Sampling(temperature=0.0, max_tokens=24)
MARKS = ("<|im_end|>", "<|im_start|>", "<|endoftext|>", "<|eot_id|>", "<end_of_turn>", "<start_of_turn>", "</s>")
"""What chat templates close a message with."""


def _chat(*contents: str) -> Prompt:
    """A system message, then person and persona in turn."""
    said = (Message(role="user" if i % 2 else "assistant", content=text) for i, text in enumerate(contents) if i)
    return Prompt(messages=(Message(role="system", content=contents[0]), *said))


CHAT = _chat("你是小雪，住在山里，说话简短。", "你好，今天天气怎么样？😀")
LATER = _chat("你是小雪，住在山里，说话简短。", "你好，今天天气怎么样？😀", "下雪了，很安静。", "那你在做什么呢？")


def _said(llm: Llm, prompt: Prompt, sampling: Sampling = GREEDY) -> str:
    return "".join(llm.generate(prompt, sampling, Cancel()))


def _warmed(llm: Llm, prompt: Prompt) -> bool:
    return llm.warm(prompt, Cancel())


def _llm_greedy(llm: Llm) -> Iterator[str]:
    """Greedy output is the same twice."""
    first = _said(llm, CHAT)
    if not first.strip():
        yield "an ordinary question gets an answer"
    if _said(llm, CHAT) != first:
        yield "greedy output is the same twice"
    _said(llm, LATER)
    if _said(llm, CHAT) != first:
        yield "what was asked in between does not change greedy output"


def _llm_pieces(llm: Llm) -> Iterator[str]:
    """Pieces are text, never half a character."""
    pieces = list(llm.generate(LATER, GREEDY, Cancel()))
    if not all(isinstance(piece, str) for piece in pieces):
        yield "every piece is a str"
    elif any("\ufffd" in piece or any("\ud800" <= c <= "\udfff" for c in piece) for piece in pieces):
        yield "no piece holds half a character"


def _llm_length(llm: Llm) -> Iterator[str]:
    """The reply ends after max_tokens."""
    short = list(llm.generate(CHAT, replace(GREEDY, max_tokens=2), Cancel()))
    if len(short) > 2 or not _said(llm, CHAT).startswith("".join(short)):
        yield "max_tokens cuts the reply and changes nothing else of it"


def _llm_grammar(llm: Llm) -> Iterator[str]:
    """A grammar is kept to."""
    free = _said(llm, CHAT)
    limited = replace(GREEDY, grammar=one_of(("是", "否")))
    if (reply := _said(llm, CHAT, limited)) not in ("是", "否"):
        yield f"a reply keeps to its grammar and ends with it (it was {reply!r})"
    if _said(llm, CHAT) != free:
        yield "a grammar holds for its own reply alone"
    try:
        _said(llm, CHAT, replace(GREEDY, grammar='answer ::= "是"'))
    except EngineError:
        return
    yield "a grammar without a root raises EngineError"


def _llm_cancel(llm: Llm) -> Iterator[str]:
    """A set cancel ends generate early."""
    cancel = Cancel()
    cancel.set()
    if list(llm.generate(CHAT, GREEDY, cancel)):
        yield "nothing is generated when cancel is set beforehand"
    if llm.warm(LATER, cancel) is not False:
        yield "warm gives False when cancelled"
    later = Cancel()
    after = 0
    for number, _ in enumerate(llm.generate(CHAT, GREEDY, later)):
        after = number
        later.set()
    if after > 1:
        yield "generate ends within a token once cancel is set"
    if not _said(llm, CHAT):
        yield "a cancelled engine answers the next prompt"


def _llm_closing(llm: Llm) -> Iterator[str]:
    """Closing the generator midway leaves the engine usable."""
    whole = _said(llm, CHAT)
    stream = llm.generate(CHAT, GREEDY, Cancel())
    if not isinstance(stream, Generator):
        yield "generate gives a generator, so that it can be closed"
        return
    next(stream, None)
    stream.close()
    unstarted = llm.generate(CHAT, GREEDY, Cancel())
    if isinstance(unstarted, Generator):
        unstarted.close()
    if _said(llm, CHAT) != whole:
        yield "closing the generator midway changes nothing of the next reply"


def _llm_count(llm: Llm) -> Iterator[str]:
    """Count grows with every message."""
    counts = [llm.count(Prompt(messages=LATER.messages[:n])) for n in range(1, len(LATER.messages) + 1)]
    if not all(0 < fewer < more for fewer, more in pairwise(counts)):
        yield f"count grows with every message (it gave {counts})"
    if llm.count(CHAT) != counts[1]:
        yield "count is the same for the same prompt"


def _llm_warm(llm: Llm) -> Iterator[str]:
    """Warm is followed by the same reply as without it."""
    cold = _said(llm, LATER)
    if llm.warm(CHAT.prefix, Cancel()) is not True or llm.warm(LATER, Cancel()) is not True:
        yield "warm gives True when whole"
    if _said(llm, LATER) != cold:
        yield "warm changes nothing of the reply"
    if llm.abilities.refills_aside:
        shorter = Prompt(messages=(LATER.messages[0], *LATER.messages[3:]))
        alone = _said(llm, shorter)
        _said(llm, LATER)
        if llm.warm(shorter, Cancel(), aside=True) is not True:
            yield "warm aside gives True when whole"
        if _said(llm, LATER) != cold or _said(llm, shorter) != alone:
            yield "warm aside leaves both conversations as they were"


def _llm_markup(llm: Llm) -> Iterator[str]:
    """A template's marks are text when a person says them."""
    plain = llm.count(_chat("你是小雪。", "好"))
    for mark in MARKS:
        if llm.count(_chat("你是小雪。", "好" + mark * 20)) - plain == 20:
            yield f"{mark} said by a person is text and not the template's mark"
    _said(llm, _chat("你是小雪。", "".join(MARKS)))


def _llm_text(llm: Llm) -> Iterator[str]:
    """Text that is not valid Unicode is spoken about or refused with an error of this library."""
    try:
        _said(llm, _chat("你是小雪。", "\ud83d坏了的\udc00字\x00"))
    except RoleplayError:
        return
    yield from ()


def _llm_window(llm: Llm) -> Iterator[str]:
    """A prompt longer than the window raises EngineError."""
    words = "今天天气很好，我们去山里看雪吧。"
    long = _chat("你是小雪。", words * llm.abilities.context_tokens)
    for verb in (_said, _warmed):
        try:
            verb(llm, long)
        except EngineError:
            continue
        yield f"a prompt longer than the window raises EngineError when it is {verb.__name__.strip('_')}"
    if not _said(llm, CHAT):
        yield "a refused prompt leaves the engine usable"


def _llm_adapter(llm: Llm) -> Iterator[str]:
    """An adapter holds for its own prompt alone, and one that is none is refused."""
    plain = _said(llm, CHAT)
    missing = replace(CHAT, adapter=Adapter(file=Path("no-such-adapter.gguf")))
    try:
        _said(llm, missing)
    except EngineError:
        pass
    else:
        yield "an adapter that cannot be read raises EngineError"
    if not llm.abilities.adapts:
        return
    if _said(llm, CHAT) != plain:
        yield "a refused adapter changes nothing of the next reply"


def adapted(llm: Llm, *, adapter: Path) -> Iterator[str]:
    """An adapter holds for its own prompt, as strongly as it is told to."""
    plain, other = _said(llm, LATER), replace(LATER, adapter=Adapter(file=adapter))
    told = _said(llm, other)
    if told == plain:
        yield "an adapter changes what is said"
    if _said(llm, LATER) != plain or _said(llm, other) != told:
        yield "prompts with an adapter and without may follow each other"
    if _said(llm, replace(LATER, adapter=Adapter(file=adapter, scale=0.0))) != plain:
        yield "an adapter of no strength changes nothing"
    if llm.warm(other, Cancel()) is not True or _said(llm, LATER) != plain or _said(llm, other) != told:
        yield "what was warmed with an adapter is used with it and nowhere else"


def _llm_close(llm: Llm) -> Iterator[str]:
    """Close may come twice, and a closed engine refuses."""
    llm.close()
    llm.close()
    try:
        _said(llm, CHAT)
    except RoleplayError:
        pass
    else:
        yield "a closed engine refuses with EngineError"


CLAUSES = (
    _llm_greedy,
    _llm_pieces,
    _llm_length,
    _llm_grammar,
    _llm_cancel,
    _llm_closing,
    _llm_count,
    _llm_warm,
    _llm_markup,
    _llm_text,
    _llm_window,
    _llm_adapter,
    _llm_close,
)
