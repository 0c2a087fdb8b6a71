"""What somebody fears, likes and eats. Pure."""

# ruff: noqa: E501 - one pattern a line: a table is read across.

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from roleplay_lite.memory.extract.mood import Mood
from roleplay_lite.memory.extract.rule import Rule, Told, rule
from roleplay_lite.memory.extract.subjects import Subject
from roleplay_lite.memory.extract.words import SOMEBODY, TAIL, bare

_VERB = "看|听|玩|画|打|钓|跑|唱|读|写|做|弹|骑|爬|逛|拍|跳|学|练|养|收集|下|踢|游|滑|睡|旅|摄|织|种|喝|吃|抽|追|去|吹|拉|嗑|刷|泡|晒"
_VERBS = _VERB.replace("|", "")
_NO_LIKING = re.compile(
    r"^(?:[你您他她它咱]|上了?(?=[他她你])|这样|那样|的|被|谁|人家|问|自己|过|人$|他|她|这|那(?!英)|什么|啥|不|没)|[你您]|的人$|样子$"
)
_MOMENT = re.compile(
    r"^(?:是|有|会|要|来|迟|忘|错|输|死了|了|你|我|他|她|丢|被|影响|耽误|麻烦|不|没|一会|老师|妈妈|爸爸|领导)"
)


@cache
def rules() -> tuple[Rule, ...]:
    """The table."""
    return (
        rule("fears", "fears", rf"(?:胆子?小)?(?:害怕|怕|恐惧)(?P<v>[^，了]{{1,8}}?)(?:的)?{TAIL}", 0.95, make=_fear),
        rule("phobia", "fears", rf"(?:有)?恐(?P<v>高|水|血|黑|飞|狗|婚|龙|艾)(?:症)?{TAIL}"),
        rule("phobia-2", "fears", rf"(?:有)?(?P<v>密集|幽闭|深海|巨物|尖锐|社交)恐惧(?:症)?{TAIL}"),
        rule("dislikes", "dislikes", rf"(?:讨厌|厌恶|受不了|恨|烦(?!恼|死|了|躁|透|坏|得|人|着)|嫌弃|不待见|看不惯)(?P<v>[^，了]{{1,14}}?){TAIL}", 0.95, make=_dislike),
        rule("most-likes", "likes", rf"(?:的)?(?:最)?(?:喜欢|爱|favou?rite)的(?P<k>[^，是]{{0,6}}?)(?:就)?是(?P<v>[^，]{{1,16}}?){TAIL}", make=_favourite),
        rule("likes", "likes", rf"(?:喜欢|热爱|爱好是|爱好|迷上了?|痴迷于?|钟爱|偏爱|爱(?![护惜心情国人上])(?=(?:{_VERB}|[\u4e00-\u9fff]{{2,5}}$)))(?:的是|上了?)?(?P<v>[^，了]{{1,18}}?){TAIL}", make=_like),
        rule("fan", "likes", rf"(?:的)?(?:偶像|爱豆|本命)(?:就)?是(?P<v>[^，]{{1,12}}?){TAIL}", 0.9),
        rule("hobby", "likes", rf"(?:的)?(?:爱好|兴趣|业余爱好)(?:就)?(?:是|有)(?P<v>[^，]{{1,14}}?){TAIL}", make=_like),
        rule("veg", "diet", rf"(?:信佛)?(?:初一十五)?(?:是)?(?P<v>吃素|吃全素|吃斋|信佛吃素|素食|吃清真|清真|戒糖|控糖|低碳|忌口|生酮|吃蛋奶素)(?:的|主义)*{TAIL}", make=_diet),
        rule("cannot-eat", "diet", rf"(?:吃|喝|沾|碰|闻)不了(?P<v>[^，]{{1,8}}?){TAIL}", make=_cannot),
        rule("eats-not", "diet", rf"(?:能|可以|敢|爱|太能|太敢|怎么)?(?P<w>吃|喝|碰|沾)(?P<v>[^，了过着完饱到醋惊亏苦药你我他饭东]{{1,10}}?)(?:的)?{TAIL}", make=_diet_not),
        rule("fronted", "diet", rf"(?P<v>[^，我你他她它不也都是]{{1,8}}?)(?:都|也|从来|一点)*(?:不(?:能)?(?P<w>吃|喝|碰|沾)|(?P<w2>吃|喝|碰|沾)不(?:了|得)|(?P<w3>吃|喝|碰|沾)不习惯)(?:的)?{TAIL}", 0.9, make=_fronted),
        rule("craves", "likes", rf"(?:(?:都|得|要|必须)*有|离不开|无|没有?)(?P<v>[^，没]{{1,4}}?)(?:不欢|{TAIL})", make=_craves),
    )  # fmt: skip


