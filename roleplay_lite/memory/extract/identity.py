"""Who somebody is: name, age, birthday, signs, size, origin, relation. Pure."""

# ruff: noqa: E501 - one pattern a line: a table is read across.

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from roleplay_lite.memory.extract.home import is_place
from roleplay_lite.memory.extract.mood import Mood
from roleplay_lite.memory.extract.relations import ANYBODY
from roleplay_lite.memory.extract.rule import Rule, Told, rule
from roleplay_lite.memory.extract.subjects import OTHER, Subject
from roleplay_lite.memory.extract.words import HAN, NUMBER, TAIL, bare
from roleplay_lite.memory.item import SELF
from roleplay_lite.persona.calendar import ANIMALS
from roleplay_lite.persona.numerals import NUMERAL
from roleplay_lite.persona.places import place_paths

_SIGN = "白羊|牡羊|金牛|双子|巨蟹|狮子|处女|天秤|天平|天蝎|射手|人马|摩羯|魔羯|山羊|水瓶|宝瓶|双鱼"
_AGED = r"(?:的)?(?:年纪|年龄|岁数|虚岁|周岁|实岁|米寿|高寿|今年)*(?:整)?"
_AGE = rf"(?:快|不到|将近|刚满?|都)?(?:\d{{1,3}}|{NUMERAL}{{1,4}})(?:多|来|出头|好几)?(?:个(?:多)?月(?:大)?|周?岁半?|岁多)|(?:刚)?(?:满月|百天)"
_DAY = rf"(?:(?:阴历|阳历|农历|公历|旧历)?(?:(?:\d{{2,4}}|[零〇一二三四五六七八九]{{2,4}})年)?(?:农历|阴历|阳历)?(?:\d{{1,2}}|{NUMERAL}{{1,3}}|腊|正|冬)月(?:份)?(?:初?(?:\d{{1,2}}|{NUMERAL}{{1,3}})[日号]?)?|大年[初三]\S{{1,2}}|除夕|中秋节?|元旦|国庆节?|圣诞节|元宵节?|端午节?|七夕|儿童节|国庆|清明|冬至|立春|立夏|立秋|立冬|夏至|春分|秋分|腊八|小年|五一|六一|八一|十一|教师节|双十一|光棍节|重阳节?|七月半|中元节|元宵|情人节|平安夜|愚人节|妇女节|劳动节)(?:那天|当天|前一天|后一天)?"
_YEAR = r"(?:\d{4}|\d{2}|[零〇一二三四五六七八九]{2}|[零〇一二三四五六七八九]{4})(?:年|后)"
_NOT_NAMED = re.compile(
    r"倒背|什么|啥|过来|起来|他|她|我|你|人|车|外卖|个|^一|不|了|醒|停|苦|好|门|早|去|来|板|嚷|床|做$|做的|得|卖|座|喊|救|爸|妈|那|这|快递|滴滴|菜|叔叔|阿姨|爷爷|奶奶|伯伯|哥哥|姐姐|点(?!点)"
)
_WHO = re.compile(
    rf"(?:我|俺|咱)?(?:们)?(?:家)?的?(?P<v>(?:{HAN}{{0,6}}?)?(?:{ANYBODY}|老乡|同班同学|亲戚|长辈|晚辈|妈|爸|哥|姐|弟|妹|恩人|粉丝|学员|下属|合伙人|前任|初恋|未婚妻|未婚夫|追求者))$"
)
_TRAIT = re.compile(
    r"(?P<v>左撇子|(?:老)?红军|老战士|抗战老兵|胖子|瘦子|矮子|暴脾气|学霸|学渣|宅男|宅女|月光族|上班族|房奴|老好人|老实人|文盲|完美主义者?|工作狂|颜控|强迫症|选择困难症|路痴|路盲|脸盲|社恐|社牛|吃货|夜猫子|话痨|急性子|慢性子|直肠子|独生子女?|独生女|独子|独苗|素食主义者|素食者|党员|团员|[汉满回藏苗壮蒙彝土家维吾尔朝鲜]{1,3}族|混血儿?|早产儿?|孤儿|单亲(?:妈妈|爸爸|家庭)|全职(?:妈妈|太太|爸爸)|退伍军人|老兵|留守儿童|残疾人|聋哑人|归国华侨|华侨|海归|居士|新手(?:妈妈|爸爸|司机)|老司机|拆二代|富二代|农村人|城里人|外地人|本地人|南方人|北方人|(?:家里)?老[大二三小幺]|双胞胎|[EIei][NSns][TFtf][PJpj]|[IEie]人|[\u4e00-\u9fffA-Za-z]{1,6}(?:迷|粉丝|铁粉|党|控|爱好者|发烧友)|基督徒|佛教徒|穆斯林|天主教徒|近视眼?|色盲|色弱)(?:的|一枚)?$"
)


