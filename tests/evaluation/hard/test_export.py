"""The export: whole or not at all, read back as it was written, and refused in words."""

from __future__ import annotations

import json
import re
from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from roleplay_lite.cli.eval_hard import hard
from roleplay_lite.errors import ConfigError, InputError, PersonaError
from roleplay_lite.evaluation.hard.export import lines_of, read_samples, write_samples
from roleplay_lite.evaluation.hard.samples import hard_samples
from roleplay_lite.persona import load_persona

TODAY = date(2026, 11, 23)
SAMPLES = hard_samples(load_persona("ajiao"), TODAY, count=20)
ROW = SAMPLES[0].to_dict()
AQIU = Path(__file__).parents[3] / "examples" / "aqiu.toml"
DOCS = Path(__file__).parents[3] / "docs" / "hard-samples.md"


def test_what_is_written_reads_back(tmp_path: Path) -> None:
    file = tmp_path / "new" / "hard.jsonl"
    write_samples(SAMPLES, file)
    assert read_samples(file) == SAMPLES
    assert [path.name for path in file.parent.iterdir()] == ["hard.jsonl"]


def test_a_file_that_is_there_is_not_replaced_unasked(tmp_path: Path) -> None:
    file = tmp_path / "hard.jsonl"
    file.write_text("mine", encoding="utf-8")
    with pytest.raises(InputError, match="is there already"):
        write_samples(SAMPLES, file)
    assert file.read_text(encoding="utf-8") == "mine"
    write_samples(SAMPLES, file, replace=True)
    assert read_samples(file) == SAMPLES


def test_a_write_that_fails_leaves_what_was_there(tmp_path: Path) -> None:
    file = tmp_path / "hard.jsonl"
    write_samples(SAMPLES[:2], file)

    def breaks_off() -> object:
        yield SAMPLES[0]
        raise OSError(28, "No space left on device")

    with pytest.raises(InputError, match="No space left"):
        write_samples(breaks_off(), file, replace=True)  # type: ignore[arg-type]
    assert read_samples(file) == SAMPLES[:2]
    assert [path.name for path in tmp_path.iterdir()] == ["hard.jsonl"]


def test_a_folder_that_is_a_file_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(InputError, match="cannot be written"):
        write_samples(SAMPLES, tmp_path / "file" / "hard.jsonl")


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        ("{", ":1: is not JSON"),
        (ROW | {"change": "moved"}, ":1: change: 'moved' is not one of owner, negated"),
        (ROW | {"form": "sly"}, ":1: form: 'sly' is not one of open, true, false"),
        (ROW | {"true": {}}, ":1: true.key: is missing"),
        (ROW | {"true": "守灯"}, ":1: true: is not an object"),
        (ROW | {"false": ROW["false"] | {"polarity": "maybe"}}, ":1: false.polarity: 'maybe' is not one of yes, no"),
        (ROW | {"profile": "我叫阿礁。"}, ":1: profile: is not a list of texts"),
        (ROW | {"wrong": ""}, ":1: wrong: is not a text, or empty"),
        (ROW | {"mood": "sad"}, ":1: mood: is no field here"),
        ({name: ROW[name] for name in ROW if name != "label"}, ":1: label: is missing"),
    ],
)
def test_a_line_that_is_wrong_is_named(tmp_path: Path, row: object, problem: str) -> None:
    file = tmp_path / "hard.jsonl"
    file.write_text(row if isinstance(row, str) else json.dumps(row), encoding="utf-8")
    with pytest.raises(ConfigError, match=re.escape(f"hard.jsonl{problem}")):
        read_samples(file)


@given(st.dictionaries(st.sampled_from(sorted(ROW)), st.none() | st.text() | st.integers() | st.lists(st.text())))
def test_whatever_stands_in_a_field_it_is_read_or_refused_with_its_line(
    tmp_path_factory: pytest.TempPathFactory, changed: dict[str, object]
) -> None:
    file = tmp_path_factory.mktemp("any") / "hard.jsonl"
    file.write_text(json.dumps(ROW | changed), encoding="utf-8")
    try:
        line = len(read_samples(file))
    except ConfigError as wrong:
        line = wrong.line
    assert line == 1


def test_the_command_writes_and_says_how_many(tmp_path: Path) -> None:
    file = tmp_path / "hard.jsonl"
    ran = CliRunner().invoke(hard, ["--persona", "milo", "--count", "15", "--out", str(file), "--seed", "3"])
    assert ran.exit_code == 0
    assert "15 samples (3 derived, 3 negated, 3 number, 3 owner, 3 value)" in ran.stderr
    assert ran.stdout == ""
    assert Counter(sample.persona for sample in read_samples(file)) == {"milo": 15}
    again = tmp_path / "again.jsonl"
    assert CliRunner().invoke(hard, ["--persona", "milo", "--count", "15", "--out", str(again), "--seed", "3"])
    assert again.read_bytes() == file.read_bytes()


def test_all_are_all_that_can_be_named_and_ones_own_file_is_changed_too(tmp_path: Path) -> None:
    file = tmp_path / "hard.jsonl"
    assert CliRunner().invoke(hard, ["--out", str(file), "--count", "200"]).exit_code == 0
    assert len({sample.persona for sample in read_samples(file)}) == 7
    assert CliRunner().invoke(hard, ["--out", str(file), "--persona", str(AQIU), "--force"]).exit_code == 0
    assert {sample.persona for sample in read_samples(file)} == {"aqiu"}


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        (["--persona", "nobody"], PersonaError),
        (["--persona", "EMPTY"], InputError),
        (["--persona", "milo", "--out", "/proc/none/hard.jsonl"], InputError),
    ],
)
def test_what_cannot_be_done_is_an_error_and_not_an_empty_file(
    tmp_path: Path, arguments: list[str], error: type[Exception]
) -> None:
    empty = tmp_path / "empty.toml"
    empty.write_text(
        'schema = 1\nname = "空"\nsummary = "什么都没写的人。"\n[lines]\n'
        + "".join(f'{line} = ["嗯"]\n' for line in ("greeting", "sorry", "deflect", "silence", "goodbye")),
        encoding="utf-8",
    )
    arguments = [str(empty) if word == "EMPTY" else word for word in arguments]
    out = ["--out", str(tmp_path / "hard.jsonl")] if "--out" not in arguments else []
    ran = CliRunner().invoke(hard, [*arguments, *out])
    assert isinstance(ran.exception, error), ran.output
    assert not (tmp_path / "hard.jsonl").exists()


@pytest.mark.parametrize("arguments", [[], ["--out", "x", "--count", "0"], ["--out", "x", "--today", "soon"]])
def test_wrong_usage_leaves_with_2(arguments: list[str]) -> None:
    assert CliRunner().invoke(hard, arguments).exit_code == 2


def test_the_documentation_names_every_field_and_shows_a_line_that_the_command_writes() -> None:
    """Who trains with the file reads the page, not the code."""
    text = DOCS.read_text(encoding="utf-8")
    assert [name for name in ROW if f"| `{name}` |" not in text] == []
    shown = json.loads(text.split("<!-- sample:begin -->\n```json\n")[1].split("\n```")[0])
    made = {one.id: one for one in hard_samples(load_persona(shown["persona"]), date.fromisoformat(shown["today"]))}
    assert json.loads(lines_of([made[shown["id"]]])) == shown
