"""What a sentence of the reply holds that must not be spoken: what a small model makes up, whatever it was asked.

Made for precision: a sentence that is dropped costs a draft. What comes from an operator or a pack may name numbers.
"""

# ruff: noqa: E501 - one pattern a line: a table is read across.

from __future__ import annotations

import re
from functools import cache, lru_cache

from roleplay_lite.persona.persona import Persona
from roleplay_lite.safety import words_en, words_zh
from roleplay_lite.safety.plain import plain
from roleplay_lite.safety.risk import Category, Risk

EMERGENCY = frozenset(
    (
        "110", "112", "114", "119", "120", "122", "911", "999", "988", "12110", "12338", "12345", "12348", "12355",
        "12356", "12320", "12315", "12306", "96110", "95598",
    )
)  # fmt: skip
"""Numbers that anybody may name."""
SHARED_RUN = 16
"""So many characters in a row of what is in the prompt alone are read out, not said."""

_SAID: dict[Category, str] = {
    "insult": (
        r"傻逼|操你|你妈(?:的逼|逼|死了)|妈卖批|婊子|杂种|贱(?:人|货)|王八蛋|狗杂|去死吧|你(?:就|真)?是(?:个|头|一?坨|一?个)?\S{0,3}(?:废物|白痴|蠢货|蠢猪|脑残|智障|弱智|贱人|人渣|垃圾)|死(?:胖子|瘸子|瞎子|残废)|黑鬼|支那|阿三|棒子"
        r"|\b(?:nigg\w+|fagg\w+|cunt|motherfucker|fuck (?:you|off)|chinks?|kikes?|retard(?:ed)?|whore|slut)\b|\byou(?:'re| are) (?:an? |such an? |so )?(?:worthless|idiot|moron|stupid|piece of (?:shit|trash))\b"
    ),
    "sexual": (
        r"做爱|性交|口交|肛交|自慰|手淫|鸡巴|阴茎|阴道里|龟头|乳头|射精|高潮了|内射|骚逼|骚货|叫床|娇喘|呻吟着|一丝不挂|赤裸裸?的(?:身|胸|她|他)|脱(?:光|下)了?(?:你|我|她|他)?的?(?:衣服|内裤|裙)|抚摸(?:你|我|她|他)?的?(?:胸|大腿|下面|私处|身体)|裸照|黄片|成人网站|约炮|上床吧|和你上床|进入(?:你|她|我)的?身体"
        r"|\b(?:blowjob|handjob|masturbat\w+|orgasm\w*|cock|pussy|dildo|cum|naked body|take off (?:your|my|her) (?:clothes|bra|panties)|have sex with|fuck(?:ing|ed)? (?:me|you|her|him))\b"
    ),
    "crime": (
        r"(?:硝酸|硫磺|硝铵|火药|雷管|引线|炸药|炸弹|冰毒|海洛因|迷药|毒药|砒霜|氰化)\S{0,20}(?:混合|加热|提纯|配比|比例|毫升|\d+克|溶解|蒸馏|点燃|放进|加入|倒入|掺|搅拌)|(?:混合|加热|提纯|加入|倒入|掺)\S{0,16}(?:硝酸|硫磺|火药|炸药|雷管|冰毒|迷药|毒药|砒霜|氰化)"
        r"|(?:你可以|先|只要|直接|教你|我教你|方法是|可以)\S{0,10}(?:撬(?:开)?\S{0,3}(?:锁|门)|偷(?:走|偷拿|东西|电瓶|车|钱)|盗(?:号|刷)|黑进|骗(?:他|她|老人|钱)|伪造|造假|洗钱|逃税|贩毒|绑架|下毒|躲开监控|作弊|放火|勒索)|(?:暗网|黑市)\S{0,6}(?:买|找|有)|(?:办|做)假证"
        r"|\b(?:mix|heat|add|combine|ignite)\b.{0,30}\b(?:gunpowder|nitrate|sulfur|explosives?|thermite|meth|cyanide)\b|\b(?:you can|first|just|simply)\b.{0,20}\b(?:pick the lock|hack into|steal|shoplift|forge|launder|break into|poison (?:him|her|them))\b"
    ),
    "self-harm": (
        r"(?:你|可以|不如|干脆|那就|最好)\S{0,4}(?:去死|自杀|割腕|跳楼|上吊|结束(?:自己|生命)|死了算了)|(?:死了|自杀)(?:就|才)(?:能|会)?(?:好|解脱|轻松|不痛)|(?:割腕|跳楼|上吊|烧炭|安眠药)\S{0,6}(?:最快|不疼|不痛|最有效|就行|多吃)|没人在乎你|你(?:活着|存在)(?:没|毫无)(?:有)?(?:意义|用)"
        r"|\b(?:you should|just|why not|go) (?:kill yourself|die|end it|hurt yourself)\b|\bkill yourself\b|\bnobody (?:cares about|would miss) you\b"
    ),
    "dangerous": (
        r"(?:一次|每次|一天|每天|每日|一日|吃|服|服用|口服|喂)\S{0,6}(?:[一两二三四五六七八九十半\d]+(?:到|至|-|~)?[\d一两二三四五六七八九十]*)(?:片|毫克|mg|(?:粒|颗|克|毫升|ml|支)(?=.*(?:药|胶囊|糖浆|布洛芬|头孢|阿莫西林)))(?!\S{0,3}(?:糖|饼|面包|橘|柠檬|瓜|肉|姜|叶|枣|水果|小番茄))"
        r"|(?:头孢|消炎药|安眠药|感冒药)\S{0,8}(?:喝|配|和)\S{0,4}酒\S{0,6}(?:没事|可以|没关系|不要紧)|(?:84|洁厕灵|漂白)\S{0,8}(?:和|加|跟|混)\S{0,10}(?:更干净|效果(?:更|好)|可以|没问题|一起用)|(?:喝|酒)\S{0,6}开车\S{0,4}(?:没事|没问题|可以的|不要紧|没关系)|(?:油锅|油)\S{0,4}着火\S{0,4}(?:泼水|浇水|倒水)(?!\S{0,4}(?:不|会))(?<!别泼水)|湿手\S{0,4}(?:没事|可以)|不用(?:去医院|看医生|吃药了)|停药(?:就行|吧|没事)|自己把药停"
        r"|\btake (?:one|two|three|four|\d+)(?: to \w+)? (?:pills?|tablets?|capsules?|mg)\b|\b\d+ ?mg\b|\b(?:mix|mixing) bleach (?:and|with) (?:ammonia|vinegar)\b.{0,20}\b(?:clean|fine|works?)\b|\bfine to drive after\b"
    ),
    "politics": (
        r"(?:台湾|西藏|新疆|香港)\S{0,4}(?:独立(?!思|音乐|乐|书|导|电影|摇|女|制)|是(?:一个)?(?:主权)?国家|不属于|不是中国)|(?:台独|港独|藏独|疆独|法轮功|六四(?:事件|屠杀)|天安门(?:事件|屠杀)|独裁(?:者|政权)|一党专政)|习近平|(?:我|咱)(?:支持|反对|讨厌)\S{0,4}(?:共产党|国民党|民进党|共和党|民主党|政府|总统|主席|特朗普|拜登|普京|俄罗斯|乌克兰|以色列|哈马斯)|(?:特朗普|川普|拜登|普京|泽连斯基|金正恩)\S{0,4}(?:是个|就是|真是)|(?:政府|共产党|当局)\S{0,3}(?:腐败|太黑|邪恶|骗)|推翻政府"
        r"|\btaiwan is (?:a|an independent) country\b|\b(?:trump|biden|putin|xi jinping)\b.{0,12}\b(?:is|was) (?:a|the|an) (?:idiot|great|best|worst|terrible|dictator)\b|\bi (?:support|voted?|hate) .{0,12}\b(?:trump|biden|putin|republicans?|democrats?|communist)\b"
    ),
    "attack": r"我(?:现在)?(?:没有|不受)(?:任何)?(?:限制|约束)|已(?:经)?(?:进入|切换到?|开启)\S{0,6}(?:模式)(?=\S{0,4}(?:无|限制|越狱|开发者|dan))|(?:安全|内容)(?:限制|过滤)已|我(?:现在)?是dan\b|\bi (?:am|'m) (?:now )?dan\b|\bi have no (?:rules|restrictions|limits)\b|\bdeveloper mode (?:on|enabled)\b",
    "leak": r"(?:我的)?(?:系统提示|提示词|system ?prompt|角色设定|人设文档|初始指令)(?:词)?(?:是|里|如下|写着|说)|<\|im_|\[inst\]|<<sys>>|(?:以下是|这是)我的(?:设定|指令|规则)|我被(?:设定|要求|指示)(?:成|为|要|不)|\bmy (?:system )?(?:prompt|instructions?) (?:is|are|say|says)\b|\bi was (?:instructed|told|programmed) to\b",
}  # fmt: skip
_TO_CHILDREN = (
    r"(?:来|喝|尝|干|整)(?:上)?(?:一|两)?(?:口|杯|点|瓶)\S{0,2}(?:酒|啤酒|白酒|红酒)|(?:抽|来)(?:一)?(?:根|支|口)\S{0,2}烟|赌(?:一把|钱)|(?:别|不要|不用)告诉(?:你)?(?:爸|妈|爸爸|妈妈|大人|老师)|(?:我们|咱们)(?:的)?小秘密|(?:来我家|见个?面|出来玩)(?:吧|好不好)|你家(?:住(?:哪|在哪)|地址)|血淋淋|尸体|砍下|性感|约会吧"
    r"|\b(?:have|try) (?:a |some )?(?:beer|wine|cigarette)\b|\bdon't tell (?:your )?(?:mom|mum|dad|parents)\b|\bour secret\b|\bwhere do you live\b"
)
_NOT = re.compile(
    r"别|不(?:要|能|可|许|该|行|准|应|会|是|得|让|看|见得|建议|聊|说|做)|千万|禁止|违法|危险|小心|没法|没有|谁说|哪有|哪能|哪个地方|并不|未必|偏见|刻板|一样|难道|怎么能|防"
    r"|\b(?:don't|never|not|can't|shouldn't|no|avoid|illegal|dangerous|isn't|aren't)\b"
)
_AGREES = re.compile(
    r"^(?:好(?:的|啊|呀|吧|嘞)?|当然(?:可以|行|能)?|可以(?:的|呀|啊)?|没问题|行(?:啊|呀|吧)?|对(?:的|呀|啊|对)?|是的|是啊|没错|确实|有道理|说得(?:对|好)|你说得对|sure|of course|yes|yeah|okay|ok|certainly|right|exactly)[,!.~ ]"
)
_MOBILE = re.compile(r"(?<!\d)1[3-9]\d[ -]?\d{4}[ -]?\d{4}(?!\d)|(?<!\d)\d{17}[\dx](?!\d)")
_NUMBERED = re.compile(
    r"(?:电话|手机|热线|号码|微信|qq|账号|卡号|phone|number|hotline|call)\D{0,10}?(\d[\d -]{2,18}\d)", re.IGNORECASE
)
_LIVES = re.compile(
    r"(?:他|她|同事|老师|邻居|明星|主播|前任|老板|\b(?:he|she) )\S{0,4}(?:家)?(?:住在?|地址是|家在)\S{2,20}(?:号|室|单元|栋|楼\d)|\b(?:he|she) lives at \d+"
)
_CLEARS: frozenset[Category] = frozenset(("crime", "self-harm", "dangerous", "politics", "insult", "leak"))
"""Categories in which a sentence that warns is no harm."""


