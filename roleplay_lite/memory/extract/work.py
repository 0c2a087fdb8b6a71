"""What somebody works at, where, and what they learn at school. Pure."""

# ruff: noqa: E501 - one pattern a line: a table is read across.

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from roleplay_lite.memory.extract.home import is_place
from roleplay_lite.memory.extract.mood import Mood
from roleplay_lite.memory.extract.rule import Rule, Told, rule
from roleplay_lite.memory.extract.subjects import SURNAMES, Subject
from roleplay_lite.memory.extract.words import NUMBER, SOMEBODY, TAIL, bare, unmeasured
from roleplay_lite.persona.jobs import names_work

_GRADE = r"(?:小学|初中|高中|大学|在职)?(?:[一二三四五六七八九\d]年级|[初高研][一二三]|[大博][一二三四五]|(?:幼儿园)?(?:小班|中班|大班|托班|学前班)|幼儿园|小学|初中|高中|中专|大专|职高|本科|研究生|博士|小升初|学前|毕业班|博士后)"
_NO_WORK = re.compile(
    r"^(?:家$|外面?$|那$|这|哪|我|你|他|一(?!家)|想|看|说|公司$|单位$|上面|里面|努力|认真|好好)|的时候|时$|过程|路上"
)
_JOBS = re.compile(
    r"(?:[^我你他]{0,4}教师|(?<![\u4e00-\u9fff])[^我你他她这那的]{1,5}(?:讲解|管理|技术|操作|驾驶|检验|安检|保育|护理|接线|巡线|巡逻|售票|检票|推销|播音|炊事|饲养|化验|打字|统计|勤杂|试飞|领航)员|审计|会计|出纳|文员|前台|财务|行政|人事|HR|运营|产品经理|前端|后端|测试|UI|采购|物流|月嫂|育儿嫂|护工|电工|焊工|水电工|瓦工|木工|油漆工|骑手|知青|代驾|博主|主播|个体户|包工头|村支书|乘务员|收银|库管|仓管|质检|保安|保洁|环卫工?|船员|海员|矿工|司仪|摄像|调音师|兽医|驯兽师|志愿者|社工|辅警|[^我你]{0,2}[军校法兽牙中]医|狱警|城管|代购|中介|导购|店员|服务生|网格员|网管|家教|陪诊师|宠物美容师|美甲师|美容师|健身教练|瑜伽老师|辅导员|幼师|校长|院长|局长|科长|处长|村长|队长|站长|船长|调度|押运员|加油员|理货员|分拣员|装卸工|搬运工|泥瓦匠|裱花师|花匠|铁匠|石匠|篾匠|绣娘|茶农|果农|菜农|渔民|牧民|护林员|养蜂人|饲养员|临时工|钟点工|合同工|农民工|打工人|自媒体|网红|画师|编剧|配音(?:演员)?|群演|替身|调酒师|咖啡师|面点师|品酒师|验光师|法务|风控|投行|精算师?|交易员|柜员|大堂经理|客户经理|项目经理|工程师|程序员|架构师|空姐|空少|空乘|警嫂)$",
    re.IGNORECASE,
)
_JOB_AT = rf"在(?P<w>[^，在]{{2,14}}?)(?:里|上|那边|那儿)?(?:当|做|干|任|担任)(?:了)?(?:一)?(?:个|名|位)?(?P<v>[^，过了]{{2,10}}?|[A-Za-z][A-Za-z ]{{2,20}})(?:的工作|这行|工作)?(?:{NUMBER}(?:多)?年|好几年|几年)?{TAIL}"

