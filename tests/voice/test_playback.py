"""History keeps what was heard: never more than was said, never less for having listened longer."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from roleplay_lite.voice.playback import Sounded, heard_chars

pieces = st.lists(st.tuples(st.integers(0, 40), st.floats(0.01, 9), st.booleans()), max_size=6)


def split(parts: list[tuple[int, float, bool]]) -> tuple[list[int], list[Sounded]]:
    lengths = [length for length, _, _ in parts]
    return lengths, [Sounded(piece=i, seconds=s, whole=whole) for i, (_, s, whole) in enumerate(parts)]


@given(pieces, st.floats(0, 60), st.floats(0, 60))
def test_longer_listening_never_hears_less(parts: list[tuple[int, float, bool]], one: float, other: float) -> None:
    lengths, sounded = split(parts)
    short, long = (heard_chars(lengths, sounded, played) for played in sorted((one, other)))
    assert 0 <= short <= long <= sum(lengths)


@given(pieces)
def test_nothing_played_is_nothing_heard_and_all_played_is_all(parts: list[tuple[int, float, bool]]) -> None:
    lengths, sounded = split([(length, seconds, True) for length, seconds, _ in parts])
    assert heard_chars(lengths, sounded, 0) == 0
    assert heard_chars(lengths, sounded, sum(s.seconds for s in sounded) + 1e-6) == sum(lengths)


def test_a_piece_cut_off_in_the_making_is_heard_as_far_as_it_was_played() -> None:
    assert heard_chars([9, 9], [Sounded(piece=0, seconds=2.0, whole=True)], 1.0) == 4
    assert heard_chars([9], [Sounded(piece=0, seconds=0.5, whole=False)], 1.0) == 4
