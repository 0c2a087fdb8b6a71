"""How a line treats the character it is said to: praise, insult, thanks, apology, teasing. Pure, rules only."""

from __future__ import annotations

import re

from roleplay_lite.emotion.event import Event, Happening, caught
from roleplay_lite.emotion.feeling import Feeling


def event_of(text: str, feeling: Feeling | None = None) -> Event | None:
    """What the person's words do to the character: how they treat it, else good news, else the feeling in them. None
    where they leave it as it was."""
    line = _plain(text)
    if kind := treated(line):
        return Event(kind=kind, strength=1.4 if _STRONG.search(line) else 1.0)
    if _NEWS.search(line) and not (feeling and feeling.valence < 0):
        return Event(kind=Happening.GOOD_NEWS)
    return caught(feeling) if feeling else None


def treated(text: str) -> Happening | None:
    """How the line treats the one it is said to; None for what is said of others or quotes them."""
    line = _plain(text)
    if _MISSED.search(line):
        return Happening.REUNION
    if _BROKEN.search(line):
        return Happening.BROKEN_PROMISE
    insulted = _INSULT.search(_NOT_INSULT.sub("", line))
    if insulted and not _QUOTED.search(line[: insulted.start() + 2]):
        return Happening.TEASING if _LAUGHS.search(line) else Happening.INSULT
    if _QUOTED.search(line):
        return None
    if _TEASE.search(line):
        return Happening.TEASING
    if _SORRY.search(line) and not _SORRY_ELSE.search(line):
        return Happening.APOLOGY
    if _THANKS.search(line) and not _THANKS_ELSE.search(line):
        return Happening.THANKS
    if _WON.search(line):
        return Happening.SUCCESS
    praised = _PRAISE.search(_NOT_PRAISE.sub("", line)) and not _ASKS.search(line)
    return Happening.PRAISE if praised else None


def _plain(text: str) -> str:
    return text[:_LONGEST].translate(_WIDTH).casefold()


_LONGEST = 2000
_WIDTH = str.maketrans("，。？！；：’“”（）", ',.?!;:\'""()')

# 「他说你笨」 tells what somebody said, 「你觉得我笨吗」 is about the person.
_QUOTED = re.compile(
    r"(?:他们?|她们?|老师|妈妈?|爸爸?|老板|领导|同学|同事|朋友|人家|有人|别人|电视里|书里)\S{0,4}(?:说|骂|夸|讲"
    r"|喊|问|叫)|(?:跟|和|对|替我?|帮我|给)\S{1,6}(?:说|道|讲)|怎么(?:跟|和|对|给)|英文|英语怎么|什么意思|造句"
    r"|翻译|\b(?:he|she|they|my \w+|people|someone) (?:said|says|told|called|calls)\b|\bhow do (?:i|you) say\b"
    r"|\btranslate\b"
)
_ASKS = re.compile(r"[吗么](?:\?|$)")
_STRONG = re.compile(
    r"真的?[是太]|太|超级?|最|特别|非常|从来没|永远|一辈子|\b(?:so|very|really|best|worst|ever|never)\b|!{2,}"
)
_LAUGHS = re.compile(
    r"哈哈|嘿嘿|嘻嘻|hh+|逗你|开玩笑|小(?:笨|傻|坏|胖|懒|馋|调皮)|(?:笨|傻|坏)(?:得|的)?可爱|略略|\b(?:haha|lol"
    r"|kidding|teasing|silly)\b"
)

