"""The normaliser lives in a process of its own."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
from collections.abc import Iterator

import pytest

from roleplay_lite.errors import EngineMissing
from roleplay_lite.voice import normaliser
from roleplay_lite.voice.normaliser import Normaliser

pytestmark = pytest.mark.skipif(importlib.util.find_spec("wetext") is None, reason="wetext is not installed")


@pytest.fixture
def normalise() -> Iterator[Normaliser]:
    made = Normaliser()
    yield made
    made.close()


def test_it_reads_numbers_out_whatever_lines_and_signs_are_around_them(normalise: Normaliser) -> None:
    assert normalise("7:30有25人") == "七点三十分有二十五人"
    assert "\n" not in normalise('他说"5"，\t好')


def test_a_number_to_dial_is_read_digit_by_digit(normalise: Normaliser) -> None:
    assert normalise("心理援助热线是12356，现在就能打。") == "心理援助热线是幺二三五六，现在就能打。"
    assert normalise("马上打120") == "马上打幺二零"
    assert normalise("他打了12356个字") == "他打了一万二千三百五十六个字"
    assert normalise("打100分") == "打一百分"


def test_it_starts_again_when_its_process_died(normalise: Normaliser) -> None:
    normalise("1")
    assert normalise._child is not None
    normalise._child.kill()
    normalise._child.wait()
    assert normalise("25℃") == "二十五摄氏度"


def test_without_the_package_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch, normalise: Normaliser) -> None:
    monkeypatch.setattr(normaliser, "_CHILD", "import no_such_package")
    with pytest.raises(EngineMissing, match=r"wetext.*roleplay-lite\[tts\]"):
        normalise("1")


def test_it_lives_beside_vosk_in_either_order() -> None:
    """With OpenFst twice in one process this hung, or crashed at the end."""
    pytest.importorskip("vosk")
    speak, hear = "list(clauses('25℃'))", "import vosk"
    for first, second in ((speak, hear), (hear, speak)):
        code = f"from roleplay_lite.voice.clauses import clauses\n{first}\n{second}"
        subprocess.run([sys.executable, "-c", code], check=True, timeout=30)


def test_small_talk_does_not_start_it() -> None:
    code = (
        "from roleplay_lite.voice.clauses import clauses, normalise\n"
        "list(clauses('你好，我是小满。'))\n"
        "assert normalise._child is None"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