@cache
def rules() -> tuple[Rule, ...]:
    """The table."""
    return (
        rule("called", "name", rf"(?:的)?(?:(?:身份证|户口本|学校里?|单位里?|户口)上?)?(?:中文|大|真|全|本)?(?:名|名字|姓名)?(?:就)?(?:改名|改)?(?:叫做?|叫作)(?P<v>(?:{HAN}|[·・]){{1,8}}?|[A-Za-z][A-Za-z .]{{0,24}}?)(?=(?:今年|是|住|在|来自|{HAN}字的|{HAN}{HAN}的{HAN}|不叫)|{TAIL})", make=_name),
        rule("on-papers", "name", rf"(?:身份证|户口本|证件|护照)上(?:写|登记)?的?(?:名字)?(?:是|叫)(?P<v>{HAN}{{2,4}}?){TAIL}", make=_name),
        rule("name-is", "name", rf"(?:的)?(?:中文|大|真|全)?(?:名字|姓名|大名|真名|全名)(?:就)?(?:是|叫)?(?P<v>{HAN}{{2,6}}?|[A-Za-z][A-Za-z .]{{0,24}}?)(?=(?:今年|{HAN}字的|{HAN}{HAN}的{HAN})|{TAIL})", make=_name),
        rule("english-name", "英文名", rf"(?:的)?(?:英文名(?:字)?|网名|笔名|艺名|微信名|游戏名)(?:是|叫)(?P<v>[^的]{{1,20}}?){TAIL}", make=_own_name),
        rule("nickname", "nickname", rf"(?:的)?(?:小名儿?|乳名|外号|绰号|昵称|花名)(?:就)?(?:是|叫做?)?(?P<v>{HAN}{{1,6}}?|[A-Za-z]{{1,16}}){TAIL}"),
        rule("surname", "name", rf"(?:免贵)?姓(?P<v>{HAN}{{1,2}}?)(?=叫|名|{HAN}{{1,3}}的|{TAIL})", 0.95, make=_surname),
        rule("sign", "sign", rf"(?:的)?(?:星座)?(?:是)?(?:个)?(?:典型的?)?(?P<v>(?:{_SIGN})座?)(?:男|女)?(?:的人|的)?{TAIL}", make=_sign),
        rule("zodiac", "zodiac", rf"(?:的)?(?:是)?(?:属相|生肖)?(?:是)?属(?P<v>[{ANIMALS}])"),
        rule("blood", "blood_type", rf"(?:的)?(?:血型)?(?:是)?(?P<v>AB|A|B|O|熊猫)型?(?:血|型)(?:的)?(?:RH[^，]*)?{TAIL}"),
        rule("blood-2", "blood_type", rf"(?:的)?血型(?:是)?(?P<v>AB|A|B|O)型?(?:RH[^，]*|血)?{TAIL}"),
        rule("height", "height", rf"(?:的)?(?:身高|个子|个头)?(?:是|有|才|只有|快|长到)?(?P<v>{NUMBER}米{NUMBER}?(?:多|出头)?|[12]\.\d{{1,2}}米?|1\d\d(?:cm|厘米|公分))(?:高|的个子|的大?个儿?)?{TAIL}", make=_height),
        rule("height-2", "height", rf"(?:的)?身高(?:是|有|才|就)?(?P<v>1\d\d|一[四五六七八九][零〇一二三四五六七八九]?|{NUMBER}){TAIL}"),
        rule("weight", "weight", rf"(?:的)?(?:体重)?(?:是|有|才|重|只有|快)*(?P<v>{NUMBER}(?:\.\d)?(?:多)?(?:公斤|千克|kg|斤)(?:多|半)?)(?:重)?{TAIL}"),
        rule("weight-2", "weight", rf"(?:的)?体重(?:是|有|才|就|都)*(?P<v>一百[一二三四五六七八九](?:十[一二三四五六七八九]?)?|{NUMBER}){TAIL}"),
        rule("age", "age", rf"{_AGED}(?:是|有|才|刚满?|都|马上|过了|过完|刚过完?)?(?P<v>{_AGE})(?:的人|生日)?(?={TAIL}|虚岁|周岁|的人)", make=_age),
        rule("age-2", "age", rf"{_AGED}(?:是|有|才|刚满?|满|都|快)?(?P<v>{NUMERAL}{{1,2}}有{NUMERAL}|[二三四五六七八九]十好几|(?:\d{{2}}|{NUMERAL}{{2,3}})(?:多|来|出头)?)(?:高龄|大寿|虚岁|的人)?(?={TAIL}|虚岁|周岁)", make=_age),
        rule("nears", "age", rf"(?P<v>奔(?:[三四五六七八]十?|\d0))(?:的人)?{TAIL}", 0.9),
        rule("gained", "weight", rf"(?:都)?(?:从[^，]{{1,6}}?)?(?:(?:胖|瘦|长|减|降|涨|吃)到(?:了)?|(?=一百[一二三四五六七八九]))(?P<v>一百[一二三四五六七八九](?:十[一二三四五六七八九]?)?|[一二三四五六七八九]十[一二三四五六七八九]?|\d{{2,3}})(?:多)?(?:斤|公斤)?(?:了)?(?:都)?{TAIL}", 0.9),
        rule("born-on", "birthday", rf"(?:的)?(?:是|在|生于|出生于)*(?P<v>{_DAY}|{_YEAR})(?:出?生的?|生人|过生日|的生日|生日){TAIL}"),
        rule("same-day", "birthday", rf"(?:跟|和|与)(?P<v>{_DAY})(?:是)?(?:同一天|一天|同天)(?:的)?(?:过)?(?:生日|生)"),
        rule("birthday", "birthday", rf"(?:的)?(?:农历|阴历|阳历|公历|身份证)?(?:生日|生辰)(?:就)?(?:是|在)*(?P<v>{_DAY}(?=[^，]*$)|\d{{4}}-\d\d?-\d\d?|\d{{1,2}}[./]\d{{1,2}}|(?!密码|就是)(?=.*[日号节])[^我你他她]{{2,10}}?)(?=[^，]{{0,6}}$)"),
        rule("born-after", "birthday", rf"(?:是)(?:个)?(?P<v>(?:{NUMERAL}{{2}}|\d{{2}})后){TAIL}", 0.9),
        rule("born-year", "birthday", rf"(?:是)?(?P<v>{_YEAR})(?:的|出生的?|生的){TAIL}", 0.9),
        rule("born-since", "birthday", rf"(?:出生在|出生于|生于|生在)(?P<v>{_DAY}|{_YEAR})"),
        rule("old-local", "hometown", rf"(?:是)?(?:个)?(?:土生土长的?|地道的?|正宗的?|地地道道的?)?老(?P<v>[^，的我你他是在]{{2,5}}?)(?:人)?{TAIL}", make=_from),
        rule("is-from", "hometown", r"(?:是)?(?:一?个)?(?:土生土长的?|地道的?|正宗的?|地地道道的?)?(?P<v>[^，的我你他是在]{2,9}?)(?:本地|当地)?(?:人|大汉|妹子|姑娘|小伙子?|汉子|女孩|男孩|爷们|婆姨|伢子|老表)(?=$|[^，]{0,8}$)", make=_from),
        rule("is-of", "hometown", rf"是(?P<v>[^，的我你他她]{{2,9}}?)(?:那边|这边|那儿|那旮[沓旯]|那嘎达|那疙瘩|那一?块儿?|那一带)?的{TAIL}", make=_from),
        rule("hometown", "hometown", rf"(?:的)?(?:老家|家乡|故乡|籍贯|祖籍|娘家|婆家)(?:那边|那儿)?(?:就)?(?:是在|在|是)(?P<v>[^，是的了]{{2,14}}?)(?:的|人|那边|那儿|这边|那块儿?)*{TAIL}", make=_home),
        rule("place-of", "hometown", rf"(?:祖上|祖籍|老辈)?(?:是)?(?P<v>[^，的我你他是在]{{2,8}}?)(?:那边|这边|那儿|那旮[沓旯]|那嘎达|那疙瘩|那一?块儿?|那一带)?的{TAIL}", make=_from),
        rule("hometown-2", "hometown", rf"(?:的)?(?:老家|家乡|祖籍|籍贯)(?P<v>[^，是在的了]{{2,9}}?)(?:的|人)?{TAIL}", make=_from),
        rule("comes-from", "hometown", rf"(?:是)?(?:来自|打小在|从小在|土生土长在|出生在|出生于|生在|在(?=[^，]{{2,10}}(?:长大|出生)))(?P<v>[^，\d]{{2,12}}?)(?:出生|长大|土生土长|长在[^，]+)*(?:的)?{TAIL}", 0.95, make=_home),
        rule("came-from", "hometown", rf"(?:是)?从?(?P<v>[^，从]{{2,8}}?)来的{TAIL}", make=_from),
        rule("gender", "gender", rf"(?:是)?(?:个|一个)?(?P<v>男|女)(?:的|生|孩子?|人|性|士){TAIL}", make=_gender),
        rule("is-to", "is", rf"(?:是|算是|就是)(?P<v>(?:我|俺|咱)[^，]{{1,12}}?){TAIL}", make=_relation),
        rule("trait", "is", rf"(?:是|算是|就是)?(?:个|一个|一枚|一名)?(?:典型的?|标准的?|十足的?|重度|资深|老|超级)?(?P<v>[^，]{{2,10}}?){TAIL}", make=_trait),
    )  # fmt: skip


