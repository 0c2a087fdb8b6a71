"""Sentences with one thing in them that may or may not be so: 「住笼子里吗」, 「是清华毕业的吧」. Pure.

They name the key and the supposed value; where it cannot be judged, the fact is told as it is.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from roleplay_lite.persona.jobs import kind_of_work
from roleplay_lite.persona.places import find_places


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """A key and the value that is supposed for it."""

    key: str
    value: str
    so: bool = True


_NOT = "(?P<no>不|没有?|不是|没在|不在)?"
_DAY = r"[^什么哪几]*(?:月|号|日|节|那天|天|春|夏|秋|冬|立|至|腊|国庆|元旦|六一|五一|十一|双十一|圣诞|中秋|端午|除夕|过年|大年|情人|七夕|初|雨|惊蛰|满|芒种|寒露|霜降|处暑|白露)[^什么哪几]*"
_NUMERAL = "[0-9零〇一二两三四五六七八九十百千万半]"
_TABLE = (
    ("family", rf"{_NOT}是(?:家里|家中)?(?:的)?(?P<v>老大|老二|老三|老幺|老小|最小的|最大的|独苗)"),
    ("food", rf"{_NOT}(?:是)?靠(?P<v>[^我什么哪谁几]{{1,6}}?)(?:过活|活着|为生|活|充饥|补充能量)(?:的)?"),
    ("name", rf"(?:就)?{_NOT}(?:是)?(?:叫|名叫|名字叫|名字是|名字就是|大名叫|名为)(?:做)?(?P<v>(?!了|着|过)[^我什么谁啥]{{1,6}})"),
    ("birthday", rf"(?:的)?生日{_NOT}(?:是|在|就是|就在)?(?P<v>{_DAY})"),
    ("birthday", rf"{_NOT}(?:是)?(?:在)?(?P<v>{_DAY}?)(?:那天|当天|前后)?(?:的)?(?:出)?(?:生(?!日)|过生日|生日)(?:的)?"),
    ("age", rf"(?:看着|看上去|看起来|瞧着|听着)?{_NOT}(?:得|应该|有|是|快|满|刚|才|要|都|奔|过)*(?P<v>{_NUMERAL}+(?:来|多|好几|几)?)(?:岁|周岁)?(?:出头|左右|上下)?(?:了)?"),
    ("age", r"(?:得|有)?(?P<v>[一二三四五六七八九两]?十几)(?:岁)?(?:了)?"),
    ("height", rf"{_NOT}(?:有|得有|身高|身高有|是|高)?(?P<v>{_NUMERAL}+(?:点{_NUMERAL}+)?(?:米|厘米|公分|尺)(?:{_NUMERAL}+)?)(?:长|高)?(?:的个)?(?:有)?"),
    ("weight", rf"{_NOT}(?:有|得有|体重|体重有|是|重)*(?P<v>{_NUMERAL}+(?:来|多)?(?:斤|公斤|克|吨|两|千克))(?:重)?(?:了)?"),
    ("residence", rf"(?:人)?{_NOT}(?:是|还|一直|平时|常年|现在)*(?:住|住在|居住在|搬到|搬去|定居|定居在)(?:了)?(?P<v>[^我什么哪谁几]{{1,12}}?)(?:里|上|里面|住)?(?:住)?(?:的)?(?:了)?"),
    ("residence", rf"(?:人)?{_NOT}(?:是|还|也|一直|仍|仍然|现在|跟你一起|跟你一块|和你一起|跟你们|和你们|跟你|和你|一起|一块)*(?:在)(?P<v>[^我什么哪谁几]{{2,10}}?)(?:里|上|里面)?(?:陪你|待着|呆着|生活|住|住着|定居|过日子)(?:吗)?"),
    ("residence", rf"{_NOT}(?:跟|和)(?:你|你们|他们|家里人|爸妈|父母)(?P<v>.{{0,4}}?)(?:一起|一块|住在一起|同)(?:住|过|生活)(?:一起)?"),
    ("workplace", rf"{_NOT}(?:是|还|也|现在)*在(?P<v>[^我什么哪谁几]{{1,10}}?)(?:里|那边|那里)?(?:上班|打工|工作|帮忙|开工|任职)(?:的)?"),
    ("workplace", rf"(?:的)?(?:单位|公司|上班的地方){_NOT}(?:就)?(?:是|叫|在)(?P<v>[^我什么哪谁几]{{2,10}}?)(?:那边|那里)?"),
    ("school", rf"{_NOT}(?:是)?(?:从)?(?P<v>[^我什么哪谁几]{{1,10}}?)毕业(?:的)?"),
    ("school", r"(?:是)?(?:在|来|到)(?P<v>[^我什么哪谁几在]{2,6}?)(?:交换|留学)(?:的)?"),
    ("school", r"(?:的)?大学(?:是)?(?:在|去)(?P<v>[^我什么哪谁几在]{2,8}?)(?:念|读|上)(?:的)?"),
    ("workplace", r"(?:的)?(?:小?店|客栈|咖啡馆|铺子)(?:名|的名字)?(?:叫|名叫|是)(?P<v>[^我什么哪谁几]{2,8})"),
    ("school", rf"{_NOT}(?:是|还)*(?:在|上|念|读)(?P<v>[^我什么哪谁几]{{1,10}}?(?:大学|学院|美院|学校|大|清华|北大|中学))(?:读书|上学|读|念)?(?:的)?"),
    ("school", rf"{_NOT}是(?P<v>清华|北大|复旦|交大|浙大|人大|[^我什么哪谁几]{{1,6}}?(?:大学|学院|美院))(?:的)?(?:学生|毕业生)?"),
    ("major", rf"(?:大学|在学校|本科)?{_NOT}(?:是)?(?:学|读|念|修|主修)(?:的)?(?:是)?(?P<v>(?!生$)[^我什么哪谁几习校书]{{1,8}}?)(?:的|专业|专业的|系|系的)?"),
    ("zodiac", rf"{_NOT}(?:是)?属(?:的是)?(?P<v>[鼠牛虎兔龙蛇马羊猴鸡狗猪])(?:的)?"),
    ("sign", rf"{_NOT}(?:是)?(?:个)?(?P<v>(?:白羊|牡羊|金牛|双子|巨蟹|狮子|处女|天秤|天平|天蝎|射手|人马|摩羯|魔羯|水瓶|双鱼))(?:座)?(?:的|男|女|的人)?"),
    ("occupation", rf"{_NOT}(?:是)?在[^我什么哪谁几]{{1,10}}?(?:当|做)(?P<v>[^我什么哪谁几]{{1,5}})(?:的)?"),
    ("occupation", rf"{_NOT}(?:是)?(?:在)?(?:当|做|做的|当的)(?P<v>[^我什么哪谁几]{{1,8}}?)(?:的|工作|工作的)?"),
    ("occupation", rf"{_NOT}(?:也)?(?:(?:是)(?:个)?(?:给.{{1,6}})?|(?:给.{{1,6}})?(?=[开卖教修种]))(?P<v>(?:开|卖|教|修|种|养|画|写|唱|管|搭|打|送|跑|拍|搞|看|做)[^我他她什么哪谁几过不也会挺很吃]{{1,6}}的)(?:师傅|人)?"),
    ("hometown", rf"{_NOT}(?:是)?(?:从|打)(?P<v>[^我什么哪谁几]{{2,8}}?)(?:来|过来)(?:的)?"),
    ("hometown", rf"(?:的)?老家{_NOT}(?:是|在|就在)+(?P<v>[^我什么哪谁几]{{1,10}}?)(?:的|那边|那里)?"),
    ("home", r"(?:的)?老家(?P<v>[^我什么哪谁几了过有下在是]{2,8})(?:的|那边|那里)?"),
    ("species", rf"{_NOT}(?:也)?(?:是|就是|算是)(?:一|个|只|台|种|条)*(?P<v>[^我什么哪谁几]{{0,8}}(?:机器人?|鸟|猫|狗|龟|驴|人类|真人|活人|鬼魂?|妖怪?|动物|鹦鹉|麻雀|鸽子|鸥|音箱|程序|电脑|鸡|鸭|兔子?))"),
    ("birth_year", rf"{_NOT}(?:是)?(?P<v>{_NUMERAL}{{2,4}})(?:年|后)(?:的|生的|出生的|生人|造的|建的|出厂的|造出来的)?"),
    ("age", rf"{_NOT}(?:才|已经|都|已)*(?:用|干|服役|活|做|运行|守)了?(?P<v>{_NUMERAL}+)(?:来|多)?年"),
    ("birthday", rf"{_NOT}(?:是)?(?:在)?(?P<v>{_DAY}?)(?:那天|当天)?(?:启用|出厂|破壳|造好|建成|落成|来到世上)(?:的)?"),
    ("era", rf"(?:那里|这里|那边|这边)?(?:现在)?{_NOT}(?:是)?(?P<v>{_NUMERAL}{{4}}年|[唐宋元明清汉隋秦][朝代]|现代|古代|民国)"),
    ("height", rf"(?:塔身|全身|个子|身板)(?:有)?(?P<v>{_NUMERAL}+(?:米|厘米|公分))(?:高|长)?"),
    ("residence", rf"(?:的)?家{_NOT}(?:安|住|就|在|是)*在(?P<v>[^我什么哪谁几]{{2,10}}?)(?:里|上|那边)?"),
    ("residence", rf"{_NOT}(?:还|也|是|一直)*(?:跟|和|同)[^我什么哪谁几]{{1,5}}?(?:一起|一块|同|在一起)?住(?:在)?(?P<v>[^我什么哪谁几]{{1,8}}?)(?:里|上)?(?:呢)?"),
    ("residence", rf"{_NOT}(?:还|也|是|一直)*(?:跟|和|同)(?P<v>[^我什么哪谁几]{{1,5}}?)住(?:在一起|一起|一块|一块儿|一处|同一处)?"),
    ("placed", rf"(?:人)?{_NOT}(?:也|还|就)?(?:跟你|和你|跟你们|和你们)?(?:一起|一块)?在(?P<v>[^我什么哪谁几着家干忙听看想]{{2,8}}?)(?:里|上|那边)?"),
    ("dialect", rf"{_NOT}(?:是|说|讲|带)(?:的是)?(?P<v>[^我什么哪谁几]{{1,5}}?)(?:口音|话|方言|腔)"),
    ("workplace", rf"{_NOT}(?:以前|之前|原来|从前)?(?:是)?在(?P<v>[^我什么哪谁几]{{1,10}}?)(?:上班|打工|工作)(?:来着|的)?"),
    ("works", r"(?P<no>不|没)?(?:写|画|出|拍|唱)过(?P<v>[^我什么哪谁几]{1,8})"),
)  # fmt: skip
_SLOTS = tuple((key, re.compile(ways)) for key, ways in _TABLE)
_FROM = re.compile(
    r"(?P<no>不)?(?:也)?是(?:地道的?|土生土长的?|正宗的?)?(?P<v>(?!在|来|去|从|到).{1,8}?)(?:本地)?(?:人|娃儿?|那边的?|那里的?|来的|妹子|姑娘|小伙|土著|的)"
)
_BEEN = re.compile(
    r"(?P<no>没有?)?(?:去|回|到)过(?P<v>[^我什么哪谁几]{2,8}?)(?:玩|旅游)?(?:没有?|吗)?|(?P<v2>[^我什么哪谁几你]{2,8}?)(?:城)?你?(?:去|回|到|待|呆)过(?:没有?|吗)?|(?P<v3>[^我什么哪谁几你]{2,8}?)你?(?:熟不熟|熟吗|熟悉吗|熟悉?)"
)
_WORKS = re.compile(
    "[员师匠工娘夫贩兵警]$|书生|(?:队|店|院|厂|馆|社|局|站|所|公司|单位|电视台|报社)的$|(?:捕|开|卖|教|修|种|养|画|写|唱|管|搭|打|送|跑|拍|搞)[^过]{1,4}的$"
)
_IS = re.compile(r"(?P<no>不)?(?:也)?是(?:一|个|只|条|头|位|名|台)*(?P<v>[^我什么哪谁几找有没不把被给让]{1,8})")


def read_slot(rest: str) -> Slot | None:
    """The key and the value that the rest of a clause supposes; None when it is no such sentence."""
    for key, pattern in _SLOTS:
        if (found := pattern.fullmatch(rest)) and found["v"] is not None:
            if key == "dialect" and not find_places(found["v"]):
                continue
            if key == "occupation" and not kind_of_work(found["v"]) and not found["v"].endswith("的"):
                continue
            if key == "placed" and (not find_places(found["v"]) or re.search("[读念学的班开]", found["v"])):
                continue
            if key == "home" and not find_places(found["v"]):
                continue
            key = {"placed": "residence", "home": "hometown"}.get(key, key)
            return Slot(key=key, value=found["v"], so=not found.groupdict().get("no"))
    if (found := _BEEN.fullmatch(rest)) and (value := found["v"] or found["v2"] or found["v3"]) and find_places(value):
        return Slot(key="been_to", value=value, so=not found["no"])
    if (
        found := _FROM.fullmatch(rest) or _FROM.fullmatch(f"是{rest}") if rest.endswith("人") else _FROM.fullmatch(rest)
    ) and (found["v"] == "本地" or find_places(found["v"])):
        return Slot(key="hometown", value=found["v"], so=not found["no"])
    if (found := _IS.fullmatch(rest)) and (kind_of_work(found["v"]) or _WORKS.search(found["v"])):
        return Slot(key="occupation", value=found["v"], so=not found["no"])
    return None
