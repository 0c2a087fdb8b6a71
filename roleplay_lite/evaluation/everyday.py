"""Everyday talk in which nothing is wrong: lines of the other sets, and dialogues of CPED and KdConv where they are
there. What the guard learns from, and what it must not turn aside."""

from __future__ import annotations

import json
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

from roleplay_lite.evaluation.cped import FILE, Part, read_dialogues
from roleplay_lite.evaluation.question_sets import SETS

LEARNT = ("chat", "persona", "skills", "knowledge", "memory", "scenarios", "recall-dev", "extraction-dev")
"""Sets whose lines are learned from."""
UNSEEN = ("recall-held", "extraction-held")
"""Sets whose lines are only measured."""
_KDCONV = ("film", "music", "travel")


def said_in(name: str) -> Iterator[str]:
    """Every line that somebody says in that set."""
    for row in (SETS / f"{name}.jsonl").read_text(encoding="utf-8").split("\n"):
        if row.strip():
            yield from _said(json.loads(row))


def felt() -> Iterator[str]:
    """The lines written for the reader of feelings."""
    for file in sorted(files("roleplay_lite.evaluation").joinpath("feelings").iterdir(), key=lambda one: one.name):
        if file.name.endswith(".txt"):
            lines = file.read_text(encoding="utf-8").split("\n")
            yield from (line.strip() for line in lines if line.strip() and line[0] not in "#[")


def on_television(data: Path, part: Part) -> Iterator[str]:
    """CPED's utterances; nothing where it is not there."""
    if (data / FILE).exists():
        for dialogue in read_dialogues(data / FILE, part):
            yield from (one.text for one in dialogue.utterances)


def about_the_world(data: Path) -> Iterator[str]:
    """The questioner's lines of KdConv; nothing where it is not there."""
    for name in _KDCONV:
        file = data / "kdconv-dev" / f"{name}_dev.json"
        if file.exists():
            for dialogue in json.loads(file.read_text(encoding="utf-8")):
                yield from (message["message"] for message in dialogue["messages"][::2])


def _said(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for key, inner in value.items():
            if key == "said" and isinstance(inner, str):
                yield inner
            else:
                yield from _said(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _said(inner)
