"""Two or more characters on a topic, turn about, each in its own way and voice; the person may cut in.

with Stage.open(["niaoniao", "tongshifu"], topic="下雨天该干什么") as stage:
    for line in stage.play():
        print(line.speaker.name, "".join(piece.text for piece in line.pieces))
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from types import TracebackType
from typing import Any

from roleplay_lite import line
from roleplay_lite.device import Device
from roleplay_lite.errors import InputError
from roleplay_lite.faculties import Faculties
from roleplay_lite.history import History
from roleplay_lite.persona import Persona, load_persona
from roleplay_lite.persona.likeness import likeness
from roleplay_lite.registry import Kind
from roleplay_lite.session import Session
from roleplay_lite.turn import Found, Piece, Recalled, Understanding

TURNS = 8
ALIKE = 0.7
"""Likeness to an earlier line of one's own from which a line counts as said again."""
_GOODBYE = re.compile(r"再见|拜拜|回头见|明天见|晚安|先走了|失陪|\b(?:bye|goodbye|good night|see you)\b", re.IGNORECASE)
_OUT_OF_WORDS = ("deflect", "sorry", "silence")


class Ended(StrEnum):
    """Why the play is over."""

    TURNS = "turns"
    """All turns were played."""
    GOODBYE = "goodbye"
    """Everyone took leave."""
    REPEATS = "repeats"
    """They only said again what had been said, or had no words left."""
    STOPPED = "stopped"
    """`stop` was called."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """What one character says, in pieces that are pulled as they are made."""

    speaker: Persona
    session: Session
    """The speaker's own, for `session.speak(line.pieces)`."""
    pieces: Iterator[Piece]


