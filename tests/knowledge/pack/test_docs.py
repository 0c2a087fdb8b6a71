"""docs/knowledge-packs.md says what the commands print."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from roleplay_lite import models
from roleplay_lite.knowledge.pack.pack import Pack

TEXT = (Path(__file__).parents[3] / "docs" / "knowledge-packs.md").read_text(encoding="utf-8")


@pytest.mark.model("knowledge-zh")
def test_the_sources_are_those_of_the_pack() -> None:
    shown = TEXT.partition("<!-- sources:begin -->\n")[2].partition("<!-- sources:end -->")[0].splitlines()[2:]
    with Pack.open(models.where("knowledge-zh") / "zh-basic.db") as pack:
        wanted = [f"| {one.name} | {one.version} | {one.licence} | {one.rows} | {one.url} |" for one in pack.sources()]
    assert shown == wanted


def test_the_example_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(tmp_path)
    (code,) = re.findall(r"```python\n(.*?)```", TEXT, re.DOTALL)
    exec(compile(code, "knowledge-packs.md", "exec"), {"__name__": "__main__"})
    assert capsys.readouterr().out == "浙江杭州\n"
