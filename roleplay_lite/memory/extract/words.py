"""Signs and words that every reader of a clause needs: times, particles, fillers. Pure."""

# ruff: noqa: E501 - one pattern a line: a table is read across.

from __future__ import annotations

import re

from roleplay_lite.persona.numerals import NUMERAL

HAN = "[\u3400-\u9fff〇]"
NUMBER = rf"(?:\d+|{NUMERAL}+)"

_PART = "凌晨|清晨|清早|一大早|大清早|早上|早晨|上午|中午|下午|傍晚|晚上|半夜|夜里|夜晚|当晚"
CLOCK = rf"(?:{NUMBER}点(?:半|整|一刻|三刻|{NUMBER}分?)?(?:多|左右|钟)*|\d{{1,2}}:\d\d)"
_WEEK = "(?:周|星期|礼拜)"
_FEAST = "国庆节?|五一|春节|过年|除夕|大年[初三]\\S?|中秋节?|元旦|端午节?|清明节?|圣诞节?|元宵节?|重阳节?|七夕|情人节|母亲节|父亲节|儿童节|教师节|妇女节|双十一|暑假|寒假"
TIME = (
    rf"(?:(?:大?[前昨今明后]天|[今昨明]儿个?|[今昨明当前]晚|[今明]早|昨夜|前[几两]天|这[几两]天|过[几两]天|改天|最近|刚刚|"
    rf"(?:上+|下+|这|本)(?:一)?个?{_WEEK}(?:[一二三四五六日天末])?|{_WEEK}(?:[一二三四五六日天末])|(?:上+|下+|这|本)个?月|(?:上+|下+)一?个?(?:学期|年度)|"
    rf"(?:今|明|后|去|前|大前)年(?:年?[初底末中])?|月[初底末中]|年[初底末中]|(?:上|下)半年|"
    rf"(?:\d{{4}}|[零〇一二三四五六七八九]{{2,4}}|\d\d)年(?!级|纪|轻|前|后)(?:{NUMBER}月(?:份|[初底末中])?)?(?:{NUMBER}[号日])?|{NUMBER}月(?:份|底|初|中)?(?:{NUMBER}[号日])?|{NUMBER}[号日](?!楼|线|院|子|店|馆)|"
    rf"(?:好?[几两半]|{NUMBER}|十几)(?:个半?)?(?:天|周|星期|礼拜|月|年|小时)(?:以?[前后]|之[前后])|(?:{_FEAST})(?:期间|那天|的?时候|假期|放假)?|"
    rf"{_PART}|{CLOCK})的?)+(?:开始|起(?!床|来|得|夜)|那天|的时候|以?前|以?后)?"
)
"""Words that say when, one after another."""
PAST = r"(?:大学|高中|初中|小学|上学|读书|念书|年轻|刚毕业|当兵|结婚前|刚工作)(?:那会儿|那时候?|那几年|的?时候)|以前|从前|小时候|曾经?|当年|当初|原先|原来|过去|年轻(?:的?时候?|那会儿)|那时候?|那会儿|上学(?:的?时候?|那会儿)|早年|之前"
TAIL = r"(?:了|啦|的|呢|吧|啊|呀|哦|哈|嘛|噢|喽|咯|哒|喔|诶|耶|呗|哟|嗯|额|呃|哩|伐|撒|嘞)*$"
"""What may stand behind a value at the end of a clause."""

SOMEBODY = "(?:[我你您她]|(?<![吉其维])他)"
"""A pronoun; 吉他 is none."""

