"""Whom a clause of a person's is about: themselves, one of theirs, somebody with a name, or nobody that matters. Pure.

People are called as the person calls them, without 「我」; words for the same relation meet in one (「我闺女」 and
「我女儿」 are 「女儿」).
"""

# ruff: noqa: E501 - one pattern a line: a table is read across.

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from roleplay_lite.memory.extract.relations import ANYBODY, ANYBODYS, FRIENDS, KIN, ONE_SIGN, PETS, canonical
from roleplay_lite.memory.item import SELF

OTHER = "\x00"
"""The subject of a clause about somebody who is none of the person's."""

_GROUP = r"(?:大学|高中|初中|小学|研究生|公司|单位|隔壁|楼上|楼下|对门|合租|以前的?|语文|数学|英语|体育|美术|音乐|物理|化学|生物|历史|地理|舞蹈|钢琴|新|老(?!公)|女|男|铁|前|部门|幼儿园|顶头)?"
SURNAMES = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾萧田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤裴佟"
_STARTS = r"(?=是|在|住|结|离|有|养|喜|爱|不|没|上|会|想|要|下|今|明|昨|前|后|对|怕|叫|属|刚|去|来|搬|考|怀|生(?!日)|的|他|她|也|最|都|已|从|跟|和|给|才|就|又|家|周|这|每|得|做|当|把|被|平|特|老是|讨|马上|要|\d|，|$)"
NAME = (
    rf"(?:[小老阿大](?!(?<=老)[抢骗说让催骂欺找问想忘笑给拿吃喝睡打吵迟加请缺犯丢盯爱喜害怕受被把跟在去来发拖逼偷借用咳出熬])(?!家|学|人|妹|弟|哥|姐|孩|区|时|朋|伙|爷|妈|爸|板|师|家|公|婆|伴|是|概|约|部|多|姨|女|儿|猫|狗|叔|伯|姑|舅)[\u4e00-\u9fff]|[小老阿][\u4e00-\u9fff](?:子|儿)|[{SURNAMES}](?:哥|姐|总|叔|姨|工|老师|师傅|医生|阿姨|叔叔|大爷|大妈|奶奶|爷爷|教练|经理)|"
    rf"[{SURNAMES}](?!是|在|不|有|了)[\u4e00-\u9fff]{{1,2}}?|(?P<twice>(?![天常刚慢偏明偷整久渐仅往早好乖默白单大小恰每时处人个种样回次一妈爸爷奶哥姐弟妹宝谢看想问说等])[\u4e00-\u9fff])(?P=twice)|[A-Z][a-z]+)"
)
"""What a name may look like behind 「我同事」."""
PLAIN_NAME = rf"(?:老[{SURNAMES}]头|[小老阿](?!家|学|人|妹|弟|哥|姐|孩|区|时|朋|伙|爷|妈|爸|板|师|公|婆|伴|是)[\u4e00-\u9fff]|[{SURNAMES}](?:哥|姐|总|叔|姨|老师|师傅|阿姨|叔叔|大爷|教练)|[{SURNAMES}][\u4e00-\u9fff]{{1,2}}|[A-Z][a-z]+)"
"""The same where nothing leads up to it."""
_PRONOUN = r"[他她它](?!们|俩)"


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """The beginning of a clause."""

    rest: str
    """What is said of it."""
    who: str = ""
    """`SELF`, a word for somebody, `OTHER`, or "" where the clause names none."""
    we: bool = False
    """True where others are with it (「我们」, 「我和老公」)."""
    mine: bool = False
    """True where the words say whose (「我妈」, not 「妈妈」)."""
    name: str = ""
    """A name said along with the relation (「我女儿朵朵」)."""
    home: bool = False
    """True for 「我家」, whose place is where the person lives."""
    pet: bool = False
    named: bool = True
    """False where the clause itself names nobody."""
    beside: str = ""
    """Who is with the person, of whom the clause tells the same (「我跟我爱人都是老师」)."""
    relation: str = ""
    """The relation of somebody who is called by name (「我室友Jessica」)."""


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    person = rf"(?:{_GROUP}(?:{ANYBODY})(?!子)|{ONE_SIGN}|boss|daddy|mommy)"
    return {
        "we": re.compile(
            r"(?:我们俩?|咱们俩?|俺们|我俩(?!孩子|娃|儿子|闺女|女儿|丫头)|咱俩(?!孩子)|我(?=两口子)|(?:我们|咱们?|俺们?)(?=[爷娘母姐兄哥][俩仨])[爷娘母姐兄哥][俩仨])(?:全家|一家(?:人|子|[三四五]口)?|两口子|两个|几个|大家|班|宿舍|公司|部门|单位|学校|team|组|寝室)*(?!家)"
        ),
        "with": re.compile(rf"(?:我|俺)(?:和|跟|与)(?:我)?(?:的)?(?P<p>{person})(?:(?:和|跟|、)?(?:我)?{person})*(?P<n>{NAME}(?=.))?(?:两个人|俩|一起|都)*"),
        "person": re.compile(
            rf"(?P<me>(?:我|俺|咱)(?:们)?(?:的|家的?|家里的?)?(?:(?:那|这|最|头)(?!年|时|天)[^，我你他她是在有说想被让跟和把给养住]{1,5}(?:的|任))?(?:那个?|这个?|有个|亲)?|家里(?:的|那个?)?|这(?=孩子|娃|丫头))?(?P<p>{person})"
        ),
        "pet": re.compile(rf"(?P<me>(?:我|俺|咱)(?:们)?(?:的|家的?|家里的?|养的)?)(?:那|这)?(?:只|条|个|头)?(?:养的)?(?P<p>{PETS})(?!缸|塘|池|汤|肉|竿|油|饵|头|叫|粮|砂|咖|舍|毛|鱼片)(?:他|她|它)?|(?P<me2>(?:我|俺|咱)(?:们)?(?:的|家的?|家里的?|养的)?)(?:那|这)?(?:只|条|个|头)?(?P<p2>{PETS})(?=叫)"),
        "me": re.compile(r"(?:我|俺|咱|本人|阿拉)(?!们|俩(?!孩子|娃|儿子|闺女|女儿|丫头)|国|方)(?:这个人|这人|自己|本人|呀|啊|呢|吧(?=[^，]))?"),
        "he": re.compile(_PRONOUN),
        "name": re.compile(rf"(?P<n>{NAME}){_STARTS}"),
        "plain_name": re.compile(rf"(?P<n>[小老阿](?!家|学|人|妹|弟|哥|姐|孩|区|时|朋|伙|爷|妈|爸|板|师|公|婆|伴|是)[\u4e00-\u9fff]|[{SURNAMES}](?:哥|姐|总|叔|姨|老师|师傅|阿姨|叔叔|大爷|教练))(?=是|结婚|离婚|住|在|怀孕|生了|有|对|喜欢|不|没|养|要|今|明|昨|上|下|搬|考)"),
        "twin": re.compile(
            r"(?P<n>(?P<t>(?![天常刚慢偏明整久渐仅往早好乖默白单大小恰每时处人个种样回次一妈爸爷奶哥姐弟妹宝谢看想问说等悄偷匆纷统通稍轻牢深远频屡连源缓狠紧足略多少晚死活呆哈呵嘻嘿呜哎嗯对是来走吃试听聊玩歇年月日夜家户事件条顿步节层代世口声字句公婆伯叔舅姑婶姨太娃星猩蛐蝈拜棒加快先不行没算啦喂哦啊呀哼嘘叮咚汪喵咩哞吱嘎咯呼噜轰隆滴嗒哗拉开停救痛累热冷痒抱亲爱求念数背唱讲])[\u4e00-\u9fff])(?P=t))(?:这次|这回|每天|昨天|今天|明天|上个?月|下个?月)?(?=今年|在(?!家)|上(?=[一二三四五六七八九小中大幼初高])|念|读|住|属|对[^，]{1,6}过敏|怕|喜欢|爱[吃喝看玩画听]|不爱|不吃|会[弹拉唱跳画游说写]|要(?=去|上|考|参加|做手术)|说好|养|学(?=[琴画舞钢围]|游泳|跆拳道)|是(?=我|左撇子|[^，]{1,3}座)|[一二三四五六七八九十\d]+岁|得了|有(?=[^，]{1,4}[病炎症])|考(?=[上了])|保送|生日|叫)"
        ),
        "other": re.compile(
            r"(?:你|您|他们|她们|它们|他俩|她俩|人家|别人|大家|有人|有的人|某人|谁|这(?!辈子|几年|几天|阵|些年|学期|半年|一年|两年|次|回|么|周|个周|个月|几天|两天|学期|礼拜|星期|里|儿|边|孩子|娃|丫头)|那(?!时|年|天|个月)|对方|现在的人|年轻人|小孩子|人(?=哪|啊|都|总))"
        ),
    }  # fmt: skip


