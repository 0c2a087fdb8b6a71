"""What a predicate says of its subject: 「住在杭州」 is a residence, 「养了只猫」 a pet. Pure; rules from the
beginning of the predicate, after subject, adverbs and negation are taken away."""

# ruff: noqa: E501 - one pattern a line: a table is read across.

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from roleplay_lite.persona.calendar import ANIMALS
from roleplay_lite.persona.jobs import kind_of_work, names_work
from roleplay_lite.persona.kinship import GENERIC, KIN_PATTERN, PARTNERS, surname
from roleplay_lite.persona.numerals import NUMERAL
from roleplay_lite.persona.places import place_paths

BEEN_TO = "been_to"
"""Being there, as a key: 「没去过北京」."""
PREGNANCY = "pregnancy"

SIGN = "白羊|牡羊|金牛|双子|巨蟹|狮子|处女|天秤|天平|天蝎|射手|人马|摩羯|魔羯|山羊|水瓶|宝瓶|双鱼"
# What one is or is not: a kind of creature or thing.
CREATURE = re.compile(
    r"人|真人|活人|人类|机器人?|守灯机|机器狗|智能音箱|音箱|电脑|程序|代码|虚拟人|AI|ai|人工智能|外星人|妖怪?|鬼|神仙|仙女|吸血鬼|精灵|狐狸精?"
    r"|(?:小|大|老|公|母|土|黑|白|黄|橘|花|野|流浪|玳瑁|布偶|短毛|长毛)*(?:猫咪?|狗狗?|犬|柯基|柴犬|泰迪|哈士奇|金毛|驴|马|牛|羊|猪|兔子?|仓鼠|老鼠|鸟儿?|鹦鹉|麻雀|绿绣眼|海鸥|乌鸦|喜鹊|八哥"
    r"|鸽子|燕子|画眉|猫头鹰|老鹰|企鹅|鸡|鸭子?|鹅|鱼|金鱼|乌龟|蛇|狐狸|老虎|狮子|猴子?|熊猫|大象|海豚|青蛙|虫子?|蝴蝶|蜜蜂|恐龙)"
)
_NUMBER = rf"(?:\d+|{NUMERAL}+)"
_AGE = rf"(?:快|近|不到|将近|差不多|大概)?(?:\d{{1,3}}|{NUMERAL}{{1,4}})(?:多|来|出头|几)?(?:岁|周岁)半?|(?:\d{{2}}|{NUMERAL}{{2,3}})(?:多|来|出头)?"
_LENGTH = (
    rf"(?:{_NUMBER}米{_NUMBER}?|\d\.\d{{1,2}}米?|\d{{2,3}}(?:cm|厘米|公分)?|{_NUMBER}(?:厘米|公分|米))(?:多|左右)?"
)
_WEIGHT = rf"(?:{_NUMBER}(?:\.\d)?(?:多)?(?:公斤|千克|kg|斤|克|吨|两)半?)"
_DATE = rf"(?:(?:\d{{2,4}}|[零〇一二三四五六七八九]{{2,4}})年)?(?:农历|阴历)?(?:\d{{1,2}}|{NUMERAL}{{1,3}}|腊|正)月(?:初?(?:\d{{1,2}}|{NUMERAL}{{1,3}})[日号]?)?|\d{{4}}-\d\d?-\d\d?"
_YEAR = r"(?:\d{4}|\d{2}|[零〇一二三四五六七八九]{2}|[零〇一二三四五六七八九]{4})年"
_MEASURE = r"(?:了)?(?:一)?(?:个|名|位|只|条|头|台|匹|枚|介|家|口|棵)?"
_SOME = rf"(?:{NUMERAL}+|\d+|好几|几)?(?:个|位|只|条|头|匹)?"
_VERB = "看|听|玩|画|打|钓|跑|唱|读|写|做|弹|骑|爬|逛|拍|跳|学|练|养|收集|下|踢|游|滑|睡|旅|摄|织|种|喝|抽|抖|追|踩|数|念|酿|修|遛|撞|装|拉"
# What one can do. 「会」 is as often the future.
_ABILITY = (
    "游泳|开车|开[^会门心]|弹|唱|跳舞|画|说[^话不你我]|讲[^你我话]+[语话]|做饭|做菜|烧菜|写[^你信]|骑|打[^你扰电]|下棋|下象棋|下围棋|滑雪|滑冰|溜冰|拉[^你肚]|吹|飞|编程"
    "|修|擀|包饺子|包酸菜|劈|酿|武|功夫|魔术|日语|英语|法语|cook|swim|drive|dance|sing|play"
)
_STATED = re.compile(
    rf"(?:了|啦|过|的|呢|吗|一个人|一枚)*(?:(?:好?多|好?几|十几|{NUMERAL}+|\d+)(?:年|个月|天)|很久|没多久|这么久)?(?:了|啦|的)*"
)
_KEPT = frozenset({"宠物", "花", "花草", "多肉", "绿萝", "仙人掌", "小动物", "植物"})
_NOT_LIKED = re.compile(r"^(?:[你您我他她它咱]|[上过]了?|这样|那样|的|被|谁|人家|说|问|自己)")
_DYNASTY = "唐|宋|元朝|明朝|清|汉朝|秦朝|隋|民国|古代|现代"
_STOP = r"(?=[的了呢，]*$)"


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """One key and value that a predicate holds."""

    key: str
    value: str
    confidence: float
    rule: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Rule:
    name: str
    key: str
    pattern: re.Pattern[str]
    confidence: float


