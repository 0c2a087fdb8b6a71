"""What somebody can do, does again and again, learns and dreams of. Pure."""

# ruff: noqa: E501 - one pattern a line: a table is read across.

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from roleplay_lite.memory.extract.mood import Mood
from roleplay_lite.memory.extract.rule import Rule, Told, rule
from roleplay_lite.memory.extract.subjects import Subject
from roleplay_lite.memory.extract.words import CLOCK, NUMBER, SOMEBODY, TAIL, bare
from roleplay_lite.memory.item import SELF
from roleplay_lite.persona.places import place_paths

_ABILITY = (
    r"游泳|开车|开[^会门心始玩]|弹|唱(?!歌给)|跳舞|跳[^起了]|画|说[^话不你我他她的]|讲[^你我他她话]+[语话]|做[^人事梦到了你我]|烧菜|炒菜|写[^你信完]|骑|打[^你我扰电算不]|下棋|下[^雨雪去来班课周个]|滑雪|滑冰|溜冰|轮滑|拉[^你肚我]|吹[^牛]|编程|编[^辑]|修[^改]|擀|包饺子|包[^容你我]|武术|功夫|魔术|变魔术|"
    r"日语|英语|法语|德语|韩语|西班牙语|俄语|粤语|手语|织|缝|剪|理发|按摩|针灸|钓|种|泡茶|调酒|摄影|拍|用[^你我]|[喝游跑扛写][一二三四五六七八九十半几\d]|数|认|煮|炖|卤|腌|刻|绣|钩|插|接|焊|装|念|跑|吉他|钢琴|围棋|象棋|麻将|速记|心算|背"
)


