"""A person's line cut into clauses that may tell something, each with the words it stands in. Pure.

What is quoted, supposed, asked, ordered or only heard of is left out here, so that what reads the clauses need not know
about it.
"""

# ruff: noqa: E501 - one pattern a line: a table is read across.

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from roleplay_lite.memory.extract.fronting import AT_END, ONCE
from roleplay_lite.memory.extract.relations import ANYBODY, NOT_BEFORE_ME
from roleplay_lite.memory.extract.words import HAN, PAST, TIME, untangled
from roleplay_lite.persona.calendar import ANIMALS
from roleplay_lite.persona.numerals import NUMERAL

MOST = 4000
"""Characters of a line that are read; more is a text somebody pasted, and its beginning tells what it is."""
LONGEST = 240
"""Characters of a sentence; a recogniser without punctuation seldom comes to more."""

_FULL = str.maketrans("０１２３４５６７８９：’＇", "0123456789:''")
_ENDS = "。！？!?；;…\n"
_SENTENCE = re.compile(rf"(?:[^{_ENDS}.]|\.(?!\s|$))+(?:[{_ENDS}]|\.(?=\s|$))*")
_SPACES = re.compile(rf"(?<={HAN})[ \t]+(?={HAN})")
_COMMAS = re.compile(rf"[，,：:—～~]+|(?<={HAN})[ \t]+(?={HAN})")


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """One clause."""

    said: str
    """As it stands in the line."""
    text: str
    """Without fillers, repeated beginnings and spaces between Mandarin signs."""
    opens: bool = False
    """True at the beginning of a sentence."""
    tells: bool = True
    """False for a question, which tells only whom the next clause is about (「我们经理叫啥来着，哦对，叫霍东」)."""
    told_by: str = ""
    """「医生」 where somebody is quoted who knows (「医生说我血糖高」)."""


def sentences(text: str) -> Iterator[list[Clause]]:
    """The clauses of each sentence that say something, in order."""
    line = text[:MOST]
    masked = _masked(line.translate(_FULL))
    if _words().no_telling.search(masked):
        return
    spaced = _spaced_out(masked)
    for found in _SENTENCE.finditer(masked):
        if found.end() - found.start() > LONGEST * 2:
            continue
        said = list(_clauses(line, masked, found.start(), found.end(), spaced=spaced))
        if said:
            yield said


def _clauses(line: str, masked: str, start: int, end: int, *, spaced: bool) -> Iterator[Clause]:
    words = _words()
    body = masked[start:end].rstrip(_ENDS + " .")
    asked = bool(re.search(r"[？?]", masked[start + len(body) : end]))
    spans = list(_glued(masked, _spans(masked, start, start + len(body), spaced=spaced)))
    opens = True
    told_by = ""
    for place, (i, j) in enumerate(spans):
        text = untangled(masked[i:j])
        if not text or "\x00" in text.replace("\x00\x00", "\x00")[:1]:
            continue
        if words.supposed.search(text) or words.unknown.search(text) or words.opinion.search(text):
            return
        if knows := words.told_by.match(text):
            told_by, text = knows["who"], text[knows.end() :]
        elif words.hearsay.search(text) and not words.wishes_told.match(text):
            return
        if not text:
            continue
        last = place == len(spans) - 1
        if (asked and last) or words.asks.search(text):
            opens = False
            if re.search("来着[啊呀]?$", text):
                yield Clause(said=line[i:j].strip(), text=text, tells=False)
            continue
        if words.sings.match(text) or words.orders_next.fullmatch(text):
            return
        if words.order.match(text) or words.undone.search(text):
            opens = False
            continue
        yield Clause(said=line[i:j].strip(), text=text, opens=opens, told_by=told_by)
        opens = False


