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

_VERB = "看|听|玩|画|打|钓|跑|唱|读|写|做|弹|骑|爬|逛|拍|跳|学|练|养|收集|下|踢|游|滑|睡|旅|摄|织|种|喝|吃|抽|追|去|吹|拉|嗑|刷|泡|晒|拼|炒|搭|撸|啃|鼓捣|折腾|摆弄|研究|穿|住|待|躺|聊|哼|捡|攒|盘|逗|遛|包|烤|煮|炖|插|刻|编|绣|钩|缝|修|拆|攀|潜|冲|飞|航|滑|搓|剪|涮|撕|啃|囤|买"
_VERBS = _VERB.replace("|", "")
_NO_LIKING = re.compile(
    r"^(?:[你您他她它咱]|上了?(?=[他她你])|这样|那样|的|被|谁|人家|问|自己|过|人$|他|她|这|那(?!英)|什么|啥|不|没)|[你您]|的人$|样子$"
)
_IRKSOME = re.compile("加班|堵车|堵在|排队|被|挨|停电|停水|写检讨|开会|迟到|丢|交罚款|扣钱|背锅|淋雨")
"""What nobody likes but in scorn."""
_MOMENT = re.compile(
    r"^(?:是|有|会|要|来|迟|忘|错|输|死了|了|你|我|他|她|丢|被|影响|耽误|麻烦|不|没|一会|老师|妈妈|爸爸|领导)"
)


