"""A provider that does not answer is left alone, also after a restart, and comes back without any turn waiting."""

from __future__ import annotations

import time
from contextlib import closing
from pathlib import Path

import pytest

from roleplay_lite.knowledge.cloud.breaker import Breaker
from roleplay_lite.knowledge.cloud.config import CloudConfig
from roleplay_lite.knowledge.cloud.offline import is_offline
from roleplay_lite.knowledge.cloud.record import open_record
from roleplay_lite.knowledge.evidence import Query
from roleplay_lite.memory.sqlite_file import SqliteFile
from tests.knowledge.cloud.making import EVEREST, cloud, provider
from tests.knowledge.cloud.server import answers, reply, searx, sends, serving, stalls

GOOD = searx("珠穆朗玛峰海拔8848.86米。")


class Clocks:
    """Wall and monotonic, moved by hand."""

    def __init__(self) -> None:
        self.wall, self.run = 1_700_000_000.0, 1000.0

    def on(self, seconds: float) -> None:
        self.wall += seconds
        self.run += seconds

    def breaker(self, db: SqliteFile, **more: float) -> Breaker:
        config = CloudConfig(**more)  # type: ignore[arg-type]
        return Breaker(db, "one", config, clock=lambda: self.wall, monotonic=lambda: self.run)


def test_it_opens_after_five_failures_and_lets_one_through_after_a_probe() -> None:
    with closing(open_record(None)) as db:
        clocks = Clocks()
        breaker = clocks.breaker(db)
        for _ in range(4):
            breaker.failed("late")
        assert breaker.refuses() == ""
        breaker.failed("late")
        assert breaker.refuses() == "breaker open"
        assert not breaker.wants_probe()
        clocks.on(61)
        assert breaker.refuses() == "breaker open"
        assert breaker.wants_probe()
        assert not breaker.wants_probe(), "one probe at a time"
        breaker.probed(True)
        assert breaker.state().name == "trial"
        assert breaker.refuses() == ""
        assert breaker.refuses() == "breaker open", "one question at a time"
        breaker.succeeded()
        assert breaker.state().name == "closed"


def test_it_waits_longer_each_time_up_to_ten_minutes() -> None:
    with closing(open_record(None)) as db:
        clocks = Clocks()
        breaker = clocks.breaker(db, failures=1)
        waits = []
        for _ in range(6):
            breaker.failed("late")
            waits.append(breaker.state().seconds)
            clocks.on(waits[-1] + 1)
            assert breaker.wants_probe()
            breaker.probed(True)
            assert breaker.refuses() == ""
        assert waits == [60, 120, 240, 480, 600, 600]


def test_a_restart_does_not_wait_again_whatever_the_clock_did(tmp_path: Path) -> None:
    with closing(open_record(tmp_path / "cloud.db")) as db:
        clocks = Clocks()
        breaker = clocks.breaker(db)
        for _ in range(5):
            breaker.failed("late")
        breaker.keep()
        clocks.on(3000)
        again = clocks.breaker(db)
        assert again.refuses() == "breaker open"
        assert again.wants_probe()
        clocks.wall -= 400 * 86400
        early = clocks.breaker(db)
        assert early.refuses() == "breaker open"
        assert early.state().seconds <= 600


def test_whole_turns_open_it_and_it_comes_back(tmp_path: Path) -> None:
    store = tmp_path / "cloud.db"
    with serving(sends(reply(b"{}", status="500 Oh"))) as server:
        one = provider(server.url)
        with cloud(one, store=store, failures=3, open_seconds=1) as first:
            for at in range(3):
                assert "server" in first.look(Query(text=f"第{at}座山有多高")).why
            asked = len(server.received)
            assert first.look(EVEREST).why == "cloud: one: breaker open"
        with cloud(one, store=store, failures=3, open_seconds=1) as second:
            assert second.look(EVEREST).why == "cloud: one: breaker open"
            assert len(server.received) == asked
            server.behave = answers(GOOD)
            end = time.monotonic() + 20
            while not (looked := second.look(EVEREST)).evidence and time.monotonic() < end:
                time.sleep(0.05)
            assert looked.evidence
            assert second.sources[0].breaker.state().name == "closed"
        assert len(server.received) == asked + 1, "a probe asks nothing"


def test_an_open_breaker_costs_a_turn_next_to_nothing() -> None:
    with serving(stalls) as server, cloud(provider(server.url), deadline_seconds=0.3, failures=1) as one:
        one.look(EVEREST)
        took = []
        for at in range(30):
            begun = time.perf_counter()
            assert "breaker open" in one.look(Query(text=f"第{at}座山有多高")).why
            took.append(time.perf_counter() - begun)
        assert sorted(took)[15] < 0.1, "the figure is the bench's; here only that nobody waits for the network"


@pytest.mark.parametrize(
    ("ip4", "ip6", "url", "offline"),
    [
        ("", "", "https://example.org", True),
        ("eth0 00000000 0102000A 0003 0 0 0 0", "", "https://example.org", False),
        ("eth0 00000000 0102000A 0000 0 0 0 0", "", "https://example.org", True),
        ("", "f" * 4 + "0" * 28 + " 08 0 0 0 0 0 0 00000001 eth0", "https://example.org", True),
        ("", "0" * 32 + " 00 0 0 0 0 0 0 00000001 wlan0", "https://example.org", False),
        ("", "0" * 32 + " 00 0 0 0 0 0 0 00200200 lo", "https://example.org", True),
        ("", "", "http://localhost:8080", False),
        ("", "", "http://127.0.0.1:8080/search", False),
        ("nonsense with words in it xx yy", "", "https://example.org", False),
    ],
)
def test_without_a_route_nobody_is_asked(ip4: str, ip6: str, url: str, offline: bool, tmp_path: Path) -> None:
    four, six = tmp_path / "route", tmp_path / "ipv6_route"
    four.write_text(f"Iface Destination\n{ip4}")
    six.write_text(ip6)
    assert is_offline(url, four, six) is offline
    assert not is_offline(url, tmp_path / "none", six)
