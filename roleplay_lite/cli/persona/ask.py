"""`roleplay-lite persona ask`: what a character would answer to a line, and why."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any, TypeVar

import click

from roleplay_lite import line
from roleplay_lite.cli.options import open_session
from roleplay_lite.cli.persona.tables import as_json_option, print_json, print_rows
from roleplay_lite.device import Limits
from roleplay_lite.history import History
from roleplay_lite.memory.people import GUEST
from roleplay_lite.persona import Fact, Persona, load_persona
from roleplay_lite.persona.claims import Voice, claims
from roleplay_lite.persona.derived import derived_facts
from roleplay_lite.session import Session
from roleplay_lite.turn import Recalled, Utterance

_BY = {
    "fact": "a fact that was asked for",
    "derived": "what follows from a fact",
    "yes": "a fact that was guessed right",
    "no": "a fact that was guessed wrong",
    "unset": "no fact: its own words for what it does not tell",
    "example": "its own written reply to this very line",
    "value": "a stance that it holds",
    "unknown": "it cannot know this",
    "refusal": "it declines this",
    "llm": "the language model",
    "deflect": "nothing of the drafts could be let through: its own way out",
    "sorry": "something failed: its own apology",
    "silence": "nothing was said",
}
T = TypeVar("T")
_FROM_FACTS = ("fact", "derived", "yes", "no")


@click.command()
@click.argument("persona", metavar="NAME|FILE")
@click.argument("text", metavar="LINE")
@click.option("--model", default=None, help="Ask this model where one is needed: qwen2.5-0.5b, auto, a GGUF file.")
@click.option("--seed", type=click.IntRange(0, 2**32 - 1), default=None, help="The same seed draws the same words.")
@as_json_option
def ask(persona: str, text: str, model: str | None, seed: int | None, as_json: bool) -> None:
    """Say what a character would answer to a line, and why: what answered, the facts it rests on, what was recalled.

    Without --model nothing is drafted: it shows what needs no model, and says when the model would be asked. Nothing is
    kept of the conversation.

    \b
    Examples:
      roleplay-lite persona ask xiaoman "你今年多大"
      roleplay-lite persona ask my-character.toml "你哥结婚了吗" --json
      roleplay-lite persona ask xiaoman "下雨了，心情不好" --model qwen2.5-0.5b
    """
    who = load_persona(persona)
    why = explain(who, text) if model is None else _with_model(who, persona, text, model, seed)
    if as_json:
        print_json(asdict(why))
    else:
        print_rows(("what", "is"), list(_rows(why)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Because:
    """A fact that an answer rests on."""

    owner: str
    key: str
    value: str
    rule: str = ""
    """What it follows by, where it is not written."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Explained:
    """An answer and where it comes from."""

    persona: str
    text: str
    language: str
    is_question: bool
    about: str
    answer: str
    """Empty when the model would be asked."""
    by: str
    """What answered; empty when the model would be asked."""
    facts: tuple[Because, ...]
    found: tuple[dict[str, Any], ...]
    """What was recalled, best first: `text`, `source`, `score`."""
    note: str
    """What the prompt adds to the person's words; empty when nothing, or when no model is needed."""
    checks: tuple[str, ...]
    """What held back sentences."""
    ms: dict[str, float]
    """Milliseconds, by step."""
    model: str = ""


def explain(persona: Persona, text: str) -> Explained:
    """What can be said of a line without a model."""
    clock: dict[str, float] = {}
    understanding = _timed(clock, "understand", lambda: line.understand(Utterance(text=text)))
    recalled = _timed(clock, "recall", lambda: line.recall(understanding, persona, History()))
    prompt = _timed(clock, "compose", lambda: line.compose(persona, recalled, History()))
    said, checks = "", []
    if recalled.answer:
        most = Limits().reply_sentences
        pieces = _timed(clock, "check", lambda: list(line.check([recalled.answer], persona, recalled, most)))
        said = "".join(piece.text for piece in pieces if not piece.dropped)
        checks = [piece.dropped for piece in pieces if piece.dropped]
    elif not understanding.text:
        said = persona.lines.silence[0]
    by = ("" if understanding.text else "silence") if not recalled.answer else recalled.answer_by if said else ""
    note = "" if by else _note(prompt.messages[-1].content, understanding.text)
    return _explained(persona, recalled, said, by, note=note, checks=checks, ms=clock)


