"""One turn is a straight line. Read this file first.

    hear -> understand -> recall -> compose -> generate -> check -> speak -> remember

Each step is a plain function with one input and one output; the stream is a chain of generators, pulled from the end.
A session runs them through `trace.StepRunner`, where an integrator's override of the same signature may stand in and
call through to the default here.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from roleplay_lite.answering import answered, judged
from roleplay_lite.engines import Asr, AsrHints, Cancel, Delivery, Llm, Sampling, Tts
from roleplay_lite.faculties import NONE as NO_FACULTIES
from roleplay_lite.faculties import Faculties
from roleplay_lite.history import History
from roleplay_lite.memory.store import Store
from roleplay_lite.persona.catch_phrases import rationed
from roleplay_lite.persona.check import LOOP, objection, starts_script, without_label
from roleplay_lite.persona.facts import told
from roleplay_lite.persona.loops import Unlooped
from roleplay_lite.persona.persona import Persona
from roleplay_lite.persona.prefix import prefix_messages, trait_note
from roleplay_lite.persona.recall import recall_persona
from roleplay_lite.persona.recall_lore import filled, recall_lore
from roleplay_lite.turn import Audio, Message, Piece, Prompt, Recalled, Turn, Understanding, Utterance
from roleplay_lite.understanding import understand_text
from roleplay_lite.voice.ears import Speech
from roleplay_lite.voice.sentence import ENDS, sentences, speakable

if TYPE_CHECKING:
    from roleplay_lite.persona.consistency import Contradiction

NONE = History()
"""Of a conversation that begins."""

OWN_WORDS = frozenset(
    {"memory", "crisis", "feeling", "skill", "rule", "unable", "faq", "knowledge", "unsure", "refusal"}
)
"""Answers in the library's words and the person's own, which are handed back on purpose."""
GUARDED = frozenset({"llm", "example", "rule", "faq", "knowledge"})
"""Whose sentences the guard looks at: of those that come from a model, a file or a pack."""

# Sentences shorter than this (「哎呀！」) do not count against the limit of a reply.
_COUNTS = 6

REMIND_EVERY = 4
"""Turns after which the persona's style reminder stands in the note again. Each time costs its reading, and on every
turn it changed nothing that could be seen in the replies of the 0.5B; never, and a long talk wears the manner off."""


def hear(speech: Speech, asr: Asr, hints: AsrHints) -> Utterance:
    """What was said in one stretch of speech."""
    began = time.monotonic()
    transcript = asr.transcribe(speech.audio, hints)
    return Utterance(
        text=transcript.text,
        confidence=transcript.confidence,
        seconds=speech.audio.seconds,
        ended_at=began,
        asr_seconds=time.monotonic() - began,
    )


def understand(utterance: Utterance, history: History = NONE, faculties: Faculties = NO_FACULTIES) -> Understanding:
    """What the line takes it to be: what is asked, felt, told, ordered and wanted, and what may be wrong with it."""
    plain = understand_text(utterance)
    if not plain.text:
        return plain
    plain = judged(plain, history.pairs(), faculties)
    # Here, since their many patterns take a while to compile: a session makes them ready while it is idle.
    from roleplay_lite.emotion.read import read_feeling
    from roleplay_lite.memory.extract import extract
    from roleplay_lite.memory.orders import order_in

    before, order = history.pairs(), order_in(plain.text)
    return replace(
        plain,
        feeling=None if order else read_feeling(plain.text, utterance.prosody, before),
        order=order,
        told=extract(plain.text, at=time.time(), before=before, known=history.names),
    )


@cache
def prepare() -> None:
    """Compile the patterns by which a line is read: half a second that nobody should wait for."""
    for said in ("我叫小林，我女儿上三年级，她不喜欢香菜", "我以前住在西安，明天要去面试，有点紧张", "I live in Leeds"):
        understand(Utterance(text=said))


def recall(
    understanding: Understanding, persona: Persona, history: History, faculties: Faculties = NO_FACULTIES
) -> Recalled:
    """What this turn may draw on, each with its source; and the reply itself where no model is needed for it
    (`answering.py`)."""
    before = history.pairs()
    lore, state = recall_lore(persona, understanding, before, history.lore)
    recalled = Recalled(
        understanding=understanding,
        found=(*recall_persona(persona, understanding, before), *lore),
        lore=state,
        recent=history.replies(),
        before=before,
        statements=history.statements,
        grounds=history.exchanges[-1].grounds if history.exchanges else (),
    )
    return answered(recalled, persona, faculties)


def compose(persona: Persona, recalled: Recalled, history: History) -> Prompt:
    """The prompt: `[persona][history][the person's words and the note of this turn]`. Pure and append-only: what it
    put before the note once, it puts there again, byte for byte."""
    if is_plain(recalled):
        return Prompt(messages=(Message(role="user", content=recalled.brief),), fixed=0)
    prefix = prefix_messages(persona)
    due = len(history.exchanges) % REMIND_EVERY == REMIND_EVERY - 1
    message = Message(role="user", content=with_note(persona, recalled, remind=due))
    return Prompt(messages=(*prefix, *history.messages(), message), fixed=len(prefix))


def is_plain(recalled: Recalled) -> bool:
    """Whether the model is to do this without being anybody: a character's prompt spoils a translation."""
    return bool(recalled.brief and not recalled.answer and recalled.done and recalled.done.plain)