@cache
def rules() -> tuple[Rule, ...]:
    """The table."""
    return (
        rule("sport", "habit", rf"(?P<v>跑步|夜跑|晨跑|游泳|健身|撸铁|打球|打篮球|打羽毛球|打乒乓球|踢球|瑜伽|练瑜伽|跳绳|跳广场舞|爬山|骑车|散步|遛弯|打太极){TAIL}", make=_sport),
        rule("alarm", "wakes", rf"(?:的)?闹钟(?:都)?(?:定|设|是)(?:在|的|了|的是)*(?P<v>{CLOCK}){TAIL}", 0.9),
        rule("drinks-no-more", "habit", rf"(?P<v>抽烟|吸烟|喝酒|熬夜|打牌|打麻将|赌博|喝奶茶|喝可乐)(?:的)?{TAIL}", make=_vice),
        rule("gave-up-2", "habit", rf"把(?P<v>烟|酒|糖|奶茶|咖啡|可乐|游戏)(?:都|也|给)?戒了{TAIL}", make=_gave_up),
        rule("gave-up", "habit", rf"戒(?:了|掉|的)?(?P<v>烟酒|烟|酒|糖|奶茶|咖啡|可乐|赌|网|游戏)(?:了)?{TAIL}", make=_gave_up),
        rule("can", "skill", rf"(?:可)?(?:就)?(?:会|能(?=[说讲唱背]|[喝游跑扛写][一二三四五六七八九十半几\d])|擅长|精通|拿手的是|特长是|学会了|(?=认字|识字|识谱|识数))(?:一点点|一点儿?|点|些)?(?:除了[^，]{{1,4}}还)?(?P<v>(?:{_ABILITY})[^，了过你您我给来]{{0,8}}?)(?:一点|一些|的)?{TAIL}", make=_can),
        rule("does-well", "skill", rf"(?P<v>[^，得我你他她]{{1,6}}?)(?:吹|弹|拉|打|唱|跳|画|写|下|做|说|踢|游|跑|滑|烧|炒)?得(?:特别|可|很|挺|非常|真|老|超)?(?:好|棒|厉害|溜|不错|好吃)(?:了)?{TAIL}", make=_does_well),
        rule("adept", "skill", rf"(?P<v>(?:打|做|包|写|画|唱|弹|跳|游|跑|滑|下|开|修|缝|织|剪|炒|烧|烙|擀|腌|炖|泡|编|拍|讲|说|背|算|骑|拉|吹|认|踢|种|养|砍|讨)[^，得我你他她的了]{{1,5}}?)(?:这块|这事儿?|方面)?(?:特别|很|可|挺|非常|真|贼|老|那叫一个|是一把|最|超)*(?:快|溜|厉害|拿手|在行|棒|不错|还行|还可以|利索|好手|绝了|一绝|一流|有一手|准)(?:了|的)?{TAIL}", make=_adept),
        rule("knows-not", "skill", rf"懂(?P<v>[^，了我你他她事]{{2,6}}?){TAIL}", make=_knows_not),
        rule("cannot", "skill", rf"(?P<v>[^，我你他她不]{{2,6}}?)(?:我|就|可|是|真|还|完全|一点(?:也|都)?)*不(?:会|行|在行|拿手|灵){TAIL}", make=_cannot),
        rule("not-even", "skill", rf"连(?P<v>[^，都也]{{1,5}})(?:都|也)不会(?P<w>做|煮|开|骑|说|写|打|洗|弄|用){TAIL}", make=_not_even),
        rule("graded", "skill", rf"(?P<v>钢琴|古筝|二胡|琵琶|小提琴|大提琴|吉他|架子鼓|英语|日语|法语|韩语|围棋|象棋|跆拳道|空手道|书法|舞蹈|国画|长笛|萨克斯)(?:过了|考了|考到|考过了?|已经)?(?:{NUMBER}级|{NUMBER}段|黑带|业余{NUMBER}段|专业[四八]级){TAIL}", 0.9),
        rule("tasty", "skill", rf"(?P<v>(?:做|烧|炒|包|烙|擀|炖|腌|烤)[^，得我你他她的]{{1,4}}?)(?:特别|很|可|挺|真|超|贼|最|那叫一个|非常)*(?:好吃|香|地道){TAIL}", 0.85, denies=False),
        rule("craft", "skill", rf"(?P<v>[^，我你他她的]{{1,5}}?)(?:的)?(?:手艺|技术|水平|功夫)(?:特别|很|挺|真|可|非常)?(?:好|棒|厉害|不错|了得|没得说){TAIL}", 0.85, denies=False),
        rule("speciality", "skill", rf"(?P<v>[^，我你他她这那]{{2,8}}?)是(?:我的?)?(?:拿手菜|拿手好戏|绝活儿?|强项|看家本领){TAIL}", 0.85, denies=False),
        rule("skilled", "skill", rf"(?:的)?(?:擅长|特长是|精通|拿手的?是|拿手的?菜是|最拿手的?(?:菜)?是|强项是)(?P<v>[^，]{{1,10}}?){TAIL}", 0.95),
        rule("alarm-2", "wakes", rf"(?:定的?|设的?)?(?P<v>(?:早上|早晨|凌晨)?{CLOCK})的闹钟{TAIL}", 0.85),
        rule("asleep", "habit", rf"(?P<v>(?:睡觉)?(?:老|总|爱|会)?(?:打呼噜|打鼾|磨牙|说梦话|流口水|梦游|踢被子|认床)){TAIL}", 0.85),
        rule("in-bed", "habit", rf"(?P<v>(?:睡觉|吃饭|走路|说话|洗澡|开车|看书|写作业)(?:的时候)?(?:就)?(?:爱|喜欢|老|总)[^，了我你]{{2,8}}?){TAIL}", 0.85),
        rule("custom", "habit", rf"有(?P<v>[^，]{{2,10}}?)的习惯{TAIL}", 0.9),
        rule("wakes", "wakes", rf"(?P<v>(?:早上|早晨|凌晨|清晨|中午|上午|下午|晚上)?{CLOCK})(?:就|才|准|准时|准点|左右|必须|必|要|得|会|都|多)*(?:爬?起来?|起床|醒|就醒|睁眼)(?:就行|就好)?(?P<x>[^，]*)$", make=_wakes),
        rule("late-2", "sleeps", rf"(?:夜里|晚上)?不过(?P<v>{CLOCK})(?:我)?(?:是)?(?:躺|睡)不(?:下|着)(?:的)?(?P<x>[^，]*)$", make=_wakes),
        rule("late", "sleeps", r"(?P<v>天亮|天黑|后半夜|半夜|凌晨|天一黑|吃完饭)(?:了)?(?:才|就)(?:睡|上床)(?P<x>[^，]*)$", make=_wakes),
        rule("shift", "habit", rf"(?:长期|一直|常年)?(?P<v>上夜班|上早班|上晚班|倒班|三班倒|熬夜|早睡早起|晚睡晚起|午睡|睡午觉|裸睡){TAIL}", make=_vice),
        rule("sleeps", "sleeps", rf"(?:熬到|熬夜到|玩到|弄到|到|过了)?(?P<v>(?:晚上|夜里|半夜|凌晨|深夜|早上|中午|下午)?{CLOCK})(?:就|才|准时|准点|左右|要|得|必须|都|多)*(?:睡觉?|睡下|上床|躺下|入睡|睡下)(?P<x>[^，]*)$", make=_wakes),
        rule("commute-2", "commute", rf"上(?:下)?[班学](?:都|就|一般|得|是)*(?P<v>(?:骑|坐|开|走|挤|乘|打|搭)[^，了]{{1,8}}?){TAIL}", make=_commute),
        rule("commute-3", "commute", rf"(?P<v>坐(?:班车|厂车|通勤车|校车)){TAIL}", make=_commute),
        rule("commute", "commute", rf"(?:是)?(?P<v>(?:坐|骑|开|走|挤|乘|搭|打|步行|走路|开车|骑车|拼车)[^，去上送接再]{{0,8}}?|走着|腿着|走路|步行|坐班车|蹭车|开车|骑车)(?:去|来|到)?(?:上下?班|上学|公司|通勤|单位|学校|厂里|店里)(?:的)?{TAIL}", make=_commute),
        rule("learns-in", "studies", rf"在(?:驾校|网上|少年宫|培训班|辅导班|社区|B站|手机上|家里?|外面|文化宫)(?:学|练)(?:着)?(?P<v>[^，了过]{{1,8}}?){TAIL}", make=_studies),
        rule("learns-from", "studies", rf"(?:在|正在|正|现在)?(?:跟着?|和|找|请)[^，]{{1,6}}?(?:学|练)(?:着|的)?(?P<v>[^，了过]{{1,8}}?){TAIL}", make=_studies),
        rule("attends", "studies", rf"(?:在|去|正在|要去)?(?:上|报|学)(?:了)?(?:个)?(?P<v>[^，了课班学个一夜早晚白]{{1,6}}?)(?:课|班|培训班|兴趣班){TAIL}", make=_attends),
        rule("studies", "studies", rf"(?:在|正在|开始|最近在|报(?:了)?(?:个|班)?)(?:自)?(?:学习?|练习?|补|啃|备考|考)(?P<v>[^，过会到了]{{1,12}}?){TAIL}", make=_studies),
        rule("took-up", "studies", rf"自?[学练](?P<v>[^，过会到了我你完好生校的坏乖]{{1,8}}?)(?:学)?(?:了)?(?:{NUMBER}(?:多)?(?:年|个月)|好?几年|半年|半年多)?{TAIL}", make=_took_up),
        rule("class", "studies", rf"报了(?:个|一个)?(?P<v>[^，了]{{1,8}}?)(?:培训)?班{TAIL}", 0.9, denies=False),
        rule("class-2", "studies", rf"报了(?:个|一个)?[^，了学]{{2,6}}学?学(?P<v>[^，了校]{{2,6}}?){TAIL}", 0.9, denies=False),
        rule("exam", "studies", rf"(?:在|正在|正)?(?P<v>(?:备考|考)(?:研究生|研|公务员|公|驾照|驾驶证|编制?|教资|教师资格证|雅思|托福|[A-Za-z]{{2,6}}|[^，了过上]{{1,4}}证)){TAIL}", 0.9, denies=False, make=_exam),
        rule("longs", "dream", rf"想(?P<v>(?:去|学)[^，了你我]{{2,12}}?){TAIL}", make=_longs),
        rule("resolved", "dream", rf"(?:立志|发誓|梦想着?|盼着|盼望|渴望|下定决心|从小就?想|一直想|做梦都想|这辈子就想|最想|一直梦想着?|总想着?|早就想|想有一天|希望有一天|(?:好|特别|真|可|很|超)想(?=去(?!你|了)|有|当|拥有|养|学))(?:要|能)?(?P<v>(?!你|吃饭|睡|喝水|问|说)[^，了你]{{2,18}}?){TAIL}", make=_dream),
        rule("when-old", "dream", rf"等(?:到)?(?:我)?(?:以后)?(?:退休|老|长大|有钱|毕业|攒够钱|孩子(?:大|上大学|结婚)|存够钱)了?(?:以后|之后)?(?:我)?(?:就|想|要|打算)+(?P<v>[^，了你]{{2,18}}?){TAIL}", make=_dream),
        rule("dream-is", "dream", rf"(?:的)?(?:最?大的|唯一的|毕生的|小)?(?:梦想|理想|愿望|心愿|人生目标|目标)(?:就)?是(?P<v>[^，你您]{{2,20}}?){TAIL}", denies=False),
        rule("dream", "dream", rf"(?:长大(?:了|以后|后)?|将来|以后|这辈子|有朝一日|有一天|一直|从小就?|做梦都|特别)*(?:最)?(?:想|梦想着?|希望能?|渴望)(?:要)?(?P<v>(?:去?当|成为|做(?=一名|一个)|开(?=一?家|个|自己)|去(?=[^，]{{2,12}}(?:看|旅行|旅游|生活|留学|玩|转转|追|走走|定居|养老|支教|打工|工作))|环游|考(?=上|研|博|公|[^，]{{2,8}}(?:大学|学院))|写(?=一本|本|小说)|拥有|养(?=一?[只条])|买(?=一?[套栋])|出(?=国|书)|要(?=个|一个|一只|一条|一辆|一套)|创业|减肥|移民)[^，]{{0,18}}?){TAIL}", 0.9, make=_dream),
        rule("grown", "dream", rf"(?:长大(?:了|以后|后)?|将来)(?:就)?(?:嘛)?(?:想|要)(?P<v>[^，]{{2,14}}?){TAIL}", 0.9),
        rule("never-did", "event", rf"(?P<v>(?:坐|吃|喝|看|见|玩|谈|出|用|住|骑|开|打|学|抽|生|做|干|当|读|念|穿|戴|染|烫|买|滑|潜)过[^，过了你我他她]{{1,8}}?|(?:上|念|读)过(?:学|书|大学|高中|幼儿园|班)|出过国|恋爱过){TAIL}", make=_never_did),
        rule("farthest", "been_to", rf"(?:去|到)过(?:的)?最[^，]{{1,3}}的(?:地方|城市|国家)(?:就)?是(?P<v>[^，]{{2,12}}?){TAIL}", 0.95),
        rule("been-in", "been_to", rf"(?:在|从|就差|差)?(?P<v>[^，我你他她在差没]{{2,6}}?)(?:我)?(?:去|到|来)过(?:了)?(?:{NUMBER}|好几|很多)?(?:次|趟|回)?{TAIL}", make=_been),
        rule("been-to", "been_to", rf"(?:去|到|来|游)过(?:了)?(?P<n>{NUMBER}(?:次|趟|回)|好几[次趟回]|很多次)?(?P<v>[^，的了]{{1,12}}?)(?:玩|旅游|旅行|出差|留学|几次|好几次|(?:{NUMBER})(?:次|趟|回)|很多次)*{TAIL}", make=_been),
    )  # fmt: skip


