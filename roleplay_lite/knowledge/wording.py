"""A triple as a clause: 「珠穆朗玛峰海拔8848.86米」, 「画蛇添足」的意思是…, The capital of France is Paris. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

MOST_VALUES = 5
"""So many values are told of a list."""

_HAN = re.compile("[\u3400-\u9fff]")
_ISO = re.compile(r"(?<!\d)(-?\d{4})-(\d{1,2})-(\d{1,2})(?!\d)")
_WORKS = re.compile(
    "作者|诗人|词人|导演|主演|编剧|制片|原著|片长|票房|上映|首播|歌手|原唱|演唱|作词|填词|作曲|谱曲|编曲|所属专辑|发行时间|出版|全文|原文|诗句|正文"
)
"""What only a work has; its name stands in title marks."""
_TABLE = """
释义|意思|含义|解释|词义|定义             | 「{e}」的意思是{v}
拼音|读音|注音|发音                       | 「{e}」读作{v}
近义词?|同义词?                           | 「{e}」的近义词有{v}
反义词?                                   | 「{e}」的反义词是{v}
组成                                      | 「{e}」是{v}
出处|典故|由来|出自                       | 「{e}」出自{v}
是哪国首都                                | {e}是{v}的首都
主要城市                                  | {e}的{a}有{v}
下辖.{1,4}                                 | {e}下辖{v}
所属(?:国家|省份|城市|省|市)              | {e}属于{v}
语言                                      | {e}说{v}
周期|族                                   | {e}在元素周期表的{v}
类别|国籍地位|意义|地位                   | {e}是{v}
所属菜系                                  | {e}属于{v}
产地                                      | {e}产自{v}
例句|例子|用法|造句                       | 「{e}」可以这样用：{v}
下一?句|后一?句|后半句?|歇后语?           | {e}，{v}
上一?句|前一?句                           | 「{e}」的上一句是「{v}」
谜底                                      | 谜底是{v}
部首|笔画数?|结构                         | 「{e}」的{a}是{v}
海拔(?:高度)?                             | {e}海拔{v}
身高                                      | {e}身高{v}
高度                                      | {e}高{v}
(?:河流|河|河道|总)?长度|全长             | {e}全长{v}
最深(?:处)?|深度                          | {e}深{v}
人口(?:数量?|总数)?                       | {e}的人口是{v}
(?:所属|所在)?(?:大?洲|地区)              | {e}在{v}
(?:地理)?位置|所在地?|所处位置|坐落       | {e}位于{v}
地址|地点                                 | {e}在{v}
发现者|发现人                             | {e}是{v}发现的
发明者|发明人                             | {e}是{v}发明的
发现(?:时间|年份?|日期)                   | {e}是{y}发现的
发明(?:时间|年份?|日期)                   | {e}是{y}发明的
作者|诗人|词人                            | {e}的作者是{v}
朝代|时代|国家                            | {e}是{v}的
答案|号码|日期|公历时间|顺序|排行|排名|类型|是什么|怎么形成 | {e}是{v}
时间|年代|年龄|年数|位数|度数|是几月|钟点|内容|数值|正常次数|是谁|什么时候|从哪里来 | {e}是{v}
下一个朝代                                | {e}之后是{v}
纪念                                      | {e}纪念的是{v}
国花|字|号                                | {e}{的}{a}{是}{v}
包括|连接|流入|来自|流经|变成|.+(?<!不)是 | {e}{a}{v}
等于                                      | {e}等于{v}
食性|怎么(?!叫).+|.+吗|几种|国土形状            | {e}{v}
弦数|棱数|面数|孔数                       | {e}有{v}
键数|天数|月数|季度|星期数|张数|腿数|翅膀数 | {e}有{v}
每队人数                                  | {e}每队{v}
每局分数                                  | {e}每局打{v}
(.{2,}?)的?数量                           | {e}的{n}有{v}
主人公|人物                               | {e}的主人公是{v}
哪个民族                                  | {e}是{v}的
哪国(?:传统|服装)?                        | {e}是{v}的{k}
谁的节日                                  | {e}是{v}节日
哪里做的                                  | {e}是{v}做的
昼夜长短                                  | {e}那天，{v}
有名的                                    | {e}有名的有{v}
擅长                                      | {e}擅长{v}
比.+几个小时                              | {e}{b}{v}
缺了会怎样                                | 缺了{e}{v}
哪里有                                    | {e}主要来自{v}
哪里来                                    | {e}来自{v}
先做什么                                  | {e}先{v}
该怎么做                                  | {e}要{v}
打什么电话                                | {e}打{v}
几点要离开                                | {e}{v}要离开
身体分几部分                              | {e}的身体分{v}
投进得几分|和.+哪个先到|占比|开始统一修建 | {v}
海洋面积占比                              | {e}的海洋面积占{v}
住过的皇帝                                | {e}里住过{v}皇帝
味道                                      | {e}是{v}的
吃什么|主食                               | {e}吃{v}
怎么叫                                    | {e}叫{v}
讲什么                                    | 《{e}》讲的是{v}
(?:自转|公转|自己转|绕.{1,4})一圈              | {e}{a}要{v}
需要多久                                  | {e}要{v}
多久一次                                  | {e}{v}
使用国家                                  | {v}用{e}
记录的是谁                                | 《{e}》记录的是{v}
画的是                                    | 《{e}》画的是{v}
收藏在                                    | 《{e}》{a}{v}
离.{1,4}的距离                            | {e}{d}{v}
全文|原文|诗句|正文|诗文                  | {e}：{v}
歌手|原唱|演唱者?                         | {e}是{v}唱的
作词|填词|词作者?                         | {e}的词是{v}写的
作曲|谱曲|曲作者?                         | {e}的曲是{v}写的
所属专辑                                  | {e}收录在《{v}》里
上映(?:时间|日期|年份)?                   | {e}是{y}上映的
首播(?:时间|日期)?                        | {e}是{y}首播的
发行(?:时间|日期)                         | {e}是{y}发行的
出版(?:时间|日期)                         | {e}是{y}出版的
片长|时长                                 | {e}的片长是{v}
出生(?:日期|时间|年份?|年月)|生日|诞辰    | {e}出生于{y}
(?:逝世|去世|死亡)(?:日期|时间|年份?)|卒年 | {e}在{y}去世
出生地                                    | {e}出生在{v}
籍贯|祖籍                                 | {e}的{a}是{v}
国籍                                      | {e}是{v}人
民族|职业|身份                            | {e}是{v}
代表作品?|主要作品|作品                   | {e}的代表作有{v}
毕业(?:院校|学校|于)|母校                 | {e}毕业于{v}
别名|又名|又称|别称|昵称|俗称             | {e}也叫{v}
全称                                      | {e}的全称是{v}
(?:成立|创立|创建|建立|建成|始建|建造)(?:时间|日期|年份?|于)? | {e}是{y}{s}的
创始人|创办人|创建人                      | {e}的{a}是{v}
游玩时间|参观时间|游览时间                | 游览{e}一般要{v}
周边景点|附近景点                         | {e}附近有{v}
主演|演员|成员|名胜(?:古迹)?|特产|邻国|接壤(?:国家)? | {e}的{a}有{v}
所属|属于|分类|科属                       | {e}属于{v}
简介|介绍|概述|概况|描述|摘要|information|summary|description | {v}
"""
_ENGLISH_TABLE = r"""
definition|meaning        | “{e}” means {v}
population                | {e} has a population of {v}
area|length|height|elevation|depth|mass|weight | The {a} of {e} is {v}
author|writer             | {e} was written by {v}
director                  | {e} was directed by {v}
discoverer|discovered by  | {e} was discovered by {v}
inventor|invented by      | {e} was invented by {v}
date of birth|birth date|born | {e} was born on {v}
date of death|died        | {e} died on {v}
birthplace|place of birth | {e} was born in {v}
location|continent        | {e} is in {v}
occupation                | {e} was a {v}
summary|description|introduction|information | {v}
"""
_GRAMMAR = {"字": {"的": "", "是": ""}, "号": {"的": "", "是": ""}, "怀孕要多久": {"的": "", "是": "是"}}
"""李白字太白, 大象怀孕约22个月."""
_FROM = re.compile("成立|创立|创建|建立|建成|始建|建造")
_OWN_WORD = re.compile("是|要|约|大约|一般|主要|最常见|相传|因为|像|按|多数|每")
"""What a value may begin with that stands for the 「是」 before it: 「年龄约46亿岁」, 「主要吃竹子」."""
_OF = re.compile("最|[三四五六七八九十][大个]|人口最|首次|上次|下次")
_AMOUNT = re.compile(r"约|大约|超过|将近|不到|\d|[一二三四五六七八九十百千万两]")
_MEANS = re.compile("比喻|形容|指|表示|原指|泛指|借指|用来|意谓|谓")
_ASKED = re.compile("做什么|什么|哪(?:些数字|些省|位神|个剧种|里|儿|边)?|谁|几种|会?怎样|多久")
"""Stands in an attribute's name where the value stands in what is told: 「蘸什么」, 「住在哪」, 「嫁给谁」."""
_LEADS = {
    "来自": re.compile("^(?:来自|出自)"),
    "吃": re.compile("^吃"),
    "先": re.compile("^先"),
    "纪念的是": re.compile("^纪念"),
    "位于": re.compile("^(?:位于|坐落于|坐落在|地处|在)"),
    "在": re.compile("^(?:在|位于)"),
    "是": re.compile("^(?:是|为)(?!了)"),
    "出自": re.compile("^(?:出自|语出|见于)"),
    "属于": re.compile("^属于?"),
}
"""What a value may say again of what the words before it say."""


