"""A line as the skills read it: homophones that recognisers write put right, marks made one, fillers and politeness at
its ends taken off. Pure."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

LONGEST = 200
"""Characters of a line that are read: no order is longer."""

_MARKS = re.compile(
    r"(?<!\d)[.:：](?!\d)|(?<=\d)[.:：](?!\d)|(?<!\d)[.:：](?=\d)|[,，。、；;！!？?…~～“”\"「」『』《》()（）—]+"
)
_HAN = "\u3400-\u9fff"
_BLANK = re.compile(rf"(?<=[{_HAN}，])\s+(?=[{_HAN}，])|\s*，\s*")
_N = "[0-9零一二三四五六七八九十百千万两点]"

# What a recogniser writes, and what was said. Each only where nothing else can be meant.
_MISHEARD: tuple[tuple[str, str], ...] = (
    ("闹(?:中|终|忠|种|肿|衷)(?![午秋国间])|脑钟|老钟(?=[定设])|恼钟", "闹钟"),
    ("[订丁钉](?=(?:一|两|三)?个?[^，]{0,10}(?:闹钟|闹铃|计时|提醒))", "定"),
    ("(?<=闹钟)[订丁钉]", "定"),
    ("(?:及|记|既|急|纪|即|几)时(?:器|气)|计时(?:气|起|其)", "计时器"),
    ("(?:到|道|倒|捣)(?:计|记|及|既)时|倒计(?:是|石|实|十)", "倒计时"),
    ("(?:及|记|既|急|纪)时(?=[，]?(?:[0-9一二两三四五六七八九十半]))", "计时"),
    ("(?:题|提)(?:行|型|形|性|星)(?=[我你他她一])|题醒", "提醒"),
    ("(?:音亮|音良|因量|阴量|音两|英量)", "音量"),
    ("(?:禁|静|境|近|进)(?:因|阴)|禁音|敬音", "静音"),
    ("(?:生|深|身)音(?=[太大小调放开关再])", "声音"),
    ("(?:关|开)(?:登|等)(?=$|，|[吧了])", "关灯"),
    ("(?:农|浓)(?:例|立|利|力)|农里", "农历"),
    ("(?:阴|音)(?:例|立|利|力)(?=[几初是多今明])", "阴历"),
    ("(?:星|心|新)(?:其|奇|起)(?=几|[一二三四五六日天])", "星期"),
    ("礼(?:摆|败)(?=几|[一二三四五六日天])", "礼拜"),
    ("几(?:典|电|点点)(?=了|钟|啦|$)", "几点"),
    ("说(?:满|漫)(?=点|一点|些)", "说慢"),
    ("(?:在|再)(?:说|讲)一(?:便|边|变|遍)", "再说一遍"),
    ("下一(?:手|守)", "下一首"),
    ("上一(?:手|守)", "上一首"),
    ("春(?:结|杰|街)(?=[还是哪什]|$)", "春节"),
    (f"(?<={_N})(?:家|佳|嘉|夹)(?={_N})", "加"),
    (f"(?<={_N})(?:简|剪|检|捡)(?={_N})", "减"),
    (f"(?<={_N})(?:成|城|程|呈|承|盛)(?:以|已)?(?={_N})", "乘"),
    (f"(?<={_N})(?:乘|除)(?:已(?={_N})|一(?=[0-9二三四五六七八九]))", "乘以"),
    ("(?<=[关停删调开拉])咯$", "了"),
    ("半个?点钟?(?=之?后|以后|过后)", "半个钟"),
    ("等(?:鱼|余|与|于于)(?=几|多|$)", "等于"),
)
_FIXES = tuple((re.compile(pattern), right) for pattern, right in _MISHEARD)
_FILLER = (
    "(?:嗯+|呃+|额+)，?那个|嗯+|呃+|额+|唔|那个(?=[，嗯呃额给帮把现请你能可我定设]|$)|那什么|内个|就是说|哎呀?|哎哟|喂+|诶|"
    "欸|哦|噢|喔|啊|对了|话说(?![快慢])|[a-z](?=啊)|是这样|"
    "你好|您好|哈喽|嗨|嘿|hi|hey|hello|ok|okay|um+|uh+|well|so|就(?=[，给帮把])|然后|那(?!件|条|位|"
    "种|本|段|句|样|么|个|首|些|"
    "天|边|里|儿|什|会|时)|来(?=[，帮给替])|好(?=，)|行(?=，)|好的(?=，)"
)
_POLITE = (
    "麻烦(?:你|您)?|请(?!假|客|教|问题)(?:你|您|问一?下?)?|劳驾|拜托(?:你|您|了)?|求(?:求)?你|你|您|"
    "(?:能|可)(?:不(?:能|可以|可)|否)|可以不可以|可不可以|能不能|能否|可否|可以|能|"
    "(?:帮|替)(?:一?下|个)?忙|帮忙|(?:帮|给|替)(?:我|咱|俺|"
    "一下)(?![妈爸爷奶姐哥弟妹老闺女儿同朋婆公姑舅叔伯家们的])|帮(?=[我定设开关放调查算看把])|"
    "赶紧|赶快|快点(?=[给帮把])|马上|立刻|现在(?=[给帮把关开放播])|顺便|先|我(?:想|要|想要|需要|"
    "得)(?:让|叫|请)(?:你|您)|"
    "please|can you|could you|would you|will you|kindly|i want you to|i need you to|just"
)
_START = re.compile(rf"^(?:(?:{_FILLER}|{_POLITE})[，\s]*)+(?=.)", re.IGNORECASE)
_BEGIN_FILLER = re.compile(rf"^(?:(?:{_FILLER})[，\s]*)+(?=..)", re.IGNORECASE)
_END = re.compile(
    "(?:[，\\s]*(?:吧|啊|呀|(?<!干)嘛|呗|哈|哦|啦|喽|咯|嘞|哟|呐|咧|哎|呢|(?<![什怎多那这])么|吗|来着|谢谢(?:你|您|"
    "啦|了)?|多谢|辛苦(?:你|您|了|啦)?|麻烦(?:你|您)?了?|拜托了?|"
    "好(?:吗|不好|不|吧)|行(?:吗|不行|不|吧)|可以(?:吗|不|么)|成(?:吗|不成|不)|ok吗|好不好|行不行|"
    "可不可以|thanks|thank you|please))+$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line, read."""

    text: str
    """Lower case, one kind of mark (，), no blanks between signs; fillers at its start taken off."""
    core: str
    """The same without politeness in front and particles at the end."""


