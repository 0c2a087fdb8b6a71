"""Whether a sentence about a conversation says only what was said in it. Rules, no model; pure.

A small model that sums up makes four mistakes: it puts in what nobody said, it drops a 「不」, it tells of the person
what was told of their mother, and it talks of itself. Each costs the sentence; a good one that is lost is no harm.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from roleplay_lite.memory.index.people import people_told_of

LONGEST = 60
SHARE = 0.7
"""Of the sentence's pairs of signs so many stand in the conversation."""
_FEWEST = 4
"""Pairs below which it says too little to be worth a row."""
_SUBJECT = "对方"
_HAN = "[\u3400-\u9fff]"
_FRAME = re.compile(
    "聊[到了起过]?|谈[到了起过]|说[到了起过]|提[到了起过]|讲[到了起过]|表示|觉得|认为|希望|打算|计划|感到|最近|因为|所以|但是?|而且"
    "|还有|以及|并且?|也|还|和|自己|他们|她们|正在|已经|的|了|在|是|有"
)
"""What joins the words of others into a sentence; of these none need have been said."""
_ASSISTANT = re.compile(
    "助手|人工智能|(?<![A-Za-z])AI(?![A-Za-z])|模型|作为|抱歉|用户|总结|概括|摘要|对话|聊天记录|句子|请问|您|我|你|无法|提供"
    "|error|Error|Traceback",
)
_RELATIVE_DAY = re.compile(
    "大?前天|大?后天|昨[天晚夜]|今[天晚早]|明[天晚早]|(?:上|下|这|本)+个?(?:周末|星期[一二三四五六日天]?|礼拜[一二三四五六日天]?"
    "|周[一二三四五六日天]?|月)|刚才|刚刚|现在|待会儿?"
)
_NUMBERS = re.compile(r"\d+(?:\.\d+)?|[零〇一二两三四五六七八九十百千万亿]+")
_LATIN = re.compile(r"[A-Za-z]{2,}")
_NAMED = re.compile(
    f"[小老阿]{_HAN}(?!{_HAN}?[时候])|{_HAN}(?:老师|医生|大夫|先生|女士|经理|师傅|同学)|叫{_HAN}{{1,3}}|[《「“].+?[》」”]"
)
_NOT = re.compile("[不没别未]")
_HE_DOES = re.compile(f"([他她])(?=({_HAN}))")
_THIRD = re.compile("[他她它]")
_CLAUSES = re.compile(r"[，。！？；：、,.!?;:\s~…—]+")


def put_right(sentence: str, lines: Sequence[str]) -> str:
    """Without 「明天」, which will be another day when it is read; with 「对方」 for the 「她」 that a model made of
    「我」; and without a last clause that was cut in the middle."""
    text = "\n".join(lines)
    bare = re.sub("(?<=，)的", "", _RELATIVE_DAY.sub("", sentence))
    bare = _HE_DOES.sub(lambda one: _SUBJECT if f"我{one[2]}" in text and one[1] + one[2] not in text else one[1], bare)
    return re.sub("，[^，]*。$", "。", bare) if len(sentence) >= LONGEST - 1 else bare


def fault(sentence: str, lines: Sequence[str]) -> str:
    """What is wrong with a sentence about these lines, in a word; empty where it may be kept."""
    if not sentence.startswith(_SUBJECT) or not sentence.endswith("。") or len(sentence) > LONGEST:
        return "form"
    if _ASSISTANT.search(sentence):
        return "assistant"
    text = "\n".join(_plain(line) for line in lines)
    told = sentence.removeprefix(_SUBJECT)
    if _SUBJECT in told and told.count(_SUBJECT) > 2:
        return "form"
    if any(word not in text for word in map(_plain, _marked(told))):
        return "names"
    pairs = [pair for clause in _content(told) for pair in _pairs(clause)]
    if len(pairs) < _FEWEST or len(set(pairs)) < 0.6 * len(pairs):
        return "empty"
    if sum(pair in text for pair in pairs) < SHARE * len(pairs):
        return "ungrounded"
    if _turned(told, text):
        return "turned"
    if _anothers(told, lines):
        return "another's"
    return ""


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()


def _marked(sentence: str) -> list[str]:
    """Digits, names and titles: not one of them is made up."""
    return [*_NUMBERS.findall(sentence), *_LATIN.findall(sentence), *_NAMED.findall(sentence)]


def _content(sentence: str) -> list[str]:
    """The words that must have been said."""
    bare = _FRAME.sub(" ", sentence.replace(_SUBJECT, " "))
    return [clause for clause in _CLAUSES.split(_plain(bare)) if len(clause) > 1]


def _pairs(text: str) -> list[str]:
    return [text[at : at + 2] for at in range(len(text) - 1)]


def _turned(sentence: str, text: str) -> bool:
    """Whether a 「不」 was lost or put in on the way."""
    for match in _NOT.finditer(sentence):
        if _plain(sentence[match.start() : match.start() + 2]) not in text:
            return True
    for pair in {pair for clause in _content(sentence) for pair in _pairs(clause)}:
        in_text = [bool(_NOT.search(text[max(0, at - 2) : at])) for at in _places(pair, text)]
        in_sentence = [bool(_NOT.search(sentence[max(0, at - 2) : at])) for at in _places(pair, sentence)]
        if in_text and all(in_text) and not all(in_sentence) and not _NOT.search(pair):
            return True
    return False


def _places(pair: str, text: str) -> list[int]:
    return [match.start() for match in re.finditer(re.escape(pair), text)]


def _anothers(sentence: str, lines: Sequence[str]) -> bool:
    """Whether it tells of the person what was told of somebody else, or the other way round."""
    if any(_plain(one[1] + one[2]) not in _plain("\n".join(lines)) for one in _HE_DOES.finditer(sentence)):
        return True
    ours = people_told_of(sentence.removeprefix("的"))
    clauses = [clause for line in lines for clause in re.split(r"[。！？!?；;\n]+", line) if clause]
    for part in _CLAUSES.split(sentence):
        pairs = {pair for clause in _content(part) for pair in _pairs(clause)}
        if len(pairs) < 2:
            continue
        nearest = max(clauses, key=lambda clause: sum(pair in _plain(clause) for pair in pairs), default="")
        theirs = people_told_of(nearest)
        if theirs.relations and not theirs.relations & ours.relations:
            return True
        if not theirs.relations and _THIRD.search(nearest) and not ours.relations and not _THIRD.search(sentence):
            return True
    return False
