"""What the words of a line say of the feelings of who says it: negation, degree, whose they are, irony. Pure.

Somebody else's feeling (「他很生气」), one that is asked for or only supposed, and one that is quoted, are not the
speaker's. What befalls the speaker counts without a word for the feeling, though for less.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from roleplay_lite.emotion import cues, happenings
from roleplay_lite.emotion.feeling import USUAL, Label
from roleplay_lite.emotion.lexicon import Kind, Word, english, words

LONGEST = 400
"""So many characters of a line are read."""
_PAST = 0.5
"""What is left of what was felt long ago."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """One sign of a feeling."""

    label: Label
    strength: float
    """0 to 1, degree and negation taken in."""
    kind: Kind
    valence: float
    arousal: float
    clause: int
    """Which clause it stands in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What a line's words come to."""

    hits: tuple[Hit, ...]
    clauses: tuple[str, ...]
    exclaims: bool
    """「！」, and twice or more."""
    others: bool
    """A feeling is named that is somebody else's, asked for, or only supposed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Clause:
    text: str
    """As said."""
    plain: str
    """Of the same length, half-width and in small letters, quotes blanked."""
    end: str
    """The marks after it."""


def read(text: str) -> Reading:
    """The signs of the speaker's feeling in the line, in order."""
    clauses = tuple(_clauses(text[:LONGEST]))
    hits: list[Hit] = []
    others, subject = False, ""
    ironic = bool(cues.IRONY.search(text[:LONGEST].lower()))
    for number, clause in enumerate(clauses):
        found, subject, foreign = _of_clause(clause, number, subject)
        hits += found
        others = others or foreign
    hits = _weighed(hits, clauses)
    if ironic:
        hits = [_turned(hit) for hit in hits]
    marks = "".join(clause.end for clause in clauses)
    return Reading(
        hits=tuple(hits),
        clauses=tuple(clause.text for clause in clauses),
        exclaims=len(re.findall("[!！]", marks)) > 1,
        others=others,
    )


def _clauses(text: str) -> Iterator[_Clause]:
    plain = cues.QUOTED.sub(lambda found: "□" * len(found.group()), text.translate(cues.PLAIN))
    for found in cues.CLAUSE.finditer(plain):
        start, end = found.span("text")
        if found["text"].strip() or found["end"]:
            yield _Clause(text=text[start:end].strip(), plain=found["text"], end=found["end"])


def _of_clause(clause: _Clause, number: int, before: str) -> tuple[list[Hit], str, bool]:
    """The hits of a clause, who it was last about, and whether it names a feeling that is not the speaker's."""
    plain = clause.plain
    supposed = bool(cues.SUPPOSED.search(plain))
    rhetorical = bool(cues.RHETORICAL.search(plain))
    asked = not rhetorical and (bool(cues.ASKS.search(plain.rstrip())) or bool(re.search("[?？]", clause.end)))
    hits: list[Hit] = []
    foreign = False
    covered = 0
    for start, end, word in _words(plain):
        covered = max(covered, end)
        if plain[start:end] in cues.SHORT_CRIES and not cues.BARE.fullmatch(plain[:start] + plain[end:]):
            continue
        if cues.OF_A_THING.match(plain[end:]):
            foreign = True
            continue
        whose = _whose(plain[:start], plain[end:], before) if word.kind == "feeling" else "self"
        own = whose == "self" or (whose == "" and not before)
        barred = supposed or cues.WISHED.search(plain[:start]) or (asked and word.kind == "feeling")
        if word.kind == "feeling" and (not own or barred):
            foreign = True
            continue
        if word.kind == "happening" and (supposed or cues.NOT_YET.search(plain[:start])):
            continue
        if hit := _hit(word, plain[:start], plain[end:], clause, number, rhetorical):
            hits.append(hit)
    if not supposed or "办" in plain:
        hits += [_happened(one, number) for one in happenings.found_in(plain) if not _undone(one, plain)]
    # Who goes on being talked about is one whose feeling was told of (「他很累，也很烦」).
    return hits, "other" if foreign and not supposed and "我" not in plain else "", foreign


def _words(plain: str) -> Iterator[tuple[int, int, Word]]:
    """Words with a feeling, the longest at each place, in order."""
    yield from sorted((*_mandarin(plain), *_english(plain)), key=lambda one: one[0])


def _mandarin(plain: str) -> Iterator[tuple[int, int, Word]]:
    known = words()
    place = 0
    while place < len(plain):
        for length in _LENGTHS.get(plain[place], ()):
            word = known.get(plain[place : place + length])
            if word and not _inside(plain, place, length):
                yield place, place + length, word
                place += length
                break
        else:
            place += 1


def _lengths() -> dict[str, tuple[int, ...]]:
    found: dict[str, set[int]] = {}
    for word in words():
        found.setdefault(word[0], set()).add(len(word))
    return {first: tuple(sorted(lengths, reverse=True)) for first, lengths in found.items()}


_LENGTHS = _lengths()


def _inside(plain: str, place: int, length: int) -> bool:
    """True when it is only part of another word: a letter run, or 「可怕」 in 「不可怕不」 aside, such as 「累计」."""
    word = plain[place : place + length]
    if word.isascii() and any(char.isalpha() for char in word):
        around = plain[place - 1 : place] + plain[place + length : place + length + 1]
        return any(char.isascii() and char.isalnum() for char in around)
    others = cues.PART_OF.get(word)
    return bool(others and re.search(others, plain[max(0, place - 2) : place + length + 2]))


