"""Nothing twice: no reply for two characters, no pair that comes again, no line that a measure knows.

Plain short talk is held to less: 「三岁。」 and 「谁骂你了？」 are everybody's, and cannot all be unlike each other.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import roleplay_lite
from roleplay_lite.evaluation.judging.text import sentences_of
from roleplay_lite.persona.likeness import bare, units
from roleplay_lite.tuning.corpus import Corpus
from roleplay_lite.tuning.gates.alike import Alike
from roleplay_lite.tuning.gates.finding import Checked, Finding
from roleplay_lite.tuning.gates.spoken import Spoken, spoken

LEAST = 0.65
"""Likeness from which two replies are one."""
PAIRED = 0.8
"""The same for two pairs of what was said and the reply; for a line and a measure's line."""
SENTENCE_LETTERS = 6
"""From here on a sentence is somebody's; a shorter one (「我不去」) is the language's."""
SHORTEST = 4
"""Letters of a whole reply; with fewer it is anybody's."""
LINE_UNITS = 5
"""Han signs and words from which a person's line is anybody's own: 「你好」 and 「我饿了」 are everybody's."""
PLAIN_LETTERS, PLAIN_DIALOGUES = 7, 3
"""Letters beyond which a plain reply is not to be in more dialogues than that."""
ORDINARY_LETTERS = 8
"""With fewer, a plain line may be one of the tests' phrasings: 「你多高」 is how anybody asks it."""

_PACKAGE = Path(roleplay_lite.__file__).parent
_EVALUATION = _PACKAGE / "evaluation"
_TESTS = _PACKAGE.parent / "tests" / "persona"
_PHRASINGS = "phrasings"
_READ = ("extraction-", "recall-", "intents", "packs_", "guard-")
"""Sets that rules are measured with; no reply of a model is."""
_MEASURED = ("said", "heard", "to")
_SHOWN = ("reply", "clean", "example")


def anyone(corpus: Corpus) -> Checked:
    """No reply that stands in two dialogues, nearly or whole, and no sentence that two characters say; of plain talk,
    no long reply that stands in many."""
    everything = list(spoken(corpus))
    replies = [one for one in everything if not one.plain]
    findings = [
        replies[one].finding(f"is nearly {_place(replies[other])} ({alike:.2f}): {replies[other].reply}")
        for one, other, alike in Alike([spoke.reply for spoke in replies], LEAST).pairs()
    ]
    findings += (
        one.finding("is so short that anybody might say it") for one in replies if len(bare(one.reply)) < SHORTEST
    )
    findings += _shared_sentences(replies)
    findings += _worn(everything)
    return Checked(
        findings=tuple(findings), figures={"replies": len(replies), "plain replies": len(everything) - len(replies)}
    )


def _shared_sentences(replies: Iterable[Spoken]) -> Iterator[Finding]:
    first: dict[str, Spoken] = {}
    for one in replies:
        for sentence in sentences_of(one.reply):
            letters = bare(sentence)
            if len(letters) < SENTENCE_LETTERS or (letters.isascii() and units(sentence) < SENTENCE_LETTERS):
                continue
            other = first.setdefault(letters, one)
            if other.dialogue.id != one.dialogue.id:
                yield one.finding(f"has a sentence of {_place(other)}", sentence)


def _worn(replies: Iterable[Spoken]) -> Iterator[Finding]:
    """Plain replies that are too long to be said so often, from the first dialogue that is too many."""
    where: defaultdict[str, list[str]] = defaultdict(list)
    for one in replies:
        letters = bare(one.reply)
        if len(letters) <= PLAIN_LETTERS:
            continue
        if one.dialogue.id not in where[letters]:
            where[letters].append(one.dialogue.id)
        if one.plain and len(where[letters]) > PLAIN_DIALOGUES:
            yield one.finding(f"is the reply of {', '.join(where[letters][:PLAIN_DIALOGUES])}, too")


