"""How a person may be called whose name is known: without the family name, 老王, 小明, 阿明, 王老师, in pinyin."""

from __future__ import annotations

import itertools
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

_SURNAMES = frozenset(
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎鲁韦昌马苗凤花方俞任袁柳酆鲍史唐费廉"
    "岑薛雷贺倪汤滕殷罗毕郝邬安常乐于时傅皮卞齐康伍余元卜顾孟平黄和穆萧尹姚邵湛汪祁毛禹狄米贝明臧计伏成戴谈宋茅庞熊纪舒屈项祝董梁杜阮蓝闵"
    "席季麻强贾路娄危江童颜郭梅盛林刁钟徐邱骆高夏蔡田樊胡凌霍虞万支柯昝管卢莫经房裘缪干解应宗丁宣贲邓郁单杭洪包诸左石崔吉钮龚程嵇邢滑裴陆"
    "荣翁荀羊惠甄曲家封芮储靳汲邴糜松井段富巫乌焦巴弓牧隗山谷车侯宓蓬全郗班仰秋仲伊宫宁仇栾暴甘厉戎祖武符刘景詹束龙叶幸司韶郜黎薄印宿白怀"
    "蒲邰从鄂索咸籍赖卓蔺屠蒙池乔阴胥能苍双闻莘党翟谭贡劳逄姬申扶堵冉宰郦雍璩桑桂濮牛寿通边扈燕冀郏浦尚农温别庄晏柴瞿阎充慕连茹习宦艾鱼容"
    "向古易慎戈廖庾终暨居衡步都耿满弘匡国文寇广禄阙东欧殳沃利蔚越夔隆师巩厍聂晁勾敖融冷訾辛阚那简饶空曾毋沙乜养鞠须丰巢关蒯相查后荆红游竺"
    "权逯盖益桓公肖覃岳帅商佟佘闫付仝麦苟代邸揭谌佴晋楚涂鹿展初鄢隋招粟植仉牟楼逢雒门庹苑修原税锁郄亓闪尉仵介但智"
)
_DOUBLE = frozenset(
    "欧阳 上官 司马 诸葛 东方 皇甫 尉迟 公孙 慕容 令狐 司徒 夏侯 司空 端木 南宫 西门 百里 呼延 独孤 轩辕 长孙 宇文 闻人 澹台 公冶 宗政 濮阳 淳于 单于"
    " 太叔 申屠 公羊 钟离 鲜于 闾丘 拓跋 完颜 纳兰".split()
)
_BEFORE_GIVEN = ("小", "阿", "老", "大")
_BEFORE_FAMILY = ("老", "小", "阿", "大")
_TITLES = tuple(
    "先生 女士 小姐 太太 夫人 老师 同学 医生 大夫 教授 博士 律师 总 经理 主任 局长 处长 科长 院长 校长 书记 老板 师傅 师父 工 导 队 队长 教练 警官 阿姨 叔叔 叔 伯伯"
    " 伯 婶 姨 大爷 大妈 爷爷 奶奶 哥 姐 弟 妹 嫂 公公 婆婆".split()
)
_AFTER_GIVEN = (
    "哥",
    "姐",
    "弟",
    "妹",
    "儿",
    "宝",
    "仔",
    "子",
    "哥哥",
    "姐姐",
    "弟弟",
    "妹妹",
    "叔叔",
    "阿姨",
    "老师",
    "宝宝",
    "同学",
)
_WORDS = frozenset(
    "小时 小学 小说 小心 小名 小吃 小麦 小米 小区 小数 小镇 小型 小路 小河 小雨 小雪 小狗 小猫 小鸟 小鱼 小孩 小姐 小组 小岛 小提 小龙 小人 小国 小红 小康 小满 小寒"
    " 小暑 小鸡 小腿 小费 小票 小店 小车 小曲 小品 小弟 小妹 小花 小白 老师 老板 老虎 老鼠 老人 老家 老年 老鹰 老百 老式 老实 老公 老婆 老外 老乡 老子 老爷 老路 老花 老庄"
    " 大家 大小 大学 大海 大山 大地 大雨 大雪 大龙 大寒 大暑 大安 大于 大连 大庆 大方 大米 大麦 大力 大声 大阪 阿里 阿姨 阿拉 阿尔 大事 大师 大门 大国 大湖 大江 大河 大王"
    " 方子 房子 时儿 明儿 花儿 鱼儿 梅子 燕子 松子 莲子 原子 分子 电子 孔子 老子 孟子 庄子 荀子 金子 叶子 日子".split()
)
_COMMON_ENGLISH = frozenset(
    "will may mark can rose hope grace joy faith art bill june april august dawn sunny lucky happy king queen summer autumn ivy iris lily"
    " ruby pearl jade amber jack frank earnest young long short brown black white green gray rich guy max miles sky star angel page"
    " penny drew pat rob sue chase wade grant lane cliff dale glen heath reed rusty sandy stone forest river ocean robin jay bee ash".split()
)
_NOBODY = frozenset(
    "我 你 他 她 它 您 咱 我们 你们 他们 自己 主人 用户 爸爸 妈妈 爸 妈 爷爷 奶奶 外公 外婆 姥姥 姥爷 哥哥 姐姐 弟弟 妹妹 叔叔 阿姨 舅舅 姑姑 老公 老婆 丈夫 妻子 先生 太太"
    " 儿子 女儿 孩子 宝宝 家人 父母 朋友 同学 同事 老师 医生 邻居 老板 男朋友 女朋友 对象 孙子 孙女 狗 猫 狗狗 猫猫 小狗 小猫 owner guest user me self i you mom mum dad"
    " mother father son daughter wife husband brother sister friend teacher boss child kid baby grandma grandpa dog cat pet".split()
)
_U = ("v", "u", "yu")


