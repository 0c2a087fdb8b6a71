"""Which names of the packs a text holds: n-grams of the text looked up among the aliases, the longest first."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from roleplay_lite.knowledge.query.attributes import Attributes
from roleplay_lite.knowledge.query.common import COMMON
from roleplay_lite.knowledge.query.patterns import pattern
from roleplay_lite.knowledge.query.reading import Readable, marks, one_width, plain, rows, sound
from roleplay_lite.memory.index.terms import terms_of

LONGEST = 16
"""Signs of a name that are looked for; longer ones are found between title marks."""
LONGEST_TEXT = 240
"""Signs of a text that are read for names."""
DICTIONARY = frozenset(("词语", "词", "字", "汉字", "word", "character"))
"""Kinds whose names are words of everyday speech: they are meant only where a word is asked about."""
SAID = (*sorted(DICTIONARY), "成语", "歇后语", "诗句")
"""Kinds whose names are said for themselves."""
HEARD_LONGEST, HEARD_LEAST = 8, 3
"""Signs of a name that may have been misheard. Two syllables sound like too many other things."""

MOST_HEARD = 20_000
"""Names that are kept by their sound."""
RARE = 200
"""Rows up to which those of a word are counted."""

_QUOTED = re.compile('[《〈「『【“"]([^《》〈〉「」『』【】“”"]{1,60})[》〉」』】”"]')
_MOST = re.compile("最.")
_LOOSE = frozenset("的是世界上全地球一种哪个什么里中最")
_LATIN = re.compile("[a-zA-Z]")
_WORD = re.compile("[^\\W_]")
_HAN = re.compile("[\u3400-\u9fff〇]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A stretch of a text that names something."""

    alias: str
    names: tuple[str, ...]
    """The entities that are called so."""
    begin: int
    end: int
    quoted: bool = False
    heard: bool = False
    """Only the sound is the name's."""
    dictionary: bool = False
    """A word of a dictionary and nothing else."""


