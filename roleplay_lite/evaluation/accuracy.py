"""Shares of right answers apart by what was asked, for the suites that ask for facts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache

from roleplay_lite import paths
from roleplay_lite.evaluation.asked import setting_character
from roleplay_lite.evaluation.suite import Answered, Cell, Sample, Table
from roleplay_lite.evaluation.trait_settings import SETTINGS
from roleplay_lite.persona.load import load_persona
from roleplay_lite.persona.persona import Persona

SHIPPED = "shipped"
"""The group in which the characters that come with the package are asked as they are."""


@lru_cache(maxsize=1)
def shipped() -> tuple[Persona, ...]:
    """The characters that come with the package, by name."""
    return tuple(loaded(file.stem) for file in sorted(paths.shipped("personas").glob("*.toml")))


@lru_cache(maxsize=32)
def loaded(name: str) -> Persona:
    """That character, read once."""
    return load_persona(name)


def asked_of(sample: Sample) -> Persona:
    """Who is asked in a sample of any group."""
    return setting_character(sample) if sample.group in SETTINGS else loaded(sample.persona)


def by_group(
    title: str,
    answered: Sequence[Answered],
    label: Callable[[Answered], str],
    score: Callable[[Answered], float | None],
    *,
    column: str = "asked",
    note: str = "",
) -> Table:
    """The mean score of each label in each group; `–` where a group has none of it. Rows by their number, the most
    first; what has no score is not counted."""
    groups = list(dict.fromkeys(one.sample.group for one in answered))
    found: dict[str, dict[str, list[float]]] = {}
    for one in answered:
        if (value := score(one)) is not None:
            found.setdefault(label(one), {}).setdefault(one.sample.group, []).append(value)
    sizes = {name: sum(map(len, cells.values())) for name, cells in found.items()}
    rows = tuple(
        (name, *(_mean(found[name].get(group, ())) for group in groups), sizes[name])
        for name in sorted(found, key=lambda name: (-sizes[name], name))
    )
    return Table(title=title, columns=(column, *groups, "replies"), rows=rows, note=note)


def _mean(values: Sequence[float]) -> Cell:
    return sum(values) / len(values) if values else "–"