def _name(found: re.Match[str], mood: Mood, subject: Subject) -> Iterator[Told]:
    value = bare(found["v"])
    if not value or _NOT_NAMED.search(value) or len(value) > 20 or "的" in value or subject.home:
        return
    sure = 1.0 if len(value) > 1 or value.isascii() else 0.8
    yield Told(predicate="name", object=value, positive=mood.positive, confidence=sure)


def _own_name(found: re.Match[str], mood: Mood, subject: Subject) -> Iterator[Told]:
    if subject.home:
        return
    key = re.sub("字$", "", re.sub("^的", "", found.group().split("是")[0].split("叫")[0]))
    yield Told(predicate=key, object=bare(found["v"]), positive=mood.positive)


def _surname(found: re.Match[str], mood: Mood, subject: Subject) -> Iterator[Told]:
    rest = re.match(rf"(?:单名一个|叫|名){HAN}{{1,6}}", mood.core[found.end("v") :])
    value = found["v"] + (re.sub("^(?:单名一个|叫|名)", "", rest.group()) if rest else "")
    if spelt := re.match(rf"{HAN}{{1,3}}的(?P<s>{HAN})$", mood.core[found.end("v") :]):
        yield Told(predicate="name", object=f"姓{spelt['s']}", positive=mood.positive)
    elif subject.who != OTHER and not re.match("什|啥|名", value):
        yield Told(
            predicate="name",
            object=value.removeprefix(found["v"])
            if value.startswith(found["v"] * 2)
            else value
            if rest and len(value) > 1
            else f"姓{found['v']}",
            positive=mood.positive,
        )