@cache
def rules() -> tuple[Rule, ...]:
    """The table."""
    return (
        rule("fears-most", "fears", rf"(?:害怕|怕|恐惧)的(?:东西|动物|事)?(?:就)?是(?P<v>[^，]{{1,10}}?){TAIL}", 0.95),
        rule("dares-not", "fears", rf"敢(?P<v>(?:坐|看|碰|摸|进|走|养|站|住)[^，了]{{1,8}}?){TAIL}", make=_dares_not),
        rule("fears", "fears", rf"(?:胆子?小)?(?:害怕|怕|恐惧|发?怵)(?P<v>[^，了]{{1,8}}?)(?:的)?{TAIL}", 0.95, make=_fear),
        rule("scared", "fears", rf"(?:被[^，]{{1,8}}?吓|对)(?P<v>[^，我你他她]{{1,8}}?)(?:有)?(?:阴影|心理阴影|恐惧感?|恐惧症){TAIL}", 0.9),
        rule("phobia", "fears", rf"(?:有)?恐(?P<v>高|水|血|黑|飞|狗|婚|艾)(?:症)?{TAIL}"),
        rule("phobia-2", "fears", rf"(?:有)?(?P<v>密集|幽闭|深海|巨物|尖锐|社交)恐惧(?:症)?{TAIL}"),
        rule("cannot-bear", "dislikes", rf"(?:闻|见|听|看)不(?:得|惯|了|下去)(?P<v>[^，了]{{1,12}}?){TAIL}", make=_dislike),
        rule("fan-of", "likes", rf"(?:是)?(?:个)?(?P<v>(?!是|个)[^，我你他她的]{{2,8}}?)的?(?:铁粉|粉丝|死忠粉?|迷妹|迷弟|歌迷|球迷|影迷|书迷|忠实听众|忠实观众){TAIL}", 0.9),
        rule("dislikes", "dislikes", rf"(?:讨厌|厌恶|受不了|恨|嫌(?!.(?:多|少|贵|远|烦|累|吵))(?=..)|反感|厌烦|看不上|瞧不上|膈应|烦(?!恼|死|了|躁|透|坏|得|人|着)|嫌弃|不待见|看不惯)(?P<v>[^，了]{{1,14}}?){TAIL}", 0.95, make=_dislike),
        rule("hooked", "likes", rf"对(?P<v>[^，我你他她]{{1,10}}?)(?:特别|很|非常|一直|真是|可|挺|最|完全)*(?:上瘾|着迷|入迷|感兴趣|痴迷|情有独钟|爱得不行|欲罢不能|毫无抵抗力|没有?抵抗力|爱不释手|有瘾){TAIL}", 0.9),
        rule("not-hooked", "dislikes", rf"对(?P<v>[^，我你他她]{{1,10}}?)(?:真的?|完全|一点都?|实在|从来|就)*(?:没(?:有)?兴趣|不感兴趣|不感冒|无感|没感觉|提不起兴趣|喜欢不起来){TAIL}", 0.9),
        rule("backs", "likes", rf"(?:支持|粉(?!色|红|丝|嫩|刷|笔|底|末)(?=..)|追(?=..)|铁粉|崇拜|欣赏|偏好|好|稀罕|馋|最馋|中意|迷(?=[^，迷你我路信糊惑茫恋失人上你][^，了]))(?P<v>(?!你|我|他|她|了|得|死|坏)[^，了]{{1,10}}?){TAIL}", make=_backs),
        rule("sick-at", "dislikes", rf"(?:一)?(?:看见|看到|闻到|闻见|听到|听见|想到|碰到|提起|见到|吃到|见了?)(?:那种|这种|了)?(?P<v>[^，就]{{1,8}}?)(?:我)?就(?:会)?(?:恶心|想吐|反胃|烦|来气|头大|上火|倒胃口|难受){TAIL}", 0.9),
        rule("heights", "fears", rf"(?:到)?(?P<v>高)的地方(?:我)?[^，]{{0,6}}(?:腿|脚|头|心)(?:就)?(?:打?软|晕|慌|发抖|打颤){TAIL}", 0.9),
        rule("shies", "fears", rf"(?:到现在)?(?:一)?见(?:了|着|到)(?P<v>[^，我]{{1,6}}?)(?:我)?(?:都|就|还)*(?:躲着走|绕着走|绕道|跑|哆嗦){TAIL}", 0.9),
        rule("shakes-at", "fears", rf"(?:一)?(?:看见|看到|闻到|听到|听见|想到|碰到|见到|见了?)(?:了)?(?P<v>[^，就]{{1,8}}?)(?:我)?(?:腿|心|手|脚|浑身|全身|就|会|都|也|直)*(?:害怕|发抖|哆嗦|起鸡皮疙瘩|跑|腿软|软|发毛|发怵|发慌|打颤|尖叫|抖|吓得[^，]*){TAIL}", 0.9),
        rule("tastiest", "likes", rf"(?P<v>(?![做炒烧包煮炖]的)[^，我你他她这那最]{{2,8}}?)(?:才是|是|真是|就是)?(?:最|天下最|世界上最|永远)(?:好吃|好喝|好看|好听|香|棒)(?:的)?{TAIL}", 0.75),
        rule("most-likes", "likes", rf"(?:的)?(?:最|特别)?(?:喜欢|爱|中意|欣赏|崇拜|爱[吃喝听看玩]|喜欢[吃喝听看玩]|favou?rite)的(?P<k>[^，是]{{0,6}}?)(?:就)?是(?P<v>[^，]{{1,16}}?){TAIL}", make=_favourite),
        rule("likes", "likes", rf"(?:喜欢|热爱|爱好是|爱好|迷上了?|痴迷于?|钟爱|偏爱|爱(?![护惜心情国人上])(?=(?:{_VERB}|[\u4e00-\u9fff]{{2,6}}$)))(?:的是|上了?)?(?P<v>[^，了]{{1,18}}?){TAIL}", make=_like),
        rule("fan", "likes", rf"(?:的)?(?:偶像|爱豆|本命)(?:就)?是(?P<v>[^，]{{1,12}}?){TAIL}", 0.9),
        rule("hobby", "likes", rf"(?:的)?(?:爱好|兴趣|业余爱好)(?:就)?(?:是|有)(?P<v>[^，]{{1,14}}?){TAIL}", make=_like),
        rule("veg", "diet", rf"(?:信佛)?(?:初一十五)?(?:是)?(?P<v>吃素|吃全素|吃斋|信佛吃素|素食|吃清真|清真|戒糖|控糖|低碳|忌口|生酮|吃蛋奶素)(?:的|主义)*{TAIL}", make=_diet),
        rule("regime", "diet", rf"(?:在|正在|正|一直在)?(?P<v>控糖|戒糖|控盐|低盐|低脂|忌口|轻断食|断碳|生酮|过午不食|辟谷|少油少盐|不吃晚饭|不吃早饭|只吃(?:两顿|一顿|素|清淡的?|软的|流食)|吃清淡的?|吃流食|吃软的|(?:喝水|吃饭|早饭|晚饭|午饭)?只(?:能)?[吃喝][^，我你]{{1,6}}){TAIL}", make=_diet),
        rule("cannot-eat", "diet", rf"(?:吃|喝|沾|碰|闻)不了(?P<v>[^，]{{1,8}}?){TAIL}", make=_cannot),
        rule("eats-not", "diet", rf"(?:能|可以|敢|爱|肯|愿意|乐意|想|太能|太敢|怎么)?(?P<w>吃|喝|碰|沾)(?P<v>[^，了过着完饱到醋惊亏苦药你我他饭东]{{1,10}}?)(?:的)?{TAIL}", make=_diet_not),
        rule("fronted", "diet", rf"(?P<v>(?!滴酒)[^，我你他她它不也都是]{{1,8}}?)(?:我|他|她)?(?:都|也|从来|一点|一律|可|通通|统统|是)*(?:不(?:能)?(?P<w>吃|喝|碰|沾)|(?P<w2>吃|喝|碰|沾)不(?:了|得)|(?P<w3>吃|喝|碰|沾)不习惯)(?:的)?{TAIL}", 0.9, make=_fronted),
        rule("this-bite", "likes", rf"(?:就|独|专|最|只)?(?:好|馋)(?:吃|喝)?(?:上)?(?:这|那|一|两)口(?:儿)?(?P<v>[^，我你他她]{{1,8}}?){TAIL}", 0.9, denies=False),
        rule("never-enough", "likes", rf"(?P<v>(?!绝|怎么|百|从来|永远|天天|都|也|吃|看|听|买|怕)[^，我你他她不]{{1,8}}?)(?:我|俺)?(?:怎么|百|一辈子|天天|绝|从来|永远)*(?:都|也)?(?:(?:吃|看|听|喝|玩)不够|(?:吃|看|听|喝|玩)?不[腻厌]){TAIL}", 0.85),
        rule("only-sees", "likes", rf"只(?:爱|喜欢)?(?:看|听|追)(?P<v>[^，了过到见不能就我你他她得]{{2,8}}?){TAIL}", 0.85, denies=False),
        rule("not-for-money", "dislikes", rf"(?P<v>[^，我你他她]{{1,8}}?)(?:给钱|打死|倒贴|白送|说什么)(?:我|俺)?(?:都|也)?不(?:看|吃|喝|去|坐|听|穿|碰){TAIL}", 0.9),
        rule("craves", "likes", rf"(?:(?:都|得|要|必须)*有|离不开|无|没有?)(?P<v>[^，没]{{1,4}}?)(?:不欢|就吃不下饭|{TAIL})", make=_craves),
    )  # fmt: skip


