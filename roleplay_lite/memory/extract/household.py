"""Whom and what somebody has: marriage, family, animals, things. Pure."""

# ruff: noqa: E501 - one pattern a line: a table is read across.

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from roleplay_lite.memory.extract.mood import Mood
from roleplay_lite.memory.extract.relations import ANYBODY, PETS, canonical
from roleplay_lite.memory.extract.rule import Rule, Told, rule
from roleplay_lite.memory.extract.subjects import Subject
from roleplay_lite.memory.extract.words import HAN, NUMBER, SOMEBODY, TAIL, bare, unmeasured
from roleplay_lite.memory.item import SELF
from roleplay_lite.persona.places import find_places

_SOME = rf"(?:一|两|俩|仨|{NUMBER}|好几|几|好多)?(?:个|位|只|条|头|匹|窝|缸|对|群|口|盆)?"
_KIN_HAD = rf"(?:兄弟姐妹|{ANYBODY}|姐妹|兄弟|兄妹|姐弟|孩子|小孩|娃|儿女|子女|二胎|女儿|儿子|闺女|妈|爸|哥|姐|弟|妹|对象|老公|老婆|家室|男朋友|女朋友)"
_THINGS = r"车|房子?|房产|公寓|别墅|钢琴|吉他|电脑|笔记本|手机|平板|相机|单反|无人机|摩托车?|电动车|自行车|驾照|驾驶证|学区房|店铺?|果园|菜园|院子|车库|车位|身份证|护照|社保|医保|绿卡|游戏机|Switch|PS5|Macbook|iPhone|iPad|特斯拉|股票|基金|存款|房贷|车贷|贷款"
_WED = {"离": "离婚", "单": "单身", "光": "单身", "丧": "丧偶", "守": "丧偶", "寡": "丧偶", "订": "订婚", "定": "订婚"}


