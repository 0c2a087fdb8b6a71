"""Mandarin and English text cut into clauses, each with what it is for: said, supposed, asked, or neither. Pure.

A clause that only plays with a thought (「要是我在北京」), repeats somebody's words or compares says nothing, and is
left out here, so that what reads the clauses need not know about them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

HAN = "[\u3400-\u9fff〇]"
_ENDS = "。！？!?；;…\n"


class Force(StrEnum):
    """What a clause does with its content."""

    SAYS = "says"
    SUPPOSES = "supposes"
    """Takes it for granted, or guesses and waits to hear it confirmed (「对吧」)."""
    ASKS = "asks"


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """One clause, bare of closing particles."""

    text: str
    whole: str
    """As it stood."""
    force: Force = Force.SAYS
    marked: bool = False
    """True when a question is one by its particle (「吗」), not by its mark alone."""
    open: bool = False
    """True when it asks for more than yes or no (「你住哪儿」)."""
    opens: bool = False
    """True at the beginning of a sentence."""


_QUOTED = re.compile(r"「[^」]*」|『[^』]*』|“[^”]*”|‘[^’]*’|\"[^\"]*\"|《[^》]*》|（[^）]*）|\([^)]*\)|\*[^*]+\*")
_NAMED = re.compile(r"(?:叫做?|名字是|名叫)(?P<q>[「“\"『](?P<n>[^」”\"』]{1,6})[」”\"』])")
_FULL = (
    {ord("０") + i: ord("0") + i for i in range(10)}
    | {ord(a) + i: ord(b) + i for a, b in (("Ａ", "A"), ("ａ", "a")) for i in range(26)}
    | {ord("’"): ord("'")}
)
_SENTENCE = re.compile(f"[^{_ENDS}]+[{_ENDS}]*")
_COMMAS = re.compile(rf"[，,：:—～~]+|(?<={HAN})\s+(?={HAN})")
# Where a recogniser that writes no commas ran two clauses together.
_UNMARKED = re.compile(
    r"(?<=[^和跟给对比像让叫把被帮陪替问说为当等看听想爱骂夸教找认猜得道以家让喜欢知到是或与么啥咋])"
    r"(?=[我你您](?:也|都|就|还|可|才|现在|今年)?(?:是|不是|在|住|没|有|属|叫|今年|老家|养|喜欢|结婚|单身|爸|妈|哥|姐|弟|妹|老公|老婆))"
)
_TAG = re.compile(
    r"(?:对吧|是吧|对吗|是吗|对不对|是不是|没错吧|是这样吧|right|isn't it|aren't you|don't you)", re.IGNORECASE
)
_ENDING_TAG = re.compile(r"(?:对吧|是吧|对吗|对不对|是不是|没错吧|吧)$")
_HYPOTHETICAL = re.compile(
    r"要是|如果|假如|假设|假使|倘若|若是|若(?=我|你)|万一|就算|即使|哪怕|除非|只要|的话$|不然|否则|下辈子|上辈子|梦见|梦到|假装|好比"
    r"|\bif\b|\bwould\b|\bcould\b|\bimagine\b|\bpretend\b",
    re.IGNORECASE,
)
_COMPARED = re.compile(r"(?<![人画头图佛偶录塑])像|似的|一样|仿佛|如同|比如|例如|似乎|\blike an?\b|\bas if\b")
_OPEN = re.compile(
    r"什么(?!都)|啥|谁(?!说|告诉)|哪(?!怕|有|是|会|能|里是|里会|里有|儿是|儿会|儿有|里去过|儿去过)|(?<!好)几(?=[岁个号月年点口天次只斤米条])"
    r"|多(?=大|少|高|重|久|远|长|胖)|怎么(?!会|可能|能|敢|听说|记得|觉得)|咋|为何|何时|\b(?:what|where|who|when|why|how|which)\b",
    re.IGNORECASE,
)
_PARTICLES = re.compile(r"(?:[吗嘛吧啊呀哦喔噢呢啦哈嘞咯哟啾呗咧]|(?<!什)(?<!那)(?<!这)(?<!怎)么|来着)+$")
_EITHER = re.compile(r"(?:是|在|喜欢|爱|吃|养|叫|属).+还是")
_SUBJECT_LAST = re.compile(r"(?P<said>.{2,})(?P<asks>吗|没有?)(?P<subject>[你您])(?:[啊呀呢]*)$")
_LAST_NOT = re.compile(r"(?<=[了过婚])(?:没有?|不)$")


def clauses(text: str) -> list[Clause]:
    """The clauses that say, suppose or ask something, in order."""
    found: list[Clause] = []
    for sentence in _SENTENCE.findall(_unquoted(text.translate(_FULL))):
        body = sentence.rstrip(_ENDS)
        mark = sentence[len(body) :]
        found += _of_sentence(body, mark)
    return found


def _of_sentence(body: str, mark: str) -> list[Clause]:
    pieces = [part for piece in _COMMAS.split(body) for part in _UNMARKED.split(piece) if part.strip()]
    found: list[Clause] = []
    for place, piece in enumerate(part.strip() for part in pieces):
        if _HYPOTHETICAL.search(piece):
            break
        if found and _TAG.fullmatch(piece):
            before = found.pop()
            found.append(_with_force(before, Force.SUPPOSES))
        elif not _COMPARED.search(piece):
            found.append(_clause(piece, mark if place == len(pieces) - 1 else "", opens=place == 0))
    return found


def _clause(piece: str, mark: str, *, opens: bool) -> Clause:
    whole = piece
    if last_subject := _SUBJECT_LAST.fullmatch(piece):
        piece = last_subject["subject"] + last_subject["said"] + last_subject["asks"]
    particles = _PARTICLES.search(piece)
    ending = particles.group() if particles else ""
    is_open = bool(_OPEN.search(piece) or _EITHER.search(piece))
    force, marked = Force.SAYS, False
    text = re.sub("(?:才对|才是|的事)$", "", piece[: len(piece) - len(ending)])
    if tag := _ENDING_TAG.search(piece):
        force, marked, text = Force.SUPPOSES, True, piece[: tag.start()]
    elif "吗" in ending or "么" in ending or ("嘛" in ending and "?" in mark.replace("？", "?")):
        force, marked = Force.ASKS, True
    elif last := _LAST_NOT.search(text):
        force, marked, text = Force.ASKS, True, text[: last.start()]
    elif "？" in mark or "?" in mark:
        force = Force.SUPPOSES if "！" in mark or "!" in mark else Force.ASKS
    return Clause(text=text.strip(), whole=whole, force=force, marked=marked, open=is_open, opens=opens)


def _with_force(clause: Clause, force: Force) -> Clause:
    return Clause(text=clause.text, whole=clause.whole, force=force, marked=True, open=clause.open, opens=clause.opens)


def _unquoted(text: str) -> str:
    """Without what is quoted, a name that is given (「我叫“小满”」) and a text that is quoted as a whole excepted."""
    text = text.strip()
    if len(words := text.split()) > 2 and sum(map(len, words)) < 4 * len(words):
        # Some recognisers put a space after each word.
        text = re.sub(rf"(?<={HAN})\s+(?={HAN})", "", text)
    if len(text) > 2 and text[0] in '「『“"' and text[-1] in '」』”"' and not re.search('[」』”"]', text[1:-1]):
        text = text[1:-1]
    text = _NAMED.sub(lambda found: found.group().replace(found["q"], found["n"]), text)
    text = _QUOTED.sub("＃", text)
    return re.sub(r"(?<!\d)(?<!\bMr)(?<!\bDr)\.(?=\s|$)", "。", text)
