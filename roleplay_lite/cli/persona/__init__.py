"""`roleplay-lite persona`: see the characters there are, and make, check and question one's own."""

from __future__ import annotations

import click

from roleplay_lite.cli.persona.ask import ask
from roleplay_lite.cli.persona.cards import export_persona, import_persona
from roleplay_lite.cli.persona.check import check
from roleplay_lite.cli.persona.interview import interview_persona
from roleplay_lite.cli.persona.look import list_personas, schema, show, traits
from roleplay_lite.cli.persona.new import new


@click.group()
def persona() -> None:
    """See the characters there are, and make, check and question one's own.

    \b
    Examples:
      roleplay-lite persona list
      roleplay-lite persona show niaoniao
      roleplay-lite persona check my-character.toml
      roleplay-lite persona traits --search 好奇
      roleplay-lite persona new
      roleplay-lite persona import wanwan.png
      roleplay-lite persona ask xiaoman "你今年多大"
      roleplay-lite persona interview xiaoman --plot radar.png
    """


_COMMANDS = (
    *(ask, check, export_persona, import_persona, interview_persona, list_personas),
    *(new, schema, show, traits),
)
for command in _COMMANDS:
    persona.add_command(command)
