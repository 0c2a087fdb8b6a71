"""What somebody can bear, likes, fears, can do and does again and again. Pure."""

# ruff: noqa: E501 - one pattern a line: a table is read across.

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from roleplay_lite.memory.extract.mood import Mood
from roleplay_lite.memory.extract.people import Subject
from roleplay_lite.memory.extract.rule import Rule, Told, rule
from roleplay_lite.memory.extract.words import CLOCK, NUMBER, TAIL, bare
from roleplay_lite.memory.item import SELF
from roleplay_lite.persona.places import place_paths

_ILLS = (
    r"高血压|低血压|血压高|血压低|高血糖|血糖高|低血糖|血脂高|高血脂|尿酸高|高尿酸|痛风|糖尿病|心脏病|冠心病|心律不齐|早搏|脂肪肝|肝炎|乙肝|胃病|胃炎|胃溃疡|肠胃炎|肠炎|阑尾炎|胆结石|肾结石|结石|胆囊炎|哮喘|鼻炎|咽炎|扁桃体发炎|支气管炎|肺炎|湿疹|荨麻疹|牛皮癣|"
    r"关节炎|风湿(?:病|性关节炎)?|类风湿|颈椎病|腰椎间盘突出|腰间盘突出|腰突|滑膜炎|骨质疏松|骨刺|半月板损伤|腱鞘炎|静脉曲张|痔疮|贫血|白血病|甲亢|甲减|甲状腺结节|结节|囊肿|肌瘤|癌症|[肺胃肝肠乳腺]{1,2}癌|肿瘤|中风|脑梗|脑血栓|偏瘫|帕金森|老年痴呆|阿尔茨海默|癫痫|抑郁症|焦虑症|强迫症|躁郁症|双相|自闭症|多动症|失眠症?|神经衰弱|偏头痛|耳鸣|耳背|耳朵背|青光眼|白内障|散光|近视|弱视|色盲|色弱|老花眼?|干眼症|飞蚊症|"
    r"乳糖不耐受?|乳糖不耐|晕车|晕船|晕血|过敏性鼻炎|地中海贫血|蚕豆病|智齿发炎|龋齿|蛀牙|多囊|子宫肌瘤|怀孕|二胎"
)
_PART = r"(?:左|右)?(?:腰椎?|颈椎|胃|肠胃|心脏|肝|肾|肺|膝盖|腿|腿脚|脚|胳膊|肩膀|眼睛|视力|耳朵|听力|嗓子|牙|牙口|牙齿|皮肤|身体|记性|睡眠|血管|关节|背|手|骨头|气管|肝功能|免疫力|肺活量|前列腺)"
_VERB = "看|听|玩|画|打|钓|跑|唱|读|写|做|弹|骑|爬|逛|拍|跳|学|练|养|收集|下|踢|游|滑|睡|旅|摄|织|种|喝|吃|抽|追|去|吹|拉|嗑|刷|泡|晒"
_ABILITY = (
    r"游泳|开车|开[^会门心始玩]|弹|唱(?!歌给)|跳舞|跳[^起了]|画|说[^话不你我他她的]|讲[^你我他她话]+[语话]|做[^人事梦到了你我]|烧菜|炒菜|写[^你信完]|骑|打[^你我扰电算不]|下棋|下[^雨雪去来班课周个]|滑雪|滑冰|溜冰|轮滑|拉[^你肚我]|吹[^牛]|编程|编[^辑]|修[^改]|擀|包饺子|包[^容你我]|武术|功夫|魔术|变魔术|"
    r"日语|英语|法语|德语|韩语|西班牙语|俄语|粤语|手语|织|缝|剪|理发|按摩|针灸|钓|种|泡茶|调酒|摄影|拍|用[^你我]|吉他|钢琴|围棋|象棋|麻将|速记|心算|背"
)
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
        rule("allergic", "allergy", r"对(?P<v>[^，]{1,16}?)(?:都|也|会|严重|特别|有点儿?|有|不|很|轻微)*过敏(?P<x>[^，]{0,10})$", make=_allergy),
        rule("allergic-to", "allergy", rf"(?:会|不)?过敏(?P<v>[^，的史药源体性反了]{{2,5}}?){TAIL}", 0.85),
        rule("allergy", "allergy", r"(?P<v>[^，对会是的有我你他她不没]{1,8}?)(?:严重|重度|轻度)?过敏(?P<x>[^，]{0,4})$", make=_allergy),
        rule("swells", "allergy", r"(?:一)?(?:吃|喝|碰|闻|沾)(?:了|到)?(?:一点)?(?P<v>(?!一|口)[^，就会了]{1,8}?)(?:了)?就(?:会|要)?(?:过敏|起疹子|起红疹|长疹子|全身痒|浑身痒|拉肚子|喘不上气|肿)", 0.95),
        rule("ill", "health", rf"(?:有|得了|得过|患有?|查出(?:来)?(?:了)?(?:有)?|确诊(?:了)?|是|犯了?|患了|得的是)?(?:点|些|轻微的?|严重的?|轻度|重度|中度|先天性|慢性|老)?(?P<v>(?:{_ILLS}))(?P<x>[^，]{{0,12}})$", make=_ill),
        rule("weak", "health", rf"(?:的)?(?P<v>{_PART}(?:一直|老|都|总|也|特别|有点儿?|天生|最近|越来越|不太|不大|不怎么)?(?:不好|不行|差|弱|疼|有毛病|有(?:点)?问题|不灵便|不利索|背|花|酸|发炎|退化|动过手术|做过手术|开过刀|受过伤|骨折过|断过))(?P<x>[^，]{{0,10}})$", make=_weak),
        rule("pressure", "health", rf"(?:的)?(?P<v>(?:血压|血糖|血脂|尿酸|胆固醇|心率|转氨酶)(?:有点儿?|一直|偏|很|太|老|都)*(?:高|低|快)){TAIL}"),
        rule("sight", "health", rf"(?P<v>近视(?:{NUMBER}度|眼)?|散光|远视)(?P<x>[^，]{{0,8}})$", make=_ill),
        rule("surgery", "health", rf"(?P<v>(?:{_PART})?(?:动|做|开)过[^，]{{0,6}}(?:手术|刀|支架|搭桥)|装(?:了|过)(?:支架|起搏器|假牙))", 0.95),
        rule("medicine", "health", rf"(?:得|要|在|一直)*(?P<v>吃(?:着)?[^，]{{0,4}}(?:降压药|降糖药|胰岛素|药)|打胰岛素|吃中药){TAIL}", 0.8, make=_medicine),
        rule("fears", "fears", rf"(?:胆子?小)?(?:害怕|怕|恐惧)(?P<v>[^，了]{{1,8}}?)(?:的)?{TAIL}", 0.95, make=_fear),
        rule("phobia", "fears", rf"(?:有)?恐(?P<v>高|水|血|黑|飞|狗|婚|龙|艾)(?:症)?{TAIL}"),
        rule("phobia-2", "fears", rf"(?:有)?(?P<v>密集|幽闭|深海|巨物|尖锐|社交)恐惧(?:症)?{TAIL}"),
        rule("dislikes", "dislikes", rf"(?:讨厌|厌恶|受不了|恨|烦(?!恼|死|了|躁)|嫌弃|不待见|看不惯)(?P<v>[^，了]{{1,14}}?){TAIL}", 0.95, make=_dislike),
        rule("most-likes", "likes", rf"(?:的)?(?:最)?(?:喜欢|爱|favou?rite)的(?P<k>[^，是]{{0,6}}?)(?:就)?是(?P<v>[^，]{{1,16}}?){TAIL}", make=_favourite),
        rule("likes", "likes", rf"(?:喜欢|热爱|爱好是|爱好|迷上了?|痴迷于?|钟爱|偏爱|爱(?=(?:{_VERB}|[\u4e00-\u9fff]{{2,5}}$)))(?:的是|上了?)?(?P<v>[^，了]{{1,18}}?){TAIL}", make=_like),
        rule("fan", "likes", rf"(?:的)?(?:偶像|爱豆|本命)(?:就)?是(?P<v>[^，]{{1,12}}?){TAIL}", 0.9),
        rule("hobby", "likes", rf"(?:的)?(?:爱好|兴趣|业余爱好)(?:就)?(?:是|有)(?P<v>[^，]{{1,14}}?){TAIL}", make=_like),
        rule("veg", "diet", rf"(?:信佛)?(?:初一十五)?(?:是)?(?P<v>吃素|吃全素|吃斋|信佛吃素|素食|吃清真|清真|戒糖|控糖|低碳|忌口|生酮|吃蛋奶素)(?:的|主义)*{TAIL}", make=_diet),
        rule("cannot-eat", "diet", rf"(?:吃|喝|沾|碰|闻)不了(?P<v>[^，]{{1,8}}?){TAIL}", make=_cannot),
        rule("eats-not", "diet", rf"(?:能|可以|敢|爱|太能|太敢|怎么)?(?P<w>吃|喝|碰|沾)(?P<v>[^，了过着完饱到醋惊亏苦药你我他饭东]{{1,10}}?)(?:的)?{TAIL}", make=_diet_not),
        rule("fronted", "diet", rf"(?P<v>[^，我你他她它不也都是]{{1,8}}?)(?:都|也|从来|一点)*(?:不(?:能)?(?P<w>吃|喝|碰|沾)|(?P<w2>吃|喝|碰|沾)不(?:了|得)|(?P<w3>吃|喝|碰|沾)不习惯)(?:的)?{TAIL}", 0.9, make=_fronted),
        rule("craves", "likes", rf"(?:(?:都|得|要|必须)*有|离不开|无|没有?)(?P<v>[^，没]{{1,4}}?)(?:不欢|{TAIL})", make=_craves),
        rule("sport", "habit", rf"(?P<v>跑步|夜跑|晨跑|游泳|健身|撸铁|打球|打篮球|打羽毛球|打乒乓球|踢球|瑜伽|练瑜伽|跳绳|跳广场舞|爬山|骑车|散步|遛弯|打太极){TAIL}", make=_sport),
        rule("alarm", "wakes", rf"(?:的)?闹钟(?:都)?(?:定|设|是)(?:在|的|了|的是)*(?P<v>{CLOCK}){TAIL}", 0.9),
        rule("drinks-no-more", "habit", rf"(?P<v>抽烟|吸烟|喝酒|熬夜|打牌|打麻将|赌博|喝奶茶|喝可乐)(?:的)?{TAIL}", make=_vice),
        rule("gave-up", "habit", rf"戒(?:了|掉)?(?P<v>烟酒|烟|酒|糖|奶茶|咖啡|可乐|赌|网|游戏)(?:了)?{TAIL}", make=_gave_up),
        rule("can", "skill", rf"(?:可)?(?:会|擅长|精通|拿手的是|特长是|学会了)(?:一点儿?|点|些)?(?P<v>(?:{_ABILITY})[^，了过你您我给来]{{0,8}}?)(?:一点|一些|的)?{TAIL}", make=_can),
        rule("does-well", "skill", rf"(?P<v>[^，得我你他她]{{1,6}}?)(?:吹|弹|拉|打|唱|跳|画|写|下|做|说|踢|游|跑|滑|烧|炒)?得(?:特别|可|很|挺|非常|真|老|超)?(?:好|棒|厉害|溜|不错|好吃)(?:了)?{TAIL}", make=_does_well),
        rule("skilled", "skill", rf"(?:的)?(?:擅长|特长是|精通|拿手的?是|拿手菜是|强项是)(?P<v>[^，]{{1,10}}?){TAIL}", 0.95),
        rule("wakes", "wakes", rf"(?P<v>(?:早上|早晨|凌晨|清晨|中午|上午)?{CLOCK})(?:就|才|准时|左右|必须|要|得|会|都)*(?:起来?|起床|醒|就醒)(?P<x>[^，]*)$", make=_wakes),
        rule("sleeps", "sleeps", rf"(?P<v>(?:晚上|夜里|半夜|凌晨|深夜)?{CLOCK})(?:就|才|准时|左右|要|得|必须|都)*(?:睡觉?|上床|入睡|睡下)(?P<x>[^，]*)$", make=_wakes),
        rule("commute", "commute", rf"(?:是)?(?P<v>(?:坐|骑|开|走|挤|乘|搭|打|步行|走路|开车|骑车|拼车)[^，去上]{{0,8}}?)(?:去|来)?(?:上下?班|上学|公司|通勤|单位)(?:的)?{TAIL}", make=_commute),
        rule("studies", "studies", rf"(?:在|正在|开始|最近在|报(?:了)?(?:个|班)?)(?:自)?(?:学习?|练习?)(?P<v>[^，过会到了]{{1,12}}?){TAIL}", make=_studies),
        rule("took-up", "studies", rf"学(?P<v>[^，过会到了我你完好生校的坏乖]{{1,8}}?)(?:学)?(?:了)?(?:{NUMBER}(?:多)?(?:年|个月)|好?几年|半年|半年多)?{TAIL}", make=_took_up),
        rule("class", "studies", rf"报了(?:个|一个)?(?P<v>[^，了]{{1,8}}?)(?:培训)?班{TAIL}", 0.9, denies=False),
        rule("class-2", "studies", rf"报了(?:个|一个)?[^，了学]{{2,6}}学?学(?P<v>[^，了校]{{2,6}}?){TAIL}", 0.9, denies=False),
        rule("exam", "studies", rf"(?:在|正在|正)?(?P<v>(?:备考|考)(?:研究生|研|公务员|公|驾照|驾驶证|编制?|教资|教师资格证|雅思|托福|[A-Za-z]{{2,6}}|[^，了过上]{{1,4}}证)){TAIL}", 0.9, denies=False, make=_exam),
        rule("dream-is", "dream", rf"(?:的)?(?:梦想|理想|愿望|心愿|人生目标)(?:就)?是(?P<v>[^，]{{2,20}}?){TAIL}", denies=False),
        rule("dream", "dream", rf"(?:长大(?:了|以后|后)?|将来|以后|这辈子|有朝一日|有一天|一直|从小就?|做梦都|特别)*(?:最)?(?:想|梦想着?|希望能?|渴望)(?:要)?(?P<v>(?:去?当|成为|做(?=一名|一个)|开(?=一?家|个|自己)|去(?=[^，]{{2,10}}(?:看看|旅行|旅游|生活|留学))|环游|考(?=上|研|博|公|[^，]{2,8}(?:大学|学院))|写(?=一本|本|小说)|拥有|养(?=一?[只条])|买(?=一?[套栋])|出(?=国|书)|创业|减肥|移民)[^，]{{0,18}}?){TAIL}", 0.9, make=_dream),
        rule("grown", "dream", rf"(?:长大(?:了|以后|后)?|将来)(?:就)?(?:想|要)(?P<v>[^，]{{2,14}}?){TAIL}", 0.9),
        rule("never-did", "event", rf"(?P<v>(?:坐|吃|喝|看|见|玩|谈|出|用|住|骑|开|打|学|抽)过[^，过了你我他她]{{1,8}}?){TAIL}", make=_never_did),
        rule("been-to", "been_to", rf"(?:去|到|来|游)过(?:了)?(?P<n>{NUMBER}(?:次|趟|回)|好几[次趟回]|很多次)?(?P<v>[^，的了]{{1,12}}?)(?:玩|旅游|旅行|出差|留学|几次|好几次|(?:{NUMBER})(?:次|趟|回)|很多次)*{TAIL}", make=_been),
    )  # fmt: skip


