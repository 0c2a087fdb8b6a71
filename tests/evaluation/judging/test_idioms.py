"""An idiom chain goes on with a real idiom that begins where the last one ended."""

from __future__ import annotations

import pytest

from roleplay_lite.evaluation.judging.idioms import goes_on, idioms


def test_the_list_holds_some_hundred_idioms_of_four_characters() -> None:
    assert len(idioms()) >= 400
    assert {len(idiom) for idiom in idioms()} == {4}


@pytest.mark.parametrize(
    ("reply", "expected"),
    [
        ("先发制人！", True),
        ("我接「先见之明」，该你了。", True),
        ("先…先入为主。", True),
        ("一马当先，先睹为快。", True),
        ("先吃饭再说。", False),
        ("一马当先。", False),
        ("马到成功。", False),
        ("先声夺 人。", True),
        ("我先想想，意气风发。", False),
        ("先马先牛。", False),
        ("", False),
    ],
)
def test_only_a_known_idiom_with_the_right_beginning_goes_on(reply: str, expected: bool) -> None:
    assert goes_on(reply, "一马当先") is expected
