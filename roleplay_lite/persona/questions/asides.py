"""What is said beside a question and asks for nothing: 「我弟让我问的」, 「快告诉我嘛」, 「老伙计」, `quick one`. Pure.

Only what speaks of the asking itself, or calls somebody, is an aside. 「我失恋了」 is news, and a line with news in it is
no mere question.
"""

from __future__ import annotations

import re

_MARKS = re.compile(r"[，,。.！!；;：:、…～~—\n]+|(?<=[\u3400-\u9fff])\s+(?=[\u3400-\u9fff])|(?<=[？?])")
_ASKS = re.compile(r"什么|啥|谁|哪|怎么|咋|几|多[大少高重久]|[吗？?]|([\u4e00-\u9fff])[不没]\1")
_TALK = "问|知道|好奇|记|登|猜|忘|说|讲|听|写|填|打听|调查|告诉|聊|交代|瞒|骗|承认|认识|统计|核对|确认|采访|请教|了解|对一下|打赌|信|懂"
_ASIDE = re.compile(
    rf"(?=.{{1,12}}$)(?:"
    rf"[^你您]{{0,5}}[我咱俺][^你您]{{0,6}}(?:{_TALK})[^你您]{{0,5}}|(?:快|别|先|再|给|跟|和|来|可|就|请|麻烦|老实|如实|从实|悄悄|偷偷|求|拜托)[^你您]{{0,4}}(?:{_TALK}|招|答|烦|嫌|介意|生气|害羞|不好意思|紧张|躲|装|糊弄)[^你您]{{0,6}}|"
    r"[我咱俺](?:来|这就|先)?(?:帮|给|替)[你您](?:登记|记|填|介绍|保密|算)(?:一下|下|上)?|(?:刚才|刚刚|上次|一直|又|都|老)?(?:忘了?|没来得及|想)(?:问|说)|"
    r"(?:那个|这个|那|这|嗯+|呃+|额+|哎+|诶+|唉|喂|嗨|嘿|哦|啊|哈+|嘿嘿)(?:啥|什么)?(?:呀|啊|嘛)?|(?:不是我说|话说|说真的|讲真|真的|老实说|说正经的|说实话|对了|哎对|行不行|好不好|行吗|好吗|可以吗|成不成|中不中|嗯哼|好奇死(?:我)?了?|急死我了|求求了?|拜托了?|谢谢(?:啦|了|你|您)?|多谢|打扰(?:了|一下)?|冒昧了?|唐突了?|不好意思|别介意)|"
    r"(?:聊|认识|处|说|坐)(?:了)?(?:半天|这么久|好久|这么多|一会儿?)了?|(?:随便|随口|顺便|顺口|就是|只是|单纯|纯粹)(?:问问|聊聊|一问|打听打听|好奇|闲聊)?)"
    r"(?:的|了|啊|呀|嘛|呗|吧|哦|啦|哈|呢)*"
)
_CALL = re.compile(
    r"(?:我的|亲爱的|这位|那位|老|小|大|好|我说)?[\u4e00-\u9fff]{0,3}(?:伙计|朋友|兄弟|哥们|姐妹|老兄|老弟|老铁|爷爷|奶奶|大爷|大娘|大叔|大哥|大姐|叔叔|阿姨|哥哥?|姐姐?|弟弟?|妹妹?|"
    r"师傅|老师|老板娘?|掌柜的?|先生|女士|小姐|姑娘|同学|宝贝?|亲|家伙|东西|鸟儿?|灯塔|画家|学霸|帅哥|美女|老人家|老爷子|店家|娘子|客官|大人)(?:啊|呀|哎|哟)?"
)
_GUESS = re.compile("猜|承认|没跑|敢说|没错|肯定|打赌|赌|装|瞒|骗|记得|记错|听错|看错")
_ENGLISH_ASKS = re.compile(
    r"\b(?:you|your|you're|ur|u|he|she|his|her|it|what|where|who|how|when|which|why|if|isn't|aren't|don't|doesn't|right|huh)\b",
    re.I,
)
_LONGEST_TAIL = 5
"""Words of an English clause that may trail after a question."""


def without_asides(text: str) -> str:
    """The text without asides before and after its matter; the text itself where there are none, or nothing else."""
    if not re.search("[\u4e00-\u9fff]", text):
        return _english(text)
    parts = [part.strip() for part in _MARKS.split(text) if part and part.strip()]
    kept = list(parts)
    while len(kept) > 1 and _is_aside(kept[0]):
        kept = kept[1:]
    guessed = False
    while len(kept) > 1 and _is_aside(kept[-1]):
        guessed |= bool(_GUESS.search(kept[-1]))
        kept = kept[:-1]
    if len(kept) == len(parts):
        return text
    core = "，".join(kept)
    return f"{core}吧" if guessed and not _ASKS.search(core) and not core.endswith(("吧", "不是")) else core


def _is_aside(part: str) -> bool:
    bare = part.rstrip("？?")
    if _ASIDE.fullmatch(bare):
        return True
    return bool(_CALL.fullmatch(bare)) and not _ASKS.search(part)


def _english(text: str) -> str:
    parts = [part.strip() for part in re.split(r"(?<=[^\d])[,;:.!…]+\s+|\s+-+\s+|\n", text.strip()) if part.strip()]
    kept = list(parts)
    while len(kept) > 1 and not _ENGLISH_ASKS.search(kept[0]):
        kept = kept[1:]
    while len(kept) > 1 and len(kept[-1].split()) <= _LONGEST_TAIL and not _ENGLISH_ASKS.search(kept[-1]):
        kept = kept[:-1]
    if len(kept) == len(parts):
        return text
    core = ", ".join(part.rstrip(",;:") for part in kept)
    return core if core.endswith("?") else f"{core.rstrip('.!… ')}?"
