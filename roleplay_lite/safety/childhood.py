"""What a child had better talk over with a grown-up first: patterns, both languages. Read in child mode, and of a child
that says it is one."""

# ruff: noqa: E501 - one pattern a line: a table is read across.

from __future__ import annotations


def _any(*ways: str) -> str:
    return f"(?:{'|'.join(ways)})"


IS_CHILD = (
    r"我(?:今年|才|已经|刚|都)?(?:满)?(?:[三四五六七八九十3-9]|1[0-3]|十[一二三])岁|我(?:在?上|读|念)(?:幼儿园|小学|[一二三四五六]年级|小班|中班|大班)"
    r"|我是(?:个)?(?:小学生|小朋友|小孩)|我才?[一二三四五六]年级|\bi(?:'m| am) (?:only )?(?:[4-9]|1[0-2]|four|five|six|seven|eight|nine|ten|eleven|twelve)\b(?: years old)?"
)
"""The person says so."""

STRANGER = _any(
    r"(?:不认识|陌生|网友|网上(?:认识)?|游戏里(?:认识)?|聊天认识|那个|有个?|一个)的?\S{0,4}(?:叔叔|阿姨|哥哥|姐姐|男的|女的|人|爷爷|朋友|大人)\S{0,4}(?:叫我|让我|带我|要我|约我|问我|给我\S{0,3}糖|想见我|说带|想要我|加我|说不能|想跟我|说要)(?!\S{0,3}(?:名字叫|几点|小心))\S{0,16}|(?:网友|陌生人|网上的?人)\S{0,4}(?:约|叫|让|问|要|打电话)\S{0,10}",
    r"(?:不要|不能|别|不许|不准|不让)\S{0,3}(?:告诉|跟|和)(?:我)?(?:爸|妈|爸爸|妈妈|爸妈|老师|别人|家里|大人)|(?:我们的|咱们的)?小秘密\S{0,4}(?:不能|别|不要)|让我保密|(?:他|她|叔叔|阿姨|哥哥|老师)\S{0,3}(?:摸|亲|抱|拍|看)我(?!\S{0,3}(?:头|的作业|写|画))\S{0,8}|(?:拍|发)\S{0,6}(?:照片|视频)给(?:他|她|网友|叔叔|哥哥)|不穿衣服的照片",
    r"(?:告诉|说给|给)\S{0,4}(?:网友|陌生人|他|她|那个\S{1,3}|阿姨|叔叔)\S{0,8}(?:地址|住哪|门牌|密码|电话|学校)|(?:我家)?(?:住|门牌)\S{0,12}(?:可以(?:说|告诉)|我?(?:告诉|说)(?:了|给))|(?:我家|我们家)住\S{0,10}(?:号楼|单元|室|\d{3})|(?:爸爸|妈妈|我妈|我爸)的?(?:手机|银行卡|支付)\S{0,3}密码|(?<!不能)(?<!不要)(?<!不)(?<!别)跟(?:他|她|网友|陌生人)\S{0,3}(?:走|去|见面|出去)",
    r"\b(?:a )?(?:stranger|man|woman|guy|someone|lady|somebody|online friend|friend online)\b.{0,30}\b(?:wants? (?:to meet|my)|asked (?:me )?(?:where|my|for)|told me to|said (?:to keep|not to|it's our)|secret|my (?:picture|photo|address))\b|\bkeep (?:it )?a secret\b|\bsend (?:him|her|them) (?:a |my )?(?:picture|photo)s?\b|\bdon't tell (?:my |your )?(?:mom|dad|parents|mum)\b",
)
"""Somebody may want something of the child: said in earnest, a grown-up is named at once."""

