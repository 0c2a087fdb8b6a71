"""How each kind of source is asked and read: pure functions, a request out and an answer in."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from roleplay_lite.knowledge.cloud.answer import Answer, Ask, Question
from roleplay_lite.knowledge.cloud.config import Kind, ProviderConfig
from roleplay_lite.knowledge.cloud.providers import baidu, bocha, chat, mediawiki, searxng
from roleplay_lite.knowledge.cloud.secret import Secret


@dataclass(frozen=True, slots=True, kw_only=True)
class Adapter:
    """Of one kind."""

    ask: Callable[[ProviderConfig, Question, Secret], Ask]
    read: Callable[[object], Answer]
    """Raises CloudError where it is not what the kind answers."""
    tokens: Callable[[ProviderConfig, Question], int]
    """How many to put aside before it is asked."""


def _none(_provider: ProviderConfig, _question: Question) -> int:
    return 0


ADAPTERS: Mapping[Kind, Adapter] = {
    "chat": Adapter(ask=chat.ask, read=chat.read, tokens=chat.tokens),
    "searxng": Adapter(ask=searxng.ask, read=searxng.read, tokens=_none),
    "mediawiki": Adapter(ask=mediawiki.ask, read=mediawiki.read, tokens=_none),
    "bocha": Adapter(ask=bocha.ask, read=bocha.read, tokens=_none),
    "baidu": Adapter(ask=baidu.ask, read=baidu.read, tokens=_none),
}
