"""Whom a clause of a person's is about: themselves, one of theirs, somebody with a name, or nobody that matters. Pure.

People are called as the person calls them, without 「我」; words for the same relation meet in one (「我闺女」 and
「我女儿」 are 「女儿」).
"""

# ruff: noqa: E501 - one pattern a line: a table is read across.

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from roleplay_lite.memory.item import SELF

OTHER = "\x00"
"""The subject of a clause about somebody who is none of the person's."""

_SAME = """
妈妈 妈 老妈 母亲 娘 老娘 妈咪 老妈子 娘亲 mom mum mother mama
爸爸 爸 老爸 父亲 爹 老爹 爸比 老爷子 dad father papa
爷爷 爷 祖父 grandpa grandfather
奶奶 祖母 嫲嫲 grandma grandmother
外公 姥爷 外爷
外婆 姥姥 婆婆辈
哥哥 哥 老哥 亲哥 brother
姐姐 姐 老姐 亲姐 sister
弟弟 弟 老弟 亲弟 细佬
妹妹 妹 老妹 亲妹 小妹妹 幺妹 细妹
老公 丈夫 先生 我家那位 孩子他爸 孩他爸 孩儿他爸 娃他爸 husband
老婆 妻子 媳妇 媳妇儿 太太 内人 孩子他妈 孩他妈 孩儿他妈 娃他妈 wife
老伴 老伴儿
爱人
对象 partner
男朋友 男友 男票 boyfriend
女朋友 女友 女票 girlfriend
未婚夫 fiancé fiance
未婚妻 fiancée fiancee
前夫
前妻
前男友
前女友
女儿 闺女 囡囡 姑娘 丫头 囡 daughter
儿子 仔仔 son
爸妈 父母 爸爸妈妈 parents
小姨子
大姨子
小舅子
大舅子
小叔子
小姑子
孩子 娃 小孩 宝宝 宝贝 娃娃 娃儿 小朋友 小家伙 kid child baby
大女儿 大闺女 老大闺女
小女儿 小闺女
大儿子
小儿子
双胞胎
孙子 孙儿 小孙子 大孙子 grandson
孙女 孙女儿 小孙女 大孙女 granddaughter
外孙 外孙子
外孙女
女婿
儿媳 儿媳妇
岳父 丈人 老丈人
岳母 丈母娘
公公
婆婆
嫂子
姐夫
妹夫
弟媳 弟妹
大哥|
二哥|
大姐|
二姐|
三姐|
大伯 伯伯 伯父
伯母 大妈
叔叔 叔 uncle
二叔|
三叔|
婶婶 婶子
舅舅 舅
大舅|
二舅|
小舅|
舅妈
姑姑 姑 姑妈 aunt
大姑|
小姑|
姑父 姑丈
姨妈 大姨 姨
小姨|
二姨|
姨父
阿姨|
表哥 cousin
表姐|
表弟|
表妹|
堂哥|
堂姐|
堂弟|
堂妹|
侄子 侄儿 nephew
侄女 侄女儿 niece
外甥|
外甥女|
干妈|
干爹 干爸
后妈 继母
后爸 继父
太奶奶|
太爷爷|
"""
_AROUND = """
朋友 friend
好朋友
最好的朋友
闺蜜 闺密
死党
发小
兄弟
哥们 哥们儿
姐妹
同学 classmate
大学同学
高中同学
初中同学
小学同学
老同学
同桌
同事 colleague coworker
女同事 同事
男同事 同事
室友 舍友 roommate flatmate
大学室友
合租室友
邻居 neighbour neighbor
老板 boss
领导
上司
主管
经理
组长
师傅
师父
徒弟
老师 teacher
班主任
导师 supervisor
学生 student
房东 landlord
保姆
助理
搭档
客户
队友
教练 coach
战友
老乡
网友
师兄
师姐
师弟
师妹
学长
学姐
学弟
学妹
"""
PETS = (
    r"(?:(?:小|大|老|橘|黑|白|花|黄|灰|蓝|土|流浪|三花|狸花|布偶|英短|美短|暹罗|加菲|折耳|奶牛)*(?:猫咪?|喵)|(?:小|大|老|黑|白|花|黄|土|柴|金毛|流浪|拉布拉多)*(?:狗狗?|狗子|犬)|金毛|泰迪|柯基|柴犬|哈士奇|二哈|边牧|萨摩耶|博美|"
    r"比熊|拉布拉多|法斗|吉娃娃|雪纳瑞|德牧|英短|美短|布偶|橘猫|(?:小|大|白|垂耳)*兔子?|仓鼠|金丝熊|龙猫|豚鼠|乌龟|鹦鹉|八哥|画眉|(?:小)?鸟|金鱼|锦鲤|鱼|蜥蜴|守宫|刺猬|羊驼|鸽子|蛐蛐|蝈蝈|鹌鹑|鸡|鸭子?|鹅|蚕)"
)
"""Words for animals that are kept."""
_PET_SAME = {"猫咪": "猫", "喵": "猫", "狗狗": "狗", "狗子": "狗", "犬": "狗", "小猫": "猫", "小狗": "狗"}
_GROUP = (
    r"(?:大学|高中|初中|小学|研究生|公司|单位|隔壁|楼上|楼下|对门|合租|以前的?|新|老|好|女|男|铁|前|部门|幼儿园|顶头)?"
)
_SURNAME = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾萧田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤裴佟"
_STARTS = r"(?=是|在|住|结|离|有|养|喜|爱|不|没|上|会|想|要|下|今|明|昨|前|后|对|怕|叫|属|刚|去|来|搬|考|怀|生(?!日)|的|他|她|也|最|都|已|从|跟|和|给|才|就|又|家|周|这|每|得|做|当|把|被|平|特|老是|讨|马上|要|\d|，|$)"
NAME = (
    rf"(?:[小老阿大](?!家|学|人|妹|弟|哥|姐|孩|区|时|朋|伙|爷|妈|爸|板|师|家|公|婆|伴|是|概|约|部|多|姨|女|儿|猫|狗|叔|伯|姑|舅)[\u4e00-\u9fff]|[小老阿][\u4e00-\u9fff](?:子|儿)|[{_SURNAME}](?:哥|姐|总|叔|姨|工|老师|师傅|医生|阿姨|叔叔|大爷|大妈|奶奶|爷爷|教练|经理)|"
    rf"[{_SURNAME}](?!是|在|不|有|了)[\u4e00-\u9fff]{{1,2}}?|(?P<twice>[\u4e00-\u9fff])(?P=twice)|[A-Z][a-z]+)"
)
"""What a name may look like behind 「我同事」."""
_PRONOUN = r"[他她它](?!们|俩)"


