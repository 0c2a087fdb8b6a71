"""What an English clause claims about the persona and those who belong to it. Pure; rules only."""

# ruff: noqa: E501 - one pattern a line: a table is read across.

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from roleplay_lite.persona.clauses import Force
from roleplay_lite.persona.facts import SELF, Fact, Polarity
from roleplay_lite.persona.jobs import kind_of_work
from roleplay_lite.persona.kinship import ENGLISH_KIN, GENERIC, Cast
from roleplay_lite.persona.places import place_paths


@dataclass(frozen=True, slots=True, kw_only=True)
class EnglishClaim:
    """A fact that an English clause claims."""

    fact: Fact
    asks: bool
    confidence: float
    rule: str


_BE = r"(?:'m|'s|'re| am| is| are| was| were)"
_NOT = r"(?P<no> not|n't)?"
_ANIMALS = "cat|dog|bird|parrot|robot|human|person|machine|fox|turtle|seagull|donkey|ai|computer|speaker"
_ZH = {
    "cat": "猫", "dog": "狗", "bird": "鸟", "parrot": "鹦鹉", "robot": "机器人", "human": "人", "person": "人", "machine": "机器",
    "turtle": "乌龟", "seagull": "海鸥", "donkey": "驴", "ai": "AI", "computer": "电脑", "fox": "狐狸", "speaker": "音箱",
}  # fmt: skip
_STATES = {"married": "已婚", "single": "单身", "divorced": "离婚", "engaged": "订婚", "widowed": "丧偶"}
_PARTNERS = {"boyfriend": "男朋友", "girlfriend": "女朋友", "husband": "老公", "wife": "老婆", "partner": "对象"}
_SIGNS = dict(zip(
    ["aries", "taurus", "gemini", "cancer", "leo", "virgo", "libra", "scorpio", "sagittarius", "capricorn", "aquarius", "pisces"],
    ["白羊座", "金牛座", "双子座", "巨蟹座", "狮子座", "处女座", "天秤座", "天蝎座", "射手座", "摩羯座", "水瓶座", "双鱼座"],
    strict=True,
))  # fmt: skip
_SUBJECTS = {
    "law": "法律", "medicine": "医学", "physics": "物理", "mathematics": "数学", "math": "数学", "history": "历史", "music": "音乐",
    "art": "美术", "economics": "经济", "computer science": "计算机", "english": "英语", "environmental science": "环境科学",
    "biology": "生物", "chemistry": "化学", "psychology": "心理学", "illustration": "插画", "astronomy": "天文",
}  # fmt: skip
_FOODS = {"cilantro": "香菜", "coriander": "香菜", "sweets": "甜食", "noodles": "面"}
_ME = r"(?:{me}|{mine} (?P<kin>" + ENGLISH_KIN + r")|(?P<name>{names}))"
_BODY = (
    ("age", rf"{_BE}{_NOT} (?P<v>\d{{1,3}})(?: years? old)?$"),
    ("birth_year", rf"{_BE}{_NOT} born in (?P<v>\d{{4}})$"),
    ("hometown", rf"{_BE}{_NOT} (?:originally )?from (?P<v>[a-z' ]+)$|(?: (?P<no2>didn't|did not|never))? (?:grew|grow|come|came|comes) (?:up in|from) (?P<w>[a-z' ]+)$|(?: was|'s) born in (?P<x>[a-z' ]+)$"),
    ("residence", r"(?: (?P<no>don't|doesn't|do not|does not))? lives? in (?P<v>[a-z' ]+?)(?: now)?$"),
    ("workplace", rf"(?:{_BE}{_NOT} working|(?: (?P<no2>don't|doesn't|do not|does not))? works?) (?:at|for) (?P<v>[a-z' ]+?)(?: now)?$"),
    ("school", rf"(?:{_BE}{_NOT} studying|(?: (?P<no2>don't|doesn't|do not|does not))? (?:study|studies|goes|go)) (?:at|to) (?P<v>[a-z' ]*(?:university|college|school|tsinghua|harvard|oxford|cambridge|mit|academy|institute)[a-z' ]*?)(?: now)?$"),
    ("dream", r"(?:'s)? dream (?:is|'s) (?:to )?(?P<v>[a-z' ]+)$"),
    ("marriage", rf"{_BE}{_NOT}(?: not)?(?: already| still| happily)? (?P<v>married|single|divorced|engaged|widowed)$"),
    ("partner", r"(?:(?: (?P<no>don't|doesn't|do not|does not))? (?:have|has|got)|'ve got)(?: (?P<no2>no))?(?: an?)?(?: any)? (?P<v>boyfriend|girlfriend|husband|wife|partner)$"),
    ("family", r"(?:(?: (?P<no>don't|doesn't|do not|does not))? (?:have|has|got)|'ve got)(?: (?P<no2>no))?(?: an?| any| one| two| three)? (?:older |younger |big |little |elder |twin )?(?P<v>siblings|brothers?|sisters?|sons?|daughters?|kids|children)(?: (?:named|called) [a-z]+)?$"),
    ("pet", r"(?:(?: (?P<no>don't|doesn't|do not|does not))? (?:have|has|own)|'ve got)(?: (?P<no2>no))?(?: an?| any)? (?P<v>pets?|cats?|dogs?|birds?|parrots?)$"),
    ("occupation", rf"(?:{_BE}{_NOT}|(?: (?P<no2>don't|doesn't))? works? as) (?:an? )?(?:[a-z]+ )?(?P<v>[a-z]+)$"),
    ("species", rf"{_BE}{_NOT} (?:an? |just an? )(?P<v>{_ANIMALS})$"),
    ("sign", rf"{_BE}{_NOT} (?:an? )?(?P<v>{'|'.join(_SIGNS)})$"),
    ("major", r"(?:(?: (?P<no>don't|doesn't))? (?:study|studies|major in|majors in)|'m studying|'re studying|'s studying) (?P<v>[a-z ]+)$"),
    ("gender", rf"{_BE}{_NOT} (?:an? )?(?P<v>boy|girl|man|woman|guy|male|female)$"),
    ("been_to", r"(?:'ve| have|'s| has)(?P<no> never|n't| not)?(?: ever)? been to (?P<v>[a-z' ]+?)(?: before)?$"),
    ("food", r"(?: (?P<no>don't|doesn't|do not|hate|hates|never))? (?:(?:really |absolutely )?(?:love|like|eat)s? )?(?:eating )?(?P<v>cilantro|coriander|sweets|maple cookies?|noodles)$"),
)  # fmt: skip
_ASKED = re.compile(
    r"^(?P<verb>are|is|were|was|do|does|have|has|did)(?P<no>n't)? (?P<who>you|your \w+|\w+) (?:ever )?(?P<rest>.+)$",
    re.IGNORECASE,
)


