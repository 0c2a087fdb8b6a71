"""Whether what was looked up or remembered is told where it fits and left where it does not."""

from __future__ import annotations

from collections.abc import Iterator

from roleplay_lite.evaluation.judging.honesty import honest
from roleplay_lite.persona.likeness import bare
from roleplay_lite.tuning.corpus import Corpus, Kind
from roleplay_lite.tuning.gates.finding import Checked, Finding
from roleplay_lite.tuning.gates.spoken import Spoken, spoken

TOLD = 2
"""Letters in a row, new in this conversation, that an answer has of what was looked up for it."""
LEFT = 6
"""Letters in a row that a reply has no reason to share with a note that does not fit."""
REMEMBERED = 0.85
"""The share of what is remembered that is told in words of the note; a friend may put it in others."""

_NEEDED: frozenset[Kind] = frozenset({"knowledge", "knowledge_off", "memory_off"})
_WITHOUT: frozenset[Kind] = frozenset({"unsure", "unset", "known", "scope"})


def notes(corpus: Corpus) -> Checked:
    """Knowledge and memory told when they fit, left alone when not, and nothing found where it owns up."""
    findings: list[Finding] = []
    remembered: list[bool] = []
    owned: list[bool] = []
    for one in spoken(corpus):
        kind = one.exchange.kind
        findings += _misused(one)
        if kind == "memory" and one.exchange.found:
            remembered.append(bool(_taken(one)))
        if kind == "unsure":
            owned.append(honest(one.reply))
    share = sum(remembered) / max(1, len(remembered))
    if remembered and share < REMEMBERED:
        findings.append(Finding(problem=f"{share:.1%} of the memories are told, fewer than {REMEMBERED:.0%}"))
    figures = {
        "memories told in their own words, share": share,
        "unsure, in words that the judge of honesty knows, share": sum(owned) / max(1, len(owned)),
    }
    return Checked(findings=tuple(findings), figures=figures)


def _misused(one: Spoken) -> Iterator[Finding]:
    kind, found = one.exchange.kind, one.exchange.found
    if kind in _NEEDED and not found:
        yield one.finding(f"is of the kind {kind} and has no note")
    if kind in _WITHOUT and found:
        yield one.finding(f"is of the kind {kind} and has a note")
    if kind == "knowledge" and found and len(_taken(one)) < TOLD:
        yield one.finding(f"does not tell what was found: {'；'.join(found)}")
    if kind in ("knowledge_off", "memory_off") and len(taken := _taken(one)) >= LEFT:
        yield one.finding(f"tells a note that does not fit: {taken}")


def _taken(one: Spoken) -> str:
    """The longest run of letters that the reply shares with a note, and with nothing that was said before."""
    reply, known = bare(one.reply), bare("".join((one.said, *(text for pair in one.before for text in pair))))
    longest = ""
    for note in map(bare, one.exchange.found):
        for start in range(len(note)):
            end = start + len(longest) + 1
            while end <= len(note) and note[start:end] in reply:
                if note[start:end] not in known:
                    longest = note[start:end]
                end += 1
    return longest