def _rule(name: str, key: str, pattern: str, confidence: float = 0.95) -> _Rule:
    return _Rule(name=name, key=key, pattern=re.compile(pattern, re.IGNORECASE), confidence=confidence)


# The value is the group `v`; without one it is the whole match. The first that fits is taken.
_RULES = (
    _rule("birthday", "birthday", rf"(?:的)?生日(?:是|在)?(?:农历)?(?P<v>{_DATE})"),
    _rule("born-on", "birthday", rf"(?:是|在|生于|出生于)*(?P<v>{_DATE}|{_YEAR})(?:出)?(?:生的?|生人|过生日|的生日)"),
    _rule("born-since", "birthday", rf"(?:出生在|出生于|生于|生在)(?P<v>{_DATE}|{_YEAR})"),
    _rule("name", "name", r"(?:的)?(?:中文|英文)?(?:大名|名字|全名|真名)(?:就)?(?:是|叫做?)(?P<v>[^的我你他她它了不]{1,8})$"),
    _rule("called", "name", r"(?:名叫|大名叫|叫做?|名为)(?P<v>(?![我你他她它人个什声苦外车醒一不这那起回住来去上下得过您])[^的了过着到我你他她它来去起帮给吃]{1,6})了?$", 0.9),
    _rule("surname", "name", r"(?P<v>姓(?!什|啥|名)[^的氏]{1,2})$"),
    _rule("sign", "sign", rf"(?:的)?(?:星座是)?(?P<v>(?:{SIGN})座?)(?:的|的人)?{_STOP}"),
    _rule("zodiac", "zodiac", rf"(?:的)?(?:属相是|生肖是|生肖|属)(?P<v>[{ANIMALS}])(?:的)?$"),
    _rule("height", "height", rf"(?:的)?(?:身高|个子|个头)(?:是|有|才|只有|大概)?(?P<v>{_LENGTH})"),
    _rule("tall", "height", rf"(?:有|才|长到|长了)?(?P<v>{_NUMBER}米{_NUMBER}?|\d\.\d{{1,2}}米|1\d\d(?:cm|厘米|公分))(?:多|左右)?(?:高|的个子)?{_STOP}"),
    _rule("weight", "weight", rf"(?:的)?(?:体重)?(?:是|有|才|重|只有|大概)*(?P<v>{_WEIGHT})(?:重)?{_STOP}"),
    _rule("age", "age", rf"(?:的)?(?:年纪|年龄|岁数|满|有|才|刚满|刚|都|今年)*(?P<v>{_AGE})(?:的人)?{_STOP}"),
    _rule("hometown", "hometown", r"(?:的)?(?:老家|家乡|故乡|籍贯|祖籍|娘家)(?:就)?(?:在|是)?(?:在)?(?P<v>[^是在的了吗怎有可真很好也不太都没冷热远下离特][^的了]{1,13}?)(?:的|人|那边|那儿|这边)?$"),
    _rule("comes-from", "hometown", r"(?:来自|打小在|从小在|土生土长在|生于|出生在|出生于|生在)(?P<v>[^，]{2,12}?)(?:长大)?(?:的)?$", 0.9),
    _rule("grew-up", "hometown", r"在(?P<v>[^，在]{2,10}?)(?:出生|长大|土生土长)(?:的)?$", 0.8),
    _rule("from", "hometown", r"从(?P<v>[^，从]{2,8}?)来的?$", 0.7),
    _rule("lives-in", "residence", r"(?:现在)?(?:家)?(?:住在|住到|住|定居在?|搬到了?|搬去了?|搬来了?|蜗居在)(?P<v>(?![我你他她它得着过不院嘴口几在])[^，了]{2,16}?)(?:去的|来的|的|那边|那儿|这边|这儿|了)*$", 0.95),
    _rule("home-is-in", "residence", r"家(?:就)?(?:住在|住|在)(?P<v>[^，了]{2,14}?)(?:的|那边|那儿|了)*$", 0.85),
    _rule("lives-at", "residence", r"在(?P<v>[^，在]{2,12}?)(?:住|定居|安家)(?:着|了)?(?:好?多年|十几年|几年|很久|一年|两年)?$", 0.9),
    _rule("studies-major", "major", r"(?:的)?(?:专业是|学的是|读的是|念的是|主修|学的)(?P<v>[^，我你]{2,10}?)(?:专业|系)?(?:的)?$"),
    _rule("major-of", "major", r"(?:学|读|念)(?P<v>[^，我你了过着到]{2,8}?)(?:专业的?|系的?|的)$", 0.85),
    _rule("studies-at", "school", r"(?:还)?在(?P<v>[^，在]{2,14}?)(?:读书|念书|上学|读大学|上大学|念大学|读研究生|读研|读本科|读博|读|念)(?:了)?(?:的)?$", 0.9),
    _rule("works-as-at", "occupation", r"在[^，在]{2,12}?(?:当|做|干)(?:一)?(?:个|名)?(?P<v>[^，过的]{2,8}?)$", 0.9),
    _rule("works-as", "occupation", rf"(?:当|做|干|担任|从事|身为|作为|成了|改行做|改行当)(?!过){_MEASURE}(?P<v>[^，过]{{2,10}}?)(?:的|这行|工作|的工作)?(?:好?多年|十几年|几年|很久|一年|两年)?(?:了)?$", 0.9),
    _rule("works-at", "workplace", r"(?:在)(?P<v>[^，在]{2,14}?)(?:上班|工作|干活|打工|任职|做事|当差)(?:的)?$", 0.9),
    _rule("widowed", "marriage", r"(?P<v>守寡|寡居|丧偶|丧夫|丧妻)"),
    _rule("divorced", "marriage", r"(?P<v>离婚|离异|离了婚|离过婚|离了)"),
    _rule("engaged", "marriage", r"(?P<v>订婚|定亲|订了婚)"),
    _rule("unmarried", "marriage", r"(?P<v>单身|未婚|未娶|未嫁|光棍一?条?|单着|没主)(?:狗|汉|贵族|人士|的|着|一个|一人)?"),
    _rule("married", "marriage", r"(?P<v>结婚|结过婚|结了婚|已婚|成家|成亲|成了家|嫁人|嫁了人|出嫁|娶妻|娶了媳妇|娶媳妇|娶老婆|娶亲|领证|办婚礼|婚)(?!证|照|礼|纪念|戒指|仪式)"),
    _rule("in-love", "marriage", r"(?:在|正在)?(?P<v>谈恋爱|处对象|谈对象|谈着|脱单|有主|名花有主)"),
    _rule("has-partner", "marriage", rf"(?P<v>(?:有|找了|交了|谈了)(?:了)?(?:一)?(?:个)?(?:{'|'.join(sorted((w for w in PARTNERS if not w.isascii() and w != '先生'), key=len, reverse=True))}|家室))(?!的|说|要|在)"),
    _rule("only-child", "family", r"(?P<v>独生子女|独生子|独生女|独苗|独子|独女)"),
    _rule("pregnant", PREGNANCY, r"(?P<v>怀(?:了|过|着|上|的)?(?:是)?(?:个|对|一对)?(?:孕|双胞胎|龙凤胎|宝宝|孩子|男孩|女孩|女儿|儿子|二胎)|有喜|有了身孕)"),
    _rule("has-kin", "family", rf"(?:家里)?有(?:了)?(?P<v>{_SOME}(?:亲|当[^，]{{2,6}}的|做[^，]{{2,6}}的)?(?:{'|'.join(sorted((w for w in GENERIC if not w.isascii()), key=len, reverse=True))}|{KIN_PATTERN})(?:和(?:{_SOME})(?:{KIN_PATTERN}))?)(?!的|说|要|帮|陪)"),
    _rule("keeps", "pet", rf"养(?:了|着|有|的是|的)?(?!老|活|成|家|眼|我|你|得|不|病|伤){_SOME}(?P<v>[^，的了我你他她]{{1,6}}?)(?:叫[^，]+|当宠物|做宠物)?了?$", 0.9),
    _rule("has-animal", "pet", rf"(?:家里)?有{_SOME}(?P<v>宠物|(?:小|大|老|公|母|黑|白|黄|橘|花)*(?:猫咪?|狗狗?|驴|兔子|仓鼠|鹦鹉|乌龟|金鱼))$", 0.9),
    _rule("remarried", "marriage", r"(?P<v>改嫁|再婚|再嫁|二婚)(?!的|前|后)"),
    _rule("works", "works", r"(?:的)?(?:代表作|作品|得意之作)(?:里)?(?:是|有|叫|就是)(?P<v>[^，什哪]{2,10}?)了?$", 0.9),
    _rule("been-to", BEEN_TO, r"(?:去|到|来|回)过(?:了)?(?P<v>[^，的了]{0,8}?)(?:玩|旅游|旅行|出差|几次|好几次|一次|两次|很多次|一趟)?(?:的|了)?$"),
    _rule("dream", "dream", r"(?:的)?(?:梦想|理想|愿望)(?:就)?是(?P<v>[^，]{2,16}?)$", 0.9),
    _rule("speaks", "dialect", r"(?:会)?(?:(?:说|讲)(?:的是|的)?(?:一口)?|一口)(?P<v>(?!话|[这那]|人话|笑话|大话|瞎话|假话|情话|电话)[^，不实真梦好坏你我他什]{1,4}[话语])(?:的|了)?$", 0.85),
    _rule("era", "era", r"(?:生活在|活在|身在|生在)(?P<v>[^，]{2,8}?)(?:的)?$", 0.85),
    _rule("dislikes", "dislikes", rf"(?:最)?(?:讨厌|厌恶|受不了|恨)(?:吃|喝|的是)?(?P<v>[^，了]{{1,10}}?){_STOP}", 0.92),
    _rule("fears", "dislikes", rf"(?:最)?(?:烦|害怕|怕)(?:吃|喝|的是)?(?P<v>[^，了]{{1,10}}?){_STOP}", 0.85),
    _rule("eats", "food", rf"(?:喜欢|爱|最爱)吃(?:的是)?(?P<v>[^，了过]{{1,16}}?){_STOP}", 0.92),
    _rule("eats-now", "food", rf"吃(?:的是)?(?P<v>(?!饭|了|过|完|醋|惊|亏|得|不|点|你|我|什|啥|药|饱|撑|光|错|着|个|一|两|东西)[^，了过]{{1,16}}?){_STOP}", 0.75),
    _rule("likes-doing", "hobby", rf"(?:喜欢|热爱|爱|爱好是|爱好|迷上了|痴迷)(?P<v>(?:{_VERB})[^，了]{{0,10}}?){_STOP}", 0.9),
    _rule("likes", "likes", rf"(?:的是)?(?:喜欢|热爱|爱|爱好是|爱好|迷上了|中意)(?:的是)?(?P<v>[^，了]{{1,10}}?){_STOP}", 0.9),
    _rule("skilled", "skill", r"(?:的)?(?:擅长|特长是|精通|拿手的是|能|可以)(?P<v>[^，]{1,10}?)(?:了)?$", 0.85),
    _rule("can", "skill", rf"会(?P<v>(?:{_ABILITY})[^，了过你您我给来去]{{0,4}}?)(?:了|的|一点|一些)?$", 0.92),
    _rule("smokes", "hobby", r"(?P<v>抽烟|喝酒|吸烟|打牌|打麻将)(?:的|了)?$", 0.85),
)  # fmt: skip
_IS = re.compile(rf"(?:是|就是|成了|成为|作为|身为|算是|属于)(?:{_MEASURE})")
_PERSON_OF = re.compile(r"(?P<v>.{1,8}?)(?:本地|当地)?(?:人|女孩|男孩|姑娘|妹子|小伙子?|女生|男生|的)$")
_GENDER = re.compile(
    r"(?:.{0,4}的)?(?P<v>男|女)(?:的|生|孩子?|人|性|士|娃|汉|子汉)?$|.{0,4}?(?P<w>姑娘|丫头|女孩子|小姐姐|妹子|少女)$|.{0,4}?(?P<m>小伙子?|汉子|男孩子|老爷们|爷们|大老爷们|帅哥|少年)$"
)
_HARDLY = re.compile(
    r"^(?:[你您我他她它这那]|不|没|有|要|想|因为|怎么|为|来|去|在|说|很|太|真|假|对|错|开玩笑|吗|吧|谁|什么|啥|哪|一|两|同|最)"
)


