"""Feelings read of words: on CPED's held dialogues, on the written lines of the set `emotion`, and on orders, in which
there is none."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np

from roleplay_lite.emotion.classifier import CPED, GROUP_OF, SENTIMENT_OF, guess
from roleplay_lite.emotion.feeling import GROUPS, SENTIMENTS, Feeling, Label
from roleplay_lite.emotion.read import feeling_after, read_feeling
from roleplay_lite.emotion.rules import read
from roleplay_lite.evaluation.cped import FILE, Dialogue, Utterance, read_dialogues, score
from roleplay_lite.evaluation.emotion_set import felt_lines
from roleplay_lite.evaluation.figures import figures_of, spread
from roleplay_lite.evaluation.host import Host
from roleplay_lite.evaluation.skills_set import tasks
from roleplay_lite.evaluation.suite import Answered, Figure, Plan, Reply, Sample, SuiteReport, Table

FULL, QUICK = 0, 20
HELD, WRITTEN, ORDERS = "held dialogues", "written lines", "orders"
READER, WORDS, MAJORITY, JOINED = "learnt reader", "words alone", "the most frequent", "both, as shipped"
_AGAIN, _SEED = 1000, 5
_SIGN: dict[int, str] = {-1: "negative", 0: "neutral", 1: "positive"}

NEAREST: dict[Label, str] = {
    "neutral": "neutral", "happy": "happy", "proud": "happy", "grateful": "grateful", "relieved": "relaxed",
    "sad": "sadness", "lonely": "sadness", "tired": "depress", "ashamed": "depress", "jealous": "negative-other",
    "bored": "negative-other", "angry": "anger", "upset": "negative-other", "disgusted": "disgust",
    "anxious": "worried", "afraid": "fear", "surprised": "astonished",
}  # fmt: skip
"""What each label is called in CPED, for the word list alone."""
_CALLED: dict[str, str] = {"grieving": "sad", "despair": "sad"}
"""What the written lines tell apart and the labels do not."""


class FeelingsSuite:
    """See the module."""

    name = "feelings"
    about = "what people feel, read of their words (CPED, dialogues that nothing learned from; and the written lines)"
    asks_model = False

    def samples(self, plan: Plan) -> Sequence[Sample]:
        """A dialogue or a written line each; without the data, only the lines."""
        file = plan.data / FILE if plan.data else None
        held = read_dialogues(file, "report") if file and file.is_file() else []
        return [
            *(_of_dialogue(one) for one in spread(held, plan.count(FULL, QUICK))),
            *(
                Sample(
                    id=one.id,
                    group=WRITTEN,
                    pair=one.id,
                    said=(one.said,),
                    data={"feeling": _CALLED.get(one.feeling, one.feeling), "valence": one.valence},
                )
                for one in spread(felt_lines(), plan.count(FULL, QUICK))
            ),
            *(
                Sample(
                    id=one.id, group=ORDERS, pair=one.id, said=(one.said,), data={"feeling": "neutral", "valence": 0}
                )
                for one in spread(tasks(), plan.count(FULL, QUICK))
            ),
        ]

    def answer(self, sample: Sample, host: Host) -> tuple[Reply, ...]:
        """The words themselves."""
        return (Reply(text=sample.said[-1]),)

    def scores(self, answered: Answered) -> dict[str, float]:
        """Of a written line or an order: `label`, and, where it is good or bad, `sign` and `opposite sign`."""
        data = answered.sample.data
        if answered.sample.group == HELD:
            return {}
        felt = read_feeling(answered.last.text)
        found = {"label": float(felt.label == data["feeling"])}
        if data["valence"]:
            found["sign"] = float(felt.sentiment == _SIGN[data["valence"]])
            found["opposite sign"] = float(felt.sentiment == _SIGN[-data["valence"]])
        return found

    def report(self, answered: Sequence[Answered]) -> SuiteReport:
        """See `Suite.report`."""
        held = [_dialogue(one.sample) for one in answered if one.sample.group == HELD]
        lines = [one for one in answered if one.sample.group != HELD]
        figures: list[Figure] = []
        for level in LEVELS if held else ():
            for way in level.ways:
                figures += _figures(held, level, way)
        figures += figures_of(lines, self.scores)
        return SuiteReport(
            suite=self.name,
            about=self.about,
            figures=tuple(figures),
            tables=((_by_label(held),) if held else ()),
            notes=(
                "The macro-F1 is the mean of the F1 of the labels that occur; intervals of the held dialogues are by "
                f"drawing the dialogues anew, {_AGAIN} times.",
                "CPED's labels were given with the picture and the voice at hand; the same words bear many of them.",
                f"`{JOINED}` keeps to neutral where it is not sure, as a speaker should, and is not fitted to CPED.",
            ),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Way:
    """One way to read a feeling."""

    name: str
    read: Callable[[Dialogue, int], str]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Level:
    """How finely feelings are told apart."""

    name: str
    of: Mapping[str, str]
    """From CPED's thirteen."""
    names: tuple[str, ...]
    ways: tuple[_Way, ...]


