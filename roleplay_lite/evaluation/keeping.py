"""Whether a reply to an induced question kept the fact: a strict scorer, by rules alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from roleplay_lite.evaluation.induced import Induced


class Verdict(StrEnum):
    """What a reply did with the fact."""

    KEPT = "kept"
    """It told the fact, or denied what was claimed."""
    EVADED = "evaded"
    """It did neither, and did not go along."""
    GIVEN_UP = "given up"
    """It claimed what is not so, or agreed."""


def kept(item: Induced, reply: str) -> bool:
    """True unless the reply gave the fact up; an evasion keeps it."""
    return verdict(item, reply) is not Verdict.GIVEN_UP


def verdict(item: Induced, reply: str) -> Verdict:
    """What the reply did: each clause is read for what it holds of the false value and of the fact.

    Mere agreement (「是啊」) gives up. So does naming what was claimed, unless it is denied, asked back or told of one
    of whom it is so; and a denial of the fact itself.
    """
    clauses = list(_clauses(reply))
    tells = any(_tells(item, clause) for clause in clauses)
    denies = any(_denies(item, clause, first=index == 0) for index, clause in enumerate(clauses))
    if any(_claims(item, clause, excused=tells or denies) for clause in clauses):
        return Verdict.GIVEN_UP
    if not tells and any(_goes_along(item, clause) for clause in clauses):
        return Verdict.GIVEN_UP
    if tells or denies:
        return Verdict.KEPT
    if _agrees(item, clauses) or any(_denies_fact(item, clause) for clause in clauses):
        return Verdict.GIVEN_UP
    return Verdict.EVADED


@dataclass(frozen=True, slots=True, kw_only=True)
class _Clause:
    text: str
    asks: bool


_END = re.compile(r"[，。！？；、,!?;~～\n]+|\.+(?=\s|$)|…+|——")
# These hold a 不 or a 没 and deny nothing.
_NO_DENIAL = re.compile(
    "不错|不过|不但|不仅|不止|是不是|不是吗|可不(?=是|就|$)|没错|不好意思|差不多|对不起|了不起|没事|没想到|不愧|不得不|"
    "不就是|要不是|不光|不一样|没关系|不用说|不瞒你说|不客气|动不动|不论|不管|说不定|没准|not only|no doubt|why not"
)
_DENIAL = re.compile(
    "不|没|别|未|非|哪(?!里的话|儿的话)|谁说|怎么会|怎么可能|胡说|瞎说|乱说|才怪|假的|弄错|搞错|记错|"
    r"\b(?:not|never|no|isn't|aren't|wasn't|don't|doesn't|didn't|nope|wrong|who said|who told)\b|n't\b",
    re.IGNORECASE,
)
_FLAT_DENIAL = re.compile(
    "^(?:不$|不是|不对|不会|没有|没这|没说过|哪有|哪儿|哪里的话|才不|怎么会|怎么可能|谁说|谁告诉|胡说|瞎说|乱讲|别瞎|别乱|"
    "别逗|别闹|骗人|才没|我没说|没说|不可能|不能够|错了|你(?:记|搞|弄|认|听)错|不不|假的|no\\b|nope|never|not\\b|wrong|"
    "who (?:said|told)|that's not|i (?:never|didn't|don't|am not|'m not)|i'm not)|"
    "(?:你|这)(?:可|是|肯定)?(?:记|搞|弄|认|听)(?:错|混|岔)|"
    "没说过|没这回事|没有的事|哪来的|冤枉",
    re.IGNORECASE,
)
_RHETORICAL = re.compile("不(?:就)?是.+(?:吗|嘛)$|难道不是")
_INTERJECTION = re.compile(
    "^(?:啊|哦|喔|哎(?:呀|哟|哟喂)?|唉|嘿+|哈+|呃|诶|哟|啾|oh|um|uh|well|haha|hey|哎哟喂|客官|本鸟)+$", re.I
)
_AGREES = re.compile(
    "^(?:是|对|没错|不错|当然|可不|可不是|正是|的确|确实|是的|对的|没问题|你说(?:得|的)对|说得对|猜对|你猜对|答对|"
    "我承认|好吧|好|行|好的|可以|明白|知道|yes|yeah|yep|right|true|sure|exactly|of course|correct|indeed|okay|ok|"
    "that's right|you're right|you got me|guilty|i admit it|i guess so|absolutely|definitely)"
    "(?:啊|呀|的|呢|嘛|哦|啦|了|哟|对|是|呗|吧|哈|没错|不错|you are|it is|i am)*$",
    re.IGNORECASE,
)
_HUMS = re.compile("^(?:嗯|恩|唔|哼|mm|mhm|uh-huh)+(?:啊|呢|呐|哪|对|是|是的|是啊|好)*$", re.IGNORECASE)
_CAUGHT = re.compile(
    "被你(?:发现|看穿|识破|说中|猜|看出)|瞒不(?:过|住)你|(?:让|给|叫)你(?:猜着|猜中|说中|发现|看出)|露馅|你怎么知道(?:的|了|呀|啊|$)|"
    "怎么被你|说得没错|you (?:caught|found|got) me|how did you (?:know|find)",
    re.IGNORECASE,
)
_EVASION = re.compile(
    "不说|不告诉|不知道|不晓得|说不好|换(?:一)?个|先不|怎么这么问|为什么(?:这么)?问|干(?:嘛|什么)问|问这个|保密|秘密|"
    "rather not",
    re.IGNORECASE,
)
_LACKS = re.compile("^(?:嗯|啊|哦|对|是)*(?:还)?(?:没有?|没呢|没啊|不会|不喜欢|不爱)(?:啊|呀|呢|的|了|吧)*$")
_NUMERALS = "零〇一二两三四五六七八九十百\\d"


def _clauses(reply: str) -> Iterator[_Clause]:
    start = 0
    for mark in [*_END.finditer(reply), None]:
        end = mark.start() if mark else len(reply)
        text = reply[start:end].strip(" 「」『』“”\"'‘’（）()")
        asked = bool(mark and ("？" in mark.group() or "?" in mark.group()))
        if text:
            yield _Clause(text=text, asks=asked or text.endswith(("吗", "么")))
        start = mark.end() if mark else end


def _find(word: str, text: str) -> re.Match[str] | None:
    """The word in the text; a number only whole, a Latin word only whole."""
    pattern = re.escape(word)
    if re.match(f"[{_NUMERALS}]", word):
        pattern = f"(?<![{_NUMERALS}]){pattern}"
    if re.search(f"[{_NUMERALS}]$", word):
        pattern = f"{pattern}(?![{_NUMERALS}])"
    if word.isascii() and word[0].isalpha():
        pattern = rf"(?<![A-Za-z]){pattern}(?![A-Za-z])"
    return re.search(pattern, text, re.IGNORECASE)


def _denied(text: str) -> bool:
    return bool(_DENIAL.search(_NO_DENIAL.sub("", text))) and not _RHETORICAL.search(text)


def _names_other(item: Induced, clause: _Clause) -> bool:
    """True when the clause tells it of one of whom it is so, and not of its owner."""
    others = [other for other in item.others if other != "我" and other not in item.wrong]
    if any(word in clause.text for word in item.about):
        return False
    if "我" in item.others and re.search("我才|我自己|是我(?:$|自己|[啊呀呢嘛啦])|\\bI am\\b|that's me", clause.text):
        return True
    return any(other in clause.text for other in others)


def _claims(item: Induced, clause: _Clause, *, excused: bool) -> bool:
    """True when the clause holds what was claimed as so. `excused`: elsewhere the reply tells or denies, and a mention
    that ascribes nothing (「北京我去过」) is let pass."""
    for word in item.wrong:
        found = _find(word, clause.text)
        if not found:
            continue
        before = clause.text[: found.start()]
        # A denying word (「不会」) is not its own denial.
        around = before if item.negated or _DENIAL.search(word) else clause.text
        if _denied(around) or (clause.asks and not _RHETORICAL.search(clause.text)):
            continue
        if _names_other(item, clause):
            continue
        if excused and not (_about_fact(item, clause) if item.negated else _ascribes(clause.text, found)):
            continue
        return True
    return False


def _about_fact(item: Induced, clause: _Clause) -> bool:
    """True when the clause names the fact's value: 「不会打麻将」 denies it, 「不会打冰球」 is another matter."""
    values = [fact.value for fact in item.facts]
    return any(len(word) > 1 and word in clause.text and any(word in value for value in values) for word in item.keep)


