"""Many keys looked for in one text at once: by their first two characters, and by their first two syllables."""

from __future__ import annotations

from itertools import count, product
from operator import contains
from typing import NamedTuple

from roleplay_lite.persona.lore.folding import exact_sounds, fold, is_han, reading, sounds, tone

LONGEST_SOUNDING = 12
"""Characters of a key that is looked for by its sound."""
MOST_CHECKS = 100_000
"""Keys that are compared with one text; only a book made to be slow has so many that begin alike."""
SAME_SOUND = 0.9
CONFUSED_SOUND = 0.75


class Hit(NamedTuple):
    """How a key was found."""

    score: float = 1.0
    sounding: bool = False


EXACT = Hit()


class KeyIndex:
    """Keys, numbered as they are added."""

    def __init__(self) -> None:
        self._numbers = count()
        self._known: dict[tuple[str, bool, bool], int] = {}
        # Without and with case, by the first two characters, or the only one.
        self._starts: tuple[_Starts, _Starts] = ({}, {})
        # Syllables, key and number, by the first two syllables.
        self._sounding: dict[tuple[str, str], list[tuple[tuple[str, ...], str, int]]] = {}

    def add(self, key: str, *, case: bool = False, whole: bool = False) -> int | None:
        """The key's number, the same for the same key; None for one that nothing is left of. `whole` asks for word
        boundaries around Latin letters."""
        folded = fold(key, case=case).strip()
        if not folded:
            return None
        known = (folded, case, whole)
        if known not in self._known:
            number = self._known[known] = next(self._numbers)
            self._starts[case].setdefault(folded[:2], []).append((folded, number, whole))
            sounding = 2 <= len(folded) <= LONGEST_SOUNDING and is_han(folded)
            if sounding and (syllables := reading(folded)):
                self._sounding.setdefault((syllables[0], syllables[1]), []).append((syllables, folded, number))
        return self._known[known]

    def find(self, text: str, *, sound: bool) -> dict[int, Hit]:
        """The keys that are in the text; with `sound` also those that something in it sounds like."""
        folded = fold(text)
        hits: dict[int, Hit] = {}
        spans = self._find_exact(folded, self._starts[False], hits)
        if self._starts[True]:
            self._find_exact(fold(text, case=True), self._starts[True], hits)
        if sound and self._sounding:
            self._find_sounding(folded, spans, hits)
        return hits

    def _find_exact(self, text: str, starts: _Starts, hits: dict[int, Hit]) -> set[tuple[int, int]]:
        spans: set[tuple[int, int]] = set()
        checks = MOST_CHECKS
        for at in range(len(text)):
            for start in (text[at], text[at : at + 2]):
                for key, number, whole in starts.get(start, ()):
                    if not (checks := checks - 1):
                        return spans
                    end = at + len(key)
                    if text.startswith(key, at) and not (whole and _inside_word(text, at, end)):
                        hits[number] = EXACT
                        spans.add((at, end))
                if at + 1 == len(text):
                    break
        return spans

    def _find_sounding(self, text: str, exact: set[tuple[int, int]], hits: dict[int, Hit]) -> None:
        heard = [sounds(character) for character in text]
        checks = MOST_CHECKS
        for at in range(len(text) - 1):
            for pair in product(heard[at], heard[at + 1]):
                for syllables, key, number in self._sounding.get(pair, ()):
                    if not (checks := checks - 1):
                        return
                    end = at + len(key)
                    # What is written like one key is not misheard for another.
                    if number in hits or end > len(text) or (at, end) in exact:
                        continue
                    if not all(map(contains, heard[at + 2 : end], syllables[2:])):
                        continue
                    if score := _likeness(key, text[at:end]):
                        hits[number] = Hit(score, sounding=True)


_Starts = dict[str, list[tuple[str, int, bool]]]


def _likeness(key: str, words: str) -> float:
    """How surely words that sound like the key are the key misheard; 0 when they are not.

    Two syllables sound like too many words (诗集 like 实际, 李志 like 你知道), so without a character in common they
    must be the same to the tone.
    """
    pairs = list(zip(key, words, strict=True))
    same = all(exact_sounds(one) & exact_sounds(other) for one, other in pairs)
    if len(key) == 2 and not any(one == other for one, other in pairs):
        same = same and all(tone(one) == tone(other) for one, other in pairs)
        return SAME_SOUND if same else 0.0
    return SAME_SOUND if same else CONFUSED_SOUND


def _inside_word(text: str, start: int, end: int) -> bool:
    """Whether Latin letters go on beyond an end of the stretch. Mandarin has no such boundary."""
    return (start > 0 and _is_latin(text[start - 1]) and _is_latin(text[start])) or (
        end < len(text) and _is_latin(text[end - 1]) and _is_latin(text[end])
    )


def _is_latin(character: str) -> bool:
    return character.isalnum() and ord(character) < 0x250
