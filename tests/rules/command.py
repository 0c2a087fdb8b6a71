"""The command line within the test's own process, where starting one for every command would take minutes."""

from __future__ import annotations

import io
import os
import sys
from contextlib import chdir, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from unittest.mock import patch

from roleplay_lite.cli import main

from ..cli.program import FAKES


@dataclass(frozen=True, kw_only=True)
class Command:
    """`roleplay-lite` in a folder."""

    folder: Path

    def run(self, *arguments: str, said: str | bytes = b"") -> tuple[int, str, str]:
        """Exit code, output, errors."""
        raw = said.encode() if isinstance(said, str) else said
        output, errors, given = io.StringIO(), io.StringIO(), io.TextIOWrapper(io.BytesIO(raw))
        with (
            chdir(self.folder),
            patch.dict(os.environ, ROLEPLAY_LITE_DATA=str(self.folder / "data")),
            patch.object(sys, "argv", ["roleplay-lite", *arguments]),
            patch.object(sys, "stdin", given),
            redirect_stdout(output),
            redirect_stderr(errors),
        ):
            try:
                main()
            except SystemExit as leaving:
                return int(leaving.code or 0), output.getvalue(), errors.getvalue()
        raise AssertionError("it does not end")


def command(folder: Path) -> Command:
    (folder / "device.toml").write_text(FAKES, encoding="utf-8")
    return Command(folder=folder)
