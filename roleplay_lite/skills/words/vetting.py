"""Whether what a small model made of a sentence can be a translation of it: the script, numbers, negation, who, when,
where and most things named must still be there. It finds what is plainly wrong, not what is merely clumsy. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from roleplay_lite.skills.numbers import number
from roleplay_lite.skills.words import grammar
from roleplay_lite.skills.words.glossary import in_english, in_mandarin
from roleplay_lite.skills.words.sounds import bare

_SIGNS = "[\u4e00-\u9fff]"
_LABEL = re.compile(
    r"^(?:the )?(?:translation(?: is)?|english|chinese|译文|翻译|英语|英文|中文)(?: translation)?\s*[:：]\s*", re.I
)
_MOST_WORDS, _FEWEST_WORDS = 1.5, 0.25
"""English words to one Mandarin sign."""
_NAMED_AT_LEAST = 0.6
_NOT_ZH = re.compile("(?<!差)不(?!好意思|错|客气|过$|同)|没(?!关系|事)|别(?!人|的)|未(?!来)|从来?没|勿")
_ASKS_ZH = re.compile("(.)[不没]\\1|有没有|是不是|好不好|能不能|会不会|[不没](?:有)?[？?]?$")
_NOT_EN = re.compile(
    r"\b(?:not|no|never|nobody|nothing|none|without|cannot|neither|nor|unable|stop|stopped|quit|un\w+)\b|n't", re.I
)
_QUESTION = re.compile("[吗呢？?]$|什么|哪|谁|几[点个岁次]|多少|多大|怎么|为何|(.)[不没]\\1|有没有|行吗|好吗")
_ASKS_EN = re.compile(r"\?\s*$")
_TIMES: Mapping[str, str] = {
    "明天": "tomorrow", "昨天": "yesterday|last night", "昨晚": "last night|yesterday",
    "今天": "today|this|tonight", "后天": "after tomorrow",
    "前天": "before yesterday", "去年": "last year", "明年": "next year",
    "今年": "this year|now|currently|old|in .* grade",
    "每天": "every|each|daily|a day", "周末": "weekend", "已经": "have|has|already|'ve|'s", "上个月": "last month",
    "下个月": "next month", "早上": "morning|a\\.?m", "下午": "afternoon|p\\.?m", "晚上": "evening|night|tonight",
    "如果": "if", "因为": "because|since|as", "从来没": "never",
}  # fmt: skip
_WEEKDAYS = dict(
    zip(
        "一二三四五六日天",
        ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "sunday"],
        strict=True,
    )
)
_WHO: Mapping[str, str] = {
    "我们": "we|our|us", "他们": "they|them|their", "你们": "you", "我": "i|me|my|we|us|our|mine", "你": "you|your",
    "他": "he|him|his|they", "她": "she|her|they",
}  # fmt: skip
_KIN = re.compile(
    "爷爷|奶奶|外公|外婆|爸爸|妈妈|哥哥|弟弟|姐姐|妹妹|儿子|女儿|丈夫|妻子|老师|医生|朋友|同学|孩子|同事|邻居|老板|护照|手机|花生"
)
_SMALL = re.compile(
    "我们|你们|他们|她们|这个|那个|一下|一点|没有|什么|自己|可以|已经|非常|怎么|一个|一些|我的|你的|最好|可能|"
    "that|this|with|your|have|will|from|when|what|they|them|their|there|where|very|some|please|does|been|help|like|"
    "tells?|call|leaves|left|most|bought"
)
"""Words that are of no use alone."""
_ASKED: Mapping[str, str] = {
    "where": "哪|何处|什么地方", "who": "谁", "how many": "多少|几", "how much": "多少", "why": "为什么|为何|怎么",
    "when": "什么时候|何时|几", "what time": "几点|什么时", "what": "什么|几|多",
}  # fmt: skip
_ALSO: Mapping[str, str] = {
    "brother": "哥弟",
    "sister": "姐妹",
    "grandmother": "姥外婆",
    "grandfather": "姥外公",
    "worked": "工作",
}
_ORDINALS = [
    "zeroth", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth",
    "eleventh", "twelfth"
]  # fmt: skip


def vetted(source: str, written: str, to: str) -> str:
    """The translation alone, cleaned; empty where it is plainly none."""
    first = next((line for line in written.strip().splitlines() if line.strip()), "")
    text = _LABEL.sub("", first.strip()).strip(" \t\"“”「」'*")
    if not text or _looped(text) or bare(text).lower() == bare(source).lower():
        return ""
    objections = (_wrong_in_english if to == "en" else _wrong_in_mandarin)(source, text)
    return "" if next(objections, "") else text


def known_words(source: str, to: str) -> list[tuple[str, str]]:
    """The words of it that the table has, each with its usual translation, five at most."""
    found: dict[str, str] = {}
    if to == "en":
        at = 0
        while at < len(source):
            part = next(
                (
                    one
                    for n in (5, 4, 3, 2)
                    if re.fullmatch(f"{_SIGNS}{{{n}}}", one := source[at : at + n]) and in_english(one, exact=True)
                ),
                "",
            )
            if part and not _SMALL.fullmatch(part):
                found.setdefault(part, in_english(part)[0])
            at += len(part) or 1
    else:
        for word in re.findall("[a-z']{4,}", source.lower()):
            if not _SMALL.fullmatch(word) and (other := in_mandarin(word)):
                found.setdefault(word, other[0])
    return list(found.items())[:5]


def _wrong_in_english(source: str, text: str) -> Iterator[str]:
    if re.search(_SIGNS, text):
        yield "script"
    words, signs = len(text.split()), len(re.findall(_SIGNS, source))
    if not _FEWEST_WORDS * signs <= words <= _MOST_WORDS * signs + 3:
        yield "length"
    if not _same_numbers(source, text):
        yield "numbers"
    negated = bool(_NOT_ZH.search(_ASKS_ZH.sub("", source)))
    if negated != bool(_NOT_EN.search(text)) and not (_ASKS_ZH.search(source) and not negated):
        yield "negation"
    if bool(_QUESTION.search(source)) != bool(_ASKS_EN.search(text)):
        yield "question"
    lower = text.lower()
    for zh, english in _TIMES.items():
        if zh in source and not re.search(rf"(?<![a-z])(?:{english})(?![a-z])", lower):
            yield zh
    if re.search("[一二两三四五六七八九十][次遍]", source) and not re.search(r"\b(?:times?|once|twice)\b", lower):
        yield "how often"
    for day in re.findall("(?:星期|周|礼拜)([一二三四五六日天])", source):
        if _WEEKDAYS[day] not in lower:
            yield "weekday"
    for zh, english in _WHO.items():
        if zh in source.replace("他人", "").replace("其他", "") and not re.search(rf"\b(?:{english})\b", lower):
            yield zh
    if (who := _who_compared(source)) and not lower.startswith(
        (who.lower(), who.lower().replace("younger ", "").replace("older ", ""))
    ):
        yield "compared the wrong way"
    named = list(_named(source))
    there = [zh for zh in named if _is_in(zh, lower)]
    if any(_KIN.fullmatch(zh) and zh not in there for zh in named) or len(there) < _NAMED_AT_LEAST * len(named):
        yield "what is named"


def _wrong_in_mandarin(source: str, text: str) -> Iterator[str]:
    if not re.search(_SIGNS, text) or _english_left(source, text):
        yield "script"
    words, signs = len(source.split()), len(re.findall(_SIGNS, text))
    if not words <= _MOST_WORDS * signs + 2 or signs > 4 * words + 3:
        yield "length"
    if not _same_numbers(text, source):
        yield "numbers"
    if bool(_NOT_EN.search(source)) != bool(_NOT_ZH.search(_ASKS_ZH.sub("", text))):
        yield "negation"
    lower = source.lower()
    wanted = next((zh for word, zh in _ASKED.items() if lower.startswith(word)), "")
    if _ASKS_EN.search(source) and not (_QUESTION.search(text) and re.search(wanted, text)):
        yield "question"
    for zh, english in (("明天", "tomorrow"), ("昨", "yesterday"), ("今", "today"), ("每|都|天天", "every")):
        if re.search(rf"\b{english}\b", lower) and not re.search(zh, text):
            yield english
    for zh, english in (("我", "i|me|my|we"), ("他", "he|him|his"), ("她", "she|her")):
        if re.search(rf"(?<![a-z'])(?:{english})(?![a-z'])", lower) and zh not in text:
            yield english
    named = [word for word in re.findall("[a-z]{4,}", lower) if any(len(zh) > 1 for zh in in_mandarin(word))]
    there = [
        word
        for word in named
        if any(zh[:1] in text or zh[-1:] in text for zh in (*in_mandarin(word), _ALSO.get(word, "")))
    ]
    if len(there) < _NAMED_AT_LEAST * len(named):
        yield "what is named"


def _english_left(source: str, text: str) -> bool:
    """Whether more than names was left as it was."""
    return any(word[0].islower() or word not in source for word in re.findall("[A-Za-z]{2,}", text))


def _looped(text: str) -> bool:
    """Whether it says the same over and over."""
    words = text.lower().split() if text.isascii() else list(bare(text))
    threes = [tuple(words[at : at + 3]) for at in range(len(words) - 2)]
    return len(set(threes)) < len(threes) - 1


def _who_compared(source: str) -> str:
    found = re.match(f"({grammar.SHAPES['s']})比", source)
    return grammar.who_in_english(found[1]) if found else ""


def _named(source: str) -> Iterator[str]:
    """The words of two signs and more that the table knows as things or places, longest first."""
    at = 0
    while at < len(source):
        for length in (5, 4, 3, 2):
            part = source[at : at + length]
            if (
                len(part) == length
                and "的" not in part
                and (grammar.thing_in_english(part, kind="noun") or part in grammar.place_names())
            ):
                yield part
                at += length - 1
                break
        at += 1


def _is_in(zh: str, lower: str) -> bool:
    for english in (*in_english(zh), grammar.thing_in_english(zh, kind="noun"), grammar.place_in_english(zh)):
        word = english.lower().removeprefix("the ")
        word = word.removeprefix("older ").removeprefix("younger ")
        if word and (word[: max(4, len(word) - 3)] in lower or grammar.plural(word) in lower):
            return True
    other = {
        "妈妈": "mom|mum|mother",
        "爸爸": "dad|father",
        "奶奶": "grand",
        "爷爷": "grand",
        "孩子": "kid|child",
        "手机": "phone",
    }
    return bool(re.search(other[zh], lower)) if zh in other else False


def _same_numbers(zh: str, en: str) -> bool:
    """Whether both name the same numbers; one is left out, it is said for nothing in both."""
    return _numbers_zh(zh) == _numbers_en(en)


def _numbers_zh(zh: str) -> set[int]:
    text = re.sub(
        "(?:星期|周|礼拜)[一二三四五六日天]|十分(?!钟)|[一二三四五六七八九十]+月(?!份)(?=[^球亮])|三明治|千万", "", zh
    )
    text = re.sub("([0-9一二两三四五六七八九十])点半", "\\1点30", text)
    found = re.findall("[0-9]+(?:\\.[0-9]+)?|[零〇一二两三四五六七八九十百千万]+", text)
    return {int(value) for one in found if (value := number(one)) is not None} - {0, 1}


def _numbers_en(en: str) -> set[int]:
    lower = re.sub(r"\b(?:twice)\b", "two", en.lower()).replace("half past", "30").replace(":00", "")
    lower = re.sub(r"\b(?:both|a couple of|a pair of)\b", "two", lower)
    for value, word in enumerate(_ORDINALS):
        if value != 2 or re.search(r"second (?:grade|year|floor|time)", lower):
            lower = re.sub(rf"\b{word}\b", str(value), lower)
    lower = re.sub(r"(\d+)(?:st|nd|rd|th)\b", r"\1", lower)
    found = set()
    tens = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
    ones = "one|two|three|four|five|six|seven|eight|nine"
    rest = "ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|hundred|thousand"
    for one in re.findall(rf"\d+|(?:{tens})[- ](?:{ones})|\b(?:{tens}|{ones}|{rest})\b", lower):
        if (counted := number(one)) is not None:
            found.add(int(counted))
    return found - {0, 1}
