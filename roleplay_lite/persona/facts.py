"""Facts about a persona, as data: whose, which key, what value, since when."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

SELF = "self"

Polarity = Literal["yes", "no"]


@dataclass(frozen=True, slots=True, kw_only=True)
class FactKey:
    """A key that facts use, and the words by which people ask for it."""

    key: str
    label: str
    """As a Mandarin reader writes it; a persona file may use it in place of `key`."""
    asked: tuple[str, ...] = ()
    """Words in a question that point at this key, Mandarin and English."""
    told: str
    """What follows 「我」 or 「我哥哥」 when it is so."""
    denied: str
    """What follows when it is not."""


def _key(key: str, label: str, asked: str, told: str, denied: str = "") -> FactKey:
    words = (label, *asked.split())
    return FactKey(key=key, label=label, asked=words, told=told, denied=denied or f"的{label}不是{{value}}")


_TABLE = (
    _key("name", "名字", "叫什么 你叫 是谁 姓什么 怎么称呼 who name", "叫{value}", denied="不叫{value}"),
    _key("gender", "性别", "男的 女的 男生 女生 男孩 女孩 gender", "是{value}", denied="不是{value}"),
    _key("age", "年龄", "多大 几岁 岁数 年纪 old age", "今年{value}"),
    _key("birthday", "生日", "出生 哪年生 几月几号 过生日 birthday born", "的生日是{value}"),
    _key("sign", "星座", "什么座 sign zodiac", "是{value}"),
    _key("zodiac", "生肖", "属什么 属相", "属{value}"),
    _key("hometown", "家乡", "老家 哪里人 哪儿人 来自 hometown from", "老家在{value}", denied="老家不在{value}"),
    _key("residence", "现居", "住哪 住在 住哪儿 家在 live lives", "住在{value}", denied="不住{value}"),
    _key("occupation", "职业", "做什么工作 干什么的 上班 工作 职务 job work", "是{value}", denied="不是{value}"),
    _key("workplace", "单位", "在哪上班 在哪工作 哪家公司 company", "在{value}上班"),
    _key("school", "学校", "哪个大学 哪所 上学 读书 毕业 school college university", "在{value}读书"),
    _key("major", "专业", "学什么 什么系 major study", "学的是{value}"),
    _key("height", "身高", "多高 个子 tall height", "身高{value}"),
    _key("weight", "体重", "多重 胖 weight", "体重{value}"),
    _key("family", "家庭成员", "家里人 家人 几口人 兄弟姐妹 family", "家里有{value}"),
    _key(
        "marriage",
        "婚姻",
        "结婚 对象 男朋友 女朋友 单身 老公 老婆 married boyfriend girlfriend",
        "{value}",
        denied="没有{value}",
    ),
    _key("pet", "宠物", "猫 狗 养 宠 pet cat dog", "养了{value}", denied="没养{value}"),
    _key("hobby", "爱好", "喜欢做 喜欢什么 兴趣 平时干 周末 hobby hobbies", "喜欢{value}", denied="不喜欢{value}"),
    _key("likes", "喜欢", "最喜欢 爱吃 爱听 爱看 favourite favorite like", "喜欢{value}", denied="不喜欢{value}"),
    _key("dislikes", "讨厌", "不喜欢 最怕 害怕 烦 hate dislike", "不喜欢{value}"),
    _key("catchphrase", "口头禅", "常说", "常说{value}"),
    _key("works", "代表作", "作品 写过 拍过 唱过", "的作品有{value}"),
    _key("species", "物种", "人类 机器人 是什么东西 是人吗 robot human", "是{value}", denied="不是{value}"),
    _key("era", "年代", "哪个朝代 什么时代 哪一年 era", "生活在{value}", denied="不生活在{value}"),
    _key("skill", "特长", "擅长 会什么 本事 good at", "擅长{value}", denied="不会{value}"),
    _key("dream", "梦想", "愿望 理想 想当 dream", "的梦想是{value}"),
    _key("dialect", "方言", "口音 dialect", "说{value}"),
    _key("food", "爱吃的", "吃什么 好吃 food eat", "爱吃{value}", denied="不吃{value}"),
    _key("been_to", "去过", "到过 been", "去过{value}", denied="没去过{value}"),
    _key("spouse", "配偶", "", "有{value}", denied="没有{value}"),
    _key("student", "学生身份", "", "是{value}", denied="不是{value}"),
    _key("province", "省份", "哪个省 province", "老家在{value}", denied="老家不在{value}"),
    _key("country", "国家", "哪国人 哪个国家 country", "老家在{value}", denied="老家不在{value}"),
    _key("birth_year", "出生年", "哪年的", "是{value}年出生的", denied="不是{value}年出生的"),
    _key("birth_month", "出生月", "几月的", "是{value}月出生的", denied="不是{value}月出生的"),
    _key("next_birthday", "下次生日", "", "下次生日是{value}"),
    _key("seniority", "长幼", "", "{value}", denied="不{value}"),
    _key("local_food", "家乡吃的", "", "老家有{value}", denied="老家没有{value}"),
    _key("landmark", "家乡名胜", "", "老家有{value}", denied="老家没有{value}"),
)

RELATIVES = frozenset({
    "爸爸", "父亲", "老爸", "爹", "妈妈", "母亲", "老妈", "娘", "爷爷", "奶奶", "外公", "外婆", "姥姥",
    "姥爷", "阿公", "阿婆", "哥哥", "大哥", "姐姐", "大姐", "弟弟", "妹妹", "丈夫", "老公", "妻子", "老婆",
    "媳妇", "老伴", "爱人", "未婚夫", "未婚妻", "男朋友", "女朋友", "对象", "儿子", "女儿", "闺女", "养女",
    "养子", "孙子", "孙女", "外孙", "外孙女", "女婿", "儿媳", "叔叔", "伯伯", "舅舅", "姑姑", "姨妈", "阿姨",
    "表哥", "表姐", "表弟", "表妹", "堂哥", "堂姐", "堂弟", "堂妹", "侄子", "侄女", "外甥", "外甥女", "师父",
    "师傅", "徒弟", "师兄", "师姐", "师弟", "师妹", "老师", "学生", "闺蜜", "好友", "朋友", "最好的朋友",
    "死党", "室友", "同学", "同事", "搭档", "老板", "邻居", "房东", "战友", "店长", "伙计", "朋友老顾",
})  # fmt: skip
"""Owners that are somebody's: 「我哥哥」. Any other owner is taken for a name."""

