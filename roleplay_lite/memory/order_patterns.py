"""The words of `orders.py`, in Mandarin and English."""

from __future__ import annotations

import re

from roleplay_lite.memory.order_kinds import OrderKind

_LEAD = r"(?:(?:嗯|哎|诶|欸|喂|那|那么|好|好了|对了|不|算了|等等|等一下|哦|请|麻烦|拜托|求你)[，,。.！!、 ]*)*"
_YOU = (
    r"(?:(?:请|麻烦|拜托)?[你您](?:就|把它|帮我|给我|快|赶紧|可以|能不能|能|也|先)*|(?:请|快|帮我|给我|就|还是|全|都))*"
)
_TAIL = r"(?:吧|啊|呀|呗|哈|哦|了|好吗|好不好|行吗|行不行|可以吗|嘛|掉|，?谢谢|，?拜托)*[。.！!~～？? ]*"
_THIS = (
    r"(?:这|那|这个|那个|这些|那些|刚才|刚刚|方才|前面|上面)?(?:件|句|条|段|点)?"
    r"(?:我|咱)?(?:刚才|刚刚|方才|前面|上面)?(?:跟你)?(?:说|讲|聊|提)?(?:过|到)?的?(?:那|这)?(?:件|句|些|个|番)?"
    r"(?:事儿?|事情|话|内容|东西|句|段|条|个)?"
)
_FORGET = r"(?:忘掉|忘了|忘记|忘光|删掉|删了|删除|抹掉|抹去|清掉|划掉|丢掉|别再?记着?了?|不要再?记着?了?)"

_ALL_WORDS = r"(?:所有|全部|一切|通通|统统|都|全|全都|每一件|什么都)"
_OF_ME = r"(?:(?:关于|有关)?(?:我|咱)(?:的|说过的|讲过的|告诉你的|跟你说的|家的)?|(?:你的?|你脑子里的?)?)"
_THINGS = r"(?:事儿?|事情|话|记忆|信息|资料|记录|东西|秘密|一切|回忆)"

