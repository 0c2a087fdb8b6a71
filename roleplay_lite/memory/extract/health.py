"""What somebody cannot bear and what ails them. Pure."""

# ruff: noqa: E501 - one pattern a line: a table is read across.

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from roleplay_lite.memory.extract.mood import Mood
from roleplay_lite.memory.extract.rule import Rule, Told, rule
from roleplay_lite.memory.extract.subjects import Subject
from roleplay_lite.memory.extract.words import NUMBER, TAIL, bare
from roleplay_lite.memory.item import SELF

_ILLS = (
    r"中过风|中了风|老寒腿|关节病|三高|洁癖|拖延症|过敏体质|敏感肌|灰指甲|脚气|扁平足|驼背|脱发|斑秃|鼻窦炎|神经性皮炎|高血压|低血压|血压高|血压低|高血糖|血糖高|低血糖|血脂高|高血脂|尿酸高|高尿酸|痛风|糖尿病|心脏病|冠心病|心律不齐|早搏|脂肪肝|肝炎|乙肝|胃病|胃炎|胃溃疡|肠胃炎|肠炎|阑尾炎|胆结石|肾结石|结石|胆囊炎|哮喘|鼻炎|咽炎|扁桃体发炎|支气管炎|肺炎|湿疹|荨麻疹|牛皮癣|"
    r"关节炎|风湿(?:病|性关节炎)?|类风湿|颈椎病|腰椎间盘突出|腰间盘突出|腰突|滑膜炎|骨质疏松|骨刺|半月板损伤|腱鞘炎|静脉曲张|痔疮|贫血|白血病|甲亢|甲减|甲状腺结节|结节|囊肿|肌瘤|癌症|[肺胃肝肠乳腺]{1,2}癌|肿瘤|中风|脑梗|脑血栓|偏瘫|帕金森|老年痴呆|阿尔茨海默|癫痫|抑郁症|焦虑症|强迫症|躁郁症|双相|自闭症|多动症|失眠症?|神经衰弱|偏头痛|耳鸣|耳背|耳朵背|青光眼|白内障|散光|近视|弱视|色盲|色弱|老花眼?|干眼症|飞蚊症|"
    r"乳糖不耐受?|乳糖不耐|晕车|晕船|晕血|过敏性鼻炎|地中海贫血|蚕豆病|智齿发炎|龋齿|蛀牙|多囊|子宫肌瘤|怀孕"
)
PART = r"(?:左|右)?(?:腰椎?|胯骨?|手指头?|肋骨|锁骨|脚趾头?|大脚趾|脚后跟|小腿|大腿|胯|脖子|眼神|门牙|胃里|小拇指|大拇指|颈椎|胃|肠胃|心脏|肝|肾|肺|膝盖|膝关节|脚踝|手腕|颈|右腿|左腿|腿|腿脚|脚|胳膊|肩膀|眼睛|视力|耳朵|听力|嗓子|牙|牙口|牙齿|皮肤|身体|记性|睡眠|血管|关节|背|手|骨头|气管|肝功能|免疫力|肺活量|前列腺|甲状腺|乳腺|子宫|卵巢|胆囊?|脾胃?|肠道|脊椎|尾椎|髋关节?|股骨头|半月板|韧带|鼻子|扁桃体|牙龈|头皮|指甲)"


