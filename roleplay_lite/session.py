"""The front door: one persona in conversation with one person.

with Session.open("niaoniao") as session:
    for piece in session.reply("你好"):
        print(piece.text)
"""

from __future__ import annotations

import random
import time
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, suppress
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any

from roleplay_lite import events as ev
from roleplay_lite import line
from roleplay_lite.adapters import chosen
from roleplay_lite.device import Device
from roleplay_lite.drafting import Drafting
from roleplay_lite.emotion.mood import Mood
from roleplay_lite.engine_set import EngineSet
from roleplay_lite.engines import AsrHints, Cancel, Delivery, Sampling
from roleplay_lite.errors import InputError, PersonaError, RoleplayError, StoreError
from roleplay_lite.event_bus import EventBus
from roleplay_lite.faculties import Faculties
from roleplay_lite.faculty_set import FacultySet
from roleplay_lite.history import Exchange, History
from roleplay_lite.idle import Idle
from roleplay_lite.memory.consolidation import consolidate, pending
from roleplay_lite.memory.memory import Memory
from roleplay_lite.memory.opening import open_store
from roleplay_lite.memory.people import GUEST
from roleplay_lite.memory.posting import Change
from roleplay_lite.memory.store import Store
from roleplay_lite.mind import Mind
from roleplay_lite.persona import Persona, load_persona
from roleplay_lite.persona.prefix import prefix_messages
from roleplay_lite.persona.switching import asked_for, known_as
from roleplay_lite.registry import Kind
from roleplay_lite.trace import STEPS, Overrides, StepFailed, StepRunner
from roleplay_lite.tracing.inputs import digest_of
from roleplay_lite.turn import Adapter, Audio, Outcome, Piece, Prompt, Recalled, Turn, Understanding, Utterance
from roleplay_lite.voice.ahead import Ahead
from roleplay_lite.voice.ears import Speech, utterances
from roleplay_lite.voice.endpoint import EndpointConfig
from roleplay_lite.voice.playback import Sounded, heard_chars

if TYPE_CHECKING:
    from roleplay_lite.emotion.prosody import Prosody
    from roleplay_lite.knowledge.evidence import Evidence
    from roleplay_lite.skills.alarm import Alarm

FULL = 0.75
"""The part of the window past which the older half of the history is dropped, in the idle time after a reply."""
QUIET_SECONDS = 30.0
"""After so long without a word the model is used for memories (`memory/consolidation/`)."""
_PIECES = 4
"""Of that work at most so many after one reply: an old log is worked through in days, and the board stays cool."""
_TONES = 8
"""Utterances from which it is known how the person speaks at other times."""
_WORDS = 64
"""Tokens that compaction leaves free for what the person says next, so that it is never needed in front of them."""


