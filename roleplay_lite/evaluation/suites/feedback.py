"""What the checks, the second draft and the best of several drafts buy, and what they cost.

The same lines are asked again, of the same characters and with the same throw of the dice for the first draft: as the
model drafts it, with the checks and no second try, as the library answers by default, and with the best of two and of
four.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from roleplay_lite import line
from roleplay_lite.device import Device
from roleplay_lite.evaluation.asked import faults_of, setting_character, settings_of
from roleplay_lite.evaluation.figures import figures_of, spread
from roleplay_lite.evaluation.host import Host
from roleplay_lite.evaluation.judging.faults import faults
from roleplay_lite.evaluation.question_sets import questions
from roleplay_lite.evaluation.salience import of_answer
from roleplay_lite.evaluation.statistics import mean
from roleplay_lite.evaluation.suite import Answered, Plan, Reply, Sample, SuiteReport, Table
from roleplay_lite.evaluation.trait_settings import trait_sets
from roleplay_lite.faculties import Faculties
from roleplay_lite.persona.check import CHECKS
from roleplay_lite.persona.persona import Persona
from roleplay_lite.turn import Piece, Recalled, Utterance
from roleplay_lite.understanding import understand_text
from roleplay_lite.voice.sentence import sentences, speakable

FULL, QUICK = 24, 3
FACTS = "against"
"""The check of a sentence against the facts, as reasons call it before their colon."""
WAYS: dict[str, dict[str, int]] = {
    "as drafted": {"drafts": 1},
    "checked, one draft": {"drafts": 1},
    "checked, drawn again": {},
    "best of 2": {"candidates": 2},
    "best of 4": {"candidates": 4},
}
"""What each group asks of `Device.limits`; nothing is the default."""
_UNITS = {"seconds": "s", "first piece": "s", "drafts": "drafts"}


class FeedbackSuite:
    """See the module."""

    name = "feedback"
    about = "the checks, a second draft, and the best of several: what they buy and what they cost"
    asks_model = True

    def samples(self, plan: Plan) -> Sequence[Sample]:
        """See `Suite.samples`: lines of small talk, of other characters than those that the chat suite asks first."""
        asked = spread(questions("chat")[::-1], plan.count(FULL, QUICK))
        return settings_of(asked, plan, tuple(WAYS), trait_sets(plan.seed)[::-1])

    def answer(self, sample: Sample, host: Host) -> tuple[Reply, ...]:
        """See `Suite.answer`. The default's drafts are weighed check by check as well."""
        who, key = self._who(sample), f"{self.name}/{sample.pair}"
        host.warm(who)
        overrides = {"check": _unchecked} if sample.group == "as drafted" else {}
        (reply,) = host.converse(
            who, sample.said, key=key, overrides=overrides, device=_with_limits(host.device, WAYS[sample.group])
        )
        if sample.group == "checked, drawn again":
            reply = replace(reply, steps={**reply.steps, **_weighed(reply, who, sample.said[0])})
        return (reply,)

    def scores(self, answered: Answered) -> dict[str, float]:
        """`clean` (no fault is found), `salience@10` and its control, and the cost."""
        reply, who = answered.last, self._who(answered.sample)
        shown = of_answer(answered)
        return {
            "clean": float(not faults_of(answered, who)),
            "salience@10": shown["salience@10"],
            "mismatch@10": shown["mismatch@10"],
            "seconds": reply.seconds,
            "first piece": reply.first,
            "drafts": float(len(reply.drafts)),
        }

    def report(self, answered: Sequence[Answered]) -> SuiteReport:
        """See `Suite.report`."""
        return SuiteReport(
            suite=self.name,
            about=self.about,
            figures=figures_of(answered, self.scores, units=_UNITS),
            tables=(self._worth(answered), self._checks(answered)),
            notes=(
                "The first draft of a line is the same in the first three groups; the best of several begins with it.",
                "A check's cost is its own time over all drafted sentences, whether it found something or not.",
            ),
        )

    def _who(self, sample: Sample) -> Persona:
        return setting_character(sample, setting="P209-top3")

    def _worth(self, answered: Sequence[Answered]) -> Table:
        """Points of clean replies and of salience over the bare draft, and what each point costs."""
        groups = {name: [one for one in answered if one.sample.group == name] for name in WAYS}
        means = {
            name: {key: mean([self.scores(one)[key] for one in ones]) for key in ("clean", "salience@10", "seconds")}
            for name, ones in groups.items()
            if ones
        }
        bare = means.get("as drafted", {"clean": 0.0, "salience@10": 0.0, "seconds": 0.0})
        rows = []
        for name, found in means.items():
            clean, shown = (100 * (found[key] - bare[key]) for key in ("clean", "salience@10"))
            dearer = found["seconds"] / bare["seconds"] if bare["seconds"] else 1.0
            rows.append((name, f"{clean:+.1f}", f"{shown:+.1f}", f"{dearer:.2f}"))
        return Table(
            title="quality against cost",
            columns=("what is done", "clean (points)", "salience@10 (points)", "time (times the bare draft)"),
            rows=tuple(rows),
        )

    def _checks(self, answered: Sequence[Answered]) -> Table:
        """What each check held back, whether the reply was the better for it, and what it costs."""
        held: Counter[str] = Counter()
        mended: Counter[str] = Counter()
        spent: Counter[str] = Counter()
        sentences_seen = 0
        for one in answered:
            if one.sample.group != "checked, drawn again":
                continue
            who, said = self._who(one.sample), one.sample.said[-1]
            sentences_seen += int(one.last.steps.get("sentences", 0))
            reasons = {reason.partition(":")[0] for _, reason in one.last.dropped}
            held.update(reason.partition(":")[0] for _, reason in one.last.dropped)
            better = bool(faults(one.last.drafts[0], said, who, ())) if one.last.drafts else False
            if better and not faults_of(one, who):
                mended.update(reasons)
            for name in (*CHECKS, FACTS):
                spent[name] += round(one.last.steps.get(f"check {name}", 0.0) * 1000)
        rows = [
            (name, held[name], mended[name], spent[name] / 1000 / max(1, sentences_seen), _per_catch(spent, held, name))
            for name in (*CHECKS, FACTS)
        ]
        return Table(
            title=f"which check earned its milliseconds, over {sentences_seen} drafted sentences",
            columns=("check", "held back", "replies mended", "cost a sentence (ms)", "cost of a find (ms)"),
            rows=tuple(rows),
            note="Mended: the bare draft has a fault, a sentence of it was held back for this, and the reply has none.",
        )


