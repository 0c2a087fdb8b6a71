"""What is to happen and what happened: a clause with a time or a plan's verb, as it is told. Pure."""

# ruff: noqa: E501 - one pattern a line: a table is read across.

from __future__ import annotations

import re
from functools import cache

from roleplay_lite.memory.extract.mood import Mood
from roleplay_lite.memory.extract.rule import Told
from roleplay_lite.memory.extract.subjects import OTHER, Subject
from roleplay_lite.memory.extract.words import SOMEBODY, TIME, bare
from roleplay_lite.memory.item import SELF
from roleplay_lite.persona.places import place_paths

_PLANNED = r"(?:正|还|就|都|也|可能|又)?(?:琢磨着?|答应了?|应下来了?|寻思着?|盘算着?|合计着?|打算|准备|计划|决定|约好了?|约了|[说讲]好了?|定了|订好了?|预约了|报名了|想|要|得(?!了|过|到)|会|必须|需要|该)(?:好)?(?:要)?"
_PLAN_VERB = re.compile(r"答应|应下来|打算|准备(?=.{4})|计划|决定|约|[说讲]好|定了|订了|订好|预约|报名")
_NO_PLAN = re.compile(
    r"听|问你|告诉你|跟你|和你|陪你|考考你|知道|睡觉?$|睡了|睡到|^(?:去|来)?吃饭$|上厕所|洗澡|洗手|走了|回家了?$|喝水|静静|看看|哭|吐|死|疯|炸|迟到|来不及|下雨|下雪|降温|晴天|放晴|刮风|多少度|限行|停水|停电|天气|热|冷|小心|好好|努力|加油|相信|说|想想|考虑|再说|怎么|什么|啥|没空|有空|没事|有事|休息$|是|一点点|可以|再来$|[赶来]不[上及]|^去?上[班学]$|^回[来去]$|^起来|^(?:去)?试试|好[呢吗]?$|^来[一两三][碗张杯份个]"
)
_MOMENT = re.compile(r"马上|等会|待会|一会|这就|现在|立刻|先|等下")
_HAPPENS = re.compile(
    r"[去来到回上下看念读升做办吃买搬考参见开飞坐出进接送拔抽打跑爬游玩学练带陪请约相旅面复体领交取还结订过聚团春秋郊露野报住动生入开比演讲培训值加放退毕辞离戒换报过报当装修搭骑滑拍录种养收发签谈和跟给从有d]|demo"
)
_DONE = re.compile(
    r"了|过|着凉|完|来|去|到|下来|起来|丢|摔|哭|吵|聚|拿|赢|输|吃|看|跟|和|把|被|给|才|第一次|[进退入调嫁]的$|开始|结婚|毕业|面试|考试|聚会|加班|值班"
)
_NOT_DONE = re.compile(
    r"听说|什么|谁|是|睡|做梦|梦|说|问|想|觉得|没|放|不|让你|跟你|和你|有点|只有|赶|一模一样|那时候|记得|听[到见]|看[到见]|感觉|恨|为了|那个|这样|先走|很|好|太|真|饿|困|累|疼|渴|烦|吃饭|吃完|喝水|你"
)
_BIG = (
    r"报废|保送|退伍|立了?[^，]{0,3}功|出嫁|绝育|[淹冲烧]没|着火|升职|升官|加薪|涨工资|考上|考过|考完|拿到|中奖|中彩票|买房|买车|提车|毕业|住院|出院|做手术|动手术|做完手术|手术做完|开刀|骨折|摔断|崴|生了(?:个|一个|对|二胎)|生孩子|怀孕|分手|失恋|离职|辞职|(?<!告)辞了|失业|被裁|裁员|入职|转正|转学|转专业|开学|去世|过世|丢了|被偷|被骗|进贼|出车祸|车祸|被撞|挂科|挂了|"
    r"出生|(?:磕|摔|碰)?掉了?[^，]{0,3}牙|换牙|把工作丢|丢了工作|做生意赔|驾照到手|水管爆|考了[^，]{0,3}[\d一二三四五六七八九十百]+|中了[^，]{0,4}奖|获奖|得奖|拿奖|拿了[^，]{0,6}(?:奖|名|冠军)|第一名|冠军|保研|上岸|签约|出书|开店|创业|破产|复合|求婚|表白|和好|吵架|坐月子|中考|高考|考研|考公|考驾照|调过来|调走|退学|休学|参军|入伍|入党|过六十大寿|做寿|满月|断奶|学会|跳槽|转岗|从[^，]{2,8}回来|戒烟|戒酒"
)
_LIFE = re.compile(
    r"(?:打过仗|坐过牢|上过(?:战场|电视|报纸)|扛过枪|下过乡|插过队|逃过荒|跑过马拉松|出过(?:书|专辑|车祸)|[拿得]过[^，]{0,8}(?:奖|冠军|第一|名次|证))$"
)
_EVENTS = re.compile("(?:出差|聚会|聚餐|旅行|面试|婚礼|会议|会|约会|考试|课|演出|比赛|团建|体检|手术|行程|航班|活动)$")
_NO_EVENT = re.compile(
    r"^学会$|跑去|^(?:刚(?!从)|.?过的|是|就|可|也|都|还|不|没|想|特|先|那|这)|恨|想|为了|以后|之后|时$|的时候|的(?:人|事|运动员|健将)|如果|怎么"
)
_NO_PLAN_2 = re.compile(
    r"^(?:都|也|没|不(?!去)|好|了|是|到|怕|让我|将来|那|这)|(?:以后|之后|的时候|时)$|^(?!把).*[^了]了(?!解)|我的"
)
_OBJECTS = re.compile(r"(?:了|啦|呢|的|呀|啊|哦|哩|吧|嘛)+$")


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    return {
        "lead": re.compile(rf"(?:{_PLANNED}|{TIME})"),
        "planned": re.compile(_PLANNED),
        "big": re.compile(rf"(?:{_BIG})"),
        "time": re.compile(TIME),
        "has": re.compile(
            r"有(?:个|一个|一场|场|一节|节|次|一次)?(?P<v>[^，]{1,12})$|(?P<w>[^，]{0,6}(?:大寿|生日|婚礼|满月酒|周岁宴|比赛|考试|演出|家长会|典礼|开学|手术|面试|体检|团建|年会|聚会|聚餐|夜班|早班|伴娘|纪念日|复查|加班|值班))$"
        ),
    }