KEYS: dict[str, FactKey] = {entry.key: entry for entry in _TABLE}
BY_LABEL: dict[str, str] = {entry.label: entry.key for entry in _TABLE}


def canonical(key: str) -> str:
    """The key under its English name; a key of the author's own stays as it is."""
    return BY_LABEL.get(key, key)


def label(key: str) -> str:
    """How a Mandarin reader calls the key."""
    return KEYS[key].label if key in KEYS else key


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """`owner`'s `key` is `value`; with polarity `no`, it is not."""

    owner: str = SELF
    """`self`, or a relative, friend or pet as the persona calls them (「哥哥」)."""
    key: str
    value: str
    polarity: Polarity = "yes"
    since: str = ""
    """When it became so, ISO 8601 as far as it is known; empty when always or unknown."""

    @property
    def source(self) -> str:
        """How a trace names it."""
        return f"fact:{self.owner}.{self.key}"


def told(facts: Sequence[Fact]) -> str:
    """Facts of one owner under one key as the persona says them of itself (「我爱吃冰杨梅，不吃香菜」).

    Small models repeat what they are handed, and this may be repeated.
    """
    owner, key = facts[0].owner, facts[0].key
    words = KEYS.get(key) or _key(key, key, "", f"的{key}是{{value}}")
    parts = []
    forms: tuple[tuple[Polarity, str], ...] = (("yes", words.told), ("no", words.denied))
    for polarity, form in forms:
        values = list(dict.fromkeys(spoken(fact) for fact in facts if fact.polarity == polarity))
        if values:
            parts.append(_fitting(key, polarity, values, form).replace("{value}", "、".join(values)))
    return whose(owner) + "，".join(parts)


def _fitting(key: str, polarity: Polarity, values: Sequence[str], form: str) -> str:
    """The form that the values read naturally in, where that depends on them (「我的工作是守灯」, 「我服役七年了」)."""
    if key == "occupation" and not any(map(_SOMEBODY.search, values)):
        return "的工作是{value}" if polarity == "yes" else "不{value}了"
    if key == "works" and polarity == "no" and values[0][0] in "写画唱拍做编作演":
        return "不会{value}"
    if key == "age" and polarity == "yes" and not _NUMBER_FIRST.match(values[0]):
        return "{value}了"
    return form


# What somebody is, not what they do.
_SOMEBODY = re.compile(
    "[员师傅生手人长工者家医匠农夫贩兵警匪官吏侠客士僧道尼仙妖鬼神猫狗鸟妇娘佬童徒王后帝妃将帅侍卫探]$|掌柜|老板|司机|主播|模特|教练|经理|会计|助理|"
    "保安|导游|翻译|掌门|代表|编辑|作者|演员|队长|总监|厨子|大夫|郎中|秀才|书记|裁缝|兼职|教授|博士|硕士|法官|律师|歌手|偶像|[a-zA-Z]$"
)
_NUMBER_FIRST = re.compile(r"[\d零〇一二两三四五六七八九十百千万半几-]")


def whose(owner: str) -> str:
    """How the persona names an owner: 「我」, 「我哥哥」, but 「年糕」 by its own name."""
    return "我" if owner == SELF else f"我{owner}" if owner in RELATIVES else owner


_MARITAL = {"已婚": "结婚了", "未婚": "还没结婚", "离异": "离婚了"}
_GENDER = {"男": "男的", "女": "女的", "male": "男的", "female": "女的"}


def spoken(fact: Fact) -> str:
    """The value as it is said: a date in words, an age with its 「岁」, 「已婚」 as 「结婚了」."""
    if fact.key in ("marriage", "gender"):
        return (_MARITAL if fact.key == "marriage" else _GENDER).get(fact.value, fact.value)
    if found := re.fullmatch(r"(\d{4})-(\d\d?)-(\d\d?)", fact.value):
        year, month, day = (int(number) for number in found.groups())
        return f"{year}年{month}月{day}日"
    return f"{fact.value}岁" if fact.key == "age" and fact.value.isdigit() else fact.value