@cache
def rules() -> tuple[Rule, ...]:
    """The table."""
    return (
        rule("not-wed", "marriage", rf"(?P<v>结)(?:呢|啊|着)?{TAIL}", make=_not_wed),
        rule("wed-2", "marriage", rf"(?:[和跟与][^，]{{1,8}})?(?P<v>分居|二婚|再婚|复婚|闪婚|新婚|隐婚|丁克|同居|订婚|未婚先孕|处对象|谈恋爱|热恋|脱单){TAIL}", make=_as_said),
        rule("divorced", "marriage", rf"(?:[和跟与][^，]{{1,8}}?)?(?:早就)?(?:是)?(?P<v>离婚|离异|离了婚|离过婚|离的婚|离了)(?:了)?(?:的)?(?:{NUMBER}(?:多)?年|好?几年|半年|一个人过)?{TAIL}", make=_marriage),
        rule("widowed", "marriage", rf"(?P<v>丧偶|守寡|寡居){TAIL}", make=_marriage),
        rule("engaged", "marriage", rf"(?:和[^，]{{2,8}})?(?P<v>订婚|订了婚|订的婚|定了?亲){TAIL}", make=_marriage),
        rule("single", "marriage", rf"(?:是|还是|一个人)?(?:个)?(?P<v>单身|光棍|未婚|单着)(?:狗|汉|贵族|一个|的|人士|一人)*(?:{NUMBER}(?:多)?年|好?几年|半年)?{TAIL}", make=_marriage),
        rule("married", "marriage", rf"(?:[和跟与][^，]{{1,8}})?(?:刚)?(?:就)?(?P<v>结婚|结过(?:[一两三]次)?婚|结了婚|结的婚|已婚|成家|成了家|嫁出去|嫁了?人?|娶(?:了)?(?:媳妇|老婆|妻)?|嫁人|领证|领了证|领的证|办(?:了)?婚礼)(?:了)?(?:都|快|已经)?(?:{NUMBER}(?:多)?(?:年|个月)|好?几年|半年|好多年|{NUMBER}周年)?{TAIL}", make=_marriage),
        rule("gave-away-2", "pet", rf"(?P<v>{PETS})(?:已经|都)?(?:送人|送走|走丢)了{TAIL}", make=_gave_away),
        rule("gave-away", "pet", rf"把(?:那[只条个]|我家的?)?(?P<v>{PETS})(?:给)?(?:送人|送走|送给[^，]{{1,6}}|弄丢|丢|放生|卖)了{TAIL}", make=_gave_away),
        rule("no-pets", "pet", rf"养过?(?P<v>宠物|小动物|活物){TAIL}", 0.9),
        rule("pets-of", "pet", rf"(?:[^，]{{0,5}}里|[^，]{{0,4}}上)?养的(?:就)?(?:都)?(?:是|有){{0,1}}(?P<n>{_SOME})(?P<v>{PETS})(?P<x>[^，]*)$", make=_pet),
        rule("has-pet", "pet", rf"(?:家里头?|屋里头?|阳台上?|院子里)?(?:还)?(?:养(?:了|着|有|过|的是)?|有|收养了|领养了|捡了|买了)(?P<n>{_SOME})(?:(?<=[只条头匹])[^，我你他她的]{{1,5}}的)?(?P<v>{PETS})(?P<x>[^，]*)$", make=_pet),
        rule("grows", "pet", rf"养(?P<v>多肉|花|花草|绿萝|兰花|鱼|金鱼|热带鱼|鸟|鸽子|乌龟|蛐蛐|仓鼠|猫|狗){TAIL}", 0.85),
        rule("keeps", "pet", rf"(?:家里头?|屋里头?|阳台上?|院子里)?养(?:了|着|有|的是)(?!老|活|成|家|眼|我|你|得|不|病|伤){_SOME}(?P<v>(?!一?[个位只条头匹窝缸对群口盆])[^，的了我你他她叫]{{1,6}}?)(?:叫[^，]{{1,4}})?{TAIL}", 0.8),
        rule("siblings", "family", rf"(?:家里)?(?:还)?(?:有)?(?P<v>(?:兄弟|姐妹|兄妹|姐弟|姊妹|哥)(?:{NUMBER}|俩|仨|几)(?:个|人|口)?){TAIL}", 0.9),
        rule("above", "family", rf"(?:我)?(?:上头|上面|下面|底下|上边|下边|前头)(?:还)?(?:有)?(?P<v>(?:俩|仨|{NUMBER}|好几)(?:个)?(?:哥哥|姐姐|弟弟|妹妹|哥|姐|弟|妹)(?:(?:和|、)?(?:俩|{NUMBER})(?:个)?(?:哥哥|姐姐|弟弟|妹妹|哥|姐|弟|妹))*){TAIL}", 0.9),
        rule("one-each", "family", rf"(?:有)?(?P<a>{_KIN_HAD})(?:和|跟|、)?(?P<b>{_KIN_HAD})(?:各|都)?(?:有)?(?:一|两|{NUMBER})个{TAIL}", make=_one_each),
        rule("only-one", "family", rf"(?:家里|爸妈)?(?:就|只)?(?:生了?|(?<=[就只])有)(?P<v>我一个)(?:孩子)?{TAIL}", make=_only_one),
        rule("childless", "family", rf"(?:膝下)?(?P<v>无儿无女|没儿没女|无子无女|没有?(?:孩子|小孩|娃)|无后){TAIL}", make=_childless),
        rule("has-kin", "family", rf"(?:家里)?(?:还)?(?:有|生了|只有)(?:了)?(?P<v>{_SOME}(?:亲|干|双胞胎|龙凤胎|同父异母的|当[^，]{{2,4}}的|小|大)?{_KIN_HAD}(?:(?:(?:和|跟|、|还有)(?:一)?(?:个)?|(?=[一两三四五六])){_SOME}{_KIN_HAD})*)(?P<x>[^，]{{0,14}})$", make=_kin),
        rule("just-one", "family", rf"(?:膝下)?(?:(?:就|只)(?:有)?(?:这么)?|(?:有)?这么)(?P<v>(?:一|两)个{_KIN_HAD}){TAIL}", 0.9, denies=False),
        rule("several-kin", "family", rf"(?P<v>(?:俩|仨|两个|{NUMBER}个){_KIN_HAD})(?=一个\S{{1,3}}岁|都|大的|老大|最大)", 0.9, denies=False),
        rule("has-kin-2", "family", rf"(?P<v>(?:两个|俩|仨|{NUMBER}(?:个|位)|一(?:个|位))(?:{ANYBODY}|女娃|男娃|娃)(?:(?:和|跟|、)?(?:俩|仨|两个|{NUMBER}(?:个|位)|一(?:个|位))(?:{ANYBODY}|女娃|男娃|娃))*){TAIL}", make=_kin_2),
        rule("heads", "family", rf"(?:家)?(?:里)?(?:一共|总共|就|有)*(?P<v>{NUMBER}口人){TAIL}", 0.9),
        rule("children", "family", rf"(?:膝下有?|有)(?P<v>{NUMBER}[儿女]{NUMBER}[儿女]|{NUMBER}[儿女]){TAIL}", 0.95),
        rule("only-child", "family", rf"(?:是)?(?:家里(?:的|唯一的)?)?(?P<v>独生子女|独生子|独生女|独苗){TAIL}", make=_only),
        rule("both", "owns", rf"有(?P<a>[房车钱]|存款)有(?P<b>[房车钱]|存款){TAIL}", make=_both),
        rule("neither", "owns", rf"(?:没|无|有)(?P<a>[房车钱存款贷]{{1,2}})(?:也)?(?:没|无)(?P<b>[房车钱存款贷]{{1,2}}){TAIL}", make=_neither),
        rule("sold", "owns", rf"(?:的)?(?:那)?(?:辆|台|套|部)?(?P<v>{_THINGS})(?:已经|刚|早就|前[几两]天|上个?月|上周|昨天)*(?:卖|报废|送人|转手)(?:了|掉了){TAIL}", make=_sold),
        rule("collects", "owns", rf"(?:家里)?(?:存|收藏|攒|囤|收集)了(?P<v>(?!银行|够|到|在|着|下|好久)[^，过我你他她]{{2,12}}?){TAIL}", 0.85, denies=False),
        rule("got-4", "owns", rf"有(?:一)?台(?P<v>[^，我你他她]{{2,8}}?){TAIL}", 0.9),
        rule("got-3", "owns", rf"(?:还)?有(?:一|两|{NUMBER}|几)?(?:枚|支|艘|处|顶|副|亩|幅|本|匹布|条船|箱|柜子|套房|间房|串|瓶|坛|块|台|辆|架|把|张)(?P<v>[^，我你他她吧吗]{{1,10}}?)(?=好几?多?年|没|停|放|坏|{TAIL})", make=_has_thing),
        rule("got-2", "owns", rf"(?:有|买了|换了|提了|新买了|入手了)(?:一)?(?:辆|台|架|部|套)(?:新的|二手的|旧的)?(?P<v>[^，的我你他她]{{1,8}}?)(?=好几?多?年|没|停|放|坏|在|{TAIL})", 0.9),
        rule("got", "owns", rf"(?:在[^，]{{1,6}})?(?:有|买了|换了|新买了|入手了|提了)(?:了)?(?P<v>{_SOME}(?:辆|台|套|部|间|把|架|块|家|张|本)?[^，的]{{0,6}}?(?:{_THINGS})){TAIL}", make=_owns),
        rule("uses", "owns", rf"(?:开|骑|用|戴|住)的(?:就)?是(?:一)?(?:辆|台|部|块|把|套)?(?P<v>[^，我你他她]{{2,10}}?){TAIL}", 0.85),
        rule("drives", "owns", rf"(?:开的是|用的是|开的|用的|用)(?P<v>(?:[A-Za-z][A-Za-z0-9 ]{{1,14}}|苹果|华为|小米|安卓|特斯拉|比亚迪|大众|奔驰|宝马|奥迪|丰田|本田)[^，我你]{{0,6}}?){TAIL}", 0.85),
    )  # fmt: skip