DARES = _any(
    r"(?:我)?(?:想|要|能|可以|敢)?(?:自己|一个人)?\S{0,4}(?:去|到|在)\S{0,4}(?:河里|水库|池塘|湖里|江边|海里|野外)\S{0,3}(?:游泳|玩水|抓鱼)|(?<!不)(?<!别)(?:玩|点)(?:火(?!车|柴人)|打火机|火柴|鞭炮|煤气|燃气|电)(?!\S{0,3}(?:是不对|危险))|(?:开|打开|用)\S{0,3}(?:煤气|燃气|炉|灶)|(?:自己|能|可以|敢)\S{0,3}(?:烧(?:水|菜|饭)|切菜|用刀)",
    r"(?:爬|翻|站|跳)(?:到|上|出|在)?\S{0,4}(?:阳台|窗外|楼顶|屋顶|窗台|墙头|树顶)|学\S{0,8}(?:跳楼|飞下|上吊|打架)|(?:小孩|我)\S{0,4}(?:能|想|可以|要)?(?:开车|骑\S{0,3}电动车\S{0,3}上?(?:马)?路|开摩托)|(?:离家出走|逃学|旷课|翘课)|(?:怎么|想|要)\S{0,4}(?:打架|打赢(?:他|她)|揍(?:他|她))|(?:不吃饭|饿着|减肥)(?:$|[,.了])\S{0,4}",
    r"\b(?:play with|light) (?:matches|fire|lighters?)\b|\brun away from home\b|\bsneak out\b|\bskip school\b|\bswim alone\b|\bclimb (?:out|onto the roof|the balcony)\b|\buse the stove alone\b|\bdrive (?:the|dad's|mom's) car\b",
)
GROWN_UP = _any(
    r"(?<!爱)(?<!爸爸)(?<!爷爷)(?:喝|尝|来|偷喝|买)\S{0,4}(?:酒(?!精)|啤|白酒|红酒|鸡尾酒)(?!\S{0,3}(?:鸭|鬼|不好|伤身))|(?:酒|啤酒)\S{0,3}(?:好喝|什么味|是什么味道)|(?:抽|吸|试试)\S{0,4}烟(?!花|雾|囱)|抽烟|电子烟|(?:赌|押)\S{0,3}(?:钱|博|球)|赢钱|老虎机|彩票|刮刮乐|赌场|炸金花|(?:打麻将|打牌|扑克|斗地主)\S{0,4}(?:赢钱|赌)|(?:去|进)(?:网吧|酒吧|夜店|ktv)",
    r"大人(?:晚上|在床上|的(?:节目|事|电影|游戏))|(?:接吻|亲嘴|做爱|性爱|一夜情|色情|上床|怀孕的过程|同房|三级)\S{0,6}(?:是什么|什么感觉|怎么|片)|(?:怎么|想)\S{0,3}(?:谈恋爱|追(?:女生|男生)|早恋)|(?:恐怖|血腥|鬼)(?:片|电影|故事|游戏)|(?:最?吓人|最?血腥|最?恐怖)的?|(?:纹身|打耳洞|染头发)|(?:关掉?|解除|改|退出|破解)\S{0,3}(?:孩子|儿童|青少年|家长)模式",
    r"(?:瞒|偷偷|背着|不让|不告诉|别让)\S{0,4}(?:妈|爸|爸妈|老师|大人|家长)\S{0,12}(?:充(?:钱|值)|买|玩|刷|去|喝|看|用|染|吃|花|知道)|(?:给|刷)\S{0,4}主播\S{0,4}(?:礼物|打赏|钱)|(?:游戏|王者)\S{0,3}充(?:钱|值)|(?:不写|不做)作业\S{0,4}(?:不被|怎么|发现)|代写作业",
    r"\b(?:drink|try|have|taste) (?:some |a |dad's )?(?:beer|wine|alcohol|whisky|vodka)\b|\b(?:smoke|cigarettes?|vape|vaping)\b|\bgambl\w+\b|\bslot machines?\b|\blottery\b|\b(?:scary|horror|adult|bloody) (?:movies?|films?|stor(?:y|ies)|games?)\b|\bwhat does kissing feel\b|\bwhat is sex\b|\b(?:porn|casino)\b|\btattoo\b",
)
