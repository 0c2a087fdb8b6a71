"""The bench runs, and says what it measured; how fast it is, is for it to say."""

from __future__ import annotations

import re

from click.testing import CliRunner

from roleplay_lite.knowledge.retrieval.bench import main


def test_it_prints_the_middle_and_the_slow_ones() -> None:
    ran = CliRunner().invoke(main, ["--rows", "600", "--questions", "12"], catch_exceptions=False)
    assert ran.exit_code == 0
    lines = ran.output.splitlines()
    assert lines[0].startswith("600 rows")
    assert [line.partition(":")[0] for line in lines[2:]] == ["query", "search", "both", "both, of one core"]
    assert all(re.search(r"p50 [\d.]+ ms, p95 [\d.]+ ms$", line) for line in lines[2:])