@cache
def rules() -> tuple[Rule, ...]:
    """The table."""
    return (
        rule("allergic", "allergy", r"对(?P<v>[^，]{1,16}?)(?:都|也|会|严重|特别|有点儿?|有|不|很|轻微)*过敏(?P<x>[^，]{0,10})$", make=_allergy),
        rule("allergic-to", "allergy", rf"(?:会|不)?过敏(?P<v>[^，的史药源体性反了]{{2,5}}?){TAIL}", 0.85),
        rule("allergy", "allergy", r"(?:有|是|对|就)?(?P<v>[^，对会是的有我你他她不没]{1,8}?)(?:严重|重度|轻度)?过敏(?P<x>[^，]{0,4})$", make=_allergy),
        rule("intolerant", "allergy", rf"对(?P<v>[^，]{{1,8}}?)(?:严重|有点)?不耐受{TAIL}", 0.95),
        rule("tested", "allergy", rf"(?P<v>[^，]{{2,6}}?)(?:皮试|过敏原|测出来)(?:是)?阳性{TAIL}", 0.9),
        rule("swells", "allergy", r"(?:一)?(?:吃|喝|碰|闻|沾)(?:了|到)?(?:一点)?(?P<v>(?!一|口)[^，就会了]{1,8}?)(?:了)?(?:脸|嘴巴?|舌头|喉咙|身上|全身|浑身|嗓子|皮肤|胳膊)?(?:就会|就要|就|会|(?=身上|全身|浑身|嘴|嗓子|脸))(?:过敏|[^，]{0,4}(?:起|长|出|冒)(?:了)?(?:一身|满身)?(?:红)?(?:疹|疙瘩|包|痘|红斑|风团)|(?:全身|浑身|身上|嘴|嗓子|脸)?(?:发)?痒|麻|刺挠|拉肚子|喘不上气|喘|(?:嘴|脸|嗓子|眼睛)?肿|打喷嚏|上吐下泻|送医院)", 0.95),
        rule("ill", "health", rf"(?:有|得了|得过|患有?|查出(?:来)?(?:了)?(?:有)?|确诊(?:了)?|是|犯了?|患了|得的是)?(?:点|些|轻微的?|严重的?|轻度|重度|中度|高度|先天性|慢性|老)?(?P<v>(?:{_ILLS}))(?P<x>[^，]{{0,12}})$", make=_ill),
        rule("weak", "health", rf"(?:的)?(?P<v>{PART}(?:一直|老|都|总|也|特别|有点儿?|天生|最近|越来越|不太|不大|不怎么)?(?:不好|不济|不中用|(?:不太|不大|不怎么|不)(?:好使|好|行|灵光|灵|清楚|利索|方便)|听不清|看不清|不行|差|弱|疼|有毛病|有(?:点)?问题|不灵便|不利索|背|花|酸|发炎|退化|动过手术|做过手术|做了手术|动了手术|有旧伤|有伤|开过刀|受过伤|骨折过|断过))(?P<x>[^，]{{0,10}})$", make=_weak),
        rule("part-has", "health", rf"(?:这)?{PART}(?:上|里)?有(?:个|点|些|一个)?(?:小)?(?P<v>{_ILLS}|结节|囊肿|息肉|结石|阴影|积液|积水|炎症|增生){TAIL}", 0.95),
        rule("part-ill-2", "health", rf"(?:的)?{PART}(?:有)?(?:点|些)?(?P<v>{_ILLS}){TAIL}", 0.95),
        rule("part-ill", "health", rf"(?:这)?(?:左|右)(?:眼|耳|腿|手|脚|肩|肾|肺)(?:有)?(?P<v>{_ILLS}){TAIL}", 0.95),
        rule("disease", "health", r"(?:有|得了|得过|得的(?:是)?|患有?|患上了?|查出(?:来)?(?:了)?(?:有)?|确诊(?:了)?|犯了?|落下了?|是)(?:点|些|个|轻微的?|严重的?|遗传性?的?|慢性)?(?P<v>(?!个?毛病|[这那什]|[^，]{{0,4}}恐惧症|职业病|心病|相思病|公主病|通病|神经病|有病)[^，的了我你他]{1,8}(?:病|炎|症|癌|瘤|综合征|结石|结节|息肉|增生|突出|积液|过低|过高|不足|障碍))(?P<x>[^，]{0,10})$", 0.9, make=_ill),
        rule("maimed", "health", rf"(?:的)?(?P<v>(?:{PART}|右耳|左耳|右眼|左眼|右手|左手|右腿|左腿|单眼|一只眼|一条腿|一只耳朵)(?:里头?|上|下|里面)?(?:失聪|失明|骨折|截肢|瘫痪|骨裂|听不见|看不见|聋了?|瞎了?|瘸了?|残疾|刚拆石膏|打着?石膏|打过钢[钉板]|搭过桥|(?:装|放|植|镶|换)(?:了|过|的)?[^，]{{1,6}}|有旧伤|落下了?毛病))(?P<x>[^，]{{0,6}}){TAIL}", 0.9),
        rule("expecting", "health", rf"(?P<v>怀(?:了|着|上了?)?(?:孕|二胎|三胎|双胞胎|龙凤胎|老二|老三|宝宝|孩子|娃)|怀上了?(?=$)|怀着呢?(?=$))(?:都|快|已经|有)?[^，]{{0,8}}{TAIL}", 0.95),
        rule("with-child", "health", rf"(?:的)?肚子里(?:有|怀)(?:了|着)?(?P<v>(?:小)?(?:宝宝|孩子|娃|弟弟|妹妹))(?:了|啦)*{TAIL}", make=_with_child),
        rule("in-bad-weather", "health", rf"一(?:变天|下雨|累|着凉|换季|阴天|到冬天)(?P<v>{PART}就(?:疼|酸|痛|犯|难受)){TAIL}", 0.9),
        rule("operated", "health", rf"(?:动|做)了(?:个)?(?P<v>[^，]{{2,8}}手术){TAIL}", make=_operated),
        rule("milk", "health", rf"(?P<v>(?:喝|吃)(?!了)[^，]{{1,6}}(?:就|会|就会)?(?:拉肚子|胃疼|胃胀|反酸|难受|睡不着|脸红|上脸|头疼|心慌|上头|过敏|起疹子)){TAIL}", 0.8, denies=False),
        rule("recovered", "health", rf"(?:的)?(?P<v>病好(?:利索)?了?|身体恢复了?){TAIL}", 0.85),
        rule("pills", "health", rf"(?:全)?(?:靠|得吃|一直吃|天天吃)(?P<v>安眠药|止痛药|降压药|抗抑郁药|褪黑素)(?:顶着|撑着|维持)?{TAIL}", 0.8),
        rule("well", "health", rf"(?:的)?(?P<v>身体(?:还|一直|很|特别|挺|倍儿)?(?:棒|硬朗|结实|健康)(?:着呢|得很)?|没病没灾|耳不聋眼不花|无病无灾){TAIL}", 0.85),
        rule("walks-badly", "health", rf"(?P<v>(?:走路|腿脚|说话|吃饭|喘气)(?:还|有点|一直)?(?:瘸|跛|一瘸一拐|不利索|不方便|费劲|结巴|不灵便|要拄拐|得拄拐|坐轮椅)|坐轮椅|拄拐杖?|戴助听器|戴着?假牙|瘫痪在床|卧床不起|坐月子){TAIL}", 0.85),
        rule("glasses", "health", rf"(?:的)?(?:左眼|右眼|眼睛|近视|眼镜)?(?:近视|度数)(?P<v>{NUMBER}(?:多)?度?)[^，]*$", 0.85),
        rule("pressure", "health", rf"(?:的)?(?:查出来?|测出来?|体检)?(?P<v>(?:血压|血糖|血脂|尿酸|胆固醇|心率|转氨酶)(?:有点儿?|一直|偏|很|太|老|都)*(?:高|低|快))(?:得控制|要控制|[^，]{{0,5}}){TAIL}"),
        rule("sight", "health", rf"(?P<v>近视(?:{NUMBER}度|眼)?|散光|远视)(?P<x>[^，]{{0,8}})$", make=_ill),
        rule("surgery", "health", rf"(?P<v>(?:{PART})?(?:动|做|开)过[^，]{{0,6}}(?:手术|刀|支架|搭桥|剖腹产|化疗|放疗|透析|移植)|装(?:了|过)(?:支架|起搏器|假牙))", 0.95),
        rule("medicine", "health", rf"(?:得|要|在|一直)*(?P<v>吃(?:着)?[^，]{{0,4}}(?:降压药|降糖药|胰岛素|药)|打胰岛素|吃中药)(?:打了[^，]*|吃了[^，]*年[^，]*)?{TAIL}", 0.8, make=_medicine),
    )  # fmt: skip