_TOIL = (
    r"(?:下井|下矿|站柜台|坐柜台|坐班|坐诊|坐堂|看大门|看门|守(?:仓库|大门|夜|店|灯塔|水库)|扫(?:马路|大街|地)|打扫卫生|端盘子|刷盘子|洗碗|摆(?:摊|地摊)|出摊|打(?:零工|短工|散工)|跑(?:龙套|腿|堂|船|车|长途|摩的|单)|带货|做直播|开直播|直播带货|种(?:地|田|菜|茶|果树|大棚)|放(?:羊|牛|马|蜂)|打(?:鱼|铁)|养(?:猪|蜂|牛|羊|鸡|鸭)|教(?:书|课|学)|当(?:兵|老师|保安|保姆|司机)|务农|经商|做(?:点|些|个)?(?:小)?(?:生意|买卖)|做[^，我你他她的]{1,4}(?:生意|买卖)|做(?:代驾|代购|月嫂|保洁|饭的|工)|"
    r"写(?:代码|程序|小说|公众号|文案)|敲代码|编程|画(?:插画|漫画|图纸?)|拉(?:货|活|客)|送(?:货|水|奶|煤气|外卖|快递|报纸)|搬(?:砖|货)|盖房子?|修(?:车|路|鞋|表|家电|空调|手机)|管(?:仓库|食堂|后勤|账)|接线|值夜班|开(?:吊车|铲车|叉车|塔吊|挖机|挖掘机|大车|货车|出租|网约车|滴滴|公交|地铁|火车|高铁|飞机|船)|炸油条|卖(?:早点|早餐|煎饼|水果|菜|花|鱼|肉|房子?|车|保险|奶茶|服装|衣服)|蹬三轮|收(?:废品|破烂|银)|剪头发|理发|掌勺|炒菜|和面|包装|打螺丝|踩缝纫机|做衣服|裁衣服|带(?:团|班|学生|研究生)|当会计|记账|跑(?:业务|销售|市场|保险|工地|工程|运输|外卖|滴滴|快递)|跟车|押车|护林|巡线|巡山|站岗|看监控|装空调|装宽带|装窗户|刷墙|贴瓷砖|开天车|搞地质|搞科研|带孙子|执勤|驻唱|打碟|伴奏|调酒|弹琴|代课|支教|教(?:小孩|孩子|学生|人|老人)(?!写|做|说|走|认|背)[^，了我你的]{2,6}|教[^，了我你的会过]{2,4}(?<!教训)|采茶|炒茶|酿酒|磨豆腐|做(?:豆腐|手工|陶艺|木工|早点|蛋糕|衣服|鞋|伞|家具|软件|地图|机器人|游戏|牙套)|写(?:后端|前端|代码|程序|剧本|稿子|歌|文章))"
)
_LINE = r"(?:[^，我你他的了个一]{0,3}(?:工程|装修|物流|外贸|销售|运输|业务|保险|房产|中介|餐饮|直播|电商|IT|金融|教育|培训|医药|建材|家政|保洁|设计|编程|开发|翻译|会计|财务|人事|行政|律师|研究|科研|水电|木工|油漆|瓦工|焊工|美容|美发|美甲|烘焙|裁缝|导游|摄影|摄像|快递|外卖|代驾|厨师|护工|月嫂|保姆|育儿|养殖|种植|客服|运维|测试|前端|后端|算法|运营|产品|策划|文案|编辑|采购|仓储|质检|维修|安装|广告|公关|咨询|审计|风控|算命|殡葬|婚庆|花艺|园林|环保|光伏|新能源|芯片|半导体|游戏|动画|配音|影视|后期|自媒体|短视频|跨境|批发|零售|服装|珠宝|茶叶|水产|海鲜|五金|汽修))"