def _with_model(persona: Persona, name: str, text: str, model: str, seed: int | None) -> Explained:
    shared = {"traits": None, "backend": None, "device": None, "seed": seed, "no_store": True}
    with open_session(persona=name, model=model, person=GUEST, **shared) as session:  # type: ignore[arg-type]
        return answered(session, text)


def answered(session: Session, text: str) -> Explained:
    """What the session answers to a line, and why."""
    pieces = list(session.reply(text))
    turn, persona = session.turn, session.persona
    assert turn
    recalled = line.recall(line.understand(turn.utterance), persona, History())
    return _explained(
        persona,
        recalled,
        "".join(piece.text for piece in pieces),
        pieces[-1].by if pieces else "",
        note=_note(turn.prompted, recalled.understanding.text) if any(piece.by == "llm" for piece in pieces) else "",
        checks=[step.reason for step in turn.steps if step.reason],
        ms={step.step: step.ms for step in turn.steps},
        model=session.engines.llm.abilities.name,
    )


def _explained(
    persona: Persona,
    recalled: Recalled,
    answer: str,
    by: str,
    *,
    note: str,
    checks: list[str],
    ms: dict[str, float],
    model: str = "",
) -> Explained:
    understanding = recalled.understanding
    return Explained(
        persona=persona.id,
        text=understanding.text,
        language=understanding.language,
        is_question=understanding.is_question,
        about=str(understanding.about),
        answer=answer,
        by=by,
        facts=tuple(rests_on(persona, answer, recalled.today)) if by in _FROM_FACTS else (),
        found=tuple(asdict(found) for found in recalled.found),
        note=note,
        checks=tuple(checks),
        ms={step: round(spent, 3) for step, spent in ms.items()},
        model=model,
    )


def rests_on(persona: Persona, answer: str, today: date) -> Iterator[Because]:
    """The facts that an answer tells, read back out of its words, and what those follow from."""
    read = claims(answer, persona, Voice.PERSONA)
    told = {(claim.fact.owner, claim.fact.key) for claim in read if claim.rule != "mention"}
    written = _told(answer, persona.facts, told)
    for fact in written:
        yield Because(owner=fact.owner, key=fact.key, value=fact.value)
    derived = {found.fact: found for found in derived_facts(persona, today)}
    for fact in _told(answer, derived, told - {(fact.owner, fact.key) for fact in written}):
        yield Because(owner=fact.owner, key=fact.key, value=fact.value, rule=derived[fact].rule)
        for premise in derived[fact].premises:
            if premise not in written:
                yield Because(owner=premise.owner, key=premise.key, value=premise.value)


def _told(answer: str, facts: Iterable[Fact], told: set[tuple[str, str]]) -> list[Fact]:
    """Those whose key is claimed; of several under one key, those whose value is said."""
    held = [fact for fact in facts if (fact.owner, fact.key) in told]
    said = {(fact.owner, fact.key) for fact in held if fact.value in answer}
    return [fact for fact in held if fact.value in answer or (fact.owner, fact.key) not in said]


def _note(prompted: str, text: str) -> str:
    return prompted.removeprefix(text).strip()


def _timed(clock: dict[str, float], step: str, call: Callable[[], T]) -> T:
    began = time.perf_counter()
    result = call()
    clock[step] = (time.perf_counter() - began) * 1000
    return result


def _rows(why: Explained) -> Iterator[tuple[str, str]]:
    kind = "a question" if why.is_question else "no question"
    yield "taken for", f"{kind} about the {why.about}, {why.language}"
    yield "answer", why.answer or "the model would be asked; --model asks it"
    if why.by:
        yield "answered by", f"{why.by}: {_BY.get(why.by, 'a step of its own')}"
    for fact in why.facts:
        whose = f"{fact.owner}.{fact.key}"
        yield "rests on", f"{whose} = {fact.value} ({fact.rule})" if fact.rule else f"{whose} = {fact.value}"
    for found in why.found:
        yield "recalled", f"{found['score']:.2f} {found['source']}: {found['text']}"
    if why.note:
        yield "note", why.note
    for reason in why.checks:
        yield "held back", reason
    if why.model:
        yield "model", why.model
    yield "time", ", ".join(f"{step} {spent:.1f} ms" for step, spent in why.ms.items())