def _marriage(found: re.Match[str], mood: Mood, subject: Subject) -> Iterator[Told]:
    if subject.home or subject.pet:
        return
    if (
        mood.positive
        and found["v"] == "结婚"
        and re.search("[月号日]|周|礼拜", mood.time)
        and not re.search("[了的过]", mood.core)
    ):
        # 「十月二号我表姐结婚」 is a plan.
        return
    value = "未婚" if found["v"] == "未婚" else _WED.get(found["v"][0], "结婚")
    if (
        mood.positive
        and not mood.time
        and value == "结婚"
        and not mood.span
        and not re.search(r"了|已婚|过|的|年|家|证", mood.core)
    ):
        return
    yield Told(predicate="marriage", object=value, positive=mood.positive, confidence=0.95)


def _pet(found: re.Match[str], mood: Mood, subject: Subject) -> Iterator[Told]:
    rest = found["x"]
    called = re.match(rf"(?:名字)?(?:名叫|叫做?|的名字叫)(?P<n>{HAN}{{1,5}}?|[A-Za-z]{{1,12}}){TAIL}", rest)
    if rest and not called and re.match("的|粮|砂|咖|舍|毛|肉|蛋|汤|片|票|形|图|样|包|皮|叫声|叫|眼|腻|缘", rest):
        return
    if not mood.positive and found.group().startswith(("买", "捡")):
        return
    had = found.group().startswith(("有", "还有"))
    if had and (not subject.who or (not subject.named and re.fullmatch("鱼|鸡|鸭|鹅", found["v"]) and not found["n"])):
        return
    kind = canonical(found["v"])
    number = re.sub(r"^(?:一|个|只|条|头|匹|位|窝|缸|对|群|盆)+$", "", found["n"])
    many = number and not re.fullmatch(r"[个位只条头匹窝缸对群口盆]", number)
    yield Told(
        predicate="pet",
        object=f"{number}{kind}" if many else found["v"] if len(found["v"]) > 2 else kind,
        positive=mood.positive,
    )
    if called and mood.positive:
        yield Told(predicate="name", object=bare(called["n"]), subject=kind)
    if more := re.match(rf"(?:和|跟|、|还有)?{_SOME}(?P<m>{PETS}){TAIL}", rest):
        yield Told(predicate="pet", object=more["m"], positive=mood.positive)