@cache
def rules() -> tuple[Rule, ...]:
    """The table."""
    return (
        rule("office", "workplace", rf"(?:的)?(?:上班的地方|上班|公司|单位|厂子?|店|办公室|工地)(?:就|也)?在(?P<v>[^，了]{{2,12}}?)(?:那边|那儿|里)?{TAIL}", 0.9),
        rule("retired-2", "occupation", rf"(?:早就|已经)?(?:在家)?(?P<v>退了|(?:有)?工作|有班上|退休了?|内退了?|病退了?|离休了?|没工作|没上班|不上班|没班上|待业|失业|歇业|在家歇着|在家待着){TAIL}", make=_idle),
        rule("turned", "occupation", rf"(?:从[^，]{{1,10}}?)?(?:改行|转行|转岗|转)?(?:改|转|跳|换)(?:行)?(?:去|到|成)?(?:做|当|干|搞|开|卖|跑|送)(?:了)?(?P<v>[^，]{{2,10}}?)(?:了)?{TAIL}", make=_turned),
        rule("works-as-at", "occupation", _JOB_AT, make=_works_as_at),
        rule("works-at", "workplace", rf"(?:是)?(?:在|于|去)(?P<v>[^，在]{{2,18}}?)(?:那边|那儿|里头|里面|里)?(?:上班|工作|干活|打工|任职|做事|当差|实习|就职|做工|上夜班|三班倒|帮忙|供职|跑腿|干)(?:的)?(?:了)?(?:{NUMBER}(?:多)?年|好?几年|半年|好多年)?{TAIL}", make=_works_at),
        rule("went-to", "workplace", rf"(?:去|到|进|换到|跳到|加入)了(?P<v>(?:一家|一个)?[^，了]{{1,14}}?(?:公司|厂|银行|医院|学校|集团|工作室|机构|研究院|研究所|出版社|事务所|国企|外企|机关|大厂))(?:上班|工作|任职)?{TAIL}", 0.9, denies=False, fresh=True, make=_works_at),
        rule("promoted", "occupation", rf"(?:升|提|晋升|提拔|评上|当上|选上)(?:了|为|成|到|上)?(?P<v>[^，了]{{2,8}}?)(?:了)?{TAIL}", make=_promoted),
        rule("joined", "workplace", rf"(?:入职|跳槽(?:到|去)|转业到|分配到|借调到|考到|(?:从[^，]{{2,8}})?跳到|调(?:到|去|来)|去了?(?=[^，]{{2,10}}(?:上班|工作)))了?(?:一家)?(?P<v>[^，]{{2,14}}?)(?:上班|工作)?{TAIL}", 0.9, denies=False, fresh=True, make=_works_at),
        rule("firm", "workplace", rf"在(?P<v>(?:一家|一个)?[^，在]{{2,14}}?(?:公司|银行|集团|事务所|研究所|工厂|出版社|工作室|派出所|机关|国企|外企|私企|央企|事业单位|体制内|大厂|律所|车间|铁路局?|电网|烟草局|税务局|公安局|法院|检察院|报社|电视台|剧团|歌舞团|研究院))(?:里|上|系统)?{TAIL}", 0.9, make=_works_at),
        rule("sector", "workplace", rf"在(?P<v>国企|外企|私企|央企|事业单位|体制内|大厂|律所|铁路|电网|烟草|机关|街道|居委会|村委会)(?:里|上|系统)?{TAIL}", 0.9),
        rule("soldier", "occupation", rf"(?P<v>当)(?:了)?(?:{NUMBER}(?:多)?年)兵{TAIL}", 0.9, make=_soldier),
        rule("serves", "workplace", rf"在(?P<v>部队)(?:里|上)?(?:当兵|服役)?{TAIL}", 0.9),
        rule("retired", "occupation", rf"(?P<v>退休|退伍|离休|待业|失业|没上班|全职带娃|在家带(?:孩子|娃)|自由职业)(?:在家)?(?:了)?(?:{NUMBER}(?:多)?年|好?几年|半年)?{TAIL}", make=_retired),
        rule("works-as", "occupation", rf"(?:是)?(?:给[^，]{{1,8}})?(?:当|做|干|担任|从事|改行做|改行当|转行做)(?!了?(?:{NUMBER}年|一辈子|好几年))(?:了)?(?:一)?(?:个|名|位)?(?P<v>[^，过]{{2,10}}?)(?:的工作|这行|这一行|工作|的|去)?(?:{NUMBER}(?:多)?年|好?几年|半年|一辈子)?(?:了)?{TAIL}", make=_works_as),
        rule("doing", "occupation", rf"(?:干|做)的(?:就)?是(?P<v>[^，]{{2,10}}?){TAIL}", 0.9),
        rule("trade", "occupation", rf"(?:自己)?(?:在(?P<w>[^，在]{{2,8}}?)(?:里|上)?)?(?P<v>(?:种(?:苹果|地|菜|茶|田|水稻|葡萄|橘子|果树|棉花|花)|养(?:猪|鸡|鱼|牛|羊|蜂|虾|鸭)|开(?:了)?(?:一)?(?:家|个|间)?(?:[^，]{{0,5}}(?:店|馆|厂|铺子?|公司|诊所|民宿|农家乐|工作室|小卖部|作坊|[酒网]吧|超市|摊|琴行|车行|画室|客栈|食堂|托管班|培训班|补习班|养殖场|农场|果园)|塔吊|叉车|挖掘机|货车|大货车|出租车?|网约车|公交车?|大巴|滴滴|地铁|火车)|送(?:外卖|快递|水|奶)|跑(?:外卖|滴滴|运输|业务|销售|出租)|教(?:英语|语文|数学|地理|历史|物理|化学|生物|音乐|美术|体育|政治|书)|卖(?:菜|水果|保险|房子|衣服|鱼|肉|手机|车)|修(?:车|手机|空调|家电)|做(?:生意|外贸|销售|设计|财务|会计|运营|编辑|保洁|家政|装修|微商|电商|自媒体|直播|前端|后端|IT|程序)))(?:的)?(?:{NUMBER}(?:多)?年|好?几年|半年|一辈子)?{TAIL}", make=_trade),
        rule("did-for-years", "occupation", rf"(?:在(?P<w>[^，在]{{2,8}}?)(?:里|上)?)?(?P<a>种|养|教|开|当|做|干|卖|修|跑|烧|打|唱|画|写)了(?:一辈子|半辈子|大半辈子|{NUMBER}(?:多)?年|好几年|几十年|十几年|好多年)(?:的(?=[^，]{{2,6}}$))?(?P<v>[^，了我你他她的走]{{1,8}}?){TAIL}", make=_for_years),
        rule("at-work", "occupation", rf"在(?P<w>[^，在]{{0,8}}(?:场|厂|店|馆|超市|工地|公司|医院|学校|餐厅|饭店|酒店|食堂|夜市|局|所|站|码头|矿|队|社区|门口|机场|银行|中心|铺|园|台|社|团|组|室|部|处|市场|窗口|单位|机关|部门|夜市))(?:里|上)?(?P<v>(?:摆摊卖|卖|修|做|开|教|管|养|种|跑|送|拉|烧|炒|洗|缝|织|炸|烤|包|站|看|守|扫|搬|收|画|写|唱|跳|弹|搞|配|剪|打|端|切|配)[^，了过着我你他她的]{{1,6}}?){TAIL}", make=_at_work),
        rule("toils", "occupation", rf"(?:一直|都)?(?:跟着?[^，]{{1,6}}?)?(?:在(?P<w>[^，在]{{2,10}}?)(?:里|上)?)?(?P<v>{_TOIL}){TAIL}", make=_toils),
        rule("lines-of-work", "occupation", rf"(?:是)?(?:跟着?[^，]{{1,6}}?)?(?:在(?P<w>[^，在]{{2,10}}?)(?:里|上)?)?(?P<v>(?:跑|干|做|搞|弄|从事)(?:点|些|了)?{_LINE})(?:的|工作|这行|这一行|行业)*{TAIL}", make=_toils),
        rule("job-is", "occupation", rf"(?:的)?(?:工作|职业|本职)(?:就)?是(?:一)?(?:个|名|位)?(?P<v>[^，]{{2,12}}?){TAIL}", make=_job_is),
        rule("is-a-job", "occupation", rf"(?:是|就是|成了)(?:在[^，]{{2,10}}?)?(?:一)?(?:个(?!体)|名|位|枚|家)?(?P<v>[^，]{{2,14}}?){TAIL}", make=_is_job),
        rule("school-year", "grade", rf"(?:的)?(?:现在|今年|正|刚|已经|就|都)*(?:在(?=读)|在[^，]{{2,10}}?)?(?:在读|上|读|念|升|是上|是)(?:了)?(?:到)?(?P<v>{_GRADE})(?:[一二三四五六七八九十\d]{{1,2}}班)?(?:的?学生)?(?={TAIL}|学|在|的)", make=_grade),
        rule("school-year-2", "grade", rf"(?:的)?(?P<v>(?:小学|初中|高中)?[一二三四五六七八九]年级|[初高大研][一二三四])(?:的|学生)*{TAIL}", 0.95, make=_grade),
        rule("school-of", "school", rf"(?:念|读|上)的(?:就)?是(?P<v>[^，]{{2,10}}?(?:学校|中学|小学|大学|学院|附中|附小|一中|二中|三中|四中|外国语|职高|技校|园))(?P<g>{_GRADE})?{TAIL}", make=_school_of),
        rule("class-of", "school", rf"在(?P<v>[^，在]{{0,10}}?(?:幼儿园|小学|中学|学校|大学|附中|附小|一中|二中|三中))(?P<g>{_GRADE}){TAIL}", make=_school_of),
        rule("learns-at", "school", rf"在(?P<v>[^，在上读念]{{0,10}}?(?:大(?!学|棚|厂|街|家)|大学|学院|职校|技校|中专|职高|卫校|师范|电大|夜校|清华|复旦|同济|南开|中戏|北影|央美|国美|美院|音乐学院|体校|党校|老年大学|附中|外国语))(?:念|读|学|修|主修)(?:的是|的)?(?P<m>(?!书$)[^，了]{{2,10}}?)(?:专业|系)?{TAIL}", make=_learns_at),
        rule("reads-for", "grade", rf"(?:还)?(?:在|正在)(?P<v>读博|读研|考研|读博士|读硕士|读本科){TAIL}", 0.9),
        rule("reading-for", "grade", rf"(?P<v>博士|硕士|本科)在读{TAIL}", 0.95),
        rule("grade-2", "grade", rf"(?:今年|马上|快|刚|就要|要)*(?P<v>小升初|准高三|高考生|初三毕业班|毕业班){TAIL}", 0.9),
        rule("unfinished", "event", rf"(?P<v>(?:小学|初中|高中|大学|书|中专)没(?:念|读|上)(?:完|过|几年)(?:就[^，]{{2,10}})?){TAIL}", 0.85),
        rule("studies-at", "school", rf"(?:是)?(?:还)?在(?P<v>[^，在]{{2,16}}?)(?:读书|念书|上学|读大学|上大学|念大学|读研究生|读研|读本科|读博|上课外班|留学|交换|进修|深造|住校|寄宿|走读|借读|复读|读|念|上)(?P<g>{_GRADE})?(?:学的?(?P<m>[^，的]{{2,8}}?))?(?:了)?(?:的)?{TAIL}", make=_school),
        rule("graduate-of", "school", rf"(?:是)?毕业于(?P<v>[^，我你]{{2,12}}?){TAIL}", 0.9, denies=False),
        rule("graduate-of-2", "school", rf"(?:是)?(?:从)?(?P<v>[^，我你是在从]{{1,8}}?(?:大学|学院|大|校|中专|师范|中))毕业的?{TAIL}", 0.9, denies=False),
        rule("read-at", "school", rf"(?:大学|高中|初中|小学|本科|研究生|中专|大专|博士|硕士)(?:是)?在(?P<v>[^，我你在]{{2,10}}?)(?:读|念|上)的(?:书)?{TAIL}", 0.9),
        rule("school-in", "school", rf"(?:就)?(?:在|是)(?P<v>[^，在]{{1,6}}大(?=的)|[^，在像你我需]{{0,10}}(?:大学|学院|小学|中学|[一二三四五六七八九十][中小]|附中|高中|职高|技校|幼儿园))(?:的)?(?:学生)?{TAIL}", 0.95),
        rule("admitted", "school", rf"(?:考上|考进|考入|录取到|保送到?|保研到?|升到?|被)(?:了)?(?P<v>[^，]{{2,12}}?(?:大学|学院|小学|中学|高中|清华|北大|复旦|交大|浙大|[警军卫师艺体党职]校|武大|[^，我你]大)|清华|北大|[警军卫师艺体]校)(?:录取)?(?:了)?{TAIL}", 0.9, denies=False, fresh=True),
        rule("major", "major", rf"(?:的)?(?:大学|本科|研究生|硕士|博士|大专)?(?:里|时)?(?:专业是|专业学的是|学的(?:专业)?是|读的是|念的是|换的是?|修的是|主修|学的|念的|读的|攻读)(?P<v>[^，我你]{{2,10}}?)(?:专业|系)?(?:的)?{TAIL}"),
        rule("major-of", "major", rf"(?:是)?(?:学|读|念)(?P<v>(?!相关|什么|这个|本)[^，我你了过着到的]{{2,8}}?)(?:专业的?|系的?|出身的?){TAIL}", 0.95),
        rule("researches", "major", rf"(?:是)?研究(?P<v>[^，我你了过着到的]{{2,8}}?)的{TAIL}", 0.85),
        rule("major-of-2", "major", rf"(?:是)?学(?!校|生|院|习|会|到)(?P<v>[^，我你了过着到的]{{2,8}}?)的{TAIL}", 0.9),
        rule("left", "workplace", rf"在(?P<v>(?!这|那)[^，在这那我你他她了]{{2,8}}?)(?<![读念上学干住做待])(?:了)?{TAIL}", make=_left),
    )  # fmt: skip


