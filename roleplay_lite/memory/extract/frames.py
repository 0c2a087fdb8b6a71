"""Frames with an open slot, for what no closer rule has read: work, what ails, whom one is with, what one keeps. Pure."""

# ruff: noqa: E501 - one pattern a line: a table is read across.

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from roleplay_lite.memory.extract.health import PART
from roleplay_lite.memory.extract.home import is_place
from roleplay_lite.memory.extract.mood import Mood
from roleplay_lite.memory.extract.rule import Rule, Told, rule
from roleplay_lite.memory.extract.subjects import Subject
from roleplay_lite.memory.extract.words import CLOCK, HAN, NUMBER, SOMEBODY, TAIL, bare
from roleplay_lite.memory.item import SELF

_WORK = "倒腾|贩|弹|拉|跑|练|画|修|装|搬|剪|编|种|养|教|卖|开|管|看守|做|搞|干|送|烧|炒|刻|酿|补|跳|唱|敲|刷|砌|焊|织|裁|腌|带|护理|打理|照看|维护|指挥|设计|研究|收(?!拾|到|好|下)购?|批发|倒|安装|调试|翻译|配|站|扫|洗|缝|修理|伺候"
_NO_WORK = re.compile(
    rf"{SOMEBODY}|[来去回到时过着得完好错坏]$|作业|题|梦|饭$|菜$|牌|球$|(?<![约货租交大叉铲吊挂手客])车$|书$|电话|手机|游戏|会$|[挺很太真]|好[吃喝看听]|见$|[女男好坏]人$|头发|门$|窗|灯|话|病$|孩子$|娃$|心|什么|[这那]|东西|家务|澡|眼|脚|手$|衣服$"
)


