"""Nothing twice: no reply for two characters, no pair that comes again, no line that a measure knows."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
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

_PACKAGE = Path(roleplay_lite.__file__).parent
_EVALUATION = _PACKAGE / "evaluation"
_PHRASINGS = _PACKAGE.parent / "tests" / "persona"
_MEASURED = ("said", "heard", "to")
_SHOWN = ("reply", "clean", "example")


def anyone(corpus: Corpus) -> Checked:
    """No reply that stands in two dialogues, nearly or whole, and no sentence that two characters say."""
    replies = list(spoken(corpus))
    findings = [
        replies[one].finding(f"is nearly {_place(replies[other])} ({alike:.2f}): {replies[other].reply}")
        for one, other, alike in Alike([spoke.reply for spoke in replies], LEAST).pairs()
    ]
    findings += (
        one.finding("is so short that anybody might say it") for one in replies if len(bare(one.reply)) < SHORTEST
    )
    findings += _shared_sentences(replies)
    return Checked(findings=tuple(findings), figures={"replies": len(replies)})


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


def pairs(corpus: Corpus) -> Checked:
    """No two exchanges that are nearly the same: learnt twice, held out and learnt, it measures nothing."""
    exchanges = list(spoken(corpus))
    texts = [f"{one.said}\n{one.reply}" for one in exchanges]
    findings = [
        exchanges[one].finding(f"is nearly the exchange of {_place(exchanges[other])} ({alike:.2f})", texts[one])
        for one, other, alike in Alike(texts, PAIRED).pairs()
    ]
    return Checked(findings=tuple(findings))


def unseen(corpus: Corpus) -> Checked:
    """No line that the library is measured with, and no reply that it, or what measures it, was written with. A
    character's example lines are learnt beside, and count as well."""
    asked, shown = _lines(_MEASURED), _lines(_SHOWN)
    said, told = Alike([line for _, line in asked], PAIRED), Alike([line for _, line in shown], LEAST)
    findings: list[Finding] = []
    for one in spoken(corpus):
        findings += (one.finding(f"is said in {_quoted(asked[place])}", one.said) for place in _known(said, one.said))
        findings += (one.finding(f"is a reply of {_quoted(shown[place])}") for place, _ in told.of(one.reply))
    for id, who in corpus.personas.items():
        for line in (example.user for example in who.examples):
            known = _known(said, line)
            findings += (
                Finding(problem=f"{id} is asked a line of {_quoted(asked[place])}", words=line) for place in known
            )
    return Checked(
        findings=tuple(findings), figures={"lines held against": len(asked), "replies held against": len(shown)}
    )


def _known(said: Alike, line: str) -> list[int]:
    """Where the first line like this one stands; nowhere for a line of everybody's."""
    return [place for place, _ in said.of(line)[:1]] if units(line) >= LINE_UNITS else []


def _quoted(line: tuple[str, str]) -> str:
    return f"{line[0]}: {line[1]}"


def _lines(fields: tuple[str, ...]) -> list[tuple[str, str]]:
    """Every such line of the sets, each with its file's name. The tests' own are there in a checkout alone."""
    files = [
        *sorted((_EVALUATION / "sets").glob("*.jsonl")),
        *sorted((_EVALUATION / "exemplars").glob("*.jsonl")),
        *sorted(_PHRASINGS.glob("phrasings*.jsonl")),
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
