"""Whether what a draft says of the world stands in the evidence: its numbers, dates and names, and what is left of it.
Pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache

from roleplay_lite.knowledge.claims import claims, claims_fact, told
from roleplay_lite.knowledge.evidence import Evidence
from roleplay_lite.knowledge.polar import is_polar
from roleplay_lite.knowledge.quantities import Quantity, quantities, same
from roleplay_lite.memory.index.stops import EMPTY, ENGLISH

__all__ = ["claims_fact", "unsupported"]

COVERED = 0.7
"""The share of a claim's telling terms, or of its signs in the evidence's order (ROUGE-L precision), that is enough."""

_ISO = re.compile(r"(?<!\d)(-?\d{3,4})-(\d{1,2})-(\d{1,2})(?!\d)")
_DAY = re.compile(
    r"(?:(?P<bc>公元前|前)|公元)?(?:(?<!\d)(?P<year>\d{1,4}|[〇零一二三四五六七八九]{4})年)?"
    r"(?:(?P<month>\d{1,2}|[一二三四五六七八九十正冬腊]{1,2})月"
    r"(?:初?(?P<day>\d{1,2}|[一二三四五六七八九十廿]{1,3})[日号]?)?)?"
)
_TITLE = re.compile("《([^《》]{1,40})》")
_LATIN = re.compile(r"[A-Za-z][A-Za-z'’.-]*[A-Za-z]|[A-Z]")
_HAN = "\u4e00-\u9fff"
_SUFFIX = (
    "共和国|联邦|王国|帝国|半岛|群岛|山脉|高原|平原|盆地|沙漠|草原|运河|海峡|大学|学院|医院|公司|集团|博物馆|出版社|自治区|"
    "省|市|县|州|国|岛|山|峰|江|河|湖|海|洋|寺|塔|宫|陵|关|朝|代|族|洲"
)
_CUT = re.compile(
    "[的了在是和与跟有从到去来被把让叫为于由对向及或很最更也都就才还又不没这那哪每各某另该此其之所等中大小多少好坏新老旧全前后上下左右"
    "内外高低一二三四五六七八九十两几个座条位种次年月日说看听知过出入起用做成当属称因如果但而且并可能会要想爱喜欢]"
)
_SURNAMES = (
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦许何吕施张孔曹严华金魏陶姜谢邹柏章苏潘葛范彭郎鲁韦马苗方俞任袁柳唐罗薛雷贺倪汤殷毕郝常乐"
    "于傅卞齐康伍余顾孟黄穆萧尹姚邵汪毛戴宋庞熊纪舒屈项祝董梁杜阮蓝闵席季贾江童颜郭梅林钟徐邱高夏蔡田樊胡凌霍万柯卢莫房解应丁邓洪"
    "崔龚程陆段侯秋宁甘武刘景龙叶黎白蒲池乔闻翟谭申冉牛边温庄晏瞿阎习艾容向易廖耿聂关岳司欧"
)
_DOER = re.compile(
    rf"(?:由|被|是|作者|诗人|词人|作家|导演|歌手|科学家|发明家|皇帝|总统|主席|画家|名叫|叫做?)"
    rf"(?P<name>[{_SURNAMES}][{_HAN}]{{1,2}}?)"
    rf"(?=发明|发现|创|写|作|提出|建|著|所|导演|主演|演唱|唱|设计|画|领导|统一|[，。！？、]|的|$)"
)
_FOREIGN = re.compile(rf"[{_HAN}]{{1,6}}(?:·[{_HAN}]{{1,8}})+")
_PLAIN_LATIN = frozenset(("ok", "okay", "hi", "hello", "um", "well", "wow", "yes", "no", "oh", "hey", "sorry", "bye"))


def unsupported(
    sentence: str,
    evidence: Sequence[Evidence],
    heard: str,
    *,
    before: Sequence[tuple[str, str]] = (),
    own: Iterable[str] = (),
    names: Callable[[str], Iterable[str]] | None = None,
) -> str:
    """What the sentence says of the world that nothing supports: `number`, `date`, `name`, `coverage`, or "".

    What the person said, here and before, and `own`, the persona's own facts, support it as the evidence does. `names`
    gives the names of people, places and works that a text holds, by the packs' tables.
    """
    said = list(claims(sentence))
    if not said:
        return ""
    # 「珠峰有9000米吧」 is a question, and supports no such answer.
    grounds = _Grounds(_texts(evidence), ("" if is_polar(heard) else heard, *_said(before), *own))
    for part in said:
        if reason := _against(part, grounds, names):
            return reason
    if any(not grounds.holds(name) for part in told(sentence) for name in _named(part)):
        return "name"
    return "" if _covered("".join(said), grounds) else "coverage"


def _texts(evidence: Sequence[Evidence]) -> list[str]:
    return [f"{one.entity} {one.attribute} {one.value} {one.text}" for one in evidence]


def _said(before: Sequence[tuple[str, str]]) -> Iterable[str]:
    return (text for pair in before[-3:] for text in pair)


class _Grounds:
    """What may be repeated."""

    def __init__(self, texts: Sequence[str], said: Sequence[str]) -> None:
        known, rest = _folded("\n".join(texts)), _folded("\n".join(said))
        self.text = f"{known}\n{rest}"
        self.bare = re.sub(r"[\W_]", "", self.text)
        self.dates = _dates(known) or _dates(rest)
        numbers = quantities(_blank_dates(known))
        measured = {one.dimension for one in numbers}
        # Where the evidence measures the same, what somebody said of it is no other measure.
        self.numbers = (
            *numbers,
            *(one for one in quantities(_blank_dates(rest)) if not one.unit or one.dimension not in measured),
        )

    def holds(self, name: str) -> bool:
        return re.sub(r"[\W_]", "", _folded(name)) in self.bare


def _against(part: str, grounds: _Grounds, names: Callable[[str], Iterable[str]] | None) -> str:
    text = _folded(part)
    for day in _dates(text):
        if not any(_same_day(day, other) for other in grounds.dates):
            return "date"
    for number in quantities(_blank_dates(text)):
        if not any(same(number, other) for other in grounds.numbers) and not _is_article(number, text):
            return "number"
    for name in (*_named(part), *(names(part) if names else ())):
        if not grounds.holds(name):
            return "name"
    return ""


_DATE_PARTS = re.compile(
    r"(?:公元前|公元|前)?(?:\d{1,4}|[〇零一二三四五六七八九]{4})年(?![级龄轻])|"
    r"(?:\d{1,2}|[一二三四五六七八九十正冬腊]{1,2})月(?:初?(?:\d{1,2}|[一二三四五六七八九十廿]{1,3})[日号]?)?|"
    r"\d{3,4}-\d{1,2}-\d{1,2}"
)
_HEDGES = re.compile("大概|大约|左右|差不多|将近|接近|超过|好像|可能|应该|估计|据说")


def _blank_dates(text: str) -> str:
    return _DATE_PARTS.sub(lambda day: " " * len(day.group()), text)


def _is_article(number: Quantity, text: str) -> bool:
    """「两个字」 of what is told counts nothing of the world, and 「一」 never."""
    return number.value <= 3 and not number.unit and "第" not in text[max(0, number.start - 1) : number.start + 1]


_Day = tuple[int, int, int]


def _dates(text: str) -> tuple[_Day, ...]:
    """Years, months and days; 0 for what is not given."""
    found = [(int(one[1]), int(one[2]), int(one[3])) for one in _ISO.finditer(text)]
    for match in _DAY.finditer(text):
        if not (match["year"] or match["month"]):
            continue
        year = _figure(match["year"])
        if match["year"] and (not year or re.match("[级龄轻]", text[match.end() : match.end() + 1])):
            continue
        if match["year"] and not match["bc"] and year < 100 and not match["month"]:
            # 「过了30年」 is a span.
            continue
        found.append((-year if match["bc"] else year, _figure(match["month"]), _figure(match["day"])))
    return tuple(found)


def _figure(numeral: str | None) -> int:
    if not numeral:
        return 0
    if numeral in ("正", "冬", "腊"):
        return {"正": 1, "冬": 11, "腊": 12}[numeral]
    if numeral.isascii():
        return int(numeral)
    from roleplay_lite.persona.numerals import number_of

    return number_of(numeral)


def _same_day(one: _Day, other: _Day) -> bool:
    """Whether the first says no more than the other, and nothing else."""
    return all(not mine or mine == theirs for mine, theirs in zip(one, other, strict=True))


def _named(part: str) -> Iterable[str]:
    """Names by their look alone."""
    yield from (match[1] for match in _TITLE.finditer(part))
    han = bool(re.search(f"[{_HAN}]", part))
    for match in _LATIN.finditer(part):
        word = match.group()
        if word.lower() in _PLAIN_LATIN or _is_unit(word, part, match.start()):
            continue
        named = len(word) > 1 if han else word[0].isupper() and not _begins(part, match.start())
        if named and word.lower() not in ENGLISH:
            yield word
    yield from (match.group() for match in _FOREIGN.finditer(part))
    yield from (match["name"] for match in _DOER.finditer(part))
    yield from _places(part)


def _is_unit(word: str, part: str, at: int) -> bool:
    return bool(re.search(r"\d\s*$", part[:at])) and len(word) <= 4


def _begins(part: str, at: int) -> bool:
    return not re.search(r"\w", part[:at])


def _places(part: str) -> Iterable[str]:
    """What ends as places, peoples and times do, from its likeliest beginning."""
    for match in re.finditer(rf"[{_HAN}]{{2,12}}", part):
        run = match.group()
        for end in re.finditer(f"(?:{_SUFFIX})", run):
            head = _CUT.split(run[: end.start()])[-1][-4:]
            if len(head) >= 2 or (len(head) == 1 and end.group() in ("省", "市", "县", "国", "朝", "代", "江", "河")):
                yield head[-3:] + end.group()


def _covered(said: str, grounds: _Grounds) -> bool:
    text = _figures_out(_folded(said))
    terms = _terms(text)
    if not terms:
        return True
    known = _terms(grounds.text)
    if sum(term in known for term in terms) / len(terms) >= COVERED:
        return True
    return rouge_precision(text, grounds.text) > COVERED


def _figures_out(text: str) -> str:
    """Without numbers, which were held against the evidence by what they are worth."""
    for one in reversed(quantities(_blank_dates(text))):
        text = text[: one.start] + " " + text[one.end :]
    return _HEDGES.sub("", _DATE_PARTS.sub(" ", text))


@lru_cache(maxsize=64)
def _terms(text: str) -> frozenset[str]:
    """Pairs of signs without those of everyday, and Latin words and figures."""
    found = set(re.findall(r"[a-z][a-z'’-]+|\d+(?:\.\d+)?", text)) - ENGLISH
    for run in re.findall(f"[{_HAN}]+", text):
        found.update(run[at : at + 2] for at in range(len(run) - 1) if not (run[at] in EMPTY or run[at + 1] in EMPTY))
    return frozenset(found)


def rouge_precision(text: str, other: str) -> float:
    """ROUGE-L precision over telling signs and Latin words: what of the text is in the other, in its order."""
    mine, theirs = _units(text), _units(other[:2000])
    if not mine:
        return 1.0
    row = [0] * (len(theirs) + 1)
    for unit in mine:
        diagonal = 0
        for at, there in enumerate(theirs, 1):
            kept = row[at]
            row[at] = diagonal + 1 if unit == there else max(row[at], row[at - 1])
            diagonal = kept
    return row[-1] / len(mine)


def _units(text: str) -> list[str]:
    return [
        unit
        for unit in re.findall(rf"[{_HAN}]|[a-z][a-z'’-]*|\d+(?:\.\d+)?", text)
        if unit not in EMPTY and unit not in ENGLISH
    ]


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text).lower()
