"""Bocha's web search, whose answers are shaped as Bing's were."""

from __future__ import annotations

from roleplay_lite.errors import CloudError
from roleplay_lite.knowledge.cloud.answer import Answer, Ask, Piece, Question
from roleplay_lite.knowledge.cloud.config import ProviderConfig
from roleplay_lite.knowledge.cloud.providers.shape import rows, table, text
from roleplay_lite.knowledge.cloud.secret import Secret


def ask(provider: ProviderConfig, question: Question, key: Secret) -> Ask:
    return Ask(
        url=provider.base_url,
        method="POST",
        headers={"Authorization": f"Bearer {key.reveal()}"},
        body={
            "query": question.search,
            "summary": True,
            "count": question.results,
            "freshness": "oneWeek" if question.fresh else "noLimit",
            **provider.extra,
        },
    )


def read(data: object) -> Answer:
    """Raises CloudError."""
    whole = table(data, "the top")
    code = whole.get("code", 200)
    if str(code) != "200":
        kind = {"401": "key", "403": "unpaid", "429": "busy"}.get(str(code), "refused")
        raise CloudError(f"it refuses the question (code {str(code)[:10]})", kind=kind)
    pages = table(whole.get("data", whole), "data").get("webPages")
    if pages is None:
        return Answer()
    found = (
        Piece(text=text(row, "summary", "snippet"), title=text(row, "name"), url=text(row, "url"))
        for row in rows(table(pages, "data.webPages").get("value"), "data.webPages.value")
    )
    return Answer(pieces=tuple(piece for piece in found if piece.text))