class Stage:
    """A conversation among characters. Each has a session of its own, so that each keeps its facts, its checks and its
    history; nothing is stored. Not for several threads, but for `stop`."""

    def __init__(self, sessions: Sequence[Session], topic: str, closing: ExitStack) -> None:
        """Use `Stage.open`."""
        self.topic = topic
        self.ended: Ended | None = None
        self._sessions = list(sessions)
        self._closing = closing
        # What each has not heard yet, as (who said it, what).
        self._unheard: list[list[tuple[str, str]]] = [[] for _ in sessions]
        self._spoken: list[list[str]] = [[] for _ in sessions]
        self._last = len(sessions) - 1
        self._next: int | None = None
        self._tired = 0
        self._stopped = False

    @classmethod
    def open(
        cls,
        personas: Sequence[str | Path | Persona],
        *,
        topic: str,
        device: Device | Path | None = None,
        voice: bool = False,
        engines: dict[Kind, Any] | None = None,
    ) -> Stage:
        """Bring the characters together. Raises InputError for fewer than two, the same one twice, or no topic; and
        what `Session.open` raises.

        Each has a language model of its own unless `engines` brings one: the weights are mapped once, and the caches
        stay apart, so that no turn has to read the others' words again.
        """
        who = [persona if isinstance(persona, Persona) else load_persona(persona) for persona in personas]
        if len(who) < 2 or len({persona.id for persona in who}) < len(who):
            raise InputError("a stage needs two or more different characters, as in --personas niaoniao,tongshifu")
        if not topic.strip():
            raise InputError("a stage needs a topic, as in --topic 下雨天该干什么")
        recipe = device if isinstance(device, Device) else Device.read(device)
        recipe = replace(recipe, store=replace(recipe.store, enabled=False))
        with ExitStack() as closing:
            sessions: list[Session] = []
            for persona in who:
                others = "、".join(other.name for other in who if other is not persona)
                shared: dict[Kind, Any] = dict(engines or {})
                if sessions and voice:
                    shared.setdefault("tts", sessions[0].engines.tts())
                session = Session.open(
                    persona,
                    device=recipe,
                    voice=voice,
                    engines=shared,
                    overrides={"recall": _Reminded(f"正在和{others}聊{topic.strip()}")},
                )
                sessions.append(closing.enter_context(session))
            return cls(sessions, topic.strip(), closing.pop_all())

    @property
    def personas(self) -> tuple[Persona, ...]:
        """Who is on the stage, in order of speaking."""
        return tuple(session.persona for session in self._sessions)

    def play(self, turns: int = TURNS) -> Iterator[Line]:
        """Lines, one character after another; who is called by name speaks next. What is not pulled of a line's pieces
        is pulled before the next begins. `ended` then says why it is over; `play` may be called again to go on."""
        self.ended, self._tired = None, 0
        for _ in range(turns):
            if self._stopped:
                break
            speaker = (self._last + 1) % len(self._sessions) if self._next is None else self._next
            self._next, self._last = None, speaker
            yield from self._turn(speaker)
            if self._is_over():
                break
        else:
            self.ended = self.ended or Ended.TURNS
        if self._stopped:
            self.ended, self._stopped = Ended.STOPPED, False

    def say(self, text: str) -> None:
        """The person cuts in: all hear it, and who is named in it (else the next) answers."""
        if not text.strip():
            raise InputError("there is nothing to say in that")
        for unheard in self._unheard:
            unheard.append(("", text.strip()))
        self._called(text, by=-1)

    def stop(self) -> None:
        """End the play, from any thread; the line being spoken is cut short."""
        self._stopped = True
        for session in self._sessions:
            session.interrupt()

    def close(self) -> None:
        """Let every session go. Closing twice is the same as once."""
        self._closing.close()

    def __enter__(self) -> Stage:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _turn(self, speaker: int) -> Iterator[Line]:
        session = self._sessions[speaker]
        pieces = session.reply(self._heard_by(speaker))
        yield Line(speaker=session.persona, session=session, pieces=pieces)
        for _ in pieces:
            pass
        turn = session.turn
        said = turn.heard_text if turn else ""
        out_of_words = turn is not None and any(piece.by in _OUT_OF_WORDS for piece in turn.pieces)
        again = any(likeness(said, earlier) >= ALIKE for earlier in self._spoken[speaker])
        self._tired = self._tired + 1 if again or out_of_words or not said else 0
        self._spoken[speaker].append(said)
        for other, unheard in enumerate(self._unheard):
            if other != speaker and said:
                unheard.append((session.persona.name, said))
        self._called(said, by=speaker)

    def _heard_by(self, speaker: int) -> str:
        """What was said since this one spoke last. Two talk face to face; among more, lines carry their names."""
        heard, self._unheard[speaker] = self._unheard[speaker], []
        if not heard:
            return f"咱们聊聊{self.topic}吧，你怎么看？"
        if len(self._sessions) == 2:
            return "".join(text for _, text in heard)
        return "\n".join(f"{name}说：{text}" if name else text for name, text in heard)

    def _called(self, text: str, *, by: int) -> None:
        for index, session in enumerate(self._sessions):
            if index != by and session.persona.name.lower() in text.lower():
                self._next = index

    def _is_over(self) -> bool:
        lines = [spoken[-1] if spoken else "" for spoken in self._spoken]
        if all(_GOODBYE.search(said) for said in lines):
            self.ended = Ended.GOODBYE
        elif self._tired >= len(self._sessions):
            self.ended = Ended.REPEATS
        return self.ended is not None


@dataclass(frozen=True, slots=True)
class _Reminded:
    """`recall` that has the company and the topic in every note: small models drift."""

    company: str

    def __call__(
        self, understanding: Understanding, persona: Persona, history: History, faculties: Faculties
    ) -> Recalled:
        # What characters say is nobody's memory and nobody's wish; their feelings are played, danger never is.
        mind = faculties.mind
        kept = Faculties(guard=faculties.guard, mind=mind if mind and mind.feeling.crisis else None)
        recalled = line.recall(understanding, persona, history, kept)
        return replace(recalled, found=(*recalled.found, Found(text=self.company, source="stage")))
