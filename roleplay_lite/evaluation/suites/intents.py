"""Which skill takes a line: orders in many wordings, and lines of chat that sound like orders and are none. In two
halves: the rules may be written against `dev`, and what they are worth is read from `held`."""

from __future__ import annotations

import json
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal, get_args

from roleplay_lite.evaluation.figures import figure, figures_of, spread
from roleplay_lite.evaluation.host import Host
from roleplay_lite.evaluation.question_sets import SETS
from roleplay_lite.evaluation.rows import WrongField, one_of, only, read_rows, text
from roleplay_lite.evaluation.suite import Answered, Figure, Plan, Reply, Sample, SuiteReport, Table
from roleplay_lite.skills.config import SkillsConfig
from roleplay_lite.skills.skills import Skills

Half = Literal["dev", "held"]
FULL, QUICK = 0, 25
_SHOWN = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """One line, and what it asks for."""

    id: str
    said: str
    intent: str
    """Empty where nothing is asked of a skill."""
    half: Half
    slots: Mapping[str, Any] = field(default_factory=dict)
    """What must be read from it; other slots are free."""


@lru_cache(maxsize=1)
def orders() -> tuple[Order, ...]:
    """The shipped lines, in the order of their file."""
    return read_orders(SETS / "intents.jsonl")


def read_orders(file: Path) -> tuple[Order, ...]:
    """The lines in a file. Raises ConfigError with file, line and field."""
    return read_rows(file, _order)


class IntentsSuite:
    """See the module."""

    name = "intents"
    about = "which skill takes a line, over many wordings of each order and lines of chat that are none"
    asks_model = False

    def samples(self, plan: Plan) -> Sequence[Sample]:
        """See `Suite.samples`."""
        return [
            Sample(
                id=one.id,
                group=half,
                pair=one.id,
                said=(one.said,),
                data={"intent": one.intent, "slots": dict(one.slots)},
            )
            for half in get_args(Half)
            for asks in (True, False)
            for one in spread(
                [one for one in orders() if one.half == half and bool(one.intent) == asks], plan.count(FULL, QUICK)
            )
        ]

    def answer(self, sample: Sample, host: Host) -> tuple[Reply, ...]:
        """The intent as the text; what it took as the steps, the slots as the note."""
        skills = _skills()
        began = time.perf_counter()
        found = skills.match(sample.said[-1])
        seconds = time.perf_counter() - began
        slots = json.dumps(dict(found.slots), ensure_ascii=False) if found else "{}"
        intent = _SAME.get(found.intent, found.intent) if found else ""
        return (Reply(text=intent, note=slots, steps={"match": seconds * 1000}),)

    def scores(self, answered: Answered) -> dict[str, float]:
        """Of an order: `intent accuracy`, and `slots right` where any are told and the intent is right. Of chat:
        `false fires`."""
        wanted, got = answered.sample.data["intent"], answered.last.text
        if not wanted:
            return {"false fires": float(bool(got))}
        scores = {"intent accuracy": float(got == wanted), "missed": float(not got)}
        if answered.sample.data["slots"] and got == wanted:
            scores["slots right"] = float(not wrong_slots(answered))
        return scores

    def report(self, answered: Sequence[Answered]) -> SuiteReport:
        """See `Suite.report`."""
        figures: list[Figure] = list(figures_of(answered, self.scores))
        for half in get_args(Half):
            took = sorted(one.last.steps.get("match", 0.0) for one in answered if one.sample.group == half)
            if took:
                figures.append(replace(figure("p95", half, took, unit="ms"), value=took[int(len(took) * 0.95)]))
        tables = (self._confusion(answered), self._by_intent(answered), self._fires(answered), self._slots(answered))
        return SuiteReport(
            suite=self.name,
            about=self.about,
            figures=tuple(figures),
            tables=tables,
            notes=(
                "Of the held half no line is shown, so that nobody writes rules against it.",
                "The rules and the scorer were written without either half in view, and then mended against `dev`.",
            ),
        )

    def _confusion(self, answered: Sequence[Answered]) -> Table:
        found = Counter(
            (one.sample.group, one.sample.data["intent"] or "(chat)", one.last.text or "(none)")
            for one in answered
            if one.sample.data["intent"] != one.last.text
        )
        rows = tuple((half, wanted, got, count) for (half, wanted, got), count in found.most_common())
        return Table(title="Taken for another", columns=("half", "asked", "taken for", "lines"), rows=rows)

    def _by_intent(self, answered: Sequence[Answered]) -> Table:
        counts: Counter[str] = Counter()
        right: Counter[str] = Counter()
        for one in answered:
            if intent := one.sample.data["intent"]:
                counts[intent] += 1
                right[intent] += one.last.text == intent
        rows = tuple((intent, counts[intent], right[intent] / counts[intent]) for intent in sorted(counts))
        return Table(title="By intent", columns=("intent", "lines", "right"), rows=rows)

    def _fires(self, answered: Sequence[Answered]) -> Table:
        """Of `dev` alone: what a skill took that it should not, and what was missed."""
        wrong = [one for one in answered if one.sample.group == "dev" and one.sample.data["intent"] != one.last.text]
        rows = tuple(
            (one.sample.said[-1], one.sample.data["intent"] or "(chat)", one.last.text or "(none)") for one in wrong
        )
        return Table(title="Wrong of the dev half", columns=("line", "asked", "taken for"), rows=rows[: 4 * _SHOWN])

    def _slots(self, answered: Sequence[Answered]) -> Table:
        rows = tuple(
            (one.sample.said[-1], ", ".join(wrong))
            for one in answered
            if one.sample.group == "dev" and one.sample.data["intent"] == one.last.text and (wrong := wrong_slots(one))
        )
        return Table(title="Wrong slots of the dev half", columns=("line", "slots"), rows=rows[: 2 * _SHOWN])