def _english(plain: str) -> Iterator[tuple[int, int, Word]]:
    if not re.search("[a-z]", plain):
        return
    tokens = [(found.group(), found.start(), found.end()) for found in re.finditer(r"[a-z]+(?:'[a-z]+)?", plain)]
    known, place = english(), 0
    while place < len(tokens):
        for length in (4, 3, 2, 1):
            run = tokens[place : place + length]
            if len(run) == length and (word := known.get(tuple(token for token, _, _ in run))):
                yield run[0][1], run[-1][2], word
                place += length - 1
                break
        place += 1


def _whose(ahead: str, behind: str, before: str) -> str:
    """`self`, `other`, or empty where nobody is named: the one named nearest before it; one whom it is done to
    (「气死我了」, 「让我生气」) comes first."""
    if re.match(r"(?:死|坏|到|着|得|了)?(?:我|俺|咱|老子|老娘|本人|me\b)", behind):
        return "self"
    if found := list(cues.MAKES.finditer(ahead)):
        return _kind_of(found[-1]["who"])
    people = [found.group() for found in cues.PERSON.finditer(ahead)]
    if not people:
        # 「怕他生气」 aside, a clause that names nobody goes on about the last.
        return before
    if _kind_of(people[0]) == "self" and len(people) > 1 and re.search(r"(?:觉得|看|知道|怕|听说|感觉|发现|猜)", ahead):
        return _kind_of(people[-1])
    if _kind_of(people[0]) == "self":
        # 「我替他高兴」, 「我对他很失望」: still mine.
        return "self"
    return _kind_of(people[-1])


def _kind_of(person: str) -> str:
    return (
        "self"
        if re.fullmatch(r"(?:我们?|俺|咱们?|自己|本人|老子|老娘|人家|i|i'm|im|i've|me|we|we're)", person)
        else "other"
    )


def _hit(word: Word, ahead: str, behind: str, clause: _Clause, number: int, rhetorical: bool) -> Hit | None:
    factor = _degree(ahead, behind) * (_PAST if cues.PAST.search(ahead) and word.kind != "outcry" else 1.0)
    label, strength = word.label, min(1.0, word.strength * factor)
    valence, arousal = word.valence * min(1.15, 0.4 + 0.6 * factor), word.arousal
    if word.kind in ("feeling", "happening"):
        told = _before_it(ahead)
        nots = len(cues.NOT.findall(told)) + int(rhetorical)
        if nots and cues.COMFORT.search(told) and word.kind == "feeling" and "我" not in told:
            return None
        if nots % 2:
            soft = bool(cues.SOFT.search(told))
            label, strength, valence, arousal = _denied(word, strength, soft)
    return Hit(
        label=label,
        strength=strength,
        kind=word.kind,
        valence=max(-1.0, min(1.0, valence)),
        arousal=arousal,
        clause=number,
    )


def _denied(word: Word, strength: float, soft: bool) -> tuple[Label, float, float, float]:
    """What is left of it under a negation: the good turns to bad, the bad to nothing much."""
    usual = USUAL[word.label][0]
    if usual > 0:
        less = 0.5 if soft else 0.75
        if word.label == "grateful":
            return "neutral", 0.3, 0.0, 0.2
        if word.label == "relieved":
            return "anxious", strength * less, -0.5 * less, 0.5
        return "sad", strength * less, -0.6 * less, 0.3
    if usual < 0:
        return "neutral", 0.3 * strength, -0.1 if soft else 0.1, 0.2
    return "neutral", 0.2, 0.0, 0.2


def _before_it(ahead: str) -> str:
    """The words that can bear on what follows: the last few, without what only looks like a negation."""
    return cues.NO_NOT.sub("", ahead[-14:])


def _degree(ahead: str, behind: str) -> float:
    near = ahead[-7:]
    factor = 1.0
    if cues.MUCH_AFTER.match(behind):
        factor = 1.35
    elif cues.MOST.search(near):
        factor = 1.3
    elif cues.MUCH.search(near):
        factor = 1.15
    elif cues.BIT.search(near):
        factor = 0.6
    return factor


def _happened(one: happenings.Happening, number: int) -> Hit:
    valence, arousal = USUAL[one.label]
    return Hit(
        label=one.label,
        strength=one.strength * 0.8,
        kind="happening",
        valence=valence * (0.5 + 0.5 * one.strength),
        arousal=arousal,
        clause=number,
    )


def _undone(one: happenings.Happening, plain: str) -> bool:
    """「没骂我」: it did not happen."""
    found = one.pattern.search(plain)
    return bool(found and re.search(r"(?:没有?|不会|从不|从没|别|不再)$", plain[: found.start()]))


def _weighed(hits: list[Hit], clauses: tuple[_Clause, ...]) -> list[Hit]:
    """What comes after 「但是」 is what is meant; what comes before it counts for half."""
    turn = next((n for n in range(len(clauses) - 1, 0, -1) if cues.BUT.match(clauses[n].plain.strip())), None)
    if turn is None or not any(hit.clause >= turn for hit in hits):
        return hits
    return [hit if hit.clause >= turn else _weaker(hit) for hit in hits]


def _weaker(hit: Hit) -> Hit:
    return Hit(
        label=hit.label,
        strength=hit.strength * 0.45,
        kind=hit.kind,
        valence=hit.valence * 0.45,
        arousal=hit.arousal,
        clause=hit.clause,
    )


def _turned(hit: Hit) -> Hit:
    """Praise that is meant the other way round."""
    if hit.valence <= 0:
        return hit
    return Hit(label="angry", strength=hit.strength * 0.8, kind=hit.kind, valence=-0.5, arousal=0.6, clause=hit.clause)
