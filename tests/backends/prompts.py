"""Conversations and ways to ask, for tests of language models."""

from __future__ import annotations

from roleplay_lite.engines import Cancel, Llm, Sampling
from roleplay_lite.turn import Message, Prompt

MODEL = "qwen2.5-0.5b"
GREEDY = Sampling(temperature=0, max_tokens=12, repeat_penalty=1, dry_multiplier=0)
PERSONA = "你是小雪，十九岁，和哥哥住在山里。你说话简短，喜欢雪和猫。" * 2
SAID = ("你好，你是谁？", "我是小雪，住在山里。", "你哥哥在做什么？", "他去镇上了，晚上才回来。", "你喜欢什么动物？")


def chat(*contents: str, fixed: int = 1) -> Prompt:
    """A system message, then person and persona in turn."""
    said = [Message(role="user" if i % 2 else "assistant", content=text) for i, text in enumerate(contents) if i]
    return Prompt(messages=(Message(role="system", content=contents[0]), *said), fixed=fixed)


def said(llm: Llm, prompt: Prompt, sampling: Sampling = GREEDY, cancel: Cancel | None = None) -> str:
    return "".join(llm.generate(prompt, sampling, Cancel() if cancel is None else cancel))


class CancelAfter(Cancel):
    """Sets itself when it is looked at for the nth time: a cancel that comes at the same place on every machine."""

    __slots__ = ("_looks",)

    def __init__(self, looks: int) -> None:
        super().__init__()
        self._looks = looks

    def __bool__(self) -> bool:
        self._looks -= 1
        if self._looks <= 0:
            self.set()
        return super().__bool__()