def wrong_slots(answered: Answered) -> list[str]:
    """The slots that were read otherwise than the row says, each with what was read."""
    got = json.loads(answered.last.note or "{}")
    return [
        f"{name}: {got.get(name)!r} for {value!r}"
        for name, value in answered.sample.data["slots"].items()
        if not _same(got.get(name), value)
    ]


def _same(got: Any, wanted: Any) -> bool:
    if isinstance(wanted, bool) or wanted is None:
        return bool(got) == bool(wanted)
    if isinstance(wanted, int | float):
        try:
            number = float(got) if not isinstance(got, str) or "/" not in got else _ratio(got)
        except (TypeError, ValueError, ZeroDivisionError):
            return False
        return abs(number - wanted) <= max(0.01, 1e-4 * abs(wanted))
    if isinstance(wanted, str) and isinstance(got, str):
        return got == wanted or (len(wanted) > 1 and (wanted in got or got in wanted) and bool(got))
    return bool(got == wanted)


def _ratio(said: str) -> float:
    above, _, below = said.partition("/")
    return float(above) / float(below)


@lru_cache(maxsize=1)
def _skills() -> Skills:
    """With the meanings of the packs that are installed, as a session has them."""
    from roleplay_lite.knowledge.pack.pack import open_packs
    from roleplay_lite.skills.words.senses import senses_in

    skills = Skills.open(SkillsConfig())
    skills.look_up(senses_in(open_packs()))
    return skills


_SAME = {"poem.next_line": "poem.recite"}
"""The set has one name for a poem and for its next line (`sets/README.md`)."""


def _order(row: dict[str, Any]) -> Order:
    only(row, required=frozenset({"id", "said", "intent", "half"}), optional=frozenset({"slots", "why"}))
    intent = row["intent"]
    if not isinstance(intent, str) or (intent and "." not in intent):
        raise WrongField("intent", "is not an intent (`timer.set`), nor empty")
    slots = row.get("slots", {})
    if not isinstance(slots, dict):
        raise WrongField("slots", "is not an object")
    return Order(
        id=text(row, "id"),
        said=text(row, "said"),
        intent=intent,
        half=one_of(row, "half", get_args(Half)),
        slots=slots,
    )
