"""Chatting in a terminal, through a pipe, and through whatever else people connect."""

from __future__ import annotations

import json
import os
import pty
import re
import select
import signal
import time
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from roleplay_lite import events as ev
from roleplay_lite.cli import cli
from roleplay_lite.persona import load_persona

from .program import FAKES, SLOW_REPLY, Program, program, slow_program

NIAONIAO = load_persona("niaoniao")
ANSWER = r"[^\n]+[。？！…]"


@pytest.fixture
def fakes(tmp_path: Path) -> Program:
    return program(tmp_path)


@pytest.fixture
def slow(tmp_path: Path) -> Program:
    return slow_program(tmp_path)


@pytest.fixture(scope="module")
def warm_cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """So that the persona's prefix is computed once."""
    return tmp_path_factory.mktemp("cache")


@pytest.fixture
def real(tmp_path: Path, warm_cache: Path) -> Program:
    # The binding itself leaves /dev/null open, which it may.
    return program(tmp_path, "[llm]\nseed = 5\n", ROLEPLAY_LITE_CACHE=str(warm_cache), PYTHONWARNINGS="")


def test_one_line_one_answer(fakes: Program) -> None:
    code, output, errors = fakes.run("chat", "--once", "你叫什么")
    assert (code, errors) == (0, "")
    assert re.fullmatch(f"{ANSWER}\n", output)
    assert [(said, outcome) for said, _, outcome in fakes.turns()] == [("你叫什么", "complete")]


def test_several_lines_through_a_pipe(fakes: Program) -> None:
    code, output, errors = fakes.run("chat", said="今天风大\n我去买菜\n拜拜\n这句没人听\n")
    assert (code, errors) == (0, "")
    greeting, *answers, goodbye = output.splitlines()
    assert greeting in NIAONIAO.lines.greeting
    assert goodbye in NIAONIAO.lines.goodbye
    assert len(answers) == 2
    assert "\x1b" not in output
    assert "你：" not in output
    assert [said for said, _, _ in fakes.turns()] == ["", "今天风大", "我去买菜", ""]


def test_the_next_start_takes_the_conversation_up_unless_told_not_to(fakes: Program) -> None:
    for arguments, count in (((), 1), ((), 2), (("--no-store",), 2), (("--person", "奶奶"), 3)):
        assert fakes.run("chat", "--once", "在吗", *arguments)[0] == 0
        assert len(fakes.turns()) == count


def test_every_event_is_a_line_of_json(fakes: Program) -> None:
    code, output, errors = fakes.run("chat", "--json", said="今天风大\n我好饿\n")
    assert (code, errors) == (0, "")
    seen = [ev.from_dict(json.loads(line)) for line in output.splitlines()]
    assert [event.to_dict() for event in seen] == [json.loads(line) for line in output.splitlines()]
    assert [type(event).__name__ for event in seen if event.turn < 2] == [
        "Ready",
        "PieceReady",
        "Remembered",
        "Measured",
    ]
    assert [event.text for event in seen if isinstance(event, ev.Heard)] == ["今天风大", "我好饿"]
    assert "".join(event.text for event in seen if isinstance(event, ev.PieceReady) and event.turn == 3) == (
        NIAONIAO.examples[0].reply
    )


ODD = {
    "not UTF-8": (b"\xff\xfe\xc4\xe3\n", "not UTF-8"),
    "half UTF-8": ("你好".encode() + b"\xe5\n", "not UTF-8"),
    "NUL": (b"\x00\x00\n", ""),
    "NUL between": ("你\0好\n".encode(), ""),
    "10,000 characters": ("好" * 10_000 + "\n", "10000 characters; at most 2000"),
    "3 MB": (b"a" * (3 << 20) + b"\n", "characters; at most 2000"),
    "3 MB of Mandarin": ("鸟" * (1 << 20) + "\n", "characters; at most 2000"),
    "empty": ("\n\n\n", ""),
    "escapes": ("\x1b[2J\x1b]0;x\x07你好\x08\n", ""),
    "many scripts": ("你好 hello こんにちは 안녕 привет مرحبا 👨‍👩‍👧🇨🇳\n", ""),
    "right to left": ("\u202e好你\u202c\n", ""),
    "no line end": ("你好", ""),
    "Windows": ("你好\r\n", ""),
    "nothing at all": ("", ""),
}


@pytest.mark.parametrize(("said", "words"), ODD.values(), ids=ODD)
def test_whatever_comes_through_the_pipe_the_next_line_is_answered(
    fakes: Program, said: str | bytes, words: str
) -> None:
    raw = said.encode() if isinstance(said, str) else said
    code, output, errors = fakes.run("chat", said=raw + (b"" if raw.endswith(b"\n") else b"\n") + "在吗\n".encode())
    assert code == 0
    assert words in errors
    assert bool(errors) is bool(words)
    assert re.fullmatch(ANSWER, output.splitlines()[-1])
    assert "\x1b" not in output
    assert fakes.turns()[-1][0] == "在吗"


