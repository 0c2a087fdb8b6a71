"""Who is to be called or reminded, and whether it is an order at all: 「叫我」 of 「明早七点叫我」 and not of
「我妈叫我」."""

from __future__ import annotations

import re

CALL = (
    "(?:叫醒|唤醒|喊醒|吵醒|闹醒|弄醒|叫|喊|唤|催|闹(?=我|醒|起|他|她|一下|一声))(?:一下)?(?:我|咱们?|俺|一?声|一下|他|她|孩子|"
    "宝宝|爷爷|奶奶|我们)?(?:一?声|一下)?(?:醒|起来|起床|起)?|"
    "(?:把|将|让)(?:我|俺|孩子)(?:给)?(?:叫醒|弄醒|吵醒|闹醒|喊醒|叫起来|起床)"
)
WAKE = re.compile(
    "起床|叫醒|唤醒|喊醒|吵醒|闹醒|弄醒|起来|午(?:休|睡)|再叫我|(?:叫|喊|闹)[^，]{0,3}[醒起]|wake|"
    "get (?:me )?up|赶(?:飞机|火车|早|头班)|上(?:早)?(?:班|学)"
)
REMIND = "(?:提醒|提示|告诉|通知|叮嘱|催促|记得(?:叫|喊)|别让我忘)"
_BEFORE = re.compile(
    "(?:你|请|您|记得|记着|麻烦|帮|给|替|我(?=要|想)|要|想|得|能|可以|一定|务必|千万|到(?:时候?|点|"
    "了)?|的?时候|的|时|就|都|再|也|早点|按时|准时|然后|好|定个?闹钟|设个?闹钟|"
    "之?前|之?后|以后|以前|左右|提前|过|一下|在|等|，|各|午休|午睡|睡|眯|躺|休息|别忘了?|一会儿?|"
    "待会儿?|等下|生日那天|我(?=睡|眯|躺|休息)|一次|次|每次|先|把|大概|大约|差不多|等到|到|开始|，|"
    "还|是|、| |吧|那|哈|别忘了?|忘了|一会儿?|待会儿?|等会儿?|等下|放学|下班|生日那天|啊|对了|嗯|"
    "另外)+"
)
_CLAUSE_ENDS = re.compile("(?:了|着|呢|啦|咯|完|好|完了|我要?[^，]{1,8}|得[^，]{1,8}|要[^，]{1,8})$")
_NOT = re.compile(
    "(?:谢谢|多谢|感谢|幸亏|幸好|多亏|还好|好在|没人|没有人|谁|别人|怎么(?!.*提醒我吧)|为什么|不会|"
    "忘了|居然|竟|总|老是?|每次都?|又|也没)"
)


def ordered(before: str, *, wakes: bool = False) -> bool:
    """Whether what stands before the call, without its time words, leaves the character as the one who is to do it."""
    if _NOT.search(before):
        return False
    clause = re.split("，", before.replace("\x00", ""))[-1]
    left = _BEFORE.sub("", clause)
    if wakes and len(left) <= 3 and not re.search("[他她它]|妈|爸|老|谁|人|你们", left):
        return True
    return (
        len(left) <= 1
        or bool(_CLAUSE_ENDS.search(clause))
        or bool(re.search("(?:之?前|之?后|以后|时候?|时|完|到了?)$", clause))
    )