def _spans(masked: str, start: int, end: int, *, spaced: bool) -> Iterator[tuple[int, int]]:
    """Where the pieces lie, cut at marks, and where a recogniser that writes none ran two clauses together."""
    commas = re.compile(r"[，,：:—～~]+") if spaced else _COMMAS
    cut = start
    for mark in commas.finditer(masked, start, end):
        yield from _unmarked(masked, cut, mark.start())
        cut = mark.end()
    yield from _unmarked(masked, cut, end)


def _unmarked(masked: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    cut = start
    words = _words()
    places = {joint.start() for joint in words.joint.finditer(masked, start, end)}
    places |= {before.end() for before in words.ended.finditer(masked, start, end)}
    for place in sorted(places):
        if place - cut >= 2 and end - place >= 2:
            yield cut, place
            cut = place
    if masked[cut:end].strip():
        yield cut, end


def _glued(masked: str, spans: Iterator[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """A piece that is only a subject, a time or a filler belongs to the next one."""
    held: tuple[int, int] | None = None
    for i, j in spans:
        if held:
            i = held[0]
        text = untangled(masked[i:j])
        if len(text) <= 14 and (not text or _words().only_begins.fullmatch(text)) and not _calls(masked, i, j):
            held = (i, j)
            continue
        held = None
        yield i, j
    if held:
        yield held


def _calls(masked: str, i: int, j: int) -> bool:
    """「奶奶 我下周要出门」 calls somebody, and is about whom follows."""
    called = re.fullmatch(rf"(?:{ANYBODY})[啊呀]?", untangled(masked[i:j]))
    return bool(called and re.match(r"[\s，,]*[我俺咱你您]", masked[j:]))


def _masked(text: str) -> str:
    """The line with what is quoted made unreadable, sign for sign; a name that is given keeps its letters."""
    words = _words()
    text = words.named.sub(lambda m: f"{m['lead']}\u200b{m['name']}\u200b", text)
    return words.quoted.sub(lambda m: "\x00" * len(m.group()), text)


def _spaced_out(text: str) -> bool:
    """True where a recogniser put a space after each word."""
    parts = text.split()
    return len(parts) > 3 and sum(map(len, parts)) < 3 * len(parts) and bool(_SPACES.search(text))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Words:
    named: re.Pattern[str]
    quoted: re.Pattern[str]
    no_telling: re.Pattern[str]
    """Lines that are a play, a text, a question of language."""
    supposed: re.Pattern[str]
    unknown: re.Pattern[str]
    opinion: re.Pattern[str]
    hearsay: re.Pattern[str]
    told_by: re.Pattern[str]
    wishes_told: re.Pattern[str]
    """「我女儿说她以后想当兽医」: a child's dream is known from what it says."""
    asks: re.Pattern[str]
    order: re.Pattern[str]
    undone: re.Pattern[str]
    joint: re.Pattern[str]
    ended: re.Pattern[str]
    """What ends where another clause begins."""
    sings: re.Pattern[str]
    orders_next: re.Pattern[str]
    """An order whose object is the next clause (「播放|我收藏的歌单」)."""
    only_begins: re.Pattern[str]


@cache
def _words() -> _Words:
    number = rf"(?:\d|{NUMERAL})"
    return _Words(
        named=re.compile(r"(?P<lead>叫做?|名字是|名叫|昵称是|外号是|姓)[「“\"『‘](?P<name>[^」”\"』’]{1,8})[」”\"』’]"),
        quoted=re.compile(r"「[^」]*」|『[^』]*』|“[^”]*”|\"[^\"]*\"|（[^）]*）|\([^)]*\)|\*[^*]+\*"),
        no_telling=re.compile(
            r"扮演|假装|你[当演来扮]|玩\S{0,4}游戏|^玩[^，]{1,4}[，,]|玩打仗|狼人杀|剧本杀|打野|通关|副本|主线任务|升到王者|这本书|主角是|课[本文]里|你是(?:小偷|小?病人|学生|宝宝|坏人|怪兽|客人|顾客|公主|王子|太监|丫鬟|仆人|小兵|敌人|观众|老师|妈妈|爸爸|孩子)|我(?:是|当|来当|要当)(?:小偷|怪兽|公主|王子|国王|女王|皇上|皇帝|超人|大侠|海盗|仙女|巫婆|魔法师|蜘蛛侠|钢铁侠|孙悟空|猪八戒|唐僧|白雪公主|艾莎|大王|妖怪|恐龙|老虎|狮子|将军|司令|元帅)|变身|战士|美少女|超级无敌|让(?:我们?|他们|她们)(?:写|背|念|读|造句|抄|默写)|从前有|很久(?:很久)?以前|有一天有|编(?:个|一个|了个)|讲(?:个|一个)故事|应用题|(?:故事|小说|童话|漫画|动画片?|电影|电视剧?|游戏|剧|题目?|歌|诗)里|小(?:明|红|刚|华)(?:比|有|和|家)|大灰狼|小兔子乖乖|我(?:现在)?(?:就)?是奥特曼|背给你听|题目|小品|演(?:一?个|一段|个)?(?:戏|剧|角色)|过家家|角色扮演|(?:我|咱)们?(?:来)?(?:演|玩角色)|英[语文]怎么说|(?:是)?什么意思|怎么(?:读|写|念|翻译)"
            r"|造个?句|作文|歌词|台词|课文|绕口令|剧本|小说里|电影里|电视(?:剧)?里|书[上里](?:写|说|讲)|梦(?:见|到|里)|骗你的?|逗你玩|开(?:个)?玩笑"
            r"|翻译(?:一下|成)|跟我(?:读|念)|接龙|谜语|\b(?:pretend|role-?play|lyrics|translate|dreamed|dreamt|just kidding|how do you say)\b",
            re.IGNORECASE,
        ),
        supposed=re.compile(
            r"要是(?!的)|要不是|如果|假如|假设|假使|倘若|若是|万一|就算|即使|哪怕|除非|只要|的话(?:$|就)|可太|可真|真是太|我真(?:的)?服|真是谢谢|恨不能|我扮|天安门上太阳升|我爱北京天安门|黄土高坡|粉刷匠|老歌|世上只有妈妈好|小毛驴|太阳当空照|荡起双桨|我天才|命(?:可)?真好|我这运气|可不是嘛|将军|皇帝|数学题|故事里|不然|否则|但凡|下辈子|上辈子|好比|比如|例如|就好了|(?:该|那)?(?:多|有多)好[啊呀]?$"
            r"|恨不得|巴不得|宁愿|差点|\b(?:if|wish|would|could|imagine|suppose)\b",
            re.IGNORECASE,
        ),
        unknown=re.compile(
            r"(?:我|俺)?(?:也|都|还|真|又|才|老是|总是)*(?:不知道|不晓得|不清楚|忘了(?!带|拿|买|关|锁)|忘记了?(?!带|拿|买|关)|不记得|记不(?:得|清|起)|想不起|不确定|说不准|没想好|搞不清|说不上来|没记住|鬼才知道)"
            r"|\b(?:don't|do not) (?:know|remember)\b|\bforgot\b",
            re.IGNORECASE,
        ),
        opinion=re.compile(
            r"^(?:你|您)(?:说|觉得|猜|看|认为|知道我|怎么|难道)|你猜|猜猜|(?:我|俺)(?:还|原来|一直)?以为|(?:我)?怀疑|我(?:一直|就|也)?(?:记得|知道|看|觉得|听说)(?:你|您|他|她)|谁说(?:的)?我|说得?(?:好)?像我|(?:也|可能|说不定|没准|也许|或许|估计)(?=我|要|会|是)(?<=[许定准能计])"
        ),
        hearsay=re.compile(
            r"听(?:人|别人|他们|她们|同事|朋友|邻居)?说|据说|传说|传言|有人说|都说|人说|网上说|新闻(?:里|上)?说|算命的?|朋友圈|热搜|群里(?:都)?(?:说|传)|^[^，我你说]{1,8}(?<![我你瞎胡乱别再话按能可敢好听先])(?:都|老是?|总是?|就|又|也|昨天|今天|刚才|非)?(?:说(?![^，]{0,4}(?:语|话|文|相声|书|笑话|唱))(?!不|得|起来|话|明|好了?|服|定)|讲(?![^，]{0,4}(?:语|话|课|座|究|解|台|故事|笑话))|吹牛|显摆|声称|宣称|念叨|唠叨|吵吵|嚷嚷)|(?:笑|骂|嫌|怪|当|讽刺|污蔑|冤枉)我(?:是|太|像)|广告|俗话|常言|老话|古人|"
            rf"(?:(?:他|她|它|他们|她们|{ANYBODY}|爸|妈|哥|姐|弟|妹|[老小阿]{HAN}|{HAN}老师|医生|大夫))(?:们|俩)?(?:就|老是?|总是?|又|还|都|也|昨天|今天|刚才|非|跟我|和我|对我|经常|常){{0,3}}(?:说(?!不|得|话)|讲(?!课|话|座|解|台|究)|问|觉得|以为|骂|夸|嫌|认为|告诉)"
        ),
        told_by=re.compile(
            r"(?:前?两?天|昨天|今天|上周|去年|上个月)?(?:去)?(?:医院)?(?P<who>医生|大夫|体检(?:报告)?|医院|化验单)(?:跟我)?(?:说|讲|告诉我|显示|查出来?|诊断)(?=我|俺)"
        ),
        wishes_told=re.compile(
            rf"(?:我|俺)(?:家)?(?:{ANYBODY}|娃)(?:总|老是?|一直|常|就|天天)?说(?:他|她)?(?:以后|长大|将来|要|想)+"
        ),
        asks=re.compile(
            r"吗[啊呀]?$|吗(?=你|我|[？?])|[呢吧]?[？?]|^(?:你|您)呢|什么(?!都|的$|也)(?<!没什么)|啥(?!都|也)(?<!没啥)|谁(?!都|也)|哪(?!怕|有|会|能|里有|里会|儿有|儿会|都|也)|(?<![好十这那前头后过上跟有了着给带请养喂])几(?=[岁个号月年点口天次只斤米条楼])(?!个?[月天年]前)|多(?=大|高|重|久|远|长|胖)(?!了)|多少(?!钱都)|怎么(?!也|都|样都)|咋(?!都|也)|为何|何时|为啥|(?P<twice>过|吃|喝|会|能|爱|喜|在|是|去|怕)不(?P=twice)"
            r"|要不要|是不是|有没有|会不会|能不能|该不该|好不好|行不行|可不可以|应不应该|(?:爱|吃|去|喜)不(?:爱|吃|去|喜欢)|对吧$|是吧$|对不对$|没错吧$|(?:是|叫|在|属|住|姓).{1,8}还是.{1,8}$|(?<=.{3}[了过得吃能会喝来去])(?:不|没)$|猜猜?$|(?:该|应该|大概|恐怕|不会是).*吧$|^(?!.*[我俺咱]).*(?<![酒网贴书水氧咖餐清])吧$|[^什这那怎要多]么$|(?<=.[了])没$|(?<![对对过])(?:游泳|开车|做饭|喝酒|抽烟)不$|干嘛|何[处物人]|知道(?:不|吗|么)|记得(?:不|吗|么)|还是.+(?:呢|好)$|记得(?:我|吗)|还记(?:得|不)"
            r"|^(?:what|who|where|when|why|how|which|do|does|did|is|are|can|could|will|would|should)\b",
            re.IGNORECASE,
        ),
        order=re.compile(
            r"(?:小[爱度艺杜布美智]\S{0,2}|请|麻烦)?你?(?:快|先|再|就|赶紧|能不能|可以)?(?:帮我?(?!别)|给我(?!们?家)|替我|提醒(?!你)|放(?:一|首|点|个)|打开|关(?:掉|上|了|闭)|播放|播(?=一|首|个)|唱|讲(?:个|一|讲)|来(?:一?首|一?段|一?个(?:故事|笑话))|设(?:置|定|个|一)|调(?:高|低|大|小|到)|定个?(?:闹钟|一)|查(?:一下|查)|搜|念|告诉我|陪我|教我|换(?:一?首|一?个)|别(?!看|墅|的|人)|不要(?!紧)|不许|不准|等我?一?下|等等|停)"
            r"|我(?:就|现在|还|也)?(?:想|要)(?:听|看(?:电视|动画|视频|一|个)|问|知道|跟你|和你|告诉你|你|点|静静|放|睡|吃|喝|上厕所)"
            r"|\b(?:please|turn|play|set|tell|stop|open|call|remind)\b(?=.*)(?<=^......)",
            re.IGNORECASE,
        ),
        undone=re.compile(
            r"(?:马上|这就|一会儿?|等会儿?|待会儿?|等下)(?:就)?(?:回|来|去|到|好|走|睡|说)|^我先|似的$|(?:天天|整天|简直|就)跟.{1,8}一样$|^(?:我)?(?:去|先)(?:洗|上|接|拿|倒|开|吃|睡|忙)(?:个|了|点|一)"
        ),
        joint=re.compile(
            rf"(?<![{NOT_BEFORE_ME}])(?=[我俺](?!们班|这(?!老|腰|腿|膝|胃|脚|眼|耳|血|病|工作)|{ONCE}|可?[吃喝碰沾闻]都|{AT_END})(?!(?:也|都|从来|一直|可|是|现在)*(?:不|[吃喝受碰闻见沾听看]不)(?:吃|喝|碰|沾|看|听|坐|穿|爱|喜欢|行|了|会|得)|一口饭|(?:早就?|已经|都)?戒了)(?!(?:去|到|来)过(?:$|[两几一好]))(?!(?:把|给)?(?:收|放|塞|藏|搁|锁|停|存|压|缝|埋|夹|挂|摆)(?:在|到|进)|家?都有|腿|心里|一个(?:孩子)?(?:$|[，,。])))(?<!\A)"
            rf"|(?<=[^我他她它家们])(?=今年(?:都|才|刚|快|有|满|就)?{number})"
            rf"|(?<=[岁了])(?=就会|就能|还没)|(?<=.{{3}})(?=但(?=是|不|没|还))|(?<=.)(?=就怕|最怕)|(?<=[岁了啦\d一二三四五六七八九十])(?=住在|属[{ANIMALS}])|(?=老家[在是])|(?<=[^在到])(?=现在(?!完成))|(?<=.{{3}})(?=到现在|也不(?:能|会|爱|喜欢|吃|喝|碰))|(?<=.{{4}})(?=老[大二三](?:今年|{number}+岁|上|在|是|叫))|(?<=.{{4}})(?=一个?(?:月|星期|礼拜|周|年)(?:才|就|只)?(?:回|来|去|见))|(?<=.{{4}})(?=(?:耳朵|眼睛|腿脚|身体|膝盖|血压|血糖|心脏|记性|牙口)(?:有点|不|特别|很|高|背|老))|(?<=.{{3}})(?=(?:大家|朋友们?|同学们?|同事们?|家里人|别人)都?(?:叫|喊)我)|(?<=.{{5}})(?=[一两三四]间房|[两三四五六]个人(?:一间)?$)|(?<=睡)(?=(?:早上|早晨|第二天|中午|上午|下午){number}{{1,3}}点)|(?<=..[^我俺他她可也是])(?=一[吃喝碰闻沾]就|一到[^，]{{1,4}}就)|(?<=.{{3}})(?=体重[是有]?{number})|(?<=[研学书班国职])(?=明年|下个月)|(?<=了)(?=要(?:做|动|去)|得(?:去|做))|(?<=.{{4}})(?=每个?(?:周末?|天|月|晚|年)都)|(?<=.{{5}})(?=[五六七八九]斤)|(?<=[^我的他她俺叫])(?=大名叫|小名叫|英文名叫)|(?<=长大)(?=[奶爷爸妈姥外后])|(?<=岁)(?=上(?:[大中小]班|[一二三四五六]年级|[小初高]|幼儿园))|(?<=[好行差弱])(?=有(?:点)?[^，]{{1,6}}(?:病|炎|症|结石|结节|癌))|(?=以前|后来|然后|但是|不过(?!敏)|可是|因为|所以|而且|结果|预产期|今天|昨天|明天(?!的)|愁死|烦死|气死|急死|累死)"
            r"|(?<=.{4})(?=(?:大|小)(?:儿子|女儿|闺女|孙子|孙女))|(?<=.{3}[了啦])(?=该)|(?<=[的了])(?=白天|晚上(?!好)|平时|每天|天天|一天到晚)|(?<=.{4})(?=年底)|(?<=[人岁了的市省])(?=姓[^名什啥]{1,2}$)|(?<=[^我他她它的家们])(?=不叫|不姓)|(?<=[^跟给对比像让叫把被帮陪替问说为当等看听想爱骂夸找认道喜欢是或与和拉到])(?=[他她它](?:教|可|是|也|叫|很|特别|今年|在|不|会|喜欢|住|对|有|还|现在))"
            r"|(?<=.{5}[了啦])(?=自己|去|天天|每天|一个人|从|在|住|一直|平时)|(?<=大[一二三四]|年级|高[一二三])(?=学的)|(?<=[\d岁])(?=住|在)|(?<=[一二三四五六七八九十])(?=住在|在.{2,8}(?:上班|工作|当|教书|做))|(?<=.{3})(?=还养|还有)|(?<=在[\u4e00-\u9fff]{2})(?=人在)|(?<=.{4})(?=一个月(?:\d|[一二三四五六七八九]))|(?<=[了])(?=不(?!起|得|过|是|了))"
        ),
        ended=re.compile(
            rf"不是[^，是。\s]{{1,12}}?(?=(?:而|应该)?是(?!不))|住(?!在){HAN}{{2,6}}?(?=在{HAN}{{2,8}}(?:上班|工作|上学))|(?<=上班)(?=来回|单程|每天|坐)|[叫姓]{HAN}{{1,4}}?(?=今年|上(?:[大中小]班|[一二三四五六]年级|[小初高]|幼儿园)|特别|喜欢|[一二三四五六七八九十]+岁|住在|在{HAN}{{2,8}}(?:上班|工作|读|上学)|属[{ANIMALS}]|今年)|(?<=[是叫]){HAN}{{1,8}}(?=不是(?![吗吧]))"
        ),
        orders_next=re.compile(
            "(?:请|帮我|给我)?(?:播放|打开|放|唱|念|读|关掉|找|搜|搜索|查|删掉|删除|切换到|换成|循环)+"
        ),
        sings=re.compile(r"(?:(?:帮我|给我|你)?(?:唱|播放?|放|念|讲|背|来)(?:一?[首个段]|给|点))"),
        only_begins=re.compile(
            rf"(?:(?:我|俺|咱)(?:们?家)?(?:的|那|这)?[个只条]?(?:{ANYBODY}|爸|妈|哥|姐|弟|妹)?|{ANYBODY}|{TIME}|{PAST}|等(?:到)?(?:我)?[^，]{{1,6}}了(?:以后|之后)?|(?:等)?(?:我)?长大(?:了|以后)?(?:嘛|呢|啊)?|虽然|每逢[^，]{{1,5}}|每个?(?:周|星期|礼拜)[一二三四五六日天末]?|每(?:天|晚|月)|(?:我|俺)(?:呀|啊|呢|嘛)|嗯+|呃+|额+|那个|就是|其实|平时|现在|目前|以前|从小|一直|一般|对了|那|然后|后来|不过|但是|可是|因为|所以|而且|结果|还有|这个)+"
        ),
    )
