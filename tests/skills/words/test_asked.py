"""Which lines the word skills take for their own, and which they leave alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.skills.words.talking import every_skill, surest

HERE = Path(__file__).parent
SKILLS = every_skill()
SURE = 0.6


def _rows(name: str) -> list[tuple[str, str]]:
    intent, found = "", []
    for line in (HERE / name).read_text(encoding="utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        if "." in line and " " not in line and line.isascii():
            intent = line
        else:
            found.append((intent, line))
    return found


@pytest.mark.parametrize(("intent", "line"), _rows("asked.txt"))
def test_what_is_asked_is_known(intent: str, line: str) -> None:
    match = surest(line, SKILLS)
    assert match is not None
    assert match.confidence >= SURE
    assert match.intent == intent


@pytest.mark.parametrize("line", [line for _, line in _rows("chat.txt")])
def test_talk_is_left_alone(line: str) -> None:
    match = surest(line, SKILLS)
    assert match is None or match.confidence < SURE, match


@pytest.mark.parametrize("line", ["", "。", "……", "a", "啊" * 300, "1 2 3", "🎉🎉", "谜" * 60, "诗，" * 90, "（" * 80])
def test_odd_lines_do_no_harm(line: str) -> None:
    for skill in SKILLS:
        from roleplay_lite.skills.skill import Said

        skill.match(Said(text=line))
