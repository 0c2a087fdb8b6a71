"""What is written loads again as the same persona, and what cannot be written breaks nothing that is there."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import example, given

from roleplay_lite import paths
from roleplay_lite.errors import PersonaError
from roleplay_lite.persona import Fact, Persona, load_persona, read_persona
from roleplay_lite.persona.load import persona_of
from roleplay_lite.persona.writing import persona_toml, write_persona
from roleplay_lite.tomlfile import Document
from tests.persona.made import PERSONAS

SHIPPED = sorted(path.stem for path in paths.shipped("personas").glob("*.toml"))


def again(persona: Persona) -> Persona:
    text = persona_toml(persona)
    document = Document(data=tomllib.loads(text), text=text, file=Path("made.toml"), error=PersonaError)
    return persona_of(document, persona.id)


@pytest.mark.parametrize("name", SHIPPED)
def test_shipped_characters_survive(name: str, tmp_path: Path) -> None:
    persona = load_persona(name)
    file = tmp_path / f"{name}.toml"
    write_persona(persona, file)
    assert read_persona(file) == persona


@given(PERSONAS)
def test_every_persona_survives(persona: Persona) -> None:
    assert again(persona) == persona


XIAOMAN = load_persona("xiaoman")


@given(PERSONAS)
@example(replace(XIAOMAN, facts=(Fact(key="pet", value="猫"), Fact(owner="猫", key="age", value="2"), *XIAOMAN.facts)))
@example(replace(XIAOMAN, facts=(Fact(key="age", value=" 19"), Fact(key="age", value="19"))))
def test_facts_keep_their_order(persona: Persona) -> None:
    assert again(persona).facts == persona.facts


def test_it_reads_as_if_written_by_hand() -> None:
    text = persona_toml(XIAOMAN)
    assert "birthday = 2006-05-21\n" in text
    assert 'hobby = ["画速写", "逛菜场", "捡好看的瓶盖"]\n' in text
    assert '[[fact]]\nkey = "food"\nvalue = "香菜"\npolarity = "no"\n' in text
    assert '[[examples]]\nuser = "好无聊"\n' in text
    assert "scenario" not in text
    assert "\\u" not in text


def test_a_mistake_made_later_is_reported_with_its_line(tmp_path: Path) -> None:
    file = tmp_path / "mine.toml"
    write_persona(XIAOMAN, file)
    text = file.read_text(encoding="utf-8").replace('user = "好无聊"', "user = 3")
    file.write_text(text, encoding="utf-8")
    with pytest.raises(PersonaError) as caught:
        read_persona(file)
    assert text.splitlines()[caught.value.line - 1] == "user = 3"
    assert caught.value.field == "examples[2].user"


def test_a_file_that_is_there_is_not_replaced_unasked(tmp_path: Path) -> None:
    file = tmp_path / "own" / "mine.toml"
    write_persona(XIAOMAN, file)
    other = replace(XIAOMAN, id="mine", name="小寒")
    with pytest.raises(PersonaError, match="there already"):
        write_persona(other, file)
    assert read_persona(file).name == "小满"
    write_persona(other, file, replace=True)
    assert read_persona(file) == other
    assert [path.name for path in file.parent.iterdir()] == ["mine.toml"]


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"name": "长" * 41}, "name: is 41 characters long"),
        ({"summary": " "}, "summary: must not be empty"),
        ({"creator": "\ud83d"}, "half a character"),
        ({"facts": (Fact(key="age", value=""),)}, "age: must not be empty"),
    ],
)
def test_what_would_not_load_is_not_written(tmp_path: Path, change: dict[str, object], words: str) -> None:
    file = tmp_path / "mine.toml"
    with pytest.raises(PersonaError, match=words):
        write_persona(replace(XIAOMAN, **change), file)
    assert not file.exists()


def test_a_folder_that_cannot_be_made_is_said(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file")
    with pytest.raises(PersonaError, match=r"mine\.toml.*cannot be written"):
        write_persona(XIAOMAN, tmp_path / "taken" / "mine.toml")
