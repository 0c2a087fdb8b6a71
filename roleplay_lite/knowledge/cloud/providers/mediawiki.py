"""A wiki by MediaWiki's action API: the beginnings of the pages that a search finds, in one request.

Its operators ask for a contact in the User-Agent, one request at a time, and `maxlag`; `Retry-After` is heeded.
"""

from __future__ import annotations

from roleplay_lite.errors import CloudError
from roleplay_lite.knowledge.cloud.answer import Answer, Ask, Piece, Question
from roleplay_lite.knowledge.cloud.config import ProviderConfig
from roleplay_lite.knowledge.cloud.providers.shape import rows, table, text
from roleplay_lite.knowledge.cloud.secret import Secret

_BUSY = ("maxlag", "ratelimited")


def ask(provider: ProviderConfig, question: Question, key: Secret) -> Ask:
    return Ask(
        url=provider.base_url,
        params={
            "action": "query",
            "format": "json",
            "formatversion": "2",
            "generator": "search",
            "gsrsearch": question.keywords or question.search,
            "gsrlimit": str(question.results),
            "prop": "extracts|info",
            "inprop": "url",
            "exintro": "1",
            "explaintext": "1",
            "exchars": "600",
            "exlimit": "max",
            "maxlag": "5",
            **({} if question.english else {"variant": "zh-cn"}),
            **{name: str(value) for name, value in provider.extra.items()},
        },
        headers={"Authorization": f"Bearer {key.reveal()}"} if key else {},
    )


def read(data: object) -> Answer:
    """Raises CloudError."""
    whole = table(data, "the top")
    if "error" in whole:
        code = text(table(whole["error"], "error"), "code")
        kind = "busy" if code in _BUSY else "refused"
        raise CloudError(f"it refuses the question ({code[:40]!r})", kind=kind)
    if "query" not in whole:
        if "batchcomplete" in whole:
            return Answer()
        raise CloudError("its answer has no object at query", kind="schema")
    pages = rows(table(whole["query"], "query").get("pages"), "query.pages")
    ranked = sorted(pages, key=lambda page: page["index"] if isinstance(page.get("index"), int) else 99)
    found = (
        Piece(text=text(page, "extract"), title=text(page, "title"), url=text(page, "fullurl", "canonicalurl"))
        for page in ranked
    )
    return Answer(pieces=tuple(piece for piece in found if piece.text))
