"""Which parts of a sentence say something of the world that can be wrong: a number, a date, a name, what a thing is.
Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator

from roleplay_lite.knowledge.quantities import UNITS, quantities

_PART = re.compile(r"[^，,。！？!?；;…\n]+[，,。！？!?；;…\n]*")
_LEAD = re.compile(
    r"^[\s「『“\"‘'（(]*(?:我(?:跟你|给你|和你)?(?:讲|说|记得|听说|查了?一下|告诉你|知道|觉得|猜|想|看|估计)|听说|据说|其实|听好[了喽]?|"
    r"嗯+|啊|哎呀?|哦|对了|对|没错|不是|不对|是的|是啊|你知道吗|告诉你|书上说|跟你说|这个[呀嘛啊]|那个|那|所以|因为|而且|不过|但是?|"
    r"也就是说|简单说|Well|Um|Yes|No|So|And|But|Actually|I think|I know|I believe|You know)[，,:：\s]*"
)
_PERSONAL = re.compile(
    r"^(?:我(?!国|们国|们的?地球|们所在)|咱(?!们国)|俺|你|您|人家|本鸟|(?:I|I'm|I've|you|we|my|your|let's)\b)",
    re.IGNORECASE,
)
# 「有九千米高呢」 tells; 「长江呢」 and 「谁知道呢」 ask.
_ASKING = re.compile(
    r"[?？]\s*[」』”\"’']*$|(?:[吗么]|吧)[。！!~～…]*$|^.{0,6}呢[。！!~～…]*$|"
    r"(?:谁|什么|啥|哪|几|多少|怎么|咋|为何|是不是|会不会|有没有|能不能).*呢[。！!~～…]*$"
)
_OWN = re.compile(r"[你您]|我(?!国)|咱|\b(?:you|your|I|me|my)\b")
_TITLE = re.compile("《[^《》]{1,40}》")
_LATIN = re.compile(r"(?<![A-Za-z])[A-Z][A-Za-z][A-Za-z'’-]*")
_SUBJECT = (
    r"(?!(?:这|那|它|他|她|谁|大家|人家|今天|明天|昨天|现在|刚才|今晚|早上|晚上|周末|最近|以后|有时|有人|一切|生活|日子|"
    r"人生|心|不|别|就|还|都|也|可|真|好|很|太|最|什么|怎么|哪|如果|要是|只要|只有|能|会|想|希望|祝|愿|请|谢|加油|快|慢|先|再|"
    r"朋友|妈|爸|爷|奶|孩子))[\u4e00-\u9fffA-Za-z0-9·]{2,14}?"
)
_STATES = re.compile(
    rf"^{_SUBJECT}(?:是(?![不这那什谁因真很好挺太个假对啊呀吗吧的])|位于|坐落|地处|属于|意思是|指的是|是指|比喻|形容|指|表示|叫做|又叫|又称|也叫|简称|来自|出自|起源|诞生|出生|逝世|"
    r"去世|成立|建于|建成|发明|发现|创作|写过|写了|主演|导演|由[^，]{2,12}(?:写|作|组成|构成|发明|发现|创)|包括|包含|分为|等于|含有|"
    r"盛产|首都|流经|环绕|绕着|繁殖|栖息|分布|产于|生活在|吃的是|相当于)"
)
_CARRIED = re.compile(
    "^[它他她其]?[也还就]?(?:位于|坐落|地处|出生[在于]|诞生|去世|逝世|成立于|建于|由.{2,10}(?:发明|发现|创作|建造))"
)
_STATES_EN = re.compile(
    r"^(?!(?:this|that|it|there|here|he|she|they|what|how|today|life|let)\b)[\w' -]{2,40}? (?:is|are|was|were) "
    r"(?:an?|the|in|on|from|(?-i:[A-Z])[a-z]*|\d+|located|made|known|called|born|written|discovered|invented|one of)\b|"
    r"\bmeans\b|\bwas (?:born|invented|discovered|written|founded)\b",
    re.IGNORECASE,
)
_DATED = re.compile(
    r"\d{3,4}年|公元前?\d|[一二三四五六七八九十]{1,3}月[一二三四五六七八九十廿]{1,3}[日号]?|\d{1,2}月\d{1,2}[日号]?|世纪|朝代|[唐宋元明清汉隋秦][朝代]"
)
# With these units it is as often said of one's day as of the world.
_DAILY = frozenset(
    (
        "天",
        "小时",
        "个小时",
        "分钟",
        "秒",
        "周",
        "个星期",
        "个月",
        "块",
        "块钱",
        "号",
        "月",
        "日",
        "人",
        "钟头",
        "刻钟",
        "秒钟",
        "两",
    )
)
_CALENDAR = re.compile("[今明昨后前]天|今晚|现在|待会|等下|一会|早上|晚上|下午|中午|凌晨")


def claims_fact(sentence: str) -> bool:
    """Whether a sentence says something of the world that needs support. Small talk, questions, and what a character
    says of itself or of the person do not."""
    return any(True for _ in claims(sentence))


def claims(sentence: str) -> Iterator[str]:
    """The clauses of it that do."""
    for core in told(sentence):
        if _names(core) or _measures(core) or _states(core):
            yield core


def told(sentence: str) -> Iterator[str]:
    """The clauses that neither ask nor are about one of the two who talk, without what leads up to them."""
    parts = [part for part in _PART.findall(sentence) if re.search(r"\w", part)]
    asks = bool(parts) and bool(_ASKING.search(parts[-1].strip()))
    personal = False
    for at, part in enumerate(parts):
        core = _without_leads(part)
        if asks and at >= len(parts) - 1:
            continue
        if _PERSONAL.match(core):
            personal = True
            continue
        if core and not personal and not _OWN.search(core):
            yield core
        if re.search(r"[。！？!?；;\n]\s*$", part):
            personal = False


def _without_leads(part: str) -> str:
    core = part.strip()
    for _ in range(4):
        shorter = _LEAD.sub("", core)
        if not re.search(r"\w", shorter):
            return ""
        # 「我看海」 is no lead.
        if shorter == core or len(shorter) < 2:
            return core
        core = shorter
    return core


def _names(core: str) -> bool:
    return bool(_TITLE.search(core))


def _measures(core: str) -> bool:
    """Whether it gives a figure of something other than one's own day."""
    if _DATED.search(core):
        return True
    for one in quantities(core):
        if one.unit and one.unit not in _DAILY and UNITS[one.unit][0] != "yuan":
            return True
        if not one.unit and abs(one.value) >= 100:
            return True
        if (one.unit or one.value >= 2) and _SUBJECT_BEFORE.match(core) and not _CALENDAR.search(core):
            return True
    return False


_SUBJECT_BEFORE = re.compile(rf"^{_SUBJECT}(?:有|要|需要?|大概|大约|约|一共|共|一般|最多|能|重|长|高|只有|已经)")


def _states(core: str) -> bool:
    """Whether it says what a thing is."""
    if re.search("[\u3400-\u9fff]", core):
        return bool(_STATES.match(core) or _CARRIED.match(core))
    return bool(_STATES_EN.search(core))