@cache
def rules() -> tuple[Rule, ...]:
    """The table, tried last."""
    return (
        rule("at-place", "occupation", rf"(?:一直|都|还|就)?在(?P<w>[^，在]{{2,6}}?)(?:那边|那儿|里)?(?:当|做)?(?P<v>(?:{_WORK})(?!了|过|的)[^，我你他她了过着的]{{1,6}}?)(?:的)?{TAIL}", make=_at_place),
        rule("kin-at", "workplace", rf"(?:就|都)?在(?P<v>[^，在我你他]{{0,8}}?(?:税务局|公安局|法院|检察院|报社|电视台|剧团|铁路局?|电网|派出所|出版社|研究院|研究所|事务所|机关|部队|车间|居委会|银行|工商局|财政局|海事局|信用社|邮局|气象局|博物馆|文化馆|消防队|歌舞团|律所|设计院)){TAIL}", make=_kin_at),
        rule("joined", "event", rf"(?P<v>(?:参加|加入|进)了[^，我你他她]{{2,8}}?(?:团|队|社|协会|俱乐部|研究会)){TAIL}", 0.85, denies=False),
        rule("faith", "is", rf"(?P<v>信(?:佛|教|基督教?|天主教?|道教?|上帝|耶稣|主|伊斯兰教?)){TAIL}", 0.85),
        rule("for-people", "occupation", rf"(?:就)?(?:在(?P<w>[^，在]{{2,10}}?))?(?:给|帮|替)(?:人家?|别人|客户|老板|公家|各家)(?P<v>(?:看|修|做|装|带|剪|搬|开|写|画|洗|打|缝|理|送|拉|算|种|养|护|搭|教|设计|编|拍|当|盖|刷|配|跑|抬|站|顶)[^，我你他她了过]{{1,6}}?)(?:的)?(?:{NUMBER}年)?{TAIL}", make=_for_people),
        rule("one-who", "occupation", rf"(?:是)?(?P<v>(?:{_WORK})[^，我你他她的了过]{{1,6}}?)的{TAIL}", make=_one_who),
        rule("deals-with", "occupation", rf"(?P<v>(?:跟|和)[^，我你他她]{{2,8}}?打交道)(?:的)?{TAIL}", make=_deals),
        rule("hurt-then", "health", rf"(?:的|那|这)?(?P<v>{PART})(?:是|就是)[^，]{{0,14}}(?:摔|砸|撞|扭|冻|累|磨|闪|烫|伤|落下)(?:坏|伤)?的{TAIL}", 0.85, denies=False),
        rule("hurt", "event", rf"(?:的|那|这)?(?P<v>{PART}(?:里|上|头)?(?:给|又)?(?:扭|摔|崴|闪|烫|割|砸|撞|擦|磕|夹|扎|冻|抻|挫|脱臼|骨折)(?:了|着|伤|断|破|到|坏|裂|肿)*){TAIL}", make=_hurt),
        rule("cut-out", "health", rf"(?:的|那|这)?(?P<v>{PART}(?:里|上|头)?(?:给|被)?(?:切|取|割|摘|裂|断|切除|磨坏|跑废|废|坏死)(?:了|掉了?)+(?:一半|一个|一块|一段|俩)?){TAIL}", make=_hurt),
        rule("wore-out", "health", rf"(?:[^，把]{{0,6}})把(?P<v>{PART})(?:给)?(?P<x>磨坏|跑废|跑坏|拉伤|扭伤|摔断|摔伤|练伤|弄伤|累坏|熬坏)了{TAIL}", make=_wore_out),
        rule("by-pass", "health", rf"(?:的|那|这)?(?P<v>(?:{PART}(?:里|上)?)?(?:搭(?:了|过)(?:[一两俩三四]个?)?桥|(?:打|放|装|安|植)(?:着|了|过)(?:[一两俩三四几]个?|根|块)*(?:钢钉|钢板|支架|起搏器|助听器|假牙))){TAIL}", 0.9, denies=False),
        rule("measured", "health", rf"(?:的)?(?P<v>(?:糖耐量|肺功能|肾功能|肝功能|骨密度|血小板|血红蛋白|甲功|心电图|眼压|眼神)(?:不行|不济|不好|偏高|偏低|高|低|异常|差)){TAIL}", 0.9, denies=False),
        rule("sensitive", "allergy", rf"(?:皮肤|鼻子|嗓子|眼睛|肠胃)?对(?P<v>(?!声音|颜色|价格|话题|数字|光$|味道$)[^，我你他她]{{1,6}}?)(?:很|特别|非常|有点|比较|挺)?敏感{TAIL}", 0.85),
        rule("travel-sick", "health", rf"(?P<v>一?(?:坐|上)(?:大巴|公交|车|船|飞机|出租车?|地铁|长途|汽车)就(?:吐|晕|恶心|难受|想吐)){TAIL}", 0.85, denies=False),
        rule("together", "marriage", rf"(?:跟|和|与)[^，你他她]{{1,8}}?(?P<v>在一起|处上|处对象|好上|确定关系|处着)(?:了|呢){TAIL}", 0.85, denies=False),
        rule("parted", "event", rf"(?P<v>(?:跟|和|与)[^，你他她]{{1,8}}?(?:分|掰|离|黄|吹)了){TAIL}", 0.85, denies=False),
        rule("keeps-one", "pet", rf"(?:家里|屋后头?|院子里|店里|又)?(?:养|喂|领养|收养|抱回来|捡回来|捡|买回来|抱养)(?:了|着|过)?(?P<n>[一两俩三四五六七八九十几]*)(?P<m>只|条|匹|缸|窝|头|对)(?P<v>(?!{NUMBER}|腿)[^，我你他她的了]{{1,6}}?)(?:叫(?P<k>{HAN}{{1,4}}))?{TAIL}", make=_keeps_one),
        rule("has-one-called", "pet", rf"有(?:一)?(?P<m>只|条|匹)(?P<n>)(?P<v>[^，我你他她的了]{{1,6}}?)叫(?P<k>{HAN}{{1,4}}){TAIL}", make=_keeps_one),
        rule("without-it", "likes", rf"(?:没(?:有)?|不[来吃喝])(?:一[杯口碗根])?(?P<v>[^，我你他她一]{{1,4}}?)(?:就)?(?:一口饭都|饭都|连饭都)?(?:吃不下饭?|咽不下去?|不下饭|活不了|活不下去){TAIL}", make=_without),
        rule("up-by", "wakes", rf"(?P<v>(?:早上|早晨|凌晨|清晨|清早|一大早|下午)?{CLOCK})(?:就|才|准|都|必须|必|要|得|会|多)*(?:爬起来|起来|起身|睁眼|醒过来|醒来)(?:[去给做熬准干备烧和上送]{{1}}[^，]{{0,8}})?{TAIL}", make=_up_by),
        rule("sleeps-and-wakes", "sleeps", rf"(?P<v>(?:晚上|夜里|凌晨)?{CLOCK})(?:就|才)?睡(?:觉)?(?P<w>(?:早上|早晨|第二天)?{CLOCK})(?:就|才)?(?:起|醒){TAIL}", make=_both_ends),
        rule("makes-up", "occupation", rf"(?:是)?(?:开|跑)(?P<v>[^，我你他她了过的]{{1,5}}?(?:摊|店|铺|馆|车|厂|坊|行))的{TAIL}", make=_keeper),
    )  # fmt: skip


