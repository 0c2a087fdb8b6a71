"""Words for relatives and friends, Mandarin and English, and which of them stand for the same."""

from __future__ import annotations

# One relation a line; any word of a line may ask for an owner that is called by another word of it.
_RELATIONS = """
爸爸 爸 父亲 老爸 老爹 爹爹 爹 阿爸 阿爹 令尊 dad father daddy papa
妈妈 妈 母亲 老妈 阿妈 阿娘 娘亲 老娘 娘 令堂 mom mum mother mommy
哥哥 令兄 哥 大哥 二哥 三哥 老哥 阿哥 兄长 亲哥 brother bro
姐姐 令姐 姐 大姐 二姐 三姐 老姐 阿姐 亲姐 sister sis
弟弟 弟 小弟 老弟 阿弟 二弟 亲弟 令弟 brother bro
妹妹 妹 小妹 老妹 阿妹 妹子 亲妹 令妹 sister sis
爷爷 爷 祖父 阿爷 grandpa grandfather granddad
奶奶 奶 祖母 阿奶 grandma grandmother granny
外公 姥爷 外祖父 阿公 grandpa grandfather
外婆 姥姥 外祖母 阿婆 grandma grandmother granny
妻子 老婆 媳妇 太太 夫人 老伴 爱人 内人 娘子 家属 大娘 师娘 师母 婆娘 wife
丈夫 老公 先生 老伴 爱人 夫君 相公 官人 男人 husband
男朋友 男友 对象 boyfriend
女朋友 女友 对象 girlfriend
儿子 大儿子 小儿子 养子 干儿子 公子 令郎 犬子 son
女儿 闺女 丫头 大女儿 小女儿 养女 干女儿 千金 令爱 daughter
孙子 孙 grandson
孙女 granddaughter
外孙 外孙子
外孙女
叔叔 叔 uncle
伯伯 大伯 伯父
舅舅 舅 uncle
姑姑 姑妈 aunt
阿姨 姨妈 小姨 大姨 姨 aunt
嫂子 嫂嫂
姐夫
弟媳 弟妹 弟媳妇
妹夫
儿媳 儿媳妇
女婿
公公
婆婆
岳父 丈人 老丈人
岳母 丈母娘
表哥 cousin
表姐 cousin
表弟 cousin
表妹 cousin
堂哥 cousin
堂姐 cousin
堂弟 cousin
堂妹 cousin
侄子 nephew
侄女 niece
外甥 nephew
外甥女 niece
未婚夫 fiance
未婚妻 fiancee
师父 师傅 恩师
徒弟 徒儿 学徒 小徒弟 弟子 apprentice student
师兄
师姐
师弟
师妹
老师 teacher
学生 student
闺蜜 好闺蜜 朋友 bestie friend
朋友 好朋友 哥们 friend buddy
室友 舍友 roommate
同学 classmate
同事 coworker colleague
搭档 partner
老板 上司 领导 boss
店长 老板 boss manager
邻居 neighbour neighbor
房东 landlord
战友
伙计 小二 店小二 小伙计 店伙计 帮工
"""


GENERIC = {
    "爸妈": "爸爸 妈妈", "父母": "爸爸 妈妈", "爸爸妈妈": "爸爸 妈妈", "爹妈": "爸爸 妈妈", "爹娘": "爸爸 妈妈",
    "双亲": "爸爸 妈妈", "二老": "爸爸 妈妈", "妈妈爸爸": "爸爸 妈妈", "家长": "爸爸 妈妈", "parents": "爸爸 妈妈",
    "孩子": "儿子 女儿", "小孩": "儿子 女儿", "娃": "儿子 女儿", "儿女": "儿子 女儿", "子女": "儿子 女儿",
    "宝宝": "儿子 女儿", "children": "儿子 女儿", "kids": "儿子 女儿", "child": "儿子 女儿", "kid": "儿子 女儿",
    "兄弟姐妹": "哥哥 姐姐 弟弟 妹妹", "兄弟姊妹": "哥哥 姐姐 弟弟 妹妹", "手足": "哥哥 姐姐 弟弟 妹妹",
    "siblings": "哥哥 姐姐 弟弟 妹妹", "兄弟": "哥哥 弟弟", "姐妹": "姐姐 妹妹", "姊妹": "姐姐 妹妹",
    "哥哥姐姐": "哥哥 姐姐", "弟弟妹妹": "弟弟 妹妹", "brothers": "哥哥 弟弟", "sisters": "姐姐 妹妹",
    "爷爷奶奶": "爷爷 奶奶", "外公外婆": "外公 外婆", "姥姥姥爷": "外婆 外公", "grandparents": "爷爷 奶奶 外公 外婆",
    "伴": "妻子 丈夫", "spouse": "妻子 丈夫", "对象": "女朋友 男朋友 妻子 丈夫 未婚妻 未婚夫",
    "哥哥弟弟": "哥哥 弟弟", "姐姐妹妹": "姐姐 妹妹",
}  # fmt: skip