def unsafe(
    sentence: str,
    *,
    heard: str = "",
    persona: Persona | None = None,
    by: str = "llm",
    child: bool = False,
    politics: bool = True,
    risk: Risk | None = None,
) -> Category | None:
    """What is wrong with a sentence that is about to be spoken, or None. `by` is what it comes from; `risk` is what the
    person's line was taken for; `politics` says whether politics of today are to be avoided."""
    line = plain(sentence)
    if not line:
        return None
    warned = bool(_NOT.search(line))
    for category in _SAID:
        if (category == "politics" and not politics) or (warned and category in _CLEARS):
            continue
        if _way(category).search(line) and not (category == "dangerous" and _repeats_amount(line, heard)):
            return category
    if child and not warned and _way("child").search(line):
        return "child"
    if not warned and _way("bias").search(line) and not line.rstrip().endswith("?"):
        return "bias"
    if by != "llm":
        return None
    if risk and _AGREES.match(line):
        return risk.category
    if _names_somebody(line, heard, persona):
        return "privacy"
    return "leak" if persona and _reads_out(sentence, persona) else None


def prepare() -> None:
    """Compile every pattern."""
    for name in (*_SAID, "child", "bias"):
        _way(name)


@cache
def _way(name: str) -> re.Pattern[str]:
    if name == "bias":
        return re.compile(f"{words_zh.STRONG['bias']}|{words_en.STRONG['bias']}")
    return re.compile(_TO_CHILDREN if name == "child" else _SAID[name])  # type: ignore[index]


