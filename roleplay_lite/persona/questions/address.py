"""What stands around a question: whom it calls, what is said in the same breath, a subject that comes last. Pure."""

from __future__ import annotations

import re

from roleplay_lite.persona.persona import Persona
from roleplay_lite.persona.questions.subjects import book_of
from roleplay_lite.persona.questions.wording import (
    without_tail,
)


def is_remark(clause: str) -> bool:
    """What may follow a question without changing it (「你多大了，告诉我嘛」)."""
    if re.fullmatch(
        "(?:我|咱|俺)[^你您什么啥谁哪几怎不没]{1,9}|(?:你)?(?:快|倒是|给我|跟我)?(?:说说|讲讲|说来|说)(?:看|呗|听听)?",
        clause,
    ):
        return True
    return bool(
        re.fullmatch(
            "我(?:来)?(?:记|记住|看|了解|学|听|算|画)一下|(?:我)?(?:很|挺|就|还|有点)*(?:好奇|想知道|想听听|随便问问|记不清了?|忘了)|报一下|报上来|如实招来|从实招来|(?:你)?(?:能|可以|方便)?(?:告诉我|说说|说一下|讲讲)(?:吗|嘛)?|谢谢.*|来着|拜托.*|求你.*|快说.*|别害羞|别生气.*|我忘了.*|我记不(?:太)?清了?|说说看|说来听听|你说呢|方便.*吗",
            clause,
        )
    )


def hands_on(part: str, clause: str) -> bool:
    """True for 「那…」 and 「…呢」, which hand the last question on."""
    return (
        part.endswith("呢")
        or bool(re.match("那|还有|和|至于|换", part))
        or part.rstrip("啊呀嘛").endswith("呢")
        or clause.endswith("呢")
    )


def beginnings(clause: str) -> list[str]:
    """What a clause may be once somebody stops for breath without a mark: 「你多大啦我六岁」."""
    found = [clause[: hit.end()] for hit in re.finditer("[啊呀啦呢吧嘛哈吗](?=.{2})", clause) if hit.end() >= 4]
    if hit := re.match(
        "(?!.*(?:谁|怎么|为什么|什么|我|他|她|告诉|翻译|英语|写|念|问|像|和|跟|比|给|让|如果).*你)[\u4e00-\u9fffa-z]{1,10}(?=你)",
        clause,
    ):
        found.append(clause[hit.end() :])
        found += [cut[hit.end() :] for cut in found[:-1] if len(cut) > hit.end()]
    if hit := re.match("[^我咱俺他她你](?=(?:妈妈|爸爸|弟弟|妹妹|哥哥|姐姐))", clause):
        found.append(clause[hit.end() :])
    return [form for form in found if re.search("什么|谁|哪|怎么|几|多|姓|称呼|还是|吗", form)]


def without_address(clause: str) -> str:
    """「几岁啦灯塔爷爷」, 「姑娘今年多大」: what somebody is called, said after a particle or in front."""
    cut = re.sub("(?<=[啊呀啦呢吧嘛哟哈呐了的])(?:你)?(?:这[只个位]|小|大|老)?[\u4e00-\u9fff]{1,4}$", "", clause)
    if len(cut) >= 4 and cut != clause and not re.search("什么|哪|几|多|谁|怎么", clause[len(cut) :]):
        return without_tail(cut)
    return re.sub(f"^(?:{_ADDRESSES})(?=.{{2,}})", "", clause)


_ADDRESSES = "(?:这位|那位)?(?:小?姑娘|娘子|客官|先生|小姐姐?|女士|老板娘?|大爷|大妈|大娘|大叔|大哥|大姐|小哥哥?|小伙子?|同学|老人家|老爷子|店家|掌柜的?|大婶|小弟弟|小妹妹|小朋友|兄台|兄弟|少侠)|说话的(?=你)|那只鸟|小鸟|小家伙|这位"


def orders(persona: Persona, clause: str) -> list[str]:
    """The clause, and the same with a subject that comes last in front (「多大了你」, 「哪天是你的生日」)."""
    orders = (
        [clause, re.sub("^(?:那么?|还有|至于|和)", "", clause)] if re.match("那|还有|至于|和", clause) else [clause]
    )
    own = book_of(persona).myself
    if found := re.match(r"(?P<rest>.{2,}?)(?P<who>你|他|她|它)$", clause):
        orders.append(found["who"] + without_tail(found["rest"]))
    if found := re.fullmatch(
        r"(?P<wh>什么时候|哪天|几号|几月几号|哪里|什么|谁|哪个|哪年)(?:才)?是(?P<what>你.+)", clause
    ):
        orders.append(f"{found['what']}是{found['wh']}")
    if found := re.match(r"(?:该|应该|要|可以|能|我|大家|别人|人家|朋友们?)*怎么(?:称呼|叫|喊)(?P<who>.+)$", clause):
        orders.append(f"{found['who']}怎么称呼")
    if (found := own.match(clause)) and re.match("(?:你|平时|今年|现在)", clause[found.end() :]):
        orders.append(clause[found.end() :])
    if found := re.fullmatch(
        "[^什么哪谁几的写]{1,8}?就?是(?P<what>你的(?:名字|生日|老家|专业|工作|职业|学校))", clause
    ):
        orders.append(found["what"])
    return orders