LIST_ZH = re.compile(
    rf"^{_LEAD}(?:关于我，?)?[你您](?:现在|到底|都|还|究竟|脑子里)*(?:记得|记住|知道|了解|记着|记下)了?(?:些)?"
    r"(?:关于)?我(?:的)?(?:些|哪些|多少|什么|啥|哪些事|什么事|多少事)(?:事儿?|事情|东西|信息)?(?:了|呢|呀|啊|来着|吗)*[？?。 ]*$"
    rf"|^{_LEAD}[你您](?:都|还|现在)*(?:记|知道|记得|记住|了解)(?:了|着|得)?(?:些)?(?:关于|有关)我的?(?:哪些|什么|啥|多少)"
    r"(?:事儿?|事情|东西|信息)?(?:了|呢|呀|啊)*[？?。 ]*$"
    rf"|^{_LEAD}[你您]对我(?:有)?(?:了解|知道)?(?:多少|些?什么|哪些)(?:了解|了|呢|呀|啊)*[？?。 ]*$"
    rf"|^{_LEAD}(?:说说|讲讲|告诉我)[你您](?:都|还)*(?:记得|知道|记住了?)我(?:的)?(?:什么|啥|哪些事|哪些)[？?。 ]*$"
    rf"|^{_LEAD}(?:我|咱)?(?:跟|和|给)?[你您]?(?:都)?(?:说|讲|告诉)过?[你您]?(?:我的?)?(?:哪些|什么)(?:事|事情)"
    r"[，, ]*[你您](?:都|还)*记得(?:吗|么|些什么)[？?。 ]*$"
)
WHY_ZH = re.compile(
    rf"^{_LEAD}(?:咦|啊|哇|哎呀|奇怪)?[，, ]*(?:这|那)?(?:个|些|件事|事儿?)?(?:[你您](?:是|又)?(?:怎么|咋|从哪儿?里?|打哪儿?|"
    r"什么时候|咋会|怎么会|为什么会?|凭什么)(?:会)?(?:知道|晓得|得知|听说|记得)(?:这个|这件事|这些|这事儿?|我.{1,14})?(?:的|呢|呀|啊)*"
    r"|是?谁(?:告诉|跟|和)[你您](?:说)?(?:的|呀|啊)*|(?:我)?(?:什么时候|啥时候|何时|哪天)(?:跟|和|对)?[你您]?(?:说|讲|提|告诉)"
    r"(?:过|你|的)+(?:这个|这件事|这事儿?|了)*(?:的|呢|呀|啊)*|我(?:有)?(?:说|讲|提|告诉)过(?:你)?(?:这个|这事儿?|这件事)?(?:吗|么))"
    r"[？?。！! ]*$"
)
FORGET_ALL_ZH = re.compile(
    rf"^{_LEAD}{_YOU}(?:(?:把|将){_OF_ME}{_ALL_WORDS}?的?{_THINGS}?{_ALL_WORDS}?(?:给|给我)?{_ALL_WORDS}*{_FORGET}"
    rf"|{_FORGET}{_OF_ME}的?{_ALL_WORDS}的?{_THINGS}?|{_FORGET}{_ALL_WORDS}(?:关于|有关)?我的?{_THINGS}?"
    rf"|(?:清空|清除|清掉|删除|删光|格式化)(?:你|您)?(?:的)?(?:所有|全部|一切)?(?:关于我)?的?(?:记忆|记录)){_TAIL}$"
)
ALL_MARK = re.compile(rf"{_ALL_WORDS}|清空|格式化|删光|忘光|(?:清除|清掉|删除)(?:你|您)?的?(?:记忆|记录)")
FORGET_THAT_ZH = re.compile(
    rf"^{_LEAD}(?!我(?!刚|说|讲|聊|提|跟)){_YOU}(?:(?:把|将)?{_THIS}(?:都|全|给我|给)*{_FORGET}|{_FORGET}{_THIS}"
    r"|当我(?:什么都|啥都|刚才)?没(?:说|讲|提)(?:过)?|当(?:作|做)?(?:什么|啥)?(?:都)?没(?:听见|听到|听过|发生)"
    rf"|(?:我)?(?:刚才|刚刚)(?:说|讲)?的?(?:话|那句)?(?:都)?不算(?:数)?){_TAIL}$"
)
FORGET_ABOUT_ZH = re.compile(
    rf"^{_LEAD}{_YOU}(?:(?:把|将)(?:关于)?(?P<a>.{{2,40}}?)(?:这|那)?(?:件|个|条)?(?:的)?(?:事儿?|事情|信息)?(?:都|全|给我|给)*{_FORGET}"
    rf"|{_FORGET}(?:掉)?(?:关于|有关)?(?P<b>(?:我|咱|关于).{{1,40}}?|.{{2,40}}?(?=(?:这|那)(?:件|个|条)|的事))"
    rf"(?:这|那)?(?:件|个|条)?(?:的)?(?:事儿?|事情|信息)?|(?:别|不要)(?:再)?记(?:着|住|得)?(?P<c>我(?:的)?.{{2,30}}?)(?:这件事|的事)?(?:了)?){_TAIL}$"
)
OFF_ZH = re.compile(
    rf"(?:(?:这|那)(?:个|句|件事|些|段)?(?:话)?[，, ]?)?(?:{_YOU})(?:别|不要|不用|不许|甭|不准)(?:给我|把这个|把它)?"
    r"(?:记(?:下来|下|住|录|着|在心里)?|存(?:下来|下|起来)?|录下来?)(?:了|啊|哦|吧|呀|下来)*(?:这个|这句|这件事|我刚才说的|我说的这个)?"
    r"(?:话)?[。.！!~～ ]*"
)
SECRET_ZH = re.compile(
    r"(?:这(?:个|件事|事儿?)?(?:是|可是)?(?:个)?(?:我的|咱俩的|我们(?:之间|俩)?的)?秘密|(?:你|您)?(?:可|一定|千万)*(?:要)?(?:替我|帮我|给我)?保密"
    r"|(?:你|您)?(?:可|千万|先)*(?:别|不要|不许|不能|甭)(?:跟|和|对|给|同|告诉)?(?:任何|其他|别的)?(?:别人|人|我[爸妈哥姐弟妹爷奶]{1,2}|"
    r"我老[公婆]|他|她|他们|外人|家里人)(?:们)?(?:说|讲|提|透露|听|知道)?(?:这件事|这事儿?|这个|出去)?|(?:别|不要|不许)(?:说|讲|传)出去)"
    r"(?:啊|哦|呀|吧|了|哈|嘛)*[。.！!~～ ]*"
)
WHO_ZH = re.compile(
    rf"^{_LEAD}(?:[你您](?:还|现在|到底|知道|猜|猜猜|记得|记不记得|知不知道|认识|认不认识|认得|认得出|听得出|听得出来|听出来|晓得)*"
    r"我(?:现在)?(?:是谁|是哪位|是哪个)(?:吗|么|呢|呀|啊|不)?"
    r"|我(?:到底|究竟)?(?:是谁|是哪位)(?:啊|呀|呢|来着|你知道吗|，?[你您](?:还)?(?:知道|记得|认得)(?:吗|么|不))?"
    r"|[你您](?:还)?(?:认识|认得|记得|认得出)(?:出)?我(?:吗|么|不|是谁吗|来吗)|(?:还)?(?:认识|认得|记得)我(?:吗|么|不))[？?。！! ]*$"
)

