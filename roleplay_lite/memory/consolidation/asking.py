"""How the model is asked in the idle time: shown how, kept to a grammar, and beside the conversation at hand."""

from __future__ import annotations

from collections.abc import Sequence

from roleplay_lite.engines import Cancel, Llm, Sampling
from roleplay_lite.turn import Message, Prompt


def ask(llm: Llm, prompt: Prompt, grammar: str, cancel: Cancel, *, most: int) -> str:
    """The model's words, of at most `most` tokens; empty when cancelled. Raises EngineError."""
    # The conversation's cache stays whole beside it: whoever speaks in between waits no longer than else.
    if llm.abilities.refills_aside and not llm.warm(prompt, cancel, aside=True):
        return ""
    sampling = Sampling(temperature=0.0, repeat_penalty=1.0, dry_multiplier=0.0, max_tokens=most, grammar=grammar)
    told = "".join(llm.generate(prompt, sampling, cancel))
    # What was cut short by a cancel says nothing.
    return "" if cancel else told.strip()


def shown(task: str, examples: Sequence[tuple[str, str]], line: str) -> Prompt:
    """A prompt with the task, how it is done, and what it is to be done with."""
    messages = [Message(role="system", content=task)]
    for given, answer in examples:
        messages += [Message(role="user", content=given), Message(role="assistant", content=answer)]
    return Prompt(messages=(*messages, Message(role="user", content=line)), fixed=len(messages))


def fits(llm: Llm, prompt: Prompt, reply: int) -> bool:
    """Whether it has room beside the conversation."""
    return llm.count(prompt) + reply <= llm.abilities.context_tokens // 2
