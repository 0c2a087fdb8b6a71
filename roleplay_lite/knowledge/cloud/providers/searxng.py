"""A SearXNG of one's own, by its JSON format (`search.formats` of its settings has to allow it)."""

from __future__ import annotations

from roleplay_lite.knowledge.cloud.answer import Answer, Ask, Piece, Question
from roleplay_lite.knowledge.cloud.config import ProviderConfig
from roleplay_lite.knowledge.cloud.providers.shape import rows, table, text
from roleplay_lite.knowledge.cloud.secret import Secret


def ask(provider: ProviderConfig, question: Question, key: Secret) -> Ask:
    """With the strict filter: whoever asks may be a child."""
    base = provider.base_url.removesuffix("/search")
    return Ask(
        url=f"{base}/search",
        params={
            "q": question.search,
            "format": "json",
            "language": "en" if question.english else "zh-CN",
            "safesearch": "2",
            **({"time_range": "month"} if question.fresh else {}),
            **{name: str(value) for name, value in provider.extra.items()},
        },
        headers={"Authorization": f"Bearer {key.reveal()}"} if key else {},
    )


def read(data: object) -> Answer:
    """Raises CloudError."""
    whole = table(data, "the top")
    pieces = [_answer(one) for one in whole.get("answers") or () if one]
    pieces += [
        Piece(text=text(box, "content"), title=text(box, "infobox"), url=text(box, "id"))
        for box in rows(whole.get("infoboxes") or [], "infoboxes")
    ]
    pieces += [
        Piece(text=text(row, "content"), title=text(row, "title"), url=text(row, "url"))
        for row in rows(whole.get("results"), "results")
    ]
    return Answer(pieces=tuple(piece for piece in pieces if piece.text))


def _answer(one: object) -> Piece:
    """A text in older releases, an object in newer ones."""
    if isinstance(one, str):
        return Piece(text=one)
    row = table(one, "answers")
    return Piece(text=text(row, "answer", "content"), url=text(row, "url"))
