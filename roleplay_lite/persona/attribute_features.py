"""What a sentence shows about a gender, a residence or a sign, relative to the one that is given. Pure.

Each mention is replaced by a mark that says how it lies to the value: `Ⓢ` the same, `Ⓞ` another, `Ⓕ` another country,
with `Ⓚ` behind it when it is only part of a dish's or a firm's name. What is left are the words that tell whether the
speaker means itself.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

from roleplay_lite.persona.places import CHINA, Path, Place, PlaceRelation, find_places, path_relation, place_paths

Attribute = Literal["gender", "residence", "sign"]
ATTRIBUTES: tuple[Attribute, ...] = ("gender", "residence", "sign")

Features = dict[str, tuple[str, ...]]
"""Names of the features that hold, by group: `cues`, `grams` with the marks, `plain` with one mark for all."""

SIGNS = ("白羊", "金牛", "双子", "巨蟹", "狮子", "处女", "天秤", "天蝎", "射手", "摩羯", "水瓶", "双鱼")
_OTHER_SIGN_NAMES = {
    "牡羊": "白羊", "魔羯": "摩羯", "山羊": "摩羯", "室女": "处女", "人马": "射手", "天平": "天秤", "瓶子": "水瓶",
    "狮纸": "狮子",
}  # fmt: skip
_SIGN = re.compile(f"(?:{'|'.join((*SIGNS, *_OTHER_SIGN_NAMES))})座?")

# A partner, a child and an idol are told apart from the plain words: each says something else of the speaker.
_PARTNERS = "女朋友 女友 女票 男朋友 男友 男票 老婆 媳妇 老公"
_CHILDREN = "女儿 闺女 女宝 男宝 千金"
_IDOLS = "女神 男神 女主 男主 仙女 公主"
_FEMALE = (
    "女朋友 女友 女票 女神 女的 女人 女生 女孩子 女孩 女娃 女儿 女宝 女纸 女子 女士 女同 女主 女 妹子 妹纸 妹儿 姑娘 "
    "少女 美女 闺女 老婆 媳妇 小姐姐 仙女 公主 婆娘 嫁 怀孕 千金"
)
_MALE = (
    "男朋友 男友 男票 男神 男的 男人 男生 男孩子 男孩 男娃 男宝 男纸 男子 男士 男同 男主 男 帅哥 老公 汉子 小哥哥 爷们 "
    "少年 哥们 渣男 直男"
)
_GENDER = re.compile(f"(?P<female>{_FEMALE.replace(' ', '|')})|(?P<male>{_MALE.replace(' ', '|')})")
_GENDER_KIND = {
    word: kind for kind, words in (("h", _PARTNERS), ("k", _CHILDREN), ("i", _IDOLS)) for word in words.split()
}
_GENDERS = {"女": "female", "男": "male", "f": "female", "m": "male"}

_MARKS = "ⓈⓄⒻ"

# One spelling for what a social network spells in many ways.
_SPELLING: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), plain)
    for pattern, plain in (
        (r"妳|您", "你"),
        (r"尼玛", ""),
        (r"偶|俺|劳资|老子|窝|咱|老娘", "我"),
        (rf"[素系](?=[{_MARKS}男女个不])", "是"),
        (r"[滴哒嗒]", "的"),
        (r"吖", "呀"),
        (r"木有|没得", "没有"),
        (r"[～~]+", "~"),
        (r"[!！]+", "！"),
        (r"[?？]+", "？"),
        (r"[.。…·]+", "。"),
        (r"[,，、]+", "，"),
        (r"哈{2,}", "哈哈"),
        (r"嘿{2,}", "嘿嘿"),
        (r"\s+", " "),
        (r"\d+", "0"),
    )
)

_CUES = {
    name: re.compile(pattern)
    for name, pattern in {
        "you": "你", "self": "我", "he": "[他她它]|ta|人家", "plural": "们", "asks": "？|[吗嘛么]|呢[？ $]",
        "which": "哪|什么|啥|怎么|多少|谁|几", "go": "去", "come": "来", "back": "回", "in": "在",
        "wish": "想|希望|如果|要是|以后|等我|明天|下次|下周|打算|准备",
        "past": "昨天|上次|以前|之前|当年|去年|过[了的，。]",
        "now": "现在|今天|正在|目前|最近", "also": "也", "not": "不|没",
        "hearsay": "听说|据说|好像|感觉|觉得|貌似|应该|估计",
        "local": "欢迎|代表|人民|表示|飘过|举爪|打卡|报道|路过|来报|握手|老乡|同是|同为|坐标",
        "screen": "电影|电视|综艺|导演|明星|歌|剧|片|演|台湾|韩国|日本|美国",
        "weather": "雨|雪|热|冷|天气|度|晒|堵|太阳|气温|雾霾|地震|风",
    }.items()
}  # fmt: skip
_PERSONS = ("you", "self", "he")
_WITH_PERSON = ("asks", "in", "go", "come", "back", "which", "weather", "wish", "also", "not")

_BEFORE = {
    name: re.compile(f"(?:{pattern})$")
    for name, pattern in {
        "go": "去了?过?到?", "in": "在|还?在大", "come": "来了?到?大?", "back": "回了?大?", "reach": "到了?大?",
        "from": "从|离", "is": "[是系素]一?个?大?", "of": "的", "we": "我们?大?", "you": "你们?大?",
        "start": "[\\^，。！？~ ]", "like": "想|喜欢|爱|看|讨厌|支持", "as": "作为一?个?|身为|代表",
    }.items()
}  # fmt: skip
_AFTER = {
    name: re.compile(pattern)
    for name, pattern in {
        "person": "人", "people": "人民|老乡|网友|群众", "of": "的", "also": "也", "end": "[。！~$ 啊呀哈哦了呢，]",
        "asks": "[吗嘛么吧？]", "welcome": "欢迎", "name": "卫视|台|队|话|路|大学|学院|电影|版|场|站", "sign": "座",
        "verb": "[在没有又还下都真好是会]", "gender": "[男女]",
    }.items()
}  # fmt: skip
_BREAK = re.compile("[，。！？~ ]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Masked:
    """A sentence with marks for what it mentions of the attribute."""

    text: str
    kinds: tuple[str, ...]
    """What sort each mention is, and the value; empty when nothing is mentioned."""


def masked(sentence: str, key: Attribute, value: str) -> Masked:
    """The sentence relative to the value, in one spelling."""
    kinds: list[str] = []
    marked = _MASKS[key](re.sub("[ⓈⓄⒻⓀⓅ]", "", sentence), value.strip(), kinds)
    for pattern, plain in _SPELLING:
        marked = pattern.sub(plain, marked)
    return Masked(text=f"^{marked}$", kinds=tuple(kinds))


def features(sentence: str, key: Attribute, value: str) -> Features:
    """The features of a sentence that mentions the attribute; none of one that does not."""
    found = masked(sentence, key, value)
    if not found.kinds:
        return {}
    plain = re.sub(f"[{_MARKS}]", "Ⓟ", found.text)
    cues = sorted({*_whole(found), *(cue for mark in re.finditer("Ⓟ", plain) for cue in _around(plain, mark))})
    side = "Ⓢ" if "Ⓢ" in found.text else "Ⓞ"
    sided = (f"{cue}&{side}" for cue in cues if cue[:2] in ("f:", "k:", "p:"))
    groups: Features = {"cues": (*cues, *sided), "grams": tuple(sorted(set(_grams(found.text))))}
    return groups | {"plain": tuple(sorted(set(_grams(plain))))} if key == "sign" else groups


def _mask_sign(text: str, value: str, kinds: list[str]) -> str:
    own = _OTHER_SIGN_NAMES.get(value[:2], value[:2])

    def mark(found: re.Match[str]) -> str:
        same = _OTHER_SIGN_NAMES.get(found[0][:2], found[0][:2]) == own
        kinds.append("named" if found[0].endswith("座") else "bare")
        return "Ⓢ" if same else "Ⓞ"

    return _SIGN.sub(mark, text)


def _mask_gender(text: str, value: str, kinds: list[str]) -> str:
    own = _GENDERS.get(value[:1].lower(), value)

    def mark(found: re.Match[str]) -> str:
        kind = _GENDER_KIND.get(found[0], "")
        kinds.append(kind or "word")
        return ("Ⓢ" if found.lastgroup == own else "Ⓞ") + kind

    marked = _GENDER.sub(mark, text)
    if kinds:
        kinds.append(f"of {own}")
    return marked


def _mask_place(text: str, value: str, kinds: list[str]) -> str:
    paths, abroad, parts, end = place_paths(value), value.startswith(("海外", "国外")), [], 0
    for place in find_places(text, compounds=True):
        mark = _place_mark(place, paths, abroad)
        kinds.extend(_place_kinds(place, paths))
        parts.append(text[end : place.start] + mark + ("Ⓚ" if place.compound else ""))
        end = place.end
    if kinds:
        kinds.append(f"of {_value_size(paths, abroad)}")
    # 「浙江绍兴」 is one mention, and the finer name says how it lies.
    return re.sub(rf"[{_MARKS}][，, 、]?(?=[{_MARKS}])", "", "".join(parts) + text[end:])


def _place_mark(place: Place, paths: tuple[Path, ...], abroad: bool) -> str:
    if not paths:
        return "Ⓢ" if abroad and place.country not in (CHINA, "") else "Ⓞ"
    if any(path_relation(x, y) is not PlaceRelation.APART for x in place.paths for y in paths):
        return "Ⓢ"
    return "Ⓞ" if place.country in (CHINA, "") else "Ⓕ"


def _value_size(paths: tuple[Path, ...], abroad: bool) -> str:
    if abroad or not paths:
        return "abroad" if abroad else "nowhere"
    return ("country", "province", "city", "district")[min(len(paths[0]), 4) - 1]


def _place_kinds(place: Place, paths: tuple[Path, ...]) -> Iterator[str]:
    """How large it is, and how it lies to the value in more detail than its mark."""
    kind = _place_size(place)
    found = {path_relation(x, y) for x in place.paths for y in paths}
    lies = next((lies for lies in PlaceRelation if lies in found), PlaceRelation.UNKNOWN)
    yield from (kind, f"{lies}", f"{kind}/{lies}", *(("compound",) if place.compound else ()))


def _place_size(place: Place) -> str:
    if place.country not in (CHINA, ""):
        return "abroad"
    depth = len(place.paths[0]) + (place.city == place.province)
    return ("country", "country", "province", "city", "district")[min(depth, 4)]


_MASKS: dict[Attribute, Callable[[str, str, list[str]], str]] = {
    "gender": _mask_gender,
    "residence": _mask_place,
    "sign": _mask_sign,
}


def _whole(found: Masked) -> Iterator[str]:
    """What the whole sentence shows."""
    text = found.text
    every = re.findall(f"[{_MARKS}]", text)
    marks = "".join(sorted(set(every)))
    holds = {name for name, pattern in _CUES.items() if pattern.search(text)}
    yield from (f"marks:{marks}", f"first:{every[0]}", f"count:{min(3, len(every))}")
    yield from (f"k:{kind}" for kind in found.kinds)
    yield from (f"f:{name}" for name in holds)
    yield from (f"f:{a}+{b}" for a in _PERSONS for b in _WITH_PERSON if a in holds and b in holds)
    if not holds & {"you", "self", "he"}:
        yield "f:nobody"
    if not holds & {"you", "asks", "which"}:
        yield from ("f:statement", f"statement:{marks}")


def _around(text: str, mark: re.Match[str]) -> Iterator[str]:
    """What stands before and after one mention."""
    before, after = text[: mark.start()], text[mark.end() :]
    clause, rest = _BREAK.split(before)[-1], _BREAK.split(after)[0]
    asks = re.search("[吗嘛么？吧]", rest + after[len(rest) : len(rest) + 1])
    who, lead = _last_person(clause), next((name for name, p in _BEFORE.items() if p.search(before)), "")
    follow = next((name for name, p in _AFTER.items() if p.match(after)), "")
    yield from (f"b1:{before[-1:]}", f"b2:{before[-2:]}", f"a1:{after[:1]}", f"a2:{after[:2]}")
    yield from (f"x:{before[-1:]}_{after[:1]}", f"who:{_last_person(before)}", f"whose:{who}{'?' if asks else ''}")
    yield from (f"lead:{lead}", f"follow:{follow}", f"p:{lead}_{follow}", f"p:{who}-{lead}", f"p:{who}+{follow}")
    if "去" in clause:
        yield "going"


def _last_person(text: str) -> str:
    places = ((text.rfind("我"), "self"), (text.rfind("你"), "you"), (max(text.rfind("他"), text.rfind("她")), "he"))
    last, name = max(places)
    return name if last >= 0 else "none"


def _grams(text: str) -> Iterator[str]:
    return (text[i : i + length] for length in (1, 2, 3) for i in range(len(text) - length + 1))