def _allergy(found: re.Match[str], mood: Mood, subject: Subject) -> Iterator[Told]:
    value = re.sub(r"^(?:有|是|吃|喝|闻|碰|就|对)", "", bare(found["v"]))
    value = re.sub(r"(?:都|也|会|严重|特别|有点儿?|很|轻微)+$", "", value)
    if not subject.who and len(value) > 4 and not found.group().startswith("对"):
        return
    if value.endswith("容易"):
        yield Told(predicate="health", object=f"{value}过敏", positive=mood.positive, confidence=0.85)
        return
    if not value or re.search(r"[我你他她它这那]|什么|性$", value) or re.match(r"(?:性|体质|源|药|季|症)", found["x"]):
        return
    positive = mood.positive and not re.search(r"不过敏", found.group())
    for one in re.split(r"、|和|还有|以及|跟", value):
        if one:
            yield Told(predicate="allergy", object=bare(one), positive=positive)


def _ill(found: re.Match[str], mood: Mood, subject: Subject) -> Iterator[Told]:
    value = bare(found["v"])
    if re.match(r"的(?!$|了)|患者|药|科|专家|医生|手术|知识|疫苗", found["x"]) or subject.home:
        return
    over = bool(re.match("(?:已经|都|早就|也)?(?:全)?(?:好|没|治好|痊愈|好利索)了", found["x"]))
    yield Told(predicate="health", object=value, positive=mood.positive and not over, over=over, confidence=0.95)


def _weak(found: re.Match[str], mood: Mood, subject: Subject) -> Iterator[Told]:
    value = bare(found["v"])
    lasting = re.search(
        r"一直|老|都|总|天生|不好|不太好|不大好|不怎么好|不济|不中用|不行|差|弱|毛病|问题|背|花|好使|灵|清|方便|利索|不灵便|不利索|好使|灵|清|方便|利索|退化|过|断过",
        value,
    )
    if not mood.positive or not lasting or re.search(r"^(?:今天|现在|这会儿|刚)", mood.time):
        return
    if re.search(r"^身体(?:不好|不行)?", value) and subject.who == SELF and "一直" not in value and "不好" not in value:
        return
    yield Told(predicate="health", object=value, confidence=0.95)


def _medicine(found: re.Match[str], mood: Mood, subject: Subject) -> Iterator[Told]:
    if mood.each or re.search("降压|降糖|胰岛素", found["v"]):
        yield Told(predicate="health", object=bare(found["v"]), positive=mood.positive, confidence=0.85)


def _with_child(found: re.Match[str], mood: Mood, subject: Subject) -> Iterator[Told]:
    if mood.positive:
        yield Told(predicate="health", object="怀孕", confidence=0.95)


def _operated(found: re.Match[str], mood: Mood, subject: Subject) -> Iterator[Told]:
    """「我妈做了白内障手术」; one without a name is an event."""
    value = bare(found["v"])
    if mood.positive and not mood.time and re.search(rf"{_ILLS}|{PART}|搭桥|支架", value):
        yield Told(predicate="health", object=value, confidence=0.9)