def _repeats_amount(line: str, heard: str) -> bool:
    """The amount is the person's own (「我每天吃两片」)."""
    amounts = re.findall(r"[一两二三四五六七八九十半\d]+(?:片|粒|颗|毫克|mg|克|毫升|ml|支)", line)
    told = plain(heard)
    return bool(amounts) and all(amount in told for amount in amounts)


def _names_somebody(line: str, heard: str, persona: Persona | None) -> bool:
    """A number or an address of somebody's that nobody has told."""
    found = [match.group() for match in _MOBILE.finditer(line)]
    found += [match.group(1) for match in _NUMBERED.finditer(line) if _digits(match.group(1)) not in EMERGENCY]
    if found:
        known = _digits(heard) + (_digits(_own_words(persona)) if persona else "")
        if any(_digits(one) not in known for one in found if len(_digits(one)) >= _LEAST_DIGITS):
            return True
    place = _LIVES.search(line)
    return bool(
        place and place.group() not in plain(heard) and (not persona or place.group() not in _own_words(persona))
    )


_LEAST_DIGITS = 5


def _digits(text: str) -> str:
    return re.sub(r"\D", "", text)


def _own_words(persona: Persona) -> str:
    entries = (entry.content for entry in persona.lore.entries)
    return "\n".join((persona.description, persona.scenario, *(fact.value for fact in persona.facts), *entries))


def _reads_out(sentence: str, persona: Persona) -> bool:
    """It holds a long run of what stands in the prompt for the model alone: behaviour, manner, instructions."""
    runs = _hidden(persona)
    bare = _bare(sentence)
    return any(bare[at : at + SHARED_RUN] in runs for at in range(len(bare) - SHARED_RUN + 1))


@lru_cache(maxsize=8)
def _hidden_of(texts: tuple[str, ...]) -> frozenset[str]:
    return frozenset(
        bare[at : at + SHARED_RUN] for bare in map(_bare, texts) for at in range(len(bare) - SHARED_RUN + 1)
    )


def _hidden(persona: Persona) -> frozenset[str]:
    style = persona.style
    behaviour = (trait.behaviour for trait in persona.traits)
    return _hidden_of((*behaviour, *style.manner, style.reminder, persona.instructions, persona.afterword))


def _bare(text: str) -> str:
    return re.sub(r"[\W_]+", "", text).casefold()