def with_note(persona: Persona, recalled: Recalled, *, remind: bool = False) -> str:
    """The person's words, and after them what changes from turn to turn; `remind` adds how the persona talks."""
    note = _note(persona, recalled, remind=remind)
    return "\n".join(part for part in (recalled.understanding.text, note) if part)


def _note(persona: Persona, recalled: Recalled, *, remind: bool) -> str:
    understanding = recalled.understanding
    # A draft that went against a fact is told it, and nothing that might lead away from it again.
    parts = list(recalled.quoted) or [item.text for item in recalled.found]
    if recalled.brief:
        parts.append(recalled.brief)
    if not parts and (manner := trait_note(persona) or (persona.style.reminder if remind else "")):
        parts.append(manner)
    if persona.afterword:
        parts.append(filled(persona.afterword, persona, original=""))
    if understanding.language == "en" and "en" in persona.languages:
        parts.append("answer in English")
    elif understanding.language != "zh":
        parts.append("用中文回答")
    return f"（{'；'.join(parts)}）" if parts else ""


def generate(prompt: Prompt, recalled: Recalled, llm: Llm, sampling: Sampling, cancel: Cancel) -> Iterator[str]:
    """Text of the reply as it is decoded; the persona's own written answer goes before any draft."""
    return iter((recalled.answer,)) if recalled.answer else llm.generate(prompt, sampling, cancel)


def check(
    tokens: Iterable[str],
    persona: Persona,
    recalled: Recalled,
    most: int,
    faculties: Faculties = NO_FACULTIES,
    *,
    facts: bool = True,
) -> Iterator[Piece]:
    """Sentences fit to be spoken, at most `most`. One that is not comes out with the reason it was dropped for; a draft
    that goes round ends there. `facts` off lets a sentence go against them."""
    if recalled.brief and not recalled.answer:
        most = recalled.sentences or most
    said: list[str] = [recalled.opening] if recalled.opening else []
    count = len(said)
    by = recalled.answer_by if recalled.answer else "llm"
    own = by in OWN_WORDS
    draft = Unlooped(tokens)
    for raw in sentences(tokens if recalled.answer else draft):
        if not own and starts_script(raw, persona):
            return
        text = speakable(without_label(raw, persona))
        if not text:
            continue
        if not recalled.answer:
            text = rationed(text, persona.style.catch_phrases, [*recalled.recent, *said])
        if not text:
            continue
        reason = "" if own else LOOP if draft.ended else objection(text, persona, recalled, said)
        if reason := reason or _held_back(text, by, persona, recalled, faculties):
            yield Piece(text=text, dropped=reason)
            if reason == LOOP:
                return
            continue
        if facts and not recalled.answer and (wrong := _gone_against(text, persona, recalled, said)):
            # What would follow leans on it.
            yield Piece(text=text, dropped=f"against:{wrong.kind}", correction=told([wrong.fact]))
            return
        evidence = tuple(one.id for one in recalled.evidence)
        yield Piece(text=_spaced(said[-1] if said else "", text), by=by, evidence=evidence)
        said.append(text)
        count += counts(raw, text)
        if count >= most and not recalled.answer:
            return


def _held_back(text: str, by: str, persona: Persona, recalled: Recalled, faculties: Faculties) -> str:
    """What guard, rules and evidence have against the sentence, or ""."""
    guard, rules, ruling = faculties.guard, faculties.rules, recalled.understanding.ruling
    heard = recalled.understanding.text
    if guard and by in GUARDED:
        reason = faculties.trying("guard", lambda: guard.objection(text, heard=heard, persona=persona, by=by), "")
        if reason:
            return reason
    if rules and ruling and ruling.bans and by in GUARDED and rules.banned(text, ruling):
        return "ban:rule"
    knowledge = faculties.knowledge
    if by == "llm" and knowledge and recalled.evidence:
        own = [fact.value for fact in persona.facts]
        found = recalled.evidence
        reason = faculties.trying(
            "knowledge", lambda: knowledge.unsupported(text, found, heard, before=recalled.before, own=own), ""
        )
        return f"unsupported:{reason}" if reason else ""
    return ""


def counts(raw: str, text: str) -> bool:
    """Whether a piece counts against the sentences of a reply: one that ends, and is no mere exclamation. `raw` is as
    it was drafted, `text` as it is spoken."""
    return raw.rstrip(" 」』”\"')）").endswith((*ENDS, ".")) and len(text) >= _COUNTS


def _gone_against(text: str, persona: Persona, recalled: Recalled, said: list[str]) -> Contradiction | None:
    """What the sentence contradicts. One that is not sure costs one draft, and not the second."""
    # Here, since its many patterns take a while to compile: a session makes them ready while it is idle.
    from roleplay_lite.persona.consistency import VETO, contradictions

    found = contradictions(
        text,
        persona,
        said=said,
        heard=recalled.understanding.text,
        history=recalled.before,
        statements=recalled.statements,
        today=recalled.today,
    )
    least = VETO if recalled.quoted else 0.0
    return next((wrong for wrong in found if wrong.confidence >= least), None)


def _spaced(before: str, text: str) -> str:
    """Latin words keep a space between sentences; Mandarin has none."""
    return f" {text}" if before and before[-1].isascii() and text[0].isascii() else text


def speak(piece: Piece, tts: Tts, delivery: Delivery) -> Iterator[Audio]:
    """Sound of one piece, in chunks as they are made."""
    return tts.synthesize(piece.text, delivery)


def remember(turn: Turn, store: Store, session: int, keep_traces: int) -> int:
    """The turn on disk, with its trace; gives its id."""
    return store.add_turn(session, turn, keep_traces=keep_traces)
