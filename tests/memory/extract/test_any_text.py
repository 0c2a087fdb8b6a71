"""Whatever is said, reading it ends soon and without an error."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from roleplay_lite.memory.extract import extract
from roleplay_lite.memory.extract.clauses import MOST
from roleplay_lite.memory.predicates import predicate
from tests.memory.extract.lines import TOLD, UNTOLD

AT = 1_772_710_200.0
_PIECES = [
    *TOLD,
    *UNTOLD,
    "，",
    "。",
    "？",
    "「",
    "」",
    " ",
    "我",
    "我妈",
    "不是",
    "改成",
    "记错了",
    "\n",
    "『",
    "\x00",
    "　",
    "😀",
]
_LINES = st.one_of(st.text(max_size=80), st.lists(st.sampled_from(_PIECES), max_size=6).map("".join))
_TALK = st.lists(st.tuples(_LINES, _LINES), max_size=2)


@given(line=_LINES, before=_TALK)
@settings(max_examples=300, deadline=None)
def test_any_text_is_read_and_each_finding_stands_in_it(line: str, before: list[tuple[str, str]]) -> None:
    for one in extract(line, at=AT, before=before):
        assert one.said
        assert one.said in line
        assert one.object or one.act in ("end", "retract")
        assert one.subject
        assert one.cardinality == predicate(one.predicate).cardinality
        assert 0 < one.confidence <= 1
        assert one.happens_from is None or one.happens_to is None or one.happens_from <= one.happens_to


@given(
    line=st.sampled_from([*TOLD, *UNTOLD]), filler=st.sampled_from(["嗯", "呃", "嗯嗯，", "哎呀", "对了，", "跟你说，"])
)
@settings(max_examples=100, deadline=None)
def test_a_filler_before_a_line_changes_nothing(line: str, filler: str) -> None:
    told = [(one.subject, one.predicate, one.object) for one in extract(line, at=AT)]
    assert [(one.subject, one.predicate, one.object) for one in extract(filler + line, at=AT)] == told


@pytest.mark.parametrize(
    "piece",
    ["我", "我叫", "a", "不是", "是", "，", "我妈", "一", "我不是医生是护士", "I am ", "「", "。", " ", "对", "的"],
)
def test_of_ten_megabytes_only_the_beginning_is_read(piece: str) -> None:
    """A pattern that ran away on it would never end."""
    text = piece * (10_000_000 // len(piece))
    assert extract(text, at=AT) == extract(text[:MOST], at=AT)


def test_importing_the_reader_compiles_no_table_and_loads_nothing_heavy() -> None:
    code = (
        "import sys, roleplay_lite.memory.extract as e;"
        "from roleplay_lite.memory.extract import health;"
        "assert not health.rules.cache_info().currsize;"
        "assert not {'numpy', 'onnxruntime', 'pypinyin', 'llama_cpp'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