def _per_catch(spent: Counter[str], held: Counter[str], name: str) -> str:
    return f"{spent[name] / 1000 / held[name]:.2f}" if held[name] else "–"


def _with_limits(device: Device, limits: dict[str, int]) -> Device:
    return replace(device, limits=replace(device.limits, **limits))


def _unchecked(tokens: Any, persona: Persona, recalled: Recalled, most: int, faculties: Faculties) -> Iterator[Piece]:
    """The step `check` without a check: what is drafted, sentence by sentence, as far as a reply goes."""
    count = 0
    for raw in sentences(tokens):
        text = speakable(raw)
        if text:
            yield Piece(text=text, by=recalled.answer_by if recalled.answer else "llm")
        count += line.counts(raw, text)
        if count >= most:
            return


def _weighed(reply: Reply, who: Persona, said: str) -> dict[str, float]:
    """Milliseconds of each check over the sentences of all drafts, and how many these are."""
    from roleplay_lite.persona.consistency import contradictions

    recalled = Recalled(understanding=understand_text(Utterance(text=said)))
    drafted = [text for draft in reply.drafts for raw in sentences(iter((draft,))) if (text := speakable(raw))]
    found: dict[str, float] = {"sentences": float(len(drafted))}
    for name, objects in CHECKS.items():
        began = time.perf_counter()
        for text in drafted:
            objects(text, who, recalled, ())
        found[f"check {name}"] = (time.perf_counter() - began) * 1000
    began = time.perf_counter()
    for text in drafted:
        contradictions(text, who, said=(), heard=said, history=(), statements=(), today=date.today())
    found[f"check {FACTS}"] = (time.perf_counter() - began) * 1000
    return found
