"""Baidu AI search (Qianfan), its list of pages: the question as a message, at most 72 signs of it."""

from __future__ import annotations

from roleplay_lite.errors import CloudError
from roleplay_lite.knowledge.cloud.answer import Answer, Ask, Piece, Question
from roleplay_lite.knowledge.cloud.config import ProviderConfig
from roleplay_lite.knowledge.cloud.providers.shape import rows, table, text
from roleplay_lite.knowledge.cloud.secret import Secret

_LONGEST = 72


def ask(provider: ProviderConfig, question: Question, key: Secret) -> Ask:
    return Ask(
        url=provider.base_url,
        method="POST",
        headers={"Authorization": f"Bearer {key.reveal()}"},
        body={
            "messages": [{"role": "user", "content": question.search[:_LONGEST]}],
            "search_source": "baidu_search_v2",
            "resource_type_filter": [{"type": "web", "top_k": question.results}],
            **({"search_recency_filter": "week"} if question.fresh else {}),
            **provider.extra,
        },
    )


def read(data: object) -> Answer:
    """Raises CloudError."""
    whole = table(data, "the top")
    if "references" not in whole and (code := whole.get("code")):
        raise CloudError(f"it refuses the question (code {str(code)[:40]})", kind=_kind(str(code)))
    found = (
        Piece(text=text(row, "content", "snippet"), title=text(row, "title", "web_anchor"), url=text(row, "url"))
        for row in rows(whole.get("references"), "references")
    )
    return Answer(pieces=tuple(piece for piece in found if piece.text))


def _kind(code: str) -> str:
    lower = code.lower()
    if "auth" in lower or "token" in lower or code.startswith("216003"):
        return "key"
    return "busy" if "limit" in lower or "qps" in lower else "refused"
