"""What the format's page shows is true."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from roleplay_lite.errors import PersonaError
from roleplay_lite.persona import read_persona
from roleplay_lite.persona.lint import check_persona
from roleplay_lite.persona.load import _TOP
from roleplay_lite.persona.schema import persona_schema

from .test_schema import as_json

PAGE = (Path(__file__).parents[2] / "docs" / "persona-format.md").read_text(encoding="utf-8")
EXAMPLE = re.findall(r"```toml\n(.*?)```", PAGE, re.DOTALL)[0]


def test_the_example_loads_clean_and_shows_every_field(tmp_path: Path) -> None:
    file = tmp_path / "laoding.toml"
    file.write_text(EXAMPLE, encoding="utf-8")
    assert check_persona(read_persona(file)) == []
    assert set(tomllib.loads(EXAMPLE)) == set(_TOP)
    Draft202012Validator(persona_schema()).validate(as_json(tomllib.loads(EXAMPLE)))


@pytest.mark.parametrize("message", re.findall(r"^laoding\.toml:\d+: .*$", PAGE, re.MULTILINE))
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