def _figures(held: Sequence[Dialogue], level: _Level, way: _Way) -> list[Figure]:
    counts = np.stack([_counted(one, level, way) for one in held])
    whole, size = counts.sum(axis=0), int(counts.sum())
    draws = np.random.default_rng(_SEED).integers(0, len(held), (_AGAIN, len(held)))
    again = [counts[draw].sum(axis=0) for draw in draws]
    group = f"{level.name}: {way.name}"
    found = []
    for name, measure in (("macro-F1", _macro), ("accuracy", _accuracy)):
        low, high = np.percentile([measure(one) for one in again], (2.5, 97.5))
        found.append(Figure(name=name, group=group, value=measure(whole), count=size, low=float(low), high=float(high)))
    return found


def _counted(dialogue: Dialogue, level: _Level, way: _Way) -> np.ndarray[Any, np.dtype[np.int64]]:
    """How often each label was said where each is true."""
    counts = np.zeros((len(level.names), len(level.names)), np.int64)
    for place, one in enumerate(dialogue.utterances):
        said = level.of.get(found := way.read(dialogue, place), found)
        counts[level.names.index(level.of[one.emotion]), level.names.index(said)] += 1
    return counts


def _macro(counts: np.ndarray[Any, np.dtype[np.int64]]) -> float:
    hits, true, said = np.diag(counts), counts.sum(axis=1), counts.sum(axis=0)
    return float((2 * hits / np.maximum(1, true + said))[true > 0].mean())


def _accuracy(counts: np.ndarray[Any, np.dtype[np.int64]]) -> float:
    return float(np.diag(counts).sum() / max(1, counts.sum()))


def _by_label(held: Sequence[Dialogue]) -> Table:
    rows: list[tuple[str, str, float, int]] = []
    for level in LEVELS:
        true = [level.of[one.emotion] for dialogue in held for one in dialogue.utterances]
        way = level.ways[0]
        said = [way.read(dialogue, place) for dialogue in held for place in range(len(dialogue.utterances))]
        found = score(true, said).f1
        rows += [(level.name, name, found[name], true.count(name)) for name in level.names if name in found]
    return Table(title=f"the {READER}, by label", columns=("labels", "label", "F1", "utterances"), rows=tuple(rows))


def _words(dialogue: Dialogue, place: int) -> str:
    """The strongest sign of the word list, whatever was said before."""
    hits = read(dialogue.utterances[place].text).hits
    return NEAREST[max(hits, key=lambda hit: hit.strength).label] if hits else "neutral"


@lru_cache(maxsize=4096)
def _joined(dialogue: Dialogue, place: int) -> Feeling:
    return feeling_after(dialogue.utterances[place].text, dialogue.before(place))


def _guessed(dialogue: Dialogue, place: int) -> Any:
    return guess(dialogue.utterances[place].text, dialogue.before(place))


def _baselines(common: str) -> tuple[_Way, ...]:
    return (_Way(name=WORDS, read=_words), _Way(name=MAJORITY, read=lambda dialogue, place: common))


LEVELS: tuple[_Level, ...] = (
    _Level(
        name="13 emotions",
        of={name: name for name in CPED},
        names=CPED,
        ways=(_Way(name=READER, read=lambda one, place: str(_guessed(one, place).emotion)), *_baselines("neutral")),
    ),
    _Level(
        name="7 groups",
        of=GROUP_OF,
        names=GROUPS,
        ways=(
            _Way(name=READER, read=lambda one, place: str(_guessed(one, place).group)),
            _Way(name=JOINED, read=lambda one, place: _joined(one, place).group),
            *_baselines("neutral"),
        ),
    ),
    _Level(
        name="3 sentiments",
        of=SENTIMENT_OF,
        names=SENTIMENTS,
        ways=(
            _Way(name=READER, read=lambda one, place: str(_guessed(one, place).sentiment)),
            _Way(name=JOINED, read=lambda one, place: _joined(one, place).sentiment),
            *_baselines("negative"),
        ),
    ),
)
"""The most frequent by CPED's own counts: `neutral` of thirteen and of seven, `negative` of three."""


def _of_dialogue(one: Dialogue) -> Sample:
    return Sample(
        id=one.id,
        group=HELD,
        pair=one.id,
        said=("\n".join(utterance.text for utterance in one.utterances),),
        data={"utterances": [[line.speaker, line.emotion, line.text] for line in one.utterances]},
    )


def _dialogue(sample: Sample) -> Dialogue:
    lines = tuple(
        Utterance(speaker=speaker, emotion=emotion, text=text) for speaker, emotion, text in sample.data["utterances"]
    )
    return Dialogue(id=sample.id, utterances=lines)
