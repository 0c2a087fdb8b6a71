"""`roleplay-lite knowledge`: what a character can look up, and a person's own documents among it."""

from __future__ import annotations

import click

from roleplay_lite.cli.lazy import LazyGroup

_PACKS = "roleplay_lite.cli.knowledge_packs"
_DOCUMENTS = "roleplay_lite.cli.knowledge_documents"


@click.group(
    cls=LazyGroup,
    lazy={
        "add": f"{_DOCUMENTS}:add",
        "ask": "roleplay_lite.cli.knowledge_ask:ask",
        "build": f"{_PACKS}:build",
        "calibrate": "roleplay_lite.cli.knowledge_ask:calibrate",
        "cloud": "roleplay_lite.cli.knowledge_cloud:cloud",
        "list": f"{_DOCUMENTS}:list_documents",
        "packs": f"{_PACKS}:packs",
        "remove": f"{_DOCUMENTS}:remove",
        "sources": f"{_PACKS}:sources",
    },
    short_help="What can be looked up.",
)
def knowledge() -> None:
    """What a character can look up: the packs on this machine, your own documents, and, where you allow it, the cloud.

    The default pack comes with `roleplay-lite models pull knowledge-zh`. Your own documents stay in one file that only
    you can read, in $ROLEPLAY_LITE_DATA, else in the user's data folder.

    \b
    Examples:
      roleplay-lite models pull knowledge-zh
      roleplay-lite knowledge packs
      roleplay-lite knowledge add 家电说明书.pdf notes/
      roleplay-lite knowledge ask 洗衣机的童锁怎么开
    """
