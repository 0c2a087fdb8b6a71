"""Two things held against one another: 「长江和黄河哪个长」, 「泰山比华山高吗」, which is longer. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from roleplay_lite.knowledge.quantities import quantities
from roleplay_lite.knowledge.telling import Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """What is to be compared."""

    first: str
    second: str
    attributes: tuple[str, ...]
    """By what, in the names packs may have for it, likeliest first."""
    word: str
    """As the line says it (「长」, 「人口多」)."""
    less: bool = False
    """True where the smaller one is meant (「更短」, 「更早」)."""
    claimed: bool = False
    """True where the line says that it is the first (「泰山比华山高吗」)."""
    english: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """How it came out."""

    winner: str
    """Empty where both are the same."""
    verdict: Verdict
    clause: str


_BY: dict[str, tuple[tuple[str, ...], bool]] = {
    "高": (("海拔", "高度", "身高"), False),
    "矮": (("身高", "高度", "海拔"), True),
    "长": (("长度", "全长", "河长", "片长"), False),
    "短": (("长度", "全长", "片长"), True),
    "大": (("面积", "国土面积", "占地面积", "直径"), False),
    "小": (("面积", "国土面积", "占地面积", "直径"), True),
    "人多": (("人口",), False),
    "人少": (("人口",), True),
    "重": (("相对原子质量", "原子量", "体重", "重量", "质量"), False),
    "轻": (("相对原子质量", "原子量", "体重", "重量", "质量"), True),
    "深": (("深度", "最深"), False),
    "浅": (("深度", "最深"), True),
    "远": (("距离",), False),
    "近": (("距离",), True),
    "贵": (("门票", "票价", "价格"), False),
    "便宜": (("门票", "票价", "价格"), True),
    "老": (("出生日期", "出生年", "生日"), True),
    "年长": (("出生日期", "出生年", "生日"), True),
    "年轻": (("出生日期", "出生年", "生日"), False),
    "早": (("成立时间", "建成时间", "发现时间", "发现年份", "上映时间", "发行时间", "出生日期"), True),
    "晚": (("成立时间", "建成时间", "发现时间", "发现年份", "上映时间", "发行时间", "出生日期"), False),
    "longer": (("length",), False),
    "shorter": (("length", "height"), True),
    "bigger": (("area",), False),
    "larger": (("area",), False),
    "smaller": (("area",), True),
    "higher": (("elevation", "height"), False),
    "taller": (("height", "elevation"), False),
    "heavier": (("atomic mass", "mass", "weight"), False),
    "deeper": (("depth",), False),
    "older": (("date of birth", "founded"), True),
}
_NOUN = "人口|面积|海拔|高度|长度|熔点|沸点|密度|原子序数|原子量|相对原子质量|票房|评分|片长|深度|身高|体重|寿命"
_WORD = "|".join(sorted((word for word in _BY if not word.isascii()), key=len, reverse=True))
_ADJECTIVE = rf"(?P<noun>{_NOUN})?的?(?:更|比较|最|要|还)?(?P<word>{_WORD}|多|少|低|高)"
_THING = r"(?P<{}>[^，,。？?！!、和跟与同比]{{1,14}}?)"
_FIRST, _SECOND = _THING.format("a"), _THING.format("b")
_WHICH = "哪一?[个座条国位种部首家边本张所颗](?:国家|城市|地方|省份?|星球|行星|元素|动物|山|河|湖|楼|人)?|哪里|哪儿|谁"
_SOME = "(?:一些|一点|些|点)?"
_PATTERNS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"^{_FIRST}(?:和|跟|与|同|还有|、){_SECOND}(?:相比|比起来|比较|比|，|,|之间|这两[个座条位]|两[个座条位]|，?它们|的)*"
        rf"(?:到底|究竟)?(?:是)?(?:{_WHICH})的?{_ADJECTIVE}{_SOME}[呢啊呀？?。]*$",
        rf"^{_FIRST}(?P<noun2>的(?:{_NOUN}))?(?P<claim>比){_SECOND}的?{_ADJECTIVE}{_SOME}"
        rf"(?:吗|么|吧|嘛|对吗|是吗|，?对不对)?[？?。]*$",
        rf"^(?:{_WHICH})的?{_ADJECTIVE}{_SOME}[呢，,？? ]*(?:是)?{_FIRST}(?:还是|或者|和|跟|或){_SECOND}[呢？?。]*$",
        rf"^(?:是)?{_FIRST}(?:{_NOUN})?(?:更|比较|要)?(?:{_WORD}|多)[，,]?还是{_SECOND}{_ADJECTIVE}[呢啊？?。]*$",
        rf"^(?:是)?{_FIRST}还是{_SECOND}{_ADJECTIVE}[呢啊？?。]*$",
    )
)
_COMPARATIVE = "|".join(word for word in _BY if word.isascii())
_TWO = r"(?:the )?(?P<a>[\w' ]{2,30}?) {} (?:the )?(?P<b>[\w' ]{2,30}?)\??$"
_ENGLISH = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"^(?:which|who)(?: one| country| river| mountain)? is (?P<word>{_COMPARATIVE})[,:]? "
        + _TWO.replace("{}", "or"),
        r"^(?P<claim>is) " + _TWO.replace("{}", rf"(?P<word>{_COMPARATIVE}) than"),
    )
)
_LEAD = re.compile("^(?:请问|我问你|你知道|你说|你觉得|那么?|帮我看看|我想知道|问一下|想问一下|小[^，]{1,2}，|，|,)+")
_INVERSE = frozenset(("少", "低"))


def comparison(text: str) -> Comparison | None:
    """The two things a line compares, or None."""
    line = _LEAD.sub("", text.strip())
    if not re.search("[\u3400-\u9fff]", line):
        found = next((match for pattern in _ENGLISH if (match := pattern.match(line))), None)
        if not found:
            return None
        attributes, less = _BY[found["word"].lower()]
        claimed = "claim" in found.re.groupindex
        return Comparison(
            first=found["a"].strip(), second=found["b"].strip(), attributes=attributes, word=found["word"].lower(),
            less=less, claimed=claimed, english=True,
        )  # fmt: skip
    for pattern in _PATTERNS:
        if not (match := pattern.match(line)):
            continue
        groups = match.groupdict()
        noun = groups.get("noun") or (groups.get("noun2") or "").lstrip("的")
        first, second = match["a"].strip("的是"), match["b"].strip("的是")
        for name in _NOUN.split("|"):
            # 「中国人口比印度多吗」
            if not noun and first.endswith(name) and len(first) > len(name):
                noun, first = name, first[: -len(name)].rstrip("的")
            if noun == name:
                second = second.removesuffix(name).rstrip("的")
        by = _by(noun, match["word"])
        if by is None or not first or not second or first == second or re.search("[你我您他她它这那]", first + second):
            return None
        return Comparison(
            first=first, second=second, attributes=by[0], word=f"{noun}{match['word']}", less=by[1],
            claimed=bool(groups.get("claim")),
        )  # fmt: skip
    return None


def _by(noun: str, word: str) -> tuple[tuple[str, ...], bool] | None:
    less = word in _INVERSE or _BY.get(word, ((), False))[1]
    if noun:
        return (noun, *(("相对原子质量",) if noun == "原子量" else ())), less
    return _BY.get(word) if word not in ("多", "少", "低") else None


def compared(asked: Comparison, first: str, second: str, clauses: Sequence[str]) -> Compared | None:
    """The outcome by the two values, told with both clauses; None where they cannot be held against one another."""
    one, other = _size(first), _size(second)
    if one is None or other is None or one[1] != other[1]:
        return None
    both = "，".join(clauses)
    if asked.english:
        both = ", and ".join(re.sub("^The ", "the ", one) for one in clauses)
    if one[0] == other[0]:
        return Compared(winner="", verdict="no" if asked.claimed else "fact", clause=both)
    is_first = (one[0] < other[0]) == asked.less
    winner = asked.first if is_first else asked.second
    verdict: Verdict = "fact" if not asked.claimed else "yes" if is_first else "no"
    said = f"{winner} is {asked.word}: " if asked.english else f"{winner}{_stressed(asked.word)}，"
    return Compared(winner=winner, verdict=verdict, clause=f"{said}{both}")


def _stressed(word: str) -> str:
    """「人口更多」, 「更长」."""
    noun = next((one for one in _NOUN.split("|") if word.startswith(one)), "")
    return f"{noun}更{word[len(noun) :]}" if word not in ("人多", "人少") else f"人更{word[1:]}"


def _size(value: str) -> tuple[float, str] | None:
    """How much, and of what."""
    if match := re.match(r"(-?\d{3,4})(?:-(\d{1,2})-(\d{1,2})|年(?:(\d{1,2})月(?:(\d{1,2})日)?)?)", value):
        parts = [int(one) if one else 0 for one in (match[2] or match[4], match[3] or match[5])]
        return int(match[1]) + parts[0] / 13 + parts[1] / 500, "date"
    if match := re.match(r"(?:公元前|前)(\d{1,4})年?", value):
        return -float(match[1]), "date"
    found = quantities(value)
    if not found or found[0].start > 4:
        return None
    return found[0].size, found[0].dimension
