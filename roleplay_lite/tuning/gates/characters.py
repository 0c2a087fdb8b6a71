"""Replies that hold with who speaks, and characters that are kept apart."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from roleplay_lite import line, paths, tomlfile
from roleplay_lite.errors import PersonaError
from roleplay_lite.evaluation.judging.faults import faults
from roleplay_lite.persona.check import CHECKS
from roleplay_lite.persona.consistency import VETO, check_reply
from roleplay_lite.persona.likeness import bare
from roleplay_lite.persona.persona import Persona
from roleplay_lite.tuning.corpus import SPLITS, Corpus
from roleplay_lite.tuning.gates.finding import Checked, Finding
from roleplay_lite.tuning.gates.spoken import SENTENCE, Spoken, is_mandarin, spoken
from roleplay_lite.turn import Recalled, Utterance

WRITTEN = date(2026, 11, 28)
"""The day to which ages are counted."""
HELD = 5
"""Characters that each held-out part has at least."""
_LETTERS_ONLY = "reads note"
"""A fault that is counted in letters, of which an English word or two have as many as a Mandarin clause."""


def facts(corpus: Corpus) -> Checked:
    """No reply that the check on facts would never let through."""
    findings = [
        one.finding(f"{found.kind.value}, {found.fact.owner}.{found.fact.key} is {found.fact.value}: {found.clause}")
        for one in spoken(corpus)
        for found in check_reply(corpus.character(one.dialogue), one.reply, one.before, heard=one.said, today=WRITTEN)
        if found.confidence >= VETO
    ]
    return Checked(findings=tuple(findings))


def held_back(corpus: Corpus) -> Checked:
    """No sentence that the library's own checks would hold back, and none that is judged a fault when it is said."""
    findings: list[Finding] = []
    for one in spoken(corpus):
        who = corpus.character(one.dialogue)
        findings += _objected(one, who)
        note = f"{one.said}（{'；'.join(one.exchange.found)}）"
        named = faults(one.reply, one.said, who, one.before, note)
        findings += (one.finding(f"fault: {name}") for name in named if name != _LETTERS_ONLY or is_mandarin(one.reply))
    return Checked(findings=tuple(findings))


def _objected(one: Spoken, who: Persona) -> list[Finding]:
    recalled = Recalled(
        understanding=line.understand(Utterance(text=one.said)),
        recent=[reply for _, reply in one.before],
        before=one.before,
        today=WRITTEN,
    )
    sentences = SENTENCE.findall(one.reply)
    return [
        one.finding(f"held back: {name}", sentence)
        for place, sentence in enumerate(sentences)
        for name, objects in CHECKS.items()
        if objects(sentence, who, recalled, sentences[:place])
    ]


def splits(corpus: Corpus) -> Checked:
    """Characters are learnt from, looked at, or proved with; none is called like one that ships."""
    findings: list[Finding] = []
    figures: dict[str, float] = {}
    said = {split: [turn.said for dialogue in corpus.of(split) for turn in dialogue.turns] for split in SPLITS}
    learnt = set(map(bare, said["train"]))
    for split in SPLITS:
        ids = {dialogue.persona for dialogue in corpus.of(split)}
        figures[f"{split}, characters"] = len(ids)
        figures[f"{split}, exchanges"] = len(said[split])
        if split != "train":
            again = sum(bare(words) in learnt for words in said[split])
            figures[f"{split}, lines that train answers too, share"] = again / max(1, len(said[split]))
        if len(ids) < HELD:
            findings.append(Finding(problem=f"{split} has {len(ids)} characters, fewer than {HELD}"))
    shipped = _shipped()
    for id, who in corpus.personas.items():
        like = [name for name in shipped if name in who.name.casefold() or who.name.casefold() in name]
        findings += (
            Finding(problem=f"{id} is called like a character that ships: {who.name}", words=name) for name in like
        )
    findings += _crossing(corpus)
    return Checked(findings=tuple(findings), figures=figures)


def _crossing(corpus: Corpus) -> list[Finding]:
    """Exchanges of one part that stand in another, and names that do."""
    where: dict[tuple[str, str], str] = {}
    findings: list[Finding] = []
    for one in spoken(corpus):
        split, pair = corpus.split(one.dialogue), (bare(one.said), bare(one.reply))
        if where.setdefault(pair, split) != split:
            findings.append(one.finding(f"stands in {where[pair]} and in {split}"))
    names: dict[str, str] = {}
    for split in SPLITS:
        for id in sorted({dialogue.persona for dialogue in corpus.of(split)}):
            name = corpus.personas[id].name
            if names.setdefault(name, split) != split:
                findings.append(Finding(problem=f"{id} of {split} is called like one of {names[name]}", words=name))
    return findings


@lru_cache(maxsize=1)
def _shipped() -> tuple[str, ...]:
    files = sorted(paths.shipped("personas").glob("*.toml"))
    return tuple(tomlfile.read(file, PersonaError).string("name").casefold() for file in files)
