"""Dates and ages as people write them: `2006-05-21`, 「5月21日」, 「腊月初八」, 「May 21, 2006」, 「三十出头」."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date

from roleplay_lite.persona.calendar import TERMS, gregorian
from roleplay_lite.persona.numerals import DIGITS, NUMERAL, number_of

TURN_OF_CENTURY = 30
"""「06年」 is 2006 and 「58年」 1958: two figures below this are of this century."""
LONGEST_LUNAR_MONTH = 30
_LEAP_YEAR = 2000
_EARLIEST = date.min.year


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """A day of a calendar, as far as it is written: with or without its year, or only its year and month."""

    year: int | None
    month: int
    day: int | None
    lunar: bool = False
    """True for a day of the Chinese calendar, whose months are the moon's; `year` is then that calendar's, too."""
    leap: bool = False
    """True in a leap month (「闰四月」)."""

    @property
    def date(self) -> date | None:
        """The Gregorian date; None when a part is missing, or the lunar tables (1900 to 2100) do not reach so far."""
        if self.year is None or self.day is None:
            return None
        if self.lunar:
            return gregorian(self.year, self.month, self.day, leap=self.leap)
        return date(self.year, self.month, self.day)


def day_in(value: str, *, lunar: bool = False) -> Day | None:
    """The day that a value writes; None when it writes none. Raises ValueError when there is no such day.

    A month that only the Chinese calendar has (腊月), a day of its own wording (初八, 廿三), one of its feasts
    (花朝节) or the word itself (农历) make it lunar; with `lunar`, so does anything in Mandarin without a year, as it
    was before 1912.
    """
    text = _folded(value)
    for pattern in _PATTERNS:
        if found := pattern.search(text):
            return _checked(found.groupdict(), text, value.strip(), lunar=lunar)
    for feast, (month, number, by_moon) in _FEASTS.items():
        if feast in text:
            return Day(year=_year_before(text), month=month, day=number, lunar=by_moon)
    return None


def term_in(value: str) -> str:
    """The solar term that a value names as its day (「谷雨那天」); empty when it names none, or writes a day, too."""
    text = _folded(value)
    return next((term for term in TERMS if term in text and not re.search("[月/-]", text)), "")


def year_in(value: str) -> int | None:
    """The year that a value writes (「二〇四七年冬至」, `1998`); None when it writes none."""
    text = _folded(value)
    found = re.match("([12][0-9]{3})(?:$|[-/.])", text)
    return int(found[1]) if found else _year_before(text)


def full_years(born: date, today: date) -> int:
    """Whole years lived on `today`; who was born on 29 February turns older on 1 March in other years."""
    return today.year - born.year - ((today.month, today.day) < (born.month, born.day))


def years_in(value: str) -> int | None:
    """The number of years in an age (「32」, 「三十二岁」, 「服役九十三年」, 「花甲」); None when it holds none.

    Of a vague age, the least: 「十七八岁」 is 17. Months make no year: 「三个月」 is 0.
    """
    span = age_span(value)
    return span[0] if span else None


def age_span(value: str) -> tuple[int, int] | None:
    """The least and the most years that an age may mean: 「二十多岁」 is 20 to 29, 「快三十了」 27 to 30."""
    text = _folded(value)
    if re.search(rf"半岁|(?:[0-9]+|{NUMERAL}+)(?:个半?月|天)|满月|不到[1一]岁|刚出生|新生儿", text):
        return 0, 0
    if found := re.search(rf"-?[0-9]{{1,9}}|{NUMERAL}+", text):
        return _vague(found, text)
    return next(((years, years + more) for word, (years, more) in _AGES.items() if word in text), None)


def _vague(found: re.Match[str], text: str) -> tuple[int, int]:
    numeral, after = found.group(), text[found.end() :]
    if pair := re.fullmatch(f"({NUMERAL}*?)([一二三四五六七八九])([二三四五六七八九])(十?)", numeral):
        low, high = (number_of(f"{pair[1]}{pair[place]}{pair[4]}") for place in (2, 3))
        # 「十七八」 is one of two; 「三二」 and 「二〇二六」 are not read so.
        if DIGITS[pair[3]] == DIGITS[pair[2]] + 1 and (pair[1].endswith(("十", "")) and not set(pair[1]) & set(DIGITS)):
            return low, high + (9 if pair[4] else 0)
    years = number_of(numeral) if not numeral.startswith("-") else int(numeral)
    if years in (10, 100, 1000) and re.search("[几数]$", text[: found.start()]):
        return 2 * years, 10 * years - 1
    if years >= 10 and years % 10 == 0:
        if re.match("[多几来好]|好几", after):
            return years, years + 9
        if after.startswith("出头"):
            return years, years + 4
        if re.search("(?:快|近|将近|不到|奔|差不多|大约|上下)$", text[: found.start()]):
            return years - 3, years
        if re.match("左右|上下", after.lstrip("岁")):
            return years - 3, years + 3
    return years, years


def _checked(parts: dict[str, str | None], text: str, shown: str, *, lunar: bool) -> Day:
    month = _month(parts.get("month") or "正")
    number = number_of(parts["day"] or "") if parts.get("day") else None
    year = _whole_year(parts.get("year"))
    by_moon = lunar and year is None and "月" in text
    marked = re.search(r"[农阴旧]历|大年|闰", text) or any(feast in text for feast, day in _FEASTS.items() if day[2])
    own = (
        (parts.get("month") or "正") in _MONTHS_BY_MOON
        or (parts.get("day") or "")[:1] in tuple("廿卅")
        or parts.get("first")
    )
    day = Day(year=year, month=month, day=number, lunar=bool(by_moon or marked or own), leap=bool(parts.get("leap")))
    try:
        _exists(day)
    except ValueError as problem:
        raise ValueError(f"there is no such day as {shown}") from problem
    return day


def _exists(day: Day) -> None:
    """Raises ValueError when there is no such day in its calendar."""
    if not day.lunar or day.day is None:
        date(_LEAP_YEAR if day.year is None else day.year, day.month, day.day or 1)
    elif not (1 <= day.month <= 12 and 1 <= day.day <= LONGEST_LUNAR_MONTH):
        raise ValueError("beyond every lunar month")
    elif day.year is not None:
        gregorian(day.year, day.month, day.day, leap=day.leap)


def _month(word: str) -> int:
    if word in _MONTHS_BY_MOON:
        return _MONTHS_BY_MOON[word]
    if word[:3].lower() in _ENGLISH:
        return _ENGLISH.index(word[:3].lower()) + 1
    return number_of(word)


def _whole_year(word: str | None) -> int | None:
    if not word:
        return None
    year = int(word) if word.lstrip("-").isdigit() and word.isascii() else int("".join(str(DIGITS[d]) for d in word))
    if len(word) > 2:
        return year
    return year + (2000 if year < TURN_OF_CENTURY else 1900)


def _year_before(text: str) -> int | None:
    found = re.search(rf"{_YEAR_HAN}年", text)
    return _whole_year(found["year"]) if found else None


def _folded(value: str) -> str:
    """Full-width signs made plain, and no space but between Latin words."""
    text = unicodedata.normalize("NFKC", value).strip()
    return re.sub(r"(?<![A-Za-z,.]) +| +(?![A-Za-z0-9])", "", text)


_ENGLISH = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTHS_BY_MOON = {"正": 1, "冬": 11, "腊": 12}
# A sign that is no numeral, so that 「二百二十二年」 is no year.
_ONE = f"[{''.join(DIGITS)}]"
_YEAR_HAN = rf"(?<![0-9])(?<!{NUMERAL})(?P<year>[0-9]{{4}}|[0-9]{{2}}|{_ONE}{{4}}|{_ONE}{{2}})"
_NAMES = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_PATTERNS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"(?<![0-9])(?P<year>-?[0-9]{4})(?P<sep>[-/.])(?P<month>[0-9]{1,2})(?:(?P=sep)(?P<day>[0-9]{1,2}))?(?![0-9])",
        rf"(?:{_YEAR_HAN}年)?(?:[农阴旧]历)?(?P<leap>闰)?(?:(?<![0-9])(?<!{NUMERAL})|(?<=年))"
        rf"(?P<month>[0-9]{{1,2}}|{NUMERAL}{{1,3}}|[正冬腊])月份?"
        rf"(?:(?P<first>初)?(?P<day>[0-9]{{1,2}}|{NUMERAL}{{1,3}})(?![0-9个多几])[日号]?)?",
        rf"大年(?P<first>初)(?P<day>{NUMERAL}{{1,2}})",
        rf"\b{_NAMES} *(?:the *)?(?P<day>[0-9]{{1,2}})(?:st|nd|rd|th)?\b(?:,? *(?P<year>[0-9]{{4}}))?(?![0-9])",
        rf"(?<![0-9])(?P<day>[0-9]{{1,2}})(?:st|nd|rd|th)?(?: of)? *{_NAMES}(?:,? *(?P<year>[0-9]{{4}}))?(?![0-9])",
        r"^(?P<month>[0-9]{1,2})[-/.](?P<day>[0-9]{1,2})$",
    )
)
_FEASTS = {
    "元旦": (1, 1, False), "情人节": (2, 14, False), "妇女节": (3, 8, False), "愚人节": (4, 1, False),
    "劳动节": (5, 1, False), "儿童节": (6, 1, False), "国庆": (10, 1, False), "平安夜": (12, 24, False),
    "圣诞": (12, 25, False), "春节": (1, 1, True), "大年初一": (1, 1, True), "元宵": (1, 15, True),
    "上元": (1, 15, True), "花朝": (2, 12, True), "上巳": (3, 3, True), "端午": (5, 5, True), "七夕": (7, 7, True),
    "中元": (7, 15, True), "中秋": (8, 15, True), "重阳": (9, 9, True), "腊八": (12, 8, True),
}  # fmt: skip
_AGES = {
    "豆蔻": (13, 1), "及笄": (15, 0), "弱冠": (20, 0), "而立": (30, 0), "不惑": (40, 0), "知天命": (50, 0),
    "知命之年": (50, 0), "花甲": (60, 0), "古稀": (70, 0), "耄耋": (80, 19), "期颐": (100, 0),
}  # fmt: skip
"""Years, and how many more it may be."""