def is_nobody(name: str) -> bool:
    """Who is called so is not to be told from it: 妈妈, owner."""
    return name.strip().lower() in _NOBODY


def parts(name: str) -> tuple[str, str]:
    """Family name and given name of a Mandarin name; no family name where it begins with none."""
    if len(name) >= 3 and name[:2] in _DOUBLE:
        return name[:2], name[2:]
    if 2 <= len(name) <= 4 and name[0] in _SURNAMES and name[0] != name[1]:
        return name[0], name[1:]
    return "", name


def is_han(text: str) -> bool:
    """Whether there are only Mandarin signs in it."""
    return bool(text) and all("\u3400" <= sign <= "\u9fff" or "\U00020000" <= sign <= "\U0003ffff" for sign in text)


def han_forms(name: str) -> Iterator[str]:
    """Everything that somebody with that Mandarin name may be called in Mandarin signs."""
    family, given = parts(name)
    last = given[-1]
    if len(name) > 1:
        yield name
    if len(given) > 1:
        yield given
    short = [before + last for before in _BEFORE_GIVEN] + [last + last]
    if len(given) > 1:
        short += [before + given for before in _BEFORE_GIVEN] + [given + after for after in _AFTER_GIVEN]
    if family:
        short += [before + family for before in _BEFORE_FAMILY]
        short += [family + title for title in _TITLES]
        short += [given[0] + after for after in _AFTER_GIVEN] if len(given) == 1 else []
    short += [last + after for after in _AFTER_GIVEN]
    yield from (form for form in short if form not in _WORDS)


def heard_forms(name: str) -> Iterator[str]:
    """Those of them that are worth looking for by their sound."""
    family, given = parts(name)
    if len(name) > 1:
        yield name
    if len(given) > 1 and family:
        yield given
    for before in ("小", "阿"):
        if before + given[-1] not in _WORDS:
            yield before + given[-1]


def is_word(form: str) -> bool:
    """A common word, which sounds or looks like a name."""
    return form in _WORDS


def latin_forms(name: str) -> Iterator[str]:
    """A Mandarin name in pinyin, squeezed: wangxiaoming, xiaomingwang, xiaoming, laowang."""
    family, given = parts(name)
    for of_given in _spelled(given):
        whole = "".join(of_given)
        if len(of_given) > 1:
            yield whole
            yield whole + of_given[-1]
        yield from (before + of_given[-1] for before in ("xiao", "lao"))
        for of_family in _spelled(family) if family else ():
            spelled = "".join(of_family)
            yield from (spelled + whole, whole + spelled, "lao" + spelled, "xiao" + spelled)


def english_forms(name: str) -> Iterator[tuple[str, bool]]:
    """Of a name in Latin letters: squeezed forms, each with whether it counts only with a capital letter."""
    words = [word for word in _letters(name).split() if word]
    if len(words) > 1:
        yield "".join(words), False
        yield words[-1] + "".join(words[:-1]), False
        yield words[0] + words[-1], False
    for word in words:
        if len(word) > 1:
            yield word, len(word) < 3 or word in _COMMON_ENGLISH


def _letters(name: str) -> str:
    plain = unicodedata.normalize("NFD", name.lower())
    return "".join(s if s.isascii() and s.isalpha() else " " for s in plain if not unicodedata.combining(s))


def _spelled(signs: str) -> Iterator[tuple[str, ...]]:
    """Every way to read the signs, without tones; ü as it is typed."""
    readings = [sorted({way for sound in sounds(sign) for way in _typed(toneless(sound))}) for sign in signs]
    yield from itertools.islice(itertools.product(*readings), 64)


def _typed(sound: str) -> tuple[str, ...]:
    return tuple(sound.replace("ü", way) for way in _U) if "ü" in sound else (sound,)


def toneless(sound: str) -> str:
    """`xiao3` as `xiao`."""
    return sound.rstrip("12345")


@lru_cache(maxsize=8192)
def sounds(sign: str) -> frozenset[str]:
    """How a sign is read, with tone numbers (`xiao3`); nothing for what is no Mandarin sign."""
    if not is_han(sign):
        return frozenset()
    from pypinyin import Style, pinyin

    (read,) = pinyin(
        sign, style=Style.TONE3, heteronym=True, v_to_u=True, neutral_tone_with_five=True, errors="ignore"
    ) or [[]]
    return frozenset(read)
