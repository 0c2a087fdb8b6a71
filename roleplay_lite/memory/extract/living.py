"""How somebody lives: home, work, school, marriage, the household, its animals and things. Pure."""

# ruff: noqa: E501 - one pattern a line: a table is read across.

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from roleplay_lite.memory.extract.mood import Mood
from roleplay_lite.memory.extract.people import ANYBODY, PETS, Subject, canonical
from roleplay_lite.memory.extract.rule import Rule, Told, rule
from roleplay_lite.memory.extract.words import HAN, NUMBER, TAIL, bare, unmeasured
from roleplay_lite.persona.jobs import names_work
from roleplay_lite.persona.places import find_places, place_paths

_HERE = r"(?:的|那边|那儿|这边|这儿|那里|这里|那块儿?|去|来|附近)*"
_GRADE = r"(?:小学|初中|高中|大学)?(?:[一二三四五六七八九\d]年级|[初高大研博][一二三四五]|(?:幼儿园)?(?:小班|中班|大班|托班|学前班)|幼儿园|小学|初中|高中|中专|大专|职高|本科|研究生|博士)"
_NO_PLACE = re.compile(
    r"^(?:一起|院|校|的|得|过|着|不|嘴|口|哪|几|了|进|满|下|酒店$|宾馆|我|你|他|她|隔壁$|一块|几天|一阵|一段|自己|这么|那么|外面$|单间|一个人)|我|你"
)
_NO_WORK = re.compile(
    r"^(?:家$|外面?$|那$|这$|哪|我|你|他|一(?!家)|想|看|说|公司$|单位$|上面|里面|努力|认真|好好)|的时候|时$|过程|路上"
)
_JOBS = re.compile(
    r"(?:审计|会计|出纳|文员|前台|财务|行政|人事|HR|运营|产品经理|前端|后端|测试|UI|采购|物流|月嫂|育儿嫂|护工|电工|焊工|水电工|瓦工|木工|油漆工|骑手|代驾|博主|主播|个体户|包工头|村支书|乘务员|收银|库管|仓管|质检|保安|保洁|环卫工?|船员|海员|矿工|司仪|摄像|调音师|兽医|驯兽师|志愿者|社工|辅警|城管|警嫂)$",
    re.IGNORECASE,
)


def _work(text: str) -> float:
    """How sure it is that it names work."""
    return 1.0 if _JOBS.search(text) else names_work(text)


_JOB_AT = rf"在(?P<w>[^，在]{{2,14}}?)(?:里|上|那边|那儿)?(?:当|做|干|任|担任)(?:了)?(?:一)?(?:个|名|位)?(?P<v>[^，过了]{{2,10}}?)(?:的工作|这行|工作)?(?:{NUMBER}(?:多)?年|好几年|几年)?{TAIL}"
_SOME = rf"(?:一|两|俩|仨|{NUMBER}|好几|几|好多)?(?:个|位|只|条|头|匹|窝|缸|对|群|口|盆)?"
_KIN_HAD = rf"(?:兄弟姐妹|{ANYBODY}|姐妹|兄弟|兄妹|姐弟|孩子|小孩|娃|儿女|子女|二胎|女儿|儿子|闺女|妈|爸|哥|姐|弟|妹|对象|老公|老婆|家室|男朋友|女朋友)"
_THINGS = r"车|房子?|房产|公寓|别墅|钢琴|吉他|电脑|笔记本|手机|平板|相机|单反|无人机|摩托车?|电动车|自行车|驾照|驾驶证|学区房|店铺?|地|果园|菜园|院子|车库|车位|身份证|护照|社保|医保|绿卡|游戏机|Switch|PS5|Macbook|iPhone|iPad|特斯拉|股票|基金|存款|房贷|车贷|贷款"


