"""Facts as an English clause. Values that the small glossary does not know are said as they are written. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from roleplay_lite.persona.facts import SELF, Fact, spoken
from roleplay_lite.persona.kin import Marital, marital
from roleplay_lite.persona.numerals import NUMERAL, number_of
from roleplay_lite.persona.questions.question import Asked, By
from roleplay_lite.persona.questions.relations import english_relation

# What follows the subject: of itself, and of others. {v}: the values.
_FORMS: dict[str, tuple[str, str]] = {
    "name": ("my name is {v}", "{my} name is {v}"),
    "gender": ("I'm {v}", "{who} is {v}"),
    "age": ("I'm {v}", "{who} is {v}"),
    "birthday": ("my birthday is {v}", "{my} birthday is {v}"),
    "birth_year": ("I was born in {v}", "{who} was born in {v}"),
    "birth_month": ("I was born in {v}", "{who} was born in {v}"),
    "next_birthday": ("my next birthday is {v}", "{my} next birthday is {v}"),
    "sign": ("I'm a {v}", "{who} is a {v}"),
    "zodiac": ("I was born in the year of the {v}", "{who} was born in the year of the {v}"),
    "hometown": ("I'm from {v}", "{who} is from {v}"),
    "province": ("I'm from {v}", "{who} is from {v}"),
    "country": ("I'm from {v}", "{who} is from {v}"),
    "residence": ("I live in {v}", "{who} lives in {v}"),
    "occupation": ("my job is {v}", "{my} job is {v}"),
    "workplace": ("I work at {v}", "{who} works at {v}"),
    "school": ("I study at {v}", "{who} studies at {v}"),
    "major": ("my major is {v}", "{my} major is {v}"),
    "height": ("my height is {v}", "{my} height is {v}"),
    "weight": ("my weight is {v}", "{my} weight is {v}"),
    "family": ("in my family there's {v}", "in {my} family there's {v}"),
    "marriage": ("I'm {v}", "{who} is {v}"),
    "spouse": ("I have {v}", "{who} has {v}"),
    "pet": ("I have {v}", "{who} has {v}"),
    "hobby": ("I like {v}", "{who} likes {v}"),
    "likes": ("I like {v}", "{who} likes {v}"),
    "dislikes": ("I don't like {v}", "{who} doesn't like {v}"),
    "food": ("I like to eat {v}", "{who} likes to eat {v}"),
    "skill": ("I'm good at {v}", "{who} is good at {v}"),
    "dream": ("my dream is {v}", "{my} dream is {v}"),
    "works": ("my work is {v}", "{my} work is {v}"),
    "species": ("I'm {v}", "{who} is {v}"),
    "dialect": ("I speak {v}", "{who} speaks {v}"),
    "catchphrase": ("I often say {v}", "{who} often says {v}"),
    "been_to": ("I've been to {v}", "{who} has been to {v}"),
    "student": ("I'm a student", "{who} is a student"),
    "seniority": ("I'm {v}", "{who} is {v}"),
}
_DENIED: dict[str, tuple[str, str]] = {
    "food": ("I don't eat {v}", "{who} doesn't eat {v}"),
    "skill": ("I can't do {v}", "{who} can't do {v}"),
    "hobby": ("I don't do {v}", "{who} doesn't do {v}"),
    "marriage": ("I have no {v}", "{who} has no {v}"),
}
_NOT = ("I'm not {v}", "{who} is not {v}")
_WORDS = {
    "男": "a guy", "女": "a girl", "男孩": "a boy", "女孩": "a girl", "单身": "single", "已婚": "married", "未婚": "not married",
    "寡居": "widowed", "比我大": "older than me", "比我小": "younger than me", "咖啡馆兼职": "part-time barista", "店猫": "the shop cat", "交换生": "exchange student", "学生": "student",
    "牙医": "dentist", "医生": "doctor", "护士": "nurse", "老师": "teacher", "小学老师": "primary school teacher",
    "程序员": "programmer", "工程师": "engineer", "司机": "driver", "厨师": "cook", "设计师": "designer", "作家": "writer",
    "画家": "painter", "歌手": "singer", "演员": "actor", "记者": "journalist", "警察": "police officer", "律师": "lawyer",
    "农民": "farmer", "退休": "retired", "猫": "a cat", "狗": "a dog", "玳瑁猫": "a tortoiseshell cat", "橘猫": "an orange cat",
    "环境科学": "environmental science", "计算机": "computer science", "数学": "maths", "物理": "physics", "天体物理": "astrophysics",
    "历史": "history", "英语": "English", "中文": "Chinese", "法律": "law", "医学": "medicine", "经济学": "economics",
    "插画": "illustration", "温哥华": "Vancouver", "多伦多": "Toronto", "纽约": "New York", "旧金山": "San Francisco",
    "洛杉矶": "Los Angeles", "伦敦": "London", "巴黎": "Paris", "东京": "Tokyo", "悉尼": "Sydney", "墨尔本": "Melbourne",
    "新加坡": "Singapore", "首尔": "Seoul", "加拿大": "Canada", "美国": "the US", "英国": "the UK", "中国": "China", "日本": "Japan",
    "法国": "France", "德国": "Germany", "澳大利亚": "Australia", "韩国": "South Korea", "北京": "Beijing", "上海": "Shanghai",
    "成都": "Chengdu", "重庆": "Chongqing", "广州": "Guangzhou", "深圳": "Shenzhen", "杭州": "Hangzhou", "绍兴": "Shaoxing",
    "南京": "Nanjing", "武汉": "Wuhan", "西安": "Xi'an", "苏州": "Suzhou", "天津": "Tianjin", "香港": "Hong Kong", "台北": "Taipei",
    "沈阳": "Shenyang", "大同": "Datong", "宁波": "Ningbo", "洛阳": "Luoyang", "四川": "Sichuan", "浙江": "Zhejiang",
    "妈妈": "my mom", "爸爸": "my dad", "外婆": "my grandma", "外公": "my grandpa", "爷爷": "my grandpa", "奶奶": "my grandma",
    "成都玉林的合租屋": "a shared flat in Yulin, Chengdu", "转角咖啡馆": "转角, the Corner Cafe", "成都的一所大学": "a university in Chengdu", "骑车找小店": "cycling around to find small shops",
    "拉一只像兔子的天鹅": "drawing a swan that looks like a rabbit in foam", "开一家不用一次性杯子的小店": "to open a small shop without disposable cups", "一口喝出豆子": "telling the beans from one sip", "芳姐": "Fangjie", "店长": "my boss", "牙科诊所": "a dental clinic", "医院": "a hospital", "学校": "a school", "公司": "a company", "下雨天的咖啡馆": "cafes on rainy days", "尤克里里": "the ukulele",
    "自带杯子的客人": "guests who bring their own cup", "骑车过府南河": "cycling across the Funan River", "Nora的冰球赛": "Nora's hockey games", "当众发言": "speaking in public", "一次性杯子": "disposable cups",
    "电话推销": "cold calls", "被起哄唱歌": "being egged on to sing", "绘画": "painting", "画画": "drawing", "看书": "reading", "跑步": "running", "游泳": "swimming", "爬山": "hiking", "做饭": "cooking", "唱歌": "singing", "跳舞": "dancing",
    "猫咪": "a cat", "四川话": "the Sichuan dialect", "普通话": "Mandarin", "重庆话": "the Chongqing dialect", "成都话": "the Chengdu dialect", "兄弟姐妹": "siblings", "姐姐": "my older sister", "哥哥": "my older brother", "弟弟": "my little brother", "妹妹": "my little sister",
    "折耳根": "zhe'ergen, that fishy root", "香菜": "coriander", "打冰球": "playing ice hockey", "打麻将": "playing mahjong",
    "弹尤克里里": "playing the ukulele", "拉花": "latte art", "甜水面": "甜水面, sweet noodles",
}  # fmt: skip
_SIGNS = {
    "白羊座": "Aries", "金牛座": "Taurus", "双子座": "Gemini", "巨蟹座": "Cancer", "狮子座": "Leo", "处女座": "Virgo",
    "天秤座": "Libra", "天蝎座": "Scorpio", "射手座": "Sagittarius", "摩羯座": "Capricorn", "水瓶座": "Aquarius", "双鱼座": "Pisces",
}  # fmt: skip
_ANIMALS = dict(zip("鼠牛虎兔龙蛇马羊猴鸡狗猪", (
    "rat", "ox", "tiger", "rabbit", "dragon", "snake", "horse", "goat", "monkey", "rooster", "dog", "pig"), strict=True))  # fmt: skip
_MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]


def told_english(facts: Sequence[Fact]) -> str:
    """Facts of one owner under one key, as the persona would say them of itself in English."""
    owner, key = facts[0].owner, facts[0].key
    parts = []
    for polarity in ("yes", "no"):
        values = list(dict.fromkeys(in_english(fact) for fact in facts if fact.polarity == polarity))
        if values:
            fallback = (f"my {key} is {{v}}", f"{{my}} {key} is {{v}}")
            if key == "occupation" and polarity == "yes" and all(fact.value in _WORDS for fact in facts):
                values = [f"{'an' if value[0] in 'aeiou' else 'a'} {value}" for value in values]
                fallback = ("I'm {v}", "{who} is {v}")
                parts.append(filled(fallback, owner, joined_english(values)))
                continue
            forms = _FORMS.get(key, fallback) if polarity == "yes" else _DENIED.get(key, _NOT)
            parts.append(filled(forms, owner, joined_english(values)))
    return ", and ".join(parts)


def filled(forms: tuple[str, str], owner: str, value: str) -> str:
    """One of the two forms, for that owner."""
    who = whose_english(owner)
    form = forms[owner != SELF]
    return form.replace("{v}", value).replace("{who}", who).replace("{my}", f"{who}'s")


def whose_english(owner: str) -> str:
    """How the persona names an owner: `I`, `my sister`, or by name."""
    if owner == SELF:
        return "I"
    word = english_relation(owner)
    return f"my {word}" if word else _WORDS.get(owner, owner)


def joined_english(values: Sequence[str]) -> str:
    """As in `one, two and three`."""
    return values[0] if len(values) == 1 else f"{', '.join(values[:-1])} and {values[-1]}"


def in_english(fact: Fact) -> str:
    """The value as it is said in English."""
    value = fact.value
    if found := re.fullmatch(r"(\d{4})-(\d\d?)-(\d\d?)", value):
        return day_english(date(int(found[1]), int(found[2]), int(found[3])))
    if fact.key == "birth_month" and value.isdigit():
        return _MONTHS[int(value) - 1]
    if fact.key == "sign":
        return _SIGNS.get(value, value)
    if fact.key == "zodiac":
        return _ANIMALS.get(value, value)
    if fact.key == "marriage" and marital(value) is Marital.MARRIED:
        return "married"
    if value in _WORDS:
        return _WORDS[value]
    if fact.key in ("height", "weight") and (measured := _measure(value)):
        return measured
    relation = next((word for word in ("妹妹", "弟弟", "哥哥", "姐姐", "儿子", "女儿") if value.startswith(word)), "")
    if relation and fact.key == "family":
        return f"my {english_relation(relation)} {value.removeprefix(relation)}".strip()
    return spoken(fact) if fact.key not in ("age", "gender", "marriage") else value


def _measure(value: str) -> str:
    """As in `174 cm`; empty for what is no plain measure."""
    if found := re.fullmatch(rf"({NUMERAL}|\d)米({NUMERAL}{{1,2}}|\d{{1,2}})", value):
        # 「一米七」 is one metre seventy.
        cents = number_of(found[2]) * (10 if len(found[2]) == 1 else 1)
        return f"{number_of(found[1])}.{cents:02d} m"
    if found := re.fullmatch(rf"({NUMERAL}+|\d+)(厘米|公分|公斤|千克|斤|克|吨)", value):
        return f"{number_of(found[1])} {_UNITS[found[2]]}"
    return ""


_UNITS = {"厘米": "cm", "公分": "cm", "公斤": "kg", "千克": "kg", "斤": "jin", "克": "g", "吨": "tons"}


def day_english(day: date) -> str:
    """As in `September 30, 2007`."""
    return f"{_MONTHS[day.month - 1]} {day.day}, {day.year}"


def clause_english(facts: Sequence[Fact], asked: Asked, by: By, today: date) -> str:
    """What an answer rests on, as English clauses."""
    groups: dict[tuple[str, str], list[Fact]] = {}
    for fact in facts:
        groups.setdefault((fact.owner, fact.key), []).append(fact)
    if (
        asked.key == "birthday"
        and asked.detail == "until"
        and (following := groups.get((asked.owner, "next_birthday")))
    ):
        return _until(following[0], asked.owner, today)
    if (
        asked.key in ("have", "family")
        and (asked.key == "have" or asked.detail)
        and (owned := _owned(facts, asked, by))
    ):
        return owned
    if asked.detail == "since" and facts and facts[0].since:
        parts = [int(part) for part in re.findall(r"\d+", facts[0].since)]
        when = f"{_MONTHS[parts[1] - 1]} {parts[0]}" if len(parts) > 1 else str(parts[0])
        return f"{told_english(facts)}, since {when}"
    if asked.key == "who" and asked.owner in {fact.owner for fact in facts}:
        return _who(facts, asked.owner)
    if asked.key == "compare" and len(facts) == 2:
        return f"{told_english([facts[0]])}, and {told_english([facts[1]])}"
    if (born := groups.get((asked.owner, "birthday"))) and len(groups) > 1 and asked.key == "birthday":
        return told_english(born)
    return ", and ".join(told_english(group) for group in groups.values())


def _until(following: Fact, owner: str, today: date) -> str:
    day = date.fromisoformat(following.value)
    days = (day - today).days
    whose = "my" if owner == SELF else f"{whose_english(owner)}'s"
    when = "today" if not days else "tomorrow" if days == 1 else f"{days} days from now"
    return f"{whose} birthday is {when}, on {_MONTHS[day.month - 1]} {day.day}"


def _owned(facts: Sequence[Fact], asked: Asked, by: By) -> str:
    listed = [fact for fact in facts if fact.owner == SELF and fact.key in ("family", "pet")]
    names = joined_english([in_english(fact) for fact in listed]) if listed else ""
    if asked.detail == "count" and by != "no" and len(listed) < len(_COUNTS):
        return f"{_COUNTS[len(listed)]}: {names}" if listed else ""
    if by == "no" and asked.key == "have" and listed:
        word = asked.owner if asked.owner.isascii() else english_relation(asked.owner)
        lacks = f"I don't have {'any' if word.endswith('s') else 'a'} {word}"
        return (
            f"{lacks}, {told_english(listed)}" if listed[0].key == "pet" else f"{lacks}, in my family there's {names}"
        )
    return f"I have {names}" if listed else ""


_COUNTS = ("none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


def _who(facts: Sequence[Fact], owner: str) -> str:
    named = next((fact.value for fact in facts if fact.key == "name"), owner)
    whose = whose_english(owner)
    others = [in_english(fact) for fact in facts if fact.key in ("occupation", "species")]
    parts = [f"{named} is {whose}"] if whose != named else []
    parts += [f"{'' if parts else named + ' is '}{value}" for value in others]
    return ", ".join(parts) or told_english(facts)