class Session:
    """A live conversation. Replies are pulled one at a time; `interrupt` may come from any thread."""

    def __init__(
        self,
        *,
        persona: Persona,
        device: Device,
        person: str,
        engines: EngineSet,
        store: Store,
        overrides: Overrides,
        on_event: Callable[[ev.Event], None] | None,
    ) -> None:
        """Use `Session.open`."""
        self.persona = persona
        self.device = device
        self.person = person
        self.engines = engines
        """The engines in use, loaded when first asked for."""
        self.turn: Turn | None = None
        """The turn in progress, or the last one."""
        self._store = store
        self._overrides = overrides
        self._bus = EventBus()
        if on_event:
            self._bus.call(on_event)
        self._idle = Idle(lambda error: self._degrade("idle", error))
        self._seed = device.llm.seed or random.SystemRandom().randrange(1, 2**31)
        self._turns = 0
        self._config = digest_of(device)
        self._open = True
        self._cancel = Cancel()
        self._played: float | None = None
        self._sounded: list[Sounded] = []
        self._live: Generator[Piece, None, None] | None = None
        self._history = History()
        self._store_session = 0
        self._turn_id = 0
        self._adapter: Adapter | None = None
        self._understanding: Understanding | None = None
        self._grounds: tuple[Evidence, ...] = ()
        self._tones: deque[Prosody] = deque(maxlen=_TONES)
        self._pace = 1.0
        """How fast it is to speak, beside the persona's own rate."""
        self._pace_once = 0.0
        """The same for the reply at hand alone; 0 is as always."""
        self._require_room(persona)
        self._faculties = FacultySet(
            device, store.db, embed=lambda: self.engines.embed, names=self._private_names, trouble=self._degrade
        )
        try:
            self._take_up(persona)
        except BaseException:
            self._faculties.close()
            raise

    @classmethod
    def open(
        cls,
        persona: str | Path | Persona = "niaoniao",
        *,
        device: Device | Path | None = None,
        person: str = GUEST,
        voice: bool = False,
        overrides: Overrides | None = None,
        engines: dict[Kind, Any] | None = None,
        on_event: Callable[[ev.Event], None] | None = None,
    ) -> Session:
        """Open a conversation.

        `persona` is a shipped name, a file or a value; `device` a value or a `device.toml` (without one: the one found
        by `Device.read`). `voice` leaves a core to the sound. `overrides` are steps of the line by name (`line.py`).
        `engines` are ready-made engines by kind; they stay open when the session closes. `on_event` is called with
        each event from the first on, in the thread that made it.

        Raises ConfigError, ModelError, EngineError or StoreError with the fix; nothing is left open then.
        """
        began = time.monotonic()
        unknown = set(overrides or ()) - set(STEPS)
        if unknown:
            raise InputError(f"no step is named {', '.join(sorted(unknown))}; there are: {', '.join(STEPS)}")
        recipe = device if isinstance(device, Device) else Device.read(device)
        who = persona if isinstance(persona, Persona) else load_persona(persona)
        rig = EngineSet(recipe, voice=voice, ready=engines)
        store: Store | None = None
        try:
            rig.llm  # noqa: B018 - a device that lacks its model says so here, not in the first turn
            store = Store(open_store(recipe.store))
            session = cls(
                persona=who,
                device=recipe,
                person=person,
                engines=rig,
                store=store,
                overrides=overrides or {},
                on_event=on_event,
            )
        except BaseException:
            rig.close()
            if store:
                store.close()
            raise
        session._announce(began)
        session._faculties.start(session._ring, session._words_of)
        return session

    def _require_room(self, persona: Persona) -> None:
        window = self.engines.llm.abilities.context_tokens
        prefix = self.engines.llm.count(_prompt(persona, History()))
        if prefix > window * FULL:
            raise PersonaError(
                f"the persona {persona.id!r} takes {prefix} of the model's window of {window} tokens; shorten it "
                "or raise llm.context_tokens in device.toml"
            )

    def _take_up(self, persona: Persona) -> None:
        """Begin with the persona, where the last conversation of these two ended; all stays as it was when the store
        fails."""
        adapter = chosen(self.device.llm, persona.id, self.engines.llm.abilities)
        history = self._taken_up(persona.id) if self.person != GUEST else History()
        began = time.time()
        session = self._store.open_session(person=self.person, persona=persona.id, llm=self.engines.llm.abilities.name)
        mind = self._mind_of(persona)
        self._idle.stop()
        self.persona, self._store_session = persona, session
        self._history = replace(history, names=mind.memory.names())
        self._mind, self._began = mind, began
        self._adapter = adapter
        self._idle.start(self._tidy)

    def _mind_of(self, persona: Persona) -> Mind:
        """What this persona has kept of the person, and its mood. Of a guest nothing is kept from visit to visit."""
        embed, db = self.engines.embed, self._store.db
        memory = Memory.open(db, persona=persona.id, person=self.person, embed=embed)
        if self.person == GUEST:
            memory.ledger.clear_guests()
        return Mind(persona, memory, db, self.device.safety)

    def _announce(self, began: float) -> None:
        llm = self.engines.llm.abilities.name
        seconds = time.monotonic() - began
        self._bus.emit(ev.Ready(persona=self.persona.id, name=self.persona.name, llm=llm, seconds=seconds))
        if restored := self._store.db.restored_from:
            broken = self._store.db.broken
            self._degrade("store", StoreError(f"the store was damaged: {restored} is in its place, and it is {broken}"))

    def _taken_up(self, persona: str) -> History:
        """The end of the last conversation with this person, and what the persona has told them of itself."""
        person = self.person
        turns = self._store.recent(person=person, persona=persona, count=self.device.store.resume_turns)
        return History(
            exchanges=tuple(
                Exchange(prompted=t.prompted, heard=t.heard_text, said=t.said) for t in turns if t.prompted
            ),
            statements=self._store.statements(person=person, persona=persona),
        )

    # -- what a host calls ----------------------------------------------------------------------------------------

    def reply(self, said: str | Utterance) -> Iterator[Piece]:
        """The character's answer, piece by piece, each as soon as it has passed its checks.

        Closing the iterator interrupts the reply, and so does beginning another. An engine that fails costs an
        apology and a `Degraded` event, not the session. Raises InputError at once when the line is too long or the
        session is closed.
        """
        utterance = said if isinstance(said, Utterance) else Utterance(text=said)
        if not self._open:
            raise InputError("the session is closed")
        # Half a surrogate pair can be neither stored nor printed.
        utterance = replace(utterance, text=utterance.text.encode("utf-8", "ignore").decode())
        most = self.device.limits.input_chars
        if len(utterance.text) > most:
            raise InputError(f"that is {len(utterance.text)} characters; at most {most} at once")
        return self._alive(self._reply(utterance))

    def say(self, text: str | None = None) -> Iterator[Piece]:
        """The character says this, or greets; no model is asked. It becomes part of the conversation."""
        if not self._open:
            raise InputError("the session is closed")
        return self._alive(self._say(text or self._line("greeting"), "say" if text else "greeting"))

    def hear(self, audio: Iterable[Audio]) -> Iterator[Utterance]:
        """What is said in a stream of sound, utterance by utterance, as each one ends."""
        config = EndpointConfig(longest_seconds=self.device.limits.listening_seconds)
        hints = AsrHints(language=self.persona.languages[0], words=(self.persona.name,))
        asr, ahead = self.engines.asr, Ahead()

        def transcribe(speech: Speech) -> Utterance:
            scratch = StepRunner(Turn(utterance=Utterance(text=""), index=0), self._overrides)
            heard: Utterance = scratch.run("hear", line.hear, speech, asr, hints)
            return replace(heard, prosody=self._tone_of(speech))

        # At the first short pause the words are looked for already; the rest of the silence then costs nothing.
        with ThreadPoolExecutor(1, thread_name_prefix="roleplay-ears") as worker:
            for speech in utterances(
                audio, self.engines.vad, config, lambda s: ahead.note(s, worker.submit(transcribe, s))
            ):
                ended = time.monotonic()
                try:
                    heard = (ahead.of(speech) or worker.submit(transcribe, speech)).result()
                except StepFailed as failure:
                    self._degrade("hear", failure.__cause__)
                    heard = Utterance(text="", seconds=speech.audio.seconds, failed=True)
                yield replace(heard, ended_at=ended)

    def _tone_of(self, speech: Speech) -> Prosody | None:
        """How it was said, beside how the person has spoken so far."""
        from roleplay_lite.emotion.prosody import read_prosody

        found = read_prosody(speech.audio.pcm, tuple(self._tones), speech.audio.sample_rate)
        if found:
            self._tones.append(found)
        return found

    def switch(self, persona: str | Path | Persona) -> None:
        """Another character takes over this conversation: its own history with this person, its own voice. Nothing of
        the one before is told to it. Raises PersonaError or StoreError, with all as it was; InputError when the session
        is closed."""
        if not self._open:
            raise InputError("the session is closed")
        who = persona if isinstance(persona, Persona) else load_persona(persona)
        self._require_room(who)
        self._end_live()
        self._take_up(who)
        self._emit(ev.Switched, persona=who.id, name=who.name)

    def speak(self, pieces: Iterable[Piece]) -> Iterator[Audio]:
        """The sound of these pieces, in chunks as they are made. Closing it interrupts the reply that it speaks."""
        delivery = self._mind.delivery()
        source = iter(pieces)
        try:
            for number, piece in enumerate(source):
                seconds, whole = 0.0, False
                try:
                    # What it is to be spoken like is known by the time that the first piece is there.
                    paced = replace(delivery, rate=delivery.rate * (self._pace_once or self._pace))
                    for audio in self._sound(piece, paced):
                        self._mark("first_audio")
                        seconds += audio.seconds
                        self._emit(ev.AudioReady, seconds=audio.seconds, sample_rate=audio.sample_rate)
                        yield audio
                        if self._cancel:
                            return
                    whole = True
                finally:
                    self._sounded.append(Sounded(piece=number, seconds=seconds, whole=whole))
        finally:
            close = getattr(source, "close", None)
            if close:
                close()

    def interrupt(self, *, played_seconds: float | None = None) -> None:
        """Stop the reply in progress, from any thread. `played_seconds` says how much of its sound was really heard,
        so that history keeps just that, also when the reply itself is over and a player was still busy with it. Doing
        it twice is the same as once."""
        if played_seconds is not None:
            self._played = played_seconds
        self._cancel.set()
        if self.turn and self._turn_id and played_seconds is not None:
            self._shorten(self.turn)

    def events(self) -> Iterator[ev.Event]:
        """Everything that happens from now on, until the session closes; waits for each event. For a thread of the
        host's own."""
        return self._bus.watch()

    @property
    def memory(self) -> Memory:
        """What the character knows of the person. `with` closes the session, which closes it."""
        return self._mind.memory

    @property
    def mood(self) -> Mood:
        """How the character is now."""
        return self._mind.mood

    @property
    def history_length(self) -> int:
        """How many past turns the prompt holds."""
        return len(self._history.exchanges)

    def wait_idle(self) -> None:
        """Let the idle work (warming, compaction) come to its end; a host need not call this."""
        self._idle.wait()

    def close(self) -> None:
        """Store what there is and let everything go. Closing twice is the same as once."""
        if not self._open:
            return
        self._open = False
        self.interrupt()
        self._end_live()
        self._idle.stop()
        try:
            self._faculties.close()
            self.engines.close()
            self._store.close()
        finally:
            # Whoever waits for events must not wait for ever.
            self._bus.close()

    def __enter__(self) -> Session:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    # -- a turn ---------------------------------------------------------------------------------------------------

    def _alive(self, pieces: Generator[Piece, None, None]) -> Generator[Piece, None, None]:
        self._end_live()
        # From here on an interruption is meant for this reply, pulled or not.
        self._cancel = Cancel()
        self._live = pieces
        return pieces

    def _end_live(self) -> None:
        """Finish and store a reply that nobody pulls on. One that another thread is pulling on ends there."""
        if self._live:
            with suppress(ValueError):
                self._live.close()

    def _reply(self, utterance: Utterance) -> Generator[Piece, None, None]:
        turn = self._begin(utterance)
        heard, seconds = utterance.text, utterance.seconds
        self._emit(ev.Heard, text=heard, confidence=utterance.confidence, seconds=seconds)
        self._emit(ev.Thinking)
        wanted = self._wanted(heard)
        yield from self._deliver(turn, self._introduced(turn, wanted) if wanted else self._draft(turn))

    def _wanted(self, heard: str) -> Persona | None:
        """The other character that the line asks for."""
        name = asked_for(heard)
        found = known_as(name) if name else None
        return found if found and found.id != self.persona.id else None

    def _introduced(self, turn: Turn, persona: Persona) -> Generator[Piece, None, None]:
        """The other character's greeting; an apology of this one when that cannot take over."""
        try:
            self.switch(persona)
        except RoleplayError as problem:
            turn.outcome = Outcome.DEGRADED
            self._degrade("switch", problem)
            yield Piece(text=self._line("sorry"), by="sorry")
            return
        yield Piece(text=self._line("greeting"), by="greeting")

    def _say(self, text: str, by: str) -> Generator[Piece, None, None]:
        turn = self._begin(Utterance(text=""))
        yield from self._deliver(turn, self._said(text, by))

    def _said(self, text: str, by: str) -> Generator[Piece, None, None]:
        """Ready words; after a greeting, a question after what the person had in mind to do."""
        yield Piece(text=text, by=by)
        if by == "greeting" and (question := self._mind.plan_due()):
            yield Piece(text=question, by="plan")

    def _begin(self, utterance: Utterance) -> Turn:
        self._idle.stop()
        self._turns += 1
        self._played, self._sounded, self._turn_id = None, [], 0
        self._understanding, self._grounds, self._pace_once = None, (), 0.0
        self.turn = Turn(utterance=utterance, index=self._turns, config=self._config)
        if utterance.ended_at:
            self.turn.clock = utterance.ended_at
            self.turn.metrics["asr"] = utterance.asr_seconds
        return self.turn

    def _deliver(self, turn: Turn, pieces: Generator[Piece, None, None]) -> Generator[Piece, None, None]:
        """Hand pieces out; however that ends, the turn is finished and stored."""
        whole = False
        try:
            with closing(pieces):
                for piece in pieces:
                    if self._cancel:
                        break
                    self._mark("first_piece")
                    turn.pieces.append(piece)
                    self._emit(ev.PieceReady, text=piece.text, by=piece.by)
                    yield piece
                else:
                    whole = not self._cancel
        finally:
            self._finish(turn, whole=whole)

    def _draft(self, turn: Turn) -> Generator[Piece, None, None]:
        """The steps from understanding to checked pieces."""
        runner, faculties = StepRunner(turn, self._overrides), self._facing()
        try:
            if turn.utterance.failed:
                turn.outcome = Outcome.DEGRADED
                yield Piece(text=self._line("sorry"), by="sorry")
                return
            understanding = runner.run("understand", line.understand, turn.utterance, self._history, faculties)
            if not understanding.text:
                yield Piece(text=self._line("silence"), by="silence")
                return
            runner.ruled(understanding.ruling)
            self._take_in(understanding)
            recalled = runner.run("recall", line.recall, understanding, self.persona, self._history, faculties)
            if recalled.why:
                runner.note("recall", reason=recalled.why)
            self._obey(turn)
            self._carry_out(recalled)
            if recalled.lore:
                self._history = replace(self._history, lore=recalled.lore)
            yield from self._drafting(runner, turn).pieces(recalled, lambda known: self._composed(runner, known))
            if not turn.pieces and not self._cancel:
                yield Piece(text=self._line("deflect"), by="deflect")
        except StepFailed as failure:
            turn.outcome = Outcome.DEGRADED
            self._degrade(failure.step, failure.__cause__)
            yield Piece(text=self._line("sorry"), by="sorry")

    def _take_in(self, understanding: Understanding) -> None:
        """What the person feels, and how the character takes it."""
        self._understanding = understanding
        feeling = self._mind.feel(understanding)
        self._emit(
            ev.Felt, feeling=feeling.label, valence=feeling.valence, arousal=feeling.arousal, face=self._mind.face
        )

    def _obey(self, turn: Turn) -> None:
        """What is to be forgotten leaves the conversation as well."""
        brought = self._mind.brought
        turn.unwritten = brought.unwritten
        self._history = self._history.without(brought.forgotten)

    def _facing(self) -> Faculties:
        """What this persona has to answer this person with."""
        return self._faculties.of(self.persona, self.person, self._mind, self._cancel)

    def _carry_out(self, recalled: Recalled) -> None:
        """What a skill wants done in the world."""
        self._grounds = tuple(recalled.evidence)
        for event in self._faculties.carried_out(recalled):
            if isinstance(event, ev.Commanded):
                self._pace_by(event)
            self._bus.emit(replace(event, turn=self.turn.index if self.turn else 0))

    def _pace_by(self, event: ev.Commanded) -> None:
        """「说慢一点」: the session's own voice obeys without the host."""
        if not isinstance(event.value, float):
            return
        if event.action == "speech.change":
            self._pace = _paced(self._pace + event.value)
        elif event.action == "speech.rate":
            self._pace = _paced(event.value)
        elif event.action == "speech.once":
            self._pace_once = _paced(event.value)

    def _ring(self, event: ev.Rang | ev.Degraded) -> None:
        """From the thread that waits for what is due."""
        self._bus.emit(replace(event, turn=self.turn.index if self.turn else 0))

    def _words_of(self, alarm: Alarm, late: float) -> str:
        """What the character says when it rings."""
        from roleplay_lite.skills.ringing import text_of

        english = self.persona.languages[0] == "en"
        return text_of(alarm, late, self.persona, now=datetime.now().astimezone(), english=english)

    def _private_names(self) -> Iterator[str]:
        """What must not leave the device: the people that anybody told of, and those who talk to it."""
        yield from self._mind.memory.private_names()

    def _drafting(self, runner: StepRunner, turn: Turn) -> Drafting:
        limits = self.device.limits
        return Drafting(
            runner=runner,
            turn=turn,
            persona=self.persona,
            llm=self.engines.llm,
            limits=limits,
            sampling=Sampling(
                temperature=self.device.llm.temperature,
                max_tokens=limits.reply_tokens,
                seed=self._seed + turn.index * 16,
            ),
            faculties=self._facing(),
            cancel=self._cancel,
            mark=self._mark,
        )

    def _composed(self, runner: StepRunner, recalled: Recalled) -> Prompt:
        history = self._fitting(recalled.understanding.text)
        prompt: Prompt = runner.run("compose", line.compose, self.persona, recalled, history)
        plain = prompt.adapter or line.is_plain(recalled)
        return prompt if plain else replace(prompt, adapter=self._adapter)

    def _finish(self, turn: Turn, *, whole: bool) -> None:
        if not whole and turn.outcome is Outcome.COMPLETE:
            turn.outcome = Outcome.INTERRUPTED
        turn.heard = len(turn.reply) if whole else self._heard_chars(turn)
        turn.metrics["total"] = time.monotonic() - turn.clock
        if turn.outcome is not Outcome.DEGRADED and not turn.unwritten and (turn.prompted or turn.heard_text):
            # A chat template wants a user message before each reply, also when the character speaks first.
            self._history = self._history.add(
                Exchange(
                    prompted=turn.prompted or "……",
                    heard=turn.heard_text,
                    said=turn.utterance.text,
                    grounds=self._grounds,
                )
            )
        try:
            if turn.outcome is Outcome.INTERRUPTED:
                self._emit(ev.Interrupted, heard_text=turn.heard_text)
        finally:
            # Also when whoever is called with the events went away.
            self._remember(turn)
        self._emit(ev.Measured, metrics=dict(turn.metrics))
        if self._open:
            self._idle.start(self._tidy)

    def _heard_chars(self, turn: Turn) -> int:
        """How much of the reply was heard: what the player says, else all that was handed out."""
        if self._played is None:
            return len(turn.reply)
        return heard_chars([len(piece.text) for piece in turn.pieces], self._sounded, self._played)

    def _remember(self, turn: Turn) -> None:
        try:
            runner = StepRunner(turn, self._overrides)
            keep = self.device.store.trace_turns
            self._turn_id = runner.run("remember", line.remember, turn, self._store, self._store_session, keep)
        except StepFailed as failure:
            self._degrade("remember", failure.__cause__)
            return
        changes: tuple[Change, ...] = ()
        try:
            changes = self._mind.learn(turn, self._understanding, self._turn_id or None)
            self._keep_statements(turn)
        except StoreError as error:
            self._degrade("remember", error)
        if any(change.item.predicate == "name" for change in changes):
            self._history = replace(self._history, names=self._mind.memory.names())
        memories = tuple(dict.fromkeys(change.item.id for change in changes))
        self._emit(ev.Remembered, turn_id=self._turn_id, memories=memories)

    def _keep_statements(self, turn: Turn) -> None:
        """What the model made the persona say of itself binds it from now on; what the person put into its mouth does
        not."""
        from roleplay_lite.persona.consistency import statements_in

        drafted = "".join(piece.text for piece in turn.pieces if piece.by == "llm")
        if not drafted or not (said := statements_in(turn.heard_text, self.persona, turn.utterance.text)):
            return
        self._history = replace(self._history, statements=(*self._history.statements, *said))
        # An integrator's own `remember` may keep the turn elsewhere; then there is no row to hang them on.
        if self._turn_id:
            self._store.add_statements(self._turn_id, person=self.person, persona=self.persona.id, facts=said)

    def _shorten(self, turn: Turn) -> None:
        """Cut a finished turn to what its player got to play."""
        heard = self._heard_chars(turn)
        if heard >= turn.heard:
            return
        self._idle.stop()
        turn.heard, turn.outcome = heard, Outcome.INTERRUPTED
        self._history = self._history.with_last_heard(turn.heard_text)
        try:
            self._store.shorten(self._turn_id, turn.heard_text)
        except StoreError as error:
            self._degrade("remember", error)
        self._emit(ev.Interrupted, heard_text=turn.heard_text)
        self._idle.start(self._tidy)

    def _sound(self, piece: Piece, delivery: Delivery) -> Iterator[Audio]:
        """The piece's sound; a voice that fails leaves the words on the screen."""
        runner = StepRunner(self.turn or Turn(utterance=Utterance(text=""), index=0), self._overrides)
        try:
            tts = self.engines.tts(self.persona.voice.tts)
            yield from runner.stream("speak", line.speak, piece, tts, delivery)
        except (StepFailed, RoleplayError) as failure:
            self._degrade("speak", failure.__cause__ if isinstance(failure, StepFailed) else failure)

    # -- between turns --------------------------------------------------------------------------------------------

    def _tidy(self, cancel: Cancel) -> None:
        """In the idle time: shorten a history that fills the window, and bring the cache up to date."""
        from roleplay_lite.persona.prepare import prepare

        prepare(self.persona)
        line.prepare()
        self._faculties.prepare()
        llm, window = self.engines.llm, self.engines.llm.abilities.context_tokens
        most = min(window * FULL, window - self.device.limits.reply_tokens - _WORDS)
        shorter = self._history
        while shorter.exchanges and llm.count(_prompt(self.persona, shorter)) > most:
            shorter = shorter.halved()
        past = replace(_prompt(self.persona, shorter), adapter=self._adapter)
        if llm.warm(past, cancel, aside=shorter is not self._history):
            self._history = shorter
        if not cancel:
            self._mind.memory.catch_up(cancel)
        if not cancel and self.device.store.consolidate:
            self._consolidate(past, cancel)

    def _consolidate(self, past: Prompt, cancel: Cancel) -> None:
        """Once nobody has spoken for a while: work on what is kept, after which the cache is as it was."""
        memory, llm = self._mind.memory, self.engines.llm
        if not pending(memory, before=self._began) or not self._idle.quiet(QUIET_SECONDS, cancel):
            return
        try:
            consolidate(memory, llm, cancel, before=self._began, most=_PIECES)
        finally:
            llm.warm(past, cancel)

    def _fitting(self, text: str) -> History:
        """The history, short enough for these words. It seldom is too long here: `_tidy` ran before."""
        llm = self.engines.llm
        window = llm.abilities.context_tokens - self.device.limits.reply_tokens
        while self._history.exchanges and llm.count(_prompt(self.persona, self._history)) + 2 * len(text) > window:
            self._history = self._history.halved()
        return self._history

    def _line(self, name: str) -> str:
        lines: tuple[str, ...] = getattr(self.persona.lines, name)
        return lines[(self._seed + self._turns) % len(lines)]

    def _mark(self, name: str) -> None:
        if self.turn and name not in self.turn.metrics:
            self.turn.metrics[name] = time.monotonic() - self.turn.clock

    def _emit(self, kind: type[ev.Event], **fields: Any) -> None:
        self._bus.emit(kind(turn=self.turn.index if self.turn else 0, **fields))

    def _degrade(self, stage: str, error: BaseException | None) -> None:
        # The message of a foreign exception may quote what the person said; its kind does not.
        message = str(error) if isinstance(error, RoleplayError) else type(error).__name__
        code = error.code if isinstance(error, RoleplayError) else "internal"
        self._emit(ev.Degraded, stage=stage, code=code, message=message)


_SLOWEST, _FASTEST = 0.6, 1.6


def _paced(pace: float) -> float:
    """A pace at which one can still be followed."""
    return min(_FASTEST, max(_SLOWEST, pace))


def _prompt(persona: Persona, history: History) -> Prompt:
    prefix = prefix_messages(persona)
    return Prompt(messages=(*prefix, *history.messages()), fixed=len(prefix))