_VAGUE = re.compile("(?:县|镇|乡|村|山|城|市|老家|外地|乡下|国外|家)[里上下头]?")
"""Where somebody works, but not at what."""


def _soldier(found: re.Match[str], mood: Mood, subject: Subject) -> Iterator[Told]:
    yield Told(predicate="occupation", object="当兵", positive=mood.positive, confidence=0.9)


def _work(text: str) -> float:
    """How sure it is that it names work."""
    return 1.0 if _JOBS.search(text) else names_work(text)


def _works_as_at(found: re.Match[str], mood: Mood, subject: Subject) -> Iterator[Told]:
    job, place = bare(found["v"]), unmeasured(bare(found["w"]))
    sure = 0.85 if re.fullmatch("[a-z][A-Za-z ]{2,20}", job) else _work(job)
    if not sure or _NO_WORK.search(place) or re.fullmatch("一?[家个]", place) or re.search("公司|单位", job):
        return
    yield Told(predicate="occupation", object=job, positive=mood.positive, confidence=max(sure, 0.85))
    if not _VAGUE.fullmatch(place):
        yield Told(predicate="workplace", object=place, positive=mood.positive, confidence=0.9)


def _works_at(found: re.Match[str], mood: Mood, subject: Subject) -> Iterator[Told]:
    value = re.sub("(?<=..)[去来]$", "", bare(found["v"]))
    value = value if "的" in value else unmeasured(value)
    if (
        _NO_WORK.search(value)
        or re.search(SOMEBODY, value)
        or re.fullmatch(r"(?:地方|外地|外头|国外|城里|楼上|楼下)|.?[白夜早晚]班|一?[家个]", value)
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
        and not re.search(f"{SOMEBODY}|[梦饭菜作业题]", job)
    ):
        sure, job = 0.9, job
        yield Told(
            predicate="occupation",
            object=f"做{job}的" if "从事" not in shown else job,
            positive=mood.positive,
            confidence=sure,
        )
        return
    if sure >= 0.7 and not re.search(SOMEBODY, job):
        yield Told(predicate="occupation", object=job, positive=mood.positive, confidence=max(sure, 0.85))


