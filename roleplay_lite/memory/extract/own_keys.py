"""Facts under a word of the person's own: 「我的车牌号是…」, 「我家wifi密码是…」. Pure."""

# ruff: noqa: E501 - one pattern a line: a table is read across.

from __future__ import annotations

import re
from functools import cache

from roleplay_lite.memory.extract.mood import Mood
from roleplay_lite.memory.extract.rule import Told
from roleplay_lite.memory.extract.subjects import Subject
from roleplay_lite.memory.extract.words import NUMBER, TAIL, bare
from roleplay_lite.memory.item import SELF

_NUMBERED = r"(?:(?![妈爸哥姐弟妹爷奶])[\u4e00-\u9fffA-Za-z]{0,8}?(?:号码|密码锁?|账号|帐号|卡号|尾号|学号|工号|车牌号?|门牌号?|房号|电话|手机号?|手机尾号|座机|邮箱|邮编|微信号?|QQ号?|身份证号?|护照号?|地址|楼层|度数|鞋码|尺码|码数|班级|座位号?|会员号?|快递单号|航班号?|退休金|工资|月薪|存款|房租|月租|生活费)(?:的)?(?:尾数|后[三四五六几]位)?)"
_THINGS = r"车|手机|电脑|耳机|房子|自行车|电动车|书包|头发|眼镜|幸运数字|幸运色|偶像|座右铭|口头禅|英雄|网名|微信头像|头像|闹钟|鞋|戒指|行李箱|杯子|床|键盘"
_NO_KEY = re.compile(
    r"意思|想法|问题|错|天$|事|话$|感觉|建议|看法|观点|原因|目的|意见|未来|心$|爱$|世界|人生|生活|青春|命$|眼里|眼中|重点|情况|名$|做法|态度|心情|理由|秘密|缺点|优点|责任|任务|要求|好处|坏处|结论|答案|名字|生日|老家|工作|家$|爸|妈|梦想|爱好|愿望|心愿|理想|目标|专业|星座|血型|身高|体重|最爱|朋友|人$|意中|天下|歌$|宝贝|幸福|荣幸|福气|回答|问的|说的|想的|要的"
)
_COLOUR = re.compile(r"[红橙黄绿蓝青紫黑白灰银金粉棕褐]|色")
_PRIVATE = re.compile(
    "密码|账号|帐号|卡号|身份证|护照|电话|手机|号码|地址|门牌|工资|月薪|存款|邮箱|房租|尾号|微信|QQ", re.IGNORECASE
)


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    value = rf"(?P<v>[^，\x00]{{1,24}}?){TAIL}"
    return (
        re.compile(rf"(?:的)?(?P<k>{_NUMBERED})(?:是|为|：|:)+(?:小写的?|大写的?)?{value}", re.IGNORECASE),
        re.compile(
            rf"(?:的)?(?P<k>{_NUMBERED})(?:涨到|降到|一个月|每个?月|一年|现在|要)*(?P<v>(?:{NUMBER}|幺|[A-Za-z@.]|井号|星号|[京津沪渝苏浙粤鲁川鄂湘豫冀皖闽赣辽吉黑陕甘青琼贵云桂蒙藏宁新](?=[A-Za-z])){{1,}}[A-Za-z0-9幺多度码楼层块元号]*?)(?:不戴.*|一个月|每个?月|一年)?{TAIL}",
            re.IGNORECASE,
        ),
        re.compile(rf"(?:的)?(?P<k>{_THINGS})(?:是|叫)(?P<v>[^，\x00我你他她]{{1,16}}?){TAIL}"),
        re.compile(rf"的(?P<k>[^，是的了我你他她都也就还真又不可才只]{{2,6}})是(?P<v>[^，\x00我你]{{1,16}}?){TAIL}"),
        re.compile(rf"脚(?:是|穿)?(?P<v>{NUMBER}码半?)(?P<k>){TAIL}"),
        re.compile(rf"穿(?P<v>{NUMBER}码半?)(?:的)?(?P<k>鞋|衣服|裤子)?{TAIL}"),
    )


def own_key(mood: Mood, subject: Subject) -> Told | None:
    """The fact, or None. Only where it is said whose it is, or that it is the home's."""
    if not subject.mine or mood.past:
        return None
    for place, pattern in enumerate(_patterns()):
        found = pattern.match(mood.core)
        if not found:
            continue
        key, value = found["k"] or "", bare(found["v"])
        key = re.sub("尾数$", "", key)
        if place >= 4:
            return Told(predicate="鞋码" if key in ("鞋", "") else f"{key}尺码", object=value, confidence=0.9)
        if not value or (
            place > 1
            and (_NO_KEY.search(key) or re.match(r"很|太|最|真|不|没|什么|谁|多|好|怎|因为|为了|可以|要|会|有", value))
        ):
            return None
        if place > 1 and value.endswith("的") and not _COLOUR.search(value) and place == 3:
            return None
        if place >= 2 and _COLOUR.search(value) and len(value) <= 5 and key not in ("幸运色",):
            value, key = value, f"{key}的颜色"
        if place == 2 and value.endswith("的"):
            value = value[:-1]
        if place == 3 and (subject.who != SELF or subject.home):
            return None
        sure = 1.0 if place < 2 else 0.85 if place == 2 else 0.8
        return Told(
            predicate=key,
            object=value,
            positive=mood.positive,
            confidence=sure,
            private=bool(_PRIVATE.search(key)),
        )
    return None