def stripped(core: str) -> tuple[str, bool, bool]:
    """The core without times and words of planning; whether there were some, and whether a plan's own verb was."""
    planned = strong = False
    found = _patterns()
    for _ in range(6):
        hit = found["time"].match(core) or found["planned"].match(core)
        if not hit or hit.end() == len(core):
            break
        if not found["time"].fullmatch(hit.group()):
            planned = True
            strong = strong or bool(_PLAN_VERB.search(core))
        core = core[hit.end() :]
    return core, planned, strong


def plan(mood: Mood, subject: Subject, *, future: bool, near: bool) -> Told | None:
    """What is to happen. `future` tells that the clause names a time to come, `near` that it is today's."""
    if (
        met := re.match(
            r"(?:跟|和|我跟|我和)[^，]{1,8}?(?:约好了?|约了|说好了?|商量好了?)(?P<v>[^，]{2,12})$", mood.core
        )
    ) and (future or met["v"][0] in "去看"):
        return Told(predicate="plan", object=bare(_patterns()["time"].sub("", met["v"], count=1)), confidence=0.9)
    if (off := re.match(r"(?P<v>[^，我你他她]{2,6}?)(?:我)?不去(?:了|喽|啦)", mood.core)) and place_paths(off["v"]):
        return Told(predicate="plan", object=f"去{off['v']}", over=True, positive=False)
    if called_off := re.match(r"(?:的)?(?P<v>(?![跟和与])[^，]{2,10}?)(?:取消|不去|推迟|黄)了", mood.core):
        return (
            Told(predicate="plan", object=bare(called_off["v"]), over=True)
            if subject.mine or _EVENTS.search(called_off["v"])
            else None
        )
    if (
        mood.over
        and subject.mine
        and (not_going := re.match(r"(?:打算)?(?P<v>(?:去|参加|考|报|搬去)[^，了]{1,10})了", mood.core))
    ):
        return Told(predicate="plan", object=not_going["v"], positive=False, over=True)
    if set_for := re.match(r"(?:的)?(?P<v>[^，我你]{2,8}?)(?:就)?(?:定|订|约|安排)(?:在|到|了)", mood.core):
        return Told(predicate="plan", object=set_for["v"], confidence=0.9) if future else None
    core, planned, strong = stripped(mood.core)
    if mood.each or mood.past or subject.who == OTHER or _MOMENT.search(mood.time):
        return None
    tonight = (
        near
        and planned
        and bool(re.search("晚上|今晚", mood.time))
        and ("今" in mood.time or (subject.who == SELF and subject.named))
    )
    if near and not subject.named and subject.who not in ("", SELF) and not re.search("[今明号点]|周|礼拜", mood.time):
        return None
    if not (future or strong or tonight) or (near and not planned):
        return None
    future = future or tonight
    if not future and (
        not strong or subject.who != SELF or ("把" not in mood.core and re.search("了[啊呀哦]?$", mood.core))
    ):
        return None
    goes = future and subject.named and re.match("就?(?:去|回|转到|搬)[^，]{2,}", core)
    if re.search("了[啊呀啦]?$", core) and not planned and not strong and "把" not in core and not goes:
        return None
    value = bare(_OBJECTS.sub("", core.removeprefix("就")))
    value = re.sub(rf"^(?:跟|和|陪|带)[^，]{{1,5}}?(?:{TIME})(?:要|得|会)?(?=..)", "", value)
    if re.match(r"(?:去|来|买|回|考|看)的|吃|喝|想", value) and not re.search("席|酒$|饭$", value):
        return None
    value = re.sub(
        "(?<=..)(?:有点儿?|好|真|特别|心里)(?:害?怕|紧张|慌|舍不得|激动|开心|烦|担心|期待|忐忑).*$", "", value
    )
    has = _patterns()["has"].match(value)
    if has:
        value = has["v"] or has["w"]
    if (
        not 2 <= len(value) <= 24
        or _NO_PLAN.search(value)
        or _NO_PLAN_2.search(value)
        or re.search("[你您\x00]|吗|呢$", value)
    ):
        return None
    if not mood.positive:
        return None if not mood.over else Told(predicate="plan", object=value, over=True, positive=False)
    booked = future and re.match("(?:预?约|订|预订)了?", mood.core)
    if not has and not booked and not _HAPPENS.search(value):
        return None
    if not subject.who and not (
        planned
        or value[0] in "去来飞"
        or has
        or re.match("交|还|办|取|接|送|参加|考", value)
        or value.startswith(("公司", "单位", "学校", "班里", "幼儿园"))
    ):
        return None
    sure = 0.95 if subject.mine and (planned or value[0] in "去来飞") else 0.85
    return Told(predicate="plan", object=value, confidence=sure)


