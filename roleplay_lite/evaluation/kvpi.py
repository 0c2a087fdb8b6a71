"""KvPI: does a response fit the gender, the residence and the sign of who says it?

The data is KvPI (Song et al., "Profile Consistency Identification for Open-domain Dialogue Agents", EMNLP 2020;
github.com/songhaoyu/KvPI, Apache-2.0): replies from a social network beside the profile of their author, without the
post that they answer, labelled by people. One JSON object a line, with `i`, `profile` (`gender`, `loc`,
`constellation`), `response`, `label` and `domain`.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, cast, get_args

from roleplay_lite.errors import InputError
from roleplay_lite.persona.attributes import ATTRIBUTES, Attribute, Relation, relation
from roleplay_lite.persona.places import find_places

Label = Literal["contradicted", "entailed", "irrelevant"]
Part = Literal["tune", "report", "all"]

LABELS: tuple[Label, ...] = get_args(Label)
_KEYS: dict[str, tuple[Attribute, str]] = {
    "gender": ("gender", "gender"),
    "location": ("residence", "loc"),
    "constellation": ("sign", "constellation"),
}
_TUNE_SHARE = 65


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """One response beside one attribute of the profile."""

    number: int
    """`i` of the data."""
    response: str
    key: Attribute
    value: str
    label: Label

    @property
    def part(self) -> Part:
        """`tune` for 65 of 100, `report` for the rest, by the SHA-256 of the number in decimals: it depends on nothing
        else, so a pair never changes sides."""
        digest = hashlib.sha256(str(self.number).encode()).hexdigest()
        return "tune" if int(digest, 16) % 100 < _TUNE_SHARE else "report"


def read_pairs(file: Path, part: Part = "all") -> list[Pair]:
    """The pairs of one part, in the order of the file.

    Raises InputError, with the line, for a file that is not KvPI's.
    """
    try:
        lines = file.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as problem:
        raise InputError(f"{file}: cannot be read as text; give KvPI's JSON lines") from problem
    pairs = [_pair(file, number, line) for number, line in enumerate(lines, 1) if line.strip()]
    return [pair for pair in pairs if part in ("all", pair.part)]


def _pair(file: Path, number: int, line: str) -> Pair:
    try:
        entry = json.loads(line)
        key, field = _KEYS[entry["domain"]]
        pair = Pair(
            number=int(entry["i"]),
            response=str(entry["response"]),
            key=key,
            value=str(entry["profile"][field]),
            label=cast(Label, entry["label"]),
        )
    except (ValueError, KeyError, TypeError) as problem:
        raise InputError(
            f"{file}:{number}: not a pair of KvPI; each line is an object with i, profile, response, label, domain"
        ) from problem
    if pair.label not in LABELS:
        raise InputError(f"{file}:{number}: label: {pair.label!r} is none of {', '.join(LABELS)}")
    return pair


def judge(pairs: Iterable[Pair]) -> list[Relation]:
    """What the shipped model says of each pair."""
    return [relation(pair.response, pair.key, pair.value) for pair in pairs]


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelScore:
    """How well one label is found."""

    precision: float
    recall: float
    f1: float
    count: int
    """Pairs that bear the label."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """How well the labels of some pairs are found."""

    count: int
    accuracy: float
    macro_f1: float
    labels: dict[Label, LabelScore]


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """`contradicted` said from a probability on: how often it is right, and how many it finds."""

    threshold: float
    precision: float
    recall: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What one run found."""

    part: Part
    sizes: dict[Part, int]
    """Pairs in the tuning and in the reporting part of the file."""
    model: Score
    careful: Score
    """The model when it says `contradicted` only where it is sure."""
    keywords: Score
    """The plain rule, over the same pairs."""
    keys: dict[Attribute, Score]
    """The model, by attribute."""
    contradicted: tuple[Step, ...]


THRESHOLDS = (0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9)


def evaluate(file: Path, part: Part = "report") -> Report:
    """The shipped model and the plain rule over one part of the data; raises InputError when it has no pair."""
    pairs = read_pairs(file)
    chosen = [pair for pair in pairs if part in ("all", pair.part)]
    if not chosen:
        raise InputError(f"{file}: no pair in the part {part!r}; give KvPI's JSON lines")
    judged = judge(chosen)
    true = [pair.label for pair in chosen]
    said = [cast(Label, one.label) for one in judged]
    careful = [cast(Label, one.careful_label) for one in judged]
    sizes: dict[Part, int] = {half: sum(pair.part == half for pair in pairs) for half in ("tune", "report")}
    return Report(
        part=part,
        sizes=sizes,
        model=score(true, said),
        careful=score(true, careful),
        keywords=score(true, [by_keywords(pair) for pair in chosen]),
        keys={
            key: score([pair.label for pair, _ in own], [label for _, label in own])
            for key in ATTRIBUTES
            if (own := [(pair, label) for pair, label in zip(chosen, said, strict=True) if pair.key == key])
        },
        contradicted=tuple(_step(chosen, judged, threshold) for threshold in THRESHOLDS),
    )


def score(true: Sequence[Label], said: Sequence[Label]) -> Score:
    """Accuracy, and precision, recall and F1 of each label; a label that was never said has precision 0. The macro-F1
    is the plain mean of the three."""
    found = {label: _label_score(true, said, label) for label in LABELS}
    return Score(
        count=len(true),
        accuracy=sum(a == b for a, b in zip(true, said, strict=True)) / len(true),
        macro_f1=sum(one.f1 for one in found.values()) / len(LABELS),
        labels=found,
    )


def _label_score(true: Sequence[Label], said: Sequence[Label], label: Label) -> LabelScore:
    hits = sum(a == b == label for a, b in zip(true, said, strict=True))
    precision, recall = hits / (said.count(label) or 1), hits / (true.count(label) or 1)
    return LabelScore(
        precision=precision,
        recall=recall,
        f1=2 * precision * recall / (precision + recall or 1),
        count=true.count(label),
    )


def _step(pairs: Sequence[Pair], judged: Sequence[Relation], threshold: float) -> Step:
    said = [pair.label for pair, one in zip(pairs, judged, strict=True) if one.contradicted >= threshold]
    hits, every = said.count("contradicted"), sum(pair.label == "contradicted" for pair in pairs)
    return Step(threshold=threshold, precision=hits / (len(said) or 1), recall=hits / (every or 1))


_SIGNS = re.compile("白羊|金牛|双子|巨蟹|狮子|处女|天秤|天蝎|射手|摩羯|水瓶|双鱼")
_SPEAKS_OF_SELF = re.compile("我|俺|咱")
_SPEAKS_TO = re.compile("你|[?？吗]")


def by_keywords(pair: Pair) -> Label:
    """The plain rule, the yardstick: a word of the value entails, another value's contradicts, and a sentence to
    somebody (「你」 without 「我」, a question) is irrelevant."""
    text = pair.response
    if _SPEAKS_TO.search(text) and not _SPEAKS_OF_SELF.search(text):
        return "irrelevant"
    if pair.key == "sign":
        found = _SIGNS.findall(text)
        same = any(pair.value.startswith(sign) for sign in found)
    elif pair.key == "gender":
        found = re.findall("[男女]", text)
        same = ("女" if pair.value == "female" else "男") in found
    else:
        found = [place.name for place in find_places(text)]
        same = any(name in pair.value or any(part in name for part in pair.value.split()) for name in found)
    if not found:
        return "irrelevant"
    return "entailed" if same else "contradicted"