@cache
def rules() -> tuple[Rule, ...]:
    """The table."""
    return (
        rule("moved", "residence", rf"(?:从[^，]{{2,10}})?(?:搬|迁|回|调)(?:家)?(?:到|去|来|回)了?(?P<v>[^，了]{{2,16}}?)(?:居住|住|定居|安家)?{_HERE}{TAIL}", 0.95, denies=False, fresh=True, make=_moved),
        rule("lives-in", "residence", rf"(?:的)?(?:家)?(?:都|就)?(?:住在|住到|定居在?|蜗居在|安家在|租住在|租在|租房在|住)(?P<v>[^，了]{{2,18}}?)(?=没有|旁边有){TAIL.replace('$', '')}|(?:的)?(?:家)?(?:都|就)?(?:住在|住到|定居在?|蜗居在|安家在|租住在|租在|租房在|住)(?P<v2>[^，了]{{2,18}}?){_HERE}(?:{NUMBER}(?:多)?年|好?几年|半年|好多年)?{TAIL}", make=_lives),
        rule("home-is-in", "residence", rf"(?:的)?家(?:就)?(?:是)?(?:住在|住|在|安在)(?P<v>[^，了]{{2,16}}?)(?:没有[^，]+|{_HERE}){TAIL}", make=_lives_2),
        rule("home-at", "residence", rf"(?:就)?在(?P<v>[^，在]{{2,14}}?)(?:没有?[^，]+|{_HERE}){TAIL}", make=_home_at),
        rule("in-town", "residence", rf"(?:人)?在(?P<v>[^，在]{{2,8}}?)(?:那边|这边)?{TAIL}", make=_in_town),
        rule("lives-at", "residence", rf"在(?P<v>[^，在]{{2,14}}?)(?:租房子?|合租|定居|安家|安了家|买了房|住)(?:着|了)?(?:{NUMBER}(?:多)?年|好?几年|半年)?{TAIL}", 0.9, make=_lives_2),
        rule("works-as-at", "occupation", _JOB_AT, make=_works_as_at),
        rule("works-at", "workplace", rf"(?:是)?(?:在|于|去)(?P<v>[^，在]{{2,18}}?)(?:那边|那儿|里头|里面)?(?:上班|工作|干活|打工|任职|做事|当差|实习|就职|做工|上夜班|干)(?:的)?(?:了)?(?:{NUMBER}(?:多)?年|好?几年|半年|好多年)?{TAIL}", make=_works_at),
        rule("joined", "workplace", rf"(?:入职|跳槽(?:到|去)|调(?:到|去|来)|去了?(?=[^，]{{2,10}}(?:上班|工作)))了?(?:一家)?(?P<v>[^，]{{2,14}}?)(?:上班|工作)?{TAIL}", 0.9, denies=False, fresh=True, make=_works_at),
        rule("firm", "workplace", rf"在(?P<v>(?:一家|一个)?[^，在]{{2,14}}?(?:公司|银行|集团|事务所|研究所|工厂|出版社|工作室|幼儿园|派出所|机关)){TAIL}", 0.9, make=_works_at),
        rule("serves", "workplace", rf"在(?P<v>部队)(?:里|上)?(?:当兵|服役)?{TAIL}", 0.9),
        rule("retired", "occupation", rf"(?P<v>退休|退伍|离休|待业|失业|全职带娃|在家带(?:孩子|娃)|自由职业)(?:在家)?(?:了)?(?:{NUMBER}(?:多)?年|好?几年|半年)?{TAIL}", make=_retired),
        rule("works-as", "occupation", rf"(?:是)?(?:当|做|干|担任|从事|改行做|改行当|转行做)(?:了)?(?:一)?(?:个|名|位)?(?P<v>[^，过]{{2,10}}?)(?:的工作|这行|这一行|工作|的)?(?:{NUMBER}(?:多)?年|好?几年|半年|一辈子)?(?:了)?{TAIL}", make=_works_as),
        rule("doing", "occupation", rf"(?:干|做)的(?:就)?是(?P<v>[^，]{{2,10}}?){TAIL}", 0.9),
        rule("trade", "occupation", rf"(?:在(?P<w>[^，在]{{2,8}}?)(?:里|上)?)?(?P<v>(?:种(?:苹果|地|菜|茶|田|水稻|葡萄|橘子|果树|棉花|花)|养(?:猪|鸡|鱼|牛|羊|蜂|虾|鸭)|开(?:了)?(?:一)?(?:家|个|间)?(?:[^，]{{0,3}}(?:店|馆|厂|铺|公司|诊所|民宿|农家乐|工作室)|塔吊|叉车|挖掘机|货车|大货车|出租车?|网约车|公交车?|大巴|滴滴|地铁|火车)|送(?:外卖|快递|水|奶)|跑(?:外卖|滴滴|运输|业务|销售|出租)|教(?:英语|语文|数学|地理|历史|物理|化学|生物|音乐|美术|体育|政治|书)|卖(?:菜|水果|保险|房子|衣服|鱼|肉|手机|车)|修(?:车|手机|空调|家电)|做(?:生意|外贸|销售|设计|财务|会计|运营|编辑|保洁|家政|装修|微商|电商|自媒体|直播|前端|后端|IT|程序)))(?:的)?(?:{NUMBER}(?:多)?年|好?几年|半年|一辈子)?{TAIL}", make=_trade),
        rule("job-is", "occupation", rf"(?:的)?(?:工作|职业|本职)(?:就)?是(?:一)?(?:个|名|位)?(?P<v>[^，]{{2,12}}?){TAIL}", make=_job_is),
        rule("is-a-job", "occupation", rf"(?:是|就是|成了)(?:在[^，]{{2,10}}?)?(?:一)?(?:个|名|位|枚|家)?(?P<v>[^，]{{2,14}}?){TAIL}", make=_is_job),
        rule("school-year", "grade", rf"(?:的)?(?:现在|今年|正|刚|已经|就|都)*(?:在[^，]{{2,10}}?)?(?:上|读|念|升|是)(?:了)?(?:到)?(?P<v>{_GRADE})(?:[一二三四五六七八九十\d]{{1,2}}班)?(?:的?学生)?(?={TAIL}|学|在|的)", make=_grade),
        rule("school-year-2", "grade", rf"(?:的)?(?P<v>(?:小学|初中|高中)?[一二三四五六七八九]年级|[初高大研][一二三四])(?:的|学生)*{TAIL}", 0.95, make=_grade),
        rule("studies-at", "school", rf"(?:是)?(?:还)?在(?P<v>[^，在]{{2,16}}?)(?:读书|念书|上学|读大学|上大学|念大学|读研究生|读研|读本科|读博|上课外班|读|念|上)(?P<g>{_GRADE})?(?:学的?(?P<m>[^，的]{{2,8}}?))?(?:了)?(?:的)?{TAIL}", make=_school),
        rule("school-in", "school", rf"(?:就)?(?:在|是)(?P<v>[^，在]{{0,10}}(?:大学|学院|小学|中学|[一二三四五六七八九十]中|附中|高中|职高|技校))(?:的)?(?:学生)?{TAIL}", 0.95),
        rule("admitted", "school", rf"(?:考上|考进|考入|录取到|被)(?:了)?(?P<v>[^，]{{2,12}}?(?:大学|学院|小学|中学|高中|清华|北大|复旦|交大|浙大)|清华|北大)(?:录取)?(?:了)?{TAIL}", 0.9, denies=False, fresh=True),
        rule("major", "major", rf"(?:的)?(?:专业是|专业学的是|学的是|读的是|念的是|主修|学的)(?P<v>[^，我你]{{2,10}}?)(?:专业|系)?(?:的)?{TAIL}"),
        rule("major-of", "major", rf"(?:是)?(?:学|读|念)(?P<v>[^，我你了过着到的]{{2,8}}?)(?:专业的?|系的?|出身的?){TAIL}", 0.95),
        rule("major-of-2", "major", rf"是学(?P<v>[^，我你了过着到的]{{2,8}}?)的{TAIL}", 0.9),
        rule("divorced", "marriage", rf"(?:早就)?(?:是)?(?P<v>离婚|离异|离了婚|离了)(?:了)?(?:的)?(?:{NUMBER}(?:多)?年|好?几年|半年|一个人过)?{TAIL}", make=_marriage),
        rule("widowed", "marriage", rf"(?P<v>丧偶|守寡|寡居){TAIL}", make=_marriage),
        rule("engaged", "marriage", rf"(?:和[^，]{{2,8}})?(?P<v>订婚|订了婚|定亲){TAIL}", make=_marriage),
        rule("single", "marriage", rf"(?:是|还是|一个人)?(?:个)?(?P<v>单身|光棍|未婚|单着)(?:狗|汉|贵族|一个|的|人士|一人)*(?:{NUMBER}(?:多)?年|好?几年|半年)?{TAIL}", make=_marriage),
        rule("married", "marriage", rf"(?:[和跟与][^，]{{1,8}})?(?:刚)?(?:就)?(?P<v>结婚|结过婚|结了婚|结的婚|已婚|成家|成了家|嫁人|领证|领了证|办(?:了)?婚礼)(?:了)?(?:都|快|已经)?(?:{NUMBER}(?:多)?(?:年|个月)|好?几年|半年|好多年|{NUMBER}周年)?{TAIL}", make=_marriage),
        rule("has-pet", "pet", rf"(?:家里)?(?:还)?(?:养(?:了|着|有|过|的是)?|有|收养了|领养了|捡了|买了)(?P<n>{_SOME})(?P<v>{PETS})(?P<x>[^，]*)$", make=_pet),
        rule("keeps", "pet", rf"养(?:了|着|有|的是)(?!老|活|成|家|眼|我|你|得|不|病|伤){_SOME}(?P<v>[^，的了我你他她]{{1,6}}?){TAIL}", 0.8),
        rule("has-kin", "family", rf"(?:家里)?(?:还)?(?:有|生了|只有)(?:了)?(?P<v>{_SOME}(?:亲|干|当[^，]{{2,4}}的|小|大)?{_KIN_HAD}(?:(?:和|跟|、){_SOME}{_KIN_HAD})*)(?P<x>[^，]{{0,14}})$", make=_kin),
        rule("has-kin-2", "family", rf"(?P<v>(?:两|{NUMBER}|一)(?:个|位)(?:{ANYBODY}|女娃|男娃|娃)(?:(?:和|跟|、)?(?:两|{NUMBER}|一)(?:个|位)(?:{ANYBODY}|女娃|男娃|娃))*){TAIL}", make=_kin_2),
        rule("heads", "family", rf"(?:家)?(?:里)?(?:一共|总共|就|有)*(?P<v>{NUMBER}口人){TAIL}", 0.9),
        rule("children", "family", rf"有(?P<v>{NUMBER}[儿女]{NUMBER}[儿女]|{NUMBER}[儿女]){TAIL}", 0.95),
        rule("only-child", "family", rf"(?:是)?(?:家里(?:的|唯一的)?)?(?P<v>独生子女|独生子|独生女|独苗){TAIL}", make=_only),
        rule("got-2", "owns", rf"有(?:一)?(?:辆|台|架|部|套|把|块)(?P<v>[^，的我你他她]{{1,8}}?)(?=好几?多?年|没|停|放|坏|在|{TAIL})", 0.9),
        rule("got", "owns", rf"(?:有|买了|换了|新买了|入手了|提了)(?:了)?(?P<v>{_SOME}(?:辆|台|套|部|间|把|架|块|家|张|本)?[^，的]{{0,6}}?(?:{_THINGS})){TAIL}", make=_owns),
        rule("drives", "owns", rf"(?:开的是|用的是|开的|用的|用)(?P<v>(?:[A-Za-z][A-Za-z0-9 ]{{1,14}}|苹果|华为|小米|安卓|特斯拉|比亚迪|大众|奔驰|宝马|奥迪|丰田|本田)[^，我你]{{0,6}}?){TAIL}", 0.85),
    )  # fmt: skip


