"""The budget of 24 hours: kept by threads and processes together, whatever the clock does."""

from __future__ import annotations

import subprocess
import sys
import threading
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from roleplay_lite.errors import CloudError
from roleplay_lite.knowledge.cloud.budget import Budget
from roleplay_lite.knowledge.cloud.config import CloudConfig
from roleplay_lite.knowledge.cloud.record import open_record
from roleplay_lite.knowledge.evidence import Query
from tests.knowledge.cloud.making import EVEREST, cloud, provider
from tests.knowledge.cloud.server import answers, chat, searx, serving, stalls

_SPEND = """
import sys
from pathlib import Path
from roleplay_lite.errors import CloudError
from roleplay_lite.knowledge.cloud.budget import Budget
from roleplay_lite.knowledge.cloud.config import CloudConfig, ProviderConfig
from roleplay_lite.knowledge.cloud.record import open_record
db = open_record(Path(sys.argv[1]))
budget = Budget(db, CloudConfig(calls_per_day=30, tokens_per_day=2500))
made = 0
for _ in range(20):
    try:
        budget.reserve(ProviderConfig(name="one", kind="chat", base_url="http://localhost"), 100)
        made += 1
    except CloudError:
        pass
db.close()
print(made)
"""
ONE = provider("http://localhost", "chat", money_per_call=0.01, money_per_1000_tokens=0.1)


def test_processes_together_never_spend_more(tmp_path: Path) -> None:
    file = tmp_path / "cloud.db"
    started = [
        subprocess.Popen([sys.executable, "-c", _SPEND, str(file)], stdout=subprocess.PIPE, text=True) for _ in range(4)
    ]
    made = sum(int(process.communicate(timeout=60)[0]) for process in started)
    assert made == 25
    with closing(open_record(file)) as db:
        spent = Budget(db, CloudConfig()).spent()
    assert (spent.calls, spent.tokens) == (25, 2500)


def test_threads_together_never_ask_more_often(tmp_path: Path) -> None:
    with serving(answers(searx("有八千八百四十八米。"))) as server:
        with cloud(provider(server.url), store=tmp_path / "cloud.db", calls_per_day=7) as one:
            asking = [
                threading.Thread(target=lambda at=at: one.look(Query(text=f"第{at}座山峰有多高"))) for at in range(20)
            ]
            for thread in asking:
                thread.start()
            for thread in asking:
                thread.join()
            assert one.budget.spent().calls <= 7
            for at in range(20):
                one.look(Query(text=f"第{at}条河流有多长"))
            assert one.budget.spent().calls == 7
            assert "budget" in one.look(Query(text="月亮有多远")).why
        assert len(server.received) == 7


@settings(max_examples=50)
@given(
    st.lists(
        st.tuples(st.integers(-40 * 86400, 40 * 86400), st.integers(0, 900)).map(lambda two: two),
        min_size=1,
        max_size=25,
    )
)
def test_a_clock_that_is_put_back_brings_no_second_budget(steps: list[tuple[int, int]]) -> None:
    """However it jumps: in no true 24 hours is more spent than forward jumps alone would allow."""
    now = [1_700_000_000.0]
    config = CloudConfig(calls_per_day=3)
    with closing(open_record(None)) as db:
        budget = Budget(db, config, clock=lambda: now[0])
        made = jumped_on = 0
        for jump, _ in steps:
            now[0] += min(jump, 0)
            jumped_on += jump >= 86400
            now[0] += max(jump, 0) if jump >= 86400 else 0
            for _ in range(4):
                try:
                    budget.reserve(ONE, 10)
                    made += 1
                except CloudError:
                    pass
        assert made <= 3 * (1 + jumped_on)


def test_going_back_a_day_and_summer_time_change_nothing() -> None:
    now = [1_700_000_000.0]
    with closing(open_record(None)) as db:
        budget = Budget(db, CloudConfig(calls_per_day=2), clock=lambda: now[0])
        budget.reserve(ONE, 0)
        budget.reserve(ONE, 0)
        for shift in (-3600, 3600, -86400, -86400 * 400, 86400 * 400 + 60):
            now[0] += shift
            with pytest.raises(CloudError, match="budget of calls"):
                budget.reserve(ONE, 0)
        now[0] += 2 * 86400
        assert budget.reserve(ONE, 0)


def test_money_and_tokens_are_put_aside_and_settled() -> None:
    with closing(open_record(None)) as db:
        budget = Budget(db, CloudConfig(money_per_day=0.25, tokens_per_day=10_000))
        first = budget.reserve(ONE, 1000)
        assert budget.spent().money == pytest.approx(0.11)
        second = budget.reserve(ONE, 1000)
        with pytest.raises(CloudError, match="budget of money"):
            budget.reserve(ONE, 1000)
        budget.settle(first, ONE, 100)
        budget.give_back(second)
        assert (budget.spent().calls, budget.spent().tokens) == (1, 100)
        assert budget.left().money == pytest.approx(0.23)
        with pytest.raises(CloudError, match="budget of tokens"):
            budget.reserve(ONE, 9_950)


def test_what_a_chat_took_is_counted_and_a_late_one_stays_counted() -> None:
    with (
        serving(answers(chat("海拔8848.86米。", tokens=77))) as server,
        cloud(provider(server.url, "chat", reserve_tokens=500), deadline_seconds=0.5) as one,
    ):
        assert one.look(EVEREST).answer == "海拔8848.86米。"
        assert one.budget.spent().tokens == 77
        server.behave = stalls
        one.look(Query(text="月亮离地球有多远"))
        assert one.budget.spent().tokens == 577


def test_a_call_that_never_left_costs_nothing() -> None:
    with serving(stalls) as server:
        gone = server.url
    with cloud(provider(gone)) as one:
        assert "connect" in one.look(EVEREST).why
        assert one.budget.spent().calls == 0