def test_bytes_that_are_no_text_as_an_argument(fakes: Program) -> None:
    for arguments in ((), ("--json",)):
        code, output, _ = fakes.run("chat", "--once", b"\xff\xfe\xe4\xbd\xa0", *arguments)
        assert code == 0
        assert output


WRONG = {
    "persona": (("--persona", "niaonao"), 1, "did you mean 'niaoniao'?"),
    "persona file": (("--persona", "absent.toml"), 1, "absent.toml: cannot be read"),
    "model": (("--model", "gpt-9"), 1, "gpt-9"),
    "model file": (("--model", "./absent.gguf"), 1, "there is no model file at absent.gguf"),
    "backend": (("--backend", "ollama"), 1, "no llm backend named 'ollama'; known: fake, llama_cpp, xllamacpp"),
    "device": (("--device", "absent.toml"), 1, "absent.toml: cannot be read: No such file"),
    "too long": (("--once", "好" * 2001), 1, "2001 characters; at most 2000"),
    "seed": (("--seed", "-1"), 2, "--seed"),
    "option": (("--voice",), 2, "No such option"),
}


@pytest.mark.parametrize(("arguments", "code", "words"), WRONG.values(), ids=WRONG)
def test_a_mistake_is_answered_with_words(fakes: Program, arguments: tuple[str, ...], code: int, words: str) -> None:
    more = () if "--once" in arguments else ("--once", "你好")
    found, output, errors = fakes.run("chat", *arguments, *more)
    assert (found, output) == (code, "")
    assert words in errors
    if code == 1:
        assert errors.startswith("error: ")
        assert "\x1b" not in errors


def test_a_device_without_its_model_names_the_command_that_brings_it(tmp_path: Path) -> None:
    code, _, errors = program(tmp_path, "", ROLEPLAY_LITE_MODELS=str(tmp_path / "none")).run("chat", "--once", "你好")
    assert code == 1
    assert "roleplay-lite models pull qwen2.5-0.5b" in errors


def test_a_store_that_cannot_be_opened_is_said(tmp_path: Path) -> None:
    code, _, errors = program(tmp_path, FAKES + '[store]\npath = "/proc/talk.db"\n').run("chat", "--once", "你好")
    assert code == 1
    assert "give another store.path in device.toml" in errors


def commands(group: click.Group, path: tuple[str, ...] = ()) -> Iterator[tuple[str, click.Command]]:
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command, name
        if isinstance(command, click.Group):
            yield from commands(command, (*path, name))
        else:
            yield " ".join((*path, name)), command


@pytest.mark.parametrize(
    ("name", "command"), list(commands(cli)), ids=lambda value: value if isinstance(value, str) else ""
)
def test_every_command_shows_an_example(name: str, command: click.Command) -> None:
    text = command.get_help(click.Context(command, info_name=f"roleplay-lite {name}"))
    assert f"roleplay-lite {name}" in text.partition("Example")[2]


def test_help_is_a_page_and_no_error(fakes: Program) -> None:
    for arguments in (("--help",), ("chat", "-h"), ("--version",)):
        code, output, errors = fakes.run(*arguments)
        assert (code, errors) == (0, "")
        assert "roleplay-lite" in output


# -- interruptions ----------------------------------------------------------------------------------------------------


def read_until(descriptor: int, words: str, seconds: float = 60) -> str:
    """What comes out until these words have."""
    raw = b""
    deadline = time.monotonic() + seconds
    while words not in raw.decode("utf-8", "ignore"):
        ready, _, _ = select.select([descriptor], [], [], max(0, deadline - time.monotonic()))
        assert ready, f"{words!r} did not come; there was {raw.decode('utf-8', 'ignore')!r}"
        chunk = os.read(descriptor, 4096)
        assert chunk, f"the program ended after {raw.decode('utf-8', 'ignore')!r}"
        raw += chunk
    return raw.decode("utf-8", "ignore")


def test_ctrl_c_in_mid_reply_keeps_what_was_heard(slow: Program) -> None:
    with slow.start("chat") as process:
        assert process.stdin
        assert process.stdout
        process.stdin.write("阳台上风好大\n".encode())
        process.stdin.flush()
        shown = read_until(process.stdout.fileno(), "这是第2句话，")
        process.send_signal(signal.SIGINT)
        rest, errors = process.communicate(timeout=20)
    assert process.returncode == 130
    assert b"Traceback" not in errors
    answer = (shown + rest.decode()).split("\n", 1)[1].strip()
    (_, told) = slow.turns()
    assert told == ("阳台上风好大", answer, "interrupted")
    assert SLOW_REPLY.startswith(answer)
    assert len(answer) < len(SLOW_REPLY) / 2