@lru_cache(maxsize=4096)
def predicate(core: str) -> tuple[Said, ...]:
    """What the predicate says, read from its beginning; nothing when no rule reads it."""
    rest = core
    if found := _IS.match(rest):
        if said := tuple(_identity(rest[found.end() :].rstrip("了呢"))):
            return said
        rest = rest[1:] if rest.startswith("是") else rest
    for rule in _RULES:
        # 「是住在音箱里的小满」 is about 小满.
        if rest is not core and rule.key == "residence" and re.search("的..", rest):
            continue
        if (match := rule.pattern.match(rest)) and (said := tuple(_values(rule, match))):
            return said
    return ()


def _values(rule: _Rule, match: re.Match[str]) -> Iterator[Said]:
    value = (match["v"] or "").strip("的 ") if "v" in match.groupdict() else match.group()
    key, confidence = rule.key, rule.confidence
    if key in ("likes", "hobby", "food", "dislikes"):
        if not value or _NOT_LIKED.match(value) or re.search("[你您我他她它这那]|人$|样子$", value):
            return
        for one in re.split(r"、|和|跟|还有|以及|与", value):
            if one:
                yield Said(key=key, value=one, confidence=confidence, rule=rule.name)
        return
    if key == "occupation":
        confidence *= names_work(value)
    elif rule.name == "remarried":
        value = "结婚"
    elif key == "age" and not re.search("岁", value):
        confidence *= 0.7 if match.end() == len(match.string) and re.fullmatch(_AGE, match.string) else 0.85
    elif key == "era":
        confidence = 0.92 if re.search(_DYNASTY, value) else confidence
    elif rule.name == "called":
        known = surname(value) or value[:1] in "小阿老" or value[:1].isupper()
        confidence = 0.96 if known else 0.85
    elif rule.name in ("married", "divorced", "unmarried"):
        # 「我结婚的时候」 and 「单身挺好」 tell of no state.
        confidence *= 1.0 if _STATED.fullmatch(match.string[match.end() :]) else 0.65
    elif rule.name == "keeps":
        confidence *= 1.0 if CREATURE.match(value) or value in _KEPT else 0.8
    elif rule.name == "works-at":
        confidence *= 0.5 if re.search("[你您我他她等]", value) else 1.0
    elif rule.name == "has-kin":
        value = re.sub(r"^(?:一|个|位|只|条|头|匹)+(?:亲)?", "", value)
    elif key == "hometown":
        confidence *= 1.0 if place_paths(value) else 0.6
    elif key == "residence" and rule.name != "lives-in" and not place_paths(value):
        confidence *= 0.6
    elif rule.name == "major-of" and not 2 <= len(value) <= 8:
        return
    elif key == BEEN_TO and value and not place_paths(value):
        confidence *= 0.6
    if confidence > 0:
        yield Said(key=key, value=value, confidence=confidence, rule=rule.name)