@lru_cache(maxsize=128)
def line_of(said: str) -> Line:
    """The line of what was said."""
    text = unicodedata.normalize("NFKC", said[:LONGEST]).lower()
    text = _spaced(_MARKS.sub("，", text)).strip("， ")
    for pattern, right in _FIXES:
        text = pattern.sub(right if right != "关灯" else lambda found: found.group()[0] + "灯", text)
    text = re.sub(r"(.{2,6})\1+", r"\1", text) if re.fullmatch(r"(.{2,6})\1+", text) else text
    text = _BEGIN_FILLER.sub("", text)
    core = _END.sub("", _START.sub("", text)).strip("， ")
    return Line(text=text, core=core or text)


def without_name(said: str, names: tuple[str, ...]) -> str:
    """The line without the character's name called in front (「小满小满，…」)."""
    for name in sorted((name for name in names if name), key=len, reverse=True):
        called = re.match(
            rf"\s*(?:嘿|喂|hi|hey|ok|嗨|哎)?[，,\s]*(?:{re.escape(name)}[，,。！!\s]*)+", said, re.IGNORECASE
        )
        if called and said[called.end() :].strip():
            return said[called.end() :]
    return said


def _spaced(text: str) -> str:
    """A blank between signs is a pause where few stand in the line, and nothing where a recogniser puts one between
    words."""
    parts = [part for part in re.split(rf"(?<=[{_HAN}])\s+(?=[{_HAN}])", text) if part]
    if len(parts) > 1:
        paused = len(parts) <= 4 and all(len(part) >= 2 for part in parts) and sum(map(len, parts)) / len(parts) >= 3
        text = ("，" if paused else "").join(parts)
    text = re.sub(rf"(?<=[{_HAN}])\s+(?=[0-9])|(?<=[0-9])\s+(?=[{_HAN}])", "", text)
    return re.sub("，+", "，", _BLANK.sub("，", re.sub(r"\s+", " ", text)))
