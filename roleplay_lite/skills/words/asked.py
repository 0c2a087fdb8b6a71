"""A line as the word skills read it, and the words that many of them are asked with. Pure."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from roleplay_lite.skills.heard import LONGEST, line_of
from roleplay_lite.skills.words.sounds import bare

ASK = (
    "(?:(?:我们|咱们|咱俩|我俩|咱|我|你|您|跟|和|陪|给|帮|替|让|为|来|去|再|又|换|接着|继续|还|"
    "也|就|现在|那|要|想要|想|能|可以|会|得|"
    "有没有|有什么|有啥|有|听|听听|玩|玩玩|做|弄|搞|整|开|开始|进行|一起|一块儿?|随便|快|"
    "快点|赶紧|先|大家|孩子|宝宝|小朋友|妈妈|爸爸|爷爷|奶奶|"
    "讲|说|念|背|读|朗诵|吟|吟诵|出|考|考考|问|猜|唱|来段|"
    "一|两|几|个|把|局|盘|次|轮|场|首|段|篇|条|道|则|句|下|会儿|点儿|点|些|别的|另外|另|不同|"
    "其他|新|新的|有趣|好玩|好听|经典|简单|难)的?，?)*"
)
"""What may stand before the thing that is asked for, and nothing else (「咱们再来一个」)."""
AFTER = (
    "(?:，?(?:乐呵|乐一乐|乐乐|逗逗我|逗我(?:笑|开心|乐)(?:一下|一笑)?|哄哄我|解解?闷|开心(?:一下|开心)|"
    "(?:轻|放)松(?:一下|轻松)|高兴高兴|来一?[个段首]|让我(?:乐|开心|高兴|笑)(?:乐|开心|高兴|笑|一下|一乐|一笑)?|吧|呀|啊|呗|嘛|呢|么|吗|好吗|好不好|行吗|行不行|可以吗|怎么样|好玩|游戏|开始|"
    "现在开始|玩玩|玩|来玩|听|听听|猜|猜猜|我听|给我听|给我|来听|来|"
    "让我猜|我猜|我来猜|考考我|可不可以|会吗|会不会|能不能|谢谢|给我猜|一下|一个|一首|好了|就行|给大家|给大家听))*"
)
"""What may follow it."""
LEAVE = re.compile(
    "(?:好了?，?)?(?:我们?|咱们?)?(?:不想?(?:玩|猜|接|听|说|讲|学|要)了?|不(?:玩|猜|接|"
    "听)(?:这个|成语|谜语|游戏|故事)?了?|别(?:玩|猜|讲|说|念)了|先(?:不玩|不猜|不讲|这样|"
    "到这|到这儿|到这里|玩到这)了?|"
    "退出|退出游戏|结束|结束吧|结束游戏|停|停止|停下|停下来|算了|就这样|到此为止|换个游戏|"
    "换一?个?别的|没意思|没劲|不好玩|下次再玩|改天再玩|玩够了|玩腻了|可以了|够了)(?:吧|了|啦|"
    "好了|，)*"
    "|(?:stop|quit|enough|i'?m done|no more|stop (?:it|playing|the game|the story)|let'?s stop)",
)
_QUOTES = re.compile('[“”"「」『』《》]')
_PRONE = re.compile("昨天|前天|上次|刚才|以前|小时候|去年|那天|今早|上周|那次")
_THIRD = re.compile(
    "(?:他|她|它|他们|她们|老师|女儿|儿子|闺女|妈|爸|同学|朋友|老公|老婆|同事|邻居|"
    "孩子)(?:昨天|今天|总|老|天天|最近|就|都|说|让|叫|要|在|喜欢|爱|想|会|刚)"
)


@lru_cache(maxsize=128)
def core_of(said: str) -> str:
    """The line in lower case with one kind of mark, without politeness before and particles behind."""
    line = line_of(_QUOTES.sub("", said))
    # Its last sign is a particle elsewhere.
    return line.core + "么" if line.core.endswith(("什", "怎", "多")) and "么" in line.text else line.core


@lru_cache(maxsize=128)
def whole_of(said: str) -> str:
    """The line in lower case with one kind of mark and without quotes, nothing else taken off (what a word is asked
    for by may be a word of politeness itself)."""
    text = unicodedata.normalize("NFKC", said[: 2 * LONGEST]).lower()
    text = _QUOTES.sub("", re.sub("[，,。、；;！!？?…：:]+", "，", text)).strip("， ")
    return re.sub("(?<=[\u4e00-\u9fff，])\\s+(?=[\u4e00-\u9fff，])", "", text)


def signs_of(said: str) -> str:
    """The line's signs and letters alone, with nothing taken off (「来之不易」 begins with a word of politeness)."""
    return bare(said[:LONGEST])


def leaves(said: str) -> bool:
    """Whether it ends what is being played or told."""
    return bool(LEAVE.fullmatch(core_of(said)) or LEAVE.fullmatch(signs_of(said)))


def tells_of(said: str) -> bool:
    """Whether it tells of something that was, or of somebody else, and asks for nothing."""
    return bool(_PRONE.search(said) or _THIRD.search(said))


def offers(said: str) -> bool:
    """Whether the person means to do it themselves (「我给你讲个故事」)."""
    return bool(
        re.match(
            "(?:那|让|来)?我(?:来|想|要|也|先|再|就)*(?:给|跟|和|为|对)(?:你|大家|他|她|孩子|女儿|儿子|宝宝)", said
        )
    )