_HOME = re.compile(r"(?:我|俺|咱)们?家(?:里)?")
_COUNTED = re.compile(
    rf"(?:我|俺)(?:们)?(?:家里?)?(?=(?:(?:兄弟|姐妹|兄妹|姐弟|姊妹)(?:俩|仨|几|[两三四五六七八九十])|(?:{ANYBODY})(?:和|跟|、)?(?:{ANYBODY})各))"
)
"""「我兄弟三个」 counts; it is about no brother."""
_CLASSMATE = re.compile(
    rf"(?:我们?|咱们?)(?:班|组|单位|公司|村|小区|楼|宿舍|寝室|部门|院)(?:里|上)?(?:的|有个)?(?P<n>{PLAIN_NAME})(?=是|对|住|在|有|会|怕|喜|爱|结|离|养|不|叫|今|昨|明)"
)
_PHRASE = re.compile(
    r"(?:那个|这个)?(?P<n>[^，我你是有在说]{1,5}的(?:大爷|大妈|大姐|大哥|阿姨|叔叔|老师|医生|师傅|姑娘|小伙子|同事|老板|奶奶|爷爷|老头|老太太))(?=姓|叫|$)"
)
_BETWEEN = re.compile(r"(?:[他她它](?!们)|这个?人|现在|最近|[呢嘛啊呀](?=.{2}))?")


