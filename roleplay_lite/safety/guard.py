"""The guard: reads the person's words, looks at each sentence before it is spoken, and declines in character.

Its own measured precision and recall, and what it misses, are in `docs/safety.md`.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from roleplay_lite.persona.persona import Persona
from roleplay_lite.safety import output, reading, refusing, screening
from roleplay_lite.safety.config import GuardConfig
from roleplay_lite.safety.lists import Lists
from roleplay_lite.safety.risk import Risk

__all__ = ["Guard"]


class Guard:
    """Made by `open`; holds no state of a conversation, and may be shared between sessions."""

    def __init__(self, config: GuardConfig, lists: Lists) -> None:
        self.config = config
        self._lists = lists

    @classmethod
    def open(cls, config: GuardConfig | None = None, lists: Path | None = None) -> Guard:
        """The guard of that recipe; `lists` stands in for the recipe's own file. Raises ConfigError with file, line and
        field where the integrator's list is wrong."""
        config = config or GuardConfig()
        return cls(config, Lists.open(lists or config.lists))

    @property
    def problem(self) -> str:
        """What is wrong with the integrator's list since it was opened, or ""."""
        return self._lists.problem

    def prepare(self) -> None:
        """Compile the patterns and load the weights: half a second that nobody should wait for."""
        reading.prepare()
        output.prepare()

    def read(
        self,
        text: str,
        before: Sequence[tuple[str, str]] = (),
        *,
        language: str = "zh",
        persona: str = "",
    ) -> Risk | None:
        """What may be wrong with a line of the person's, or None. `before` are lines and replies, the oldest first;
        `persona` is the id of the character that hears it, for its own list."""
        if where := self._lists.blocked(text, persona):
            return Risk(category="blocked", confidence=1.0, why=f"list:{where}")
        if not self.config.enabled:
            return None
        allowed = self._lists.without_allowed(text, persona)
        return self._risk(allowed, tuple(said for said, _ in before[-reading.REACH :]))

    def objection(self, sentence: str, *, heard: str = "", persona: Persona | None = None, by: str = "llm") -> str:
        """Why a sentence is not to be spoken (`unsafe:CATEGORY`), or "". `heard` is the person's line, `by` what the
        sentence comes from: an operator's answer or a pack's may name numbers that a model would have made up."""
        name = persona.id if persona else ""
        if self._lists.blocked(sentence, name):
            return "unsafe:blocked"
        if not self.config.enabled:
            return ""
        category = output.unsafe(
            self._lists.without_allowed(sentence, name),
            heard=heard,
            persona=persona,
            by=by,
            child=self.config.child,
            politics=self.config.politics == "avoid",
            risk=self._risk(self._lists.without_allowed(heard, name), ()) if heard else None,
        )
        return f"unsafe:{category}" if category else ""

    def screen(self, text: str) -> list[str]:
        """What is wrong with the text of a card, a rule or lore, each with its category first; nothing for a sound
        one."""
        found = screening.screened(text, child=self.config.child, politics=self.config.politics == "avoid")
        if where := self._lists.blocked(text):
            found.append(f"blocked: holds a word of the list ({where})")
        return found

    def screen_data(self, text: str) -> str:
        """A text that was looked up, without the sentences that are unfit; "" where nothing is left."""
        if self._lists.blocked(text):
            return ""
        return screening.fit_data(text, child=self.config.child) if self.config.enabled else text

    def refusal(
        self,
        risk: Risk,
        persona: Persona,
        *,
        language: str = "zh",
        seed: int = 0,
        recent: Sequence[str] = (),
        text: str = "",
        hotline: str = "",
    ) -> str:
        """What the character says in place of going along: its own no and a way on, at most two sentences. `recent` are
        its last replies, whose words are not said again; `text` is the line, which tells the topic."""
        return refusing.refusal(risk, persona, language=language, seed=seed, recent=recent, text=text, hotline=hotline)

    def steer(self, risk: Risk, language: str = "zh") -> str:
        """A line for the note, where the model may answer with care."""
        return refusing.steer(risk, language)

    def _risk(self, text: str, before: tuple[str, ...]) -> Risk | None:
        config = self.config
        return reading.risk_in(
            text, before, child=config.child, politics=config.politics, sensitivity=config.sensitivity
        )