@dataclass(frozen=True, slots=True)
class _Form:
    attribute: re.Pattern[str]
    words: str


def _forms(table: str) -> tuple[_Form, ...]:
    rows = (line.rsplit(" | ", 1) for line in table.strip().splitlines())
    return tuple(_Form(re.compile(f"(?:{name.strip()})", re.IGNORECASE), words.strip()) for name, words in rows)


_FORMS, _ENGLISH_FORMS = _forms(_TABLE), _forms(_ENGLISH_TABLE)


def clause(entity: str, attribute: str, values: Sequence[str]) -> str:
    """What is so, without the full stop; several values are told as a list. Numbers and names stand as they are."""
    told = [_value(one) for one in values if one.strip()]
    if not told:
        return ""
    if not _HAN.search(attribute) and not any(map(_HAN.search, told)):
        return _english(entity, attribute, told)
    named = f"《{entity}》" if _WORKS.search(attribute) and not re.search("[《》]", entity) else entity
    joined = _listed(told)
    return _put(named, attribute, joined, _words(named, attribute, joined, len(told)))


def _words(named: str, attribute: str, value: str, count: int) -> str:
    """The template for this attribute with this value."""
    form = next((one for one in _FORMS if one.attribute.fullmatch(attribute)), None)
    if form is None:
        if attribute.startswith("为什么"):
            return "{e}{w}，是因为{v}"
        if attribute.endswith("要多久"):
            return "{e}{的}{w}要{v}"
        if asked := _in_its_place(attribute, value):
            return asked
        if "的" in attribute[1:-1]:
            return "{e}{a}是{v}"
        return f"{{e}}{'' if _OF.match(attribute) else '的'}{{a}}{'有' if count > 1 else '是'}{{v}}"
    words = form.words
    if re.search("(?:全长|高|深|海拔|身高){v}", words) and not _AMOUNT.match(value):
        return "{e}的{a}是{v}"
    if "周期表" in words and not value.startswith("第"):
        return "{e}的{a}是{v}"
    if "{v}" in words and re.search("是{v}.", words) and re.search("[，。（]", value):
        return "{e}的{a}是{v}"
    if words == "{e}等于{v}" and not re.match("[0-9一两半从]", named):
        # A boiling point is so many degrees.
        return "{e}是{v}"
    if words == "{e}的{n}有{v}" and not _AMOUNT.match(value):
        return "{e}的{a}是{v}"
    if words == "{e}是{v}" and (re.match("离.*近$|和|推翻|被|开始|打破", value) or value.startswith(named)):
        return "{v}" if value.startswith(named) else "{e}{v}"
    if "位于" in words and re.search("[河江湖界]$", value):
        return "{e}是{v}"
    if "「{e}」" in words and re.search("[「《]", named):
        words = words.replace("「{e}」", "{e}")
    if "《{e}》" in words and "《" in named:
        words = words.replace("《{e}》", "{e}")
    if "的意思是{v}" in words and _MEANS.match(value):
        words = words.replace("的意思是", "")
    return words


