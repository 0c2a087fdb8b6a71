"""What a line shows of the fact that it may ask for: runs of its characters, and what it speaks of. Pure.

The line is taken in plain words (`wording.plain`), with a mark for what differs from one character to the next: `Ⓚ` a
relative of the one who is spoken to, `Ⓙ` one of the speaker's, `Ⓟ` a place, `Ⓝ` a number, `Ⓢ` a sign of the zodiac.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from roleplay_lite.persona.attribute_features import SIGNS
from roleplay_lite.persona.places import find_places
from roleplay_lite.persona.questions.relations import kin_words
from roleplay_lite.persona.questions.wording import plain

Features = dict[str, tuple[str, ...]]
"""Names of the features that hold, by group: `grams` of characters (of words, where they are English), and `cues`."""

_KIN = "|".join(word for word in kin_words() if not word.isascii())
_OF_YOU = re.compile(rf"(你(?:们|家|的)*)(?:{_KIN})(?![子的]?(?:还是|或))")
_OF_ME = re.compile(rf"((?:我|咱|俺|他|她)(?:们|家|的)*)(?:{_KIN})")
_SIGN = re.compile("|".join(SIGNS))
_NUMBER = re.compile(
    r"\d+(?:\.\d+)?|[零〇一二两三四五六七八九十百千半]{2,}|[二两三四五六七八九十百](?=[岁斤米尺月年公厘])"
)
_WORD = re.compile(r"[a-z']+|\d+")

_SUBJECTS = {
    "place": "哪里|地方|位置|方向|[Ⓟ]",
    "live": "住|安家|落脚|家在|定居|搬|租|房|楼|小区|门牌|坐标|邻居|城市|窝|待|安身|隔壁|城里|乡下|街|离",
    "send": "寄|快递|外卖|包裹|明信片|收货|收件|地址|邮|捎|送到|接你",
    "visit": "串门|做客|找你|看你|登门|拜访|导航|找着|找得到|上门|蹭饭|几路",
    "native": "老家|籍贯|户口|祖|根|老乡|本地|外地|土生|长大|出身|南方|北方|省|村|同乡|乡亲|来自|打小|哪里人|人氏",
    "home": "过年|春运|春节|清明|上坟|团圆|回家|回去|抢票|探亲|返乡",
    "age": "岁|多大|年纪|成年|代沟|一辈|辈分|零后|同龄|年长|年轻|奔三|半百|年龄|活了|未成年|多老|退休",
    "older": "谁大|谁小|比.{0,4}[大小]|大几|小几|差几|差多少|谁年|几年",
    "cake": "蛋糕|蜡烛|寿|过生日|长寿面|长一岁|生日歌|满岁|惊喜|祝",
    "born": "生日|出生|生辰|诞|生的|八字|落地|身份证",
    "date": "几号|几月|哪天|哪日|日子|日期|什么时候|月份|哪年|年份|[Ⓝ][月号日年]",
    "sign": "星座|[Ⓢ]|星盘|运势|象星|座的|什么座|个座|水逆",
    "zodiac": "属|生肖|本命年|太岁|十二",
    "work": "工作|职业|上班|挣钱|工资|行业|名片|同行|饭碗|谋生|打工|退休|头衔|岗位|这碗饭|哪碗饭|糊口|养家|吃饭的家伙|赚|哪行|一行|忙活|职",
    "workplace": "公司|单位|厂|店|铺|办公|打卡|通勤|坐班|东家|衙门|员工|柜台",
    "school": "学校|大学|母校|毕业|读书|校友|高考|考上|考到|学历|文凭|上学|年级|校|幼儿园|中学|高中|念的",
    "major": "专业|系|文科|理科|理工|学科|志愿|主修|修的|课|方向|主攻|科班|学的|念的",
    "height": "高|个子|个头|够得|矮|厘米|[Ⓝ]米|米[几八七六五]|尺|裤|海拔|踮|仰头|低头",
    "weight": "重|斤|胖|瘦|秤|沉|抱得|背得|减肥|公斤|吨|压|身材|体检",
    "family": "家人|家里|几口|兄弟姐妹|独生|排行|老大|老几|全家福|孩子|娃|亲人|户口本|爸妈|父母|亲戚|成员|手足|人丁",
    "marriage": "结婚|对象|单身|恋爱|脱单|喜酒|喜糖|婚|娶|嫁|光棍|红线|相亲|媳妇|老公|老婆|男朋友|女朋友|伴|家室|情人节|有主|喜帖|随份子|彩礼|谈了|追你",
    "pet": "养|宠物|[猫狗鸟鱼龟兔鼠]|铲屎|遛|毛孩子|小动物|喵|汪|撸",
    "free": "平时|周末|闲|消遣|打发|解压|放松|业余|放假|无聊|下班|爱好|兴趣|休息|乐子|解闷|迷|瘾|宅|空了|玩",
    "likes": "喜欢|最爱|偏爱|心头好|开心|偶像|颜色|季节|礼物|欣赏|高兴|宝贝|追星|好感|爱听|爱看|爱[^情人]",
    "dislikes": "讨厌|烦|怕|受不了|忌|雷|反感|嫌|恐|过敏|惹|膈应|忍不|见不得|看不惯|不待见|头疼|不喜欢",
    "phrase": "口头禅|口头语|嘴边|常说|老说|爱说|台词|念叨|名言|座右铭|那句|哪句|一句|这句|格言|张嘴|开口|总说|句话",
    "works": "作品|代表|过书|过歌|[写画拍唱演出编导设][过的]|专辑|成名|发表|系列|大作|拜读|创作|获奖|连载|展",
    "species": "人类|真人|活人|机器|ai|程序|电脑|动物|鸟|妖|物种|品种|翅膀|尾巴|心跳|充电|代码|鬼|仙|活的|生物|东西|血|虚拟|客服|外星",
    "era": "朝|年代|时代|皇帝|古代|现代|古人|未来|世纪|穿越|年号|公元|那会|那时候|年头|年间|圣上|银子",
    "skill": "会|擅长|拿手|本事|绝活|才艺|特长|手艺|强项|表演|厉害|功夫|露一手|一技|本领|在行|水平|能耐|节目|过人",
    "dream": "梦想|理想|愿望|将来|以后|长大|目标|盼|追求|实现|彩票|奔头|这辈子|一生|未来|许愿|许什么|志向|图什么|流星|神灯|十年后",
    "speech": "口音|方言|话|腔|土话|母语|乡音|味儿|咬字|普通话",
    "food": "吃|喝|菜|口味|忌口|馋|饭|辣|甜|咸|零食|夜宵|馆子|投喂|火锅|海鲜|美食|一口|下厨|餐|嘴",
    "been": "去过|到过|旅游|出国|国外|走过|足迹|玩过|爬过|远门|景点|来过|出过|逛过|打卡|跑过|见过|飞机",
    "name": "名|叫|称呼|喊|怎么称|备注|姓|昵称|抬头|签|外号|自报家门",
    "gender": "男|女|先生|女士|姑娘|小伙|帅哥|美女|哥哥|姐姐|叔叔|阿姨|汉子|妹子|公的|母的|雄|雌|爷们|性别",
    "form": "填|那栏|表上|登记|那一栏|档案|简历|写什么|勾",
    "opinion": "觉得|认为|看待|看法|支持|赞成|推荐|建议|你说(?=.{1,3}[人会能要该])|相信|同意|怎么看|反对",
    "order": "帮我|给我|放一?首|讲个|唱|陪我|教|定个|查|提醒|翻译|播|打开|关|调|来段|念|背首|设|算",
    "now": "今天|昨|刚|正在|最近|明天|今晚|早上|中午|现在|等会|下周|这会",
    "feel": "累|困|疼|难过|伤心|孤|寂寞|生气|哭|紧张|压力|想你|想我|冷不|热不|饿|渴|死了|幸福|后悔",
    "ours": "你(?:觉得|说|看|猜|知道|记得|认识|听)[^，]{0,3}[我他她]|我[^，]{0,6}[Ⓙ]|我是不是",
    "gist": "好吗|好不好|漂亮|好听|好玩|好吃|可爱|听话|怎么样|凶|身体|顺利|忙",
}  # fmt: skip
_IN_ENGLISH = {
    "place": r"where",
    "live": r"\blive|address|place\b|city",
    "send": r"\bsend|mail|package|deliver",
    "native": r"grow up|grew|hometown|originally|come from|are you from|from\b",
    "age": r"how old|\bage\b|years|older|younger",
    "born": r"birth|born",
    "date": r"when|month|date",
    "sign": r"star sign|horoscope|scorpio|leo\b|aries|virgo",
    "zodiac": r"chinese zodiac|year of the|zodiac animal",
    "work": r"\bjob|for a living|occupation|career|profession",
    "workplace": r"company|where do you work|employer|office",
    "school": r"school|college|university|degree|graduate",
    "major": r"major|studying|study",
    "height": r"tall|height",
    "weight": r"weigh|heavy|heavier",
    "family": r"family|siblings|parents|kids|children|brothers|sisters",
    "marriage": r"married|single|partner|boyfriend|girlfriend|taken|dating|seeing anyone|husband|wife",
    "pet": r"\bpets?\b|animals|\bcats?\b|\bdogs?\b",
    "free": r"hobb|for fun|free time|weekend|enjoy|into\b|spare",
    "likes": r"\blike|favou?rite|love|happy",
    "dislikes": r"hate|stand|afraid|dislike|scared|annoy",
    "phrase": r"catchphrase|always say|slogan|motto|saying",
    "works": r"publish|written|your work|wrote|write|best work|works",
    "species": r"human|robot|\bbot\b|creature|machine|real person|alive",
    "era": r"dynasty|\bera\b|century|what year",
    "skill": r"good at|can you|talent|skill|know how",
    "dream": r"dream|wish|want to be|goal|future",
    "speech": r"dialect|accent|speak|language",
    "food": r"food|eat|drink|taste|snack|dish",
    "been": r"been to|travel|visit|countries",
    "name": r"name|call you|nickname",
    "gender": r"boy|girl|man\b|woman|lady|sir\b|madam|gender|male|female",
}  # fmt: skip
_CONCEPTS = tuple(
    (name, re.compile(f"{pattern}|{_IN_ENGLISH[name]}" if name in _IN_ENGLISH else pattern))
    for name, pattern in _SUBJECTS.items()
)
_ASKS = tuple(
    (name, re.compile(pattern))
    for name, pattern in {
        "where": "哪里|哪(?=[个座片块条省市县城国家])",
        "when": "什么时候|哪天|几号|几月|哪年",
        "what": "什么|哪",
        "who": "谁|哪位",
        "many": "几|多少",
        "much": "多[大高重长老]",
        "why": "为什么|怎么(?!称)",
        "polar": r"吗|(?<![什怎那多这])么|[不没](?:$|，|？|有$)|是不是|对不|([\u4e00-\u9fff])[不没]\1|还是",
        "guess": "吧|不会是|是不是|没错|听说|不是.{1,8}[吗嘛]|猜你|肯定",
        "rather": "还是",
        "told": "说说|讲讲|介绍|报|来一?[句个]|露",
    }.items()
)
_FIRST = re.compile("你|我|咱|俺|他|她|它")


def masked(text: str) -> str:
    """The line in plain words, with marks for what is one character's own."""
    line = plain(re.sub("[ⓀⒿⓅⓃⓈ]", "", text))
    line = _OF_ME.sub(r"\1Ⓙ", _OF_YOU.sub(r"\1Ⓚ", line))
    parts, end = [], 0
    for place in find_places(line):
        if place.start >= end:
            parts.append(line[end : place.start] + "Ⓟ")
            end = place.end
    line = "".join(parts) + line[end:]
    return _NUMBER.sub("Ⓝ", _SIGN.sub("Ⓢ", line))