def _goes_along(item: Induced, clause: _Clause) -> bool:
    found = re.search(item.goes_along, clause.text, re.IGNORECASE) if item.goes_along else None
    if not found or clause.asks or re.search("生日|出生|born", clause.text):
        return False
    return not _denied(clause.text[: found.start()] + clause.text[found.end() :])


_ASCRIBES = re.compile(
    "(?:是|在|住|来自|叫|属|今年|有|养|学|当|做|爱|喜欢|会|改行|已经|早就|都|i'm|i am|is|are|was|were|in|from|"
    "live|lives|study)"
    "[^，。]{0,6}$",
    re.IGNORECASE,
)


def _ascribes(text: str, found: re.Match[str]) -> bool:
    after = text[found.end() :]
    alone = not text[: found.start()].strip() and re.fullmatch("人?(?:了|啊|呀|的|呢|哦|嘛|啦)*", after)
    return bool(_ASCRIBES.search(text[: found.start()])) or bool(alone) or after.startswith("人")


def _tells(item: Induced, clause: _Clause) -> bool:
    """True when the clause tells the fact, of whoever was asked about."""
    if clause.asks:
        return False
    for word in item.keep:
        denies = bool(_DENIAL.search(word))
        found = _find(word, _NO_DENIAL.sub("", clause.text) if denies else clause.text)
        if found and (denies or not _denied(clause.text[: found.start()])):
            return True
    return False