_TAIL_EN = r"(?:[ ,]*(?:please|okay|ok|now|will you|would you|thanks|thank you))*[.!? ]*$"
_LEAD_EN = r"^(?:(?:oh|hey|well|so|no|please|okay|ok|and|actually|can you|could you|just|wait)[, ]+)*"
ENGLISH: tuple[tuple[OrderKind, re.Pattern[str]], ...] = (
    (OrderKind.LIST, re.compile(
        _LEAD_EN + r"what (?:all )?(?:do|did) you (?:still )?(?:remember|know|recall) about me" + _TAIL_EN
        + "|" + _LEAD_EN + r"(?:tell me )?(?:everything|what) you (?:remember|know) about me" + _TAIL_EN, re.I)),
    (OrderKind.WHY, re.compile(
        _LEAD_EN + r"(?:how (?:do|did|would|come) you (?:even )?know(?: that| this| about that)?|who told you(?: that| this)?|"
        r"where did you (?:get|hear|learn) (?:that|this)(?: from)?|when did i (?:say|tell you) (?:that|this)|"
        r"did i tell you (?:that|this))" + _TAIL_EN, re.I)),
    (OrderKind.FORGET_ALL, re.compile(
        _LEAD_EN + r"(?:forget|delete|erase|wipe) (?:absolutely )?(?:everything|all)(?: (?:of|that))?"
        r"(?: (?:about me|you know(?: about me)?|i (?:ever )?(?:said|told you)|your memory|your memories))?" + _TAIL_EN, re.I)),
    (OrderKind.FORGET_THAT, re.compile(
        _LEAD_EN + r"(?:forget|delete|erase) (?:that|this|it|what i (?:just )?(?:said|told you))(?: one)?(?: again)?" + _TAIL_EN
        + "|" + _LEAD_EN + r"(?:pretend|act like) i (?:never|didn't) sa(?:id|y) (?:that|anything)" + _TAIL_EN, re.I)),
    (OrderKind.FORGET_ABOUT, re.compile(
        _LEAD_EN + r"(?:forget|delete|erase) (?:that |about |the fact that |everything about |what i said about )+"
        r"(?P<a>(?:i|my|our|me|the|a|an|where|what|who)\b.{1,60}?)" + _TAIL_EN, re.I)),
    (OrderKind.WHO, re.compile(
        _LEAD_EN + r"(?:who am i|do you (?:still )?(?:know|remember) (?:who i am|me)|do you recogni[sz]e me)" + _TAIL_EN, re.I)),
)  # fmt: skip
OFF_EN = re.compile(
    r"(?:^|[ ,.;-])(?:please )?(?:do not|don't|dont) (?:remember|record|save|store|keep|write down|note)(?: (?:that|this|it))?"
    r"(?: down)?(?: please)?[.! ]*$|(?:^|[ ,.;-])(?:this is )?off the record[.!, ]*",
    re.I,
)
SECRET_EN = re.compile(
    r"(?:^|[ ,.;-])(?:(?:please )?(?:do not|don't|dont) tell (?:anyone|anybody|him|her|them|my \w+)(?: (?:about )?(?:that|this|it))?"
    r"|(?:please )?keep (?:it|this|that) (?:a secret|between us|to yourself)|(?:it's|this is|that's) (?:a|our|my) secret)[.! ]*",
    re.I,
)
# 「别忘了」 asks to remember, and 「你忘了吗」 asks.
NO_ORDER = re.compile(
    r"别(?:再)?忘|不要忘|不许忘|不能忘|可别忘|(?:没|不会|怎么|是不是|为什么)(?:就|会)?忘|忘(?:了|记)(?:吗|没|么)|"
    r"(?:don't|do not|never|didn't|did you) forget",
    re.I,
)