_FILLER = re.compile(r"(?:嗯+|呃+|额(?=[^头外])|唔+|\u200b)")
_LEAD = re.compile(
    rf"(?:那个(?!{HAN}{{1,3}}是)|这个|就是说?(?=.{{3}})(?!就是不)|那么|那(?=[我俺])|啊+|哎呀?|诶|欸|哦+|噢|喔|哟|哈+|嘿+|唉|哼|喂|嗨|呀|对了|对(?=[我俺，])|是[啊呀的]+(?=[我俺])|好[的吧呀]*(?=[我俺])|没错|不对|不是(?=我(?:是|叫|说))|不过(?!敏)|而且|因为|所以|其实|话说|说实话|说真的|老实说|讲真|反正|毕竟|然后|后来|结果|可是|但是|但|还有(?=我|{HAN}{{6,}})|另外|顺便|"
    r"(?:我)?(?:跟|和|给|同)你(?:们)?(?:说|讲)(?:啊|哦|个事|一声|下|一下|个秘密|件事)*|(?:我)?(?:要|想|偷偷|悄悄)?告诉你(?:啊|哦|个事|一声|个秘密|一个秘密|件事)*|你知道(?:吗|不|么)|你(?:可)?(?:要)?(?:听好了?|记住了?|记着|别忘了?)(?=我|，)|你好(?:呀|啊)?|您好|大家好|早(?:上好)?(?=我)|晚上好|哈喽|hello|hi|(?:小|阿)(?:爱|度|艺|杜)(?:同学)?|老师好|认识一下|自我介绍一下|介绍一下|说起来|说到这个|说出来不怕你笑话|不瞒你说|不怕你笑话|忘了(?:跟你)?说|补充一下|更正一下|纠正一下|说错了|记错了|我?(?:刚才|刚刚|之前|上次)?(?:说|记|讲|搞|弄)错了?|真的|你看|你瞧|你说巧不巧|恭喜我吧|太好了|好消息|坏消息|烦死了|气死我了|救命|天[哪呐])+",
    re.IGNORECASE,
)
_STUTTERS = (
    (re.compile(r"^(我.{0,2}?)\1+"), r"\1"),
    (re.compile(r"^([我俺])\1+"), r"\1"),
    (re.compile(r"(?<!现)([住叫就在养])\1+"), r"\1"),
)
_HEARD = (
    (re.compile(r"(?<=[我们家妈爸儿])得(?=(?:名字|生日|老家|工作|手机|电话|车|家|女儿|儿子|妈|爸|爱好|梦想|专业|血型|星座|身高|体重))"), "的"),
    (re.compile(rf"(?<=住)再(?={HAN})|再(?=[^，]{{2,10}}?(?:上班|工作|上学|读书|念书|当{HAN}))|(?<=^我)再(?=学)|(?<=我)再(?=做)"), "在"),
    (re.compile("女而"), "女儿"),
    (re.compile("^我加(?=住|在|里|有|养)"), "我家"),
    (re.compile(f"喺(?={HAN})"), "在"),
    (re.compile("^我屋头"), "我家"),
    (re.compile(r"(?<=我)事(?=[^，]{1,8}(?:人|师|员|生)$)"), "是"),
)  # fmt: skip
"""Function words that sound alike."""


def untangled(text: str) -> str:
    """A piece of a clause as a careful speaker would have said it."""
    text = _FILLER.sub("", text)
    text = re.sub(rf"(?<={HAN})[ \t]+|[ \t]+(?={HAN})", "", text.strip(" \t、，,'\"-"))
    text = re.sub(r"[，,：:—～~]+", "" if re.search(HAN, text) else ", ", text)
    for _ in range(3):
        found = _LEAD.match(text)
        if not found or (found.end() == len(text) and len(text) < 3):
            break
        text = text[found.end() :].lstrip(" ，,")
    for pattern, into in (*_STUTTERS, *_HEARD):
        text = pattern.sub(into, text)
    return text


def bare(value: str) -> str:
    """A value without the particles and marks around it."""
    value = value.strip(" 　，,。.!！?？、;；:：~～…\"'「」『』“”‘’\x00\u200b")
    return re.sub(r"(?<=.)(?:了|啦|呢|吧|啊|呀|哦|哈|嘛|噢|喽|咯|哒|喔|诶|耶|呗|哟|的呢|来着)+$", "", value)


MEASURE = rf"(?:(?:有|是)?(?:一|两|{NUMBER}|几|好几|好多|很多)?(?:个|名|位|只|条|头|匹|枚|家|口|棵|辆|台|套|部|间|把|架|盆|缸|窝|对)?)"


def unmeasured(value: str) -> str:
    """「一只猫」 as 「猫」; more than one keeps its number (「两只乌龟」)."""
    return re.sub(
        r"^(?:(?:了|着|过|有|是)?(?:一)?(?:个|名|位|只|条|头|匹|枚|家|口|棵|辆|台|套|部|间|把|架|盆|缸|窝|款|种|门))(?=.)",
        "",
        value,
    )