def is_place(value: str) -> bool:
    """Whether it is a place's name and nothing else."""
    names = "".join(place.name for place in find_places(value))
    return bool(names) and len(re.sub("[省市区县州镇]", "", value)) <= len(names)


def _moved(found: re.Match[str], mood: Mood, subject: Subject) -> Iterator[Told]:
    value = bare(found["v"])
    verb = found.group().replace("从", "")
    work = re.match("调|回", verb.lstrip())
    if _NO_PLACE.match(value) or (work and not place_paths(value)) or verb.startswith("调"):
        return
    if re.search(r"^(?:老家|家里?|来|去)$|东西|行李|桌|床", value):
        return
    yield Told(predicate="residence", object=value, confidence=0.95 if place_paths(value) else 0.9, fresh=True)


def _lives(found: re.Match[str], mood: Mood, subject: Subject) -> Iterator[Told]:
    yield from _lived(bare(found["v"] or found["v2"] or ""), mood, found.group())


def _lives_2(found: re.Match[str], mood: Mood, subject: Subject) -> Iterator[Told]:
    yield from _lived(bare(found["v"]), mood, found.group())


def _lived(value: str, mood: Mood, words: str) -> Iterator[Told]:
    value = re.sub(r"(?:的|那边|这边|那儿|这儿|那块儿?)+$", "", value)
    value = re.sub(rf"^(?:我|俺)(?=(?:{ANYBODY}|爸|妈)家)", "", value)
    if len(value) < 2 or _NO_PLACE.search(value) or re.search(r"[和跟]|一起|舒服|习惯|得", value):
        return
    sure = 1.0 if place_paths(value) else 0.9
    if (
        not re.search("住在|家", words)
        and not place_paths(value)
        and not re.search(r"[区镇村路楼号县街苑园城庄]|校|宿舍|层|边", value)
    ):
        return
    yield Told(predicate="residence", object=value, positive=mood.positive, confidence=sure)