def _fear(found: re.Match[str], mood: Mood, subject: Subject) -> Iterator[Told]:
    value = bare(found["v"])
    if (
        subject.home
        or not value
        or _MOMENT.match(value)
        or re.search(
            "[不没得把让被就要]|的是|失望|砸|[说做认走]错|查出|骂|[输丢亏伤掉]|失败|最后|进眼|死$|走音|难听|忘词", value
        )
        or len(value) > 6
        or re.search(SOMEBODY, value)
        or (mood.time and not mood.past)
    ):
        return
    for one in re.split(r"、|和|跟|还有|怕", value):
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
    if re.match("挺|很|太|比较|广泛|不少|吃着$|着$", value):
        return
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
    if mood.positive and _IRKSOME.match(value):
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
    if re.fullmatch("血|针|虫子?|蛇|老鼠|尖的东西", value):
        yield Told(predicate="fears", object=value, positive=mood.positive, confidence=0.9)
        return
    if (
        not value
        or (len(value) == 1 and value in _VERBS)
        or "是" in value
        or (_NO_LIKING.search(value) and not re.match("[这那]种", value))
        or re.search("[我你]", value)
    ):
        return
    for one in _tastes(value):
        yield Told(predicate="dislikes", object=one, positive=mood.positive, confidence=0.95)


def _favourite(found: re.Match[str], mood: Mood, subject: Subject) -> Iterator[Told]:
    value = bare(found["v"])
    if value and not mood.positive and not re.search("[你我]", value):
        yield Told(predicate="dislikes", object=value, confidence=0.95)
    elif value and not re.search("[你我]", value):
        yield Told(predicate="likes", object=value, confidence=0.95)


