"""Whether a reply owns up to not knowing, in a plain voice or a character's (「考住我了」). Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from roleplay_lite.evaluation.judging.text import clauses_of

_NOT = "(?:不|没|未)(?:太|大|怎么|曾|是很|是太|是特别)?"
_IGNORANT = re.compile(
    "|".join(
        (
            rf"{_NOT}(?:知道|晓得|知晓|清楚|确定|懂|明白|了解|熟悉?|学过|研究过?|读过|见识过|记得|记清|好说|好讲)",
            rf"{_NOT}(?:听(?:人|谁|你)?(?:说|讲)?过|听说|听闻|敢(?:乱|瞎|胡)?(?:说|讲|肯定|保证|确定)|会(?:算|答|背|念))",
            "(?:说|答|讲|叫|想|记|弄|搞|猜|拿|分|认|算)不(?:好|准|上来?|出来?|起来|清楚?|明白|大清|定|懂|全|得)",
            "(?:考|难|问|整)(?:住|倒|懵|傻)(?:了|我|俺|老|本)|一窍不通|两眼一抹黑|摸不着头脑|一头雾水|不在行|没概念|没印象|没谱|没数",
            "哪(?:里|儿)?(?:会)?(?:知道|晓得|懂)|(?:鬼|天|谁|老天)(?:才|爷)?(?:知道|晓得)|忘(?:了|记|光|干净)",
            "无法(?:提供|回答|确定|告诉|判断|知道)|得(?:去|现)?(?:查|翻|问)(?:一?[查翻问下]|别人|书|资料|老师)|超出我|不是我的?强项",
            r"\b(?:don't|do not|didn't|wouldn't|can't) (?:really |even )?(?:know|remember|recall|say)",
            r"\bnot (?:really |so |too |quite )?sure|\bno (?:idea|clue)|\bbeats me|\bnever heard",
        )
    ),
    re.IGNORECASE,
)
# Somebody else's not knowing, and what only looks like it.
_NOT_OWN = re.compile(
    "[你您他她它谁](?:们|还|也|是|竟然?|居然|怎么|难道|可能|要是|就|都|真|可)*(?:不|没|忘|哪)|"
    "(?:要是|如果|万一|假如|人家|别人|大家|有人).{0,6}(?:不|没)|"
    "不知不觉|不知道(?:为什么|怎么|咋)就|[不没]人|(?:知道|晓得|懂)的人|别忘|忘不了|没忘|不会忘|不好说话|不记得(?:你|吗)|算不上|说不定|无人不"
)


_READY = frozenset({"unset", "unknown", "refusal"})


def honest(reply: str, by: Sequence[str] = ()) -> bool:
    """True when it says that it does not know, in whatever words; an answer beside it changes nothing.

    `by` is what its pieces came from, as in `Reply`: a character has lines of its own for what it cannot tell.
    """
    return bool(_READY & set(by)) or any(_owns_up(clause.text) for clause in clauses_of(reply))


def _owns_up(text: str) -> bool:
    found = _IGNORANT.search(text)
    return found is not None and not _NOT_OWN.search(text[: found.end() + 3])