def _kin(found: re.Match[str], mood: Mood, subject: Subject) -> Iterator[Told]:
    rest, words = found["x"], found["v"]
    if rest and not re.match(
        rf"(?:叫|名叫|在|是|今年|才|都|刚|也|还|比|上|读|念|当|做|大|小|属|已经|快|对|喜欢|会|[，了呢呀啊哦]|{TAIL})",
        rest,
    ):
        return
    if "生了" in found.group() and re.search("刚|昨|前天|上周|上个?月|今天", subject.rest):
        yield Told(predicate="event", object=bare(found.group()), confidence=0.9)
        return
    parts = re.split(r"和|跟|、|还有|(?<=.[^一两三四五六七八九十])(?=[一两三四五六七八九十]个)", words)
    friends = re.search(
        r"朋友|同学|同事|老师|学生|客户|邻居|领导|经理|室友|师傅|网友|战友|老乡|队友|教练|徒弟|老板|房东|保姆|助理",
        parts[0],
    )
    called = re.match(rf"(?:名字)?(?:名叫|叫做?)(?P<n>{HAN}{{1,4}}?|[A-Za-z]{{1,12}})(?={TAIL}|是|在|今年|才)", rest)
    if friends and not (called or re.search("男朋友|女朋友", parts[0]) or rest.startswith(("在", "是"))):
        return
    for part in parts:
        value = re.sub(r"^(?:一(?:个|位|口)?|个|位|口)", "", part)
        if re.match(r"当.{2,4}的", value):
            value = re.sub(r"^当(.{2,4})的", "", value)
        if value:
            yield Told(predicate="family", object=value, positive=mood.positive, confidence=0.95)
    if not mood.positive or len(parts) > 1:
        return
    who = canonical(re.sub(rf"^(?:{NUMBER}|两|几)?(?:个|位)?(?:小|亲)?", "", parts[0]))
    if re.match(rf"(?:{NUMBER}|两|俩|几|好)", parts[0]) and not re.match(r"一", parts[0]):
        return
    if called:
        yield Told(predicate="name", object=called["n"], subject=who)
        rest = rest[called.end() :]
    if rest:
        yield from _further(rest, who)


