"""What the format's page shows is true."""

from __future__ import annotations

import re
import tomllib
from dataclasses import fields
from datetime import date
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from roleplay_lite.errors import PersonaError
from roleplay_lite.persona import read_persona
from roleplay_lite.persona.facts import KEYS
from roleplay_lite.persona.lint import check_persona
from roleplay_lite.persona.load import _TOP
from roleplay_lite.persona.locate import located
from roleplay_lite.persona.persona import Answers, Lines, Value
from roleplay_lite.persona.schema import persona_schema
from roleplay_lite.tomlfile import read

from .test_schema import as_json

PAGE = (Path(__file__).parents[2] / "docs" / "persona-format.md").read_text(encoding="utf-8")
EXAMPLE = re.findall(r"```toml\n(.*?)```", PAGE, re.DOTALL)[0]
WHOLE = re.sub(r"^# (\w+ = )", r"\1", EXAMPLE, flags=re.MULTILINE)
"""With the fields that it shows as comments."""
TODAY = date(2026, 11, 23)


def test_the_example_loads_clean_and_shows_every_field(tmp_path: Path) -> None:
    file = tmp_path / "laoding.toml"
    without_card = re.sub("^card = .*$", "", WHOLE, flags=re.MULTILINE)
    for text in (EXAMPLE, without_card):
        file.write_text(text, encoding="utf-8")
        assert check_persona(read_persona(file), today=TODAY) == []
    assert set(tomllib.loads(WHOLE)) == set(_TOP)
    shown = tomllib.loads(WHOLE)
    assert {"lines", "answers", "values"} <= shown.keys()
    assert set(shown["lines"]) == {entry.name for entry in fields(Lines)}
    assert set(shown["answers"]) == {entry.name for entry in fields(Answers)}
    assert set(shown["values"][0]) == {entry.name for entry in fields(Value)}
    for text in (EXAMPLE, WHOLE):
        Draft202012Validator(persona_schema()).validate(as_json(tomllib.loads(text)))


def test_what_the_page_says_that_check_finds_is_found_on_that_line(tmp_path: Path) -> None:
    file = tmp_path / "laoding.toml"
    wrong = EXAMPLE.replace("birthday = 1958-03-12", "age = 52\nbirthday = 1958-03-12")
    file.write_text(wrong.replace('"丁雨"\n', '"丁雨"\nbirthday = 1950-01-01\n'), encoding="utf-8")
    persona = read_persona(file)
    found = located(check_persona(persona, today=TODAY), persona, read(file, PersonaError))
    shown = [f"laoding.toml:{each.line}: {each.level}: {each.field}: {each.message}" for each in found]
    assert shown == re.findall(r"^laoding\.toml:\d+: error: .*$", PAGE, re.MULTILINE)


@pytest.mark.parametrize("row", [line for line in PAGE.splitlines() if line.startswith(("| `", "| a relative"))])
def test_the_page_names_keys_that_there_are(row: str) -> None:
    keys = re.findall("`([a-z_]+)`", row)
    assert keys
    assert set(keys) <= set(KEYS)


@pytest.mark.parametrize("message", re.findall(r"^laoding\.toml:\d+: (?!error).*$", PAGE, re.MULTILINE))
def test_the_messages_are_what_the_loader_says(tmp_path: Path, message: str) -> None:
    broken = {
        "traits[0].intensity": EXAMPLE.replace('intensity = "very"', 'intensity = "much"'),
        "lines.sory": EXAMPLE.replace("sorry = ", "sory = "),
    }[message.split(": ")[1]]
    file = tmp_path / "laoding.toml"
    file.write_text(broken, encoding="utf-8")
    with pytest.raises(PersonaError) as caught:
        read_persona(file)
    assert str(caught.value) == f"{tmp_path}/{message}"
