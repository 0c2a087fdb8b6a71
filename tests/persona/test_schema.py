"""The shipped schema is the generated one, and says yes and no as the loader does."""

from __future__ import annotations

import json
import tomllib
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from roleplay_lite.persona import persona_files
from roleplay_lite.persona.schema import persona_schema

from .test_load import WRONG
from .texts import SMALL

ROOT = Path(__file__).parents[2]
VALIDATOR = Draft202012Validator(persona_schema())

# What is wrong with the file itself, or is no JSON value; it never reaches a schema.
NOT_JSON = {"bad TOML", "no day", "duplicate key", "duplicate table", "integer of 5000 digits", "deep arrays"}
NOT_JSON |= {"deep key", "not UTF-8", "UTF-16", "control bytes", "3 MB"}
NOT_JSON |= {"fact beyond 64 bits", "rate beyond 64 bits", "fact is endless", "rate is nan"}


def as_json(value: Any) -> Any:
    """A TOML value as a JSON value: dates become strings, as TOML editors have it."""
    if isinstance(value, dict):
        return {key: as_json(item) for key, item in value.items()}
    if isinstance(value, list):
        return [as_json(item) for item in value]
    return value.isoformat() if isinstance(value, date | datetime | time) else value


def test_the_shipped_schema_is_the_generated_one() -> None:
    shipped = (ROOT / "docs" / "persona.schema.json").read_text(encoding="utf-8")
    assert json.loads(shipped) == persona_schema(), "run: roleplay-lite persona schema > docs/persona.schema.json"


def test_it_is_a_schema_with_the_fields_docstrings() -> None:
    schema = persona_schema()
    Draft202012Validator.check_schema(schema)
    assert set(schema["required"]) == {"name", "summary", "lines"}
    assert schema["properties"]["traits"]["items"]["properties"]["behaviour"]["description"].startswith("What to do")
    assert schema["properties"]["fact"]["items"]["properties"]["polarity"]["enum"] == ["yes", "no"]


@pytest.mark.parametrize("name", persona_files())
def test_shipped_personas_fit_it(name: str) -> None:
    text = persona_files()[name].read_text(encoding="utf-8")
    assert text.startswith("#:schema ../docs/persona.schema.json\n")
    VALIDATOR.validate(as_json(tomllib.loads(text)))


def test_the_smallest_persona_fits_it() -> None:
    VALIDATOR.validate(tomllib.loads(SMALL))


@pytest.mark.parametrize("case", [case for case in WRONG if case not in NOT_JSON])
def test_it_refuses_what_the_loader_refuses(case: str) -> None:
    text = WRONG[case].text
    assert isinstance(text, str)
    assert not VALIDATOR.is_valid(as_json(tomllib.loads(text)))