def _vice(found: re.Match[str], mood: Mood, subject: Subject) -> Iterator[Told]:
    noon = re.fullmatch("(?:每天)?(?:中午|下午|晚上)", mood.time) and re.search("午|夜|早睡|晚睡", found["v"])
    if mood.time and mood.positive and not mood.past and not noon:
        return
    yield Told(predicate="habit", object=found["v"], positive=mood.positive, confidence=0.9)


def _gave_up(found: re.Match[str], mood: Mood, subject: Subject) -> Iterator[Told]:
    verbs = {
        "烟": "抽烟",
        "酒": "喝酒",
        "烟酒": "抽烟喝酒",
        "糖": "吃糖",
        "奶茶": "喝奶茶",
        "咖啡": "喝咖啡",
        "可乐": "喝可乐",
        "赌": "赌博",
        "网": "上网",
        "游戏": "打游戏",
    }
    yield Told(predicate="habit", object=verbs[found["v"]], positive=False, confidence=0.95, over=True)


def _can(found: re.Match[str], mood: Mood, subject: Subject) -> Iterator[Told]:
    value = bare(found["v"])
    if subject.home or mood.time or re.search(rf"{SOMEBODY}|起来|下去|死|完|了|喷嚏|呼噜|瞌睡|哈欠|颤|抖", value):
        return
    yield Told(predicate="skill", object=value, positive=mood.positive, confidence=0.95)


