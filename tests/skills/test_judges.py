"""The tasks that the evaluation sets a whole character, put to the skills alone and read by its judges."""

from __future__ import annotations

from collections import Counter
from datetime import datetime

import pytest

from roleplay_lite.evaluation.judging.tasks import outcome
from roleplay_lite.evaluation.skills_set import tasks

from .conftest import Home

OWN = ("timers", "device", "clock", "sums", "talk")


@pytest.mark.parametrize("seed", [1, 2, 3])
@pytest.mark.parametrize("hour", [7, 15, 22])
def test_what_is_asked_is_done_and_nothing_is_claimed(home: Home, seed: int, hour: int) -> None:
    home.clocks.wall = datetime(2026, 11, 28, hour, 5).timestamp()
    home.seed = seed
    chosen = [task for task in tasks() if task.group in OWN and task.judge != "story"]
    wrong: Counter[str] = Counter()
    for task in chosen:
        before = tuple((line, "我刚才说，雨天适合在家煮一锅热汤。") for line in task.before)
        answer = home.say(task.said, before=before)
        by = () if home.done is None or home.done.why == "unable" else (f"skill:{home.intent}",)
        replies = [*(reply for _, reply in before), answer]
        found = outcome(replies, task, by, home.clocks.now().replace(tzinfo=None))
        assert not found.false_claim, (task.said, answer)
        if not found.right:
            wrong[f"{task.said} -> {answer}"] += 1
        for alarm in home.skills.upcoming():
            home.skills.alarms.drop((alarm.id,))
    assert sum(wrong.values()) <= 0.03 * len(chosen), dict(wrong)
