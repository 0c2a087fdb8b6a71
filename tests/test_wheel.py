"""What users install: the wheel, in an environment of its own, away from the checkout."""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
TURN = """
import roleplay_lite
from pathlib import Path
from roleplay_lite import Session
from roleplay_lite.models import read_manifest
from roleplay_lite.persona import persona_files
from roleplay_lite.testing import FakeLlm

assert Path(roleplay_lite.__file__).is_relative_to(Path("installed").resolve()), roleplay_lite.__file__
assert all(file.is_relative_to(Path("installed").resolve()) for file in persona_files().values())
assert "qwen2.5-0.5b" in read_manifest().models
with Session.open("xiaoman", person="owner", engines={"llm": FakeLlm(replies=["你好呀。"])}) as session:
    print(len(persona_files()), "".join(piece.text for piece in session.reply("在吗")))
"""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    if importlib.util.find_spec("hatchling") is None:
        pytest.skip("building a wheel without the network needs hatchling: pip install hatchling")
    out = tmp_path_factory.mktemp("wheel")
    command = ["wheel", str(ROOT), "--no-deps", "--no-build-isolation", "--no-index", "-w", str(out)]
    done = subprocess.run([sys.executable, "-m", "pip", "-q", *command], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    (built,) = out.glob("*.whl")
    return built


def test_the_wheel_holds_the_package_its_data_and_nothing_else(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    tops = {name.partition("/")[0] for name in names}
    assert {top.partition("-")[0] for top in tops} == {"roleplay_lite"}
    personas = {f"roleplay_lite/_data/personas/{file.name}" for file in (ROOT / "personas").glob("*.toml")}
    assert personas | {"roleplay_lite/_data/models/manifest.toml", "roleplay_lite/py.typed"} <= names
    adapters = {f"roleplay_lite/_data/models/adapters/{file.name}" for file in (ROOT / "models/adapters").iterdir()}
    assert adapters <= names
    assert not [name for name in names - adapters if name.endswith((".gguf", ".pyc", ".wav", ".db"))]
    # Eight of them are the adapter of the default model.
    assert wheel.stat().st_size < 14_000_000


def test_a_turn_runs_away_from_the_checkout(wheel: Path, tmp_path: Path) -> None:
    place = tmp_path / "installed"
    command = ["install", "--no-deps", "--no-index", "--target", str(place), str(wheel)]
    subprocess.run([sys.executable, "-m", "pip", "-q", *command], check=True, capture_output=True)
    env = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"} | {"PYTHONPATH": str(place)}
    done = subprocess.run([sys.executable, "-c", TURN], cwd=tmp_path, env=env, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert done.stdout == f"{len(list((ROOT / 'personas').glob('*.toml')))} 你好呀。\n"
    command = [sys.executable, "-m", "roleplay_lite", "persona", "list"]
    listed = subprocess.run(command, cwd=tmp_path, env=env, capture_output=True, text=True)
    assert "xiaoman" in listed.stdout