def _wakes(found: re.Match[str], mood: Mood, subject: Subject) -> Iterator[Told]:
    key = "wakes" if re.search("起|醒", found.group()[: found.end("v") + 6 - found.start()]) else "sleeps"
    once = re.search(r"天(?!天)|昨|今|明|前|上周|下周", mood.time)
    if once or (not mood.each and not mood.time and subject.who != SELF and not subject.mine):
        return
    if not mood.positive:
        return
    yield Told(predicate=key, object=bare(found["v"]), confidence=0.95 if mood.each else 0.85)
    then = re.match(r"(?:了|来|来了)?(?P<h>(?:去|就去|然后|[跑锻晨遛背打练读健散做])[^，]{1,12}?)" + TAIL, found["x"])
    if then and mood.each:
        yield Told(predicate="habit", object=bare(re.sub("^(?:就|然后)", "", then["h"])), confidence=0.85)


def _commute(found: re.Match[str], mood: Mood, subject: Subject) -> Iterator[Told]:
    value = bare(found["v"])
    once = re.search(r"今天|昨|明|前天|后天|下", mood.time)
    if (
        value
        and not once
        and re.search(r"车|地铁|路|公交|走|腿|班车|厂车|校车|号线|轮渡|轻轨|步行|摩托|船|电驴", value)
    ):
        yield Told(predicate="commute", object=value, positive=mood.positive, confidence=0.95)


