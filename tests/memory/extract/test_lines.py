"""What is read of single lines, and the lines of which nothing may be read."""

from __future__ import annotations

from datetime import datetime

import pytest

from roleplay_lite.memory.extract import extract
from roleplay_lite.memory.item import Extracted
from tests.memory.extract.lines import TOLD, UNTOLD, Read

AT = datetime(2026, 3, 5, 19, 30).timestamp()
"""A Thursday."""


def shown(one: Extracted) -> Read:
    """As `lines.py` writes it."""
    over = one.valid_to is not None and one.valid_to <= AT
    mark = one.act if one.act != "state" else "over" if over else "no" if one.polarity == "no" else ""
    return (one.subject, one.predicate, one.object, *([mark] if mark else []))


@pytest.mark.parametrize("line", TOLD)
def test_a_line_tells_this_and_nothing_else(line: str) -> None:
    assert sorted(map(shown, extract(line, at=AT))) == sorted(TOLD[line])


@pytest.mark.parametrize("line", UNTOLD)
def test_a_line_that_tells_nothing_to_keep_is_left_alone(line: str) -> None:
    assert [shown(one) for one in extract(line, at=AT)] == []


def test_what_was_said_is_kept_word_for_word_with_each() -> None:
    said = [one.said for one in extract("嗯，我我叫陈默，我妈呢对芒果过敏。今天不错。", at=AT)]
    assert said == ["嗯，我我叫陈默", "我妈呢对芒果过敏"]
