"""`--traits` of chat and talk, and `roleplay-lite persona traits`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from roleplay_lite.cli.options import open_session
from roleplay_lite.cli.persona import persona
from roleplay_lite.errors import InputError
from roleplay_lite.persona import load_persona
from roleplay_lite.persona.traits import find
from roleplay_lite.session import Session
from roleplay_lite.testing import FakeLlm

from .program import FAKES, Program, program


@pytest.fixture
def fakes(tmp_path: Path) -> Program:
    return program(tmp_path)


def opened(folder: Path, llm: FakeLlm, traits: str | None) -> Session:
    device = folder / "device.toml"
    device.write_text(FAKES, encoding="utf-8")
    shared = {"model": None, "backend": None, "person": "owner", "seed": 1, "no_store": True}
    return open_session(persona="tongshifu", traits=traits, device=device, engines={"llm": llm}, **shared)


def test_the_prompt_holds_what_the_traits_do(tmp_path: Path) -> None:
    llm, own = FakeLlm(), load_persona("tongshifu")
    with opened(tmp_path, llm, "诙谐风趣,非常好奇") as session:
        list(session.reply("楼下那棵树开花了没有"))
    system, *examples = llm.prompts[0].messages
    assert "诙谐风趣的、非常好奇的人。" in system.content
    assert f"{find('诙谐风趣').behaviour}；{find('好奇').behaviour}。" in system.content
    assert own.traits[0].behaviour not in system.content
    assert own.examples[0].reply in [message.content for message in examples]


def test_without_them_the_characters_own_stay(tmp_path: Path) -> None:
    with opened(tmp_path, FakeLlm(), None) as session:
        assert session.persona == load_persona("tongshifu")


@pytest.mark.parametrize("traits", ["", "好齐", "好奇,好奇"])
def test_bad_ones_open_nothing(tmp_path: Path, traits: str) -> None:
    llm = FakeLlm()
    with pytest.raises(InputError):
        opened(tmp_path, llm, traits)
    assert not llm.warmed


def test_on_the_command_line(fakes: Program) -> None:
    code, output, errors = fakes.run("chat", "--once", "楼下那棵树开花了没有", "--traits", "强势，善变")
    assert code == 0
    assert output.strip()
    assert errors == "--traits: 「强势的」 and 「善变的」 make a character contradict itself\n"
    code, output, errors = fakes.run("chat", "--once", "你好", "--traits", "风趣")
    assert (code, output) == (1, "")
    assert errors.startswith("error: no trait is named '风趣'; did you mean 诙谐风趣的")


def listed(*words: str) -> list[str]:
    result = CliRunner().invoke(persona, ["traits", *words])
    assert result.exit_code == 0
    return result.stdout.splitlines()


def test_the_dictionary_is_listed() -> None:
    witty = find("Witty")
    assert len(listed()) == 639
    assert len(listed("--group", "neutral")) == 111
    assert f"诙谐风趣的\tWitty\tpositive\t{witty.behaviour}" in listed("--search", "风趣")
    assert {*listed("--search", "WITTY")} <= {*listed("--group", "positive")}
    assert listed("--search", "没有这样的词") == []
    rows = json.loads("\n".join(listed("--json", "--search", "witty")))
    assert {"en", "zh", "group", "gloss", "behaviour", "to", "example", "big5"} == set(rows[0])
    assert CliRunner().invoke(persona, ["traits", "--group", "odd"]).exit_code == 2
    assert "roleplay-lite persona traits" in CliRunner().invoke(persona, ["traits", "--help"]).stdout
