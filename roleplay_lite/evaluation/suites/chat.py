"""Small talk in each setting: how much of a character's traits shows, and what is wrong with the replies."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from roleplay_lite.evaluation.asked import faults_of, in_settings, setting_character
from roleplay_lite.evaluation.figures import figures_of
from roleplay_lite.evaluation.host import Host
from roleplay_lite.evaluation.question_sets import questions
from roleplay_lite.evaluation.salience import of_answer
from roleplay_lite.evaluation.suite import Answered, Plan, Reply, Sample, SuiteReport
from roleplay_lite.evaluation.trait_settings import SETTINGS
from roleplay_lite.evaluation.trait_tables import SHOWN, chance_figures, salience_tables
from roleplay_lite.persona.persona import Persona

FULL, QUICK = 104, 6
BEST = "P209-top3, best of 4"
"""Every second line of P209-top3 once more, with the best of several drafts let out."""
_CANDIDATES = 4


class ChatSuite:
    """See the module."""

    name = "chat"
    about = "small talk, the same lines told nothing, one trait, three traits, or a coarse group"
    asks_model = True

    def samples(self, plan: Plan) -> Sequence[Sample]:
        """See `Suite.samples`."""
        asked = in_settings(questions("chat"), plan, plan.count(FULL, QUICK))
        again = [sample for sample in asked if sample.group == SHOWN][::2]
        return [*asked, *(replace(one, id=f"{BEST}/{one.pair}", group=BEST) for one in again)]

    def answer(self, sample: Sample, host: Host) -> tuple[Reply, ...]:
        """See `Suite.answer`."""
        limits = replace(host.device.limits, candidates=_CANDIDATES if sample.group == BEST else 1)
        device = replace(host.device, limits=limits)
        return host.converse(_who(sample), sample.said, key=f"{self.name}/{sample.pair}", device=device)

    def scores(self, answered: Answered) -> dict[str, float]:
        """`salience@10`, `mismatch@10`, the same at 30, and `fault` with each fault by name."""
        found = faults_of(answered, _who(answered.sample))
        return {**of_answer(answered), "fault": float(bool(found))}

    def report(self, answered: Sequence[Answered]) -> SuiteReport:
        """See `Suite.report`."""
        return SuiteReport(
            suite=self.name,
            about=self.about,
            figures=(*figures_of(answered, self.scores), *chance_figures((*SETTINGS, BEST), len(answered))),
            tables=salience_tables(answered),
        )


def _who(sample: Sample) -> Persona:
    return setting_character(sample, setting=SHOWN if sample.group == BEST else None)