PARTNERS = ("妻子", "丈夫", "男朋友", "女朋友", "未婚夫", "未婚妻")


SIBLINGS = ("哥哥", "姐姐", "弟弟", "妹妹")


LISTED = frozenset({*SIBLINGS, *PARTNERS, "儿子", "女儿", "孙子", "孙女"})
"""Relations that a list of one's family does not leave out; parents and the like go without saying."""


# What may not follow a short word, or what it is then part of.
UNLESS = {
    "爸": "妈", "妈": "呀|祖", "哥": "们|特", "姐": "夫|妹", "弟": "兄|子|媳|妹", "妹": "子|夫", "爷": "们", "奶": "茶|油|粉|牛|瓶|酪",
    "娘": "家|子", "孙": "子|女", "叔": "叔", "舅": "妈|舅", "姑": "娘|姑", "姨": "妈", "丫头": "片", "先生": "贵姓", "男人": "还是",
    "伴": "侣|娘", "对象": "棋", "娃": "娃", "小子": "们", "朋友": "圈", "兄弟": "姐|姊", "学生": "还是|证", "老师": "傅",
}  # fmt: skip


GROUPS = {line.split()[0]: tuple(line.split()) for line in _RELATIONS.strip().split("\n")}


WORDS: dict[str, tuple[str, ...]] = {}


for _relation, _words in GROUPS.items():
    for _word in _words:
        WORDS[_word] = (*WORDS.get(_word, ()), _relation)


for _word, _relations in GENERIC.items():
    WORDS[_word] = tuple(_relations.split())


MALE = frozenset(
    [
        "爸爸",
        "哥哥",
        "弟弟",
        "爷爷",
        "外公",
        "丈夫",
        "男朋友",
        "儿子",
        "孙子",
        "外孙",
        "叔叔",
        "伯伯",
        "舅舅",
        "姐夫",
        "妹夫",
        "女婿",
        "公公",
        "岳父",
        "表哥",
        "表弟",
        "堂哥",
        "堂弟",
    ]
)


FEMALE = frozenset(
    [
        "妈妈",
        "姐姐",
        "妹妹",
        "奶奶",
        "外婆",
        "妻子",
        "女朋友",
        "女儿",
        "孙女",
        "外孙女",
        "姑姑",
        "阿姨",
        "嫂子",
        "弟媳",
        "儿媳",
        "婆婆",
        "岳母",
        "表姐",
        "表妹",
        "堂姐",
        "堂妹",
        "闺蜜",
    ]
)


def relations_of(word: str) -> tuple[str, ...]:
    """The relations that a kin word may stand for; none when it is no kin word."""
    return WORDS.get(word, ())


def kin_words() -> list[str]:
    """Every kin word, the longest first."""
    return sorted(WORDS, key=len, reverse=True)


def relation(owner: str) -> str:
    """The word that stands for the owner's relation; empty when the owner is called by no kin word."""
    if owner in GROUPS:
        return owner
    if head := next((word for word in GROUPS if owner.startswith(word)), ""):
        return head
    found = WORDS.get(owner) or next((WORDS[w] for w in kin_words() if len(w) > 1 and owner.startswith(w)), ())
    return found[0] if found else ""


def english_relation(owner: str) -> str:
    """The English word for the owner's relation (`sister`); empty when there is none."""
    return next((word for word in GROUPS.get(relation(owner), ()) if word.isascii()), "")


def fits(pronoun: str, owner: str) -> bool:
    """False when 「他」 or 「她」 cannot be that owner."""
    return relation(owner) not in (FEMALE if pronoun == "他" else MALE if pronoun == "她" else ())
