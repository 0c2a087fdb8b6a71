"""Facts that a card lists in its description, as typed facts: 「年龄：20」, `Age: 20`, W++ and PList. Pure; rules only.

Only the character's own: reading stops where somebody else's list begins, since a fact with the wrong owner is worse
than one left in the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from roleplay_lite.persona.dates import day_in
from roleplay_lite.persona.facts import KEYS, RELATIVES, SELF, Fact
from roleplay_lite.voice.sentence import speakable

LONGEST = 60
"""Characters of a value; what is longer is a sentence, and stays in the text."""
MOST_VALUES = 12

_ALIASES = {
    "name": "姓名|全名|本名|full name",
    "gender": "sex",
    "age": "年纪|岁数",
    "birthday": "出生日期|生辰|birth date|birthdate|date of birth",
    "sign": "zodiac sign|star sign",
    "zodiac": "属相|chinese zodiac",
    "hometown": "老家|籍贯|出生地|home town|birthplace|place of birth",
    "residence": "居住地|现居地|住址|住处|location|lives in|home",
    "occupation": "工作|身份|职务|job|profession|work",
    "workplace": "工作单位|公司|company|employer",
    "school": "就读学校|大学|university|college",
    "major": "所学专业",
    "marriage": "婚姻状况|感情状况|marital status|relationship status",
    "pet": "pets",
    "hobby": "兴趣|兴趣爱好|hobbies|interests|interest",
    "likes": "喜好|喜欢的东西|like|loves",
    "dislikes": "不喜欢|厌恶|dislike|hates|hate",
    "catchphrase": "catchphrases",
    "species": "种族|race",
    "skill": "技能|擅长|能力|skills|abilities|ability",
    "dream": "goal|goals|dreams",
    "food": "喜欢的食物|爱吃|最爱吃的|favorite food|favourite food",
    "family": "家人|家庭",
}
_MANY = frozenset({"hobby", "likes", "dislikes", "catchphrase", "skill", "food", "pet", "works", "family"})
_KEY_OF = {
    word: key
    for key, entry in KEYS.items()
    for word in (key, entry.label.lower(), *_ALIASES.get(key, "").split("|"))
    if word
}
_LABELS = "|".join(re.escape(word) for word in sorted(_KEY_OF, key=len, reverse=True))
_ITEM = re.compile(
    rf"(?:^|(?<=[\s，,；;。、|]))[【\[*_]{{0,3}}({_LABELS})[】\]*_]{{0,3}}\s*[:：]\s*[*_]{{0,2}}", re.IGNORECASE
)
_RELATIVE = re.compile(r"[\s\-*•·>]*(\w{1,8})\s*[:：]\s*([\u4e00-\u9fff·]{2,8}|[A-Z][a-z]{1,20})[。.]?\s*$")
_BULLET = re.compile(r"^[\s\-*•·>#]*$")
_WPP = re.compile(
    r"([A-Za-z\u4e00-\u9fff][\w ]{0,30})\(\s*(\"[^\"\n]{0,300}\"(?:\s*[+,]\s*\"[^\"\n]{0,300}\"){0,40})\s*\)"
)
_PLIST = re.compile(r"\[([^\[\]]{3,4000})\]")
_NOTHING = frozenset(
    ("未知", "不明", "保密", "秘密", "无", "没有", "暂无", "unknown", "none", "n/a", "na", "?", "？", "secret", "null")
)
_GENDERS = {"女性": "女", "男性": "男", "女生": "女", "男生": "男", "女孩": "女", "男孩": "男"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """What a description lists, and what is left of it."""

    facts: tuple[Fact, ...]
    rest: str


def profile_of(text: str, names: Sequence[str]) -> Profile:
    """The facts that the text lists of the one who bears these names, and the text without them."""
    reading = _Reading([name.lower() for name in names if name])
    lines = []
    for line in _unpacked(text).split("\n"):
        kept = reading.line(line)
        if kept.strip() or not line.strip():
            lines.append(kept)
    rest = re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()
    return Profile(facts=tuple(dict.fromkeys(reading.facts)), rest=rest)


class _Reading:
    """A run over the lines of one description."""

    def __init__(self, names: Sequence[str]) -> None:
        self.facts: list[Fact] = []
        self._names = names
        self._others = False

    def line(self, line: str) -> str:
        """What of the line is no fact."""
        if _heads_another(line):
            self._others = True
        relative = _RELATIVE.match(line)
        if relative and not self._others and relative[1] in RELATIVES:
            self.facts.append(Fact(owner=relative[1], key="name", value=relative[2]))
            return ""
        marks = list(_ITEM.finditer(line))
        if self._others or not marks or not _BULLET.match(line[: marks[0].start()]):
            return line
        ends = [mark.start() for mark in marks[1:]] + [len(line)]
        kept = []
        for mark, end in zip(marks, ends, strict=True):
            if not self._take(_KEY_OF[mark[1].lower()], line[mark.end() : end]):
                kept.append(line[mark.start() : end].strip(" ，,；;、|"))
        return "；".join(kept)

    def _take(self, key: str, value: str) -> bool:
        """Whether the value became a fact."""
        values = list(_values(key, value))
        if not values or self._others:
            return False
        if key == "name" and not any(own in values[0].lower() or values[0].lower() in own for own in self._names):
            self._others = True
        own = [fact.value for fact in self.facts if (fact.owner, fact.key) == (SELF, key)]
        if key not in _MANY and any(value not in values for value in own):
            self._others = True
        if self._others:
            return False
        self.facts += [Fact(key=key, value=value) for value in values]
        return True


def _heads_another(line: str) -> bool:
    """A heading that names a relative or friend."""
    bare = re.sub(r"[\s#*【】\[\]：:\-_]", "", line)
    return bare in RELATIVES and bare != line.strip()


def _values(key: str, text: str) -> Iterator[str]:
    if key in _MANY:
        parts = re.split(r"[、,，;；/+]|\s+and\s+", text)
        if len(parts) > MOST_VALUES:
            return
    else:
        parts = [text]
    for part in parts:
        value = speakable(part.strip().strip("\"“”'").rstrip("。.；;，,、|* "))
        if not value or value.lower() in _NOTHING:
            continue
        if len(value) > LONGEST or "{{" in value or (key == "birthday" and not _is_day(value)):
            return
        yield _GENDERS.get(value, value) if key == "gender" else value


def _is_day(value: str) -> bool:
    try:
        day_in(value)
    except ValueError:
        return False
    return True


def _unpacked(text: str) -> str:
    """W++ and PList as plain lines; other text as it is."""
    if len(_WPP.findall(text)) >= 2:
        text = re.sub(
            r"^\s*\[?\s*(?:character|char|person|角色)\s*\([^()\n]*\)\s*\{?",
            "",
            text,
            flags=re.IGNORECASE | re.MULTILINE,
        )
        text = _WPP.sub(lambda found: f"\n{found[1].strip()}: {_listed(found[2])}\n", text)
        text = re.sub(r"^[\s{}\[\]]+$", "", text, flags=re.MULTILINE)
    return _PLIST.sub(_plist, text)


def _listed(quoted: str) -> str:
    return ", ".join(re.findall(r"\"([^\"]*)\"", quoted))


def _plist(found: re.Match[str]) -> str:
    parts = [part.strip() for part in re.split(r"[;；]", found[1])]
    if sum(bool(re.match(r"[^:：]{1,40}[:：]", part)) for part in parts) < 2:
        return found[0]
    return "\n" + "\n".join(part for part in parts if part) + "\n"
