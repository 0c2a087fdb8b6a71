"""The command line as a person starts it: a process of its own, on a device of fakes or of real models."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

FAKES = """[llm]
backend = "fake"
model = ""
[asr]
backend = "fake"
[vad]
backend = "fake"
[tts]
backend = "fake"
"""

SLOW_REPLY = (
    "这是第0句话，山里住着一个磨豆腐的老人。这是第1句话，天不亮他就起来挑水。这是第2句话，说的是他养的那头驴。驴不肯走，他就唱歌给它听。"
    "村口的孩子听见了，都跑来看热闹。有个小姑娘问他，豆子为什么要泡一整夜。老人笑了，说急不得的事多着呢。后来下了一场大雪，路全封住了。"
    "大家没有菜吃，挨家挨户来敲门。他把缸里剩下的豆腐分了个干净。开春以后，山下来了一位货郎。货郎尝了一口，站在院子里半天没说话。"
    "第二年那条山路就修成了石阶。老人老了，驴也老了，歌还是原来那首。小姑娘长大了，接过了那盘石磨。故事讲到这里，豆浆正好烧开。"
)
_SLOW = f"""
from roleplay_lite.testing import FakeLlm

def load(*, context_tokens, **options):
    return FakeLlm(replies=[{SLOW_REPLY!r}], delay=0.03, context_tokens=context_tokens, name="slow")
"""


@dataclass(frozen=True, kw_only=True)
class Program:
    """`roleplay-lite` with a folder of its own."""

    folder: Path
    env: Mapping[str, str]

    @property
    def store(self) -> Path:
        return self.folder / "data" / "roleplay.db"

    def start(self, *arguments: str | bytes, **more: object) -> subprocess.Popen[bytes]:
        streams = dict.fromkeys(("stdin", "stdout", "stderr"), subprocess.PIPE)
        return subprocess.Popen(
            [sys.executable, "-m", "roleplay_lite", *arguments], cwd=self.folder, env=self.env, **{**streams, **more}
        )  # type: ignore[call-overload]

    def run(self, *arguments: str | bytes, said: str | bytes = b"") -> tuple[int, str, str]:
        """Exit code, output, errors. Neither may hold a traceback."""
        process = self.start(*arguments)
        raw = process.communicate(said.encode() if isinstance(said, str) else said, timeout=120)
        output, errors = (text.decode() for text in raw)
        assert "Traceback" not in errors + output
        return process.returncode, output, errors

    def turns(self) -> list[tuple[str, str, str]]:
        """What the store holds: said, heard, outcome."""
        connection = sqlite3.connect(self.store)
        try:
            assert connection.execute("pragma integrity_check").fetchone() == ("ok",)
            return connection.execute("select said, heard_text, outcome from turn order by id").fetchall()
        finally:
            connection.close()


def program(folder: Path, device: str = FAKES, **env: str) -> Program:
    (folder / "device.toml").write_text(device, encoding="utf-8")
    python_path = str(Path(__file__).parents[2])
    return Program(folder=folder, env={**os.environ, "PYTHONPATH": python_path, "PYTHONWARNINGS": "error", **env})


def slow_program(folder: Path) -> Program:
    """With a language model that takes its time, added as another package would add one: by an entry point."""
    site = folder / "site"
    info = site / "slow_llm-1.0.dist-info"
    info.mkdir(parents=True)
    (site / "slow_llm.py").write_text(_SLOW, encoding="utf-8")
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: slow-llm\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text("[roleplay_lite.backends]\nllm.slow = slow_llm:load\n")
    device = '[llm]\nbackend = "slow"\nmodel = ""\n[limits]\nreply_sentences = 50\nreply_tokens = 1000\n'
    made = program(folder, device)
    path = os.pathsep.join([made.env["PYTHONPATH"], str(site)])
    return Program(folder=folder, env={**made.env, "PYTHONPATH": path})
