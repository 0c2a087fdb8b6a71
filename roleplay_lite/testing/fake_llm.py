"""A language model that says what it is told to say."""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from roleplay_lite.engines import Cancel, LlmAbilities, Sampling
from roleplay_lite.errors import EngineError
from roleplay_lite.grammar import alternatives, has_root, unreadable
from roleplay_lite.turn import Prompt

TOKEN_CHARACTERS = 2
"""Characters a fake token has in a reply."""
_SMALL_TALK = (
    "嗯，我听着呢。",
    "真的吗？再多说一点吧。",
    "这个我要好好想一想。",
    "好呀，我记在心里了。",
    "哈哈，你可真有意思。",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Warmed:
    """One call of `warm`."""

    prompt: Prompt
    aside: bool
    whole: bool


class FakeLlm:
    """An `Llm` that answers from a script and keeps what it was asked.

    `replies` are given in order, the last one again and again; or it is a function of the prompt. Without it the answer
    depends on the length of the conversation alone. A grammar of plain alternatives (`grammar.one_of`) is kept to: the
    reply is the first of them that the script's words hold, else the first of all. `fail_on` are the calls of
    `generate`, counted from 1, that raise EngineError, after `fail_after` tokens; `delay` is the time of one token, in
    seconds.
    """

    def __init__(
        self,
        *,
        replies: Sequence[str] | Callable[[Prompt], str] | None = None,
        fail_on: Collection[int] = (),
        fail_after: int = 0,
        delay: float = 0.0,
        context_tokens: int = 4096,
        name: str = "fake",
        model: Path | None = None,
        threads: int = 0,
    ) -> None:
        """`model` and `threads` are what a device.toml gives to any `llm`; they change nothing here."""
        self.abilities = LlmAbilities(name=name, context_tokens=context_tokens, refills_aside=True)
        self.prompts: list[Prompt] = []
        """Of each `generate`, in order."""
        self.samplings: list[Sampling] = []
        """Of each `generate`, in order."""
        self.warmed: list[Warmed] = []
        self.closed = False
        self._replies = replies
        self._fail_on, self._fail_after, self._delay = frozenset(fail_on), fail_after, delay

    def generate(self, prompt: Prompt, sampling: Sampling, cancel: Cancel) -> Iterator[str]:
        """See `Llm.generate`."""
        self._check(prompt)
        self.prompts.append(prompt)
        self.samplings.append(sampling)
        call = len(self.prompts)
        reply = _kept_to(sampling.grammar, self._reply(prompt, call))
        for number in range(sampling.max_tokens + 1):
            if cancel:
                return
            if call in self._fail_on and number == self._fail_after:
                raise EngineError(f"the fake llm was told to fail on call {call}", stage="generate")
            token = reply[number * TOKEN_CHARACTERS : (number + 1) * TOKEN_CHARACTERS]
            if not token or number == sampling.max_tokens:
                return
            time.sleep(self._delay)
            yield token

    def count(self, prompt: Prompt) -> int:
        """See `Llm.count`: 1.4 characters to the token, as Mandarin has, and the marks around each message."""
        return 3 + sum(4 + math.ceil(len(message.content) / 1.4) for message in prompt.messages)

    def warm(self, prompt: Prompt, cancel: Cancel, *, aside: bool = False) -> bool:
        """See `Llm.warm`."""
        self._check(prompt)
        whole = not cancel
        self.warmed.append(Warmed(prompt=prompt, aside=aside, whole=whole))
        return whole

    def close(self) -> None:
        """Closing twice is the same as once."""
        self.closed = True

    def _check(self, prompt: Prompt) -> None:
        if self.closed:
            raise EngineError("the model is closed", stage="generate")
        if prompt.adapter:
            raise EngineError("the fake llm takes no adapter", stage="generate")
        if (count := self.count(prompt)) >= self.abilities.context_tokens:
            raise EngineError(
                f"the prompt takes {count} tokens of a window of {self.abilities.context_tokens}", stage="generate"
            )

    def _reply(self, prompt: Prompt, call: int) -> str:
        if self._replies is None:
            return _SMALL_TALK[len(prompt.messages) // 2 % len(_SMALL_TALK)]
        if callable(self._replies):
            return self._replies(prompt)
        return self._replies[min(call, len(self._replies)) - 1] if self._replies else ""


def _kept_to(grammar: str, reply: str) -> str:
    if grammar and not has_root(grammar):
        raise unreadable(grammar)
    choices = alternatives(grammar)
    return next((choice for choice in choices if choice in reply), choices[0]) if choices else reply