def _identity(noun: str) -> Iterator[Said]:
    """What 「是」 with this noun phrase says."""
    noun = noun.strip()
    if not noun:
        return
    if gender := _GENDER.fullmatch(noun):
        sure = 0.95 if gender["v"] else 0.85
        yield Said(
            key="gender", value="女" if gender["w"] or gender["v"] == "女" else "男", confidence=sure, rule="is-gender"
        )
        place = re.match(
            rf"(?P<v>.{{2,6}}?)(?:的)?(?:{'姑娘|丫头|女孩子?|妹子|少女|男孩子?|男生|女生|小伙子?|汉子|男人|女人'})",
            noun,
        )
        if place and place_paths(place["v"]):
            yield Said(key="hometown", value=place["v"], confidence=0.9, rule="is-from")
        return
    if CREATURE.fullmatch(noun):
        yield Said(key="species", value=noun, confidence=0.9, rule="is-a")
        return
    if re.fullmatch(rf"(?:{SIGN})座?(?:的|的人)?", noun):
        return
    if (found := _PERSON_OF.fullmatch(noun)) and place_paths(found["v"]):
        yield Said(key="hometown", value=found["v"], confidence=0.95, rule="is-from")
        return
    if found := re.fullmatch(r"大?(?P<v>唐|宋|元|明|清|汉|秦|隋|民国|古代|现代|魏|晋)(?:朝|代)?(?:的)?人", noun):
        yield Said(key="era", value=found["v"], confidence=0.9, rule="is-of-era")
        return
    if _HARDLY.match(noun):
        return
    bare = noun if names_work(noun) == 1 else re.sub(r"(?:的|来的|出身|一枚)$", "", noun)
    if sure := max(names_work(noun), names_work(bare)):
        yield Said(key="occupation", value=bare, confidence=0.95 * sure, rule="is-a-job")
        if "单身" not in noun:
            return
    if found := re.fullmatch(r"(?:做|干|搞|跑|开|教|送|卖|写)(?P<v>.{1,6}?)的", noun):
        value = kind_of_work(noun) or found["v"]
        yield Said(key="occupation", value=value, confidence=0.85 if kind_of_work(noun) else 0.6, rule="does")


def sayings(values: Iterable[str]) -> re.Pattern[str]:
    """A pattern for a persona's own phrases, so that 「我抽烟」 meets its 「不抽烟」."""
    words = sorted((re.escape(value) for value in values if len(value) > 1), key=len, reverse=True)
    return re.compile("(?:会|能|可以|爱|喜欢)?(?P<v>" + ("|".join(words) or "(?!)") + ")(?:的|了)?$")