def _fear(found: re.Match[str], mood: Mood, subject: Subject) -> Iterator[Told]:
    value = bare(found["v"])
    if (
        subject.home
        or not value
        or _MOMENT.match(value)
        or re.search("[不没得把让被就要]|的是", value)
        or len(value) > 6
        or re.search(SOMEBODY, value)
        or (mood.time and not mood.past)
    ):
        return
    for one in re.split(r"、|和|跟|还有", value):
        yield Told(predicate="fears", object=one, positive=mood.positive, confidence=0.9)


def _tastes(value: str) -> list[str]:
    head = re.match(rf"(?:{_VERB})", value)
    parts = [bare(one) for one in re.split(r"、|还有|以及", value) if bare(one)]
    if len(parts) == 1 and re.fullmatch(r"[^的]{1,6}和[^的]{1,6}", value):
        parts = [bare(one) for one in value.split("和")]
    cleaned = []
    for one in parts:
        one = re.sub(r"^(?:吃|喝)(?=.)(?!醋|苦|亏|素|辣)", "", one) if head else one
        cleaned.append(one)
    return cleaned


def _like(found: re.Match[str], mood: Mood, subject: Subject) -> Iterator[Told]:
    value = bare(found["v"])
    if (
        not value
        or (len(value) == 1 and value in _VERBS)
        or _NO_LIKING.search(value)
        or subject.home
        or re.match(r"[我我们]$", value)
    ):
        return
    if re.match(r"我(?!奶奶|妈|爸|外婆|爷爷|姥姥|老公|老婆|家)", value):
        return
    if mood.positive and not mood.over:
        for one in _tastes(value):
            yield Told(predicate="likes", object=one, confidence=0.95)
    elif mood.over:
        for one in _tastes(value):
            yield Told(predicate="likes", object=one, positive=False, confidence=0.9)
    else:
        for one in _tastes(value):
            yield Told(predicate="dislikes", object=one, confidence=0.95)


def _dislike(found: re.Match[str], mood: Mood, subject: Subject) -> Iterator[Told]:
    value = bare(found["v"])
    value = re.sub(r"^的(?:就)?是", "", value)
    if (
        not value
        or (len(value) == 1 and value in _VERBS)
        or "是" in value
        or _NO_LIKING.search(value)
        or re.search("[我你]", value)
    ):
        return
    for one in _tastes(value):
        yield Told(predicate="dislikes", object=one, positive=mood.positive, confidence=0.95)


def _favourite(found: re.Match[str], mood: Mood, subject: Subject) -> Iterator[Told]:
    value = bare(found["v"])
    if value and mood.positive and not re.search("[你我]", value):
        yield Told(predicate="likes", object=value, confidence=0.95)


def _diet(found: re.Match[str], mood: Mood, subject: Subject) -> Iterator[Told]:
    yield Told(predicate="diet", object=bare(found["v"]), positive=mood.positive, confidence=0.95)


def _cannot(found: re.Match[str], mood: Mood, subject: Subject) -> Iterator[Told]:
    value = bare(found["v"])
    if mood.positive and value and not re.search("[我你他她苦亏兜]", value):
        yield Told(predicate="diet", object=bare(found.group()), confidence=0.9)


def _diet_not(found: re.Match[str], mood: Mood, subject: Subject) -> Iterator[Told]:
    value = bare(found["v"])
    if (
        mood.positive
        or mood.time
        or "没" in value
        or not value
        or re.search(r"什么|啥|一口|下|晚饭|早饭|午饭|早餐|晚餐|药", value)
    ):
        return
    if re.match(r"(?:碰|沾)", found["w"]) and not re.search("酒|烟|肉|辣|糖|腥|荤", value):
        return
    if re.fullmatch("酒", value):
        yield Told(predicate="habit", object=f"{found['w']}{value}", positive=False, confidence=0.95)
        return
    if not mood.core.startswith(found["w"]) and not re.match(r"能|可以|敢|爱", mood.core):
        return
    likes = mood.core.startswith("爱")
    for one in re.split(r"、|和|还有|跟", value):
        if likes:
            yield Told(predicate="dislikes", object=one, confidence=0.95)
        else:
            yield Told(
                predicate="diet",
                object=f"不{'能' if mood.core.startswith('能') else ''}{found['w']}{one}",
                positive=True,
                confidence=0.9,
            )


def _fronted(found: re.Match[str], mood: Mood, subject: Subject) -> Iterator[Told]:
    """「葱姜蒜都不吃」, 「海鲜碰不得」."""
    value = bare(re.sub("^(?:就是|除了)", "", found["v"]))
    verb = found["w"] or found["w2"] or found["w3"]
    if not mood.positive or mood.time or not value or re.search(r"什么|啥|谁|饭|东西|一口|药|凉的$", value):
        return
    yield Told(predicate="diet", object=f"不{'吃' if verb in '碰沾' else verb}{value}", confidence=0.85)


def _craves(found: re.Match[str], mood: Mood, subject: Subject) -> Iterator[Told]:
    value = bare(found["v"])
    each = "顿顿" in mood.each or re.search("离不开|不欢", found.group())
    if each and mood.positive and not re.search("[我你他她手机]", value):
        yield Told(predicate="likes", object=value, confidence=0.85)
