"""What surrounds a predicate: adverbs, negation single and double, rhetorical questions, hedges. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass

from roleplay_lite.persona.clauses import Clause, Force
from roleplay_lite.persona.facts import Polarity
from roleplay_lite.persona.kinship import Cast
from roleplay_lite.persona.numerals import NUMERAL


@dataclass(frozen=True, slots=True, kw_only=True)
class Lead:
    """A clause without what only leads up to it."""

    text: str
    flips: bool = False
    """True after 「谁说」."""
    supposes: bool = False
    """True after 「你说过」, 「我记得」 and other ways to put words into a mouth."""
    granted: bool = False
    """True after 「为什么」: what follows is taken for granted."""
    certain: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Mood:
    """How a predicate is meant."""

    cores: tuple[str, ...]
    """The bare predicate in the forms to try, the likeliest first."""
    polarity: Polarity
    asks: bool = False
    past: bool = False
    confidence: float = 1.0


_LEAD = re.compile(
    r"(?:从(?:现在|今天|今|此|这一?刻)(?:开始|以后|往后|起)+|那么?(?=[我你您，]|结|是|不|也|就|他|她)|嗯+|啊+|哎呀?|诶|欸|哦|噢|喔|哟|哈+|嘿+|唉|呃|额|哼|喂|嗨|对(?![我于方象着])[了啊呀]*|是[啊呀的]+(?=[我你您])|没错|不过"
    r"|而且|因为|所以|其实|话说|说实话|说真的|老实说|反正|毕竟|然后|就是(?=[我你您])|请问|不好意思|真的(?=[我你您])|我跟你讲|我跟你说|我告诉你"
    r"|告诉你|你知道吗|我?想?问一?下|我想问问?|我问你|但是?(?=[我你您])|可是?(?=[我你您])|但是|您好|你好|明明(?=[我你您])|当然(?=[我你您])|虽然|虽说|尽管|既然|只是(?=[我你您])|毕竟)+"
)
_PERSON_LEAD = re.compile(
    r"(?:我?(?:听说|记得|知道|觉得|猜|感觉|认为|敢说|打赌|发现|看)|原来|难怪|怪不得|恭喜|没想到|真没想到|居然|看来|果然"
    r"|[你您](?:之前|上次|刚才|昨天|那天|明明|自己|以前)*(?:不是)?(?:跟我)?(?:说过?|讲过?|告诉过?我)(?:过|的)?(?=[你您]))+(?:说|是)?(?=[你您]|小|阿)"
)
_PERSONA_LEAD = re.compile(r"(?:我(?:觉得|想|猜|承认|说过|早说了|跟你说过))(?=我)")
_WHO_SAID = re.compile(r"(?:谁|哪个)(?:说|告诉你|跟你说|讲)(?:过|的)?(?=[我你您他她])")
_ADVERB = re.compile(
    r"(?:今年(?:都|才|刚|就)?|现在|目前|如今|眼下|这会儿|平时|平常|一直以来|一直|已经|早已|早就|早(?=结|嫁|娶|成家|离|不|没)|天天|改行|每天|经常|老是|总是|从小就?|打小就?|其实|也|就(?!是)|就(?=是)|可(?![以能爱怜])|还(?!是)|都|当然|真的|真(?=是|不|没|有|喜)|本来就?|原本"
    r"|确实|明明|毕竟|到底|究竟|最(?!好|近|后)|特别|很(?=喜|爱|讨|怕|擅)|挺(?=喜|爱|讨|怕|会)|超级?(?=喜|爱|讨|怕)|非常|蛮(?=喜|爱)|刚刚?|才(?!能)|只(?=是|喜|爱|吃|养|有|会)|倒(?=是)|正(?=在)|是不是真的|难道|自己|好(?=喜欢|讨厌|怕)|真心|一个人(?=住|在)|的确|好歹|也算|最近|又(?=不|没|去))"
)
_HEDGE = re.compile(r"(?:也许|可能|大概|应该|好像|估计|没准|说不定|算是?|差不多)(?!\d)")
_PAST = re.compile(r"(?:以前|从前|小时候|曾经?|当年|当初|原先|过去|原来|年轻时|那时候?|上学时)")
_NOT_NOW = re.compile(
    rf"(?:将来|以后|明年|后年|早晚|迟早|快要|快(?!\d|{NUMERAL}|近)|马上|差点|想(?!象)|要(?!是)|打算|准备|希望|愿意?|盼|梦想(?!是)|巴不得|恨不得|宁愿|假装|觉得|以为|说(?!.{{1,3}}[话语](?:[的了]|$))|问|知道|听|看|算了|得(?=去|当|做)|该|应该去|别|去(?!过|没去过)|来(?!自|过)|帮|替|给|让|叫(?=[我你他她它])|把|被|跟|和|比|像)"
)
_RHETORIC = re.compile(
    r"怎么(?:会|可能|能|就)|哪(?:里|儿)?(?:会|能|可能)|哪(?:里|儿)?(?=是|有|去过|结|像|在)|凭什么|几时|什么时候(?=说|是)|难不成"
)
_DOUBLE = re.compile(
    r"(?:又|并|也|可)?(?:不是(?=没|不(?!是))|没有不(?=喜|爱|会|吃)|不会不(?=喜|爱|会|吃)|从不不|不得不)"
)
_NOT_IS = re.compile(r"(?:又|并|可|才|还|都|也|压根|根本|从来)?不是(?!不|没)")
_NEGATION = re.compile(
    r"(?:从来|从|并|又|才|可|还|都|也|压根|根本)*(?P<n>不曾|不再|不怎么|不太|不大|不是|不(?!错|过|少|仅|光|只|但|得|如)|没有(?=[结去到来离养学当做干住怀订娶嫁谈读领出说生退抽喝])|没(?=[结去到来离养学当做干住怀订娶嫁谈读领出生退抽喝在])(?!有)|未曾?|没有?|尚未|无|甭|压根儿?)"
)
_A_NOT_A = re.compile(
    r"是不是|有没有|会不会|能不能|在不在|住不住|属不属|吃不吃|养不养|怕不怕|爱不爱|喜不喜欢|喜欢不喜欢|结没结|去没去|养没养|叫不叫|讨不讨厌"
)
_A_NOT_A_CORE = {"有没有": "有", "喜不喜欢": "喜欢", "喜欢不喜欢": "喜欢", "讨不讨厌": "讨厌"}
_SPAN = re.compile(rf"(?:了)?(?:(?:好?几|多少|{NUMERAL}+|\d+)(?:年|个月|天)|多久|多长时间|多少年)了?$")
_WHY_SO = re.compile(
    r"(?:为什么|为啥|怎么(?!会|可能|能|样)|咋)"
    r"(?=[你您]|[^\s，]{1,6}(?:是|在|不|没|还|叫|住|今年|有|养|喜欢|会))(?!.*(?:什么|谁|哪|几|多少))"
)
_WHY = re.compile(r"(?:为什么|为啥|为何|怎么(?!会|可能|能)|咋|干嘛|什么时候|啥时候|哪年|何时|几时)(?:就|还|会|要)?")


def without_lead(text: str, cast: Cast, *, persons: bool) -> Lead | None:
    """The clause without 「其实」, 「听说」 and the like."""
    flips = supposes = granted = False
    certain = 1.0
    for _ in range(4):
        before = text
        text = _strip(_LEAD, text)
        if found := _WHO_SAID.match(text):
            text, flips = text[found.end() :], not flips
        if persons and (led := _PERSON_LEAD.match(text)):
            text, supposes, certain = text[led.end() :], True, 1.0
        elif persons and (put := cast.put.match(text)):
            text, supposes, certain = text[put.end() :], True, 1.0
        if not persons:
            text = _strip(_PERSONA_LEAD, text)
        if persons and (why := _WHY_SO.match(text)):
            text, supposes, granted = text[why.end() :], True, True
        if persons and text.startswith(("难道", "莫非")):
            text, supposes = text[2:], True
        elif text.startswith(("难道", "莫非")):
            text, flips = text[2:], not flips
        if text.startswith("是不是") and re.match("是不是[你您我]", text):
            text = text[3:]
        text = text.strip()
        if text == before:
            break
    return Lead(text=text, flips=flips, supposes=supposes, granted=granted, certain=certain) if text else None


def _strip(pattern: re.Pattern[str], text: str) -> str:
    found = pattern.match(text)
    return text[found.end() :].strip() if found else text


def mood_of(rest: str, clause: Clause, lead: Lead, *, persons: bool) -> Mood | None:
    """How the predicate is meant; None when it says nothing: a wish, the future, or an open question that takes
    nothing for granted."""
    asks = clause.force is Force.ASKS and not lead.supposes
    certain, is_open = lead.certain, clause.open
    if clause.open and not lead.granted:
        rest, asks, certain = _granted(rest), False, certain * 0.85
        if not rest:
            return None
    yes, past, not_is = not lead.flips, False, False
    core = rest.strip()
    for _ in range(8):
        if found := _ADVERB.match(core):
            core = core[found.end() :]
        elif found := _PAST.match(core):
            core, past = core[found.end() :], True
        elif found := _HEDGE.match(core):
            core, certain = core[found.end() :], certain * 0.8
        elif found := _A_NOT_A.match(core):
            core, asks = _asked_core(core, found), not is_open
        elif found := _DOUBLE.match(core):
            core = core[found.end() :]
            yes = not yes
        elif found := _RHETORIC.match(core):
            core, yes, asks = core[found.end() :], not yes, False
        elif found := _NOT_IS.match(core):
            core, not_is = core[found.end() :], True
            if clause.force is Force.ASKS and clause.marked and not is_open:
                asks = not persons and asks
            else:
                yes = not yes
                asks = asks and clause.marked
        elif found := _NEGATION.match(core):
            core, yes = _negated(core, found), not yes
            if clause.force is Force.ASKS and not clause.marked:
                asks = False
        elif _NOT_NOW.match(core):
            return None
        else:
            break
        core = core.strip()
    if not persons and asks:
        return None
    cores = _without_span(core, persons=persons)
    forms = tuple(f"是{one}" for one in cores) + cores if not_is else cores
    return Mood(cores=forms, polarity="yes" if yes else "no", asks=asks, past=past, confidence=certain)


def _granted(rest: str) -> str:
    """What an open question takes for granted: 「为什么不当护士了」 that one was one."""
    if why := _WHY.search(rest):
        left = rest[: why.start()] + rest[why.end() :]
        left = re.sub(r"^(?:不|没有?)(?=再?(?:当|做|干))再?", "", left)
        left = re.sub(r"(?<=结)的(?=婚)|(?<=离)的(?=婚)", "", left)
        return left if not re.search("什么|啥|谁|哪|几|怎么|多少", left) else ""
    if span := _SPAN.search(rest):
        return rest[: span.start()]
    if found := re.match(r"(?:在)(?P<p>.{2,8}?)(?P<v>住|上班|工作|读书|念书|上学)(?:了)?(?:哪|多|几|什么)", rest):
        return f"在{found['p']}{found['v']}"
    return ""


def _asked_core(core: str, found: re.Match[str]) -> str:
    rest, word = core[found.end() :], found.group()
    if word == "有没有":
        return rest if re.match("结|去|养|到过|来过|当过|离|怀|谈", rest) else f"有{rest}"
    return _A_NOT_A_CORE.get(word, word[0]) + rest


def _negated(core: str, found: re.Match[str]) -> str:
    rest, word = core[found.end() :], found["n"]
    if word in ("没有", "没", "无") and not re.match("[结去到来离养学当做干住怀订娶嫁谈读领出生退抽喝在婚]|有", rest):
        return f"有{rest}"
    return f"是{rest}" if word == "不是" else rest


def _without_span(core: str, *, persons: bool) -> tuple[str, ...]:
    shorter = _SPAN.sub("", core)
    return (core,) if shorter == core or not shorter else (core, shorter)
