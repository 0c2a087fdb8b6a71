"""Servers that stall, drip, flood, lie and break off: the turn goes on in time with a word for it."""

from __future__ import annotations

import socket
import threading
import time
from pathlib import Path

import pytest

from roleplay_lite.engines import Cancel
from tests.knowledge.cloud.making import EVEREST, cloud, provider
from tests.knowledge.cloud.server import (
    Behaviour,
    answers,
    bomb,
    drips_body,
    drips_header,
    floods,
    reply,
    resets,
    searx,
    sends,
    serving,
    stalls,
)

_BOUND = 2.0
"""Generous: the machine may be busy."""
GOOD = searx("珠穆朗玛峰海拔8848.86米。")


@pytest.mark.parametrize("behave", [stalls, drips_body, drips_header])
def test_nobody_waits_longer_than_the_deadline(behave: Behaviour) -> None:
    with serving(behave) as server, cloud(provider(server.url), deadline_seconds=0.3) as one:
        begun = time.monotonic()
        looked = one.look(EVEREST)
        assert time.monotonic() - begun < _BOUND
        assert not looked.evidence
        assert looked.why.startswith("cloud: ")
        assert one.sources[0].breaker.state().failures == 1


def test_a_listener_that_never_accepts_is_given_up_in_time() -> None:
    with socket.create_server(("127.0.0.1", 0), backlog=0) as listener:
        url = f"https://localhost:{listener.getsockname()[1]}"
        with cloud(provider(url), deadline_seconds=0.3) as one:
            begun = time.monotonic()
            assert not one.look(EVEREST).evidence
            assert time.monotonic() - begun < _BOUND
            assert one.sources[0].breaker.state().failures == 1


def test_a_connection_that_was_cut_is_not_used_again() -> None:
    with serving(stalls) as server, cloud(provider(server.url), deadline_seconds=0.3) as one:
        assert not one.look(EVEREST).evidence
        server.behave = answers(GOOD)
        for _ in range(50):
            if one.look(EVEREST).evidence:
                break
        assert one.look(EVEREST).evidence


@pytest.mark.parametrize(
    ("behave", "kind"),
    [
        (resets, "broken"),
        (floods, "large"),
        (sends(reply(b"{}", length=10 << 20)), "large"),
        (sends(reply(b'{"results": []}', length=900), close=True), "broken"),
        (sends(reply(b'{"results": [{"title": "a"}]}', length=9)), "json"),
        (sends(b"\x00\x01garbage that is no HTTP\r\n\r\n", close=True), "broken"),
        (sends(reply(b"\x80\x81\xfe")), "json"),
        (sends(reply(b"[" * 200_000)), "json"),
        (sends(reply(b"{'results': 1}")), "json"),
        (sends(reply(b"")), "json"),
        (sends(reply(b"<!DOCTYPE html><h1>login</h1>")), "html"),
        (sends(reply(b"please log in", kind="text/html")), "html"),
        (answers([]), "schema"),
        (answers({"results": "none"}), "schema"),
        (answers({"answers": 7, "results": []}), "schema"),
        (bomb(), "large"),
        (sends(reply(b"not gzip", headers="Content-Encoding: gzip\r\n")), "encoding"),
        (sends(reply(b"x", headers="Content-Encoding: br\r\n")), "encoding"),
        (sends(reply(b"{}", status="500 Oh")), "server"),
        (sends(reply(b"", status="302 Found", headers="Location: http://192.0.2.1/portal\r\n")), "redirect"),
        (sends(reply(b"", status="302 Found", headers="Location: https://localhost/\r\n")), "redirect"),
        (sends(reply(b"", status="302 Found")), "redirect"),
        (sends(reply(b"", status="302 Found", headers="Location: /search\r\n")), "redirect"),
    ],
)
def test_what_is_no_answer_has_its_own_word_and_counts_as_an_outage(behave: Behaviour, kind: str) -> None:
    with serving(behave) as server, cloud(provider(server.url)) as one:
        looked = one.look(EVEREST)
        assert looked.why.startswith(f"cloud: one: {kind}, ")
        assert not looked.evidence
        assert one.sources[0].breaker.state().failures == 1


@pytest.mark.parametrize(
    ("status", "kind", "state"),
    [
        ("400 Bad", "refused", "closed"),
        ("404 Not", "refused", "closed"),
        ("401 No", "key", "paused"),
        ("403 No", "key", "paused"),
        ("402 Pay", "unpaid", "paused"),
        ("429 Many", "busy", "paused"),
    ],
)
def test_our_own_mistakes_are_no_outage(status: str, kind: str, state: str) -> None:
    with serving(sends(reply(b"{}", status=status))) as server, cloud(provider(server.url)) as one:
        assert one.look(EVEREST).why.startswith(f"cloud: one: {kind}, ")
        assert one.sources[0].breaker.state().failures == 0
        assert one.sources[0].breaker.state().name == state