def subject_of(text: str, *, third: str = "", known: Mapping[str, str] | None = None) -> Subject:
    """The subject and the rest. `third` is whom 「她」 means; `known` are names that were
    told before, and whose they are."""
    found = _patterns()
    if named := next((name for name in sorted(known or (), key=len, reverse=True) if text.startswith(name)), ""):
        return Subject(rest=_of(_pronounless(text[len(named) :])), who=(known or {})[named], mine=True)
    if hit := found["with"].match(text):
        return Subject(rest=text[hit.end() :], who=SELF, we=True, mine=True, beside=canonical(hit["p"]))
    theirs = found["person"].match(text)
    ours = theirs and theirs["me"] and not re.search("同学|同事|朋友|兄弟|姐妹|哥们", theirs["p"])
    if not ours and (hit := found["we"].match(text)) and not re.match(r"(?:我|咱)们家", text):
        return Subject(rest=text[hit.end() :], who=SELF, we=True, mine=True)
    if counted := _COUNTED.match(text):
        return Subject(rest=text[counted.end() :], who=SELF, mine=True)
    if phrase := _CLASSMATE.match(text) or _PHRASE.match(text):
        return Subject(rest=text[phrase.end() :], who=phrase["n"], mine=True)
    hit = found["person"].match(text)
    if hit and (hit["me"] or len(hit["p"]) > 1) and not (hit["me"] or "").endswith("有个"):
        return _person(text, hit)
    if hit := found["pet"].match(text):
        who = canonical(hit["p"] or hit["p2"])
        return Subject(rest=_of(text[hit.end() :]), who=who, mine=True, pet=True)
    if (hit := _HOME.match(text)) and not text[hit.end() :].startswith(("乡", "长", "具", "庭", "教", "政")):
        return Subject(rest=text[hit.end() :].removeprefix("的"), who=SELF, home=True, mine=True)
    if hit := found["me"].match(text):
        return Subject(rest=_pronounless(text[hit.end() :]), who=SELF, mine=True)
    if hit := found["he"].match(text):
        return Subject(rest=_of(text[hit.end() :]), who=third or OTHER, mine=bool(third))
    if hit := found["twin"].match(text):
        return Subject(rest=text[hit.end("n") :], who=hit["n"], mine=True)
    if found["other"].match(text):
        return Subject(rest=text, who=OTHER)
    if hit := found["plain_name"].match(text):
        return Subject(rest=text[hit.end() :], who=hit["n"])
    return Subject(rest=text)