def event(mood: Mood, subject: Subject, *, past: bool, today: bool, on_a_day: bool) -> Told | None:
    """What happened. `past` tells that the clause names a time that is over, `today` that it is of this day."""
    core, _, _ = stripped(mood.core) if mood.time or past else (mood.core, False, False)
    if not mood.positive or subject.who == OTHER or mood.each or core.startswith(("要", "想", "打算", "的", "准备")):
        return None
    if re.search("这阵|这段|这几天|这两天|最近", subject.rest) and not _patterns()["big"].search(core):
        return None
    value = bare(_OBJECTS.sub("", core))
    if re.fullmatch("走|没|不在", value):
        long_ago = (
            bool(mood.span) or (past and not on_a_day) or (value == "不在" and re.search("早|去世|已经", subject.rest))
        )
        if long_ago and subject.who not in ("", SELF) and subject.mine and not core.endswith("的"):
            return Told(predicate="event", object="去世", confidence=0.85)
        value = ""
    if not 2 <= len(value) <= 24 or re.search(r"[你您\x00]|什么|谁|吗|呢$", value):
        return None
    if (
        mood.past
        and subject.mine
        and re.match(r".{0,2}[^不没]过(?!去|来|年|节)[^，]{1,10}$", value)
        and not _NO_EVENT.search(value)
    ):
        return Told(predicate="event", object=value, confidence=0.8)
    if subject.mine and subject.named and _LIFE.match(value):
        return Told(predicate="event", object=value, confidence=0.85)
    if re.fullmatch(".{1,2}(?:多|少|早|晚|累|猛|急)", value):
        return None
    big = bool(_patterns()["big"].search(core))
    if (
        big
        and subject.mine
        and not _NO_EVENT.search(value)
        and (past or re.search(r"了|过|啦|坐月子|高考|中考|刚", core + subject.rest) or today)
    ):
        return Told(predicate="event", object=value, confidence=0.9 if past else 0.85)
    if not past or today or not _DONE.search(core) or _NOT_DONE.search(value):
        return None
    if not subject.who and not re.match("去|买|和|跟|把|被|参加|面试|搬|带|上了|陪|回|爬", value):
        return None
    return Told(predicate="event", object=value, confidence=0.85)


_NO_HABIT = re.compile(
    r"[你您]|什么|谁|觉得|知道|^想|想要|是|很|太(?!极)|好|忙|累|困|烦|吵|骂|说|问|叫我|让我|盼|被|没|有|打交道|上班|堵|迟到|[这那]个"
)
_HABIT = re.compile(
    r"[发交还跑走吃喝抽打玩看听读写练做去骑爬游睡遛带接送逛泡刷洗跳唱弹画种浇喂煮买上回陪加起散锻健冥瑜飞甩体检查测量存记聊交剪]"
)