_WHO = r"(?:你们?|您)"
_DEGREE = (
    r"(?:真的?|可真|可|好|太|很|挺|最|超级?|特别|非常|这么|那么|怎么(?:这么|那么|就)?|就是|简直|实在|还|又|是"
    r"|也|真是)*"
)
_INSULT = re.compile(
    rf"{_WHO}(?:唱|讲|说|画|做|写|长|学|念|笑)?(?:得|的)?(?:歌|笑话)?(?:这|这个|个|就是|就是个|这种|是个"
    rf"|真是个?|简直是?个?|算什么|算个)?{_DEGREE}(?:个|一个)?"
    r"(?:笨|蠢|傻(?!眼)|没用|废物|垃圾|讨厌|烦(?!恼|心)|丑|难看|难听|恶心|差劲|无聊(?!的时候|吗)|弱智|智障|脑残"
    r"|白痴|混蛋|骗子|神经病|有病|"
    r"啰嗦|话多|破烂|破机器|破音箱|废铁|饭桶|二百五|不如别人|没意思|冷血|假惺惺|多嘴|吵死|大聪明|什么都不(?:会"
    r"|懂)|没脑子)|(?:讨厌|烦|恨|受够|懒得理|不想(?:理|跟)|不喜欢|瞧不上|看不起)(?:死)?(?:了)?你(?!爸|妈|们?家"
    r"|的[^了])|(?:闭嘴|住嘴|滚(?:开|蛋|远|一边)?(?:吧|啊|!|,|\.|$)|去死|你给我走|别烦我|少废话|没人想听你"
    r"|懂个(?:屁|啥|什么)|要你有什么用|"
    r"(?:你|您)话(?:真|太|好)多|你会个|废物一个|说的什么玩意|胡说八道|把你(?:扔|砸|卖)了|换(?:一个|掉)你)"
    r"|(?<!我是)(?<!说我)(?<!骂我)(?<!是个)(?<!我也是)(?:笨蛋|蠢货|傻瓜|傻子|傻逼|傻x|王八蛋|废物|白痴|猪头"
    r"|蠢猪)(?:[,!.?]|$)|\byou(?:'re| are| r)? (?:\w+ ){0,3}(?:stupid|dumb|useless|idiot|moron|annoying|ugly"
    r"|worthless|boring|pathetic|trash|garbage|suck)|\bi hate you\b|\bshut up\b|\bscrew you\b|\bfuck (?:you"
    r"|off)\b|\bgo to hell\b|\bgo away\b|\bnobody (?:likes|wants) you\b"
)
_NOT_INSULT = re.compile(
    r"你(?:一点儿?都?|又|才|真的?|可|也)?不(?:是个?)?(?:笨|蠢|傻|讨厌|烦|丑|无聊|啰嗦|没用|难看|难听)\S{0,2}"
    r"|你别傻|你(?:不)?(?:觉得|说|看)?我\S{0,4}(?:笨|蠢|傻|烦|丑)|烦不烦(?:我|人)?的|你烦(?:什么|啥|不烦)"
    r"|你(?:在|最近)?烦|讨厌你(?:爸|妈|们家)|你(?:最|很|特别|平时)*(?:讨厌|烦)(?:什么|啥|谁|哪|吃|吗|不|的)"
    r"|你(?:最|很)?讨厌(?=[^,.!?了])|你(?:觉得)?无聊(?:吗|不|的时候)|你(?:不)?会无聊|你有病(?:吗|没)|傻瓜相机"
    r"|笨蛋(?:美人|妈妈)|\byou(?:'re| are) not \w+|\bdon't hate you\b"
)
_TEASE = re.compile(
    r"逗你(?:玩|呢|的)|跟你开玩笑|骗你的|略略略|(?:你|您)(?:是不是)?又(?:偷吃|吹牛|偷懒|长胖|胖了|嘴硬)"
    r"|吹牛(?:吧|不打草稿)|你?就吹吧|你?少臭美|"
    r"你(?:个|这)?(?:小|老)(?:笨|傻|坏|胖|懒|馋|调皮|家伙|滑头|鬼头|顽固)|害羞了吧|脸红了吧|瞧你(?:那|这)"
    r"|看把你(?:美|得意|能)|"
    r"\b(?:just )?(?:kidding|teasing you|pulling your leg)\b|\bgotcha\b|\byou silly\b"
)
_SORRY = re.compile(
    r"对不起|对不住|抱歉|不好意思(?=[,.!啊呀哈 ]|$)(?! ?(?:跟|要|提|敲|说))|我错了(?!吗|么|嘛)|是我不好"
    r"|是我的错|我不该(?:骂|吼|凶|说|那样|这样|对)你?|(?<!不)原谅我|向你道歉|跟你道歉|给你赔(?:个)?(?:不是|礼)"
    r"|别生(?:我的?)?气|\b(?:i'm|i am|im|so) sorry\b|^sorry\b|\bmy (?:bad|fault)\b|\bi apologi[sz]e\b"
    r"|\bforgive me\b"
)
_SORRY_ELSE = re.compile(
    r"对不起(?:我|他|她|爸|妈|父母|老师|家|孩子|老婆|老公|自己|大家|观众|那)|(?:他|她|他们)\S{0,6}(?:对不起"
    r"|抱歉|道歉)|觉得对不起|不用(?:说)?(?:对不起|道歉)|\bsorry (?:to hear|for (?:him|her|them|my))\b"
    r"|\bfeel sorry\b"
)
_THANKS = re.compile(
    r"谢谢|多谢|感谢|谢啦|谢了|谢过|辛苦(?:你|您|啦|了)|麻烦你了|多亏(?:了)?你|有你真好|幸好有你|亏得有你"
    r"|帮(?:了)?(?:我)?大忙|\bthanks?\b|\bthank you\b|\bthx\b|\bappreciate\b"
)
_THANKS_ELSE = re.compile(
    r"谢谢你全家|不用谢|(?:感谢|谢谢|多谢)(?:他|她|老师|爸|妈|父母|老板|领导|同事|朋友|医生|大家|我(?:爸|妈|老"
    r"|朋|同))|(?:他|她|人家)\S{0,6}(?:谢|感谢)|没(?:说)?(?:一声|一句)?谢谢|感谢信|感恩节|辛苦(?:了)?一(?:天|年"
    r"|辈子|周)|\bthanksgiving\b|\bno thanks\b|\bthanks (?:for nothing|to (?:him|her|them|my))\b"
)
_WON = re.compile(
    r"你(?:赢|猜[对中]|答对|说对|说中|猜得(?:真)?准|算对)了|又被你(?:猜|说)(?:对|中|着)|算你(?:赢|厉害)"
    r"|你(?:还真|真)(?:猜|说)(?:对|中)了|"
    r"照你说的(?:做|试)\S{0,8}(?:成|好|管用|有用|行)了?|你(?:的|那个|教的|说的|出的)(?:办法|主意|法子|方法"
    r"|招)\S{0,4}(?:管用|有用|灵|好使|成)|"
    r"\byou (?:won|win|guessed it|got it right|were right)\b|\byour (?:idea|advice|trick) worked\b"
)
_BROKEN = re.compile(
    r"(?:说好|答应)(?:了|过)?(?:你)?(?:的|要|会|给你|陪你|带你|今天|昨天)\S{0,14}(?:没|忘|算了|不(?:了|去|来|能"
    r"|给|陪)|来不及|泡汤|取消)|(?:我)?(?:又|把)?\S{0,6}答应你的\S{0,8}(?:忘|没|不)|"
    r"(?:今天|这次|这回|明天|周末)?(?:不能|没法|没办法|没空|不)陪你了|又(?:放你)?鸽子|放你鸽子|食言了|失约"
    r"|说话不算(?:话|数)了?一?回?|"
    r"\bi (?:broke|forgot) my promise\b|\bi promised you\b.{0,40}\b(?:forgot|didn't|can't|couldn't)\b"
)
_MISSED = re.compile(
    r"(?<!跟他)(?:好久|好长时间|很久|许久|好些(?:天|日子)|几(?:天|个月|年))(?:没|不)(?:见|来?(?:看|找|陪)?你"
    r"|跟你|和你|找你|理你|陪你|聊)(?!过(?:他|她|面的))|我(?:终于)?回来(?:啦|了)|我(?:可)?想(?:死)?你(?:了|啦)"
    r"|想我(?:了)?(?:没|吗)|"
    r"\blong time no see\b|\bi(?:'m| am) back\b|\bi (?:really )?miss(?:ed)? you\b|\bbeen (?:a while|so long|ages)\b"
)
_PRAISE = re.compile(
    rf"{_WHO}(?:唱|讲|说|画|做|答|聊|学|算|背|演|教|笑|问|写|解释|懂)?(?:得|的)?(?:歌|故事|笑话)?(?:也|都)?{_DEGREE}"
    r"(?:棒|厉害|聪明|可爱|能干|温柔|善良|贴心|懂我|好听|好看|漂亮|有趣|有意思|好玩|幽默|了不起|牛|帅|美|机灵"
    r"|暖|靠谱|懂事|会说话|会安慰人|好(?:[啊呀!,.了]|$)|绝了|神了|博学|有学问|有文化)|(?:最|好|超|特别|很"
    r"|真)?喜欢(?:和|跟)?你(?:了|的?声音|的?歌|说话|聊天|讲|[,.!呀啊]|$)|(?:我|真)?爱你(?:[,.!了哦呀]|$)|佩服你"
    r"|你是最(?:好|棒)的|没有你不会的|给你(?:点赞|个赞|竖)|夸夸?你|"
    r"\byou(?:'re| are)? (?:\w+ ){0,3}(?:great|amazing|smart|clever|brilliant|sweet|cute|funny|kind|wonderful"
    r"|awesome|lovely|the best|good at)\b|\bi (?:really )?(?:love|like) (?:you|talking (?:to|with) you"
    r"|your \w+)\b|\b(?:good|great|nice) (?:job|boy|girl|one)\b|\bwell done\b"
)
_NOT_PRAISE = re.compile(
    r"你(?:\S{0,3})?(?:不|没那?么?|没有)(?:\S{0,2})(?:棒|厉害|聪明|可爱|好|温柔|有趣|好听|好看|行)|你(?:觉得|说"
    r"|看|喜欢)(?:他|她|它|我|谁|哪|什么|这)\S*|你(?:能|会|可以|想|要)(?:不)?\S{0,3}(?:美|好|帅|牛|暖)(?!好)\S*"
    r"|[你您]好(?:[,!.啊呀]|$)|你(?:还)?好吗|你(?:家|妈|爸|们家)\S*|你(?:的)?(?:牛|美国|美术|帅哥|暖气|棒球"
    r"|好朋友)\S*|\byou(?:'re| are)? not \S+(?: \S+)?|\bdo you \S+"
)
_NEWS = re.compile(
    r"(?:考上|考过|被?录取|拿到|收到)\S{1,8}(?:了|啦)(?=[,.!]|$)|我?(?:考上|考过|升职|加薪|涨工资|中奖|中签"
    r"|录取|转正|求婚成功|怀孕|脱单|毕业|拿到(?:了)?(?:offer|驾照|奖|第一|证|录取)|得(?:了)?(?:第一|奖|满分"
    r"|一百分)|考(?:了)?(?:第一|满分|一百分)|"
    r"生(?:了|下)(?:个)?(?:大胖)?(?:儿子|女儿|宝宝|小子)|买(?:了|到)(?:新)?房|找到(?:新)?工作|面试(?:通)?过"
    r"|病好|出院|被表扬|戒烟成功|比赛赢)(?:了|啦|$|[,.!])|好消息|"
    r"\bi (?:got (?:promoted|the job|engaged|accepted|in|an a)|passed|won|graduated)\b|\bgood news\b"
)
