"""All the skills of a device: which of them takes a line, what it answers, and what follows from it."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime

from roleplay_lite.errors import StoreError
from roleplay_lite.events import Commanded, Degraded, Event, Rang
from roleplay_lite.memory.sqlite_file import SqliteFile
from roleplay_lite.persona.persona import Persona
from roleplay_lite.skills.alarm import Alarm
from roleplay_lite.skills.built_in import skills_of
from roleplay_lite.skills.clauses import parts_of
from roleplay_lite.skills.config import SkillsConfig
from roleplay_lite.skills.guessing import guessed
from roleplay_lite.skills.heard import without_name
from roleplay_lite.skills.keeping import MOST, Alarms, Clock, steady
from roleplay_lite.skills.ringing import RINGING, RINGING_SECONDS, ringing_floor
from roleplay_lite.skills.scorer import sure
from roleplay_lite.skills.skill import Command, Context, Done, DropAlarms, Floor, Match, Said, SetAlarm, Skill
from roleplay_lite.skills.ticker import Ticker

STAGE = "skills"
LONGEST = 300
"""Longer lines are no orders, and no skill is asked about them."""
PART = 0.75
"""How sure a skill must be of a part of a line, the rest of which it does not know."""
_WHOLE = frozenset(
    {"timer.left", "speech.stop", "speech.again", "word.meaning", "poem.next_line", "saying.finish", "chain.play"}
)
"""What is asked for by a whole line alone."""


class Skills:
    """For one conversation at a time. `match` and `do` change nothing; `carry_out` does."""

    def __init__(
        self,
        config: SkillsConfig,
        alarms: Alarms,
        skills: dict[str, Skill],
        wall: Clock = time.time,
        *,
        scored: bool = True,
    ) -> None:
        self.config, self.alarms = config, alarms
        self._skills, self._wall, self._scored = skills, wall, scored
        self._floor: Floor | None = None
        self._ringing: dict[int, tuple[Alarm, float]] = {}
        self._troubles: list[Degraded] = []
        self._ticker: Ticker | None = None
        self._owned: SqliteFile | None = None

    @classmethod
    def open(
        cls,
        config: SkillsConfig,
        db: SqliteFile | None = None,
        *,
        wall: Clock = time.time,
        steady: Clock = steady,
        scored: bool = True,
    ) -> Skills:
        """With the store's file, in which timers, alarms and reminders are kept; without one they end with the program.
        `scored` off leaves the rules to themselves, for what learns the scorer.
        A skill that cannot be loaded is left out, and `troubles` tells. Raises StoreError."""
        owned = None
        if db is None:
            from roleplay_lite.memory.migrations import migrations

            db = owned = SqliteFile(None, migrations, name="the alarms", elsewhere="place for the store")
        found = dict(skills_of(config)) if config.enabled else {}
        own = cls(
            config,
            Alarms(db, wall=wall, steady=steady),
            {name: skill for name, skill in found.items() if not isinstance(skill, Exception)},
            wall,
            scored=scored,
        )
        own._owned = owned
        for name, problem in found.items():
            if isinstance(problem, Exception):
                own._trouble(name, problem)
        return own

    # -- a turn -------------------------------------------------------------------------------------------------------

    @property
    def floor(self) -> Floor | None:
        """What waits for the next line: an alarm that rings, else what a skill left open."""
        ringing = self._still_ringing()
        return ringing_floor([alarm for alarm, _ in ringing]) if ringing else self._floor

    def match(
        self, text: str, *, language: str = "zh", before: Sequence[tuple[str, str]] = (), names: Sequence[str] = ()
    ) -> Match | None:
        """The skill that takes the line, the one that has the floor first; None where none is sure enough. `names` are
        what the character is called by, which may stand in front of an order. Changes nothing."""
        if not text.strip() or len(text) > LONGEST:
            return None
        said = Said(text=without_name(text, tuple(names)), language=language, before=before)
        for floor in (self.floor, self._floor):
            if floor and (found := self._of_floor(said, floor)):
                return found
        matches = [match for name in self._skills if (match := self._asked(name, said))]
        best = max(matches, key=lambda match: match.confidence, default=None)
        if best and best.confidence >= self.config.threshold:
            return best
        if not (found := self._guessed(said) if self._scored and not best else None):
            found = self._of_part(said) if not best else None
        return found

    def do(
        self,
        match: Match,
        *,
        persona: Persona,
        person: str,
        now: datetime,
        before: Sequence[tuple[str, str]] = (),
        english: bool = False,
        seed: int = 0,
    ) -> Done | None:
        """What the skill answers; None where it failed, and then the turn goes on without it (`troubles`). `now` is
        aware. Changes nothing."""
        name = self._name_of(match.skill)
        if name is None:
            return None
        context = Context(
            persona=persona, person=person, now=now, before=before, english=english, alarms=self.upcoming(), seed=seed
        )
        try:
            return self._skills[name].do(match, context)
        except Exception as error:  # an integrator's own may raise anything
            self._trouble(name, error)
            return None

    def carry_out(self, done: Done | None, match: Match | None) -> tuple[Event, ...]:
        """After the turn: keep and drop what the answer says, hand the floor on, and give what the host is to see. With
        None and None the line was nobody's, and who has the floor has it for one line less."""
        events: list[Event] = [*self.troubles()]
        if done is None or match is None:
            self._floor = _counted_down(self._floor)
            return tuple(events)
        if match.slots.get("ringing") or match.slots.get("snooze"):
            self._ringing.clear()
        for effect in done.effects:
            try:
                if isinstance(effect, Command):
                    events.append(Commanded(action=effect.action, value=effect.value))
                elif isinstance(effect, SetAlarm):
                    self._keep(effect.alarm)
                elif isinstance(effect, DropAlarms):
                    self.alarms.drop(effect.ids)
                    for id in effect.ids:
                        self._ringing.pop(id, None)
            except StoreError as error:
                events.append(Degraded(stage=STAGE, code=error.code, message=f"a reminder was not kept: {error}"))
        if self._ticker:
            self._ticker.look()
        if done.floor or (self._floor and match.skill == self._floor.skill):
            self._floor = done.floor
        else:
            # 「说慢一点」 in the middle of a story does not end it.
            self._floor = _counted_down(self._floor)
        return tuple(events)

    def look_up(self, meaning: Callable[[str], str]) -> None:
        """Give those that tell what words mean where to look it up."""
        for skill in self._skills.values():
            if hasattr(skill, "look_up"):
                skill.look_up = meaning

    def prepare(self) -> None:
        """Read and compile what a first line would wait for."""
        from roleplay_lite.skills.words.ready import prepare

        prepare()
        self.match("现在几点了")

    def resume(self, floor: Floor | None) -> None:
        """Have this left open, as it was then, for a replay."""
        self._floor = floor

    def troubles(self) -> tuple[Degraded, ...]:
        """What failed since it was asked last."""
        found, self._troubles = tuple(self._troubles), []
        return found

    # -- timers, alarms, reminders ------------------------------------------------------------------------------------

    def upcoming(self) -> tuple[Alarm, ...]:
        """Those still to come, soonest first."""
        return self.alarms.upcoming()

    def due(self, now: float | None = None) -> tuple[Alarm, ...]:
        """Those that are due, each once, missed ones late. For a host that has no `start`ed ticker."""
        rung = self.alarms.due(now)
        for alarm in rung:
            self._rings(alarm)
        return rung

    def start(
        self, rang: Callable[[Rang], None], words: Callable[[Alarm, float], str], failed: Callable[[Degraded], None]
    ) -> None:
        """Wait for what is due in a thread of its own, which calls `rang` with the event and `failed` where something
        broke; `words` makes the text (`ringing.text_of`)."""

        def tell(alarm: Alarm, late: float) -> None:
            self._rings(alarm)
            text = words(alarm, late)
            rang(Rang(id=alarm.id, kind=alarm.kind, label=alarm.label, text=text, late=round(late, 1)))

        def broke(error: Exception) -> None:
            failed(
                Degraded(
                    stage=STAGE, code=getattr(error, "code", "error"), message=f"ringing failed: {type(error).__name__}"
                )
            )

        self._ticker = Ticker(self.alarms, tell, failed=broke, wall=self._wall)
        self._ticker.start()

    def stop(self) -> None:
        """End the thread."""
        if self._ticker:
            self._ticker.stop()
            self._ticker = None

    def close(self) -> None:
        """Stop, and let go of what it opened itself."""
        self.stop()
        if self._owned:
            self._owned.close()
            self._owned = None

    # -- inside -------------------------------------------------------------------------------------------------------

    def _of_floor(self, said: Said, floor: Floor) -> Match | None:
        name = self._name_of("alarm" if floor.skill == RINGING else floor.skill)
        found = self._asked(name, replace(said, floor=floor)) if name else None
        return found if found and found.confidence >= self.config.threshold else None

    def _of_part(self, said: Said) -> Match | None:
        """What a part of the line asks for that the whole was not taken for."""
        for part in parts_of(said.text):
            asked = replace(said, text=part)
            matches = [match for name in self._skills if (match := self._asked(name, asked))]
            best = max(matches, key=lambda match: match.confidence, default=None)
            if best and best.confidence >= PART and best.intent not in _WHOLE:
                return best
        return None

    def _guessed(self, said: Said) -> Match | None:
        """What the scorer is sure of where no rule took the line."""
        found = guessed(said)
        return found if found and self._name_of(found.skill) else None

    def _asked(self, name: str, said: Said) -> Match | None:
        try:
            found = self._skills[name].match(said)
        except Exception as error:
            self._trouble(name, error)
            return None
        if found is None or said.floor or not self._scored:
            return found
        return replace(found, confidence=sure(found, said.text))

    def _name_of(self, called: str) -> str | None:
        """By what it calls itself, or by the name under which it is known here."""
        if called in self._skills:
            return called
        return next((name for name, skill in self._skills.items() if skill.name == called), None)

    def _keep(self, alarm: Alarm) -> None:
        if len(self.alarms.upcoming()) >= MOST:
            raise StoreError(f"{MOST} timers, alarms and reminders are set already; cancel some")
        self.alarms.add(alarm)

    def _rings(self, alarm: Alarm) -> None:
        self._ringing[alarm.id] = (alarm, self._wall())

    def _still_ringing(self) -> list[tuple[Alarm, float]]:
        now = self._wall()
        return [pair for pair in list(self._ringing.values()) if 0 <= now - pair[1] < RINGING_SECONDS]

    def _trouble(self, name: str, error: Exception) -> None:
        # Never what the person said: only where and of what kind.
        self._troubles.append(
            Degraded(
                stage=STAGE,
                code=getattr(error, "code", "skill"),
                message=f"the skill {name!r} failed: {type(error).__name__}",
            )
        )


def _counted_down(floor: Floor | None) -> Floor | None:
    return replace(floor, turns=floor.turns - 1) if floor and floor.turns > 1 else None
