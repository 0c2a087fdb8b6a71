"""The forms in which something is asked or supposed to be so, in the plain words that `wording` leaves."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from roleplay_lite.persona.questions.question import Asked
from roleplay_lite.persona.questions.relations import kin_words

Kind = Literal[
    "single",
    "married",
    "partner",
    "spouse",
    "divorced",
    "have",
    "pet",
    "gender",
    "taste",
    "skill",
    "either",
    "slot",
    "doing",
    "lacking",
    "relation",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Supposed:
    """Something that is asked or supposed to be so."""

    asked: Asked
    kind: Kind
    value: str = ""
    """What is supposed: a thing liked, an animal, a gender, the alternatives with 「|」 between them."""
    so: bool = True
    """False when it is supposed not to be."""
    why: bool = False
    """True when its reason is asked for."""
    neutral: bool = False
    """True of a question that expects neither answer (「有没有」)."""


POLAR_LEAD = re.compile(
    "(?:我(?:好像)?(?:听|听人|听别人|听他们)说(?:过)?|听(?:人|别人|他们|说是|闻)?说?|据说|有人说|他们说|大家都?说|都说|我记得|我(?:还|一直|原来|本来)*以为|我猜|我看|看来|看样子|敢情|合着|"
    "难道说?|莫非|莫不是|原来|所以说?|那么|该不会|不会|那|哎|咦|这么说(?:来)?|也就是说|好像|是说)(?:是)?(?=[你他她它，]|$|.)"
)


HEAD = re.compile(
    "(?P<why>为什么|怎么|为何|咋|干嘛|怎么会|凭什么)|是不是|是否|不是|有没有(?=结|养|谈|单|离|订)|已经|已|早就|早|居然|竟然|真|该不会|不会|还(?=[没未不单])|一直|到现在|至今|难道|莫非|会不会|应该|肯定|一定|其实|恐怕|大概|"
    "好像|可能|是(?=单身|已婚|未婚|光棍|离异)|一个|也"
)


CONFIRMS = re.compile(
    "(?:(?:，|,)?(?:才对吧?|对吧|对吗|对不对|是吧|是吗|是不是|没错吧|我?没(?:有)?(?:记|说|猜|听|看|搞)错吧?|对不|是不|是嘛|对嘛|对么|没错|right)[呀啊]?)+$"
)


FINAL = re.compile("(?P<neutral>没有|没|不|不是|了没|否)?$")


NOT = "(?P<no>没有|没|未|不|从没|从未|没有过|不曾|还没)?"


MARITAL: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    (
        "married",
        re.compile(
            f"{NOT}(?:结(?:过|了)?婚|成了?家|嫁|嫁了|娶了|领证|办酒|已婚|结)(?:了|过|的)?(?:人|妇女|男人|女人|人士)?"
        ),
    ),
    ("married", re.compile(f"(?:是)?(?:个)?{NOT}(?:结婚)(?:的)?(?:姑娘|小伙子?|人)")),
    ("married", re.compile("(?P<neutral>结没结|结婚没结|成没成)婚?(?:过)?")),
    (
        "single",
        re.compile(
            f"{NOT}(?:是)?(?:单身|未婚|光棍|单着|打光棍|不婚族|不婚主义)(?:狗|汉|贵族|人士|的|着|一人|一个)*(?:呢)?"
        ),
    ),
    (
        "partner",
        re.compile(
            f"{NOT}(?:在)?(?:谈(?:恋爱|对象|朋友|着|女朋友|男朋友)|恋爱|脱单|名花有主|有主|找对象|找到对象|处对象|交(?:男|女)朋友|热恋)(?:了|着|中|呢)?"
        ),
    ),
    ("divorced", re.compile(f"{NOT}(?:离(?:过|了)?婚|离异|离)(?:了|过|的)?")),
)


PARTNER_WORDS = "男朋友|女朋友|男女朋友|对象|男友|女友|恋人|女朋友或者男朋友|情人|男朋友或女朋友|男朋友或者女朋友"


SPOUSE_WORDS = "老婆|老公|妻子|丈夫|媳妇|太太|老伴|爱人|家室|夫人|婆娘|先生|娘子|夫君|相公"


ANIMAL = "猫咪|猫|狗狗|小狗|小猫|狗|鸟|驴|鱼|兔子|乌龟|仓鼠|海鸥|鹦鹉|马|牛|鸡|鸭|羊|蛇|龟|小鸟|宠物狗|宠物猫"


PET = re.compile(
    f"(?:家里?|屋里|店里|身边)?(?P<no>没有?|不)?(?:养没养|养不养|有没有养|有没有|养|有)(?:了|过|着)?(?:.{1}养)?(?:的)?(?:是)?(?:一)?(?:几|多少)?[只条头个匹]?(?:小)?(?P<pet>(?:{ANIMAL})(?:或|和|或者|养)?(?:{ANIMAL})?|宠物|牲口|小东西|什么小东西|活物|小动物|毛孩子|小宠物|动物)(?:当宠物|做伴|陪着?你?|陪伴)?"
)


TOPIC_FIRST = re.compile(
    "(?P<what>[^你他她它]{1,10}?)(?P<subject>你|他|她|它)?(?P<verb>喜不喜欢|爱不爱|喜欢|讨厌|怕|会不会|会)(?:吃|喝|玩|看|听)?|(?P<what2>[^你]{1,8}?)你?(?P<eat>吃|喝)得?(?:惯|来|下|了)"
)


EITHER = re.compile("(?P<one>.{1,12}?)(?:，)?还是(?P<two>.{1,12})")


VERB = re.compile(
    "^(?:是|住在?|家在|在|学的?是?|养的?是?|养了?|属于?|来自|喜欢|老家是?在?|做|当|叫)(?:的|了)?(?:一?[个只条头位])?"
)


GENDER = re.compile(
    "(?P<no>不)?是(?:个|一个|位)?(?:小)?(?P<man>男的|男人|男生|男孩子?|男性|男士|小伙子?|帅哥|小哥哥|大叔|老头子?|老爷爷|公的|雄的|爷们|汉子|先生|男|老爷们)|(?P<no2>不)?是(?:个|一个|位)?(?:小)?(?:女的|女人|女生|女孩子?|女性|女士|老太太|大妈|大娘|姑娘|美女|小姐姐|妹子|母的|雌的|女娃|丫头|阿姨|女|老太太)"
)


TASTE = re.compile(
    "(?P<no>不(?:太|怎么|是很|大)?)?(?:很|最|特别|挺|蛮|超|比较|真|好|平时|都|也|是不是|是|一定|肯定)*(?P<verb>喜不喜欢|爱不爱|喜欢不喜欢|喜欢|讨厌不讨厌|讨不讨厌|讨厌|烦不烦|烦|怕不怕|害怕|怕|反感|吃不吃|能吃|吃|喝不喝|喝|爱|不吃)(?P<what>.{1,14})"
)


SKILL = re.compile("(?P<no>不)?(?P<verb>会不会|会|能不能|能|可不可以|可以|懂不懂|懂|擅不擅长|擅长)(?P<what>.{1,12})")


KIN_OF = re.compile(
    "(?P<no>不)?(?:也)?(?:是|就是)(?:你家?的?)(?:那个)?(?:亲|小|大)?(?P<kin>{kin})".replace(
        "{kin}", "|".join(map(re.escape, (w for w in kin_words() if not w.isascii())))
    )
)


HAVE = re.compile(
    "(?:家里?)?(?P<head>有没有|没有|没|有|不是有|是不是有|带过|收过|收了|(?=几|多少))(?P<many>几个?|多少个?|几位)?(?:别的|其他的?|另外的?)?(?:一?[个位两俩])?(?:亲生的?|亲|小|大|自己的)?(?P<kin>{kin})(?:们)?(?:之类的|什么的)?".replace(
        "{kin}", "|".join(map(re.escape, (w for w in kin_words() if not w.isascii())))
    )
)


UNREAL = re.compile(
    "不就(?!是)|你说你|好歹|要是|如果|假如|假使|假设|倘若|翻译|怎么说|怎么写|用英语|用英文|什么意思|祝你|骗我|觉得|认为|你猜|帮我|给我|我该|该不该|我们|推荐|建议|应该(?=养|选|去)"
)


ASKS = re.compile(
    r"[?？]|吗|吧|(?<![什怎那多这])么|嘛|[没不]$|没有|是不是|有没有|对不对|没错|听说|听人|所以|难道|居然|该不会|呢$|什么|哪|谁|几|多[大少高久]|还.*[不没]$|(?:are|is|do|does) |([\u4e00-\u9fff])[不没]\1|可曾|可是|可好|可有|瞧着|看着|听着|听声"
)


WEAK = ("doing", "lacking", "taste", "skill")


VERBS_FIRST = "[吃喝抽养有打玩看听学说弹唱骑开拉写画怕爱会住]"
# 「香菜你吃不吃」, 「男朋友你有没有」: the thing first, then whom, then what is asked of it.
OBJECT_FIRST = re.compile(
    f"(?P<what>(?!我|他|她|它|咱|这|那|听|看|所以|难道|平时|现在|为)[^你什么哪谁，]{{1,7}}?)(?P<who>你)(?P<adverb>平时|一般|现在|到底)?"
    f"(?P<verb>(?P<v>{VERBS_FIRST})(?:不|没)(?:有(?<=没有))?(?P=v)?|有没有|喜不喜欢|喜欢不喜欢|(?:会|能|爱|喜欢|敢|还)?{VERBS_FIRST})(?P<asks>了?吗|嘛|不|没|没有|吧)?"
)
# What one goes by who has only seen or heard somebody.
BY_LOOKS = re.compile(
    "(?:听|看|瞧|凭)(?:你|这|那|着|得出)?(?:口音|声音|样子|打扮|穿着|名字|说话|语气|起来|上去|长相|架势|气质|派头)?(?:来|去|就)?"
)


REMARK = re.compile(
    "(?:看|听|瞧|凭|就)?你?(?:这|那|的)?(?:岁数|年纪|身板|个头|身高|样子|口音|声音|长相|体格|模样|打扮)(?:来看|来说)?|(?:你)?这么.{1,3}|看(?:着|起来|样子).{0,4}|真的|我(?:猜|看|觉得|记得|听说)|对吧|说实话|哈+|呵+|天[呐哪啊]|哇+"
)


def as_neutral(found: Supposed) -> Supposed:
    return Supposed(asked=found.asked, kind=found.kind, value=found.value, so=found.so, why=found.why, neutral=True)
