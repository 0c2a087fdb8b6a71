"""Turns of phrase that are read as a whole: 「大家都叫我老崔」, 「那个周大夫是我家的家庭医生」, 「下周一我生日」. Pure."""

# ruff: noqa: E501 - one pattern a line: a table is read across.

from __future__ import annotations

import re
from functools import cache

from roleplay_lite.memory.extract.fronting import plain
from roleplay_lite.memory.extract.mood import Mood
from roleplay_lite.memory.extract.relations import ANYBODY, PETS, canonical
from roleplay_lite.memory.extract.rule import Told
from roleplay_lite.memory.extract.subjects import OTHER, PLAIN_NAME, Subject
from roleplay_lite.memory.extract.whens import Time, day_words
from roleplay_lite.memory.extract.words import HAN, NUMBER, TIME, bare
from roleplay_lite.memory.item import SELF
from roleplay_lite.persona.jobs import names_work


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    return {
        "called": re.compile(
            rf"(?:(?:可|可是|不过|大家伙儿?|人家|孩子们|小朋友们|街坊|邻居们?|单位上?|村里人?|圈里人?|大家|大伙儿?|街坊(?:邻居)?|工友们?|同学们?|学生们?|家里|别人|同事们?|朋友们?|家里人|他们|以后|你|您|你们|就|可以|都|也|一般|直接|平时|小时候)*)(?:管我叫|叫我|喊我|称呼我)(?:做)?(?P<v>[\u4e00-\u9fff]?[A-Za-z]{{1,16}}|{HAN}{{1,5}}?)(?:就(?:行|好|可以|成)|吧|好了|得了|的|了|呀|啊)*$"
        ),
        "no_name": re.compile(
            r"[你我他她]|起|去|来|回|吃|什么|别|一声|醒|做|干|写|滚|快|出|加班|早|睡|点|多|少|先|等|帮|给|说|看|想|跟|学|练|背|唱|爹|^[爸妈哥姐]$"
        ),
        "introduced": re.compile(
            rf"(?:^|的|那个|这个|那个|^那)(?P<n>(?<=那个)[^，我你那]{{1,6}}的|(?<=对门的)(?:{HAN}奶奶|{HAN}爷爷|{HAN}阿姨)|{PLAIN_NAME}|(?<![^，]){HAN}{{1,5}}的(?:大爷|大妈|大姐|大哥|阿姨|叔叔|老师|医生|师傅|姑娘|小伙子)|{HAN}(?:大夫|医生|老师|师傅|阿姨|叔叔))(?:就)?是(?:我|俺)(?:们)?(?:家)?的?(?P<r>{HAN}{{2,8}}?)(?:了|的|啊|呀)*$"
        ),
        "cares": re.compile(
            rf"(?P<n>{PLAIN_NAME}|{HAN}(?:大夫|医生|老师|师傅|阿姨|叔叔))(?:就)?是(?P<r>(?:给|教|带|管|照顾)我[^，]{{1,8}}的)$"
        ),
        "somebody": re.compile(rf"(?:{ANYBODY}|老乡|好朋友|亲戚|恩人|同乡|[棋球牌战网酒书驴笔校病]友)$"),
        "cleft": re.compile(
            rf"(?P<told>[^我是]{{2,12}})的是(?P<who>我(?:家)?(?:{ANYBODY}|爸|妈|哥|姐|弟|妹)?)(?:不是.*)?$"
        ),
        "changed": re.compile(
            r"(?:我|俺)(?:们?家)?(?:的)?(?P<k>电话|手机号?|座机|地址|(?:wifi|WiFi|门锁|开机)?密码|微信号?|邮箱|车牌)(?:号码?)?(?:也|都|刚)?(?:换|改|变)了?$"
        ),
        "new": re.compile(
            r"新(?:的)?(?:(?:手机)?尾号|号码?|密码|地址|电话|手机号?|微信号?|邮箱|车牌)?(?:就)?(?:是|改成|换成|在)(?P<v>.{2,24})$"
        ),
        "birthday_of": re.compile(
            rf"(?:{TIME})(?:就)?(?:是|过)(?:我|俺)(?:家)?(?P<who>{ANYBODY}|妈|爸|哥|姐|弟|妹)?(?:的)?生日(?:了|啦|哦|呀|啊|呢)*$"
        ),
        "birthday": re.compile(r"(?:就)?(?:是)?(?:的)?(?:过)?生日(?:了|啦|哦|呀|啊|呢)*"),
    }


def called(text: str) -> Told | None:
    """「以后叫我小鱼就行」."""
    found = _patterns()["called"].match(text)
    if not found and (
        given := re.match(
            rf"[^，]{{0,6}}?给我(?:起|取)(?:的|了)?(?:个)?(?:外号|绰号|小名|昵称|英文名)(?:就)?(?:叫|是)(?P<v>{HAN}{{1,5}}|[A-Za-z]{{1,12}})$",
            text,
        )
    ):
        return Told(predicate="nickname", object=given["v"], confidence=0.95)
    if not found or _patterns()["no_name"].search(found["v"]):
        return None
    return Told(predicate="nickname", object=re.sub("^(?:小名|外号)", "", found["v"]), confidence=0.95)


