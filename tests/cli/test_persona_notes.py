"""`persona import notes.txt`: what is found is shown, confirmed, and written as a persona that loads."""

from __future__ import annotations

from pathlib import Path

import pytest

from roleplay_lite.persona import Fact, Persona, read_persona

from .program import Program, program

TEXT = "小满今年19岁，老家绍兴。她哥哥是急诊科护士。她在夜市支了个摊子卖扇面。"


@pytest.fixture
def fakes(tmp_path: Path) -> Program:
    made = program(tmp_path)
    (tmp_path / "notes.txt").write_text(TEXT, encoding="utf-8")
    return made


def written(fakes: Program, name: str = "xiaoman2") -> Persona:
    return read_persona(fakes.folder / "data" / "personas" / f"{name}.toml")


def own(persona: Persona) -> set[tuple[str, str, str]]:
    return {(fact.owner, fact.key, fact.value) for fact in persona.facts if fact.key not in ("name", "family")}


def test_the_rules_are_taken_unasked_with_yes(fakes: Program) -> None:
    code, output, errors = fakes.run("persona", "import", "notes.txt", "--id", "xiaoman2", "--yes")
    assert code == 0
    assert "1\t年龄 = 19\t小满今年19岁，老家绍兴。\trule" in output
    assert "not understood: 她在夜市支了个摊子卖扇面。" in errors
    assert "roleplay-lite chat --persona xiaoman2" in output
    assert "warning: examples:" in output
    found = {("self", "age", "19"), ("self", "hometown", "绍兴"), ("哥哥", "occupation", "急诊科护士")}
    assert own(written(fakes)) == found
    code, output, _ = fakes.run("persona", "check", "xiaoman2")
    assert code == 0
    assert fakes.run("chat", "--persona", "xiaoman2", "--once", "你老家在哪")[0] == 0


def test_each_fact_is_asked_about(fakes: Program) -> None:
    said = "\n".join(["e", "20", "n", *["y"] * 5]) + "\n"
    code, output, _ = fakes.run("persona", "import", "notes.txt", "--id", "xiaoman2", said=said)
    assert code == 0, output
    assert own(written(fakes)) == {("self", "age", "20"), ("哥哥", "occupation", "急诊科护士")}


def test_what_a_model_proposes_is_not_taken_unasked(fakes: Program) -> None:
    # The fake's small talk is no JSON, so it proposes nothing; that it is asked at all must not end the import.
    told = ("--id", "xiaoman2", "--yes", "--model", "./device.toml")
    code, output, _ = fakes.run("persona", "import", "notes.txt", *told)
    assert code == 0
    assert "\tmodel" not in output


def test_an_old_one_is_not_lost(fakes: Program) -> None:
    words = ("persona", "import", "notes.txt", "--id", "xiaoman2", "--yes")
    fakes.run(*words)
    (fakes.folder / "notes.txt").write_text("小满今年30岁。", encoding="utf-8")
    code, _, errors = fakes.run(*words)
    assert (code, "is there already" in errors) == (1, True)
    assert Fact(key="age", value="19") in written(fakes).facts
    assert fakes.run(*words, "--force")[0] == 0
    assert Fact(key="age", value="30") in written(fakes).facts


def test_notes_of_chinese_windows_are_read(fakes: Program) -> None:
    (fakes.folder / "notes.txt").write_bytes(TEXT.encode("gb18030"))
    assert fakes.run("persona", "import", "notes.txt", "--id", "xiaoman2", "--yes")[0] == 0
    assert written(fakes).name == "小满"


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        (b"", "tells no fact"),
        ("今天天气很好。".encode(), "tells no fact"),
        (b"\xff\xfe\x00\xff", "save it as UTF-8"),
        (b"a" * (2 << 20), "larger than 1 MiB"),
    ],
    ids=["empty", "nothing", "binary", "huge"],
)
def test_what_is_no_note_is_refused_in_words(fakes: Program, raw: bytes, words: str) -> None:
    (fakes.folder / "notes.txt").write_bytes(raw)
    code, _, errors = fakes.run("persona", "import", "notes.txt", "--id", "xiaoman2", "--yes")
    assert (code, words in errors) == (1, True), errors
    assert not (fakes.folder / "data" / "personas").exists()


def test_a_file_that_is_not_there(fakes: Program) -> None:
    code, _, errors = fakes.run("persona", "import", "absent.txt", "--id", "xiaoman2")
    assert (code, "cannot be read" in errors) == (1, True)


def test_taking_nothing_writes_nothing(fakes: Program) -> None:
    code, _, errors = fakes.run("persona", "import", "notes.txt", "--id", "xiaoman2", said="n\n" * 9)
    assert (code, "nothing was written" in errors) == (1, True)
    assert not (fakes.folder / "data" / "personas").exists()