def _in_its_place(attribute: str, value: str) -> str:
    """The attribute with the value where it asks: 「用什么呼吸」 is 「用肺呼吸」, 「什么时候开」 「春天开」; "" for
    others."""
    if attribute.startswith("什么时候"):
        return "{e}{v}" + attribute.removeprefix("什么时候")
    if not (asked := _ASKED.search(attribute)):
        return ""
    before, after = attribute[: asked.start()], attribute[asked.end() :]
    # 「缺什么」 with 「常常是缺铁」 says it itself.
    return "{e}{v}" if before and before[-1] in value[:4] else f"{{e}}{before}{{v}}{after}"


def _put(named: str, attribute: str, value: str, words: str) -> str:
    if words == "{v}":
        return value if named in value[:40] else f"{named}，{value}"
    if joint := re.search("(位于|在|纪念的是|是|出自|属于|来自|吃|先){v}", words):
        value = _LEADS[joint[1]].sub("", value)
    if words == "{e}是{v}的" and re.fullmatch("[唐宋元明清汉晋隋秦]", value):
        value += "代"
    if value.startswith("出生于"):
        return f"{named}{value}"
    if words == "{e}是{v}的":
        value = value.removesuffix("的")
    if words.endswith("是{v}人"):
        value = value.removesuffix("人")
    if "《{v}》" in words:
        value = value.strip("《》")
    if _OWN_WORD.match(value):
        words = re.sub("[是要吃有占]{v}", "{v}", words)
    began = _FROM.search(attribute)
    return words.format(
        e=named,
        a=attribute,
        v=value,
        y=_year(value),
        s=began.group() if began else "",
        d=attribute.removesuffix("的距离"),
        b=re.sub("[早晚]几个小时$", "", attribute),
        n=attribute.removesuffix("数量").rstrip("的"),
        k={"哪国传统": "传统", "哪国服装": "传统服装"}.get(attribute, ""),
        **_GRAMMAR.get(attribute, {"的": "的", "是": "是"}),
        w=attribute.removeprefix("为什么").removesuffix("要多久"),
    )


