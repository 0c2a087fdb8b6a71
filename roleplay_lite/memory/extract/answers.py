"""A bare answer to what the character asked (「你叫什么名字？」「许嘉宁」), made into a clause that can be read. Pure."""

# ruff: noqa: E501 - one pattern a line: a table is read across.

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from roleplay_lite.memory.extract.relations import ANYBODY, PETS

_LONGEST = 24
_NO_ANSWER = re.compile(
    r"不告诉|不想说|不知道|你猜|保密|算了|没什么|不重要|随便|再说|[？?]|吗$|呢$|^(?:你|(?:嗯+|哦+|好|对|行|可以|谢谢|哈+|是)(?:的|了|呀|啊|吧|呢|，.*)*$|不是$|没有?$)|^(?:还行|就那样|挺好)|不聊"
)


@cache
def _slots() -> tuple[tuple[re.Pattern[str], str], ...]:
    """What a question asks for, and the clause that its answer completes; the first that fits."""
    return tuple(
        (re.compile(asked), form)
        for asked, form in (
            (r"(?:猫|狗|它|宠物|小家伙).{0,4}叫什么|叫什么.{0,4}(?:猫|狗|宠物)", "它叫{}"),
            (r"叫什么|怎么称呼|(?:你的?|什么)名字|贵姓|是谁呀?[？?]?$", "{who}叫{}"),
            (r"过敏", "{who}对{}过敏"),
            (r"不吃(?:什么|啥|的)|忌口|不能吃(?:什么|的)", "{who}不吃{}"),
            (r"(?:几月)?几号(?:呀|啊|的)?[？?]?$|生日|哪天(?:生|过)", "{who}生日是{}"),
            (r"多大|几岁|岁数|年纪", "{who}今年{}"),
            (r"老家|哪里人|哪儿人|哪的人", "{who}老家在{}"),
            (r"住(?:在)?(?:哪|什么地方)|家在哪|搬(?:到|去)(?:哪|了哪)", "{who}住在{}"),
            (r"在哪(?:儿|里)?(?:上班|工作|高就)|哪家公司|什么(?:公司|单位)", "{who}在{}上班"),
            (r"做什么(?:工作|的)|干什么的|什么工作|什么职业|做哪行", "{who}是{}"),
            (r"几年级|上几", "{who}上{}"),
            (r"在?哪(?:个|所)?(?:学校|大学|小学|中学|幼儿园)|在哪(?:儿|里)?(?:上学|读书|念书)", "{who}在{}上学"),
            (r"什么专业", "{who}学的是{}"),
            (r"属什么|生肖", "{who}属{}"),
            (r"星座", "{who}是{}"),
            (r"血型", "{who}血型是{}"),
            (r"多高", "{who}身高{}"),
            (r"几点(?:起|醒)", "{who}每天{}起床"),
            (r"几点(?:睡|上床)", "{who}一般{}睡"),
            (r"怎么(?:去|上班|上学)", "{who}{}上班"),
            (r"养(?:了)?(?:什么|啥)|什么宠物|成员.*是谁|是谁呀", "{who}养了{}"),
            (r"讨厌什么|最烦什么|不喜欢(?:什么|啥)", "{who}讨厌{}"),
            (r"怕什么", "{who}怕{}"),
            (r"(?:最)?(?:喜欢|爱)(?P<v>吃|喝|听|看|玩|读)?(?:什么|啥|哪)", "{who}喜欢{v}{}"),
            (r"(?:在)?学(?:什么|啥)", "{who}在学{}"),
            (r"(?:想|要)(?:当|做|成为)什么|长大", "{who}想当{}"),
            (r"去(?:哪|什么地方)", "{who}打算{}"),
        )
    )


def completed(said: str, before: Sequence[tuple[str, str]], topic: str) -> str:
    """The answer as a clause that says what it is about; empty where the line before asked nothing known.

    `topic` is the word for whom the person spoke of last, "" for themselves.
    """
    line = said.strip().rstrip("。！!.~～")
    if not before or not line or len(line) > _LONGEST or _NO_ANSWER.search(line):
        return ""
    asked = re.split(r"(?<=[。！!])", before[-1][1].strip())[-1] or before[-1][1]
    if not re.search(r"[？?]|呢$|呀$", asked[-3:]):
        return ""
    context = before[-1][0] if "几号" in asked and "生日" not in asked else ""
    if context and "生日" not in context:
        return ""
    who = _whom(asked, topic)
    first, _, more = line.replace(",", "，").partition("，")
    if re.fullmatch(rf"(?:一|两)?(?:只|条|个)?{PETS}", first):
        return f"我养了{first}"
    for pattern, form in _slots():
        if found := pattern.search(asked):
            filled = _stripped(first) if "{v}" in form or "对{}" in form else _bare(first)
            filled = re.sub("^(?:喜欢|爱)(?=.)", "", filled) if "喜欢" in form else filled
            verb = found.groupdict().get("v") or ""
            if verb and filled.startswith(verb):
                verb = ""
            if "不吃" in form and re.search("都?不(?:能)?吃", filled):
                return f"{who}{filled}"
            if "不吃" in form and filled.startswith("不吃"):
                filled = filled.removeprefix("不吃")
            if form.startswith("它"):
                return "我家猫叫" + filled if "猫" in asked else "我家狗叫" + filled if "狗" in asked else ""
            if form.endswith("打算{}") and not filled.startswith(("去", "回", "到")):
                return ""
            made = form.replace("{who}", who).replace("{v}", verb).replace("{}", filled)
            return f"{made}，{more}" if more.startswith("在") else made
    return ""


def _whom(asked: str, topic: str) -> str:
    if own := re.search(rf"[你您](?P<who>{ANYBODY})", asked):
        return f"我{own['who']}"
    if topic and (re.search("[她他它]", asked) or not re.search("[你您]", asked)):
        return f"我{topic}"
    return "我"


def _bare(text: str) -> str:
    text = re.sub(r"^(?:嗯|哦|啊|呃|那个|就|我|是|叫|在|住|住在|今年|属|姓)+(?=..)", "", text)
    return re.sub(r"(?:啊|呀|哦|吧|呢|啦|了|嘛)+$", "", text)


def _stripped(text: str) -> str:
    return re.sub(r"(?:过敏|啊|呀|哦|吧|呢|啦|都)+$", "", re.sub(r"^(?:嗯|哦|啊|对|是|我)+(?=..)", "", text))