def _works_as_at(found: re.Match[str], mood: Mood, subject: Subject) -> Iterator[Told]:
    job, place = bare(found["v"]), unmeasured(bare(found["w"]))
    sure = _work(job)
    if not sure or _NO_WORK.search(place):
        return
    yield Told(predicate="occupation", object=job, positive=mood.positive, confidence=max(sure, 0.85))
    yield Told(predicate="workplace", object=place, positive=mood.positive, confidence=0.9)


def _works_at(found: re.Match[str], mood: Mood, subject: Subject) -> Iterator[Told]:
    value = bare(found["v"])
    value = value if "的" in value else unmeasured(value)
    if (
        _NO_WORK.search(value)
        or re.search("[我你他她]", value)
        or re.fullmatch(r"(?:外地|外头|国外|城里|楼上|楼下)", value)
    ):
        return
    sure = 0.8 if found.group().rstrip("了").endswith("干") and len(value) > 6 else 0.95
    yield Told(predicate="workplace", object=value, positive=mood.positive, confidence=sure)


def _retired(found: re.Match[str], mood: Mood, subject: Subject) -> Iterator[Told]:
    yield Told(predicate="occupation", object=found["v"], positive=mood.positive, confidence=0.95)


def _works_as(found: re.Match[str], mood: Mood, subject: Subject) -> Iterator[Told]:
    job = bare(found["v"])
    sure = _work(job)
    shown = found.group()
    if (
        sure == 0
        and re.match(r"(?:是)?(?:做|从事)", shown)
        and (shown.startswith("是") or "从事" in shown)
        and not re.search("[我你他她梦饭菜作业题]", job)
    ):
        sure, job = 0.9, job
        yield Told(
            predicate="occupation",
            object=f"做{job}的" if "从事" not in shown else job,
            positive=mood.positive,
            confidence=sure,
        )
        return
    if sure >= 0.7 and not re.search("[我你他她]", job):
        yield Told(predicate="occupation", object=job, positive=mood.positive, confidence=max(sure, 0.85))