def introduced(text: str) -> tuple[str, Told] | None:
    """Who somebody with a name is to the person."""
    if found := _patterns()["cares"].match(text):
        return found["n"], Told(predicate="is", object=found["r"], confidence=0.85)
    if pair := re.match(
        rf"(?:我|俺)(?:跟|和|与)(?:我)?(?P<n>{PLAIN_NAME}|{ANYBODY}|(?P<twin>{HAN})(?P=twin))(?:以前|曾经)?是(?P<r>{HAN}{{2,8}}?)(?:了|的|啊|呀)*$",
        text,
    ):
        somebody = _patterns()["somebody"].search(pair["r"])
        if somebody:
            return canonical(pair["n"]), Told(predicate="is", object=pair["r"], confidence=0.9)
    found = _patterns()["introduced"].search(text)
    if not found or not (names_work(found["r"]) or _patterns()["somebody"].search(found["r"])):
        return None
    return found["n"], Told(predicate="is", object=found["r"], confidence=0.95)


def cleft(text: str) -> str:
    """「对虾过敏的是我弟不是我」 as 「我弟对虾过敏」; any other text as it is."""
    if last := re.match("(?P<rest>[^我]{3,}[了的呢])我[呀啊]?$", text):
        return f"我{last['rest']}"
    if advised := re.match("(?:医生|大夫|医院)(?:就)?(?:不让|不许|不准)我(?P<rest>.{2,})$", text):
        return f"我不{advised['rest']}"
    if dropped := re.match("(?P<what>烟|酒|奶茶|咖啡|游戏|糖)我(?:早就?|已经|都)?(?P<rest>戒.*)$", text):
        return f"我把{dropped['what']}戒了"
    if asked := re.match(
        rf"(?P<time>(?:{TIME})(?:那天)?)?(?:(?:我们?)?(?:社区|学校|公司|单位|街道|老师|领导|老板|村里|厂里|班里|院里|科里|部门|导师|业委会|小区)里?(?:请|让|派|叫|安排|通知)|又?(?:轮到|轮着|该))(?P<who>我们?)(?:几个[^，]{{1,4}}?(?=[上去来]))?(?P<rest>[^，]{{2,}})$",
        text,
    ):
        return f"{asked['who']}{asked['time'] or ''}{asked['rest']}"
    if met := re.match(rf"[我俺]?(?:{ANYBODY})(?:约|喊|请)我(?P<rest>(?:{TIME})[^，]{{2,}})$", text):
        return f"我要{met['rest']}"
    if stopped := re.match(
        r"(?P<what>[^，我你他她不是没也都]{1,5}?(?<![吧馆厅]))(?:我)?不(?P<verb>[跳练泡弹下唱追养种])了[啊呀啦]*$", text
    ):
        return f"我不{stopped['verb']}{stopped['what']}了"
    if loved := re.match(r"(?P<what>[^，我你他她这那]{1,8})(?:就)?是我的?(?:命|最爱|心头好|命根子|本命)$", text):
        return f"我喜欢{loved['what']}"
    if ill := re.match(r"(?P<what>[^，我你他她这那说]{1,6})我(?:也|都|是|会|严重)*过敏(?:的|了)?$", text):
        return f"我对{ill['what']}过敏"
    if (put := plain(text)) != text:
        return put
    found = _patterns()["cleft"].match(text)
    return f"{found['who']}{found['told']}" if found else text


def renewed(text: str, before: str) -> tuple[str, Told | None]:
    """「我家电话换了，新号是…」: what is said to be new, or its new value; `before` is what was."""
    if found := _patterns()["changed"].match(text):
        return found["k"], None
    found = _patterns()["new"].match(text)
    if not found or not before:
        return "", None
    return "", Told(predicate=before, object=found["v"], private=True)


def birthday(subject: Subject, mood: Mood, time: Time | None) -> Told | None:
    """「下周一我生日」."""
    if not time or not time.day or time.start is None or not mood.positive or not subject.who:
        return None
    if re.search(r"月.*[日号]", subject.rest):
        return None
    if not _patterns()["birthday"].fullmatch(re.sub(TIME, "", subject.rest)):
        return None
    return Told(predicate="birthday", object=day_words(time.start), confidence=0.9, dated=True)


def gone(subject: Subject, mood: Mood) -> Told | None:
    """「我家那条金毛上个月走了」."""
    if subject.pet and re.match(r"(?:走丢|走|没|死|丢|跑丢|不在|去世|送人|老死)了", mood.core):
        return Told(predicate="pet", object=subject.who, subject=SELF, over=True, positive=False)
    return None


def due(subject: Subject, mood: Mood) -> Told | None:
    """「预产期七月底」."""
    found = re.match(r"预产期(?:是|在)?.{2,10}$", mood.core)
    if not found or subject.who == OTHER:
        return None
    return Told(predicate="plan", object=bare(re.sub("预产期(?:是|在)", "预产期", found.group())))


