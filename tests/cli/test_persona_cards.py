"""`roleplay-lite persona import | export`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from roleplay_lite import paths
from roleplay_lite.cli.persona import persona
from roleplay_lite.errors import PersonaError
from roleplay_lite.persona import load_persona
from roleplay_lite.persona.cards.png import plain_png
from roleplay_lite.persona.cards.reading import read_card
from tests.cli.program import program
from tests.persona.cards.hostile import v2

MADE = Path(__file__).parents[1] / "persona" / "cards" / "made"


def run(*words: str | Path) -> Result:
    return CliRunner().invoke(persona, [str(word) for word in words])


def done(*words: str | Path) -> str:
    result = run(*words)
    assert result.exit_code == 0, result.output
    return result.output


def test_a_card_from_the_world_talks(tmp_path: Path) -> None:
    """What a person does: import, check, chat."""
    here = program(tmp_path)
    code, output, _ = here.run("persona", "import", str(MADE / "v3.charx"), "--id", "wanwan")
    assert code == 0
    assert "Talk to it: roleplay-lite chat --persona wanwan" in output
    assert here.run("persona", "check", "wanwan")[:2] == (0, "wanwan: ok\n")
    code, output, _ = here.run("chat", "--persona", "wanwan", "--device", "device.toml", "--once", "你是哪里人")
    assert code == 0
    # Her own line of the card, without the model.
    assert "我是杭州人呀" in output


def test_notes_of_the_creator_come_in_the_terminals_language(monkeypatch: pytest.MonkeyPatch) -> None:
    for locale, words in (("zh_CN.UTF-8", "中文说明"), ("C.UTF-8", "English notes")):
        monkeypatch.setenv("LC_ALL", locale)
        assert f"the creator's notes:\n  {words}" in done("import", MADE / "v3.charx", "--id", "w", "--force")


def test_what_was_taken_and_what_was_not_is_said() -> None:
    pytest.importorskip("pypinyin")
    output = done("import", MADE / "v3.charx")
    assert f"婉婉: {paths.data_dir() / 'personas' / 'xiaowan.toml'}" in output
    assert "creator: tester, version 1.0" in output
    assert "licence: not stated" in output
    assert "the creator's notes:\n  English notes" in output or "中文说明" in output
    assert "taken:\n" in output
    assert "left out:\n" in output
    assert "@@dont_activate" in output


def test_a_strangers_words_do_not_steer_the_terminal(tmp_path: Path) -> None:
    file = tmp_path / "card.json"
    notes = "\x1b]0;owned\x07\x1b[2Jsafe\u202egpj.exe"
    file.write_text(json.dumps(v2(name="Mira\x1b[31m", creator="\x1b[5mme", creator_notes=notes)), encoding="utf-8")
    output = done("import", file, "--id", "mira")
    assert "safegpj.exe" in output
    assert not [char for char in output if char in "\x1b\x07\u202e"]


def test_nothing_is_replaced_without_force(tmp_path: Path) -> None:
    done("import", MADE / "v1.json", "--id", "wanwan", "--out", tmp_path)
    again = run("import", MADE / "v2.json", "--id", "wanwan", "--out", tmp_path)
    assert isinstance(again.exception, PersonaError)
    assert load_persona(tmp_path / "wanwan.toml").creator == ""
    output = done("import", MADE / "v2.json", "--id", "wanwan", "--out", tmp_path, "--force")
    assert f"--persona {tmp_path / 'wanwan.toml'}" in output
    assert load_persona(tmp_path / "wanwan.toml").creator == "tester"


def test_a_name_without_latin_letters_asks_for_an_id(tmp_path: Path) -> None:
    file = tmp_path / "card.json"
    file.write_text(json.dumps(v2(name="さくら")), encoding="utf-8")
    assert "--id wanwan" in str(run("import", file).exception)
    assert run("import", file, "--id", "Not An Id").exit_code == 2


@pytest.mark.parametrize("name", ["huge_chunk_length.png", "lorebook_v3.json", "deep_json.json", "absent.png"])
def test_what_cannot_be_imported_leaves_nothing(name: str, tmp_path: Path) -> None:
    result = run("import", MADE / name, "--id", "wanwan", "--out", tmp_path / "out")
    assert isinstance(result.exception, PersonaError)
    assert name in str(result.exception)
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("ending", ["png", "json", "charx"])
def test_a_shipped_character_goes_out_and_comes_back(ending: str, tmp_path: Path) -> None:
    file = tmp_path / f"bird.{ending}"
    output = done("export", "niaoniao", "--out", file)
    assert "(V3, " in output
    assert "left out:" in output
    assert "voice: a card has no such field" in output
    done("import", file, "--out", tmp_path / "own")
    again = load_persona(tmp_path / "own" / "niaoniao.toml")
    assert (again.facts, again.golden, again.voice) == (
        load_persona("niaoniao").facts,
        load_persona("niaoniao").golden,
        load_persona("niaoniao").voice,
    )


def test_a_picture_of_its_own(tmp_path: Path) -> None:
    picture, file = tmp_path / "me.png", tmp_path / "card.png"
    picture.write_bytes(plain_png())
    done("export", "xiaoman", "--format", "v2", "--image", picture, "--out", file)
    assert read_card(file).version == "v2"
    picture.write_bytes(b"GIF89a")
    assert isinstance(run("export", "xiaoman", "--image", picture, "--out", tmp_path / "b.png").exception, PersonaError)
    assert not (tmp_path / "b.png").exists()


def test_the_ending_or_an_option_says_what_to_write(tmp_path: Path) -> None:
    assert run("export", "xiaoman", "--out", tmp_path / "card").exit_code == 2
    done("export", "xiaoman", "--to", "json", "--format", "v1", "--out", tmp_path / "card")
    assert read_card(tmp_path / "card").version == "v1"
    assert isinstance(run("export", "xiaoman", "--to", "json", "--out", tmp_path / "card").exception, PersonaError)
    assert isinstance(run("export", "xiaoman", "--format", "v1", "--out", tmp_path / "c.charx").exception, PersonaError)
