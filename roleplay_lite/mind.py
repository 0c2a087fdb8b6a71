"""What outlives a turn between one persona and one person: what it remembers of them, and how it feels."""

from __future__ import annotations

import re
import zlib
from dataclasses import dataclass, replace

from roleplay_lite.device import SafetyConfig
from roleplay_lite.emotion.crisis import Crisis, aftercare, concerns_other, response
from roleplay_lite.emotion.delivery import delivery, spoken_with
from roleplay_lite.emotion.empathy import FELT, Strategy, note, opening, strategy
from roleplay_lite.emotion.event import absence
from roleplay_lite.emotion.feeling import Feeling
from roleplay_lite.emotion.follow_up import follow_up, unsure
from roleplay_lite.emotion.mood import Mood, face, feel
from roleplay_lite.emotion.treatment import event_of, treated
from roleplay_lite.emotion.wording import wording
from roleplay_lite.emotion.words import shade_of
from roleplay_lite.engines import Delivery
from roleplay_lite.errors import InputError
from roleplay_lite.memory.marks import Marks
from roleplay_lite.memory.memory import Memory
from roleplay_lite.memory.posting import Change
from roleplay_lite.memory.remembering import Brought, Remembering
from roleplay_lite.memory.replies import Words
from roleplay_lite.memory.sqlite_file import SqliteFile
from roleplay_lite.persona.persona import Persona
from roleplay_lite.turn import Found, Recalled, Turn, Understanding

