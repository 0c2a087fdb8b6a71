"""Which traits show and which do not, read out of the replies of characters that were told them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from roleplay_lite.evaluation.salience import TOPS, chance, met
from roleplay_lite.evaluation.suite import Answered, Figure, Table
from roleplay_lite.evaluation.trait_settings import TOLD, Setting
from roleplay_lite.persona.traits.dictionary import P4, Coarse, coarse, find

SHOWN: Setting = "P209-top3"
"""The setting that the breakdown is of."""
_MOST = 12
"""Rows at either end."""


def chance_figures(groups: Sequence[str], count: int) -> tuple[Figure, ...]:
    """What a blind draw reaches, the same in every setting."""
    return tuple(
        Figure(name=f"chance@{top}", group=group, value=chance(TOLD, top), count=count)
        for group in groups
        for top in TOPS
    )


def salience_tables(answered: Sequence[Answered]) -> tuple[Table, ...]:
    """The traits that were told, and the coarse groups they are in, the most salient first."""
    shown = [one for one in answered if one.sample.group == SHOWN]
    by_label: dict[str, list[bool]] = defaultdict(list)
    for one in shown:
        read = met(one.last.text, one.sample.data["traits"])
        for label in one.sample.data["traits"]:
            by_label[label].append(label in read)
    if not by_label:
        return ()
    return (_by_trait(by_label), _by_group(by_label))


def _by_trait(by_label: dict[str, list[bool]]) -> Table:
    rows = sorted(((label, sum(hits) / len(hits), len(hits)) for label, hits in by_label.items()), key=lambda r: -r[1])
    if len(rows) > 2 * _MOST:
        rows = [*rows[:_MOST], *rows[-_MOST:]]
    return Table(
        title=f"traits in {SHOWN}, the most and the least salient",
        columns=("trait", "in Mandarin", "salience@10", "replies"),
        rows=tuple((label, find(label).zh, share, count) for label, share, count in rows),
        note="Each trait alone; a set of three is met when any of its traits is.",
    )


def _by_group(by_label: dict[str, list[bool]]) -> Table:
    groups: dict[Coarse, list[bool]] = defaultdict(list)
    for label, hits in by_label.items():
        groups[coarse(find(label))].extend(hits)
    rows = sorted(((name, sum(hits) / len(hits), len(hits)) for name, hits in groups.items()), key=lambda r: -r[1])
    return Table(
        title=f"coarse groups in {SHOWN}",
        columns=("group", "in Mandarin", "salience@10", "replies"),
        rows=tuple((name, P4[name], share, count) for name, share, count in rows),
    )
