"""`persona ask`: whoever writes a character sees what answers a line, and what it rests on."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from roleplay_lite.cli.persona import persona
from roleplay_lite.cli.persona.ask import answered
from roleplay_lite.errors import PersonaError
from roleplay_lite.session import Session
from roleplay_lite.testing import FakeLlm

from .program import program


def run(*words: str) -> Result:
    return CliRunner().invoke(persona, ["ask", *words])


def asked(line: str, who: str = "xiaoman") -> dict[str, Any]:
    result = run(who, line, "--json")
    assert result.exit_code == 0, result.output
    explained: dict[str, Any] = json.loads(result.stdout)
    return explained


def test_a_fact_is_named_with_its_owner() -> None:
    why = asked("你哥哥是做什么工作的？")
    assert "急诊科护士" in why["answer"]
    assert why["by"] == "fact"
    assert {"owner": "哥哥", "key": "occupation", "value": "急诊科护士", "rule": ""} in why["facts"]
    assert why["note"] == ""


def test_what_follows_from_a_fact_is_named_with_its_rule() -> None:
    facts = {fact["key"]: fact for fact in asked("你今年多大了")["facts"]}
    assert facts["birthday"]["value"] == "2006-05-21"
    assert facts["age"]["rule"] == "birthday->age"


@pytest.mark.parametrize(
    ("line", "by"),
    [("给我讲个笑话吧", "example"), ("帮我代写论文", "refusal"), ("　", "silence")],
)
def test_what_needs_no_model_says_what_answered(line: str, by: str) -> None:
    why = asked(line)
    assert (why["by"], bool(why["answer"]), why["facts"]) == (by, True, [])


def test_without_a_model_it_says_that_one_would_be_asked() -> None:
    why = asked("今天傍晚的橘色真好看")
    assert (why["answer"], why["by"]) == ("", "")
    assert {"source", "score", "text"} == set(why["found"][0])
    assert "傍晚的橘色" in why["note"]
    assert "the model would be asked" in run("xiaoman", "今天傍晚的橘色真好看").stdout


def test_it_is_read_as_a_table() -> None:
    lines = run("xiaoman", "你今年多大了").stdout.splitlines()
    assert "rests on\tself.birthday = 2006-05-21" in lines
    assert any(line.startswith("time\tunderstand ") for line in lines)


def test_with_a_model_it_shows_what_the_checks_held_back() -> None:
    llm = FakeLlm(replies=["作为AI我什么都不知道。", "今天的晚霞好看。"])
    with Session.open("xiaoman", engines={"llm": llm}) as session:
        why = answered(session, "今天路上看见什么啦")
    assert (why.answer, why.by, why.model) == ("今天的晚霞好看。", "llm", "fake")
    assert "ban" in why.checks
    assert why.note == llm.prompts[-1].messages[-1].content.removeprefix("今天路上看见什么啦").strip()
    assert why.ms.keys() >= {"understand", "recall", "generate", "check"}


def test_with_a_model_a_fact_is_still_answered_without_it() -> None:
    llm = FakeLlm(replies=["我二十五。"])
    with Session.open("xiaoman", engines={"llm": llm}) as session:
        why = answered(session, "你哥哥是做什么工作的？")
    assert ("急诊科护士" in why.answer, why.by, llm.prompts) == (True, "fact", [])


def test_nothing_of_it_is_kept(tmp_path: Path) -> None:
    fakes = program(tmp_path)
    code, output, _ = fakes.run("persona", "ask", "xiaoman", "楼下那棵树开花了没有", "--model", "./device.toml")
    assert code == 0
    assert "answered by\tllm: the language model" in output
    assert not fakes.store.exists()


def test_a_persona_that_is_not_there_is_an_error_in_words() -> None:
    assert isinstance(run("nobody", "你好").exception, PersonaError)