def _table(text: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for line in text.strip().splitlines():
        words = [word.rstrip("|") for word in line.split()]
        for word in words:
            found.setdefault(word, words[0])
    return found


_KIN = _table(_SAME)
_FRIENDS = _table(_AROUND)
_ANYBODYS = frozenset(
    {"孩子", "妈妈", "爸爸", "奶奶", "爷爷", "阿姨", "叔叔", "女儿", "儿子", "爱人", "对象", "双胞胎"}
)
"""Said without 「我」, they may be anybody's."""


def _choice(words: list[str]) -> str:
    return "|".join(sorted(words, key=len, reverse=True))


ANYBODY = _choice([w for w in (*_KIN, *_FRIENDS) if not w.isascii() and len(w) > 1])
"""Relations and acquaintances by words that stand for nothing else."""
_ONE_SIGN = r"妈(?!呀|耶|的)|爸|爹|娘(?!家|们)|哥(?!们)|姐(?!妹|夫)|弟(?!兄|媳|妹)|妹(?!夫|子)|爷|舅(?!妈)|姑(?!娘|父|丈)|叔|姨(?!父)|娃"
NOT_BEFORE_ME = "和跟给对比像让叫把被帮陪替问说为当等看听想爱骂夸教找认猜得道以喜欢知是或与么来过吃喝穿用送借告诉劝怪求管带接请骗害气逼嫌着向由连令使催送养逗约喊劝拉到在伴疼宠惯除据及而讲论归的"
"""Signs after which 「我」 is an object and opens no clause."""

_ENGLISH = "|".join(sorted((w for w in (*_KIN, *_FRIENDS) if w.isascii()), key=len, reverse=True))


def canonical(word: str) -> str:
    """The word that stands for somebody (「闺女」: 「女儿」); a word that is no relation stays as it is."""
    return _KIN.get(word) or _FRIENDS.get(word) or _PET_SAME.get(word, word)


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """The beginning of a clause."""

    rest: str
    """What is said of it."""
    who: str = ""
    """`SELF`, a word for somebody, `OTHER`, or "" where the clause names none."""
    we: bool = False
    """True where others are with it (「我们」, 「我和老公」)."""
    mine: bool = False
    """True where the words say whose (「我妈」, not 「妈妈」)."""
    name: str = ""
    """A name said along with the relation (「我女儿朵朵」)."""
    home: bool = False
    """True for 「我家」, whose place is where the person lives."""
    pet: bool = False
    named: bool = True
    """False where the clause itself names nobody."""
    beside: str = ""
    """Who is with the person, of whom the clause tells the same (「我跟我爱人都是老师」)."""
    relation: str = ""
    """The relation of somebody who is called by name (「我室友Jessica」)."""


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    person = rf"(?:{_GROUP}(?:{ANYBODY})(?!子)|{_ONE_SIGN}|boss|daddy|mommy)"
    return {
        "we": re.compile(
            r"(?:我们俩?|咱们俩?|俺们|我俩|咱俩|我(?=两口子))(?:全家|一家(?:人|[三四五]口)?|两口子|两个|几个|大家|班|宿舍|公司|部门|单位|学校|team|组|寝室)*(?!家)"
        ),
        "with": re.compile(rf"(?:我|俺)(?:和|跟|与)(?:我)?(?:的)?(?P<p>{person})(?P<n>{NAME}(?=.))?(?:两个人|俩|一起|都)*"),
        "person": re.compile(
            rf"(?P<me>(?:我|俺|咱)(?:们)?(?:的|家的?|家里的?)?(?:那个?|这个?|有个|亲)?)?(?P<p>{person})"
        ),
        "pet": re.compile(rf"(?P<me>(?:我|俺|咱)(?:们)?(?:的|家的?|家里的?|养的)?)(?:那|这)?(?:只|条|个|头)?(?:养的)?(?P<p>{PETS})(?!叫|粮|砂|咖|舍|毛|鱼片)(?:他|她|它)?|(?P<me2>(?:我|俺|咱)(?:们)?(?:的|家的?|家里的?|养的)?)(?:那|这)?(?:只|条|个|头)?(?P<p2>{PETS})(?=叫)"),
        "me": re.compile(r"(?:我|俺|咱|本人|阿拉)(?!们|俩|国|方)(?:这个人|这人|自己|本人|呀|啊|呢|吧(?=[^，]))?"),
        "he": re.compile(_PRONOUN),
        "name": re.compile(rf"(?P<n>{NAME}){_STARTS}"),
        "plain_name": re.compile(rf"(?P<n>[小老阿](?!家|学|人|妹|弟|哥|姐|孩|区|时|朋|伙|爷|妈|爸|板|师|公|婆|伴|是)[\u4e00-\u9fff]|[{_SURNAME}](?:哥|姐|总|叔|姨|老师|师傅|阿姨|叔叔|大爷|教练))(?=是|结婚|离婚|住|在|怀孕|生了|有|对|喜欢|不|没|养|要|今|明|昨|上|下|搬|考)"),
        "other": re.compile(
            r"(?:你|您|他们|她们|它们|他俩|她俩|人家|别人|大家|有人|有的人|某人|谁|这(?!周|个周|个月|几天|两天|学期|礼拜|星期|里|儿|边)|那(?!时|年|天|个月)|对方|现在的人|年轻人|小孩子|人(?=哪|啊|都|总))"
        ),
    }  # fmt: skip


_HOME = re.compile(r"(?:我|俺|咱)们?家(?:里)?")
_BETWEEN = re.compile(r"(?:[他她它](?!们)|这个?人|现在|最近)?")


def subject_of(text: str, *, third: str = "", known: frozenset[str] = frozenset()) -> Subject:
    """The subject and the rest. `third` is whom 「她」 means; `known` are names that were told before."""
    found = _patterns()
    if named := next((name for name in sorted(known, key=len, reverse=True) if text.startswith(name)), ""):
        return Subject(rest=_pronounless(text[len(named) :]), who=named, mine=True)
    if hit := found["with"].match(text):
        return Subject(rest=text[hit.end() :], who=SELF, we=True, mine=True, beside=canonical(hit["p"]))
    if (hit := found["we"].match(text)) and not re.match(r"(?:我|咱)们家", text):
        return Subject(rest=text[hit.end() :], who=SELF, we=True, mine=True)
    if (hit := found["person"].match(text)) and (hit["me"] or len(hit["p"]) > 1):
        if not (hit["me"] or "").endswith("有个"):
            return _person(text, hit)
    if hit := found["pet"].match(text):
        who = canonical(hit["p"] or hit["p2"])
        return Subject(rest=_of(text[hit.end() :]), who=who, mine=True, pet=True)
    if (hit := _HOME.match(text)) and not text[hit.end() :].startswith(("乡", "长", "具", "庭", "教", "政")):
        return Subject(rest=text[hit.end() :].removeprefix("的"), who=SELF, home=True, mine=True)
    if hit := found["me"].match(text):
        return Subject(rest=text[hit.end() :], who=SELF, mine=True)
    if hit := found["he"].match(text):
        return Subject(rest=_of(text[hit.end() :]), who=third or OTHER, mine=bool(third))
    if found["other"].match(text):
        return Subject(rest=text, who=OTHER)
    if hit := found["plain_name"].match(text):
        return Subject(rest=text[hit.end() :], who=hit["n"])
    return Subject(rest=text)


def _person(text: str, hit: re.Match[str]) -> Subject:
    word = hit["p"]
    who = canonical(word)
    rest = _pronounless(text[hit.end() :])
    mine = bool(hit["me"])
    if rest.startswith(("们", "、", "和", "跟", "与")) and not re.match(
        r"[和跟与][^，]{1,8}(?:吵|离|分|结|去|住|在)", rest
    ):
        return Subject(rest=rest, who=OTHER)
    kin = who in _KIN.values()
    name = _patterns()["name"].match(rest)
    if name and mine and (not kin or re.fullmatch(r"(.)\1|[小阿].", name["n"])):
        rest = _pronounless(rest[name.end() :])
        if kin:
            return Subject(rest=_of(rest), who=who, mine=mine, name=name["n"])
        return Subject(rest=_of(rest), who=f"{word}{name['n']}", mine=mine, name=name["n"], relation=word)
    if (of := re.match(r"(?:的|他|她|家)?(?=(?:" + ANYBODY + "))", rest)) and mine and not rest.startswith("家"):
        inner = re.match(rf"(?:{ANYBODY})", rest[of.end() :])
        assert inner
        after = _pronounless(rest[of.end() + inner.end() :])
        return Subject(rest=_of(after), who=f"{who}的{canonical(inner[0])}", mine=mine)
    if not mine and rest.startswith("都"):
        return Subject(rest=rest, who=OTHER)
    if not mine and not kin and who not in ("班主任", "同桌", "室友", "闺蜜", "房东"):
        # 「老师是辛苦的」 is said of any.
        return Subject(rest=rest, who=OTHER)
    return Subject(rest=_of(rest), who=who, mine=mine or (kin and len(word) > 1 and who not in _ANYBODYS))


def _pronounless(rest: str) -> str:
    return rest[_BETWEEN.match(rest).end() :] if rest[:1] in "他她它这" else rest  # type: ignore[union-attr]


def _of(rest: str) -> str:
    """「的生日」 as 「生日」."""
    return rest[1:] if rest.startswith("的") and len(rest) > 2 else rest


def english_kin() -> str:
    """The English words for people, for patterns."""
    return _ENGLISH