def _job_is(found: re.Match[str], mood: Mood, subject: Subject) -> Iterator[Told]:
    value = bare(found["v"])
    if value and not re.match("很|太|特别|最|挺", value):
        yield Told(predicate="occupation", object=value, positive=mood.positive, confidence=0.9)


def _is_job(found: re.Match[str], mood: Mood, subject: Subject) -> Iterator[Told]:
    value = bare(found["v"])
    if re.search("[你您我]|他们|这种|那种|一样|似的|什么", value):
        return
    if doing := re.fullmatch(
        r"(?P<d>(?:开(?:大|小)?(?:货车|出租|网约车|公交|大巴|拖拉机|飞机|火车|地铁|饭店|饭馆|店|公司|网店|超市|理发店|面馆|餐馆|花店)|做[^，是]{1,8}|干[^，是]{1,6}|搞[^，是]{1,8}|教[^，是]{1,6}|卖[^，是]{1,8}|送(?:快递|外卖|水)|跑[^，是]{1,6}|写[^，是]{1,6}|修[^，是]{1,6}|当[^，是]{1,6}|画[^，是]{1,6}|种[^，是]{1,4}|养[^，是]{1,4}|打[^，是]{1,4}))的?",
        value,
    ):
        if mood.core.rstrip("了啊呀呢哦").endswith("的"):
            job = doing["d"]
            yield Told(
                predicate="occupation",
                object=job[1:] if job.startswith("当") else f"{job}的",
                positive=mood.positive,
                confidence=0.95,
            )
        return
    if re.match("男|女", value) or "年级" in value:
        return
    place = re.match(
        r"(?P<w>[^的]{2,10}?(?:公司|医院|银行|学校|大学|小学|中学|幼儿园|集团|局|厂|店|所|院|馆))(?:里)?的(?P<j>.{2,8})$",
        value,
    )
    job = place["j"] if place else value
    sure = _work(job)
    if sure < 0.7 or (sure < 1 and re.search("的", job)):
        return
    yield Told(predicate="occupation", object=job, positive=mood.positive, confidence=sure if sure == 1 else 0.8)
    if place:
        yield Told(predicate="workplace", object=place["w"], positive=mood.positive, confidence=0.9)