def rescheduled(text: str) -> Told | None:
    """「聚会改到周六了」."""
    found = re.match(
        rf"(?:我们?)?(?:的)?(?P<v>(?!又|给|就|都)[^，我你他她改不]{{2,8}}?)(?:改|挪|推迟|提前|延期?|换)(?:到|成|在)(?:了)?(?:{TIME})(?:了|啦|举行|开)*$",
        text,
    )
    return Told(predicate="plan", object=found["v"], confidence=0.9) if found else None


def birthday_of(text: str, time: Time | None) -> tuple[str, Told] | None:
    """「下个月三号是我妈生日」."""
    found = _patterns()["birthday_of"].match(text)
    if not found or not time or not time.day or time.start is None:
        return None
    who = canonical(found["who"]) if found["who"] else SELF
    return who, Told(predicate="birthday", object=day_words(time.start), confidence=0.9, dated=True)


def named_it(text: str) -> str:
    """「取名叫小黑」 of an animal or a child that the clause before told of."""
    found = re.match(
        rf"(?:我)?(?:给(?:他|她|它))?(?:取|起)(?:了)?(?:个)?名(?:字)?(?:叫)?(?P<v>{HAN}{{1,4}}|[A-Za-z]{{1,12}})(?:了|的)?$",
        text,
    )
    return found["v"] if found else ""


def taken_back(text: str) -> str:
    """「上回说我爱吃榴莲那是逗你的」: what was said in fun, as it was said; empty for any other line."""
    found = re.match(
        r"(?:我)?(?:上回|上次|刚才|刚刚|之前|昨天)?(?:我)?(?:跟你)?说(?:的)?(?P<rest>我[^，,]{2,20}?)[，,]?(?:那)?(?:都)?是(?:逗你|骗你|哄你|开玩笑|瞎说|胡说|闹着玩)",
        text,
    )
    return found["rest"] if found else ""


def given(text: str) -> Told | None:
    """「爸爸上个星期给我买了一只仓鼠」."""
    found = re.search(
        rf"给我(?:们)?(?:买|送|带|捡|抱)(?:回来?|来)?(?:了)?(?:一|两|几)?[只条缸对个](?P<v>{PETS})(?:了)?$", text
    )
    return Told(predicate="pet", object=found["v"], confidence=0.9) if found else None


_KEPT_IN = "抽屉|柜|箱|盒|层|格|夹|罐|底下|后面|后头|保险柜|车库|停车场|车位|出口|架子?|信封|口袋|[包兜鞋袄衣罐瓶屉窖枕被袋]里|夹层|[兜袋]儿?|枕头|相册|书后|门后|招财猫|花盆"


def put_away(text: str) -> Told | None:
    """「护照我收在书房第三个抽屉里面了」: where a thing is kept, word for word."""
    found = re.match(
        rf"(?:我)?(?:把)?(?P<what>(?!你|他|她|我(?:收|放|塞|藏|搁|锁|停|挂|埋|压|存|缝|夹|摆))[^，]{{1,10}}?)(?:我)?(?:给)?(?:收|放|塞|藏|搁|锁|停|挂|埋|压|存|缝|夹|摆)(?:(?:在|到|进)(?:了)?|(?<=[放搁塞])(?!了|学|假|心|松|下))[^，]{{0,14}}(?:{_KEPT_IN})[^，]{{0,4}}$",
        text,
    )
    found = found or re.match(
        rf"(?:那个?|这个?|我的?)?(?P<what>[^，我你他她在是]{{0,6}}?(?:[本证卡票单药折契钥匙伞册刀表包笔灯带线针水炉扇裤袜镜]|钥匙|合同|发票|遥控器|充电器|电池|种子|工具箱?|说明书|密码|钱|存款|戒指|被子|衣服|照片|胶水|剪刀))(?:我)?(?:就|还|都|新买的|一直)*在[^，]{{1,14}}?(?:{_KEPT_IN}|[上下里][面头边]|那格|左边|右边|背面|板底|[房屋间台柜桌床][里上下])[^，]{{0,4}}$",
        text,
    )
    return Told(predicate="note", object=bare(re.sub("^我把?(?=.)", "", text)), confidence=0.8) if found else None


def numbered(text: str) -> Told | None:
    """「快递柜取件码八八二零」, without a word on whose it is: kept word for word."""
    found = re.match(
        rf"(?P<k>(?!新)[^，我你他她是]{{0,6}}(?:码|密码|电话|号|尾号))(?:是)?(?:{NUMBER}|幺|[A-Za-z\d-]){{3,}}(?:井号|星号)?$",
        text,
    )
    return (
        Told(predicate="note", object=text, confidence=0.85, private=bool(re.search("密码|电话", text)))
        if found
        else None
    )


def best_friend(text: str) -> tuple[str, Told] | None:
    """「最好的朋友是豆豆」."""
    found = re.match(
        rf"(?:我)?(?:的)?(?P<r>最(?:好|铁|要好)的(?:朋友|闺蜜|哥们|兄弟|姐妹))(?:就)?是(?P<n>{PLAIN_NAME}|(?P<twin>{HAN})(?P=twin))$",
        text,
    )
    return (found["n"], Told(predicate="is", object=found["r"], confidence=0.9)) if found else None