def _sign(found: re.Match[str], mood: Mood, subject: Subject) -> Iterator[Told]:
    if not re.search("座|是", found.group()):
        return
    value = found["v"]
    yield Told(predicate="sign", object=value if value.endswith("座") else f"{value}座", positive=mood.positive)


def _height(found: re.Match[str], mood: Mood, subject: Subject) -> Iterator[Told]:
    if subject.home or (
        not re.search("身高|个子|个头|高|个儿", found.group()) and not found["v"].startswith(("一米", "1"))
    ):
        return
    yield Told(predicate="height", object=bare(found["v"]), positive=mood.positive)


def _age(found: re.Match[str], mood: Mood, subject: Subject) -> Iterator[Told]:
    value = bare(found["v"])
    if subject.home or mood.past or not value or (not mood.positive and not mood.is_not):
        return
    if re.search("[二三四五六七八九两]百|[千万]|^[2-9]\\d\\d|\\d{4}", value):
        return
    if "月" in value and subject.who == SELF:
        return
    if re.search("岁|月|满|高龄|大寿|米寿|年纪", found.group()) or mood.is_not:
        sure = 1.0
    elif re.search("出头|好几|多$|来$", value) or "的人" in found.string:
        sure = 0.85
    else:
        # 「我三十了」 may be of kilos; with 「今年」 it is not.
        sure = (
            0.95
            if "今年" in mood.time
            else 0.9
            if subject.who != SELF
            else 0.8
            if re.search("[了啦]", found.string)
            or (subject.named and re.fullmatch("[1-9]\\d|[二三四五六七八九]?十[一二三四五六七八九]", value))
            else 0.0
        )
    if sure and (not mood.time or re.search(r"(?:今年|现在|都|已经|快|马上)$", mood.time)):
        yield Told(predicate="age", object=value, positive=mood.positive, confidence=sure)


