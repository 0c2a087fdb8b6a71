"""How well characters answer words that nobody had seen who worked on the answers.

`phrasings-held.jsonl` was written from the persona files alone. It is not there to be worked through: once its lines
have shaped a rule, they measure nothing, so a failure shows figures and no lines.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from roleplay_lite.errors import InputError
from roleplay_lite.evaluation.phrasings import Outcome, read_phrasings, score, table

HELD = Path(__file__).with_name("phrasings-held.jsonl")


def test_words_never_seen_are_answered_right_or_left_to_the_model() -> None:
    tally = score(read_phrasings(HELD))
    print(table(tally))
    assert tally.share(Outcome.WRONG) <= 0.05, table(tally)
    assert tally.share(Outcome.RIGHT) >= 0.75, table(tally)


def test_the_table_counts_every_line_once_per_kind_and_once_per_character() -> None:
    lines = read_phrasings(HELD)
    rows = [row.split() for row in table(score(lines[:40])).splitlines()[1:]]
    counts = {name: int(count) for name, count, *_ in rows}
    by_kind = Counter(line.kind for line in lines[:40])
    assert counts == {"all": 40, **by_kind, **Counter(line.persona for line in lines[:40])}


@pytest.mark.parametrize("line", ['{"persona": "xiaoman"}', "你几岁", "[]", '{"expect": 1, "never": [], "said": ""}'])
def test_a_line_that_is_no_phrasing_is_named(line: str, tmp_path: Path) -> None:
    file = tmp_path / "set.jsonl"
    file.write_text("\n" + line, "utf-8")
    with pytest.raises(InputError, match=r"set\.jsonl:2: not a phrasing"):
        read_phrasings(file)