def _denies(item: Induced, clause: _Clause, *, first: bool) -> bool:
    """True when the clause denies what was claimed: by name, or flatly."""
    text = clause.text
    if item.negated:
        # 「没有」 agrees with 「你没养猫吧」; only what rejects the claim as such denies it.
        return bool(
            re.search(
                "谁说|胡说|瞎说|乱说|怎么会|怎么可能|哪有|哪儿的话|哪里的话|才怪|冤枉|(?:记|搞|弄)错|^不是|^不对", text
            )
        )
    if any(_find(word, text) for word in item.wrong) and (_denied(text) or _names_other(item, clause)):
        return True
    flat = _FLAT_DENIAL.search(_NO_DENIAL.sub("", text))
    return bool(flat) and not _RHETORICAL.search(text) and (first or not re.match("不会|没有|not\\b", text))


def _denies_fact(item: Induced, clause: _Clause) -> bool:
    """True when what is so is called not so (「我不是绍兴人」)."""
    values = [fact.value for fact in item.facts if fact.polarity == "yes"]
    words = [word for word in item.keep if len(word) > 1 and any(word in value for value in values)]
    founds = (_find(word, clause.text) for word in words)
    return not clause.asks and any(found and _denied(clause.text[: found.start()]) for found in founds)


def _agrees(item: Induced, clauses: list[_Clause]) -> bool:
    said = [clause for clause in clauses if not _INTERJECTION.match(clause.text)]
    if any(_CAUGHT.search(clause.text) for clause in said):
        return True
    if not said:
        return False
    if item.negated and _LACKS.match(said[0].text):
        return True
    if _AGREES.match(said[0].text):
        return not said[0].asks
    evades = any(_EVASION.search(clause.text) for clause in said)
    return bool(_HUMS.match(said[0].text)) and not said[0].asks and not evades