class Names:
    """The names and attributes of some packs. Reads them where they lie; keeps what the last texts held."""

    def __init__(self, packs: Iterable[Readable]) -> None:
        self._packs = tuple(packs)
        self._spotted = lru_cache(maxsize=512)(self._spot)

    @cached_property
    def attributes(self) -> Attributes:
        """Every attribute of the packs."""
        counts: dict[str, int] = {}
        for pack in self._packs:
            for attribute, count in rows(pack, "select attribute, count(*) from triple group by attribute"):
                counts[attribute] = counts.get(attribute, 0) + count
        return Attributes(counts)

    def spot(self, text: str) -> tuple[Mention, ...]:
        """What the text names, in its order, no two overlapping."""
        return self._spotted(text[:LONGEST_TEXT])

    def heard(self, text: str) -> tuple[Mention, ...]:
        """What it would name if it were misheard (「虹楼梦」 for 「红楼梦」)."""
        found = [
            Mention(alias=alias, names=names, begin=begin, end=end, heard=True)
            for run in _HAN.finditer(text[:LONGEST_TEXT])
            for begin, end in _grams(run.start(), run.end(), HEARD_LEAST, HEARD_LONGEST)
            for alias, names in self._sounding(text[begin:end])
        ]
        return _apart(found)

    def foremost(self, text: str) -> tuple[Mention, ...]:
        """What is the most of its kind, in whatever order it is said: 「哪个动物跑得最快」 is after 跑得最快的动物."""
        line = re.sub("第一(?=[高大长快深小重远])", "最", plain(text[:LONGEST_TEXT]))
        found = _MOST.search(line)
        if not found:
            return ()
        fitting = [
            alias
            for alias in self._superlatives.get(found[0], ())
            if all(sign in line for sign in alias if sign not in _LOOSE)
        ]
        best = sorted(fitting, key=lambda alias: (-len(set(alias) - _LOOSE), len(alias)))[:1]
        return tuple(
            Mention(alias=alias, names=self.called(alias), begin=found.start(), end=found.end()) for alias in best
        )

    def called(self, name: str) -> tuple[str, ...]:
        """The entities that are called exactly so, those of dictionaries too."""
        found = self._called([one_width(name)])
        return next(iter(found.values()))[0] if found else ()

    def attributes_of(self, name: str) -> frozenset[str]:
        """What is known of an entity."""
        query = "select distinct t.attribute from alias a join entity e on e.id = a.entity and e.name = a.alias"
        query += " join triple t on t.entity = e.id where a.alias = ?"
        return frozenset(attribute for pack in self._packs for (attribute,) in rows(pack, query, (name,)))

    def kinds_of(self, name: str) -> frozenset[str]:
        """Of what kinds the things of this name are."""
        query = "select distinct e.kind from alias a join entity e on e.id = a.entity and e.name = a.alias"
        query += " where a.alias = ?"
        return frozenset(kind for pack in self._packs for (kind,) in rows(pack, query, (name,)))

    def having(self, names: Sequence[str], attributes: Sequence[str]) -> frozenset[str]:
        """Those of the entities of which one of the attributes is known."""
        query = (
            "select e.name from alias a join entity e on e.id = a.entity and e.name = a.alias"
            f" where a.alias in ({marks(names)}) and exists (select 1 from triple t"
            f" where t.entity = e.id and t.attribute in ({marks(attributes)}))"
        )
        return frozenset(name for pack in self._packs for (name,) in rows(pack, query, (*names, *attributes)))

    def rarity(self, words: Sequence[str]) -> dict[str, int]:
        """In how many rows of questions and passages each word is found, up to a number; a word in none counts as rare
        as one in few."""
        counts = dict.fromkeys(words, 0)
        for word in words:
            sought = _match(word)
            for pack in self._packs if sought else ():
                for table in ("faq_terms", "passage_terms"):
                    query = f"select count(*) from (select 1 from {table} where {table} match ? limit {RARE})"
                    counts[word] += rows(pack, query, (sought,))[0][0]
        return counts

    def prepare(self) -> None:
        """Read what is read once."""
        _ = self.attributes, self._sounds, self._capitals, self._superlatives

    def _spot(self, text: str) -> tuple[Mention, ...]:
        text = one_width(text)
        flat = text.lower()
        if len(flat) != len(text):
            text = flat
        quoted = {(match.start(1), match.end(1)) for match in _QUOTED.finditer(text)}
        places: dict[str, list[tuple[int, int]]] = {}
        for begin, end in dict.fromkeys((*_grams(0, len(text), 1, LONGEST), *quoted)):
            if _whole(flat, begin, end):
                places.setdefault(text[begin:end], []).append((begin, end))
        found = [
            Mention(
                alias=piece.lower(),
                names=names,
                begin=begin,
                end=end,
                quoted=(begin, end) in quoted,
                dictionary=dictionary,
            )
            for piece, (names, dictionary) in self._called(list(places)).items()
            for begin, end in places[piece]
            if (begin, end) in quoted or _telling(piece.lower(), flat, end)
        ]
        return _apart(found)

    def _called(self, pieces: Sequence[str]) -> dict[str, tuple[tuple[str, ...], bool]]:
        """Of each piece that names something the entities, and whether a dictionary alone has it."""
        written = {piece: piece for piece in pieces}
        for piece in pieces:
            # Nobody says capitals.
            for alias in self._capitals.get(piece.lower(), ()) if _LATIN.search(piece) else ():
                written.setdefault(alias, piece)
        found: dict[str, dict[str, str]] = {}
        query = (
            "select alias.alias, entity.name, entity.kind from alias join entity on entity.id = alias.entity"
            f" where alias.alias in ({marks(written)})"
        )
        for pack in self._packs:
            for alias, name, kind in rows(pack, query, list(written)):
                kinds = found.setdefault(written[alias], {})
                if name not in kinds or kinds[name] in DICTIONARY:
                    kinds[name] = kind
        return {
            piece: (_ranked(kinds), all(kind in DICTIONARY for kind in kinds.values()))
            for piece, kinds in found.items()
        }

    def _sounding(self, run: str) -> list[tuple[str, tuple[str, ...]]]:
        """Names that sound so, with half of their signs right at least."""
        return [
            (alias, self._called([alias])[alias][0])
            for alias in self._sounds.get(sound(run), ())
            if len(alias) / 2 <= sum(a == b for a, b in zip(alias, run, strict=False)) < len(alias)
        ]

    @cached_property
    def _superlatives(self) -> dict[str, tuple[str, ...]]:
        """Names that say what is the most of its kind, by that word."""
        found: dict[str, tuple[str, ...]] = {}
        for pack in self._packs:
            query = (
                "select distinct alias from alias join entity on entity.id = alias.entity"
                f" where alias like '%最%' and length(alias) between 4 and 14 and kind not in ({marks(SAID)})"
            )
            for (alias,) in rows(pack, query, tuple(SAID)):
                if most := _MOST.search(alias):
                    found[most[0]] = (*found.get(most[0], ()), alias)
        return found

    @cached_property
    def _capitals(self) -> dict[str, tuple[str, ...]]:
        """Names that are written with capitals, by how they are without."""
        found: dict[str, tuple[str, ...]] = {}
        for pack in self._packs:
            for (alias,) in rows(pack, "select distinct alias from alias where alias glob '*[A-Z]*'"):
                found[alias.lower()] = (*found.get(alias.lower(), ()), alias)
        return found

    @cached_property
    def _sounds(self) -> dict[str, tuple[str, ...]]:
        """Names by their sound, but those of a dictionary's words."""
        found: dict[str, tuple[str, ...]] = {}
        for pack in self._packs:
            aliases = rows(
                pack,
                "select distinct alias from alias join entity on entity.id = alias.entity"
                f" where length(alias) between ? and ? and entity.kind not in ({marks(DICTIONARY)})",
                (HEARD_LEAST, HEARD_LONGEST, *DICTIONARY),
            )
            for (alias,) in aliases:
                if _HAN.fullmatch(alias) and len(found) < MOST_HEARD:
                    found[sound(alias)] = (*found.get(sound(alias), ()), alias)
        return found


