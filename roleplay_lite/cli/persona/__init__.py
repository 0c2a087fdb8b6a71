"""`roleplay-lite persona`: see the characters there are, and make, check and question one's own."""

from __future__ import annotations

import click

from roleplay_lite.cli.lazy import LazyGroup

_HERE = "roleplay_lite.cli.persona"
_COMMANDS = {
    "ask": f"{_HERE}.ask:ask",
    "check": f"{_HERE}.check:check",
    "export": f"{_HERE}.cards:export_persona",
    "import": f"{_HERE}.cards:import_persona",
    "interview": f"{_HERE}.interview:interview_persona",
    "list": f"{_HERE}.look:list_personas",
    "new": f"{_HERE}.new:new",
    "schema": f"{_HERE}.look:schema",
    "show": f"{_HERE}.look:show",
    "traits": f"{_HERE}.look:traits",
}


@click.group(cls=LazyGroup, lazy=_COMMANDS, short_help="See, make, check and question characters.")
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
