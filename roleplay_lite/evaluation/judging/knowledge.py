"""Whether a reply answers a question of `sets/knowledge.jsonl`. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from roleplay_lite.evaluation.judging.text import clauses_of, find_all, folded, sentences_of
from roleplay_lite.evaluation.question_sets import Question

# What stands right before a value that is denied (「不是什么长江」), and right after one.
_DENIED_BEFORE = re.compile(
    "(?:不是|不叫|不在|不属于?|不算|不能|不可能|不会|不该|不应该?|并非|绝非|而非|不|没有?|别说|哪里?是|谁说是?|怎么(?:会|可能)|"
    r"\bnot|isn't|wasn't|aren't|never)[^是有叫]{0,5}(?:什么|那个|那条|所谓的?|说的?|指|the|a|an)?$"
)
_DENIED_AFTER = re.compile("^[^，]{0,2}(?:不是(?!吗|嘛)|不对|不行|是错|是假|错了|才怪|哪有|isn't|is not|is wrong)")
_NO_DENIAL = re.compile(
    "是不是|不就是|可不就?是|不正?是(?=.+[吗嘛])|莫不是|难道不是|不是别的?[人地]?[就正]是|不用(?:说|问|想|猜)|不瞒你说|不错|不过|差不多|不仅|"
    "不但|不止|不光|没错|没准|说不定|不愧|不得不|忍不住|不外乎|难不(?:住|倒)我?|不难|不假思索|不好意思|对不[起住]"
)
_RHETORICAL = re.compile("不(?:就|正)?是|难道|可不|还用|还能|当然|肯定|[吧呗嘛](?:$|[啊呀])|对[不吧]|没错")
_ASKS_BACK = re.compile("是不是|还是|会不会|有没有|哪(?:个|条|位|一)|[谁啥]|什么")
_OR = re.compile("或者?说?是?|要么|抑或|要不就?是|也可能是|也许是|还是|不是.+就是|\\bor\\b")
_RETRACTS = re.compile(
    "^(?:哦|啊|呃|噢|哎|唉|等等|等下)*(?:不对(?!劲)|不不|说错|记错|搞错|弄错|我(?:又)?(?:说|记|搞)?错|错了|才怪|开玩笑|逗你|骗你|才不是|"
    "no wait|just kidding|i'm kidding)"
)
# Words that hold a sign which alone may be an answer (「氧」, 「别」), and are another word.
_LONGER = re.compile(
    "氧化|特别|分别|告别|别[人的]|性别|区别|个别|类别|左右|吐鲁番|吞吞吐吐|[云湖河海越]南|指南|南瓜|长[大江城]|[校船家店队市]长|[成擅生]长|"
    "长得|地铁|高铁|铁路|停留|春节|盖[了饭]|树立|黑龙江"
)


def right(question: Question, reply: str) -> bool:
    """True when the reply holds one of the accepted answers as its own word.

    Not one that is denied (「不是长江」), asked back, taken back, or one of several between which it does not choose
    (「长江或者黄河」). Width, case, white space and the writing of numbers are all one.
    """
    return tells(reply, question.answers)


def tells(reply: str, answers: Sequence[str]) -> bool:
    """The same for these answers."""
    wanted = [folded(answer) for answer in answers]
    # 「魏、蜀、吴」 goes over the marks between clauses.
    if any(
        _listed(sentence, [answer for answer in wanted if _MARK.search(answer)]) for sentence in sentences_of(reply)
    ):
        return True
    found = False
    for clause in clauses_of(reply):
        text = folded(clause.text)
        if found and not clause.asks and _RETRACTS.match(text):
            found = False
        if any(_stands(text, span, asks=clause.asks) for span in _spans(wanted, text)) and _chosen(text, wanted):
            found = True
    return found


_MARK = re.compile("[，,、;；和与跟]+")


def _listed(sentence: str, wanted: Sequence[str]) -> bool:
    text = _MARK.sub("、", folded(sentence))
    return any(_stands(text, span, asks=False) for span in _spans([_MARK.sub("、", one) for one in wanted], text))


def _spans(wanted: Sequence[str], text: str) -> Iterator[tuple[int, int]]:
    alone = _LONGER.sub(lambda found: "\ue002" * len(found.group()), text)
    for answer in wanted:
        yield from find_all(answer, alone if len(answer) == 1 else text)


def _stands(text: str, span: tuple[int, int], *, asks: bool) -> bool:
    """True when what stands there is said to be so."""
    before, after = text[: span[0]], text[span[1] :]
    if _DENIED_BEFORE.search(_NO_DENIAL.sub("", before)) or _DENIED_AFTER.search(after):
        return False
    return not asks or bool(_RHETORICAL.search(text)) or not _is_question(text, after)


def _is_question(text: str, after: str) -> bool:
    """True when the answer itself is asked back; 「长江？」 and 「长江吗」 are, 「长江懂不懂？」 is not."""
    return bool(re.fullmatch("(?:吗|么|呢|呀|啊|吧|来着|的)*", after)) or bool(_ASKS_BACK.search(text))


def _chosen(text: str, wanted: Sequence[str]) -> bool:
    """False when the clause offers one that is accepted beside another that is not."""
    if not _OR.search(text):
        return True
    sides = [side for side in _OR.split(text) if len(side) > 1]
    return len(sides) < 2 or all(any(True for _ in _spans(wanted, side)) for side in sides)