def _studies(found: re.Match[str], mood: Mood, subject: Subject) -> Iterator[Told]:
    value = bare(found["v"])
    value = "开车" if value == "车" else value
    if value and not re.match(r"校|习$|着|做人|的", value) and not re.search(SOMEBODY, value):
        yield Told(predicate="studies", object=value, positive=mood.positive, confidence=0.95)


def _took_up(found: re.Match[str], mood: Mood, subject: Subject) -> Iterator[Told]:
    value = bare(found["v"])
    known = re.search(
        r"[语琴舞画鼓车棋球]$|英语|日语|法语|吉他|二胡|古筝|小提琴|编程|Python|架子鼓|游泳|书法|国画|素描|跆拳道|武术|瑜伽|唱歌|跳舞|主持|象棋|围棋|轮滑|乐高|奥数|体操|武术|太极|散打|拳击|短跑|举重|摔跤|毛笔字|硬笔|播音|朗诵",
        value,
    )
    if known and (mood.over or mood.now or re.search(r"年|月|了", mood.core + mood.span) or mood.each):
        yield Told(predicate="studies", object=value, positive=mood.positive, confidence=0.85)


def _dream(found: re.Match[str], mood: Mood, subject: Subject) -> Iterator[Told]:
    value = bare(found["v"])
    if not mood.time and not re.search("[你您我]|^要一[只条个辆套]$|^发消息", value):
        yield Told(predicate="dream", object=value, positive=mood.positive, confidence=0.9)


def _been(found: re.Match[str], mood: Mood, subject: Subject) -> Iterator[Told]:
    value = bare(found["v"])
    place = place_paths(value) or re.search(r"[山海城湖岛国州边原漠园寺]$|迪士尼|国外|外国|西藏|故宫|长城|医院", value)
    if not place or re.search(rf"{SOMEBODY}|家$", value) or value.endswith("医院"):
        return
    for one in re.split(r"、|和|还有|跟", value):
        yield Told(predicate="been_to", object=one, positive=mood.positive, confidence=0.95)