def _match(word: str) -> str:
    """A match of all terms of a word."""
    terms = terms_of(word, cut=False)
    return " AND ".join(f'"{term}"' for term in dict.fromkeys((*terms.words, *terms.bigrams)))


def _ranked(kinds: dict[str, str]) -> tuple[str, ...]:
    return tuple(sorted(kinds, key=lambda name: (kinds[name] in DICTIONARY, len(name), name)))


def _grams(begin: int, end: int, least: int, most: int) -> Iterable[tuple[int, int]]:
    return ((at, at + size) for at in range(begin, end) for size in range(least, min(most, end - at) + 1))


def _whole(text: str, begin: int, end: int) -> bool:
    """False for a part of a Latin word or of a figure."""
    if not _WORD.match(text[begin]) and not _QUOTED.match(text, begin - 1):
        return False
    return not (_same(text, begin - 1) or _same(text, end - 1))


def _same(text: str, at: int) -> bool:
    """Whether the signs at this place and after it are of one Latin word or one figure."""
    if not 0 <= at < len(text) - 1:
        return False
    one, other = text[at], text[at + 1]
    return (
        one.isascii()
        and other.isascii()
        and ((one.isalpha() and other.isalpha()) or (one.isdigit() and other.isdigit()))
    )


def _telling(alias: str, text: str, end: int) -> bool:
    """Whether a stretch that is an alias and ends there is likely meant so, without title marks around it."""
    if alias.isdigit():
        return False
    if len(alias) > 1 and alias not in COMMON:
        return True
    # 铁, 电话: only as what a question is about.
    before, after = text[: end - len(alias)], text[end:]
    follows = pattern("of one sign" if len(alias) == 1 else "of a common word")
    return text == alias or bool(follows.match(after) and pattern("before it").search(before))


def _apart(found: Iterable[Mention]) -> tuple[Mention, ...]:
    """The longest of those that overlap; of equally long ones what is no dictionary's, and what comes first."""
    kept: list[Mention] = []
    for one in sorted(found, key=lambda each: (each.dictionary, each.begin - each.end, each.begin)):
        if all(one.end <= other.begin or other.end <= one.begin for other in kept):
            kept.append(one)
    return tuple(sorted(kept, key=lambda each: each.begin))
