"""A GGUF's own chat template, rendered so that what people say can never pass for the template's own marks."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from jinja2 import TemplateError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from roleplay_lite.errors import EngineError
from roleplay_lite.turn import Message

# Stand in for the contents while the template runs; private-use characters, so no template prints them itself.
_OPEN, _CLOSE = "\ue000", "\ue001"
_SLOT = re.compile(f"{_OPEN}(\\d+){_CLOSE}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """A run of prompt text. Special tokens are recognised only in `markup`, which the template wrote."""

    text: str
    markup: bool


class ChatTemplate:
    """Renders messages by the Jinja template that the model file carries.

    The template is foreign code: it runs in Jinja's sandbox and can reach nothing.
    """

    def __init__(self, source: str, *, bos: str = "", eos: str = "") -> None:
        environment = ImmutableSandboxedEnvironment(
            trim_blocks=True, lstrip_blocks=True, extensions=["jinja2.ext.loopcontrols"]
        )
        environment.filters["tojson"] = lambda value, **_: json.dumps(value, ensure_ascii=False)
        environment.globals.update(
            raise_exception=_refuse,
            strftime_now=lambda form: datetime.now().strftime(form),
            bos_token=bos,
            eos_token=eos,
        )
        try:
            self._template = environment.from_string(source)
        except TemplateError as error:
            raise EngineError(f"the model's chat template is not valid: {error}", stage="generate") from error
        self._system_apart = self._takes_system()

    def render(self, messages: Sequence[Message], *, reply: bool) -> list[Segment]:
        """The prompt as segments; with `reply`, opened for the assistant to speak. Raises EngineError."""
        if not self._system_apart:
            messages = _fold_system(messages)
        shown = [{"role": m.role, "content": f"{_OPEN}{i}{_CLOSE}"} for i, m in enumerate(messages)]
        text = self._run(shown, reply)
        segments: list[Segment] = []
        position = 0
        for slot in _SLOT.finditer(text):
            segments.append(Segment(text=text[position : slot.start()], markup=True))
            segments.append(Segment(text=messages[int(slot.group(1))].content, markup=False))
            position = slot.end()
        segments.append(Segment(text=text[position:], markup=True))
        return [segment for segment in segments if segment.text]

    def _run(self, shown: list[dict[str, str]], reply: bool) -> str:
        try:
            return str(self._template.render(messages=shown, add_generation_prompt=reply))
        except Exception as error:
            # Foreign code may fail in any way: a sum of unlike things, a range over the sandbox's limit.
            raise EngineError(f"the model's chat template refuses these messages: {error}", stage="generate") from error

    def _takes_system(self) -> bool:
        """Gemma's template, for one, refuses a system message; its text then opens the first user message."""
        try:
            text = self._run([{"role": "system", "content": "s"}, {"role": "user", "content": "u"}], True)
        except EngineError:
            return False
        return "s" in text


def _fold_system(messages: Sequence[Message]) -> Sequence[Message]:
    if len(messages) < 2 or messages[0].role != "system" or messages[1].role != "user":
        return messages
    joined = f"{messages[0].content}\n\n{messages[1].content}"
    return [Message(role="user", content=joined), *messages[2:]]


def _refuse(message: str) -> Any:
    raise TemplateError(message)
