"""The keys under which a person's facts are kept: how many values may stand at once, and how each is told."""

from __future__ import annotations

import re
from dataclasses import dataclass

from roleplay_lite.memory.item import SELF, Cardinality, MemoryKind
from roleplay_lite.persona.facts import RELATIVES, Polarity


@dataclass(frozen=True, slots=True, kw_only=True)
class Predicate:
    """A key and its words."""

    key: str
    label: str
    """As a Mandarin reader writes it."""
    cardinality: Cardinality
    kind: MemoryKind
    told: str
    """What follows the subject when it is so (「住在{value}」)."""
    denied: str
    asked: tuple[str, ...] = ()
    """Words of a question that ask for it, Mandarin and English; the index keeps them with each row."""
    importance: float = 0.5
    private: bool = False
    """Not for other people's ears unless it is asked for by the person themselves."""


def _one(key: str, label: str, told: str, asked: str, denied: str = "", importance: float = 0.6) -> Predicate:
    return Predicate(
        key=key,
        label=label,
        cardinality="one",
        kind=MemoryKind.FACT,
        told=told,
        denied=denied or f"的{label}不是{{value}}",
        asked=(label, *asked.split()),
        importance=importance,
    )


def _many(
    key: str,
    label: str,
    told: str,
    denied: str,
    asked: str,
    *,
    kind: MemoryKind = MemoryKind.FACT,
    importance: float = 0.5,
    private: bool = False,
) -> Predicate:
    return Predicate(
        key=key,
        label=label,
        cardinality="many",
        kind=kind,
        told=told,
        denied=denied,
        asked=(label, *asked.split()),
        importance=importance,
        private=private,
    )


_TABLE = (
    _one("name", "名字", "叫{value}", "叫什么 姓什么 名字 name", "不叫{value}", 0.9),
    _one("nickname", "小名", "的小名叫{value}", "小名 外号 绰号 nickname"),
    _one("gender", "性别", "是{value}", "男的 女的 男孩 女孩", "不是{value}"),
    _one("age", "年龄", "今年{value}", "多大 几岁 岁数 年纪 old age"),
    _one("birthday", "生日", "的生日是{value}", "生日 几月几号生 哪年生 birthday", importance=0.9),
    _one("sign", "星座", "是{value}", "星座 什么座 sign", "不是{value}"),
    _one("zodiac", "属相", "属{value}", "属什么 生肖", "不属{value}"),
    _one("blood_type", "血型", "是{value}型血", "血型 blood", "不是{value}型血"),
    _one("height", "身高", "身高{value}", "多高 tall"),
    _one("weight", "体重", "体重{value}", "多重 几斤"),
    _one("residence", "住处", "住在{value}", "住哪 住在哪 家在哪 搬 地址 live", "不住在{value}", 0.8),
    _one("hometown", "老家", "老家在{value}", "老家 哪里人 哪儿人 来自 hometown from", "老家不在{value}", 0.7),
    _one("occupation", "工作", "是{value}", "做什么工作 干什么的 什么职业 上班 job work", "不是{value}", 0.8),
    _one("workplace", "单位", "在{value}上班", "在哪上班 哪家公司 单位 company", "不在{value}上班", 0.7),
    _one("school", "学校", "在{value}上学", "哪个学校 在哪上学 school", "不在{value}上学", 0.7),
    _one("grade", "年级", "上{value}", "几年级 上几 grade", "不上{value}", 0.7),
    _one("major", "专业", "学的是{value}", "学什么 专业 major", "学的不是{value}"),
    _one("marriage", "婚姻", "{value}", "结婚 单身 离婚 married", "没有{value}", 0.8),
    _one("wakes", "起床", "{value}起床", "几点起 起床", "不是{value}起床"),
    _one("sleeps", "睡觉", "{value}睡觉", "几点睡 睡觉", "不是{value}睡觉"),
    _one("commute", "上下班", "{value}上下班", "怎么上班 怎么去上班 commute", "不{value}上下班"),
    _many("pet", "宠物", "养了{value}", "没养{value}", "宠物 养 猫 狗 pet"),
    _many("family", "家人", "有{value}", "没有{value}", "家人 家里 几个 孩子 family", kind=MemoryKind.RELATION),
    _many("is", "身份", "是{value}", "不是{value}", "是什么 是谁", kind=MemoryKind.RELATION),
    _many("allergy", "过敏", "对{value}过敏", "对{value}不过敏", "过敏 不能吃 allergic", importance=1.0, private=True),
    _many("health", "身体", "有{value}", "没有{value}", "身体 病 毛病 吃药 health", importance=0.9, private=True),
    _many("diet", "忌口", "{value}", "不再{value}", "忌口 吃素 不吃 diet", importance=0.8),
    _many("likes", "喜欢", "喜欢{value}", "不喜欢{value}", "喜欢 爱 最爱 爱吃 爱喝 爱听 爱看 like favourite",
          kind=MemoryKind.PREFERENCE, importance=0.4),
    _many("dislikes", "不喜欢", "不喜欢{value}", "不讨厌{value}", "讨厌 不喜欢 烦 hate dislike",
          kind=MemoryKind.PREFERENCE, importance=0.4),
    _many("fears", "害怕", "怕{value}", "不怕{value}", "怕 害怕 恐 afraid", kind=MemoryKind.PREFERENCE),
    _many("skill", "会", "会{value}", "不会{value}", "会什么 会不会 擅长 can", importance=0.4),
    _many("habit", "习惯", "{value}", "不{value}", "习惯 每天 平时 常 habit", importance=0.4),
    _many("owns", "有", "有{value}", "没有{value}", "有没有 车 房 own have", importance=0.4),
    _many("studies", "在学", "在学{value}", "没在学{value}", "在学什么 学 learn", importance=0.5),
    _many("dream", "愿望", "想{value}", "不想{value}", "梦想 愿望 理想 dream", importance=0.6),
    _many("been_to", "去过", "去过{value}", "没去过{value}", "去过 到过 been", importance=0.4),
    _many("plan", "打算", "{value}", "不{value}了", "打算 计划 要去 安排 什么时候 plan",
          kind=MemoryKind.PLAN, importance=0.7),
    _many("event", "经历", "{value}", "没{value}", "什么时候 哪天 发生 上次 那天 when",
          kind=MemoryKind.EVENT, importance=0.5),
    _many("note", "记着", "{value}", "不是{value}", "记住 记着 提醒 在哪 remember",
          kind=MemoryKind.NOTE, importance=0.8),
    _many("summary", "聊过的事", "{value}", "没有{value}", "", kind=MemoryKind.SUMMARY, importance=0.3),
    _many("reflection", "大概", "{value}", "不{value}", "", kind=MemoryKind.REFLECTION, importance=0.3),
)  # fmt: skip

