"""Holds conversations for a suite: real sessions on one language model, with what happens inside them written down."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from roleplay_lite import line
from roleplay_lite.adapters import chosen
from roleplay_lite.device import Device
from roleplay_lite.engine_set import EngineSet
from roleplay_lite.engines import Cancel, Embed, Llm
from roleplay_lite.evaluation.suite import Reply
from roleplay_lite.persona.persona import Persona
from roleplay_lite.persona.prefix import prefix_messages
from roleplay_lite.session import Session
from roleplay_lite.trace import Overrides
from roleplay_lite.turn import Piece, Prompt


class Host:
    """One model that answers all samples of a run. Nothing is kept in the conversation store."""

    def __init__(self, device: Device, llm: Llm | None = None, *, seed: int) -> None:
        """`llm` is a ready-made model, which stays open; without one the device's own is loaded when first needed."""
        self.device = replace(device, store=replace(device.store, enabled=False))
        self.seed = seed
        self._engines = EngineSet(self.device, ready={"llm": llm} if llm else None)

    @property
    def llm(self) -> Llm:
        return self._engines.llm

    @property
    def embed(self) -> Embed | None:
        """The device's own; None where it has none."""
        return self._engines.embed

    def warm(self, persona: Persona) -> None:
        """Read the character's beginning of every prompt, so that no reply's time counts it."""
        prefix = prefix_messages(persona)
        adapter = chosen(self.device.llm, persona.id, self.llm.abilities)
        self.llm.warm(Prompt(messages=prefix, fixed=len(prefix), adapter=adapter), Cancel())

    def close(self) -> None:
        """Let go of a model that was loaded here."""
        self._engines.close()

    def converse(
        self,
        persona: Persona,
        said: Sequence[str],
        *,
        key: str,
        overrides: Overrides | None = None,
        device: Device | None = None,
    ) -> tuple[Reply, ...]:
        """The replies to these lines in a conversation of its own, one each.

        `key` seeds it: the same key and run seed draw the same words, whatever was asked before, so that a resumed run
        goes on as an unbroken one would have. `overrides` are steps of the line, as in `Session.open`.
        """
        recipe = device or self.device
        recipe = replace(
            recipe,
            llm=replace(recipe.llm, seed=seed_of(self.seed, key)),
            store=replace(recipe.store, enabled=False),
        )
        watch = Watch(overrides or {})
        with Session.open(persona, device=recipe, engines={"llm": self.llm}, overrides=watch.overrides()) as session:
            return tuple(watch.reply(session, words) for words in said)


def seed_of(seed: int, key: str) -> int:
    """A seed for one sample, from the run's."""
    return int.from_bytes(hashlib.sha256(f"{seed} {key}".encode()).digest()[:4], "big") % (2**31 - 2**16) + 1


class Watch:
    """Writes down what the steps of a turn do, whoever runs them."""

    def __init__(self, overrides: Overrides) -> None:
        self._generate: Callable[..., Iterator[str]] = overrides.get("generate", line.generate)
        self._check: Callable[..., Iterator[Piece]] = overrides.get("check", line.check)
        self._rest: Mapping[str, Callable[..., Any]] = overrides
        self._drafts: list[str] = []
        self._dropped: list[tuple[str, str]] = []

    def overrides(self) -> Overrides:
        return {**self._rest, "generate": self._generated, "check": self._checked}

    def reply(self, session: Session, words: str) -> Reply:
        self._drafts, self._dropped = [], []
        pieces = list(session.reply(words))
        turn = session.turn
        assert turn
        return Reply(
            text="".join(piece.text for piece in pieces),
            by=tuple(piece.by for piece in pieces),
            drafts=tuple(self._drafts),
            dropped=tuple(self._dropped),
            note=turn.prompted,
            outcome=str(turn.outcome),
            seconds=round(turn.metrics.get("total", 0.0), 4),
            first=round(turn.metrics.get("first_piece", 0.0), 4),
            steps={step.step: round(step.ms, 3) for step in turn.steps},
        )

    def _generated(self, prompt: Any, recalled: Any, *rest: Any) -> Iterator[str]:
        if recalled.answer:
            yield from self._generate(prompt, recalled, *rest)
            return
        self._drafts.append("")
        for token in self._generate(prompt, recalled, *rest):
            self._drafts[-1] += token
            yield token

    def _checked(self, tokens: Iterable[str], *rest: Any) -> Iterator[Piece]:
        for piece in self._check(tokens, *rest):
            if piece.dropped:
                self._dropped.append((piece.text, piece.dropped))
            yield piece