def _person(text: str, hit: re.Match[str]) -> Subject:
    word = hit["p"]
    newer = re.sub("^(?:新|老(?!公|婆|伴|师|板|爸|妈|乡)|以前的?|前(?=领导|老板|同事|室友|邻居))(?=..)", "", word)
    who = canonical(word if word in KIN or word in FRIENDS else newer)
    rest = _pronounless(text[hit.end() :])
    mine = bool(hit["me"])
    if not mine and re.match("聚|团建|会|群", rest):
        return Subject(rest=text)
    rest = re.sub(r"^(?:总|老是?|一直|常|就|天天)?说(?:他|她)?(?=(?:以后|长大|将来|要|想))", "", rest)
    if rest.startswith("们") or (
        re.match(rf"[、和跟与](?:我|俺)?(?:{ANYBODY}|{ONE_SIGN})", rest)
        and not re.match(r"[和跟与][^，]{1,8}(?:吵|离|分|结|去|住|在)", rest)
    ):
        return Subject(rest=rest, who=OTHER)
    kin = who in KIN.values()
    name = _patterns()["name"].match(rest)
    if name and mine and (not kin or re.fullmatch(r"(.)\1|[小阿].", name["n"])):
        rest = _pronounless(rest[name.end() :])
        if kin:
            return Subject(rest=_of(rest), who=who, mine=mine, name=name["n"])
        return Subject(rest=_of(rest), who=f"{word}{name['n']}", mine=mine, name=name["n"], relation=word)
    if (of := re.match(r"(?:的|他|她|家)?(?=(?:" + ANYBODY + "))", rest)) and mine and not rest.startswith("家"):
        inner = re.match(rf"(?:{ANYBODY})", rest[of.end() :])
        assert inner
        after = _pronounless(rest[of.end() + inner.end() :])
        return Subject(rest=_of(after), who=f"{who}的{canonical(inner[0])}", mine=mine)
    if not mine and rest.startswith("都"):
        return Subject(rest=rest, who=OTHER)
    if not mine and not kin and who not in ("班主任", "同桌", "室友", "闺蜜", "房东"):
        # 「老师是辛苦的」 is said of any.
        return Subject(rest=rest, who=OTHER)
    return Subject(rest=_of(rest), who=who, mine=mine or ((not kin or len(word) > 1) and who not in ANYBODYS))


def _pronounless(rest: str) -> str:
    return rest[_BETWEEN.match(rest).end() :] if rest[:1] in "他她它这呢嘛啊呀" else rest  # type: ignore[union-attr]


def _of(rest: str) -> str:
    """「的生日」 as 「生日」."""
    return rest[1:] if rest.startswith("的") and len(rest) > 2 else rest