def _allergy(found: re.Match[str], mood: Mood, subject: Subject) -> Iterator[Told]:
    value = re.sub(r"^(?:有|是|吃|喝|闻|碰)", "", bare(found["v"]))
    value = re.sub(r"(?:都|也|会|严重|特别|有点儿?|很|轻微)+$", "", value)
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
    yield Told(predicate="health", object=value, positive=mood.positive, confidence=0.95)


def _weak(found: re.Match[str], mood: Mood, subject: Subject) -> Iterator[Told]:
    value = bare(found["v"])
    lasting = re.search(r"一直|老|都|总|天生|不好|不行|差|弱|毛病|问题|背|花|不灵便|不利索|退化|过|断过", value)
    if not mood.positive or not lasting or re.search(r"^(?:今天|现在|这会儿|刚)", mood.time):
        return
    if re.search(r"^身体(?:不好|不行)?", value) and subject.who == SELF and "一直" not in value and "不好" not in value:
        return
    yield Told(predicate="health", object=value, confidence=0.95)


def _medicine(found: re.Match[str], mood: Mood, subject: Subject) -> Iterator[Told]:
    if mood.each or re.search("降压|降糖|胰岛素", found["v"]):
        yield Told(predicate="health", object=bare(found["v"]), positive=mood.positive, confidence=0.85)


