"""Lines of which is known which frequent question they ask, or that they ask none: to set thresholds by."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from roleplay_lite.evaluation.homophones import misheard
from roleplay_lite.evaluation.pack_questions import outside
from roleplay_lite.evaluation.question_sets import questions as asked
from roleplay_lite.evaluation.rows import WrongField, only, read_rows, text

if TYPE_CHECKING:
    from roleplay_lite.knowledge.pack.rows import Faq

Line = tuple[str, str]
"""What is said, and the id of the question that it asks, or ""."""

_FRAMES = ("{}", "请问{}", "{}呀", "我想问一下{}", "你知道{}吗", "那个{}来着")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Row:
    id: str
    said: str
    faq: str


def read_lines(file: Path, questions: Mapping[str, Faq]) -> list[Line]:
    """Those in a file. Raises ConfigError with file, line and field."""
    by_words = {one.question: id_ for id_, one in questions.items()}
    return [(row.said, by_words.get(row.faq, "")) for row in read_rows(file, partial(_row, by_words))]


def _row(questions: Mapping[str, str], row: dict[str, Any]) -> _Row:
    only(row, required=frozenset({"id", "said", "faq"}))
    if not isinstance(row["faq"], str):
        raise WrongField("faq", "is not a text; give the question as the pack has it, or an empty one")
    if row["faq"] and row["faq"] not in questions:
        raise WrongField("faq", f"{row['faq']!r} is no question of the packs")
    return _Row(id=text(row, "id"), said=text(row, "said"), faq=row["faq"])


def made_lines(questions: Mapping[str, Faq]) -> list[Line]:
    """Each paraphrase in a frame of speech and, every third, misheard; and what asks none of them: small talk, and
    questions of the world that nothing in the default pack answers."""
    lines: list[Line] = []
    for number, (id_, one) in enumerate(questions.items()):
        for turn, way in enumerate(one.paraphrases):
            said = _FRAMES[(number + turn) % len(_FRAMES)].format(way.rstrip("？?。"))
            lines.append((misheard(said, seed=number) if turn % 3 == 2 else said, id_))
    others = [*(one.said for one in asked("chat")), *(one.said for one in outside())]
    return lines + [(said, "") for said in others]
