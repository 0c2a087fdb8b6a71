"""What a dictionary says of a word, without what was lost or left in it on its way into a pack. Pure."""

from __future__ import annotations

import re

_CUT = re.compile(
    "(?:[我你他她它咱]们|(?<![自其无忘有])[我你她]|[把被][我你他她]?|很|不|而|(?<![成迁将])就|(?<![之国首赵])都|每晚要|把要|在一|的使)[。]?$"
)
"""What no meaning ends with: an example began there whose word was lost."""
_SAYS_OF_IT = re.compile("[的为叫是指作称、，：“「用于有以紧或建和与及]$")
_LEAST, _LONGEST = 2, 6


def whole_sense(word: str, sense: str) -> str:
    """The meaning up to an example that stands in it unmarked, as in 「遗失丢失行李」 of 丢失; "" of a broken one."""
    at = sense.find(word, _LEAST) if len(word) > 1 else -1
    if (
        _LEAST <= at <= _LONGEST
        and not _SAYS_OF_IT.search(sense[:at])
        and not re.match("[的，。、]", sense[at + len(word) :] or "。")
    ):
        sense = re.sub("[，、；（(]+$", "", sense[:at])
    return "" if _CUT.search(sense) else sense
