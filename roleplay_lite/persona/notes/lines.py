"""`key: value` lines of notes: 「姓名：小满」, 「- 哥哥的职业：护士」, `Hobbies: knitting, rain`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from roleplay_lite.persona.facts import BY_LABEL, KEYS, RELATIVES, SELF, Fact
from roleplay_lite.persona.notes.noted import tidied

MANY = frozenset({"hobby", "likes", "dislikes", "food", "family", "skill", "works", "pet"})
"""Keys under which a list (「画画、逛菜场」) is several facts."""

_LINE = re.compile(r"(?P<key>[^:：，。,.!?！？\s][^:：，。,!?！？]{0,24}?)\s*[:：]\s*(?P<value>\S.*?)\s*[。.；;]?\s*")
_LIST = re.compile(r"[、，,；;/]|\s+and\s+")
_ALSO = {
    "姓名": "name", "名": "name", "全名": "name", "岁数": "age", "年纪": "age", "出生日期": "birthday",
    "出生": "birthday", "籍贯": "hometown", "老家": "hometown", "出生地": "hometown", "住址": "residence",
    "现居地": "residence",
    "居住地": "residence", "住处": "residence", "工作": "occupation", "身份": "occupation", "公司": "workplace",
    "工作单位": "workplace", "毕业院校": "school", "大学": "school", "婚姻状况": "marriage", "感情": "marriage",
    "兴趣": "hobby", "兴趣爱好": "hobby", "家人": "family", "家庭": "family", "作品": "works", "擅长": "skill",
    "技能": "skill", "理想": "dream", "愿望": "dream", "最爱": "likes", "不喜欢": "dislikes", "种族": "species",
    "常说": "catchphrase", "朝代": "era", "job": "occupation", "home": "residence", "lives in": "residence",
    "from": "hometown", "born": "birthday", "date of birth": "birthday", "work": "occupation", "hobbies": "hobby",
    "pets": "pet", "status": "marriage", "star sign": "sign",
}  # fmt: skip
"""Headings that are no key's own name or label."""
_OWNERS = sorted(RELATIVES, key=len, reverse=True)


def is_line(text: str) -> bool:
    """Whether it is a `key: value` line that is understood."""
    return _place(text) is not None


def line_facts(text: str) -> Iterator[Fact]:
    """The line's facts; a relative's line without a key (「哥哥：急诊科护士」) tells what they do."""
    place, found = _place(text), _LINE.fullmatch(text)
    if not place or not found:
        return
    owner, key = place
    for value in _LIST.split(found["value"]) if key in MANY else [found["value"]]:
        if fact := tidied(Fact(owner=owner, key=key, value=value.strip())):
            yield fact


def _place(text: str) -> tuple[str, str] | None:
    """Whose line it is, and under which key."""
    found = _LINE.fullmatch(text)
    if not found:
        return None
    name = found["key"].strip("【】[]*# ")
    owner = next((kin for kin in _OWNERS if name.startswith(kin)), SELF)
    heading = name if owner == SELF else name.removeprefix(owner).removeprefix("的")
    plain = heading.strip().lower()
    if owner != SELF and not plain:
        return owner, "occupation"
    key = BY_LABEL.get(plain) or _ALSO.get(plain) or (plain if plain in KEYS else "")
    return (owner, key) if key else None
