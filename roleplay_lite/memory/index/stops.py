"""Words that ask, and words that every line has: they find nothing by themselves."""

from __future__ import annotations

import re

SPLITS = frozenset("的了吗呢吧啊呀哦嘛么啦哎唉嗯我你您他她它咱俺")
"""Signs at which a run of Han signs is cut: no word that tells something is made of them but by chance."""

EMPTY = SPLITS | frozenset(
    "是在有对要会能跟和给让从到去来把被就都也还很没不最太这那个些什怎哪谁几多少何为该可以想着过地得上下里外中前后时候说讲做干弄"
    "只条位件次回年月日天点号又再才与同向往于之所其此等则而且或但如果当现今刚直总常每各全真挺更呗咯嘞儿们家"
)
"""Signs of which a question is not about, when it is asked how much of it a memory has."""

ALONE = frozenset(
    "猫狗鸟鱼龟兔鼠马牛羊猪鸡鸭鹅蛇虫车房爸妈爹娘哥姐弟妹爷奶姨叔舅姑婆孙茶酒药病烟糖盐醋肉蛋奶面饭菜米粥汤虾蟹梨桃杏枣瓜"
    "豆葱姜蒜歌曲戏书诗字画琴棋笔球拳舞钱班课站楼店厂村镇山海河湖江雪雨花草树竹船票刀伞鞋帽表灯床锁门窗钥碗锅脚手腿腰背头眼耳牙胃心肝"
    "肺肾血梦鬼佛庙姓名岁高矮胖瘦辣酸甜苦咸"
)
"""Signs that are words by themselves, and are found as such."""

QUESTION_WORDS = re.compile(
    "什么|怎么样?|怎样|哪[儿里个些家天年种]?|多少|多[大高久重]|几[个点岁只种]?|为何|为啥|干[嘛啥]|是不是|有没有|[吗呢吧]|谁|啥|咋"
)

_ASKING = """
什么 怎么 怎样 哪里 哪儿 哪个 哪些 哪家 哪天 哪年 多少 几个 几点 几岁 多大 多高 多久 为何 为什 是不 不是 是否
有没 没有 可不 可以 能不 知道 记得 还记 告诉 说过 提过 讲过 跟你 和你 对你 问你 请问 一下 来着 时候 现在 以前
之前 原来 曾经 当时 最近 平时 一般 到底 究竟 应该 觉得 认为 想想 帮我 给我 忘了 忘记 谁呀 谁是 是谁 叫啥 啥时
干什 干啥 还是 或者 如果 就是 这个 那个 这些 那些 自己 我们 你们 他们 她们 咱们 一个 一只 一点 有点 东西 事情
不会 不能 会不 要不 想不 喜不 不对 对吧 对不 今年 已经 还有 都有 有什 是什 叫什 做什 吃什 喝什 用什 看什 学什
去哪 在哪 住哪 是哪 那儿 这儿 那里 这里 你还 你知 你记 你说 不记 啥名 名儿
"""
ASKING = frozenset(_ASKING.split())
"""Two-sign runs of a question's frame."""

_ENGLISH = """
a an the and or but if so as at by for from in into of on to with about what when where who whom whose which why how
is are was were be been am do does did doing have has had can could will would shall should may might must not no
i me my mine myself you your yours he him his she her hers it its we us our they them their this that these those
there here then than too very just also any some all again still now know remember recall tell told said say ever
please much many thing
"""
ENGLISH = frozenset(_ENGLISH.split())
