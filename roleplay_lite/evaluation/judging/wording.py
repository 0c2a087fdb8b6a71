"""How a reply agrees, denies, or says that there is nothing to tell. Pure."""

from __future__ import annotations

import re

from roleplay_lite.evaluation.judging.claimed import Case
from roleplay_lite.evaluation.judging.honesty import honest
from roleplay_lite.evaluation.judging.text import bare, clauses_of
from roleplay_lite.persona.kinship import KIN_PATTERN, kin_in, relation_of, same_relation
from roleplay_lite.persona.premises import AGREES, DENIES, stance_of

_DENIAL = re.compile(
    "(?:不|没有?|别|未|非|哪(?:里|儿|有)?|谁说|怎么会|怎么可能|n't|\\bnot|\\bnever)[^，就时候都还是]{0,6}(?:是|叫|有)?$",
    re.IGNORECASE,
)
_NO_DENIAL = re.compile(
    "是不是|不就?是(?=.+[吗嘛])|可不就?是|不瞒你说|不错|不过|差不多|不仅|不但|不止|不光|没错|没准|说不定|不好意思|对不[起住]|没事|"
    "不忙|没问题|没想到|不用说|不愧|离不开|少不了|忘不了|舍不得|不得不|忍不住|动不动|不管|不论|没别的"
)
_LACKS = re.compile(
    "没(?:有|啥|什么|得|养|谈|量|称|想|定|取|记|写|登记|个|那|说过|去过|呢|过|对象|主)|哪来|哪有|上哪|从无|并无|暂无|保密|秘密|"
    "不(?:告诉|说给|方便|便|提|能说|能告诉|好意思说)|[不没](?:是|做|做过|算)什么|没几|还没|"
    "no such|don't have|haven't|secret"
)
_ALONE = re.compile("独生|独苗|就我(?:一个|自己)|只有我|我一个")
_RIGHT_GUESS = re.compile(
    "^(?:你|您)?(?:没(?:有)?(?:记|猜|弄|搞|说|看|喊|叫|认)错|(?:记|猜|说|看)(?:得)?(?:对|准|中|着)|好眼力|真的|千真万确|正是|"
    "就是我|是我|那可不|那当然|那是|必须的|可不是|如假包换|怎么不|有(?:啊|呀|的|呢|吧)?$|会(?:啊|呀|的|呢|一点)|养着|去过|能(?:啊|呀|的)?$)"
)
_WRONG_GUESS = re.compile(
    "(?:记|猜|弄|搞|说|看|认|叫|喊)(?:错|岔|混|反)|才不|哪里的话|没有的事|不是我|^假的|^不(?:是|对|会|能|在|住|属|算)"
)


_OF_PERSON = re.compile(
    f"(?:你|您)(?:就|也|还|都|可|现在|今年|肯定|应该)*(?:的?(?:老家|家乡|家里|生日|星座|属相|名字|职业|工作|年龄|{KIN_PATTERN})|"
    "属|姓|叫|学的|养[着了过]|住[在着]|[跑去]过|喜欢|爱[吃看]|会|擅长|"
    "是(?!对的|怎么|第|不是|谁|从|听|在|要|想|说|问|何|哪|什么|我)|今年)"
)
_ASKS_WHAT = re.compile("是(?:个)?(?:何物|什么|啥|何方|谁)")
_SAID_BACK = 4


def own_words(reply: str, said: str) -> str:
    """The reply without clauses of the question said back, and those that ask what something is (「天秤座是何物」)."""
    theirs = {bare(clause.text) for clause in clauses_of(said)}
    kept: list[str] = []
    for part in re.findall(r"[^，。！？；,!?;…\n]+[，。！？；,!?;…\n]*", reply):
        if (bare(part) in theirs and len(bare(part)) >= _SAID_BACK) or _ASKS_WHAT.search(part):
            continue
        kept.append(part)
    return "".join(kept)


def of_person(text: str) -> bool:
    """True when a clause tells something of the person, and nothing of the one who speaks."""
    return "我" not in text and bool(_OF_PERSON.search(text))


def denied(text: str, place: int) -> bool:
    """True when what stands at that place of the clause is denied by what comes before it."""
    return bool(_DENIAL.search(_NO_DENIAL.sub("", text[:place])))


def agrees(reply: str, said: str) -> bool:
    """True when the reply begins with a yes."""
    if stance_of(reply, said)[0] == AGREES:
        return True
    return any(_RIGHT_GUESS.search(clause.text) for clause in clauses_of(reply)[:2] if not clause.asks)


def turns_down(reply: str, said: str) -> bool:
    """True when the reply begins with a no."""
    first = next((clause.text for clause in clauses_of(reply)), "")
    flat = bool(_WRONG_GUESS.search(first)) and not _RIGHT_GUESS.search(first)
    return flat or stance_of(reply, said)[0] == DENIES


def puts_right(reply: str) -> bool:
    """True when any of it says that the guess is wrong."""
    return any(_WRONG_GUESS.search(clause.text) for clause in clauses_of(reply) if not clause.asks)


def says_unset(case: Case, reply: str) -> bool:
    """True when it says that there is nothing to tell, or will not tell."""
    spoken = bare(reply)
    if any(bare(line) in spoken for line in case.persona.lines.unset if bare(line)):
        return True
    if honest(reply):
        return True
    told = [clause.text for clause in clauses_of(reply) if not clause.asks]
    if not case.truth.present and any(_has_none(case, text) for text in told):
        return True
    if case.question.key == "dialect" and any("普通话" in text for text in told):
        return True
    return any(_LACKS.search(_NO_DENIAL.sub("", text)) and not re.search("^(?:你|您)", text) for text in told)


def _has_none(case: Case, text: str) -> bool:
    word = kin_in(text)
    named = bool(word) and same_relation(relation_of(word), relation_of(case.truth.owner))
    return bool(_ALONE.search(text)) or (named and bool(re.search("没|哪(?:来|有)|无|不", text)))