def _from(found: re.Match[str], mood: Mood, subject: Subject) -> Iterator[Told]:
    value = re.sub("^(?:一个|个|老)(?=..)", "", bare(found["v"]))
    value = re.sub("(?<=..)来$", "", value)
    if re.search("[回过出上下赶飞]$", value):
        return
    if is_place(value) or re.search(
        r"^(?:.{2,4}[省市县镇村州旗]|东北|西北|华北|华南|西南|江南|关中|陕北|陕南|苏北|苏南|闽南|潮汕|湘西|川渝|胶东|皖北|皖南|赣南|粤北|台湾|客家)$",
        value,
    ):
        yield Told(predicate="hometown", object=value, positive=mood.positive)


def _home(found: re.Match[str], mood: Mood, subject: Subject) -> Iterator[Told]:
    value = bare(found["v"])
    if value and not re.search(r"^(?:很|好|特别|农村的?$|哪)|我|你|家里$|[奶婆妈爸爷公姑姨舅]家|身边", value):
        yield Told(
            predicate="hometown", object=value, positive=mood.positive, confidence=1.0 if place_paths(value) else 0.85
        )


def _gender(found: re.Match[str], mood: Mood, subject: Subject) -> Iterator[Told]:
    if found.group().startswith(("是", "个", "一个")) or found.string != mood.core:
        yield Told(predicate="gender", object=found["v"], positive=mood.positive)


def _relation(found: re.Match[str], mood: Mood, subject: Subject) -> Iterator[Told]:
    if subject.who in ("", SELF, OTHER):
        return
    if who := _WHO.match(bare(found["v"])):
        yield Told(predicate="is", object=who["v"], positive=mood.positive)


def _trait(found: re.Match[str], mood: Mood, subject: Subject) -> Iterator[Told]:
    if subject.home or not (what := _TRAIT.match(bare(found["v"]))):
        return
    value = what["v"]
    if not re.match(r"是|算是|就是|个|一个", found.group()) and not re.fullmatch(
        r"左撇子|社恐|路痴|脸盲|独生.{1,2}|色盲|近视眼?", value
    ):
        return
    predicate = "health" if re.match("近视|色[盲弱]", value) else "is"
    yield Told(predicate=predicate, object=value, positive=mood.positive, confidence=0.9)