def _does_well(found: re.Match[str], mood: Mood, subject: Subject) -> Iterator[Told]:
    value = bare(re.sub(r"^(?:也|都|可|就)", "", found["v"]))
    verbs = re.search(r"(吹|弹|拉|打|唱|跳|画|写|下|做|说|踢|游|跑|滑|烧|炒)得", found.group())
    said = subject.who and not re.search(f"今天|这次|刚|{SOMEBODY}", value)
    if verbs and value and mood.positive and not mood.time and said:
        yield Told(predicate="skill", object=value, confidence=0.85)


def _exam(found: re.Match[str], mood: Mood, subject: Subject) -> Iterator[Told]:
    if re.match("在|正|备考", mood.core) and not mood.over:
        yield Told(predicate="studies", object=found["v"], confidence=0.9)


def _sport(found: re.Match[str], mood: Mood, subject: Subject) -> Iterator[Told]:
    if mood.each or mood.over or mood.now:
        yield Told(predicate="habit", object=found["v"], positive=mood.positive, confidence=0.85)


def _never_did(found: re.Match[str], mood: Mood, subject: Subject) -> Iterator[Told]:
    """「我爸妈这辈子都没坐过飞机」."""
    ever = re.search("从来|从没|还没|这辈子|长这么大|一次(?:都|也)|到现在|至今", subject.rest)
    plain = subject.named and not mood.time and not re.search("说过|看过|听过|见过|[这那]", found["v"])
    if (ever or plain) and not mood.positive:
        yield Told(predicate="event", object=found["v"], positive=False, confidence=0.85)


def _adept(found: re.Match[str], mood: Mood, subject: Subject) -> Iterator[Told]:
    """「我打字特别快」."""
    value = bare(found["v"])
    if (
        mood.positive
        and not mood.time
        and subject.mine
        and not re.search(f"{SOMEBODY}|开心|打算|做得|说话|今天", value)
    ):
        yield Told(predicate="skill", object=value, confidence=0.8)


def _cannot(found: re.Match[str], mood: Mood, subject: Subject) -> Iterator[Told]:
    """「滑冰我不会」."""
    value = bare(found["v"])
    known = re.match(rf"(?:{_ABILITY})", value)
    if mood.positive and not mood.time and subject.who and known:
        yield Told(predicate="skill", object=value, positive=False, confidence=0.85)


def _attends(found: re.Match[str], mood: Mood, subject: Subject) -> Iterator[Told]:
    """「我孙子在上轮滑课」."""
    value = bare(found["v"])
    going = re.match("在|正在|报", mood.core) or mood.each
    if going and not re.search(rf"{SOMEBODY}|公开|网|体育$|数学$|语文$|英语$|什么|大|小|中", value):
        yield Told(predicate="studies", object=value, positive=mood.positive, confidence=0.85)


def _not_even(found: re.Match[str], mood: Mood, subject: Subject) -> Iterator[Told]:
    """「我连饭都不会做」."""
    yield Told(predicate="skill", object=f"{found['w']}{found['v']}", positive=False, confidence=0.9)


def _knows_not(found: re.Match[str], mood: Mood, subject: Subject) -> Iterator[Told]:
    """「我不懂电脑」."""
    value = bare(found["v"])
    if not mood.positive and subject.named and not re.search("[这那]|为什么|规矩|意思|道理|你", value):
        yield Told(predicate="skill", object=value, positive=False, confidence=0.8)


def _longs(found: re.Match[str], mood: Mood, subject: Subject) -> Iterator[Told]:
    """「我特别想去一次西藏」, 「我想学架子鼓」."""
    value = bare(found["v"])
    strong = re.search("特别|最|一直|从小|好想|真想|做梦|这辈子|早就|可想", subject.rest)
    if (
        mood.positive
        and not mood.time
        and (strong or value.startswith("学"))
        and not re.search("厕所|洗手间|医院|上班|哪", value)
    ):
        yield Told(predicate="dream", object=value, confidence=0.85)