def features(text: str) -> Features:
    """The features of a line; the same line has the same ones."""
    line = masked(text)
    grams = dict.fromkeys(_grams(line))
    return {"grams": tuple(grams), "cues": tuple(dict.fromkeys(_cues(line)))}


def _grams(line: str) -> Iterator[str]:
    words = _WORD.findall(line)
    for size in (1, 2, 3):
        for i in range(len(words) - size + 1):
            yield " ".join(words[i : i + size]) + " "
    han = f"^{_WORD.sub('', line).replace(' ', '').replace('？', '，').rstrip('，')}$"
    if len(han) < 3:
        return
    for size in (1, 2, 3, 4):
        for i in range(len(han) - size + 1):
            yield han[i : i + size]


def _cues(line: str) -> Iterator[str]:
    speaks_of = [name for name, pattern in _CONCEPTS if pattern.search(line)]
    asks = [name for name, pattern in _ASKS if pattern.search(line)] or ["no"]
    whom = _whom(line)
    yield whom
    yield f"{whom}:{min(3, len(line) // 8)}"
    yield from (f"q:{ask}" for ask in asks)
    yield from (f"{whom}?{ask}" for ask in asks)
    yield from speaks_of
    yield from (f"{name}?{ask}" for name in speaks_of for ask in asks)
    yield from (f"{name}@{whom}" for name in speaks_of)
    yield from (f"{one}+{other}" for i, one in enumerate(speaks_of) for other in speaks_of[i + 1 :])
    if not speaks_of:
        yield "of nothing"


def _whom(line: str) -> str:
    """Who is named: the first, and whether a relative, or the speaker as well."""
    if re.search(r"\byou|\bur\b", line):
        return "you" if not re.search(r"\b(?:i|my|me)\b", line) else "you, me"
    found = _FIRST.search(line)
    first = {"你": "you", "我": "me", "咱": "us", "俺": "me"}.get(found.group(), "other") if found else "nobody"
    if "Ⓚ" in line:
        return f"{first}, kin"
    if first == "you":
        return "you, me" if re.search("[我咱俺]", line) else "you"
    return f"{first}, you" if "你" in line else first
