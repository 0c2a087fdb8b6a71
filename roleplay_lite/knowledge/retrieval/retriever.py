"""Everything that packs hold for a question, from every way of looking, as one list."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from roleplay_lite.knowledge.evidence import Evidence, Query
from roleplay_lite.knowledge.query.names import Names
from roleplay_lite.knowledge.query.reading import Readable
from roleplay_lite.knowledge.retrieval.lexical import sought_of
from roleplay_lite.knowledge.retrieval.texts import by_value, faq, passages
from roleplay_lite.knowledge.retrieval.triples import triples

if TYPE_CHECKING:
    from roleplay_lite.engines import Embed
    from roleplay_lite.knowledge.retrieval.vectors import Shelf, Vectors

MOST = 10


class Retriever:
    """Looks in packs. `embed` is used where a pack has its vectors. Raises PackError for a pack that cannot be read."""

    def __init__(self, packs: Sequence[Readable], embed: Embed | None = None) -> None:
        self._packs = tuple(packs)
        self._names = Names(self._packs)
        self._embed = embed
        self._shelf: Shelf | None = None

    def prepare(self) -> None:
        """Read what is read once."""
        self._names.prepare()
        if shelf := self._vectors():
            for pack in self._packs:
                shelf.signs(pack)

    def search(self, query: Query, *, k: int = MOST, scope: Collection[str] | None = None) -> tuple[Evidence, ...]:
        """The likeliest evidence, best first, each id once. `scope` names the packs that may be looked in; None is
        all."""
        packs = tuple(pack for pack in self._packs if scope is None or pack.name in scope)
        found = triples(packs, query, self._names.attributes, k)
        sought = sought_of(query.text)
        vectors = self._question(query.text)
        for pack in packs:
            found += faq(pack, query, sought, vectors)[:k]
            found += passages(pack, query, sought, vectors)[:k]
            found += by_value(pack, query, sought)[:k]
        # Of two ways to one row the surer counts; equally sure ones stay as their way has them.
        best: dict[str, Evidence] = {}
        for one in sorted(found, key=lambda each: -each.score):
            best.setdefault(one.id, one)
        return tuple(best.values())[:k]

    def _vectors(self) -> Shelf | None:
        if self._embed is not None and self._shelf is None:
            from roleplay_lite.knowledge.retrieval.vectors import Shelf

            self._shelf = Shelf(self._embed)
        return self._shelf

    def _question(self, text: str) -> Vectors | None:
        shelf = self._vectors()
        if shelf is None:
            return None
        from roleplay_lite.knowledge.retrieval.vectors import Vectors

        return Vectors(shelf, text)