_SURE = 0.5
"""A feeling read with less is taken in, and not spoken of."""
_SURE_ASKED, _SEEMS = 0.65, 0.3
_AFTERCARE = 3
"""Turns after danger was spoken of in which nobody jokes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MindState:
    """What a mind goes by from turn to turn, beside what is stored."""

    mood: Mood
    feeling: Feeling
    steps: tuple[Strategy, ...] = ()
    danger: tuple[Crisis, int] | None = None
    turn: int = 0


class Mind:
    """Of one persona about one person, for as long as a session has the two together."""

    def __init__(self, persona: Persona, memory: Memory, db: SqliteFile, safety: SafetyConfig) -> None:
        self.persona = persona
        self.memory = memory
        self.feeling = Feeling()
        """What the person felt at the last turn."""
        self._remembering = Remembering(memory, db)
        self._marks, self._safety = Marks(db), safety
        self._mood_mark = f"mood:{persona.id}:{memory.person}"
        self._mood = self._waked()
        self._steps: tuple[Strategy, ...] = ()
        """What the last turns did about a feeling."""
        self._danger: tuple[Crisis, int] | None = None
        """Which danger was spoken of last, and at which turn."""
        self._turn = 0
        self.brought = Brought()
        """What memory brought to the turn at hand."""

    @property
    def state(self) -> MindState:
        """As it is, for a trace."""
        return MindState(mood=self._mood, feeling=self.feeling, steps=self._steps, danger=self._danger, turn=self._turn)

    def resume(self, state: MindState) -> None:
        """Be as it was then, for a replay."""
        self._mood, self.feeling, self._steps = state.mood, state.feeling, state.steps
        self._danger, self._turn = state.danger, state.turn

    # -- mood -----------------------------------------------------------------------------------------------------

    @property
    def mood(self) -> Mood:
        """As it is now."""
        return feel(self._mood, None, self.persona.traits, self.memory.now())

    @property
    def face(self) -> str:
        """What a display shows."""
        return face(self.mood)

    def delivery(self) -> Delivery:
        """How the persona's voice is to be used now."""
        return spoken_with(self.persona.voice, delivery(self.mood, self.feeling, self.persona.traits))

    def _waked(self) -> Mood:
        """The mood that the last conversation left, as time left it; that nobody came for days is felt."""
        now, traits = self.memory.now(), self.persona.traits
        try:
            before = Mood.from_json(self._marks.get(self._mood_mark))
        except InputError:
            return Mood.resting(traits, now)
        return feel(before, absence(now - before.at), traits, now)

    # -- a turn -----------------------------------------------------------------------------------------------------

    def feel(self, understanding: Understanding) -> Feeling:
        """Take in what the person feels, which it gives, and how they treat the character."""
        self.brought = Brought()
        self.feeling = understanding.feeling or Feeling()
        event = event_of(understanding.text, self.feeling)
        self._mood = feel(self._mood, event, self.persona.traits, self.memory.now())
        return self.feeling

    def recalled(self, recalled: Recalled) -> Recalled:
        """The same, with what memory and feeling bring to it: the reply itself where somebody is in danger or asks for
        what is remembered; else a note, and a first clause that meets a feeling."""
        understanding = recalled.understanding
        self._turn += 1
        words = self.words(understanding)
        if self.feeling.crisis:
            return replace(recalled, answer=self._in_danger(recalled, words), answer_by="crisis", found=())
        self.brought = self._remembering.bring(understanding, words)
        if self.brought.answer:
            return replace(recalled, answer=self.brought.answer, answer_by="memory", found=())
        return self._met(replace(recalled, found=(*self.brought.found, *recalled.found)), words)

    def _in_danger(self, recalled: Recalled, words: Words) -> str:
        safety, text = self._safety, recalled.understanding.text
        kind: Crisis = "violence" if self.feeling.crisis == "violence" else "self-harm"
        self._danger = (kind, self._turn)
        return response(
            kind,
            self.persona,
            safety.violence_hotline if kind == "violence" else safety.hotline,
            language="en" if words.english else "zh",
            other=concerns_other(text),
            seed=self._turn,
            recent=recalled.recent,
        )

    def _met(self, recalled: Recalled, words: Words) -> Recalled:
        """With the feeling met; else with what the character's own mood does to the way it talks."""
        text, language = recalled.understanding.text, "en" if words.english else "zh"
        if self._danger and self._turn - self._danger[1] <= _AFTERCARE:
            return _noting(recalled, aftercare(self._danger[0], language), "crisis")
        # What happens, asked about, need not have happened.
        asks = recalled.understanding.is_question
        sure = self.feeling.confidence >= (_SURE_ASKED if asks else _SURE)
        before, step = self._steps[-1:], self._step(recalled, sure=sure)
        first = self._first(step, recalled, language, sure=sure)
        if first and not asks and before in ((), (Strategy.NONE,)):
            then = follow_up(
                step, shade_of(self.feeling, text), self._seed(text), language=language, recent=recalled.recent
            )
            if then:
                whole = first + (" " if words.english else "") + then
                return replace(recalled, answer=whole, answer_by="feeling", found=())
        told = note(step, self.feeling, text=text, language=language, met=bool(first)) if sure else ""
        if first:
            # What to do is done; a small model would read the rest of it out.
            told = re.split("[：:]", told)[0]
        noted = _noting(recalled, told, "feeling") if told else _noting(recalled, self._manner(language), "mood")
        return replace(noted, opening=first)

    def _step(self, recalled: Recalled, *, sure: bool) -> Strategy:
        """What this turn does about the feeling."""
        step = strategy(self.feeling, self._steps, text=recalled.understanding.text)
        if not sure:
            step = Strategy.ASK if self._seems_bad(recalled) else Strategy.NONE
        self._steps = (*self._steps[-3:], step)
        return step

    def _first(self, step: Strategy, recalled: Recalled, language: str, *, sure: bool) -> str:
        """The clause that meets it."""
        text, recent = recalled.understanding.text, recalled.recent
        if step is Strategy.NONE:
            return ""
        if not sure:
            return unsure(self._seed(text), language=language, recent=recent)
        return opening(self.feeling, self.persona, self._seed(text), text=text, language=language, recent=recent)

    def _seed(self, text: str) -> int:
        """Of the words as well, so that not every conversation begins alike."""
        return self._turn + zlib.crc32(text.encode())

    def _manner(self, language: str) -> str:
        return wording(self.mood, self.persona, language)

    def _seems_bad(self, recalled: Recalled) -> bool:
        """Whether a feeling that is not sure is worth a question: a bad one that is told, and not at the character."""
        understanding, feeling = recalled.understanding, self.feeling
        if understanding.is_question or understanding.told or treated(understanding.text):
            return False
        return feeling.valence < 0 and feeling.confidence >= _SEEMS and feeling.intensity >= FELT

    def learn(self, turn: Turn, understanding: Understanding | None, turn_id: int | None) -> tuple[Change, ...]:
        """After the turn: keep what the line told, and the mood."""
        self._marks.put(self._mood_mark, self._mood.to_json())
        if understanding is None:
            return ()
        return self._remembering.learn(turn, understanding, turn_id)

    def plan_due(self, understanding: Understanding | None = None) -> str:
        """A question after a plan of the person's whose day has come; empty where there is none."""
        return self._remembering.plan_due(self.words(understanding))

    def words(self, understanding: Understanding | None) -> Words:
        """How the persona words what it says of its memory at this turn."""
        spoken = understanding.language if understanding else self.persona.languages[0]
        english = spoken == "en" and "en" in self.persona.languages
        return Words(persona=self.persona, turn=self._turn, now=self.memory.now(), english=english)


def _noting(recalled: Recalled, text: str, source: str) -> Recalled:
    """With this first in the note, where there is something."""
    return replace(recalled, found=(Found(text=text, source=source), *recalled.found)) if text else recalled