def _fear(found: re.Match[str], mood: Mood, subject: Subject) -> Iterator[Told]:
    value = bare(found["v"])
    if (
        subject.home
        or not value
        or _MOMENT.match(value)
        or re.search(r"[我你他她]", value)
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
    if not value or _NO_LIKING.search(value) or subject.home or re.match(r"[我我们]$", value):
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
    if not value or _NO_LIKING.search(value) or re.search("[我你]", value):
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


def _vice(found: re.Match[str], mood: Mood, subject: Subject) -> Iterator[Told]:
    if mood.time and mood.positive:
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
    if subject.home or mood.time or re.search(r"[我你他她]|起来|下去|死|完", value):
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
    then = re.match(r"(?:了|来|来了)?(?P<h>(?:去|就去|然后)[^，]{2,12}?)" + TAIL, found["x"])
    if then and mood.each:
        yield Told(predicate="habit", object=bare(re.sub("^(?:就|然后)", "", then["h"])), confidence=0.85)


def _commute(found: re.Match[str], mood: Mood, subject: Subject) -> Iterator[Told]:
    value = bare(found["v"])
    once = re.search(r"今天|昨|明|前天|后天|下", mood.time)
    if value and not once and re.search(r"车|地铁|路|公交|班车|轻轨|步行|摩托|船|电驴", value):
        yield Told(predicate="commute", object=value, positive=mood.positive, confidence=0.95)


def _studies(found: re.Match[str], mood: Mood, subject: Subject) -> Iterator[Told]:
    value = bare(found["v"])
    if value and not re.match(r"校|习$|着|做人|的", value) and not re.search("[你他她]|我们?", value):
        yield Told(predicate="studies", object=value, positive=mood.positive, confidence=0.95)


def _took_up(found: re.Match[str], mood: Mood, subject: Subject) -> Iterator[Told]:
    value = bare(found["v"])
    known = re.search(
        r"[语琴舞画鼓车棋球]$|英语|日语|法语|吉他|二胡|古筝|小提琴|编程|Python|架子鼓|游泳|书法|国画|素描|跆拳道|武术|瑜伽|唱歌|跳舞|主持|象棋|围棋|轮滑|乐高|奥数",
        value,
    )
    if known and (mood.over or mood.now or re.search(r"年|月|了", mood.core) or mood.each):
        yield Told(predicate="studies", object=value, positive=mood.positive, confidence=0.85)


def _dream(found: re.Match[str], mood: Mood, subject: Subject) -> Iterator[Told]:
    value = bare(found["v"])
    if not mood.time and not re.search("[你您]", value):
        yield Told(predicate="dream", object=value, positive=mood.positive, confidence=0.9)


def _been(found: re.Match[str], mood: Mood, subject: Subject) -> Iterator[Told]:
    value = bare(found["v"])
    place = place_paths(value) or re.search(r"[山海城湖岛国州边原漠园寺]$|迪士尼|西藏|故宫|长城|医院", value)
    if not place or re.search(r"[我你他她]|家$", value) or value.endswith("医院"):
        return
    for one in re.split(r"、|和|还有|跟", value):
        yield Told(predicate="been_to", object=one, positive=mood.positive, confidence=0.95)


def _does_well(found: re.Match[str], mood: Mood, subject: Subject) -> Iterator[Told]:
    value = bare(re.sub(r"^(?:也|都|可|就)", "", found["v"]))
    verbs = re.search(r"(吹|弹|拉|打|唱|跳|画|写|下|做|说|踢|游|跑|滑|烧|炒)得", found.group())
    if verbs and value and mood.positive and not mood.time and not re.search("今天|这次|刚", value):
        yield Told(predicate="skill", object=value, confidence=0.85)


def _exam(found: re.Match[str], mood: Mood, subject: Subject) -> Iterator[Told]:
    if re.match("在|正|备考", mood.core) and not mood.over:
        yield Told(predicate="studies", object=found["v"], confidence=0.9)


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


def _sport(found: re.Match[str], mood: Mood, subject: Subject) -> Iterator[Told]:
    if mood.each or mood.over or mood.now:
        yield Told(predicate="habit", object=found["v"], positive=mood.positive, confidence=0.85)


def _never_did(found: re.Match[str], mood: Mood, subject: Subject) -> Iterator[Told]:
    """「我爸妈这辈子都没坐过飞机」."""
    ever = re.search("从来|从没|这辈子|长这么大|一次(?:都|也)|到现在|至今", subject.rest)
    if ever and not mood.positive:
        yield Told(predicate="event", object=found["v"], positive=False, confidence=0.85)
