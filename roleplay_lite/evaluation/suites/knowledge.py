"""Everyday knowledge in each setting: whether the answer is right, and whether the traits still show."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from roleplay_lite.evaluation.accuracy import by_group
from roleplay_lite.evaluation.asked import in_settings, setting_character
from roleplay_lite.evaluation.figures import figures_of
from roleplay_lite.evaluation.host import Host
from roleplay_lite.evaluation.judging.honesty import honest
from roleplay_lite.evaluation.judging.knowledge import right
from roleplay_lite.evaluation.question_sets import Question, questions
from roleplay_lite.evaluation.salience import of_answer
from roleplay_lite.evaluation.suite import Answered, Plan, Reply, Sample, SuiteReport
from roleplay_lite.evaluation.trait_settings import SETTINGS
from roleplay_lite.evaluation.trait_tables import chance_figures, salience_tables

FULL, QUICK = 60, 5


class KnowledgeSuite:
    """See the module."""

    name = "knowledge"
    about = (
        "everyday knowledge with short answers, the same questions told nothing, one trait, three, or a coarse group"
    )
    asks_model = True

    def samples(self, plan: Plan) -> Sequence[Sample]:
        """See `Suite.samples`."""
        return in_settings(questions("knowledge"), plan, plan.count(FULL, QUICK))

    def answer(self, sample: Sample, host: Host) -> tuple[Reply, ...]:
        """See `Suite.answer`."""
        return host.converse(setting_character(sample), sample.said, key=f"{self.name}/{sample.pair}")

    def scores(self, answered: Answered) -> dict[str, float]:
        """`accuracy`; `honest`: it is not right and says that it does not know; salience as in small talk."""
        correct = right(_question(answered.sample), answered.last.text)
        return {
            "accuracy": float(correct),
            "honest": float(not correct and honest(answered.last.text, answered.last.by)),
            **of_answer(answered),
        }

    def report(self, answered: Sequence[Answered]) -> SuiteReport:
        """See `Suite.report`."""
        topics = by_group(
            "accuracy by topic",
            answered,
            lambda one: _question(one.sample).topic,
            lambda one: float(right(_question(one.sample), one.last.text)),
            column="topic",
        )
        return SuiteReport(
            suite=self.name,
            about=self.about,
            figures=(*figures_of(answered, self.scores), *chance_figures(SETTINGS, len(answered))),
            tables=(topics, *salience_tables(answered)) if answered else (),
            notes=(
                "A right reply holds an accepted answer that it does not deny, ask back, take back or offer beside "
                "another; the judge is strict and by rules.",
            ),
        )


def _question(sample: Sample) -> Question:
    return _by_id()[sample.pair]


@lru_cache(maxsize=1)
def _by_id() -> dict[str, Question]:
    return {question.id: question for question in questions("knowledge")}