def test_retry_after_is_heeded_also_after_a_restart(tmp_path: Path) -> None:
    many = sends(reply(b"{}", status="429 Many", headers="Retry-After: 120\r\n"))
    with serving(many) as server:
        with cloud(provider(server.url), store=tmp_path / "cloud.db") as one:
            one.look(EVEREST)
            assert 60 < one.sources[0].breaker.state().seconds <= 120
        with cloud(provider(server.url), store=tmp_path / "cloud.db") as again:
            assert "paused" in again.look(EVEREST).why
        assert len(server.received) == 1


def test_once_more_where_it_was_not_available_and_never_twice() -> None:
    calls: list[int] = []
    good = reply(b'{"results": [{"content": "8848.86 m", "title": "", "url": ""}]}')

    def behave(_server: object, connection: socket.socket) -> None:
        calls.append(1)
        connection.sendall(good if len(calls) == 2 else reply(b"", status="503 Busy"))

    with serving(behave) as server, cloud(provider(server.url)) as one:
        assert one.look(EVEREST).evidence
        assert one.budget.spent().calls == 2
        assert "unavailable" in one.look(type(EVEREST)(text="泰山多高")).why
        assert len(calls) == 4


def test_a_redirect_within_the_host_is_followed() -> None:
    def behave(server: object, connection: socket.socket) -> None:
        if b"/moved" in server.received[-1]:  # type: ignore[attr-defined]
            answers(GOOD)(server, connection)  # type: ignore[arg-type]
        else:
            connection.sendall(reply(b"", status="301 Moved", headers="Location: /moved?format=json\r\n"))

    with serving(behave) as server, cloud(provider(server.url)) as one:
        assert one.look(EVEREST).evidence


def test_a_question_that_is_posted_is_never_sent_to_another_address() -> None:
    moved = sends(reply(b"", status="307 Moved", headers="Location: /v2/chat\r\n"))
    with serving(moved) as server, cloud(provider(server.url, "chat")) as one:
        assert "redirect" in one.look(EVEREST).why
        assert len(server.received) == 1


def test_barge_in_ends_the_wait_and_blames_nobody() -> None:
    cancel = Cancel()
    with serving(stalls) as server, cloud(provider(server.url)) as one:
        timer = threading.Timer(0.1, cancel.set)
        timer.start()
        begun = time.monotonic()
        looked = one.look(EVEREST, cancel=cancel)
        timer.join()
        assert time.monotonic() - begun < _BOUND
        assert "cancelled" in looked.why
        assert one.sources[0].breaker.state().failures == 0


def test_no_time_left_asks_nobody() -> None:
    with serving(answers(GOOD)) as server, cloud(provider(server.url)) as one:
        assert "too late" in one.look(EVEREST, deadline=time.monotonic() - 1).why
        assert not server.received


def test_closing_under_way_cuts_it_off() -> None:
    with serving(stalls) as server:
        one = cloud(provider(server.url), deadline_seconds=30)
        asking = threading.Thread(target=one.look, args=(EVEREST,))
        asking.start()
        while not server.received:
            time.sleep(0.005)
        begun = time.monotonic()
        one.close()
        one.close()
        asking.join(5)
        assert time.monotonic() - begun < _BOUND
        assert one.look(EVEREST).why == "cloud: closed"


def test_the_second_provider_is_asked_where_the_first_fails() -> None:
    with (
        serving(resets) as bad,
        serving(answers(GOOD)) as good,
        cloud(provider(bad.url, name="bad"), provider(good.url, name="good")) as both,
    ):
        looked = both.look(EVEREST)
        assert looked.why == "cloud: good"
        assert looked.evidence[0].id.startswith("cloud:good/")


def test_a_resolver_that_hangs_holds_nobody_up(monkeypatch: pytest.MonkeyPatch) -> None:
    """The system gives no way to end a look-up of a name: its thread is left behind, and there are never many."""
    released = threading.Event()
    resolve = socket.getaddrinfo

    def hangs(*arguments: object, **more: object) -> object:
        released.wait(20)
        return resolve(*arguments, **more)  # type: ignore[arg-type]

    with serving(answers(GOOD)) as server, cloud(provider(server.url), deadline_seconds=0.25, failures=3) as one:
        monkeypatch.setattr(socket, "getaddrinfo", hangs)
        begun = time.monotonic()
        whys = [one.look(type(EVEREST)(text=f"第{at}座山多高")).why for at in range(8)]
        assert time.monotonic() - begun < 4 * _BOUND
        assert "too late" in whys[0]
        assert "still hangs" in whys[1]
        assert "breaker open" in whys[-1]
        assert sum(job.alive for job in one._jobs) == 1
        released.set()
    assert not server.received