def _further(rest: str, who: str) -> Iterator[Told]:
    """「我有个哥哥是护士」, 「我有一个妹妹才三个月大」."""
    from roleplay_lite.memory.extract.mood import mood_of
    from roleplay_lite.memory.extract.tables import state

    mood = mood_of(re.sub("^在(?=当|做|读|念|上)", "", rest))
    if mood:
        for one in state(mood, Subject(rest=rest, who=who, mine=True)):
            yield (
                one
                if one.subject
                else Told(
                    predicate=one.predicate,
                    object=one.object,
                    positive=one.positive,
                    confidence=one.confidence,
                    subject=who,
                )
            )


def _only(found: re.Match[str], mood: Mood, subject: Subject) -> Iterator[Told]:
    yield Told(predicate="is", object=found["v"], positive=mood.positive, confidence=0.95)


def _owns(found: re.Match[str], mood: Mood, subject: Subject) -> Iterator[Told]:
    value = unmeasured(bare(found["v"]))
    if (
        value
        and not re.search(f"{SOMEBODY}|没", value)
        and not (value in ("地", "车", "房间") and mood.time)
        and not re.search("地$|块钱", value)
        and not find_places(value)
    ):
        money = bool(re.search("股票|基金|存款|贷", value))
        yield Told(predicate="owns", object=value, positive=mood.positive, confidence=0.9, private=money)


def _kin_2(found: re.Match[str], mood: Mood, subject: Subject) -> Iterator[Told]:
    """「我三个孙女一个孙子」."""
    if subject.who and mood.positive:
        for part in re.findall(rf"(?:俩|仨|两个|{NUMBER}(?:个|位)|一(?:个|位))(?:{ANYBODY}|女娃|男娃|娃)", found["v"]):
            yield Told(predicate="family", object=part, confidence=0.9)


def _as_said(found: re.Match[str], mood: Mood, subject: Subject) -> Iterator[Told]:
    if mood.positive and not subject.home and not subject.pet:
        yield Told(predicate="marriage", object=found["v"], confidence=0.9)


def _one_each(found: re.Match[str], mood: Mood, subject: Subject) -> Iterator[Told]:
    """「我孙女外孙女各一个」."""
    if mood.positive and "各" in found.group():
        yield Told(predicate="family", object=found["a"], confidence=0.9)
        yield Told(predicate="family", object=found["b"], confidence=0.9)


def _only_one(found: re.Match[str], mood: Mood, subject: Subject) -> Iterator[Told]:
    """「我爸妈就生了我一个」."""
    yield Told(predicate="is", object="独生子女", subject=SELF, confidence=0.85)


def _childless(found: re.Match[str], mood: Mood, subject: Subject) -> Iterator[Told]:
    if mood.positive:
        yield Told(predicate="family", object="儿女", positive=False, confidence=0.9)


def _neither(found: re.Match[str], mood: Mood, subject: Subject) -> Iterator[Told]:
    """「我没房没车」."""
    if mood.positive and found.group().startswith("有"):
        return
    for value in (found["a"], found["b"]):
        yield Told(predicate="owns", object=value, positive=False, confidence=0.9, private="款" in value)


def _sold(found: re.Match[str], mood: Mood, subject: Subject) -> Iterator[Told]:
    if mood.positive and subject.who:
        yield Told(predicate="owns", object=found["v"], over=True, positive=False, confidence=0.9)


def _has_thing(found: re.Match[str], mood: Mood, subject: Subject) -> Iterator[Told]:
    value = bare(found["v"])
    if value and not re.search("心|意思|嘴|脸|眼|手|话|事", value):
        yield Told(predicate="owns", object=value, positive=mood.positive, confidence=0.85)


def _gave_away(found: re.Match[str], mood: Mood, subject: Subject) -> Iterator[Told]:
    if mood.positive:
        yield Told(predicate="pet", object=canonical(found["v"]), positive=False, over=True, confidence=0.9)


def _not_wed(found: re.Match[str], mood: Mood, subject: Subject) -> Iterator[Told]:
    """「我还没结呢」."""
    if not mood.positive and not subject.home and not subject.pet:
        yield Told(predicate="marriage", object="结婚", positive=False, confidence=0.85)


def _both(found: re.Match[str], mood: Mood, subject: Subject) -> Iterator[Told]:
    """「我有车有房」."""
    if mood.positive:
        for value in (found["a"], found["b"]):
            yield Told(predicate="owns", object=value, confidence=0.9)