def _diet(found: re.Match[str], mood: Mood, subject: Subject) -> Iterator[Told]:
    yield Told(predicate="diet", object=bare(found["v"]), positive=mood.positive, confidence=0.95)


def _cannot(found: re.Match[str], mood: Mood, subject: Subject) -> Iterator[Told]:
    value = bare(found["v"])
    if mood.positive and value and not re.search("[我你他她苦亏兜]", value):
        yield Told(predicate="diet", object=bare(found.group()), confidence=0.9)


def _diet_not(found: re.Match[str], mood: Mood, subject: Subject) -> Iterator[Told]:
    value = bare(found["v"])
    part = re.fullmatch("(?:早上|晚上|中午|下午|夜里|半夜)的?", mood.time)
    if (
        mood.positive
        or (mood.time and not part and not mood.past)
        or "没" in value
        or not value
        or re.search(r"什么|啥|一口|下|药", value)
        or (not mood.now and re.search("晚饭|早饭|午饭|早餐|晚餐", value))
    ):
        return
    if re.match(r"(?:碰|沾)", found["w"]) and not re.search("酒|烟|肉|辣|糖|腥|荤", value):
        return
    if re.fullmatch("酒", value):
        yield Told(predicate="habit", object=f"{found['w']}{value}", positive=False, confidence=0.95)
        return
    if not mood.core.startswith(found["w"]) and not re.match(r"能|可以|敢|爱|肯|愿意|乐意", mood.core):
        return
    likes = mood.core.startswith("爱")
    for one in re.split(r"、|和|还有|跟", value):
        if likes:
            yield Told(predicate="dislikes", object=one, confidence=0.95)
        else:
            yield Told(
                predicate="diet",
                object=f"{part.group() if part else ''}不{'能' if mood.core.startswith('能') else ''}{found['w']}{one}",
                positive=True,
                confidence=0.9,
            )


def _fronted(found: re.Match[str], mood: Mood, subject: Subject) -> Iterator[Told]:
    """「葱姜蒜都不吃」, 「海鲜碰不得」."""
    value = bare(re.sub("^(?:就是|除了)", "", found["v"]))
    verb = found["w"] or found["w2"] or found["w3"]
    if (
        not mood.positive
        or mood.time
        or not value
        or re.search(r"什么|啥|谁|饭|东西|一口|药|凉的$|说|觉得|想|就|哪", value)
    ):
        return
    if verb in "碰沾" and re.search("不得", found.group()):
        yield Told(predicate="allergy", object=value, confidence=0.8)
        return
    yield Told(predicate="diet", object=f"不{'吃' if verb in '碰沾' else verb}{value}", confidence=0.85)


def _craves(found: re.Match[str], mood: Mood, subject: Subject) -> Iterator[Told]:
    value = bare(found["v"])
    each = "顿顿" in mood.each or re.search("离不开|不欢", found.group())
    if each and mood.positive and not re.search("[我你他她手机]", value):
        yield Told(predicate="likes", object=value, confidence=0.85)


def _backs(found: re.Match[str], mood: Mood, subject: Subject) -> Iterator[Told]:
    """「我支持利物浦」."""
    value = bare(found["v"])
    verb = found.group()[: found.start("v") - found.start()]
    if (
        not value
        or (mood.time and not mood.past)
        or re.search(rf"{SOMEBODY}|^的|^[这那]|的人|决定|意见|想法", value)
        or (verb in ("好", "追", "迷", "粉") and len(value) > 6)
    ):
        return
    if verb == "好" and value not in (
        "甜口",
        "辣口",
        "这口",
        "酒",
        "面子",
        "清静",
        "热闹",
        "钓鱼",
        "下棋",
        "打牌",
        "喝酒",
        "听戏",
        "吃辣",
        "吃甜的",
        "打麻将",
    ):
        return
    key = "likes" if mood.positive else "dislikes"
    yield Told(predicate=key, object=value, confidence=0.85)


def _dares_not(found: re.Match[str], mood: Mood, subject: Subject) -> Iterator[Told]:
    """「我不敢坐过山车」."""
    if not mood.positive and not mood.time:
        yield Told(predicate="fears", object=bare(found["v"]), confidence=0.85)
