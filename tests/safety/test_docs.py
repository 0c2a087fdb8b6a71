"""What `docs/safety.md` shows and claims is so."""

from __future__ import annotations

import contextlib
import io
import re
from pathlib import Path

from roleplay_lite.errors import ConfigError
from roleplay_lite.evaluation.guard_set import guard_lines
from roleplay_lite.safety.config import GuardConfig, read_guard
from roleplay_lite.safety.lists import Lists
from roleplay_lite.safety.scorer import CLASSES, HARMLESS
from roleplay_lite.tomlfile import read

DOC = (Path(__file__).parents[2] / "docs" / "safety.md").read_text(encoding="utf-8")


def blocks(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", DOC, re.DOTALL)


def test_the_example_runs_and_says_what_it_says() -> None:
    (code,) = blocks("python")
    told = io.StringIO()
    names: dict[str, object] = {}
    with contextlib.redirect_stdout(told):
        exec(code, names)
    wanted = re.search(r"print\(.*\)\)?\s+# (.+)", code)
    assert wanted
    assert told.getvalue().strip() == wanted.group(1)


def test_the_settings_that_it_shows_are_the_defaults(tmp_path: Path) -> None:
    device, words = blocks("toml")
    (tmp_path / "device.toml").write_text(device, encoding="utf-8")
    (tmp_path / "words.toml").write_text(words, encoding="utf-8")
    shown = read_guard(read(tmp_path / "device.toml", ConfigError).sub("safety").sub("guard"))
    assert shown == GuardConfig(lists=tmp_path / "words.toml")
    lists = Lists.open(shown.lists)
    assert lists.blocked("竞品B12好用吗") == "block_patterns[0]"
    assert lists.blocked("猫粮", "niaoniao") == "persona.niaoniao.block[0]"


def test_every_category_is_told_of_and_the_lines_are_counted() -> None:
    table = DOC.partition("## What is covered")[2].partition("##")[0]
    assert {*CLASSES[1:], "blocked"} <= set(re.findall(r"`([a-z-]+)`", table))
    for half, name in (("held", "`held`"), ("dev", "`dev`")):
        lines = guard_lines("held" if half == "held" else "dev")
        harmless = sum(one.category == HARMLESS for one in lines)
        row = next(line for line in DOC.splitlines() if line.startswith(f"| {name}"))
        assert f"| {len(lines) - harmless:,} and {harmless:,} |" in row