PREDICATES: dict[str, Predicate] = {entry.key: entry for entry in _TABLE}
MADE = frozenset({"summary", "reflection"})
"""Keys of what nobody told: it was made of what was (`consolidation/`)."""


def predicate(key: str) -> Predicate:
    """The key's entry; a word of the person's own (「车牌号」) holds one value, and is told with it."""
    return PREDICATES.get(key) or _one(key, key, f"的{key}是{{value}}", key)


_PLAIN = frozenset({"plan", "event", "habit", "diet", "note"})


def told(
    subject: str, key: str, value: str, *, polarity: Polarity = "yes", to: str = "", possessive: str = "的"
) -> str:
    """It as a sentence: of 「对方」, or, with `to` 「你」, as the character says it to the person.

    「对方的女儿上三年级」, 「你女儿上三年级」; a friend with a name is called by it.
    """
    entry = predicate(key)
    form = entry.told if polarity == "yes" else entry.denied
    if to:
        value = turned(value, to)
    if key == "occupation" and polarity == "yes" and value.startswith(_DOING):
        # 「你开花店」, not 「你是开花店」.
        form = "{value}"
    return whose(subject, to=to, possessive=possessive) + form.replace("{value}", value)


_DOING = tuple("开做当搞卖教跑修写管干画送带种养拍在")


def turned(value: str, to: str) -> str:
    """The person's own words from where it is said: 「来看我们」 is 「来看你们」 to them."""
    if to == "对方":
        return re.sub("(?<!自)(?:我们|咱们)", "他们", value).replace("我", "对方")
    return re.sub("我(?!国|校)", to, value).replace("咱们", f"{to}们")


def whose(subject: str, *, to: str = "", possessive: str = "的") -> str:
    """The one it is about: 「对方」, 「对方的女儿」, 「同事小李」; with `to` 「你」, 「你」 and 「你女儿」."""
    person = to or "对方"
    if subject == SELF:
        return person
    if subject in RELATIVES or subject.startswith(tuple(RELATIVES)):
        return f"{person}{subject}" if to else f"{person}{possessive}{subject}"
    return subject