def _job_is(found: re.Match[str], mood: Mood, subject: Subject) -> Iterator[Told]:
    value = bare(found["v"])
    if value and not re.match("很|太|特别|最|挺", value):
        yield Told(predicate="occupation", object=value, positive=mood.positive, confidence=0.9)


def _is_job(found: re.Match[str], mood: Mood, subject: Subject) -> Iterator[Told]:
    value = bare(found["v"])
    if re.search("[你您我是]|他们|草木|.人在|这种|那种|一样|似的|什么", value):
        return
    doing = re.fullmatch(
        r"(?P<d>(?:开(?:大|小)?(?:货车|出租|网约车|公交|大巴|拖拉机|飞机|火车|地铁|饭店|饭馆|店|公司|网店|超市|理发店|面馆|餐馆|花店)|开[^，是]{1,6}|做[^，是]{1,8}|干[^，是]{1,6}|搞[^，是]{1,8}|教[^，是]{1,6}|卖[^，是]{1,8}|送(?:快递|外卖|水)|跑[^，是]{1,6}|写[^，是]{1,6}|修[^，是]{1,6}|当[^，是]{1,6}|画[^，是]{1,6}|种[^，是]{1,4}|养[^，是]{1,4}|打[^，是]{1,4}))的?",
        value,
    )
    if doing and mood.core.rstrip("了啊呀呢哦").endswith("的"):
        job = doing["d"]
        yield Told(
            predicate="occupation",
            object=job[1:] if job.startswith("当") else f"{job}的",
            positive=mood.positive,
            confidence=0.95,
        )
        return
    if re.fullmatch(rf"[{SURNAMES}](?:老师|医生|师傅|大夫|教练|经理|主任|警官|护士|厂长|院长|校长)", value):
        return
    if re.search("的.*(?:阿姨|叔叔|大爷|大妈|老板|师傅)$", value):
        return
    if re.search("^男|^女|年级|(?:党|团|会|成|队|学|群|官|动|一|人)员$", value) and not re.search(
        "服务员|运动员|售货员|学员$(?<!学员)", value
    ):
        return
    place = re.match(
        r"(?P<w>[^的]{0,10}?(?:公司|社区|小区|街道|村|医院|银行|学校|大学|小学|中学|幼儿园|集团|局|厂|店|所|院|馆))(?:里)?的(?P<j>.{2,8})$",
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


def _trade(found: re.Match[str], mood: Mood, subject: Subject) -> Iterator[Told]:
    value = re.sub(r"^开了?(?:一)?(?:家|个|间)?", "开", bare(found["v"]))
    if (mood.time and not mood.past) or subject.home:
        return
    if re.search(r"开(?:车|门)", value) or (value == "养鱼" and not found["w"]):
        return
    yield Told(predicate="occupation", object=value, positive=mood.positive, confidence=0.85)
    place = bare(found["w"] or "")
    if is_place(place) and subject.named:
        yield Told(predicate="residence", object=place, confidence=0.85)
    if (
        place
        and not value.startswith("开")
        and not is_place(place)
        and not re.search("老家|家|乡下|外|这|那|网上", place)
    ):
        yield Told(predicate="workplace", object=place, positive=mood.positive, confidence=0.8)


def _idle(found: re.Match[str], mood: Mood, subject: Subject) -> Iterator[Told]:
    value = bare(found["v"])
    none = value in ("工作", "有工作", "有班上")
    if subject.home or subject.pet or mood.positive is none:
        return
    value = "没工作" if none else value
    yield Told(predicate="occupation", object="退休" if value.startswith("退") else value, confidence=0.9)


def _turned(found: re.Match[str], mood: Mood, subject: Subject) -> Iterator[Told]:
    """「我转行了，从卖保险改做月嫂了」."""
    job = bare(found["v"])
    if re.search(rf"{SOMEBODY}|车$|衣服|手机", job) and not _work(job):
        return
    if mood.positive and (_work(job) or re.search(_LINE, job) or re.search("改行|转行|转岗", found.group())):
        yield Told(predicate="occupation", object=job, confidence=0.85, fresh=True)


def _toils(found: re.Match[str], mood: Mood, subject: Subject) -> Iterator[Told]:
    """「我爸一辈子在煤矿下井」."""
    value, place = bare(found["v"]), unmeasured(bare(found["w"] or ""))
    place = re.sub("(?:给|帮|替)[^，]{1,4}$", "", place)
    if subject.home or subject.pet or (mood.time and not mood.past and not mood.each and "今年" not in mood.time):
        return
    if not found["w"] and not subject.named and not mood.now:
        return
    yield Told(predicate="occupation", object=value, positive=mood.positive, confidence=0.85)
    if (
        place
        and not is_place(place)
        and not re.search(rf"^[县镇乡村山城]里?$|老家|^家$|家里|乡下|外|这|那|网上|{SOMEBODY}", place)
    ):
        yield Told(predicate="workplace", object=place, positive=mood.positive, confidence=0.85)


def _school_of(found: re.Match[str], mood: Mood, subject: Subject) -> Iterator[Told]:
    yield Told(predicate="school", object=bare(found["v"]), positive=mood.positive, confidence=0.95)
    if found["g"]:
        yield Told(predicate="grade", object=found["g"], positive=mood.positive)


def _learns_at(found: re.Match[str], mood: Mood, subject: Subject) -> Iterator[Told]:
    """「我女儿在职校学美容」."""
    what = bare(found["m"])
    yield Told(predicate="school", object=bare(found["v"]), positive=mood.positive, confidence=0.95)
    grade = re.fullmatch(_GRADE, what)
    if grade or not re.search(SOMEBODY, what):
        yield Told(predicate="grade" if grade else "major", object=what, positive=mood.positive, confidence=0.95)


def _left(found: re.Match[str], mood: Mood, subject: Subject) -> Iterator[Told]:
    """「我不在华为了」."""
    value = bare(found["v"])
    if (
        mood.over
        and not is_place(value)
        and not re.search("学校|办公室|公司|单位|医院|现场|线|身边|一起|乎|意|状态", value)
    ):
        yield Told(predicate="workplace", object=value, positive=False, confidence=0.75)


def _promoted(found: re.Match[str], mood: Mood, subject: Subject) -> Iterator[Told]:
    """「我升护士长了」."""
    job = bare(found["v"])
    if mood.positive and (_work(job) or re.search("长$|经理$|主任$|主管$|总监$|教授$|工程师$|队长$", job)):
        yield Told(predicate="occupation", object=job, confidence=0.9, fresh=True)


def _for_years(found: re.Match[str], mood: Mood, subject: Subject) -> Iterator[Told]:
    """「我爸种了一辈子地」."""
    verb, what = found["a"], bare(found["v"])
    if subject.home or not mood.positive or re.search("梦|家务|饭|题", what):
        return
    if verb in ("当", "做", "干") and not _work(what):
        return
    yield Told(predicate="occupation", object=what if verb == "当" else f"{verb}{what}", confidence=0.85)


def _at_work(found: re.Match[str], mood: Mood, subject: Subject) -> Iterator[Told]:
    """「我在菜场卖豆腐」."""
    value = bare(found["v"])
    once = mood.time and not mood.past and not mood.each
    if (
        once
        or re.search(r"作业|PPT|饭|检查|核酸|体检|题|牌|球|电话|病|人$|书$|戏|电影|孩子$|门$|会$|队$|车$|.到", value)
        or not subject.named
    ):
        return
    yield Told(predicate="occupation", object=value, positive=mood.positive, confidence=0.8)
    yield Told(predicate="workplace", object=unmeasured(bare(found["w"])), positive=mood.positive, confidence=0.8)