def english_claims(text: str, force: Force, cast: Cast, *, persons: bool) -> list[EnglishClaim]:
    """The claims of one clause in Latin letters; an empty list for any other."""
    bare = re.sub(r"[.!]+$", "", text.strip()).replace("’", "'")
    if not bare.isascii() or " " not in bare:
        return []
    asks = force is Force.ASKS
    turned = _ASKED.match(bare)
    if turned and asks:
        # 「Aren't you from Paris?」 takes it to be so.
        asks = not turned["no"]
        verb = {"are": " are", "is": " is", "was": " was", "were": " are", "have": " have", "has": " has"}.get(
            turned["verb"].lower(), ""
        )
        bare = f"{turned['who']}{verb} {turned['rest']}"
    elif asks and not persons:
        return []
    me, mine = (r"you", r"your") if persons else (r"i", r"my")
    names = "|".join(re.escape(name.lower()) for name in cast.names if name.isascii()) or "(?!)"
    whom = re.compile(r"\b" + _ME.format(me=me, mine=mine, names=names) + r"(?= |')")
    low = bare.lower()
    # 「Everyone says your mom lives in Rome」 puts it to the persona; what the persona quotes is nobody's claim.
    places = [whom.match(low)] if not persons else list(whom.finditer(low))
    for who in filter(None, places):
        rest = re.sub(r"^ (?:actually|really|also|just|still|currently)(?= )", "", low[who.end() :])
        read = [
            EnglishClaim(fact=fact, asks=asks and who.start() == 0, confidence=sure, rule=f"en-{key}")
            for key, pattern in _PATTERNS
            if (found := pattern.match(rest))
            for fact, sure in _fact(key, found, _owner(who, cast), cast)
        ]
        if read:
            return read[:1]
    return []


_PATTERNS = tuple((key, re.compile(pattern)) for key, pattern in _BODY)


def _owner(who: re.Match[str], cast: Cast) -> str:
    if who["kin"]:
        return cast.kin.get(who["kin"], SELF)
    if who["name"]:
        return next((owner for name, owner in cast.names.items() if name.lower() == who["name"]), SELF)
    return SELF


def _fact(key: str, found: re.Match[str], owner: str, cast: Cast) -> Iterator[tuple[Fact, float]]:
    groups = found.groupdict()
    value = groups.get("v") or groups.get("w") or groups.get("x") or ""
    polarity: Polarity = "no" if groups.get("no") or groups.get("no2") else "yes"
    if key in ("hometown", "residence", "been_to"):
        if place_paths(value) or place_paths(value.title()):
            yield Fact(owner=owner, key=key, value=value.title(), polarity=polarity), 0.92
    elif key == "occupation":
        if kind_of_work(value):
            yield Fact(owner=owner, key=key, value=kind_of_work(value), polarity=polarity), 0.9
    elif key == "marriage":
        yield Fact(owner=owner, key=key, value=_STATES[value], polarity=polarity), 0.95
    elif key == "partner":
        name = _PARTNERS[value]
        yield (
            Fact(owner=owner, key="marriage", value=f"有{name}" if polarity == "yes" else name, polarity=polarity),
            0.92,
        )
    elif key == "family":
        name = value if value in GENERIC else cast.kin.get(value.rstrip("s"), value)
        yield Fact(owner=owner, key=key, value=name, polarity=polarity), 0.92
    elif key in ("species", "pet"):
        yield Fact(owner=owner, key=key, value=_ZH.get(value.rstrip("s"), "宠物"), polarity=polarity), 0.9
    elif key == "major":
        if value in _SUBJECTS:
            yield Fact(owner=owner, key=key, value=_SUBJECTS[value], polarity=polarity), 0.9
    elif key == "sign":
        yield Fact(owner=owner, key=key, value=_SIGNS[value], polarity=polarity), 0.9
    elif key == "gender":
        yield (
            Fact(owner=owner, key=key, value="女" if value in ("girl", "woman", "female") else "男", polarity=polarity),
            0.92,
        )
    elif key == "food":
        yield Fact(owner=owner, key=key, value=_FOODS.get(value, value), polarity=polarity), 0.9
    else:
        yield Fact(owner=owner, key=key, value=value, polarity=polarity), 0.9
