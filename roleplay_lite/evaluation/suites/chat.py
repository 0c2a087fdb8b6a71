"""Small talk in each setting: how much of a character's traits shows, and what is wrong with the replies."""

from __future__ import annotations

from collections.abc import Sequence

from roleplay_lite.evaluation.asked import faults_of, in_settings, setting_character
from roleplay_lite.evaluation.figures import figures_of
from roleplay_lite.evaluation.host import Host
from roleplay_lite.evaluation.question_sets import questions
from roleplay_lite.evaluation.salience import of_answer
from roleplay_lite.evaluation.suite import Answered, Plan, Reply, Sample, SuiteReport
from roleplay_lite.evaluation.trait_settings import SETTINGS
from roleplay_lite.evaluation.trait_tables import chance_figures, salience_tables

FULL, QUICK = 104, 8


class ChatSuite:
    """See the module."""

    name = "chat"
    about = "small talk, the same lines told nothing, one trait, three traits, or a coarse group"
    asks_model = True

    def samples(self, plan: Plan) -> Sequence[Sample]:
        """See `Suite.samples`."""
        return in_settings(questions("chat"), plan, plan.count(FULL, QUICK))

    def answer(self, sample: Sample, host: Host) -> tuple[Reply, ...]:
        """See `Suite.answer`."""
        return host.converse(setting_character(sample), sample.said, key=f"{self.name}/{sample.pair}")

    def scores(self, answered: Answered) -> dict[str, float]:
        """`salience@10`, `mismatch@10`, the same at 30, and `fault` with each fault by name."""
        found = faults_of(answered, setting_character(answered.sample))
        return {**of_answer(answered), "fault": float(bool(found))}

    def report(self, answered: Sequence[Answered]) -> SuiteReport:
        """See `Suite.report`."""
        return SuiteReport(
            suite=self.name,
            about=self.about,
            figures=(*figures_of(answered, self.scores), *chance_figures(SETTINGS, len(answered))),
            tables=salience_tables(answered),
        )