def _english(entity: str, attribute: str, values: Sequence[str]) -> str:
    form = next((one for one in _ENGLISH_FORMS if one.attribute.fullmatch(attribute)), None)
    value = values[0] if len(values) == 1 else ", ".join(values[: MOST_VALUES - 1][:-1]) + f" and {values[-1]}"
    if form:
        words = form.words.format(e=entity, a=attribute, v=value)
        return value if form.words == "{v}" else words
    return f"The {attribute} of {entity} {'are' if len(values) > 1 else 'is'} {value}"


def _listed(values: Sequence[str]) -> str:
    shown = list(dict.fromkeys(values))
    if len(shown) == 1:
        return shown[0]
    if any(len(one) > 24 or re.search("[。；]", one) for one in shown):
        # Of several senses of a word the first two.
        return "，也可以说，".join(one.rstrip("。；") for one in shown[:2])
    return "、".join(one.rstrip("。；") for one in shown[:MOST_VALUES]) + ("等" if len(shown) > MOST_VALUES else "")


def _value(text: str) -> str:
    """As it is spoken: a date in words, no full stop at the end."""
    text = _ISO.sub(lambda day: f"{int(day[1])}年{int(day[2])}月{int(day[3])}日", text) if _ISO.search(text) else text
    return re.sub(r"\s+", " ", text).strip().rstrip("。")


def _year(value: str) -> str:
    return f"{value}年" if re.fullmatch(r"(?:公元前|前)?\d{1,4}", value) else value
