"""Whom 他 and what 它, 「那个城市」 or 「这本书」 point at: the last thing of that kind that was talked of."""

from __future__ import annotations

import re
from collections.abc import Sequence

from roleplay_lite.knowledge.query.names import Names
from roleplay_lite.knowledge.query.state import Salient

PERSON = "人物"
_HE = re.compile(
    "[他她](?!们)|(?:这|那)(?:个人|位(?:诗人|作家|皇帝|先生|女士|科学家|画家)?|个(?:诗人|作家|皇帝|科学家|画家))"
)
_IT = re.compile("[它牠](?!们)")
_OF_KIND = re.compile(
    "(?:这|那|该)(?:一)?[个座条本部首种张只棵颗位]?(?P<kind>国家|城市|省份?|河流?|江|湖|山|书|小说|作品|诗|朝代|动物|植物|行星|星球|"
    "节日|元素|成语|菜|乐器|运动|沙漠|岛)(?![^，。？?]{0,2}(?:里面?最|最))"
)
_KINDS = {
    "国家": ("国家",),
    "城市": ("首都", "城市", "直辖市", "特别行政区"),
    "省": ("省份",),
    "省份": ("省份",),
    "河": ("河湖",),
    "河流": ("河湖",),
    "江": ("河湖",),
    "湖": ("河湖",),
    "山": ("山",),
    "书": ("作品",),
    "小说": ("作品",),
    "作品": ("作品", "诗"),
    "诗": ("诗", "诗句"),
    "朝代": ("朝代",),
    "动物": ("动物", "恐龙"),
    "植物": ("植物",),
    "行星": ("行星",),
    "星球": ("行星", "天体"),
    "节日": ("节日", "节气"),
    "元素": ("化学元素",),
    "成语": ("成语", "成语故事"),
    "菜": ("菜", "食物"),
    "乐器": ("乐器",),
    "运动": ("体育",),
    "沙漠": ("地理",),
    "岛": ("地理",),
}
_IS_A_PERSON = re.compile(
    "(?:作者|发明者|发现者|建立者|修建者|开国皇帝|主人公|诗人|导演)(?:是|叫)(?P<a>[\u4e00-\u9fff·]{2,12}?)(?=[，。；！、(（]|$)|"
    "是(?P<b>[\u4e00-\u9fff·]{2,8}?)(?:写|发明|发现|画|修建?|建立|唱|创作)的"
)


def names_person(called: Sequence[str], names: Names) -> bool:
    """Whether somebody is called so."""
    return any(PERSON in names.kinds_of(name) for name in called)


def pointed_at(line: str, heard: Sequence[str], names: Names) -> Salient | None:
    """What the line points at by a word that tells its kind; None where it does not, or nothing of the kind was named.
    `heard` is what both sides said, latest last."""
    if _HE.search(line):
        return _person(heard, names)
    if found := _OF_KIND.search(line):
        return _last(heard, names, _KINDS[found["kind"]])
    if _IT.search(line):
        return _last(heard, names, (), but=PERSON)
    return None


def _person(heard: Sequence[str], names: Names) -> Salient | None:
    """The last person, one that the packs know by name or one that an answer named."""
    for text in reversed(heard):
        known = _last((text,), names, (PERSON,))
        if known:
            return known
        if (told := _IS_A_PERSON.search(text)) and (name := told["a"] or told["b"]):
            return Salient(name, 1.0, True)
    return None


def _last(heard: Sequence[str], names: Names, kinds: Sequence[str], but: str = "") -> Salient | None:
    """The last thing of these kinds; where none are given, the first of the latest words that is not of kind `but`."""
    for text in reversed(heard):
        mentions = [one for one in names.spot(text) if not one.dictionary]
        for mention in mentions if but else reversed(mentions):
            for name in mention.names:
                mine = names.kinds_of(name)
                if mine & set(kinds) if kinds else mine and but not in mine:
                    return Salient(name, 1.0, True)
    return None
