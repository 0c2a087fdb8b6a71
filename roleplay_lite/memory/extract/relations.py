"""Relations, acquaintances and animals by every word for them, each with the one it stands under. Pure."""

# ruff: noqa: E501 - one pattern a line: a table is read across.

from __future__ import annotations

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
老头子
老太婆
爱人
那口子
老太太
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
儿子 仔仔 小子 儿砸 son
爸妈 父母 爸爸妈妈 parents
小姨子
大姨子
小舅子
大舅子
小叔子
小姑子
孩子 娃 小孩 宝宝 宝贝 娃娃 娃儿 小朋友 小家伙 kid child baby
老大|
老二|
老三|
老幺|
大女儿 大闺女 大丫头
二女儿 二闺女 二丫头
二儿子
大爷
大妈
前任
养女
幺儿
大外甥
小外甥
大侄子
小侄子
大侄女
大舅哥
姑爷
老头儿
大宝
二宝
小宝
老闺女
大娃
小娃
二娃
大崽
小崽
大姑娘
大女婿
二女婿
孙媳
侄媳
婆娘
屋里人
brother-in-law
sister-in-law
养子
干儿子
干女儿
继女
继子
外甥
曾孙
重孙 重孙子
领导
姨婆
舅公
姑婆
姑奶奶
三舅
四叔
三姑
三姨
四姨
二伯
二婶
二嫂
大嫂
大姐夫
二姐夫
表嫂
表姐夫
堂嫂
奶奶家
小女儿 小闺女 小丫头
大儿子
小儿子
双胞胎
孙子 孙儿 小孙子 大孙子 grandson
孙女 孙女儿 小孙女 大孙女 granddaughter
外孙 外孙子
外孙女
女婿
儿媳 儿媳妇
岳父 丈人 老丈人 father-in-law
岳母 丈母娘 mother-in-law
公公
婆婆
嫂子
姐夫
妹夫
弟媳 弟妹 弟媳妇
大哥|
二哥|
大姐|
二姐|
三姐|
大伯 伯伯 伯父
伯母
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
大姑姐
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
舞伴
店长
伙计
东家
钟点工
小徒弟
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
    r"(?:(?:小|大|老|橘|黑|白|花|黄|灰|蓝|土|流浪|三花|狸花|布偶|英短|美短|暹罗|加菲|折耳|奶牛)*(?:猫咪?|喵)|(?:小|大|老|黑|白|花|黄|土|柴|金毛|流浪|拉布拉多)*(?:狗狗?|狗子|犬)|(?:小|老|大)*(?:金毛|泰迪|柯基|柴犬|哈士奇|二哈|边牧|萨摩耶|博美)|"
    r"比熊|拉布拉多|法斗|吉娃娃|雪纳瑞|德牧|英短|美短|布偶|橘猫|三花|狸花|奶牛猫|年猪|(?:小|大|白|垂耳)*兔子?|(?:小|大|老)?(?:仓鼠|金丝熊|龙猫|豚鼠|乌龟|鹦鹉)|八哥|画眉|(?:小)?鸟|金鱼|锦鲤|鱼|蜥蜴|守宫|刺猬|羊驼|鸽子|蛐蛐|蝈蝈|鹌鹑|鸡|鸭子?|鹅|蚕)"
)
"""Words for animals that are kept."""
_PET_SAME = {"猫咪": "猫", "喵": "猫", "狗狗": "狗", "狗子": "狗", "犬": "狗", "小猫": "猫", "小狗": "狗"}


def _table(text: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for line in text.strip().splitlines():
        words = [word.rstrip("|") for word in line.split()]
        for word in words:
            found.setdefault(word, words[0])
    return found


KIN = _table(_SAME)
FRIENDS = _table(_AROUND)
ANYBODYS = frozenset({"孩子", "妈妈", "爸爸", "奶奶", "爷爷", "阿姨", "叔叔", "女儿", "儿子", "爱人", "对象", "双胞胎"})
"""Said without 「我」, they may be anybody's."""


def _choice(words: list[str]) -> str:
    return "|".join(sorted(words, key=len, reverse=True))


ANYBODY = _choice([w for w in (*KIN, *FRIENDS) if not w.isascii() and len(w) > 1])
"""Relations and acquaintances by words that stand for nothing else."""
ONE_SIGN = r"妈(?!呀|耶|的(?![\u4e00-\u9fff]{2}))|爸|爹|娘(?!家|们)|哥(?!们)|姐(?!妹|夫)|弟(?!兄|媳|妹)|妹(?!夫|子)|爷|舅(?!妈)|姑(?!娘|父|丈)|叔|姨(?!父)|娃"
NOT_BEFORE_ME = "和跟给对比像让叫把被帮陪替问说为当等看听想爱骂夸教找认猜得道以喜欢知是或与么来过吃喝穿用送借告诉劝怪求管带接请骗害笑去回进望气逼嫌着随向由连令使催送养逗约喊劝拉到在伴疼宠惯除据及而讲论归的醒"
"""Signs after which 「我」 is an object and opens no clause."""

_ENGLISH = "|".join(sorted((w for w in (*KIN, *FRIENDS) if w.isascii()), key=len, reverse=True))


def canonical(word: str) -> str:
    """The word that stands for somebody (「闺女」: 「女儿」); a word that is no relation stays as it is."""
    return KIN.get(word) or FRIENDS.get(word) or _PET_SAME.get(word, word)


def english_kin() -> str:
    """The English words for people, for patterns."""
    return _ENGLISH
