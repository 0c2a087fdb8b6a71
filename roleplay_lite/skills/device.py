"""What a host does: volume, lights, music, power, and other things in the house. What the host does not handle is owned
up to and never claimed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from roleplay_lite.skills.heard import line_of
from roleplay_lite.skills.numbers import NUMBER, number
from roleplay_lite.skills.skill import Command, Context, Done, Match, Said
from roleplay_lite.skills.telling import tells
from roleplay_lite.skills.wording import reply

ACTIONS = ("volume", "speech", "stop")
"""What a host handles where its file says nothing: `volume.set`, … by what stands before the dot."""
UNABLE = "unable"
"""`Done.why` where it is owned up to that it cannot be done."""
STEP = 10.0
"""Percent by which 「大声点」 changes the volume."""
_BIT = "(?:一?点儿?|一些|些|一下|[一两二三几]格|一档)"
_LOUD = "(?:音量|声音|声儿|动静|嗓门|volume|sound)"
_UP = re.compile(
    f"^再?(?:调)?高(?:一?点|些)(?:声)?$|太小声|^再?大(?:一?点|些)声?$|^最大声$|^调大声$|(?:音量|声音)(?:往上|"
    f"增加|升)|^再?(?:响|大)(?:一?点|些)(?:声)?$|(?:声音)(?:太|"
    f"有点)?轻了|嗓门大(?:一?点|些)|^大声(?:$|，)|放大音量|{_LOUD}(?:给我|再|往|能不能|开|调|放|弄|拧|"
    f"搞|太小|，|加|得|稍微|有点|可以|能|变|向上|整)*(?:大|"
    f"高|响|加|提高|up)(?!概|家|约|兴|小|怎|吗)|(?:大|高|响)(?:点|一点|些)?(?:音量|声音)|"
    f"大声(?:一?点儿?|些)|(?:说|讲)?(?:话)?(?:大点儿?|大一点|再大点)声|{_LOUD}(?:太|有点儿?|"
    f"好)小(?:了|啦|$|，)|(?:调|放|开|拧)(?:大|高|响)(?:一?点|些|[一两二三]格)?(?:{_LOUD})?(?:$|，)|"
    f"(?:增大|加大|提高|增加|调高|调大){_LOUD}|听不(?:见|清|到)，?.{{0,6}}(?:大|响)|耳朵(?:背|不好|"
    f"聋)，?.{{0,6}}大|"
    "(?:turn|volume|crank).{0,12}\\bup\\b|louder|speak up"
)
_DOWN = re.compile(
    f"^再?(?:调)?低(?:一?点|些)(?:声)?$|^再?(?:轻|小)(?:一?点|些)(?:声)?$|(?:声儿|嗓门|"
    f"嗓子)小(?:一?点|些)|(?:音量|声音)(?:往下|降)|轻点声|太大声(?:了)?|^小声(?:$|，)|(?:声音|"
    f"音量)弄小|{_LOUD}(?:给我|再|"
    f"往|能不能|开|调|放|弄|拧|搞|太大|，|减|得|稍微|有点|可以|能|变|向下|整)*(?:小|"
    f"低|轻|减|降|down)(?!吗)|(?:小|低|轻)(?:点|一点|些)?(?:音量|声音)|小声(?:一?点儿?|些|$|，|小声)|"
    f"轻声(?:一?点|些)|(?:说|讲)?(?:话)?(?:小点儿?|小一点|再小点)声|{_LOUD}(?:太|有点儿?|好)(?:大|响|"
    f"吵)(?:了|啦|$|，)|^太(?:吵|响)了?，?(?:给我)?(?:小|低|轻)(?:一?点|些)$|(?:调|放|关|拧)(?:小|低|"
    f"轻)(?:一?点|些|[一两二三]格)?(?:{_LOUD})?(?:$|，)|"
    f"(?:减小|降低|减少|调低|调小){_LOUD}|太(?:吵|响)(?:了)?，?.{{0,8}}(?:小|低|轻)|拧低|"
    "(?:turn|volume).{0,12}\\bdown\\b|quieter|softer|lower the volume"
)
_LEVEL = re.compile(
    f"{_LOUD}(?:给我|帮我|请)?(?:直接|再)?(?:调|开|设|放|弄|拧|改|变|搞|定|降|升|加|减|设置|调整|"
    f"调节)?(?:到|成|为|至|在|个|整到)?(?:最)?(?P<v>百分之?{NUMBER}|{NUMBER}(?:成|%|格|档|度)?|一半|"
    f"最大|最小|最高|最低|中等|适中|正常|满)|(?:调|开|设|放)(?:到)?(?P<v2>最大|最小|最高|最低|"
    f"[一二三四五六七八九]成(?=音量|声音))(?:的)?{_LOUD}?|(?:把|将)?{_LOUD}(?:调|开|放|"
    f"拧)?(?P<v3>最大|最小)|(?:volume|sound).{{0,10}}(?P<v4>\\d+|max(?:imum)?|min(?:imum)?|half)|"
    f"(?P<v5>\\d+|max|half) volume|(?:最大|最小)音量"
)
_MUTE = re.compile(
    "关(?:掉|了|闭)?(?:你的)?声音|把你的声音关|闭麦|静个?音|消音|把?(?:声音|音量)(?:关|去|弄|静)(?:上|掉|"
    "了|没)|关(?:掉|了)?声音|(?:不要|别)(?:(?:有|发?出)声音?|声音了?$)|turn (?:off|on) the sound|"
    "sound o(?:ff|n)$|\\bmute\\b|unmute"
)
_UNMUTE = re.compile(
    "(?:取消|解除|关闭?|退出|别|不要|不|恢复)(?:掉)?静音|unmute|turn on the sound|打开声音|恢复声音|声音(?:打|开)开"
)
_LIGHT = "(?:大?灯(?!塔|泡|谜|笼|火|会|节)(?:光|带)?|lights?|lamp)"
_LIGHT_DO: tuple[tuple[str, str], ...] = (
    ("off", "turn .{1,24} off|(?:关|灭|熄)(?:上|掉|了|一?下|灯)?|(?:turn|switch) off|lights? off|off"), ("dim",
    "(?:调|弄|变|开)?(?:得)?(?:暗|昏|柔)|dim|darker"), ("bright",
    "(?:调|弄|变|开)?(?:得)?亮(?:一?点|些)|(?:调|最)亮|bright"),
    ("colour", "(?:换|变|调|改)(?:成|个|到)?(?:红|蓝|绿|黄|紫|粉|白|暖|冷|彩)|(?:红|蓝|绿|黄|紫|粉|白|暖|"
"冷)色?(?:的)?光|颜色"), ("on",
"turn .{1,24} on|打?开|点(?:亮|上)?|亮(?:起来|灯)|(?:turn|switch) on|lights? on|\\bon\\b"),
)  # fmt: skip
_LIGHT_NOT = re.compile(
    "不开灯|没开灯|灯(?:好|真|太|有点|挺)暗(?!.*(?:亮|开|调))|吃面|关灯(?:以后|之后|后|的时候|时)|演到|要不要|该不该|红绿灯|路灯|车灯|台灯(?:坏|多少|好看)|灯塔|"
    "灯泡|灯谜|灯笼|开灯睡|关灯睡觉(?:怕|"
    "害怕)|(?:不|没)敢关灯|跑马灯|尾灯|点灯(?:吗|人|的)|你(?:的)?灯|着灯|亮灯|几点|可真|怎么|灯还亮|"
    "每晚|你点灯|(?:灯)(?:亮|开|关)着"
)
_PLACE = re.compile(
    "(?P<p>客厅|卧室|厨房|厕所|卫生间|洗手间|浴室|阳台|书房|餐厅|走廊|玄关|主卧|次卧|床头|儿童房|"
    "房间|所有|全部|bedroom|kitchen|living room)"
)
_SONG = (
    "(?:歌曲?|音乐|曲子?|乐曲|儿歌|钢琴曲|轻音乐|纯音乐|爵士乐?|摇滚乐?|民谣|古典乐?|流行乐|交响乐|舞曲|摇篮曲|白噪音|"
    "专辑|歌单|戏曲|京剧|相声|评书|广播|电台|收音机|music|song)"
)
_MUSIC_DO: tuple[tuple[str, str], ...] = (
    ("next", f"^下首(?:歌)?$|播放下一|下一?[首曲支](?:{_SONG}|吧|，|$)|下一?个(?:{_SONG}|歌)|下一?[首曲](?!诗|"
f"词)|切歌|"
f"换一?首(?:别的)?|换一?个(?=歌|音乐)(?:别的)?(?:{_SONG}|$|，|别的)|换歌|换(?:下)?一首(?:歌)?(?:$|"
f"，)|换一?个歌|(?:这首|"
f"这个)(?:歌)?不(?:好听|想听|要)，?(?:换|下一)|跳过(?:这首|这个)|next (?:song|track)|"
f"skip (?:this )?(?:song|track|it)|^next$"),
    ("previous", f"前一[首曲]|上一?[首曲](?!诗|词)|上一?个(?:{_SONG})|(?:放|播|听)(?:刚才|前面)(?:那|的)?(?:一)?首|"
f"previous (?:song|track)"),
    ("pause", f"^停歌$|(?:暂停|停(?:下|掉|止|了)?|关(?:掉|了|上|闭)?|别(?:再)?|不要(?:再)?)(?:一?下|播放|放|唱|"
f"播)?(?:这|"
f"那)?(?:首)?(?:{_SONG}|播放)(?:了)?|(?:{_SONG}|播放)(?:先)?(?:给我)?(?:暂停|停(?!不)|关(?:掉|了|"
f"上))|别(?:唱|放|播)(?:了|歌)|暂停(?:一?下|播放)?(?:$|，)|不(?:要|用|想)(?:放|听|唱)(?:歌|"
f"音乐)?了|(?:pause|stop|turn off)(?: the| this)? (?:music|song|playing|it)$|^pause$"),
    ("resume", f"(?:继续|接着|恢复)(?:放|播放?|听|唱)(?:{_SONG})?|(?:resume|continue)(?: the)? (?:music|song|"
f"playing)|(?:{_SONG})继续"),
    ("mode", "单曲循环|循环播放|重新(?:播放|放)|随机播放|(?:顺序|列表)播放|shuffle|repeat this song"),
    ("play", f"^(?:给我|你)?(?:再)?唱(?:一?[首个曲]|个歌|歌|支歌)(?:歌)?(?:听听|吧|给我听)?$|^再来一首$|^播歌$|"
f"^点歌$|^(?:打开|开启|开)音乐$|^(?:我)?(?:想|要)听[^，]{{2,4}}的$|^(?:我)?(?:想|要)听[^，你我他她它的]{{2,4}}的(?![^，]*(?:话|声|意见|看法|想法|故事|建议|经历|事|"
f"理由|课|道理|消息|答案|解释|评价))[^，]{{2,6}}$|(?:放|播放?|来|点|听|唱|整|搞)(?:一?[首曲段支]|点儿?|"
f"个|些|"
f"几首)?(?:[^，]{{0,10}}?的)?(?:[^，的]{{0,6}})?(?:{_SONG})(?!会|手|词|剧|好|真|太|很|是|都|"
f"的(?!$)|里|声)|(?:放|播放?|点|来|听|唱)(?:一?首|一?曲|一?支)[^，]{{1,14}}|^(?:播放|"
f"点播)(?!.{{0,8}}(?:故事|笑话|诗|声音))[^，]{{2,14}}|放歌|^play (?:me )?(?:some |a |the |"
f"my )?(?:[a-z' ]*(?:music|songs?|playlist|album|jazz|piano|lullaby|radio)|.+ by .+)"),
)  # fmt: skip
_BEFORE_PLAY = re.compile(
    "(?:[^，]{0,8}，)*(?:不(?:想|要)(?:再)?听了|给我|帮我|给咱|我|想|要|来|你|随便|再|那|快|能|可以|不能|请|现在|先|就|给|"
    "宝宝|孩子|大家|点|家|爷爷|奶奶|，|继续|循环|把)*"
)
_MUSIC_NOT = re.compile(
    "一首的话|睡着|播放(?:量|器)|(?<!别)[听唱放]了|就能|解压|[听唱放]过|诗|词(?:牌)?|故事|笑话|谜|成语|接龙|"
    "(?:你)?喜欢(?:听)?(?:什么|啥|哪)|(?:什么|哪首|哪个|"
    "谁的?)(?:歌|音乐|唱)(?!都行|都可以)|(?:唱|会唱)(?:得|的)|歌(?:词|手|星|名|剧院|声)|KTV|ktv|"
    "好听吗|音乐(?:会|节|家|课|老师|学院)|放(?:假|学|下(?!一)|心|弃|松|过|屁|盐|糖|点?(?:盐|糖|油|醋|辣|葱|"
    "酱|水|料)|火|手|寒假|暑假|大|慢|了?多少|冰箱)|(?:学会|教|会|爱|老爱|能|敢)唱|(?<!别)唱了|唱歌(?!给|吧|"
    "听)|听(?:说|力|不|课|我|你|见|清|懂|话)|点(?:外卖|菜|餐|头|赞)|来(?:电话|客人|人)|小声|"
    "一首(?:诗|词)|(?:现|古|唐|宋)代?诗|背(?!景)|念|写"
)
_POWER = re.compile(
    "^把?(?:机器|电源|系统)关(?:了|掉|上)$|^关(?:掉|了|上)?电源$|^重新开一?下?机$|^(?:turn|switch) off$|"
    "^关机，?(?:休息|睡觉|去睡)(?:吧|了|去)*$|^晚安，?关机$|^(?:开启|打开|进入)(?:省电|休眠|待机|睡眠)(?:模式)?$|^关(?:掉|闭|"
    "了)(?:设备|系统|机器|音箱|你自己)$|^(?:自动|定时|[^，]{2,6}后)关机$|"
    "^(?:可以)?(?:下线|退下)$|^睡觉模式$|^(?:去睡觉吧，?)?关机(?:重启)?$|^关掉你?自己$|^(?:你|"
    "把你?(?:自己|机器|设备)|设备|机器|音箱|"
    "自己|现在|可以|给我|，|那|赶紧|马上|先|去|自动|"
    "系统)*(?:(?:关机|关闭电源|(?<!自己)关(?:掉|了)?(?:自己|机器|设备|音箱)|关一?下机|断电(?:关机)?|"
    "(?<=你自己)关掉|(?<=把自己)关(?:掉|"
    "了)|关了$(?<=自己关了))|(?P<re>重启|重新启动|重新开机|重开机)|(?P<sleep>休眠|待机|"
    "(?:进入)?(?:待机|休眠|睡眠|省电)(?:模式)?|睡觉去|去睡觉|休息(?:去)?))(?:一?下|你自己|自己|设备|"
    "机器|系统|音箱|了|状态|模式|吧|我(?:要)?睡.{0,3}|，.{0,6})*$|(?:power off|shut ?down|reboot|"
    "restart|turn yourself off|go to sleep|standby)"
)
_HOME = (
    "(?:空调|门锁(?!上)|电视机?|窗帘|风扇|电扇|加湿器|净化器|扫地机(?:器人)?|扫地的|拖地机|洗衣机|"
    "烘干机|热水器|电饭[煲锅]|微波炉|烤箱|冰箱|油烟机|投影仪?|插座|暖气|地暖|电热毯|百叶窗|纱帘|"
    "摄像头|监控|门铃|车库门?|咖啡机|洗碗机|机顶盒|路由器|新风|晾衣架|浴霸|窗户|窗(?=$|，)|电视台|大门|"
    "(?<!部)(?<!专)(?<!热)门(?=锁|关上|打开|$)|蓝牙|wifi|网络|屏幕|亮度|手电筒?|tv|curtains?|"
    "air con(?:ditioner)?|fan|heater|vacuum|blinds|door|bluetooth)"
)
_HOME_DO = (
    "(?:打?开|关|拉(?:上|开)?|调|设|启动|停|暂停|换(?:到|成|个|台)|切(?:到|换)|升|降|开到|打到|制冷|制热|除湿|锁|"
    "解锁|连(?:上|接)|断开|烧(?:上|水|点)|出来|干活|扫|拖|清扫|打扫|充电|回(?:去|充)|(?:大|小|高|低|暖|冷|热|"
    "凉)(?:一?点|些)|turn|open|close|lock|unlock|set|start|stop|switch|connect)"
)
_HOME_ORDER = re.compile(
    f"(?:把|将|给|让|叫)?(?:[^，]{{0,6}})(?:{_HOME})[^，]{{0,8}}?(?:{_HOME_DO})|(?:{_HOME_DO})[^，]{{0,9}}?(?:{_HOME})"
)
_HOME_NOT = re.compile(
    f"心门|世界|话匣|(?:{_HOME_DO})着(?!的)|太低|太高|太冷|太热|响个|^[开关]了.{{1,5}}了|(?:我|让我|"
    f"要我)(?:要|该|能|可以)?(?:去)?(?:开|关)|让我|几家|店开|晚上$|一晚|(?:{_HOME})(?:坏|"
    f"里|上(?!开)|前|费|多少|好(?![热冷闷]$)|是|很|真|怎么|为什么|该|修|买|又|老|不|没(?!关|开)|"
    f"节目|剧|清洗|味|病|声(?!音[^，]{{0,3}}(?:大|小|高|低|关))|旁|后|外(?!面)|原理|牌)|(?:修|买|装|"
    f"洗|擦|看|蹲|趴|靠|站|坐)(?:了)?(?:台|"
    f"个|一台|一个|到|在|着)?(?:新)?(?:{_HOME})|开(?:门|着)(?:的|呢|吗|见)|关于|几点|开窗户?(?:睡|"
    f"通风)(?:好|会)|要不要|该不该|(?:你说|建议).{{0,10}}吗|省电|好还是|电视(?:机)?(?:里|上|说|剧|台|"
    f"节目)|谁(?:开|关)|密码|整天|一直|怎么|忘(?:记|了)|吗$|能开|严|宿|刚(?:把|才)|不(?:想|敢)(?:开|"
    f"关)|刚(?:开|关|才)"
)
_CALL = re.compile(
    "^换一?个?台$|^烧(?:一?壶|点|个)?[热开]?水$|^订一?张?[去到回][^，]{1,6}的(?:机|车|火车|高铁|动车)?票$|"
    "^投屏到?[^，]{0,4}$|^打[个辆]?车[去到回][^，]{1,6}$|^查(?:一?下)?(?:我的)?快递$|^呼叫[^，]{1,6}$|^(?:打|拨)给[^，]{1,5}$|^(?:拨|打)(?:一?下|通)?[^，打拨了过]{1,8}的电话$|^(?:打开|启动)(?:微信|抖音|相机|摄像头|地图|导航|相册|计算器|支付宝|浏览器|淘宝|快手|微博|设置|"
    "游戏)$|^(?:开始)?(?:扫地|拖地|煮饭|烧水)$|^(?:帮我)?(?:叫|订)(?:一?[份个])?外卖$|^导航回家$|"
    "^(?:帮我)?拍个照$|^发(?:一?[条个])?(?:短信|微信|消息)给|(?:给|帮我给|替我给)[^，给]{1,8}(?:打|"
    "拨|回|通)(?:一?个|个)?(?:电话|视频|语音)(?!了|时|的时候|"
    "之后|结果|说|过)|(?:视频通话|语音通话|打视频|打电话)给[^，]{1,8}|(?:打|拨)(?:一?个)?电话(?:给|"
    "到)[^，]{1,8}|(?:打|拨)(?:通)?(?:110|120|119|"
    "12345)|拨打[^，]{1,10}|(?:给|帮我给)[^，给]{1,8}发(?:一?[条个])?(?:短信|微信|消息|信息|"
    "语音)(?!了|过)|^(?:call|phone|dial|text|message) (?:my \\w+|mom|mum|dad|grandma|"
    "grandpa)(?: please| now)?$|^(?:帮我)?(?:叫(?:一?[辆个])?(?:车|出租车|滴滴|外卖)|"
    "订(?:一?[张份个])?(?:票|机票|车票|外卖|酒店|餐)|点(?:一?[份个])?外卖|买(?:一?[张份])?(?:票|菜)|"
    "拍(?:一?张)?照|截(?:个)?屏|录(?:个|一?段)?(?:音|像|视频)|导航|搜(?:索)?一下|"
    "^发(?:一?[条个])?(?:微信|短信|消息|信息)给|^(?:叫|打)(?:一?[辆个])?(?:车|出租车|滴滴)$|"
    "^点(?:一?[份个])?外卖$|发(?:一?[条个])?(?:朋友圈|邮件|微信|短信))|(?:拍|照)(?:一?张|"
    "个)照(?:片)?(?:$|，)|导航(?:去|到)[^，]{1,10}"
)
_CALL_NOT = re.compile(
    "给我(?![妈爸老的儿女闺姐哥弟妹爷奶朋同])|不回|不理|没回|吃什么|(?:打|拨|发)(?:了|过|完|来|不通|"
    "的)|没(?:人|打|接)|我(?:想|要|去|正|刚|该|得|先|每|"
    "经常)?(?:在)?(?:给|打)[^，]{0,8}(?:电话|微信)(?!吧)|要不要|该不该|怎么(?:打|发|说)|总|老是|"
    "每(?:天|次|周)|昨|不敢|害怕|为什么|应该|吵架|(?:给|跟)我(?:打|发)|催"
)


class Device:
    """See the module."""

    name = "device"

    def __init__(self, actions: Sequence[str] = ACTIONS) -> None:
        """`actions` are those that the host handles: a whole one (`light.on`) or what stands before its dot."""
        self._actions = frozenset(actions)

    def match(self, said: Said) -> Match | None:
        """See `Skill.match`."""
        line = line_of(said.text)
        core = line.core
        if len(core) > 40:
            return None
        # 「没开就开上」 tells what it asks for.
        told = tells(line.text) and not re.search("没(?:开|关)(?:的话)?，?(?:就|帮|给)", line.text)
        return (
            _volume(core, told) or (None if told else _light(core)) or _music(core, told) or _power(line.text, core)
            or (None if told else _other(core))
        )  # fmt: skip

    def do(self, match: Match, context: Context) -> Done:
        """See `Skill.do`."""
        action, value, done, unable = _WHAT[match.intent.partition(".")[2]](match.slots)
        if not self.handles(action):
            mandarin, english = unable
            return Done(text=reply(context, mandarin, english, **match.slots), why=UNABLE)
        mandarin, english = done
        text = reply(context, mandarin, english)
        return Done(text=text, effects=(Command(action=action, value=value),), why=action)

    def handles(self, action: str) -> bool:
        """Whether the host does it."""
        return action in self._actions or action.partition(".")[0] in self._actions


Lines = tuple[Sequence[str], Sequence[str]]
What = tuple[str, float | str | None, Lines, Lines]


def _made(what: str, confidence: float, /, **slots: Any) -> Match:
    kept = {name: value for name, value in slots.items() if value not in ("", None)}
    return Match(skill="device", intent=f"device.{what}", confidence=confidence, slots=kept)


def _volume(core: str, told: bool) -> Match | None:
    if re.search(
        f"{_HOME}|声音大(?:被|得)|音乐好|嗓门(?:真|大得|很)|字|手机|怎么|不敢|整条街|歌(?:声)?音?好大|雷|"
        f"楼上|隔壁|外面|"
        f"邻居家|邻居(?:的|在|装|好|很)|他|她|吵醒|"
        f"的时候|水声|心声|雨声|(?:声音|音量)(?:好|真|很)(?:听|大啊|甜|像|温柔|可爱|难)|你的声音|为什么|嗓子|"
        f"我(?:的)?(?:声音|嗓门)",
        core,
    ):
        return None
    if (
        not told
        and (_UNMUTE.search(core) or _MUTE.search(core))
        and not re.search("静音(?:模式)?(?:会|好|没|是|的时候|听)|静音(?:房|室|键|模式好|耳机)", core)
    ):
        return _made("mute", 0.94, on=not _UNMUTE.search(core))
    if not told and (found := _LEVEL.search(core)) and not re.search("多少$|几$", core):
        value = next(
            (v for name, v in found.groupdict().items() if v and name.startswith("v")),
            "最大" if "最大" in core else "最小",
        )
        to = _level(value)
        before = core[: found.start()] + found.group()
        if to is not None and not re.search(
            "(?:调|放|开|拧)?(?:大|高|小|低|轻|响|降|升|加|减)(?:一点|[一两二三四五]格|一些|一下)", core
        ):
            return (
                _made("volume", 0.95, to=to)
                if re.search("调|开|设|放|弄|拧|改|变|到|成|最|volume|sound|音量|搞|定", before)
                else None
            )
    strong = (
        not told
        or re.match("(?:大|小)声|(?:声音|音量)", core)
        or re.search("太(?:吵|响)|(?:声音|音量|声)[^，]{0,3}(?:大|小|低|高)(?:一?点|些)|(?:大|小)(?:一?点)声", core)
    )
    if not strong:
        return None
    up, down = _UP.search(core), _DOWN.search(core)
    if not (up or down) or re.search("(?:声音|动静)(?:好|真|很|特别)大(?!一?点)|(?:声音|歌)好(?:大|小|听)", core):
        return None
    notches = re.search("([一两二三四五])(?:格|档)", core)
    steps = float(number(notches[1]) or 1) if notches else 1.0
    louder = bool(up) and not (down and down.start() < (up.start() if up else 99) and not re.search("太小", core))
    if re.search("太大|太响|太吵", core):
        louder = False
    if re.search("太小", core):
        louder = True
    return _made("volume", 0.95, change=STEP * steps * (1 if louder else -1))


def _level(said: str) -> float | None:
    """Percent: 「三成」 is 30, 「百分之三十」 too, 「最大」 100, 「五」 50 as of ten."""
    fixed = {
        "一半": 50,
        "half": 50,
        "最大": 100,
        "最高": 100,
        "满": 100,
        "最小": 0,
        "最低": 0,
        "中等": 50,
        "适中": 50,
        "正常": 50,
    }
    if said in fixed:
        return float(fixed[said])
    if said.startswith(("max", "min")):
        return 100.0 if said.startswith("max") else 0.0
    plain = re.sub("[格档度]$", "", said)
    if plain.endswith("成"):
        value = number(plain[:-1])
        return min(100.0, float(value * 10)) if value is not None else None
    if re.fullmatch("百分[0-9一二三四五六七八九十百]+", plain):
        plain = plain.replace("百分", "百分之")
    value = number(plain)
    if value is None or value < 0:
        return None
    if plain.startswith("百分之") or plain.endswith("%"):
        value *= 100
    elif (value <= 10 and "格" not in said and float(value) == int(value)) or "格" in said:
        value *= 10
    return min(100.0, float(value))


def _light(core: str) -> Match | None:
    if not re.search(_LIGHT, core) or _LIGHT_NOT.search(core) or re.search("吗$|好看|坏了|买", core):
        return None
    what = next((name for name, pattern in _LIGHT_DO if re.search(pattern, core)), "")
    if not what or len(core) > (40 if core.isascii() else 24):
        return None
    place = _PLACE.search(core)
    return _made("light", 0.93, do=what, place=place["p"] if place else "")


def _music(core: str, told: bool) -> Match | None:
    if _MUSIC_NOT.search(core) or told:
        return None
    for what, pattern in _MUSIC_DO:
        if found := re.search(pattern, core):
            if what == "play" and (not _BEFORE_PLAY.fullmatch(core, 0, found.start()) or core.endswith(("吗", "了没"))):
                return None
            wanted = (
                re.sub(
                    f"^(?:我?(?:想|要)听|播放?|放|来|点播?|听|唱|整|搞|play)(?:一?[首曲段支]|点儿?|个|些|一下)?|"
                    f"{_SONG}$|的$|some |music|a song|吧",
                    "",
                    found.group(),
                )
                if what == "play"
                else ""
            )
            return _made("music", 0.92, do=what, what=wanted.strip("的 "))
    return None


def _power(text: str, core: str) -> Match | None:
    found = _POWER.search(core) or _POWER.search(text)
    if not found or re.search("电脑|手机|^我|电视|空调", core):
        return None
    said = found.group()
    what = (
        "restart"
        if found["re"] or re.search("reboot|restart", said)
        else "sleep"
        if found["sleep"] or re.search("sleep|standby", said)
        else "off"
    )
    if what == "sleep" and re.fullmatch("(?:你|去|，)*(?:休息|睡觉去|去睡觉)(?:去|了|吧|一?下)*", core):
        return None  # said to a friend
    return _made("power", 0.92, do=what)


def _other(core: str) -> Match | None:
    if re.search("提醒|(?:叫|喊)我|到(?:点|时候)[^，]{0,2}跟我说", core):
        return None
    if (_CALL.search(core) and not _CALL_NOT.search(core)) and not core.endswith("吗"):
        return _made("other", 0.9, what=core[:24])
    if _HOME_ORDER.search(core) and not _HOME_NOT.search(core):
        return _made("other", 0.9, what=core[:24])
    return None


def _do_volume(slots: Any) -> What:
    unable: Lines = (("音量我调不了，你拧一下机器上的吧。",), ("I can't change the volume.",))
    if "to" in slots:
        to = float(slots["to"])
        line = "开到最大了。" if to >= 100 else "调到最小了。" if to <= 0 else f"音量调到百分之{to:g}了。"
        return "volume.set", to, ((line, "好，" + line), (f"Volume at {to:g} percent.",)), unable
    change = float(slots["change"])
    louder: Lines = (("好，大声点了。", "声音调大了。", "行，这样听得清吧。"), ("Louder now.",))
    softer: Lines = (("好，小声点。", "声音调小了。", "行，轻一点。"), ("Softer now.",))
    return "volume.change", change, louder if change > 0 else softer, unable


def _do_mute(slots: Any) -> What:
    on = bool(slots.get("on"))
    done: Lines = (("好，静音了。",), ("Muted.",)) if on else (("好，声音回来了。",), ("Sound is back.",))
    return "volume.mute", 1.0 if on else 0.0, done, (("静音我按不了，得你自己来。",), ("I can't mute myself.",))


def _do_light(slots: Any) -> What:
    what = str(slots["do"])
    action = {
        "on": "light.on",
        "off": "light.off",
        "dim": "light.change",
        "bright": "light.change",
        "colour": "light.colour",
    }[what]
    value: float | str | None = {"dim": -20.0, "bright": 20.0}.get(what) or slots.get("place")
    said = {"on": "灯开了。", "off": "灯关了。", "dim": "灯调暗了。", "bright": "灯调亮了。", "colour": "换好颜色了。"}[
        what
    ]
    unable: Lines = (
        ("灯我够不着，得你自己按一下。", "我管不着灯呀，你伸个手吧。", "这灯不归我管，我没法碰它。"),
        ("I can't reach the lights.", "The lights are not mine to switch."),
    )
    return action, value, ((said, f"好，{said}"), ("Done.",)), unable


def _do_music(slots: Any) -> What:
    what = str(slots["do"])
    said = {
        "play": "这就放。",
        "pause": "停了。",
        "resume": "接着放。",
        "next": "下一首。",
        "previous": "上一首。",
        "mode": "换好了。",
    }[what]
    unable: Lines = (
        ("我这儿没有歌，放不了。", "放音乐我可不会，要不陪你说说话？", "我管不了放歌这事儿。"),
        ("I have no music to play.", "I can't play music."),
    )
    return f"music.{what}", slots.get("what"), ((said, f"好，{said}"), ("All right.",)), unable


def _do_power(slots: Any) -> What:
    what = str(slots["do"])
    said = {"off": "好，关机了，回头见。", "restart": "好，这就重启。", "sleep": "好，我歇会儿，叫我就醒。"}[what]
    unable: Lines = (
        ("开关机我自己按不了，得你动手。", "这个我自己做不到，你按一下电源吧。"),
        ("I can't switch myself off.",),
    )
    return f"power.{what}", None, ((said,), ("All right.",)), unable


def _do_other(slots: Any) -> What:
    unable: Lines = (
        ("这个我管不着，得你自己动手。", "我够不着那个，帮不上忙。", "这事儿我做不到，别的我陪你。"),
        ("I can't do that one.", "That is out of my reach."),
    )
    return "device.other", str(slots.get("what", "")), (("好，这就办。", "行，交给我。"), ("All right.",)), unable


_WHAT = {
    "volume": _do_volume, "mute": _do_mute, "light": _do_light, "music": _do_music, "power": _do_power,
    "other": _do_other,
}  # fmt: skip
