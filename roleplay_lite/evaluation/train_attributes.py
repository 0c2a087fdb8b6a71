"""The recipe of `persona/attributes.json`: logistic regression over KvPI's tuning part and invented phrases.

    pip install 'roleplay-lite[train]'
    python -m roleplay_lite.evaluation.train_attributes kvpi_dev.jsonl roleplay_lite/persona/attributes.json

The reporting part is never read. What is set here (groups, scales, penalties, the phrases' weight) was chosen by
cross-validation within the tuning part. The same data gives the same file.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any

import click

from roleplay_lite.evaluation.kvpi import Label, Pair, read_pairs
from roleplay_lite.persona.attribute_features import ATTRIBUTES, SIGNS, Attribute, Features, features
from roleplay_lite.persona.attributes import Weights, write_weights

_LABELS: tuple[Label, ...] = ("entailed", "contradicted", "irrelevant")


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """How one attribute is learned."""

    scales: dict[str, float]
    freedom: float
    """The inverse of the L2 penalty."""
    phrase_weight: float
    """What an invented phrase counts for beside a pair of KvPI."""


SETTINGS: dict[Attribute, Setting] = {
    "gender": Setting(scales={"cues": 0.5, "grams": 1.0}, freedom=2.0, phrase_weight=0.3),
    "residence": Setting(scales={"cues": 2.0, "grams": 1.0}, freedom=2.0, phrase_weight=0.1),
    "sign": Setting(scales={"cues": 1.0, "grams": 1.0, "plain": 1.0}, freedom=5.0, phrase_weight=0.2),
}
_SEEN_AT_LEAST = 2

_TOWNS = (
    ("成都", "四川 成都", "广东 广州"),
    ("武汉", "湖北 武汉", "上海"),
    ("杭州", "浙江 杭州", "北京 朝阳区"),
    ("重庆", "重庆", "陕西 西安"),
    ("四川", "四川 成都", "浙江 绍兴"),
    ("英国", "海外 英国", "江苏 南京"),
    ("浙江", "浙江 宁波", "福建"),
)


@click.command()
@click.argument("data", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.argument("out", type=click.Path(dir_okay=False, path_type=Path))
def main(data: Path, out: Path) -> None:
    """Learn the weights from DATA's tuning part and write them to OUT."""
    pairs = read_pairs(data, "tune")
    out.write_text(write_weights({key: learn(key, pairs) for key in ATTRIBUTES}) + "\n", encoding="utf-8")
    click.echo(f"{out}: {out.stat().st_size} bytes, from {len(pairs)} pairs")


def learn(key: Attribute, pairs: Sequence[Pair]) -> Weights:
    """The model of one attribute, from the pairs about it and the phrases."""
    from sklearn.linear_model import LogisticRegression

    own = [pair for pair in pairs if pair.key == key]
    real = [(features(pair.response, key, pair.value), pair.label) for pair in own]
    made = [(features(phrase, key, value), label) for phrase, value, label in _phrases(key)]
    known = _known([found for found, _ in real])
    rows = [(found, label, 1.0) for found, label in real if found]
    rows += [(found, label, SETTINGS[key].phrase_weight) for found, label in made if found]
    matrix, names = _matrix(key, [found for found, _, _ in rows], known)
    model = LogisticRegression(C=SETTINGS[key].freedom, max_iter=1000, class_weight="balanced")
    model.fit(matrix, [_LABELS.index(label) for _, label, _ in rows], sample_weight=[weight for _, _, weight in rows])
    return _weights(key, model, names)


def _known(found: Sequence[Features]) -> set[tuple[str, str]]:
    counts = Counter((group, name) for one in found for group, names in one.items() for name in names)
    return {entry for entry, count in counts.items() if count >= _SEEN_AT_LEAST}


def _matrix(key: Attribute, found: Sequence[Features], known: set[tuple[str, str]]) -> tuple[Any, list[str]]:
    """One row a sentence, scaled as `attributes.scored` scales it."""
    from sklearn.feature_extraction import DictVectorizer

    rows = []
    for one in found:
        kept = {group: [name for name in names if (group, name) in known] for group, names in one.items()}
        rows.append(
            {
                f"{group}\t{name}": SETTINGS[key].scales[group] / len(names) ** 0.5
                for group, names in kept.items()
                for name in names
            }
        )
    vectorizer = DictVectorizer()
    return vectorizer.fit_transform(rows), list(vectorizer.get_feature_names_out())


def _weights(key: Attribute, model: Any, names: Sequence[str]) -> Weights:
    yes, no, neither = model.coef_
    groups: dict[str, dict[str, tuple[float, float]]] = {group: {} for group in SETTINGS[key].scales}
    for place, entry in enumerate(names):
        group, name = entry.split("\t")
        groups[group][name] = (float(yes[place] - neither[place]), float(no[place] - neither[place]))
    bias = model.intercept_
    return Weights(
        bias=(float(bias[0] - bias[2]), float(bias[1] - bias[2])), scales=SETTINGS[key].scales, groups=groups
    )


def _phrases(key: Attribute) -> Iterator[tuple[str, str, Label]]:
    """The invented phrases beside a value that they fit and one that they do not."""
    entry = json.loads(files("roleplay_lite.evaluation").joinpath("phrases.json").read_text(encoding="utf-8"))[key]
    for number, phrase in enumerate(entry["own"]):
        text, fits, other = _filled(key, phrase, number)
        yield from ((text, fits, "entailed"), (text, other, "contradicted"))
    for phrase in entry.get("own, of a man", ()):
        yield from ((phrase, "male", "entailed"), (phrase, "female", "contradicted"))
    for number, phrase in enumerate(entry["others"]):
        text, fits, other = _filled(key, phrase, number)
        yield from ((text, fits, "irrelevant"), (text, other, "irrelevant"))


def _filled(key: Attribute, phrase: str, number: int) -> tuple[str, str, str]:
    if key == "gender":
        return phrase, "female", "male"
    if key == "sign":
        sign, other = SIGNS[number % 12], SIGNS[(number + 5) % 12]
        return phrase.replace("{}", sign + "座" * (number % 2)), sign, other
    town, fits, other = _TOWNS[number % len(_TOWNS)]
    return phrase.replace("{}", town), fits, other


if __name__ == "__main__":
    main()
