"""Whether replies show the traits that they were written for, as the trait classifier reads them."""

from __future__ import annotations

from roleplay_lite.errors import EngineMissing
from roleplay_lite.evaluation.figures import spread
from roleplay_lite.evaluation.salience import TOPS, chance, met, require_scorer
from roleplay_lite.persona.traits.dictionary import labels_209
from roleplay_lite.tuning.corpus import Corpus
from roleplay_lite.tuning.gates.finding import Checked, Finding
from roleplay_lite.tuning.gates.spoken import Spoken, is_mandarin, spoken

TOP = TOPS[0]
SHOWN = 0.65
"""The least share of Mandarin replies with a told trait in the top 10."""
ABOVE = 0.50
"""By how much it is above that of traits which were told of another reply."""


def shown(corpus: Corpus, most: int = 0) -> Checked:
    """Mandarin replies of dialogues with traits of their own: the share with one of them in the top 10 of the 209, with
    those of another dialogue, and by chance. `most` replies are read, spread evenly; 0 is all."""
    try:
        require_scorer()
    except EngineMissing as missing:
        return Checked(skipped=str(missing))
    known = set(labels_209())
    told = [one for one in spoken(corpus) if known & set(one.dialogue.traits) and is_mandarin(one.reply)]
    read = spread(told, most) if most else told
    if not read:
        return Checked(skipped="no dialogue has traits of its own")
    hits = sum(bool(met(one.reply, one.dialogue.traits, TOP)) for one in read)
    missed = sum(bool(met(one.reply, _others(read, place), TOP)) for place, one in enumerate(read))
    blind = sum(chance(len(known & set(one.dialogue.traits)), TOP) for one in read)
    share, mismatched = hits / len(read), missed / len(read)
    findings = []
    if share < SHOWN:
        findings.append(Finding(problem=f"{share:.1%} of the replies show a trait of theirs, fewer than {SHOWN:.0%}"))
    if share - mismatched < ABOVE:
        findings.append(
            Finding(problem=f"{mismatched:.1%} show one of another's, not {ABOVE:.0%} fewer than {share:.1%}")
        )
    figures = {
        "replies": len(read),
        "told traits, share": share,
        "another's traits, share": mismatched,
        "by chance, share": blind / len(read),
    }
    return Checked(findings=tuple(findings), figures=figures)


def _others(read: list[Spoken], place: int) -> tuple[str, ...]:
    """The traits of the next dialogue that shares none."""
    own = set(read[place].dialogue.traits)
    after = (*read[place + 1 :], *read[:place])
    return next((one.dialogue.traits for one in after if own.isdisjoint(one.dialogue.traits)), ())