def test_ctrl_c_at_the_prompt_leaves(slow: Program) -> None:
    with slow.start("chat") as process:
        assert process.stdout
        read_until(process.stdout.fileno(), "\n")
        time.sleep(0.2)
        process.send_signal(signal.SIGINT)
        _, errors = process.communicate(timeout=20)
    assert (process.returncode, errors.strip()) == (130, b"")
    assert len(slow.turns()) == 1


def test_a_reader_that_went_away_ends_it_quietly(slow: Program) -> None:
    with slow.start("chat", "--json") as process:
        assert process.stdin
        assert process.stdout
        process.stdin.write("阳台上风好大\n".encode())
        process.stdin.flush()
        read_until(process.stdout.fileno(), "这是第0句话，")
        process.stdout.close()
        process.stdout = None
        _, errors = process.communicate(timeout=20)
    assert process.returncode == 1
    assert errors == b""
    assert slow.turns()[-1][2] == "interrupted"


def test_a_killed_program_leaves_a_store_that_goes_on(slow: Program) -> None:
    with slow.start("chat") as process:
        assert process.stdin
        assert process.stdout
        process.stdin.write("阳台上风好大\n".encode())
        process.stdin.flush()
        read_until(process.stdout.fileno(), "这是第1句话，")
        process.kill()
        process.communicate()
    assert [outcome for _, _, outcome in slow.turns()] == ["complete"]
    assert slow.run("chat", "--once", "", "--backend", "fake")[0] == 0
    assert len(slow.turns()) == 2


# -- in a terminal ----------------------------------------------------------------------------------------------------


def test_a_terminal_gets_a_prompt_names_and_colours(slow: Program) -> None:
    ours, theirs = pty.openpty()
    try:
        with slow.start("chat", stdin=theirs, stdout=theirs, stderr=theirs) as process:
            os.close(theirs)
            opening = read_until(ours, "你：")
            assert "Ctrl-D" in opening
            assert "\x1b[33m鸟鸟：" in opening
            os.write(ours, "阳台上风好大\n".encode())
            read_until(ours, "这是第1句话，")
            process.send_signal(signal.SIGINT)
            while process.poll() is None:
                if select.select([ours], [], [], 0.1)[0]:
                    try:
                        os.read(ours, 4096)
                    except OSError:
                        break
        assert process.wait(20) == 130
    finally:
        os.close(ours)
    assert slow.turns()[-1][2] == "interrupted"


def test_ctrl_d_leaves_a_terminal_in_peace(fakes: Program) -> None:
    ours, theirs = pty.openpty()
    try:
        with fakes.start("chat", stdin=theirs, stdout=theirs, stderr=theirs) as process:
            os.close(theirs)
            read_until(ours, "你：")
            os.write(ours, "你好\n".encode())
            read_until(ours, "你：")
            os.write(ours, b"\x04")
            assert process.wait(20) == 0
    finally:
        os.close(ours)


# -- on real weights --------------------------------------------------------------------------------------------------


@pytest.mark.model("qwen2.5-0.5b")
def test_the_character_answers_on_real_weights(real: Program) -> None:
    code, output, errors = real.run("chat", "--json", said="你叫什么名字呀\n你好饿吗\n")
    assert (code, errors) == (0, "")
    seen = [ev.from_dict(json.loads(line)) for line in output.splitlines()]
    answers = {
        turn: "".join(e.text for e in seen if isinstance(e, ev.PieceReady) and e.turn == turn) for turn in (2, 3)
    }
    assert "鸟鸟" in answers[2]
    assert answers[3]
    assert not [event for event in seen if isinstance(event, ev.Degraded)]
    assert [(said, heard) for said, heard, _ in real.turns()[1:]] == [
        ("你叫什么名字呀", answers[2]),
        ("你好饿吗", answers[3]),
    ]


@pytest.mark.model("qwen2.5-0.5b")
def test_ctrl_c_while_real_weights_decode(real: Program) -> None:
    with real.start("chat") as process:
        assert process.stdin
        assert process.stdout
        process.stdin.write("你给我讲讲小区的新闻吧\n".encode())
        process.stdin.flush()
        shown = read_until(process.stdout.fileno(), "\n")
        if shown.endswith("\n"):
            shown += os.read(process.stdout.fileno(), 4096).decode()
        process.send_signal(signal.SIGINT)
        rest, errors = process.communicate(timeout=30)
    assert process.returncode == 130
    assert b"Traceback" not in errors
    said, heard, outcome = real.turns()[-1]
    # It may have had its last word before the signal came.
    assert (said, outcome in ("interrupted", "complete")) == ("你给我讲讲小区的新闻吧", True)
    assert heard == (shown + rest.decode()).split("\n", 1)[1].strip()
