"""The web server does everything wrong that servers do. The file is right, or the pull says why not."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from roleplay_lite.errors import ModelCorrupt, PullError
from roleplay_lite.models.download import TRIES, download, judge
from roleplay_lite.models.growing import Growing
from roleplay_lite.models.manifest import HttpsSource

DATA = bytes(range(256)) * 40


def fetch(url: str, path: Path, *, plain: bool = False, stall_seconds: float = 5) -> bytes:
    with Growing(path, limit=len(DATA)) as target:
        source = HttpsSource(url=url, plain=plain)
        download(source, target, moved=lambda done: None, stall_seconds=stall_seconds, pause_seconds=0)
    return path.read_bytes()


def test_an_honest_server_is_asked_once(server: Any, tmp_path: Path) -> None:
    assert fetch(server.serve("/m", DATA), tmp_path / "m") == DATA
    assert server.ranges() == [None]


@pytest.mark.parametrize("how", ["truncates", "resets"])
def test_a_broken_connection_is_taken_up_where_it_stopped(how: str, server: Any, behave: Any, tmp_path: Path) -> None:
    url = server.serve("/m", DATA, getattr(behave, how)(4000), behave.honest)
    assert fetch(url, tmp_path / "m") == DATA
    first, second = server.ranges()
    assert first is None
    # A reset may throw away what was still in the pipe, never add to it.
    assert second is None or 0 < int(second[6:-1]) <= 4000
    if how == "truncates":
        assert second == "bytes=4000-"
        assert "if-range" in server.requests[1][1]


def test_a_server_that_stalls_is_left_and_asked_again(server: Any, behave: Any, tmp_path: Path) -> None:
    url = server.serve("/m", DATA, behave.stalls(3000), behave.honest)
    assert fetch(url, tmp_path / "m", stall_seconds=0.3) == DATA
    assert server.ranges() == [None, "bytes=3000-"]


def test_a_server_that_always_stalls_is_given_up(server: Any, behave: Any, tmp_path: Path) -> None:
    url = server.serve("/m", DATA, behave.stalls(0))
    with pytest.raises(PullError, match=r"/m stops after 0 of 10240 bytes"):
        fetch(url, tmp_path / "m", stall_seconds=0.1)
    assert len(server.requests) == TRIES


def test_a_server_that_ignores_the_range_sends_it_all_again(server: Any, behave: Any, tmp_path: Path) -> None:
    url = server.serve("/m", DATA, behave.truncates(4000), behave.ignores_range)
    assert fetch(url, tmp_path / "m") == DATA


def test_a_file_that_changed_on_the_server_is_not_mixed(server: Any, behave: Any, tmp_path: Path) -> None:
    url = server.serve("/m", DATA[::-1], behave.truncates(4000), behave.answers(404))
    with pytest.raises(PullError, match="answers 404"):
        fetch(url, tmp_path / "m")
    server.serve("/m", DATA, behave.honest)
    assert fetch(url, tmp_path / "m") == DATA
    assert server.ranges() == [None, "bytes=4000-", "bytes=4000-"]


def test_another_part_than_was_asked_for_is_not_appended(server: Any, behave: Any, tmp_path: Path) -> None:
    url = server.serve("/m", DATA, behave.truncates(4000), behave.wrong_part, behave.honest)
    assert fetch(url, tmp_path / "m") == DATA
    assert server.ranges() == [None, "bytes=4000-", None]


def test_too_many_bytes_are_refused_before_they_fill_the_disk(server: Any, behave: Any, tmp_path: Path) -> None:
    url = server.serve("/m", DATA[:-1] + b"++", behave.never_ends)
    with pytest.raises(ModelCorrupt, match="sends more than the 10240 bytes"):
        fetch(url, tmp_path / "m")
    assert (tmp_path / "m").stat().st_size <= len(DATA)


def test_a_length_that_cannot_be_right_is_refused_unread(server: Any, tmp_path: Path) -> None:
    with pytest.raises(PullError, match="offers 9 bytes, and the file has 10240"):
        fetch(server.serve("/m", b"too short"), tmp_path / "m")


def test_a_login_page_is_not_a_model(server: Any, behave: Any, tmp_path: Path) -> None:
    with pytest.raises(PullError, match="web page"):
        fetch(server.serve("/m", DATA, behave.web_page), tmp_path / "m")
    assert len(server.requests) == 1


def test_not_found_is_final_and_a_server_error_is_not(server: Any, behave: Any, tmp_path: Path) -> None:
    with pytest.raises(PullError, match="answers 404"):
        fetch(server.serve("/gone", DATA, behave.answers(404)), tmp_path / "gone")
    assert len(server.requests) == 1
    assert fetch(server.serve("/m", DATA, behave.answers(500), behave.honest), tmp_path / "m") == DATA
    with pytest.raises(PullError, match="answers 503"):
        fetch(server.serve("/down", DATA, behave.answers(503)), tmp_path / "down")


def test_a_redirect_is_followed_here_and_refused_to_plain_http_elsewhere(
    server: Any, behave: Any, tmp_path: Path
) -> None:
    there = server.serve("/there", DATA)
    assert fetch(server.serve("/m", DATA, behave.answers(302, Location=there)), tmp_path / "m") == DATA
    for bad in ("http://models.invalid/m", "file:///etc/hostname", "ftp://models.invalid/m"):
        url = server.serve("/bad", DATA, behave.answers(302, Location=bad))
        with pytest.raises(PullError, match=r"not https, and is refused|is not allowed"):
            fetch(url, tmp_path / "bad")


def test_nobody_listening_is_said(tmp_path: Path, server: Any) -> None:
    import socket

    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{unused.getsockname()[1]}/m"
        with pytest.raises(PullError, match="cannot be reached"):
            fetch(url, tmp_path / "m")


bad_turns = st.one_of(
    st.tuples(st.sampled_from(["truncates", "resets"]), st.integers(0, len(DATA))),
    st.tuples(st.sampled_from(["wrong_part", "ignores_range"]), st.none()),
    st.tuples(st.just("answers"), st.sampled_from([408, 416, 429, 500, 502])),
)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(turns=st.lists(bad_turns, max_size=TRIES - 1), stale=st.binary(max_size=50))
def test_whatever_goes_wrong_in_between_the_bytes_are_right(
    turns: list[tuple[str, int | None]], stale: bytes, server: Any, behave: Any, tmp_path: Path
) -> None:
    path = tmp_path / "m"
    path.with_name("m.note").unlink(missing_ok=True)
    path.write_bytes(stale)
    made = [getattr(behave, how) if value is None else getattr(behave, how)(value) for how, value in turns]
    assert fetch(server.serve("/m", DATA, *made, behave.honest), path) == DATA


@given(
    have=st.integers(0, 50),
    first=st.integers(0, 60),
    last=st.integers(0, 60),
    total=st.one_of(st.just("*"), st.integers(0, 60).map(str)),
)
def test_a_part_is_only_appended_where_it_belongs(have: int, first: int, last: int, total: str) -> None:
    verdict = judge(206, {"content-range": f"bytes {first}-{last}/{total}"}, have=have, size=50)
    if verdict.start is not None:
        assert verdict.start == have == first
        assert last < 50
        assert total in ("*", "50")


@given(
    status=st.integers(100, 599),
    headers=st.dictionaries(st.sampled_from(["content-range", "content-length"]), st.text()),
)
def test_no_answer_makes_the_judge_stumble(status: int, headers: dict[str, str]) -> None:
    verdict = judge(status, headers, have=7, size=50)
    assert verdict.start in (None, 0, 7)
    assert not (verdict.refusal and verdict.start is not None)
