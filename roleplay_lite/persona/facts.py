"""Facts about a persona, as data: whose, which key, what value, since when."""

from __future__ import annotations

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


def _key(key: str, label: str, asked: str) -> FactKey:
    return FactKey(key=key, label=label, asked=(label, *asked.split()))


_TABLE = (
    _key("name", "名字", "叫什么 你叫 是谁 姓什么 怎么称呼 who name"),
    _key("gender", "性别", "男的 女的 男生 女生 男孩 女孩 gender"),
    _key("age", "年龄", "多大 几岁 岁数 年纪 old age"),
    _key("birthday", "生日", "出生 哪年生 几月几号 过生日 birthday born"),
    _key("sign", "星座", "什么座 sign zodiac"),
    _key("zodiac", "生肖", "属什么 属相"),
    _key("hometown", "家乡", "老家 哪里人 哪儿人 来自 hometown from"),
    _key("residence", "现居", "住哪 住在 住哪儿 家在 live lives"),
    _key("occupation", "职业", "做什么工作 干什么的 上班 工作 职务 job work"),
    _key("workplace", "单位", "在哪上班 在哪工作 哪家公司 company"),
    _key("school", "学校", "哪个大学 哪所 上学 读书 毕业 school college university"),
    _key("major", "专业", "学什么 什么系 major study"),
    _key("height", "身高", "多高 个子 tall height"),
    _key("weight", "体重", "多重 胖 weight"),
    _key("family", "家庭成员", "家里人 家人 几口人 兄弟姐妹 family"),
    _key("marriage", "婚姻", "结婚 对象 男朋友 女朋友 单身 老公 老婆 married boyfriend girlfriend"),
    _key("pet", "宠物", "猫 狗 养 宠 pet cat dog"),
    _key("hobby", "爱好", "喜欢做 喜欢什么 兴趣 平时干 周末 hobby hobbies"),
    _key("likes", "喜欢", "最喜欢 爱吃 爱听 爱看 favourite favorite like"),
    _key("dislikes", "讨厌", "不喜欢 最怕 害怕 烦 hate dislike"),
    _key("catchphrase", "口头禅", "常说"),
    _key("works", "代表作", "作品 写过 拍过 唱过"),
    _key("species", "物种", "人类 机器人 什么东西 是人吗 robot human"),
    _key("era", "年代", "哪个朝代 什么时代 哪一年 era"),
    _key("skill", "特长", "擅长 会什么 本事 good at"),
    _key("dream", "梦想", "愿望 理想 想当 dream"),
    _key("dialect", "方言", "口音 dialect"),
    _key("food", "爱吃的", "吃什么 好吃 food eat"),
)

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

    @property
    def sentence(self) -> str:
        """The fact as the persona says it of itself (「我的家乡是浙江绍兴」): small models repeat what they are handed,
        and this may be repeated."""
        whose = "我的" if self.owner == SELF else f"我{self.owner}的"
        if self.polarity == "no":
            return f"{whose}{label(self.key)}不是{self.value}"
        return f"{whose}{label(self.key)}是{self.value}"
