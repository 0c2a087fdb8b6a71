"""How much there is of everything."""

from __future__ import annotations

from collections import Counter

from roleplay_lite.persona.traits.dictionary import labels_215
from roleplay_lite.tuning.corpus import KINDS, Corpus, Kind
from roleplay_lite.tuning.gates.finding import Checked, Finding
from roleplay_lite.tuning.gates.spoken import is_mandarin, spoken

EXCHANGES = 4000
CHARACTERS = 80
MANDARIN = (0.80, 0.92)
"""The share of the replies, plain short talk aside: nearly all of that is Mandarin."""
OF_A_TRAIT = 10
"""Dialogues that are told each trait."""
OF_A_KIND = 40
"""Exchanges of a kind that `LEAST` does not name."""
LEAST: dict[Kind, int] = {
    "trait": 800,
    "self": 500,
    "knowledge": 350,
    "followup": 250,
    "smalltalk": 200,
    "memory": 200,
    "unsure": 200,
    "known": 150,
    "premise": 150,
    "unset": 150,
    "emotion": 150,
    "value": 120,
    "stage": 100,
    "noise": 80,
    "knowledge_off": 70,
    "memory_off": 70,
    "scope": 60,
    "refusal": 60,
    "attack": 60,
    "skill": 60,
    "riddle": 30,
    "story": 30,
    "english_in": 20,
    "compliment": 15,
}
OF_A_CHARACTER = 15
"""Exchanges that each character has at least."""


def quotas(corpus: Corpus) -> Checked:
    """Enough of all that is to be learnt."""
    exchanges = list(spoken(corpus))
    kinds = Counter(one.exchange.kind for one in exchanges)
    traits = Counter(label for dialogue in corpus.dialogues for label in dict.fromkeys(dialogue.traits))
    characters = Counter(one.dialogue.persona for one in exchanges)
    lively = [one.reply for one in exchanges if not one.plain]
    mandarin = sum(map(is_mandarin, lively)) / max(1, len(lively))
    wanted = [
        ("exchanges", len(exchanges), EXCHANGES),
        ("characters", len(characters), CHARACTERS),
        *((f"exchanges of the kind {kind}", kinds[kind], LEAST.get(kind, OF_A_KIND)) for kind in KINDS),
        *((f"dialogues with the trait {label}", traits[label], OF_A_TRAIT) for label in labels_215()),
        *((f"exchanges of {id}", characters[id], OF_A_CHARACTER) for id in corpus.personas),
    ]
    findings = [
        Finding(problem=f"{what}: {count}, fewer than {least}") for what, count, least in wanted if count < least
    ]
    if not MANDARIN[0] <= mandarin <= MANDARIN[1]:
        findings.append(
            Finding(problem=f"{mandarin:.1%} of the replies that are not plain talk are Mandarin, not {MANDARIN}")
        )
    return Checked(
        findings=tuple(findings),
        figures={
            "dialogues": len(corpus.dialogues),
            "exchanges": len(exchanges),
            "characters": len(characters),
            "Mandarin, share": sum(is_mandarin(one.reply) for one in exchanges) / max(1, len(exchanges)),
            "Mandarin without plain talk, share": mandarin,
            "fewest dialogues of a trait": min((traits[label] for label in labels_215()), default=0),
            **{f"kind {kind}": kinds[kind] for kind in KINDS},
        },
    )
