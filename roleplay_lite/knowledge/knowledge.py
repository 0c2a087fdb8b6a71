"""What a character can look up, behind one door: the question made plain, frequent questions, packs, the cloud, and the
honest word where nothing is known."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from roleplay_lite import paths
from roleplay_lite.errors import KnowledgeError, RoleplayError
from roleplay_lite.knowledge.answers import Answer, answer_of, screened
from roleplay_lite.knowledge.asked import is_asked
from roleplay_lite.knowledge.comparing import Comparison, compared, comparison
from roleplay_lite.knowledge.config import KnowledgeConfig
from roleplay_lite.knowledge.evidence import Evidence, Looked, Query
from roleplay_lite.knowledge.fields import beyond_it, is_own_field
from roleplay_lite.knowledge.library import Library
from roleplay_lite.knowledge.screening import as_data
from roleplay_lite.knowledge.spans import LONGEST
from roleplay_lite.knowledge.telling import in_character
from roleplay_lite.knowledge.wording import clause
from roleplay_lite.understanding import language as language_of

if TYPE_CHECKING:
    from roleplay_lite.engines import Cancel, Embed
    from roleplay_lite.knowledge.cloud.cloud import Cloud
    from roleplay_lite.knowledge.pack.pack import Pack
    from roleplay_lite.persona.persona import Persona

MOST = 10
"""Pieces of evidence that a question is looked up to."""
ASKED = 0.5
"""`Query.needs` from which a question is looked up outside the device."""
_LASTING = 0.8
"""How sure what a pack says must be for a question that sounds as if the answer changed by the day (「天气晚来秋」)."""
_NEARLY_THE_SAME = 0.97
"""How like a frequent question one must be that a fact answers more surely."""
_WORTHLESS = 0.03
"""Under this nothing is looked at."""


class Knowledge:
    """Opening it reads no file; a pack that breaks costs one KnowledgeError, and the others answer on."""

    def __init__(self, config: KnowledgeConfig, library: Library, names_of: Callable[[], Iterable[str]]) -> None:
        self.config, self._library, self._names_of = config, library, names_of
        self._last: tuple[int, Query, tuple[Evidence, ...]] | None = None
        self._untold: KnowledgeError | None = None
        self._cloud_: Cloud | None = None

    @classmethod
    def open(
        cls,
        config: KnowledgeConfig | None = None,
        *,
        embed: Embed | None = None,
        names_of: Callable[[], Iterable[str]] = tuple,
    ) -> Knowledge:
        """`names_of` gives what must not leave the device: the people and places that a memory knows."""
        config = config or KnowledgeConfig()
        return cls(config, Library(config, embed), names_of)

    @property
    def packs(self) -> tuple[Pack, ...]:
        """Those that are read. Raises KnowledgeError."""
        return self._library.packs

    def prepare(self) -> None:
        """Open the packs and compile what a first question would wait for. What is broken is told by the next look."""
        try:
            self._library.prepare()
            if self._library.packs:
                self._local(self.query("法国的首都是哪里", (), today=date.today()), None, 0)
            if self.config.cloud.enabled:
                # Opening it takes longer than a turn may wait; nobody is asked by it.
                _ = self._cloud
        except KnowledgeError as problem:
            self._untold = problem

    def close(self) -> None:
        """Closing twice is the same as once."""
        self._library.close()
        if self._cloud_ is not None:
            self._cloud_.close()

    def query(self, text: str, before: Sequence[tuple[str, str]] = (), *, language: str = "zh", today: date) -> Query:
        """What a line asks of the world, made to stand alone; `needs` is 0 for small talk and for what is asked of the
        persona or the person. Raises KnowledgeError."""
        if untold := self._untold:
            self._untold = None
            raise untold
        return self._library.query(text, tuple(before), today)

    def faq(self, query: Query) -> Looked:
        """The answer of a frequent question that is surely asked, as it is written; else nothing. Those of one's own
        documents answer whatever the line is about, a pack's only what needs looking up. Raises KnowledgeError."""
        found = self._found(query)
        best = next((one for one in found if one.level == "faq" and is_asked(query, one)), None)
        if best is None or best.score < self.config.faq_sure:
            return Looked(query=query, why="")
        if best.licence and best.score < _NEARLY_THE_SAME and found[0].level == "triple":
            # A fact of just what is named goes before a question that is much like it.
            return Looked(query=query, why="")
        return Looked(query=query, evidence=(best,), answer=best.text, why=f"faq {best.score:.2f}")

    def look(
        self, query: Query, *, persona: Persona | None = None, seed: int | None = None, cancel: Cancel | None = None
    ) -> Looked:
        """What packs say to a question, and then, where it is turned on, the cloud. An `answer` where that is sure, in
        the persona's way; evidence for the model where it is not; nothing where nothing is known. Raises
        KnowledgeError."""
        seed = zlib.crc32(query.text.encode()) if seed is None else seed
        if persona and (thing := beyond_it(persona, query)):
            return _not_its(query, persona, thing, seed)
        local = self._local(query, persona, seed)
        if local.answer or not self.config.cloud.enabled or query.needs < ASKED:
            return local
        return self._outside(query, persona, seed, local, cancel)

    def unsure(
        self, query: Query, persona: Persona, *, seed: int, language: str = "zh", recent: Sequence[str] = ()
    ) -> str:
        """See `unsure.unsure`."""
        from roleplay_lite.knowledge.unsure import unsure

        return unsure(
            query, persona, seed=seed, language=language, recent=recent, online=bool(self.config.cloud.providers)
        )

    def why(self, evidence: Sequence[Evidence], *, seed: int = 0, language: str = "zh") -> str:
        """See `sources.why`."""
        from roleplay_lite.knowledge.sources import why

        return why(evidence, seed=seed, language=language)

    def unsupported(
        self,
        sentence: str,
        evidence: Sequence[Evidence],
        heard: str,
        *,
        before: Sequence[tuple[str, str]] = (),
        own: Iterable[str] = (),
    ) -> str:
        """See `support.unsupported`, with the names of the packs."""
        from roleplay_lite.knowledge.support import unsupported

        return unsupported(sentence, evidence, heard, before=before, own=own, names=self._library.named)

    def found(self, query: Query, k: int = MOST) -> tuple[Evidence, ...]:
        """What packs have for a question, best first, screened, whatever it is worth. Raises KnowledgeError."""
        return self._found(query)[:k]

    def _found(self, query: Query) -> tuple[Evidence, ...]:
        """The turn asks twice, for frequent questions and for the rest."""
        version = self._library.version
        if self._last and self._last[:2] == (version, query):
            return self._last[2]
        found = screened([one for one in self._library.search(query, MOST) if one.score >= _WORTHLESS])
        self._last = (version, query, found)
        return found

    def _local(self, query: Query, persona: Persona | None, seed: int) -> Looked:
        """What packs answer. What changes by the day they do not know; one's own documents may."""
        if outcome := self._compared(query, persona, seed):
            return outcome
        found = tuple(
            one
            for one in self._found(query)
            if is_asked(query, one) and (not query.fresh or not one.licence or one.score >= _LASTING)
        )
        if persona and (thing := beyond_it(persona, query, found[:1] + self._dynasty(persona, found))):
            return _not_its(query, persona, thing, seed)
        sure = self.config.faq_sure if found and found[0].level == "faq" else self.config.sure
        if answer := answer_of(query, found, sure=sure):
            return _answered(query, answer, persona, seed)
        some = tuple(one for one in found if one.score >= _least(self.config, one))
        if some:
            return Looked(query=query, evidence=some, why=f"{some[0].level} {some[0].score:.2f}, unsure")
        best = f", best {found[0].level} {found[0].score:.2f}" if found else ""
        return Looked(query=query, why=f"nothing over {self.config.some:g}{best}")

    def _dynasty(self, persona: Persona, found: Sequence[Evidence]) -> tuple[Evidence, ...]:
        """When a work is from, for a persona of another time."""
        if not persona.scope.era or not found or not found[0].entity:
            return ()
        return self._of(found[0].entity, ("朝代",))[:1]

    def _compared(self, query: Query, persona: Persona | None, seed: int) -> Looked | None:
        """Two things by one number, where both are known by the same name of it."""
        asked = comparison(query.said or query.text)
        if asked is None:
            return None
        # What is known of one of them alone, or of both together, is no answer.
        silent = Looked(query=query, why="compared: not known of both")
        for attribute in asked.attributes:
            one, other = (self._of(name, (attribute,)) for name in (asked.first, asked.second))
            if one and other and one[0].entity != other[0].entity and one[0].attribute == other[0].attribute:
                return self._told_of_two(query, asked, one[0], other[0], persona, seed) or silent
        return silent

    def _told_of_two(
        self, query: Query, asked: Comparison, one: Evidence, other: Evidence, persona: Persona | None, seed: int
    ) -> Looked | None:
        clauses = [clause(each.entity, each.attribute, (each.value,)) for each in (one, other)]
        outcome = compared(asked, one.value, other.value, clauses)
        if outcome is None:
            return None
        answer = Answer(clause=outcome.clause, verdict=outcome.verdict, used=(one, other))
        return _answered(query, answer, persona, seed)

    def _of(self, name: str, attributes: Sequence[str]) -> tuple[Evidence, ...]:
        """What is known of one thing under one of these attributes."""
        asked = self._library.query(f"{name}的{attributes[0]}是多少", (), date.today())
        found = screened(self._library.search(asked, MOST))
        called = {name, *asked.entities[:1]}
        return tuple(
            one for one in found if one.level == "triple" and one.entity in called and one.attribute in attributes
        )

    def _outside(
        self, query: Query, persona: Persona | None, seed: int, local: Looked, cancel: Cancel | None
    ) -> Looked:
        """What the cloud says within its deadline; what the packs had stands in where it says nothing."""
        try:
            looked = self._cloud.look(query, cancel=cancel)
        except RoleplayError as problem:
            return replace(local, why=f"{local.why}; cloud: {problem}")
        evidence = screened(looked.evidence)
        if not evidence:
            return replace(local, why=f"{local.why}; {looked.why}")
        if persona and (thing := beyond_it(persona, query, evidence[:1])):
            return _not_its(query, persona, thing, seed)
        told = as_data(looked.answer, longest=2 * LONGEST)
        answer = Answer(clause=told, used=evidence) if told else answer_of(query, evidence, sure=self.config.sure)
        if answer:
            return _answered(query, answer, persona, seed, why=looked.why)
        return Looked(query=query, evidence=(*evidence, *local.evidence), why=looked.why)

    @property
    def _cloud(self) -> Cloud:
        if self._cloud_ is None:
            from roleplay_lite.knowledge.cloud.cloud import Cloud

            record = paths.data_dir() / "cloud.db"
            self._cloud_ = Cloud.open(self.config.cloud, store=record, names=self._names_of, screen=as_data)
        return self._cloud_


def _least(config: KnowledgeConfig, evidence: Evidence) -> float:
    return config.faq_some if evidence.level == "faq" else config.some


def _answered(query: Query, answer: Answer, persona: Persona | None, seed: int, why: str = "") -> Looked:
    first = answer.used[0]
    # Whoever wrote a frequent question's answer wrote it to be said.
    said = answer.clause
    if first.level != "faq":
        said = in_character(
            persona,
            answer.verdict,
            answer.clause,
            seed=seed,
            language=language_of(answer.clause),
            own_field=persona is None or is_own_field(persona, first),
        )
    reason = why or f"{first.level} {first.score:.2f}"
    if answer.verdict != "fact":
        reason += f" {answer.verdict}"
    return Looked(query=query, evidence=answer.used, answer=said, why=reason)


def _not_its(query: Query, persona: Persona, thing: str, seed: int) -> Looked:
    """Somebody of another time, or who has never heard of it, does not answer from a book."""
    english = language_of(query.said or query.text) == "en"
    lines = tuple(one for one in persona.lines.unknown if one.isascii() == english)
    said = lines[seed % len(lines)].replace("{thing}", thing) if lines else ""
    return Looked(query=query, answer=said, why=f"beyond {persona.id}: {thing}")
