"""The beginning of every prompt is the same bytes, today, tomorrow and in another process: the KV cache hangs on it."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from roleplay_lite.persona import load_persona, persona_files, read_persona
from roleplay_lite.persona.prefix import EXAMPLE_CHARS, prefix_messages

DUMP = """
import hashlib
from roleplay_lite.persona import load_persona, persona_files
from roleplay_lite.persona.prefix import prefix_messages
for name in sorted(persona_files()):
    print(name, hashlib.sha256(repr(prefix_messages(load_persona(name))).encode()).hexdigest())
"""


def in_a_new_process(hash_seed: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", DUMP],
        env={**os.environ, "PYTHONHASHSEED": hash_seed},
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout


def test_every_process_makes_the_same_bytes() -> None:
    first = in_a_new_process("1")
    assert first.count("\n") == len(persona_files())
    assert in_a_new_process("2024") == first


@pytest.mark.parametrize("name", persona_files())
def test_the_file_read_again_makes_the_same_prefix(name: str) -> None:
    assert prefix_messages(read_persona(persona_files()[name])) == prefix_messages(load_persona(name))


@pytest.mark.parametrize("name", persona_files())
def test_it_says_who_speaks_and_then_shows_how(name: str) -> None:
    persona = load_persona(name)
    system, *shown = prefix_messages(persona)
    assert system.role == "system"
    assert [message.role for message in shown] == ["user", "assistant"] * (len(shown) // 2)
    assert shown
    assert sum(len(message.content) for message in shown) <= EXAMPLE_CHARS
    assert [message.content for message in shown[:2]] == [persona.examples[0].user, persona.examples[0].reply]
    for fact in persona.facts:
        assert fact.value in system.content
    for words in (*persona.style.manner, *persona.preferences.likes, *persona.scope.unknown, persona.summary):
        assert words in system.content


def test_what_is_not_so_is_said_to_be_not_so() -> None:
    system = prefix_messages(load_persona("niaoniao"))[0].content
    assert "物种绿绣眼，物种不是鹦鹉" in system
    assert "鸟鸟的弟弟：名字豆豆；年龄一岁" in system
