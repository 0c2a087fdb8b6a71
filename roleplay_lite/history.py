"""What a conversation's prompt keeps of the past: append-only, until compaction drops its older half."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from roleplay_lite.persona.facts import Fact
from roleplay_lite.persona.lorebook import LoreState
from roleplay_lite.turn import Message

if TYPE_CHECKING:
    from roleplay_lite.knowledge.evidence import Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Exchange:
    """A past turn as the prompt has it, word for word as it stood."""

    prompted: str
    """The user message with the note of its turn."""
    heard: str
    """What the person heard of the reply."""
    said: str = ""
    """The person's words alone."""
    grounds: tuple[Evidence, ...] = ()
    """What the reply rested on, where it was looked up."""


@dataclass(frozen=True, slots=True)
class History:
    """Past exchanges, oldest first."""

    exchanges: tuple[Exchange, ...] = ()
    statements: tuple[Fact, ...] = ()
    """What the persona has said of itself, in this conversation and earlier ones, where no fact of its own says it."""

    lore: LoreState = field(default_factory=LoreState)
    """What the next turn's lore depends on."""
    names: Mapping[str, str] = field(default_factory=dict)
    """Names that the person has told at any time, each with whose it is (「朵朵」: 「女儿」)."""

    def add(self, exchange: Exchange) -> History:
        return replace(self, exchanges=(*self.exchanges, exchange))

    def with_last_heard(self, heard: str) -> History:
        """The last reply cut to what was heard of it after all."""
        last = replace(self.exchanges[-1], heard=heard) if self.exchanges else None
        return replace(self, exchanges=(*self.exchanges[:-1], last)) if last else self

    def halved(self) -> History:
        """Without the older half; what is kept starts with a user message."""
        return replace(self, exchanges=self.exchanges[(len(self.exchanges) + 1) // 2 :])

    def without(self, forgotten: Collection[str]) -> History:
        """Without the exchanges that hold any of these texts."""
        kept = tuple(one for one in self.exchanges if not any(text in one.prompted + one.heard for text in forgotten))
        return self if len(kept) == len(self.exchanges) else replace(self, exchanges=kept)

    def replies(self, most: int = 4) -> tuple[str, ...]:
        """What was heard of the last replies, latest last."""
        return tuple(exchange.heard for exchange in self.exchanges[-most:] if exchange.heard)

    def pairs(self, most: int = 8) -> tuple[tuple[str, str], ...]:
        """The last exchanges as (the person's words, what was heard of the reply), latest last."""
        return tuple((exchange.said, exchange.heard) for exchange in self.exchanges[-most:])

    def messages(self) -> tuple[Message, ...]:
        found: list[Message] = []
        for exchange in self.exchanges:
            found.append(Message(role="user", content=exchange.prompted))
            # A chat template wants the roles to alternate, also after a reply of which nothing was heard.
            found.append(Message(role="assistant", content=exchange.heard or "……"))
        return tuple(found)
