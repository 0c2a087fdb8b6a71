"""How a predicate is meant: negation single and double, the past, what is new, what is over. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass

from roleplay_lite.memory.extract.words import NUMBER, PAST, TIME


@dataclass(frozen=True, slots=True, kw_only=True)
class Mood:
    """A predicate without what stands around it."""

    core: str
    positive: bool = True
    over: bool = False
    """True for 「不…了」, 「不再」: it was so, and is so no longer."""
    past: bool = False
    now: bool = False
    """True where it is said to be so from now on, other than before (「现在」, 「改成」)."""
    time: str = ""
    """The words that say when."""
    is_not: bool = False
    """True for 「不是」, which a 「是」 may follow to put it right."""
    each: str = ""
    """「每天」, 「周末」: what is done again and again."""
    span: str = ""
    """How long it has been so (「三年了」)."""


_TIME = re.compile(TIME)
_EACH = re.compile(
    r"(?:每逢(?:初一|十五|初一十五|周末|过年|节假日|过节)(?:都|就|要|得)*|每(?:天|晚|月|年|个?月|个?(?:周|星期|礼拜)(?:[一二三四五六日天末])?|个?周末)(?:都|就|要|得|会)*|天天|顿顿|睡(?:觉)?前|饭后|饭前|每?(?:周|星期|礼拜)[一二三四五六日天](?:(?:和|跟|、|还有)?(?:周|星期|礼拜)?[一二三四五六日天])+(?:早上|上午|中午|下午|晚上)?|经常|常常|平时|平常|一般|通常|习惯|习惯了|周末(?:一般|都|就)|时不时|三天两头|隔天|隔周|每隔[^，]{1,2}[天周月]|隔三[差岔]五|从来都?(?!不|没)|一直(?=吃|喝|吸|抽|坚持)|(?:在)?坚持|(?:一天|一周|一个?礼拜|一个?星期|一个?月)(?=[^，]{0,4}(?:[一两三四五六七八九十半几\d])[^，]{0,3}[包瓶杯根顿次趟回本碗斤公里万千百个])|(?:没事儿?|闲着没事|一?有空|得空|闲下来)(?:的时候)?(?=就|爱|喜|老)|一到[^，就]{1,4}(?=就)|(?:一?下班|一?放学|一?到家|一?回家|一?起床|一?睁眼)(?:后|了)?就|(?:早上|早晨|中午|晚上|睡前|饭后|起床后?|下班后?|放学后?)(?:要(?=喝|吃|跑|遛|泡|看|练|做)|必须|一定要|都要|都得|总要|习惯|一般|必(?=[喝吃看读])|雷打不动)|早上起来|睡觉之前|吃完饭)"
    r"(?:都|就|要|得|会|雷打不动|固定)*"
)
_ADVERB = re.compile(
    r"(?:也|都(?!是你)|就(?!业|诊|是说)|才(?!能)|还(?!是|要|想)|早(?=不|就|没)|又(?=是|在|有|养|没|不|单|结|离|怀)|可(?!以|能|爱|怜|是)|已经?|早就|早已|一直以来|一直|其实|真的|真(?=是|不|没|喜|爱|讨)|确实|的确|本来就?|特别|非常|超级?|最(?!近|后|好|终)|更(?=喜|爱|讨|怕|习)|特(?=怕|喜|爱|讨|烦)|老是|总是|很(?=喜|爱|讨|怕|会|擅)|挺(?=喜|爱|讨|怕|会)|蛮(?=喜|爱|讨|会)|比较(?=喜|爱|讨|怕)|"
    r"有点儿?(?=怕|讨|恐)|好(?=喜欢|讨厌|怕)|从小就?|打小就?|天生|生来|刚刚?(?!才)|只(?=是|喜|爱|养|有|会)|倒(?=是)|正(?=在)|自己(?!的|开|做|带)|一个人(?=住|在)|终于|总算|目前|眼下|如今|到现在|至今|最近|近来|这(?:一)?(?:阵子?|段时间)|也算是?|全家|顶(?=喜|爱)|尤其|格外|打心眼里|打心里|(?:还)?没(?=嫁)(?!.)|白天|这学期|这年头|偷偷|悄悄|居然|竟然|贼|巨|忒|倍儿|死活|一律|几乎|基本上?|常年|长期|暂时|整天|成天|这半年|这几年|这些年|这两年|早早|专门|还是(?=不|没|喜|爱)|就(?=爱|喜|怕)|也就(?=爱|喜)|从来(?=没|不)|现在还|多少年|好多年|一辈子|老(?=怕)|怎么(?:都|也)|这辈子(?:都|也)?|长这么大(?:都|也)?|一次(?:都|也)(?=没)|一辈子(?:都|也)?(?=没)|本人|说真的|特(?![长点种产意别地])|太(?=喜|爱|讨)|就是(?=在|住|叫|有|养|喜|爱|怕|不|讨)|大概(?=\d|[一二三四五六七八九十])|差不多(?=\d|[一二三四五六七八九十])|好像(?=是)|应该(?=是))"
)
_PAST = re.compile(rf"(?:{PAST})(?:的时候|那会儿)?")
_NOW = re.compile(
    r"(?:现在|如今|改成?(?=吃|喝|学|住|练|在|做|叫|游|跑|骑|打|坐)|换成?(?=吃|喝|学|做)|已经?改|从(?:今天|现在|明天|下周)(?:开始|起)|开始(?=吃|喝|学|做|练|戒|在|住)|转(?:行|岗)?(?=做|当|去))"
)
_HALF_SURE = re.compile(r"(?:大概|好像|应该|估计|差不多|可能|也许|说不定|没准|似乎|仿佛)")
_DOUBLE = re.compile(
    r"(?:又|并|也|可|倒)?(?:不是(?:说)?(?=没|不)|没有不(?=喜|爱|会|吃)|不会不(?=喜|爱|会|吃)|不可能不|不能不)"
)
_RHETORIC = re.compile(r"(?:哪(?:里|儿)?(?=有|会|是|能|敢)|怎么(?:可能|会)|又?怎么会)")
_NOT_IS = re.compile(r"(?:又|并|可|才|还|都|也|根本)?(?:不是|并非)(?!不|没)")
_NEGATION = re.compile(
    r"(?:从来都?|从|并|又|才|可|还|都|也|压根儿?|根本|一点(?:儿)?(?:也|都))*(?P<n>不再|不怎么|不太(?=喜|爱|会|能|吃|想|敢|爱|怕)|不是很(?=喜|爱|会)|不大(?=喜|爱|会|吃)|不(?=对.{1,8}过敏)|不(?!错|过(?!敏)|少|仅|光|只|但|得不|如|好意|舒服|好$|孕|耐|见|动|开心|高兴|对|了|到|及|同)|没有|没(?!事|关系|劲|意思|办法|想到)|未(?!婚|娶|嫁|成年|来|必)曾?|尚未|戒(?=了))"
)
_NOT_INSIDE = re.compile(
    r"(?:的)?(?P<key>生日|老家|血型|星座|属相|名字|专业|工作|身高|体重|车|手机|电脑|头发|房子|车牌号?|电话|手机号|密码|[^，是不]{1,4}(?:号|密码))不是(?P<value>.+)$"
)
"""「生日不是五月」 denies 「生日是五月」."""


def mood_of(rest: str) -> Mood | None:
    """How the predicate is meant; None where it is only guessed at or wished."""
    core, positive, over, past, now, is_not = rest.strip(), True, False, False, False, False
    if inside := _NOT_INSIDE.match(core):
        core = f"不是{inside['key']}是{inside['value']}"
    times: list[str] = []
    each = ""
    for _ in range(12):
        before = core
        if found := _EACH.match(core):
            each, core = each + found.group(), core[found.end() :]
        elif found := _PAST.match(core):
            core, past = core[found.end() :], True
            times.append(found.group())
        elif found := _NOW.match(core):
            core, now = core[found.end() :], True
        elif (found := _TIME.match(core)) and not _is_value(core, found):
            core = core[found.end() :]
            times.append(found.group())
        elif found := _ADVERB.match(core):
            core = core[found.end() :]
        elif _HALF_SURE.match(core):
            return None
        elif (found := _DOUBLE.match(core)) or (found := _RHETORIC.match(core)):
            core, positive = core[found.end() :], not positive
        elif found := _NOT_IS.match(core):
            core, positive, is_not = core[found.end() :], not positive, True
        elif found := _NEGATION.match(core):
            positive = not positive
            word, core = found["n"], core[found.end() :]
            # 「没有狗」 is of having; 「没养狗」 of keeping.
            if word in ("没有", "没") and not _VERB_NEXT.match(core):
                core = f"有{core}"
            over = over or word in ("不再", "戒") or (word == "不" and bool(re.search(r"了[啦啊呢]?$|啦$", core)))
        core = core.lstrip(" ")
        if core == before:
            break
    if not core:
        return None
    core, span = _unspanned(core)
    if positive and (once := _ONCE.match(core)):
        core, past = once["a"] + core[once.end() :], True
    return Mood(
        core=core,
        span=span,
        positive=positive,
        over=over and not positive,
        past=past,
        now=now,
        time="".join(times),
        is_not=is_not,
        each=each,
    )


_VERB_NEXT = re.compile(
    r"[结去到来离养学当做干住怀订娶嫁谈读领出说生退抽喝在叫考买用吃见看听开打过上带工坐骑跑玩写唱跳换搬怀碰收送准参毕同犯]|有|什么(?:爱好)?"
)


def _is_value(core: str, found: re.Match[str]) -> bool:
    """「三月五号生的」 and 「六点起床」 are what is told, not when."""
    after = core[found.end() :]
    return bool(
        re.match(
            r"(?:左右)?(?:准时|准点|准|必须|才|就|必|要|得|会|多)*(?:出?生|的?生日|过生日|爬?起(?:来|床|就行|就好|$)|睡(?!前|觉前|觉之前|醒)|醒|生人|的生|上床|入睡|躺|的?闹钟|$)",
            after,
        )
        or (re.fullmatch(r".*年", found.group()) and after.startswith("的"))
        or not after
        or re.match(r"(?:了|啦|的)?$", after)
    )


_SPAN = re.compile(
    rf"(?<=.{{2}})(?<![\d零〇一二三四五六七八九十])(?:都|已经|快|有|才|也|差不多|大概|整整|了|将近|刚|小)*(?:{NUMBER}|好?几|好多|很多|多少|半|十几|几十|大半)(?:来|多)?(?:个)?(?:年|月|星期|礼拜|周|天)(?:多|半|左右|出头)*(?:了|的)*[啊呀吧呢啦]*$"
)


def _unspanned(core: str) -> tuple[str, str]:
    """「搬到大理快两年了」 as 「搬到大理」; an age and a date stay."""
    found = _SPAN.search(core)
    if not found or re.match(rf"(?:有|才|都|快|刚满?)?{NUMBER}", core):
        return core, ""
    if re.search(r"级|生日|[租资薪费价]$|是$|月$|在$|第$", core[: found.start()]):
        return core, ""
    return core[: found.start()], found.group()


_ONCE = re.compile(
    r"(?P<a>(?:在[^，过]{2,10}?)?(?:当|做|干|养|学|练|住|待|呆|生活|工作|上班|实习|读书|上学|留学|打工|开|卖))过(?=.|$)(?!年|节|了)"
)
"""「我在日本住过两年」: it is over."""