def pairs(corpus: Corpus) -> Checked:
    """No two exchanges that are nearly the same: learnt twice, held out and learnt, it measures nothing. One of plain
    talk is no other's word for word."""
    everything = list(spoken(corpus))
    exchanges = [one for one in everything if not one.plain]
    texts = [f"{one.said}\n{one.reply}" for one in exchanges]
    findings = [
        exchanges[one].finding(f"is nearly the exchange of {_place(exchanges[other])} ({alike:.2f})", texts[one])
        for one, other, alike in Alike(texts, PAIRED).pairs()
    ]
    findings += _again(everything)
    return Checked(findings=tuple(findings))


def _again(exchanges: Iterable[Spoken]) -> Iterator[Finding]:
    first: dict[tuple[str, str], Spoken] = {}
    for one in exchanges:
        other = first.setdefault((bare(one.said), bare(one.reply)), one)
        if one.plain and other is not one:
            yield one.finding(f"is the exchange of {_place(other)}", f"{one.said}\n{one.reply}")


def unseen(corpus: Corpus) -> Checked:
    """No line that the library is measured with, and no reply that it, or what measures it, was written with. A
    character's example lines are learnt beside, and count as well."""
    asked, shown = _lines(_MEASURED), _lines(_SHOWN)
    said, told = Alike([line for _, line in asked], PAIRED), Alike([line for _, line in shown], LEAST)
    findings: list[Finding] = []
    for one in spoken(corpus):
        known = _known(said, asked, one.said, one.plain)
        findings += (one.finding(f"is said in {_quoted(line)}", one.said) for line in known)
        findings += (one.finding(f"is a reply of {_quoted(shown[place])}") for place, _ in told.of(one.reply))
    for id, who in corpus.personas.items():
        for line in (example.user for example in who.examples):
            known = _known(said, asked, line)
            findings += (Finding(problem=f"{id} is asked a line of {_quoted(one)}", words=line) for one in known)
    return Checked(
        findings=tuple(findings), figures={"lines held against": len(asked), "replies held against": len(shown)}
    )


def _known(said: Alike, asked: Sequence[tuple[str, str]], line: str, plain: bool = False) -> list[tuple[str, str]]:
    """The first line like this one, with its file; none for a line of everybody's."""
    if units(line) < LINE_UNITS:
        return []
    met = [asked[place] for place, _ in said.of(line)]
    if plain and len(bare(line)) < ORDINARY_LETTERS:
        met = [one for one in met if not one[0].startswith(_PHRASINGS)]
    return met[:1]


def _quoted(line: tuple[str, str]) -> str:
    return f"{line[0]}: {line[1]}"


def _lines(fields: tuple[str, ...]) -> list[tuple[str, str]]:
    """Every such line of the sets, each with its file's name. The tests' own are there in a checkout alone."""
    files = [
        *sorted(file for file in (_EVALUATION / "sets").glob("*.jsonl") if not file.name.startswith(_READ)),
        *sorted((_EVALUATION / "exemplars").glob("*.jsonl")),
        *sorted(_TESTS.glob(f"{_PHRASINGS}*.jsonl")),
    ]
    if fields == _SHOWN:
        files += sorted((_PACKAGE / "persona" / "traits").glob("*.jsonl"))
    found = [
        (file.name, line)
        for file in files
        for row in file.read_text(encoding="utf-8").split("\n")
        if row.strip()
        for line in _texts(json.loads(row), fields)
    ]
    if fields == _MEASURED:
        found += ((file.name, line) for file in sorted((_EVALUATION / "asking").glob("*.txt")) for line in _asked(file))
    return [(name, line) for name, line in found if bare(line)]


def _texts(value: Any, fields: tuple[str, ...]) -> Iterator[str]:
    if isinstance(value, list):
        for item in value:
            yield from _texts(item, fields)
    elif isinstance(value, dict):
        for name, item in value.items():
            if name in fields and isinstance(item, str):
                yield item
            else:
                yield from _texts(item, fields)


def _asked(file: Path) -> Iterator[str]:
    for line in file.read_text(encoding="utf-8").split("\n"):
        if line.strip() and not line.startswith(("#", "[")):
            yield line.replace("{value}", "")


def _place(one: Spoken) -> str:
    return f"{one.dialogue.id}:{one.turn}"
