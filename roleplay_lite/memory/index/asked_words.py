"""What a question wants to hear, and how a text shows that it can tell it."""

from __future__ import annotations

import re

Pair = tuple[re.Pattern[str], re.Pattern[str]]
"""Of a question that wants it, of a text that has it."""


def _pair(asks: str, has: str) -> Pair:
    return re.compile(asks, re.IGNORECASE), re.compile(has, re.IGNORECASE)


_FIGURE = "[0-9零〇一二三四五六七八九十两半百千万]"

KINDS: dict[str, Pair] = {
    "when": _pair(
        "什么时候|啥时|哪[天年]|几[号月点]|哪一[天年]|哪个月|多会儿|何时|\\bwhen\\b|what time|what day",
        f"{_FIGURE}+ ?(?:月|号|点|年|日|天|岁)|[昨前明后]天|[上下这]个?[周月礼星]|[去今明前]年|[早晚]上|[上下中]午|凌晨|夜里|国庆|春节|过年|年底|年初|腊月|"
        "正月|周[一二三四五六日末]|暑假|寒假|\\d|january|february|march|april|\\bmay\\b|june|july|august|september|october|november|december|"
        "\\b(?:last|next|ago|yesterday|tomorrow|morning|evening)\\b",
    ),
    "number": _pair(
        "几(?![乎号月点])|多少|多[大高重久长]|高寿|how (?:many|much|old|tall|long)",
        f"{_FIGURE}|\\b(?:one|two|three|four|five|six|seven|eight|nine|ten|twelve)\\b",
    ),
    "where": _pair(
        "哪[儿里边]|[在去到]哪|哪个?(?:城市|地方|省|市|国家|小区|街|路|村|片|块|单位|医院|学校|小学|大学|幼儿园)|什么(?:地方|城市|国家)|啥地方|哪[条座家所]|"
        "哪一?片|\\bwhere\\b",
        "[在到去住来搬从]|[路街镇村市省县区院楼厂店校]|\\b(?:in|on|at|from|to)\\b",
    ),
    "who": _pair(
        "谁|哪位|哪个(?!月|城|地|小|学|单|医|大|幼|省|市|国)|什么人|\\bwho\\b",
        "叫|姓|[是跟让]|[爸妈爷奶哥姐弟妹叔姨舅姑婆公老师]|\\bis\\b|\\bmy\\b",
    ),
    "name": _pair(
        "叫(?:什么|啥|个啥)|什么名|啥名|名字|姓(?:什么|啥)|大名|全名|\\bcalled\\b|\\bname",
        "[叫姓]|名字|改名|是.{2,3}$|name[ds]?\\b|called|《",
    ),
}

ATTRIBUTES: dict[str, Pair] = {
    "name": _pair(
        "叫(?:什么|啥|个啥)|什么名|啥名|名字|大名|全名|名儿|\\bname|\\bcalled\\b", "叫|名字|改名|name[ds]?\\b|called|《"
    ),
    "surname": _pair("姓(?:什么|啥)|贵姓", "姓|叫"),
    "age": _pair(
        "多大(?!的?[房屋])|几岁|高寿|年纪|岁数|年龄|how old",
        f"{_FIGURE}+岁|今年{_FIGURE}+|虚岁|属|years? old|\\bage\\b|[0-9六七八九〇零]{{2}}年的|\\bis \\d+",
    ),
    "birthday": _pair(
        "生日|几月几[号日]生|哪天(?:出生|生的)|哪年(?:出生|生)|birthday|\\bborn\\b",
        "生日|出生|过寿|大寿|生辰|birthday|\\bborn\\b",
    ),
    "zodiac": _pair("属(?:什么|啥)|生肖|属相", "属[鼠牛虎兔龙蛇马羊猴鸡狗猪]|生肖|属相"),
    "sign": _pair("星座|什么座", "座"),
    "blood": _pair("血型|什么型", "型血|血型"),
    "height": _pair("多高|身高", "身高|米[0-9一二三四五六七八九]|厘米|高"),
    "weight": _pair("多重|体重|多少斤", "斤|体重"),
}

PAST = re.compile(
    "以前|从前|之前|原来|原先|原定|过去|曾经|当初|那会儿|那时候?|那阵|早先|最早|刚开始|一开始|小时候|年轻(?:的)?时候|年初|去年|春天|夏天|秋天|冬天|"
    "没退的?时候|[正腊一二三四五六七八九十]+月份?(?!几)|前(?:一)?(?:个|份|家|任)(?!月|星期|礼拜)|\\bused to\\b|\\bbefore\\b|\\bpreviously\\b|"
    "\\bformer(?:ly)?\\b|\\bback then\\b|\\bearlier\\b|\\boriginal(?:ly)?\\b|\\bprevious\\b|"
    "\\bin (?:january|february|march|april|may|june|july|august|september|october|november|december)\\b",
    re.IGNORECASE,
)
NOW = re.compile("现在|如今|这会儿|眼下|目前|今年|\\bnow\\b|\\bthese days\\b|\\bcurrently\\b", re.IGNORECASE)

CHANGE = re.compile(
    "换|改(?!天|日)|搬|挪|调[到去了]|不[^，。]{1,6}了|戒|涨|降|新[的房店]|现在|如今|后来|关了|卖了|退了|停了|丢了|送给|毕业|又[^，]{0,4}了|没[^，。]{1,4}[了成]|离了|辞|"
    "不再|只剩|报废|让[^，]{1,4}管|推到|推迟|改期|回来了|已经|了(?=[，。！]|$)|\\bnow\\b|\\bmoved\\b|\\bquit\\b|\\bstopped\\b|no longer|\\bchanged\\b|\\bswitched\\b|"
    "\\bany ?more\\b|\\bsold\\b|\\bleft\\b|gave up|given up|\\bbought\\b|'ve got|\\bnew\\b|\\binstead\\b|'s off\\b|called off",
    re.IGNORECASE,
)
"""Of a line that tells that something is no longer as it was."""

OPEN = re.compile(
    "什么|啥|哪|谁|几(?!乎)|多少|多[大高久重]|怎么|怎样|咋|\\b(?:what|who|when|where|which|whose|how)\\b", re.IGNORECASE
)
"""Of a question that asks for more than yes or no."""
