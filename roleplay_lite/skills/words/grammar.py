"""The parts of a plain sentence in both languages: who, what, which, where, when, and what is done. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from roleplay_lite.skills.numbers import number
from roleplay_lite.skills.words.glossary import in_english, in_mandarin
from roleplay_lite.skills.words.tables import lines_of_file, rows

WHO: Mapping[str, str] = {
    "我": "I", "你": "you", "您": "you", "他": "he", "她": "she", "我们": "we", "咱们": "we", "你们": "you",
    "他们": "they", "她们": "they",
}  # fmt: skip
OWN: Mapping[str, str] = {
    "我": "my", "你": "your", "您": "your", "他": "his", "她": "her", "我们": "our", "他们": "their",
}  # fmt: skip
_KIN = (
    "妈妈|爸爸|爷爷|奶奶|外公|外婆|姥姥|姥爷|哥哥|弟弟|姐姐|妹妹|儿子|女儿|丈夫|老公|妻子|老婆|叔叔|阿姨|舅舅|姑姑|"
    "朋友|同学|老师|同事|邻居|老板|孩子|男朋友|女朋友"
)
_ELDERS = "爸爸|妈妈|爷爷|奶奶|外公|外婆|姥姥|姥爷"
"""Who is one's own without being called so."""
_THINGS = (*range(1, 10), *range(11, 18), 27, 28)
"""Rows of the table of words that name what can be had or seen; the first one is of words whose usual meaning comes
first."""
_JOBS = 10
_KIN_ROW = 9
_COUNTRIES = 22
_ADJECTIVES = (23, 24)
_ODD_PLURALS = {
    "child": "children", "foot": "feet", "tooth": "teeth", "mouse": "mice", "man": "men", "woman": "women",
    "goose": "geese", "sheep": "sheep", "fish": "fish", "leaf": "leaves", "knife": "knives", "wolf": "wolves",
    "shrimp": "shrimp", "deer": "deer", "photo": "photos", "piano": "pianos", "person": "people", "shelf": "shelves",
}  # fmt: skip
_BY_THE_PLATE = "(?:饺子|馄饨|包子|汤圆|粽子|虾|饼干|葡萄|草莓|樱桃)$"
"""What nobody eats one of."""
_ALONE = frozenset("新旧大小红黄绿蓝黑白老好长短")
"""Adjectives that stand before a thing by themselves."""
_MEASURES = "个只本杯瓶件条张辆双把支枝朵头匹位块碗台部架家间座棵颗根袋盒份套顶副"
_HOLDERS = {"杯": "cup", "瓶": "bottle", "碗": "bowl", "袋": "bag", "盒": "box", "块": "piece", "双": "pair"}
_MEASURE_OF: tuple[tuple[str, str], ...] = (
    ("本", "书|字典|词典|杂志|小说|课本|笔记本"),
    ("辆", "汽车|车|自行车|公共汽车|公交车|出租车|卡车|摩托车"),
    ("只", "猫|狗|鸟|鸡|鸭子|兔子|老虎|猴子|小猫|小狗|羊|虫子|熊猫|蝴蝶|青蛙|乌龟|熊|狮子|手表|鸽子"),
    ("条", "裤子|裙子|围巾|毛巾|河|鱼|蛇|路|连衣裙|毯子|领带"),
    ("件", "衬衫|外套|毛衣|大衣|夹克|T恤|雨衣"),
    ("张", "桌子|床|票|车票|地图|照片|纸|沙发|信用卡"),
    ("把", "椅子|雨伞|伞|刀|钥匙|剪刀|吉他|梳子"),
    ("支", "铅笔|钢笔|蜡笔|牙刷"),
    ("朵", "花|玫瑰|云"),
    ("双", "鞋|鞋子|袜子|筷子|手套|靴子|拖鞋"),
    ("顶", "帽子"),
    ("副", "眼镜"),
    ("台", "电脑|电视|洗衣机|冰箱"),
    ("部", "手机|电影|电话"),
    ("座", "山|桥|城堡|房子"),
    ("棵", "树"),
    ("位", "老师|医生|护士|客人|教授|司机"),
    ("头", "牛|猪|大象"),
    ("匹", "马"),
)
_DAYS: Mapping[str, str] = {
    "今天": "today", "明天": "tomorrow", "后天": "the day after tomorrow", "今晚": "tonight", "今天晚上": "tonight",
    "今天早上": "this morning", "今天上午": "this morning", "今天下午": "this afternoon",
    "明天早上": "tomorrow morning",
    "明天上午": "tomorrow morning", "明天下午": "tomorrow afternoon", "明天晚上": "tomorrow evening",
    "明晚": "tomorrow evening", "周末": "this weekend", "这个周末": "this weekend", "下周": "next week",
    "下个星期": "next week", "下个月": "next month", "明年": "next year", "现在": "now",
}  # fmt: skip
_WEEKDAYS = dict(
    zip(
        "一二三四五六日天",
        ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday", "Sunday"],
        strict=True,
    )
)
_ONES = [
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"
]  # fmt: skip
_TENS = ("zero", "ten", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_DIGITS = "零一二三四五六七八九"
_NUM = "[0-9]{1,3}|[一二两三四五六七八九十百]{1,5}"


SHAPES: Mapping[str, str] = {
    "s": f"(?:[我你他她咱]们|[我你您他她](?:的?(?:{_KIN}))?|{_ELDERS})",
    "when": (
        f"(?:{'|'.join(sorted(_DAYS, key=len, reverse=True))}|(?:下个?|这个?|本)?(?:周|星期|礼拜)[一二三四五六日天]|"
        f"(?:今天|明天)?(?:早上|上午|下午|晚上)?(?:{_NUM})点半?)"
    ),
    "whom": f"(?:[我你他她咱]们|[我你您他她](?:的?(?:{_KIN}))?)",
    "num": "[0-9一二两三四五六七八九十百]{1,5}",
}
"""How a part of a Mandarin sentence looks where it has a look of its own."""
SHAPES_BACK: Mapping[str, str] = {
    "s": "(?:i|you|he|she|we|they|(?:my|your|his|her|our|their) [a-z]+)",
    "whom": "(?:me|you|him|her|us|them|(?:my|your|his|her|our|their) [a-z]+)",
    "num": "[a-z0-9-]+",
}
"""The same in English."""


def third(who: str) -> bool:
    """Whether the verb takes its -s after it."""
    return who not in ("I", "you", "we", "they") and not re.search(" and |ren$|parents$", who)


def who_in_english(zh: str) -> str:
    """The person; empty where it is not one of ours."""
    if zh in WHO:
        return WHO[zh]
    if re.fullmatch(_ELDERS, zh):
        return f"my {in_english(zh)[0]}"
    if (found := re.fullmatch(f"({'|'.join(OWN)})的?({_KIN})", zh)) and (english := in_english(found[2])):
        return f"{OWN[found[1]]} {english[0]}"
    return ""


def who_in_mandarin(en: str) -> str:
    """The same the other way round."""
    if zh := next((zh for zh, word in WHO.items() if word.lower() == en), ""):
        return zh
    own, _, kin = en.partition(" ")
    zh = next((zh for zh, word in OWN.items() if word == own), "")
    found = next((one for one in in_mandarin(kin) if re.fullmatch(_KIN, one)), "") if kin else ""
    return f"{zh}{found}" if zh and found else ""


def whom_in_english(zh: str) -> str:
    """The person to whom it is done."""
    who = who_in_english(zh)
    return _WHOM.get(who, who)


def whom_in_mandarin(en: str) -> str:
    """The same the other way round."""
    return next((zh for zh, who in WHO.items() if _WHOM.get(who) == en), "") or who_in_mandarin(en)


def more_in_english(zh: str) -> str:
    """More so: taller, more beautiful."""
    adjective = adjective_in_english(zh)
    if not adjective or adjective in _MORE:
        return _MORE.get(adjective, "")
    if len(re.findall("[aeiouy]+", adjective.removesuffix("e"))) > 1 and not adjective.endswith("y"):
        return f"more {adjective}"
    if adjective.endswith("y"):
        return adjective[:-1] + "ier"
    double = re.fullmatch("[^aeiou]*[aeiou][bdgmnpt]", adjective)
    return adjective + (adjective[-1] if double else "") + ("r" if adjective.endswith("e") else "er")


def more_in_mandarin(en: str) -> str:
    """The same the other way round."""
    return next((zh for zh in _adjectives() if more_in_english(zh) == en), "")


_WHOM: Mapping[str, str] = {"I": "me", "he": "him", "she": "her", "we": "us", "they": "them"}
_MORE: Mapping[str, str] = {"good": "better", "bad": "worse", "many": "more", "far": "farther"}


def thing_in_english(zh: str, *, kind: str = "thing") -> str:
    """A thing with what English puts before it: `thing` (an apple), `things` (apples), `the` (the apple), `noun`
    (apple); empty where it is none of ours."""
    if "和" in zh and kind in ("thing", "things"):
        both = [thing_in_english(one, kind=kind) for one in zh.split("和", 1)]
        return " and ".join(both) if all(both) else ""
    count = re.fullmatch(f"({_NUM}|[这那])([{_MEASURES}])(.+)", zh)
    if count and (noun := _noun(count[3])):
        return (
            "" if kind == "noun" or (kind == "the" and count[1] not in "这那") else _counted(count[1], count[2], noun)
        )
    if (own := re.fullmatch(f"({'|'.join(sorted(OWN, key=len, reverse=True))})(的)?(.+)", zh)) and (
        own[2] or re.fullmatch(_KIN, own[3])
    ):
        noun = _noun(own[3])
        return f"{OWN[own[1]]} {noun}" if noun and kind != "noun" else ""
    if not (noun := _noun(zh)):
        return ""
    if kind == "noun":
        return noun
    if kind == "the":
        return f"the {noun}" if noun[0].islower() else ""
    if _is_mass(noun) or noun.split()[-1] in _plurals() or noun in _plurals():
        return noun
    return plural(noun) if kind == "things" else f"{_article(noun)} {noun}"


def thing_in_mandarin(en: str, *, kind: str = "thing") -> str:
    """The same the other way round."""
    if " and " in en and kind in ("thing", "things"):
        both = [thing_in_mandarin(one, kind=kind) for one in en.split(" and ", 1)]
        return "和".join(both) if all(both) else ""
    if own := re.fullmatch("(my|your|his|her|our|their) (.+)", en):
        zh, noun = next(zh for zh, word in OWN.items() if word == own[1]), _zh_noun(own[2])
        return f"{zh}{'' if re.fullmatch(_KIN, noun) else '的'}{noun}" if noun and kind != "noun" else ""
    if this := re.fullmatch("(this|that) (.+)", en):
        noun = _zh_noun(this[2])
        return f"{'这' if this[1] == 'this' else '那'}{_measure(noun)}{noun}" if noun and kind != "noun" else ""
    if held := re.fullmatch("(an?|[a-z]+|[0-9]+) (cup|glass|bottle|bowl|bag|box|piece|pair)s? of (.+)", en):
        noun, many = _zh_noun(held[3]), 1 if held[1] in ("a", "an") else number(held[1])
        holder = next((zh for zh, word in _HOLDERS.items() if word == held[2].replace("glass", "cup")), "")
        return f"{_many(int(many))}{holder}{noun}" if noun and many and kind == "thing" else ""
    if (one := re.fullmatch("(an?|the|[a-z]+|[0-9]+) (.+)", en)) and (
        one[1] in ("a", "an", "the") or number(one[1]) is not None
    ):
        noun = _zh_noun(one[2])
        if not noun or (one[1] == "the") != (kind == "the"):
            return ""
        if one[1] == "the":
            return noun
        many = 1 if one[1] in ("a", "an") else int(number(one[1]) or 0)
        if kind == "things" or not many:
            return ""
        return f"{_many(many)}{_measure(noun)}{noun}"
    return _zh_noun(en) if kind != "the" else ""


def adjective_in_english(zh: str) -> str:
    """How it is; empty where the word is none of ours."""
    return _adjectives().get(zh, "")


def adjective_in_mandarin(en: str) -> str:
    """The same the other way round."""
    return next((zh for zh, word in _adjectives().items() if word == en), "")


def place_in_english(zh: str) -> str:
    """A country or a city by its name, any other place with `the`."""
    if zh in _names():
        return _names()[zh]
    if zh in ("这里", "这儿", "那里", "那儿", "家"):
        return ""
    return thing_in_english(zh, kind="the") if re.search("[馆院店场园校厅局站室所山海滩河湖房家行市]$", zh) else ""


def place_in_mandarin(en: str) -> str:
    """The same the other way round."""
    named = next((zh for zh, name in _names().items() if name.lower() == en), "")
    return named or thing_in_mandarin(en, kind="the")


def when_in_english(zh: str) -> str:
    """A day or an hour that is to come, with the word English puts before it."""
    if zh in _DAYS:
        return _DAYS[zh]
    if found := re.fullmatch("(下个?|这个?|本)?(?:周|星期|礼拜)([一二三四五六日天])", zh):
        return f"{'next' if (found[1] or '').startswith('下') else 'on'} {_WEEKDAYS[found[2]]}"
    if found := re.fullmatch(f"(今天|明天)?(早上|上午|下午|晚上)?({_NUM})点(半)?", zh):
        hour = in_words(int(number(found[3]) or 0))
        day = _DAYS.get((found[1] or "") + (found[2] or ""), "") if found[1] else ""
        part = "" if found[1] or not found[2] else f" in the {_part(found[2])}"
        return f"at {'half past ' + hour if found[4] else hour}{part}" + (f" {day}" if day else "")
    return ""


def when_in_mandarin(en: str) -> str:
    """The same the other way round."""
    if zh := next((zh for zh, word in _DAYS.items() if word == en), ""):
        return zh
    if found := re.fullmatch("(next|on) ([a-z]+)", en):
        day = next((zh for zh, word in _WEEKDAYS.items() if word.lower() == found[2]), "")
        return f"{'下' if found[1] == 'next' else ''}周{day}" if day else ""
    if found := re.fullmatch("at ([a-z0-9]+)(?: o'clock)?(?: (tomorrow|today))?", en):
        hour = number(found[1])
        return f"{_DAYS_BACK.get(found[2] or '', '')}{in_signs(int(hour))}点" if hour is not None else ""
    return ""


_DAYS_BACK: Mapping[str, str] = {"tomorrow": "明天", "today": "今天"}


def deed_in_english(zh: str) -> str:
    """What is done, the verb in its plain form."""
    if found := _deeds().get(zh):
        return found
    for verb, english in _VERBS.items():
        kind = "things" if re.search(_BY_THE_PLATE, zh) else "thing"
        if zh.startswith(verb) and (thing := thing_in_english(zh.removeprefix(verb), kind=kind)):
            return f"{english} {thing}"
    return ""


def deed_in_mandarin(en: str) -> str:
    """The same the other way round."""
    if zh := next((zh for zh, word in _deeds().items() if word.lower() == en), ""):
        return zh
    for verb, english in _VERBS.items():
        if en.startswith(english + " ") and (thing := thing_in_mandarin(en.removeprefix(english + " "))):
            return f"{verb}{thing}"
    return ""


def does_in_mandarin(en: str) -> str:
    """What somebody does, from the verb with or without its -s."""
    verb, _, rest = en.partition(" ")
    tried = (en, *(f"{verb[:-cut]} {rest}".strip() for cut in (1, 2) if verb.endswith("s")))
    return next((zh for one in tried if (zh := deed_in_mandarin(one))), "")


def with_s(deed: str) -> str:
    """What somebody does, from what I do."""
    verb, _, rest = deed.partition(" ")
    odd = {"have": "has", "be": "is"}.get(verb, "")
    if not odd:
        odd = (
            verb[:-1] + "ies"
            if re.search("[^aeiou]y$", verb)
            else verb + ("es" if re.search("(?:s|x|ch|sh|o)$", verb) else "s")
        )
    return f"{odd} {rest}".strip()


def doing_in_english(zh: str) -> str:
    """What is being done, or liked to be."""
    deed = _deeds().get(zh, "")
    for verb, english in _VERBS.items():
        if not deed and zh.startswith(verb) and (thing := thing_in_english(zh.removeprefix(verb), kind="things")):
            deed = f"{english} {thing}"
    verb, _, rest = deed.partition(" ")
    return f"{ing(verb)} {rest}".strip() if deed else ""


def doing_in_mandarin(en: str) -> str:
    """The same the other way round."""
    first, _, rest = en.partition(" ")
    verbs = {deed.split()[0] for deed in (*_deeds().values(), *_VERBS.values())}
    verb = next((one for one in sorted(verbs) if ing(one) == first), "")
    return deed_in_mandarin(f"{verb} {rest}".strip()) if verb else ""


def ing(verb: str) -> str:
    """Its form in -ing."""
    if verb in ("be", "see", "ski"):
        return verb + "ing"
    if verb.endswith("e"):
        return verb[:-1] + "ing"
    short = re.fullmatch("[^aeiou]*[aeiou][bdgmnprt]", verb)
    return verb + (verb[-1] if short else "") + "ing"


def plural(noun: str) -> str:
    """More than one of it."""
    head, last = noun.rsplit(" ", 1) if " " in noun else ("", noun)
    if last in _ODD_PLURALS:
        last = _ODD_PLURALS[last]
    elif re.search("(?:s|x|z|ch|sh)$", last) or last in ("tomato", "potato", "mango", "hero"):
        last += "es"
    elif re.search("[^aeiou]y$", last):
        last = last[:-1] + "ies"
    else:
        last += "s"
    return f"{head} {last}".strip()


def in_words(value: int) -> str:
    """A number up to 999 in English."""
    if value < 20:
        return _ONES[value]
    if value < 100:
        return _TENS[value // 10] + (f"-{_ONES[value % 10]}" if value % 10 else "")
    rest = value % 100
    return f"{_ONES[value // 100]} hundred" + (f" and {in_words(rest)}" if rest else "")


def in_signs(value: int) -> str:
    """A number up to 99 in Mandarin, greater ones in figures."""
    if value >= 100:
        return str(value)
    tens, ones = divmod(value, 10)
    head = "" if not tens else ("十" if tens == 1 else _DIGITS[tens] + "十")
    return head + (_DIGITS[ones] if ones or not tens else "")


_VERBS: Mapping[str, str] = {
    "吃": "eat", "喝": "drink", "买": "buy", "卖": "sell", "借": "borrow", "找": "look for", "用": "use", "洗": "wash",
    "画": "draw", "穿": "wear", "戴": "wear", "带": "bring", "拿": "take", "学": "learn", "看": "look at",
    "打开": "open", "关上": "close", "等": "wait for", "修": "repair", "养": "keep", "种": "plant", "卖掉": "sell",
}  # fmt: skip


def _counted(many: str, measure: str, noun: str) -> str:
    if many in "这那":
        return f"{'this' if many == '这' else 'that'} {noun}"
    value = int(number(many) or 0)
    if not value:
        return ""
    if measure in _HOLDERS and (measure != "双" or noun.split()[-1] in _plurals() or noun in ("sock", "shoe", "glove")):
        holder = _HOLDERS[measure]
        held = noun if _is_mass(noun) or noun in _plurals() else plural(noun)
        return f"{'a ' + holder if value == 1 else in_words(value) + ' ' + plural(holder)} of {held}"
    if _is_mass(noun):
        return ""
    return f"{_article(noun)} {noun}" if value == 1 else f"{in_words(value)} {plural(noun)}"


def _noun(zh: str) -> str:
    """The English of a thing, alone or after how it is."""
    if found := _nouns().get(zh):
        return found
    for adjective, english in _adjectives().items():
        rest = zh.removeprefix(adjective)
        if (
            rest != zh
            and (rest.startswith("的") or adjective in _ALONE)
            and (noun := _nouns().get(rest.removeprefix("的")))
        ):
            return f"{english} {noun}"
    return ""


def _zh_noun(en: str) -> str:
    found = next((zh for zh in in_mandarin(en) if zh in _nouns()), "")
    if found:
        return found
    first, _, rest = en.partition(" ")
    adjective = adjective_in_mandarin(first)
    noun = next((zh for zh in in_mandarin(rest) if zh in _nouns()), "") if rest and adjective else ""
    return f"{adjective}{'' if len(adjective) == 1 else '的'}{noun}" if noun else ""


def _measure(noun: str) -> str:
    return next((measure for measure, nouns in _MEASURE_OF if re.search(f"(?:{nouns})$", noun)), "个")


def _many(value: int) -> str:
    return "两" if value == 2 else in_signs(value)


def _part(zh: str) -> str:
    return {"早上": "morning", "上午": "morning", "下午": "afternoon", "晚上": "evening"}[zh]


def _article(noun: str) -> str:
    return "an" if re.match("[aeio]|um|ug|un(?!i)|hour", noun.lower()) else "a"


def _is_mass(noun: str) -> bool:
    return noun in _mass() or noun.split()[-1] in _mass() or "-".join(noun.split()) in _mass() or noun[0].isupper()


@lru_cache(maxsize=1)
def _uncounted() -> tuple[frozenset[str], frozenset[str]]:
    mass, _, plurals = "\n".join(lines_of_file("uncounted.txt")).strip().partition("\n\n")
    return frozenset(mass.split()), frozenset(plurals.split())


def _mass() -> frozenset[str]:
    return _uncounted()[0]


def _plurals() -> frozenset[str]:
    return _uncounted()[1]


@lru_cache(maxsize=1)
def _table() -> list[dict[str, str]]:
    lines = [line for line in lines_of_file("words.txt") if line]
    return [
        {pair.partition(" ")[0]: pair.partition(" ")[2].split("/")[0] for pair in line.split("|")} for line in lines
    ]


@lru_cache(maxsize=1)
def _nouns() -> Mapping[str, str]:
    found = {zh: en for row in _THINGS for zh, en in _table()[row].items()}
    for row in (_KIN_ROW, _JOBS):
        found.update(_table()[row])
    found.update({"鱼": "fish", "鸡": "chicken", "水": "water", "米饭": "rice", "书": "book", "英语": "English"})
    drop = ("爱好", "运动", "旅行", "旅游", "堵车", "冒险", "人们")
    return {zh: en for zh, en in found.items() if zh not in drop and not en.startswith("the ")}


@lru_cache(maxsize=1)
def _adjectives() -> Mapping[str, str]:
    found = {zh: en for row in _ADJECTIVES for zh, en in _table()[row].items()}
    found |= {zh.removesuffix("色") if len(zh) > 3 else zh: en for zh, en in _table()[19].items() if zh.endswith("色")}
    found |= {"好吃": "delicious", "吵": "noisy", "好": "good", "老": "old", "高兴": "happy", "饱": "full"}
    nouns = (
        "(?:ness|tion|sion|ity|ship|dom|ence|ance|ment|th|ge|ret|re|ry)$|^(?:love|like|hate|hope|dream|wish|peace|war)$"
    )
    few = {"多", "少", "对", "错", "恨", "爱", "喜欢", "压力", "感觉", "生活", "运气"}
    return {zh: en for zh, en in found.items() if zh not in few and not re.search(nouns, en)}


@lru_cache(maxsize=1)
def _names() -> Mapping[str, str]:
    more = (
        "广州 Guangzhou|深圳 Shenzhen|成都 Chengdu|重庆 Chongqing|武汉 Wuhan|西安 Xi'an|杭州 Hangzhou|南京 Nanjing|"
        "天津 Tianjin|苏州 Suzhou|青岛 Qingdao|厦门 Xiamen|昆明 Kunming|长沙 Changsha|哈尔滨 Harbin|沈阳 Shenyang|"
        "大连 Dalian|郑州 Zhengzhou|济南 Jinan|桂林 Guilin|三亚 Sanya|拉萨 Lhasa|云南 Yunnan|四川 Sichuan|海南 Hainan"
    )
    pairs = (pair.partition(" ") for pair in more.split("|"))
    return {**_table()[_COUNTRIES], **{zh: en for zh, _, en in pairs}}


@lru_cache(maxsize=1)
def _deeds() -> Mapping[str, str]:
    return dict(rows_of_two("deeds.txt"))


def rows_of_two(name: str) -> list[tuple[str, str]]:
    """Rows of one field and another."""
    return [(row[0], row[1]) for row in rows(name)]


def place_names() -> Mapping[str, str]:
    """Countries and cities, Mandarin to English."""
    return _names()