def _lasting(mood: Mood, subject: Subject) -> bool:
    """Whether it may be somebody's trade: theirs, and not of one day."""
    day = bool(re.search(r"天(?!天)|[今昨明]|周|星期|礼拜|刚|点|早|晚|[上下午]{2}|号|月", mood.time))
    return subject.named and bool(subject.who) and not subject.home and not subject.pet and not day and not mood.each


def _at_place(found: re.Match[str], mood: Mood, subject: Subject) -> Iterator[Told]:
    """「我弟在海南种芒果」."""
    place, value = bare(found["w"]), bare(found["v"])
    if is_place(place) and mood.positive and _lasting(mood, subject) and not _NO_WORK.search(value):
        yield Told(predicate="occupation", object=value, confidence=0.85)
        yield Told(predicate="residence", object=place, confidence=0.85)


def _kin_at(found: re.Match[str], mood: Mood, subject: Subject) -> Iterator[Told]:
    """「我小姑子在税务局」; of the speaker it may be of the moment."""
    if subject.named and subject.who not in ("", SELF) and not mood.time and not subject.pet:
        yield Told(predicate="workplace", object=bare(found["v"]), positive=mood.positive, confidence=0.85)


def _for_people(found: re.Match[str], mood: Mood, subject: Subject) -> Iterator[Told]:
    """「我在菜市口给人修表」."""
    value = bare(re.sub("^当", "", found["v"]))
    if mood.positive and not mood.time and not re.search(SOMEBODY + "|气|看病$|面子|话|[^店摊]$(?<=钱)", value):
        yield Told(predicate="occupation", object=value, confidence=0.85)


def _one_who(found: re.Match[str], mood: Mood, subject: Subject) -> Iterator[Told]:
    """「我小叔子倒腾二手车的」."""
    value = bare(found["v"])
    if mood.positive and _lasting(mood, subject) and not mood.past and not _NO_WORK.search(value):
        yield Told(predicate="occupation", object=f"{value}的", confidence=0.85)


def _deals(found: re.Match[str], mood: Mood, subject: Subject) -> Iterator[Told]:
    """「我天天跟水泥打交道」."""
    if mood.positive and subject.who and not subject.home and (mood.each or "辈子" in subject.rest):
        yield Told(predicate="occupation", object=found["v"], confidence=0.85)


def _hurt(found: re.Match[str], mood: Mood, subject: Subject) -> Iterator[Told]:
    if mood.positive and subject.who and not subject.home and re.search("[了伤断破裂折坏]", found["v"]):
        key = "health" if re.search("[切取割摘裂]|断|废|磨坏", found["v"]) else "event"
        yield Told(predicate=key, object=bare(found["v"]), confidence=0.85)


def _wore_out(found: re.Match[str], mood: Mood, subject: Subject) -> Iterator[Told]:
    if mood.positive:
        yield Told(predicate="health", object=f"{found['v']}{found['x']}", confidence=0.85)


def _keeps_one(found: re.Match[str], mood: Mood, subject: Subject) -> Iterator[Told]:
    """「我领养了一只刺猬」: what is counted by the head is an animal."""
    value = bare(found["v"])
    if not mood.positive or re.search(f"{SOMEBODY}|鞋|袜|手|表|眼|耳|裤|路|河|鱼竿|毛巾|命|被子|口红|箱|包$", value):
        return
    number = re.sub("^一$", "", found["n"])
    yield Told(predicate="pet", object=f"{number}{found['m'] if number else ''}{value}", confidence=0.85)
    if found["k"]:
        yield Told(predicate="name", object=found["k"], subject=value, confidence=0.9)


def _without(found: re.Match[str], mood: Mood, subject: Subject) -> Iterator[Told]:
    yield Told(predicate="likes", object=bare(found["v"]), confidence=0.85)


def _up_by(found: re.Match[str], mood: Mood, subject: Subject) -> Iterator[Told]:
    if (
        mood.positive
        and not re.search(r"天(?!天)|[昨今明]", mood.time)
        and (mood.each or mood.now or re.search("得|要|必|准", found.group()))
    ):
        yield Told(predicate="wakes", object=bare(found["v"]), confidence=0.85)


def _both_ends(found: re.Match[str], mood: Mood, subject: Subject) -> Iterator[Told]:
    if mood.positive:
        yield Told(predicate="sleeps", object=found["v"], confidence=0.9)
        yield Told(predicate="wakes", object=found["w"], confidence=0.9)


def _keeper(found: re.Match[str], mood: Mood, subject: Subject) -> Iterator[Told]:
    if mood.positive and subject.who and not mood.time:
        yield Told(predicate="occupation", object=bare(found.group()).removeprefix("是"), confidence=0.85)