def _grade(found: re.Match[str], mood: Mood, subject: Subject) -> Iterator[Told]:
    value = bare(found["v"])
    if found.group().startswith("是") and re.fullmatch("小学|初中|高中|幼儿园", value):
        return
    yield Told(predicate="grade", object=value, positive=mood.positive)
    rest = mood.core[found.end() :]
    if major := re.match(r"学的?(?:是)?(?P<m>[^，的]{2,8}?)(?:专业|的)?$", rest):
        yield Told(predicate="major", object=bare(major["m"]))
    if place := re.match(r"(?:的)?(?:现在|正|刚)*在(?P<p>[^，]{2,10}?)(?:上|读|念|升)", found.group()):
        yield Told(predicate="school", object=bare(place["p"]), confidence=0.9)


def _school(found: re.Match[str], mood: Mood, subject: Subject) -> Iterator[Told]:
    value = unmeasured(bare(found["v"]))
    if _NO_WORK.search(value) or re.search("[我你]|网上|家里|车|床|手机", value):
        return
    if not found["g"] and re.search(r"上$|[读念]$", found.group()) and not re.search("学|校|园|中|院", value):
        return
    yield Told(predicate="school", object=value, positive=mood.positive, confidence=0.95)
    if found["g"]:
        yield Told(predicate="grade", object=found["g"], positive=mood.positive)
    if found["m"]:
        yield Told(predicate="major", object=bare(found["m"]), positive=mood.positive)


_WED = {"离": "离婚", "单": "单身", "光": "单身", "丧": "丧偶", "守": "丧偶", "寡": "丧偶", "订": "订婚", "定": "订婚"}


def _marriage(found: re.Match[str], mood: Mood, subject: Subject) -> Iterator[Told]:
    if subject.home or subject.pet:
        return
    value = "未婚" if found["v"] == "未婚" else _WED.get(found["v"][0], "结婚")
    if mood.positive and not mood.time and value == "结婚" and not re.search(r"了|已婚|过|的|年|家", mood.core):
        return
    yield Told(predicate="marriage", object=value, positive=mood.positive, confidence=0.95)


def _pet(found: re.Match[str], mood: Mood, subject: Subject) -> Iterator[Told]:
    rest = found["x"]
    called = re.match(rf"(?:名字)?(?:名叫|叫做?|的名字叫)(?P<n>{HAN}{{1,5}}?|[A-Za-z]{{1,12}}){TAIL}", rest)
    if rest and not called and not re.match(rf"(?:和|跟|、|还有|当宠物|了|啦|呢|已经|都|快|今年|{TAIL})", rest):
        return
    if not mood.positive and found.group().startswith(("买", "捡")):
        return
    kind = canonical(found["v"])
    number = re.sub(r"^(?:一|个|只|条|头|匹|位|窝|缸|对|群|盆)+$", "", found["n"])
    many = number and not re.fullmatch(r"[个位只条头匹窝缸对群口盆]", number)
    yield Told(
        predicate="pet",
        object=f"{number}{kind}" if many else found["v"] if len(found["v"]) > 2 else kind,
        positive=mood.positive,
    )
    if called and mood.positive:
        yield Told(predicate="name", object=bare(called["n"]), subject=kind)
    if more := re.match(rf"(?:和|跟|、|还有){_SOME}(?P<m>{PETS}){TAIL}", rest):
        yield Told(predicate="pet", object=more["m"], positive=mood.positive)