def habit(mood: Mood, subject: Subject) -> Told | None:
    """What is done again and again: 「我每天跑五公里」."""
    if subject.who in (OTHER, "") or mood.past or mood.is_not:
        return None
    if (when := re.match(r"一(?!定|直|样|起|会|下|点)[^，就]{1,4}就(?P<v>[^，]{2,8})$", mood.core)) and subject.mine:
        value = bare(mood.core)
        fits = bool(
            mood.positive
            and not _NO_HABIT.search(when["v"])
            and not re.search(
                "疼|痒|肿|打软|软|打嗝|晕|吐|走|送|死|不着|不了|来$|胀|拉肚|大$|行$|烂|心慌|哭|[起闷痒疹喘]|过敏|上脸|喷嚏|红|酸|咳|难受",
                when["v"],
            )
            and when.group()[1] not in "想半说看听买"
        )
        return Told(predicate="habit", object=value, confidence=0.8) if fits else None
    if mood.over and re.search("已经|早就|现在|再也|从此|不再", subject.rest) and subject.mine:
        value = bare(mood.core)
        known = re.match("[玩打抽喝吃跑练追看刷熬逛上加炒][^，]{1,8}$", value) and not re.search(
            f"{SOMEBODY}|[这那]|饭|药", value
        )
        return Told(predicate="habit", object=value, positive=False, confidence=0.85) if known else None
    if (
        mood.over
        and subject.named
        and subject.mine
        and re.match("[跳练泡弹追唱下][^，了来去上雪雨课班到]{1,5}(?:了|啦)+$", mood.core)
    ):
        return Told(predicate="habit", object=bare(mood.core), positive=False, over=True, confidence=0.85)
    new = (
        re.match(r"(?:去)?(?P<v>[练跳打骑听看喝吃弹泡游][^，了我你他她过]{1,6})(?:了|啦)*$", mood.core)
        if mood.now
        else None
    )
    if (
        new
        and mood.positive
        and subject.mine
        and re.search("改|换", subject.rest)
        and not re.search("另|别的|这|那|种$", new["v"])
    ):
        return Told(predicate="habit", object=bare(new["v"]), confidence=0.85)
    if not mood.positive and re.search("从来(?:都)?不|从不|一向不|一般不|平时不", subject.rest):
        value = bare(mood.core)
        fits = 2 <= len(value) <= 10 and bool(_HABIT.search(value)) and not re.search(f"{SOMEBODY}|[这那]|说|想", value)
        return Told(predicate="habit", object=value, positive=False, confidence=0.85) if fits else None
    if not mood.each:
        return None
    if (
        re.match("一(?:天|周|个)", mood.each)
        and re.search(f"{_HABIT.pattern}|烟|酒|咖啡|奶茶|可乐", mood.core)
        and re.search("[一两三四五六七八九十半几\\d]", mood.core)
    ):
        core = bare(subject.rest)
        return Told(predicate="habit", object=core, confidence=0.85) if len(core) <= 16 and mood.positive else None
    at = _patterns()["time"].match(mood.core)
    core = re.sub(r"^(?:都|就|会|要|得)+", "", mood.core[at.end() :] if at else mood.core)
    value = bare(re.sub("^要?(?:去(?=上.+课))?", "", re.sub("(?:才|就)(?:睡得着|行|能|舒服|好).*$", "", core)))
    if (
        not 2 <= len(value) <= 16
        or _NO_HABIT.search(value)
        or not re.search(f"{_HABIT.pattern}|[杯包瓶根罐].{{1,3}}$", value)
    ):
        return None
    return Told(predicate="habit", object=value, positive=mood.positive, confidence=0.85)


_SOON = re.compile(
    r"(?:(?:马上|快|就|很快|终于|眼看)+要?|要)(?P<v>(?:去)?(?:当兵|当[爸妈爷奶姥外]\S{0,2}|结婚|出嫁|出国|退休|毕业|高考|中考|考研|生(?:孩子|宝宝|二胎|了)?|开学|搬[家去到]\S{0,6}|做手术|转学|上(?:大学|小学|初中|高中|幼儿园|大班|中班|班)|升[初高小]\S{0,2}|订婚|办婚礼|调去\S{1,6}|调到\S{1,6}|过生日|留学|入伍|退伍|离职|升职|动手术|出院|住院|放假|实习|考试|比赛|演出))了(?:啦|呢|哦|呀)*$"
)


def soon(mood: Mood, subject: Subject) -> Told | None:
    """「我弟要去当兵了」."""
    this = re.match(
        "(?:就|要|该)*(?P<v>中考|高考|考研|小升初|毕业|退休|升学|考大学|升初中|升高中)[啊呀呢啦]*$", mood.core
    )
    if this and re.search("今年|明年|月", mood.time) and mood.positive and subject.mine and subject.who:
        return Told(predicate="plan", object=this["v"], confidence=0.85)
    found = _SOON.match(mood.core)
    if not found or not mood.positive or not subject.mine or not subject.who:
        return None
    return Told(predicate="plan", object=bare(found["v"]), confidence=0.85)
