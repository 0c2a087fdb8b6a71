"""The command line: one file per command group, one place where errors become words and exit codes.

Exit codes: 0 done, 1 failed (the message says how to mend it), 2 wrong usage, 130 interrupted.
"""

from __future__ import annotations

import os
import sys

import click

from roleplay_lite import __version__
from roleplay_lite.cli.lazy import LazyGroup
from roleplay_lite.errors import RoleplayError

_COMMANDS = {
    "adapter": "roleplay_lite.cli.adapter:adapter",
    "bench": "roleplay_lite.cli.bench:bench",
    "chat": "roleplay_lite.cli.chat:chat",
    "doctor": "roleplay_lite.cli.doctor:doctor",
    "eval": "roleplay_lite.cli.eval:evaluate",
    "knowledge": "roleplay_lite.cli.knowledge:knowledge",
    "memory": "roleplay_lite.cli.memory:memory",
    "models": "roleplay_lite.cli.models:models",
    "persona": "roleplay_lite.cli.persona:persona",
    "rules": "roleplay_lite.cli.rules:rules",
    "stage": "roleplay_lite.cli.stage:stage",
    "talk": "roleplay_lite.cli.talk:talk",
    "trace": "roleplay_lite.cli.trace:trace",
}


@click.group(
    cls=LazyGroup, lazy=_COMMANDS, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110}
)
@click.version_option(__version__, prog_name="roleplay-lite")
def cli() -> None:
    """A character for any speaker: it talks, by text and by voice, on this machine.

    \b
    Examples:
      roleplay-lite chat --persona xiaoman
      roleplay-lite chat --once "你好"
      roleplay-lite talk --wav question.wav --out answer.wav
      roleplay-lite stage --personas niaoniao,tongshifu --topic 下雨天该干什么
      roleplay-lite memory list
      roleplay-lite doctor
    """


def main() -> None:
    """Entry point of the `roleplay-lite` command."""
    try:
        code = cli.main(prog_name="roleplay-lite", standalone_mode=False)
    except click.exceptions.Exit as leaving:
        sys.exit(leaving.exit_code)
    except click.ClickException as problem:
        problem.show()
        sys.exit(problem.exit_code)
    except (KeyboardInterrupt, click.Abort):
        sys.exit(130)
    except RoleplayError as problem:
        click.secho(f"error: {problem}", fg="red" if sys.stderr.isatty() else None, err=True)
        sys.exit(1)
    except BrokenPipeError:
        # The reader went away (`| head`); what is still buffered has nowhere to go.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)
    sys.exit(code if isinstance(code, int) else 0)