def _kin(found: re.Match[str], mood: Mood, subject: Subject) -> Iterator[Told]:
    rest, words = found["x"], found["v"]
    if re.match(r"的(?!$)|说|要|帮|陪|来|去|让|送|给|圈|们", rest):
        return
    parts = re.split(r"和|跟|、", words)
    friends = re.search(r"朋友|同学|同事|老师|学生|客户|邻居|领导|经理|室友|师傅", parts[0])
    called = re.match(rf"(?:名字)?(?:名叫|叫做?)(?P<n>{HAN}{{1,4}}?|[A-Za-z]{{1,12}})(?={TAIL}|是|在|今年|才)", rest)
    if friends and not (called or re.search("男朋友|女朋友", parts[0]) or rest.startswith(("在", "是"))):
        return
    for part in parts:
        value = re.sub(r"^(?:一)?(?:个|位|口)", "", part)
        if re.match(r"当.{2,4}的", value):
            value = re.sub(r"^当(.{2,4})的", "", value)
        if value:
            yield Told(predicate="family", object=value, positive=mood.positive, confidence=0.95)
    if not mood.positive or len(parts) > 1:
        return
    who = canonical(re.sub(rf"^(?:{NUMBER}|两|几)?(?:个|位)?(?:小|亲)?", "", parts[0]))
    if re.match(rf"(?:{NUMBER}|两|俩|几|好)", parts[0]) and not re.match(r"一", parts[0]):
        return
    if called:
        yield Told(predicate="name", object=called["n"], subject=who)
        rest = rest[called.end() :]
    if rest:
        yield from _further(rest, who)


def _further(rest: str, who: str) -> Iterator[Told]:
    """「我有个哥哥是护士」, 「我有一个妹妹才三个月大」."""
    from roleplay_lite.memory.extract.mood import mood_of
    from roleplay_lite.memory.extract.tables import state

    mood = mood_of(rest)
    if mood:
        for one in state(mood, Subject(rest=rest, who=who, mine=True)):
            yield (
                one
                if one.subject
                else Told(
                    predicate=one.predicate,
                    object=one.object,
                    positive=one.positive,
                    confidence=one.confidence,
                    subject=who,
                )
            )


def _only(found: re.Match[str], mood: Mood, subject: Subject) -> Iterator[Told]:
    yield Told(predicate="is", object=found["v"], positive=mood.positive, confidence=0.95)


def _owns(found: re.Match[str], mood: Mood, subject: Subject) -> Iterator[Told]:
    value = unmeasured(bare(found["v"]))
    if value and not re.search("[我你他她]|没", value) and not (value == "地" or find_places(value)):
        money = bool(re.search("股票|基金|存款|贷", value))
        yield Told(predicate="owns", object=value, positive=mood.positive, confidence=0.9, private=money)


def _home_at(found: re.Match[str], mood: Mood, subject: Subject) -> Iterator[Told]:
    if subject.home:
        yield from _lived(bare(found["v"]), mood, "家" + found.group())


def _in_town(found: re.Match[str], mood: Mood, subject: Subject) -> Iterator[Told]:
    """「他在哈尔滨」: where somebody is may be where they live."""
    value = bare(found["v"])
    if subject.named and is_place(value) and not mood.time and mood.positive and not subject.home:
        yield Told(predicate="residence", object=value, confidence=0.7)


def _trade(found: re.Match[str], mood: Mood, subject: Subject) -> Iterator[Told]:
    value = re.sub(r"^开了?(?:一)?(?:家|个|间)?", "开", bare(found["v"]))
    if (mood.time and not mood.past) or subject.home:
        return
    if re.search(r"开(?:车|门)", value) or (value == "养鱼" and not found["w"]):
        return
    yield Told(predicate="occupation", object=value, positive=mood.positive, confidence=0.85)


def _kin_2(found: re.Match[str], mood: Mood, subject: Subject) -> Iterator[Told]:
    """「我三个孙女一个孙子」."""
    if subject.who and mood.positive:
        for part in re.findall(rf"(?:两|{NUMBER}|一)(?:个|位)(?:{ANYBODY}|女娃|男娃|娃)", found["v"]):
            yield Told(predicate="family", object=part, confidence=0.9)
