"""Words of the larger Mandarin dialects, of Wu, Cantonese and Sichuanese, in standard Mandarin. Pure.

Only such as stand in questions about somebody, and only where they can hardly be read as anything else: a recogniser or
a thumb writes 「侬几岁了伐」, and the rules of the readers need not know more than one word for 「你」.
"""

from __future__ import annotations

import re

_END = "(?=$|[，。？！,?!~～ 、])"
_CANTONESE = re.compile("[乜嘢嘅冇咗喺佢咩唔啲嚟]|边[度个]|[你佢]系|系[咪唔]|点称呼|几多|几大[了啦]?(?:$|[，？?])")
_SAME = tuple(
    (re.compile(pattern), word)
    for pattern, word in (
        # Wu.
        ("(?<=侬)(?P<a>.*)额" + _END, r"\g<a>的"),
        ("侬", "你"),
        ("(?<![步砍讨北征杀采攻挞])伐" + _END, "吗"),
        ("(?<=[你您])阿是(?=.)", "是不是"),
        ("(?<=[叫属])嘛(?=$|[？?，呀啊名])|嘛(?=名字|年代)", "什么"), ("(?:多少|几多)岁(?:数|口)", "多大"),
        ("(?<![关联没体星鞋维])系(?=什么|谁|哪)", "是"),
        # Sichuanese and the south-west.
        ("撒子|啥子|哪样(?=" + _END + "|的|工作)", "什么"),
        ("(?<![播抛洒挥])撒(?=地方|时候|名字|意思|东西|人)", "什么"),
        ("喊(?=(?:什么|啥|么|甚|做).{0,2}名?字?" + _END + ")", "叫"),
        ("耍(?:了|起|得有|得)?(?:男|女)?朋友|耍起(?=朋友)", "谈恋爱"),
        ("(?<!有)没得" + _END, "没有"),
        ("哪(?:点|哈|凯|堂)(?=" + _END + "|[人的住读上]|念书)", "哪里"),
        ("好大(?=岁数|年纪|年龄)", "多大"),
        ("啷个|咋个", "怎么"),
        ("娃儿", "娃"), ("屋头", "家里"), ("堂客", "老婆"),
        # The north-east and the north.
        ("多[暂咱昝噹]|啥前儿|啥时候儿", "什么时候"),
        ("[嘎干嘎尬]哈(?!哈)|弄啥(?=[嘞咧哩]|" + _END + ")", "干什么"),
        ("(?<=干啥)玩意儿?(?=的)|(?<=干什么)玩意儿?(?=的)", ""),
        ("干什么玩意儿?" + _END, "干什么"), ("干啥玩意儿?" + _END, "干什么"),
        ("(?<![耽])搁(?=哪|啥|[^，。？！下置浅]{1,6}(?:住|上班|念书|读书|待))", "在"),
        ("啥玩意儿(?=" + _END + "|的)", "什么"),
    )
)  # fmt: skip
_CANTONESE_SAME = tuple(
    (re.compile(pattern), word)
    for pattern, word in (
        ("系(?:咪|唔系)", "是不是"), ("有冇", "有没有"), ("识唔识", "会不会"), ("钟唔钟意|中唔中意", "喜不喜欢"), ("钟意|中意", "喜欢"),
        ("边[度道]", "哪里"), ("边个", "谁"), ("(?:乜嘢|咩嘢|乜|咩)(?!咩)", "什么"), ("点(?=称呼|叫|样)", "怎么"), ("几多", "多少"),
        ("几大", "多大"), ("做(?=什么)", "做"), ("冇", "没有"), ("唔", "不"), ("喺", "在"), ("屋企", "家"), ("佢", "他"), ("嘅|㗎|嘎" + _END, "的"),
        ("咗", "了"), ("嚟", "来"), ("系(?![统列数])", "是"), ("嘢", "东西"), ("(?<=叫)做(?=什么)", ""), ("(?<=什么)名" + _END, "名字"),
        ("(?<=什么)名(?=[呀啊呢㗎])", "名字"), ("读紧", "在读"), ("做紧", "在做"), ("住紧", "住"),
    )
)  # fmt: skip


def standard(text: str) -> str:
    """The text with the dialect words it holds put into standard Mandarin; any other text as it is."""
    if _CANTONESE.search(text):
        for pattern, word in _CANTONESE_SAME:
            text = pattern.sub(word, text)
    for pattern, word in _SAME:
        text = pattern.sub(word, text)
    if _ADDRESSED.search(text) and not _OPEN.search(text):
        text = _TAG.sub("吧", text)
    return text


_ADDRESSED = re.compile("[你您]")
_OPEN = re.compile("[吗吧么？?]|什么|啥|谁|哪|怎么|咋|几|多[大少高重久]")
# 「你是山西人哈」 waits to hear it confirmed.
_TAG = re.compile("(?<![哈嘿呵])(?:哈|咯|噻|撒|啵)[。！!~～]*$")
