"""What users import, and that importing it costs next to nothing."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import roleplay_lite
from roleplay_lite.errors import RoleplayError

HEAVY = (
    *("numpy", "soxr", "llama_cpp", "xllamacpp", "faster_whisper", "ctranslate2", "onnxruntime", "vosk"),
    *("ai_edge_litert", "wetext", "pypinyin", "pyttsx3", "sounddevice", "jinja2", "matplotlib"),
)
MIDDLING = ("sqlite_utils", "sqlite3", "rich", "click", "asyncio", "tomllib", "platformdirs")


def loaded_after(code: str) -> set[str]:
    """Top-level modules that a fresh interpreter holds after the code."""
    shown = f"import sys\n{code}\nprint(*sorted({{name.partition('.')[0] for name in sys.modules}}))"
    done = subprocess.run([sys.executable, "-c", shown], capture_output=True, text=True, check=True)
    return set(done.stdout.split())


def test_the_public_names_are_these() -> None:
    assert roleplay_lite.__all__ == [
        "Audio",
        "AudioError",
        "Cancel",
        "ConfigError",
        "Delivery",
        "Device",
        "EngineError",
        "EngineMissing",
        "Event",
        "Fact",
        "InputError",
        "Memory",
        "MemoryItem",
        "ModelError",
        "Persona",
        "PersonaError",
        "Piece",
        "RoleplayError",
        "Sampling",
        "Session",
        "Stage",
        "StoreError",
        "Turn",
        "Utterance",
        "load_persona",
    ]
    assert roleplay_lite.__all__ == sorted(roleplay_lite.__all__)


def test_each_public_name_is_there_and_documented() -> None:
    for name in roleplay_lite.__all__:
        assert getattr(roleplay_lite, name).__doc__
    assert not hasattr(roleplay_lite, "Speaker")


def test_every_error_has_a_code_of_its_own_under_one_root() -> None:
    def below(cls: type[RoleplayError]) -> list[type[RoleplayError]]:
        return [cls, *(found for sub in cls.__subclasses__() for found in below(sub))]

    classes = [cls for cls in below(RoleplayError) if cls.__module__ == "roleplay_lite.errors"]
    assert len({cls.code for cls in classes}) == len(classes) > 10


def test_importing_the_package_loads_nothing_else() -> None:
    base = loaded_after("")
    assert not (loaded_after("import roleplay_lite") - base) & {*HEAVY, *MIDDLING}


def test_a_persona_is_read_without_an_engine_or_a_database() -> None:
    loaded = loaded_after("import roleplay_lite; roleplay_lite.load_persona('niaoniao')")
    assert not loaded & {*HEAVY, "sqlite_utils", "rich", "click"}


WITHOUT = f"import sys; sys.modules.update(dict.fromkeys({set(HEAVY) - {'numpy', 'pypinyin'}!r}))"
"""As if none of them were installed that are not installed with the package."""


def test_text_needs_no_package_for_sound_or_numbers() -> None:
    turn = (
        "from roleplay_lite import Device, Session\n"
        "from roleplay_lite.device import StoreConfig\n"
        "from roleplay_lite.testing import FakeLlm\n"
        "device = Device(store=StoreConfig(enabled=False))\n"
        "with Session.open('niaoniao', device=device, engines={'llm': FakeLlm()}) as s: list(s.reply('你好'))"
    )
    assert "roleplay_lite" in loaded_after(f"{WITHOUT}\n{turn}")


def test_a_command_whose_package_is_absent_names_it(tmp_path: Path) -> None:
    argv = ["roleplay-lite", "talk", "--wav", "a.wav", "--out", "b.wav"]
    talk = f"{WITHOUT}\nsys.argv = {argv}\nfrom roleplay_lite.cli import main\nmain()"
    done = subprocess.run([sys.executable, "-c", talk], capture_output=True, text=True, cwd=tmp_path)
    assert done.returncode == 1
    assert done.stderr.startswith("error: talking needs the package 'soxr'; install it with: pip install")
