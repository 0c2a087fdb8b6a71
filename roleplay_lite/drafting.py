"""One reply, drawn again where the checks let too little of it through, and what is said when nothing can be."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator
from contextlib import closing
from dataclasses import dataclass, field, replace

from roleplay_lite import line
from roleplay_lite.candidates import Candidate, best
from roleplay_lite.device import Limits
from roleplay_lite.engines import Cancel, Llm, Sampling
from roleplay_lite.faculties import Faculties
from roleplay_lite.persona.persona import Persona
from roleplay_lite.trace import StepRunner, add_reason
from roleplay_lite.turn import Piece, Prompt, Recalled, Turn
from roleplay_lite.voice.sentence import PAUSES

SENTENCE_TOKENS = 40
"""What a sentence of a longer piece (a story) may take."""


@dataclass(slots=True, kw_only=True)
class Drafting:
    """The steps from `generate` to checked pieces, for one turn."""

    runner: StepRunner
    turn: Turn
    persona: Persona
    llm: Llm
    limits: Limits
    sampling: Sampling
    faculties: Faculties
    cancel: Cancel
    mark: Callable[[str], None]
    """Notes the time of something, once: `first_token`."""
    corrections: list[str] = field(default_factory=list)
    """What is so, where drafts went against it."""
    opened: int = 0
    """Pieces that met a feeling before any draft."""

    def pieces(self, recalled: Recalled, prompt_of: Callable[[Recalled], Prompt]) -> Generator[Piece, None, None]:
        """Pieces as they pass the checks. A draft that went against a fact is followed by one that is told the fact,
        and that by the fact itself; any other draft of which nothing is left, by the persona's way out."""
        if recalled.opening and not recalled.answer:
            self.opened = 1
            yield Piece(text=recalled.opening, by="feeling")
        if recalled.brief and not recalled.answer and recalled.done and recalled.done.vet:
            yield from self._vetted(recalled, prompt_of(recalled))
            return
        for attempt in range(self.limits.drafts):
            prompt = prompt_of(recalled)
            self._note_prompt(recalled, prompt)
            several = self.limits.candidates > 1 and not recalled.answer and attempt == 0
            yield from self._chosen(recalled, prompt) if several else self._attempt(recalled, prompt, attempt)
            if self.cancel or self._is_whole():
                return
            # A written answer that was held back is not tried twice.
            recalled = replace(recalled, answer="", quoted=tuple(dict.fromkeys(self.corrections)))
        if self.corrections:
            yield Piece(text=self.corrections[0] + "。", by="fact")
            return
        if self.turn.pieces[self.opened :]:
            return
        if recalled.done and recalled.done.fallback:
            yield Piece(text=recalled.done.fallback, by="skill")
        elif recalled.evidence:
            # Nothing of what the model made of it could be let through: what was found speaks for itself.
            best = recalled.evidence[0]
            yield Piece(text=best.text, by="knowledge", evidence=(best.id,))

    def _note_prompt(self, recalled: Recalled, prompt: Prompt) -> None:
        """What the conversation keeps of it: a task that is nobody's has no place among the character's words."""
        plain = line.is_plain(recalled)
        self.turn.prompted = recalled.understanding.text if plain else prompt.messages[-1].content

    def _vetted(self, recalled: Recalled, prompt: Prompt) -> Generator[Piece, None, None]:
        """A draft that only the whole of it can be judged by (a translation, a poem), or what stands in for it."""
        done = recalled.done
        assert done
        assert done.vet
        self._note_prompt(recalled, prompt)
        sampling = replace(
            self.sampling,
            max_tokens=max(self.sampling.max_tokens, recalled.sentences * SENTENCE_TOKENS),
            temperature=0.0 if done.plain else self.sampling.temperature,
        )
        tokens = self.runner.stream("generate", line.generate, prompt, recalled, self.llm, sampling, self.cancel)
        with closing(tokens):  # type: ignore[type-var]
            draft = "".join(self._timed(tokens))
        if self.cancel:
            return
        heard, guard = recalled.understanding.text, self.faculties.guard
        text = done.vet(draft)
        if text and guard and guard.objection(text, heard=heard, persona=self.persona, by="llm"):
            text = ""
        add_reason(self.turn, "generate", "vetted" if text else "not fit")
        answer = replace(recalled, answer=text or done.fallback, answer_by="skill", brief="")
        inputs = ([answer.answer], self.persona, answer, self.limits.reply_sentences, self.faculties)
        if answer.answer:
            yield from self.runner.stream("check", line.check, *inputs)

    def _is_whole(self) -> bool:
        """A clause whose rest was held back (「好呀，」) wants the rest of a reply as much as nothing does."""
        drafted = self.turn.pieces[self.opened :]
        return bool(drafted) and not drafted[-1].text.endswith(tuple(PAUSES))

    def _attempt(self, recalled: Recalled, prompt: Prompt, attempt: int) -> Generator[Piece, None, None]:
        """One draft, let out as it comes."""
        with closing(self._drafted(recalled, prompt, attempt)) as draft:
            for piece in draft:
                if piece.dropped:
                    self._note(piece)
                elif attempt == 0 or piece.text not in self.turn.reply:
                    yield piece

    def _chosen(self, recalled: Recalled, prompt: Prompt) -> Generator[Piece, None, None]:
        """Several drafts, and the best of them once all are there: a reply that is worth its wait."""
        made = []
        for number in range(self.limits.candidates):
            # Seeds past those of the drafts that may follow.
            pieces = tuple(self._drafted(recalled, prompt, number + self.limits.drafts if number else 0))
            if self.cancel:
                return
            made.append(Candidate(pieces=pieces))
        place = best(made, self.persona)
        add_reason(self.turn, "generate", f"candidate {place + 1} of {len(made)}")
        for piece in made[place].pieces:
            if piece.dropped:
                self._note(piece)
            else:
                yield piece

    def _drafted(self, recalled: Recalled, prompt: Prompt, number: int) -> Generator[Piece, None, None]:
        """The pieces of one draft, those that are held back among them."""
        sampling = replace(self.sampling, seed=self.sampling.seed + number)
        if recalled.brief:
            room = recalled.sentences * SENTENCE_TOKENS
            sampling = replace(sampling, max_tokens=max(sampling.max_tokens, room))
        tokens = self.runner.stream("generate", line.generate, prompt, recalled, self.llm, sampling, self.cancel)
        most = self.limits.reply_sentences
        inputs = (self._timed(tokens), self.persona, recalled, most, self.faculties)
        drafted = self.runner.stream("check", line.check, *inputs)
        with closing(tokens), closing(drafted):  # type: ignore[type-var]
            yield from drafted

    def _note(self, piece: Piece) -> None:
        add_reason(self.turn, "check", piece.dropped)
        if piece.correction:
            self.corrections.append(piece.correction)

    def _timed(self, tokens: Iterator[str]) -> Iterator[str]:
        for token in tokens:
            self.mark("first_token")
            yield token
