"""What outlives a turn between one persona and one person: what it remembers of them, and how it feels."""

from __future__ import annotations

import re
import zlib
from dataclasses import replace

from roleplay_lite.device import SafetyConfig
from roleplay_lite.emotion.crisis import Crisis, aftercare, concerns_other, response
from roleplay_lite.emotion.delivery import delivery, spoken_with
from roleplay_lite.emotion.empathy import Strategy, note, opening, strategy
from roleplay_lite.emotion.event import absence
from roleplay_lite.emotion.feeling import Feeling
from roleplay_lite.emotion.follow_up import follow_up
from roleplay_lite.emotion.mood import Mood, face, feel
from roleplay_lite.emotion.treatment import event_of
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
_SURE_ASKED = 0.65
_AFTERCARE = 3
"""Turns after danger was spoken of in which nobody jokes."""


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
            told = aftercare(self._danger[0], language)
            return replace(recalled, found=(Found(text=told, source="crisis"), *recalled.found))
        step = strategy(self.feeling, self._steps, text=text)
        # What happens, asked about, need not have happened.
        if self.feeling.confidence < (_SURE_ASKED if recalled.understanding.is_question else _SURE):
            step = Strategy.NONE
        first_time = not any(one is not Strategy.NONE for one in self._steps[-1:])
        self._steps = (*self._steps[-3:], step)
        # Of the words as well, so that not every conversation begins alike.
        seed, recent = self._turn + zlib.crc32(text.encode()), recalled.recent
        first = ""
        if step is not Strategy.NONE:
            first = opening(self.feeling, self.persona, seed, text=text, language=language, recent=recent)
        if first and first_time and not recalled.understanding.is_question:
            shade = shade_of(self.feeling, text)
            if then := follow_up(step, shade, seed, language=language, recent=recent):
                gap = " " if words.english else ""
                return replace(recalled, answer=f"{first}{gap}{then}", answer_by="feeling", found=())
        told = note(step, self.feeling, text=text, language=language, met=bool(first))
        if first:
            # What to do is done; a small model would read the rest of it out.
            told = re.split("[：:]", told)[0]
        source = "feeling" if told else "mood"
        told = told or wording(self.mood, self.persona, language)
        found = (Found(text=told, source=source), *recalled.found) if told else recalled.found
        return replace(recalled, found=found, opening=first)

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
