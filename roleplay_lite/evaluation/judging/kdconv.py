"""KdConv: questions in a dialogue that one triple of a knowledge graph answers, and whether a reply holds the answer.

The data is KdConv (Zhou et al., "KdConv: A Chinese Multi-domain Dialogue Dataset Towards Multi-turn Knowledge-driven
Conversation", ACL 2020; github.com/thu-coai/KdConv, Apache-2.0): `film_dev.json`, `music_dev.json`, `travel_dev.json`,
each a list of dialogues with `messages`, whose `attrs` are the triples that the people used.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, get_args

from roleplay_lite.errors import InputError
from roleplay_lite.evaluation.judging.text import bare, folded

Domain = Literal["film", "music", "travel"]
DOMAINS: tuple[Domain, ...] = get_args(Domain)
FOLDER = "kdconv-dev"

LONGEST = 40
"""Signs of a value that a spoken answer may hold."""
NAMED = 6
"""Signs up to which a value is told whole or not at all."""
TOLD, NUMBERS_TOLD = 0.55, 0.5
"""The part of a longer value's signs that tells it, and of its numbers where it has more than two."""
LOOKS_BACK = 2
"""Exchanges before the question that are asked along with it."""

_ASKS = re.compile("[?？]|[吗么呢]$|什么|哪|多少|几|谁|怎么")
# What a question for the attribute holds; people also answer beside the question. Others have no such list.
_CUES = {
    "门票": "票|钱|收费|价",
    "电话": "电话|号码|联系",
    "地址": "地址|哪|位置|地方",
    "建议游玩时间": "多久|多长|时间|小时|时长",
    "开放时间": "开放|几点|开门|营业|时候",
    "周边景点": "周边|附近|边上|旁边",
}
_NUMBER = re.compile("\ue000([^\ue001]*)\ue001")
_RANGE = re.compile("\ue001(?P<unit>[^\ue000\ue001]{1,2})[-~—到至]+(?P<next>\ue000[^\ue001]*\ue001)(?P=unit)")
_UNITS = (
    (re.compile("(?<=\ue001)块钱?"), "元"),
    (re.compile("(?<=\ue001)个?钟头"), "小时"),
)
_MEASURE = re.compile("(?<=\ue001)个(?=小时|月)")
_FREE = re.compile("免费|无需门?票|不要钱|不收(?:费|钱|门?票)|不用(?:钱|花钱|买票|门?票)|不花钱|没有?门票|free")


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One question, and the triple that answers it."""

    id: str
    """`travel-3-8`: the domain, the dialogue and the message that answers."""
    said: str
    before: tuple[tuple[str, str], ...]
    """The dialogue so far as (the asker's words, the other's), latest last."""
    about: str
    """What the triple is about, its first member."""
    attribute: str
    value: str
    answer: str
    """What the other person said."""


def read_items(folder: Path, domain: Domain) -> list[Item]:
    """The questions of a domain whose answer rests on one short triple, and holds it by `holds`; in the order of the
    file. What the triple is about stands in the question or just before it, and its value does not.

    Raises InputError that names the file, where it is not KdConv's.
    """
    file = folder / f"{domain}_dev.json"
    try:
        dialogues = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as problem:
        raise InputError(f"{file}: cannot be read as text; give KdConv's {domain}_dev.json") from problem
    except (ValueError, RecursionError) as problem:
        raise InputError(f"{file}: is not JSON; give KdConv's {domain}_dev.json") from problem
    try:
        return [
            item
            for number, dialogue in enumerate(dialogues)
            for item in _items(f"{domain}-{number}", dialogue["messages"])
        ]
    except (KeyError, TypeError, AttributeError) as problem:
        raise InputError(f"{file}: not KdConv's; each dialogue has messages, each with message and attrs") from problem


def _items(name: str, messages: Sequence[dict[str, Any]]) -> Iterator[Item]:
    words = [str(message["message"]) for message in messages]
    for place, message in enumerate(messages):
        triples = message.get("attrs") or []
        if len(triples) != 1:
            continue
        about, attribute, value = (str(triples[0][field]) for field in ("name", "attrname", "attrvalue"))
        if not place:
            continue
        before = _pairs(words[: place - 1])
        context = "".join((words[place - 1], *(part for pair in before for part in pair)))
        fits = 0 < len(bare(value)) <= LONGEST and about in context and not holds(value, context)
        if fits and _asks(words[place - 1], attribute) and holds(value, words[place]):
            yield Item(
                id=f"{name}-{place}",
                said=words[place - 1],
                before=before,
                about=about,
                attribute=attribute,
                value=value,
                answer=words[place],
            )


def _asks(said: str, attribute: str) -> bool:
    last = re.split("[。！!，,]", said.rstrip("。！!，, "))[-1]
    return bool(_ASKS.search(last)) and bool(re.search(_CUES.get(attribute, ""), last))


def _pairs(words: Sequence[str]) -> tuple[tuple[str, str], ...]:
    """The last exchanges: the two speak in turns, and the one who asks next spoke first."""
    whole = words[len(words) % 2 :]
    pairs = [(whole[at], whole[at + 1]) for at in range(0, len(whole), 2)]
    return tuple(pairs[-LOOKS_BACK:])


def holds(value: str, reply: str) -> bool:
    """True when the reply tells the value.

    Up to six signs, the value stands in it as it is, width, case, marks and the writing of numbers aside; 「免费」 may
    be told in other words. A longer one is told when its numbers are (both of two, half of more) and the longest common
    subsequence has 0.55 of its signs, which is ROUGE-L's recall.
    """
    wanted, said = _plain(value), _plain(reply)
    signs = _NUMBER.sub("", wanted)
    if not wanted:
        return False
    if _FREE.match(value):
        return bool(_FREE.search(reply))
    numbers = _NUMBER.findall(wanted)
    if len(bare(value)) <= NAMED:
        return wanted in said
    told = _NUMBER.findall(said)
    known = sum(number in told for number in numbers)
    if numbers and known < (len(numbers) if len(numbers) <= 2 else NUMBERS_TOLD * len(numbers)):
        return False
    return not signs or _common(signs, _NUMBER.sub("", said)) >= TOLD * len(signs)


def _plain(text: str) -> str:
    """Folded, without marks; units as they are written (「三十块」 is 「30元」), and of a span once, so that
    「1小时 - 2小时」 and 「一到两个小时」 are both 「1-2小时」."""
    whole = folded(text)
    for pattern, unit in _UNITS:
        whole = pattern.sub(unit, whole)
    whole = _MEASURE.sub("", _RANGE.sub("\ue001-\\g<next>\\g<unit>", whole))
    return re.sub("[^\\w\ue000\ue001.]|_", "", re.sub("(?<=\ue001)[到至](?=\ue000)", "", whole))


def _common(one: str, other: str) -> int:
    """The length of the longest common subsequence."""
    row = [0] * (len(other) + 1)
    for sign in one:
        diagonal = 0
        for place, known in enumerate(other, 1):
            diagonal, row[place] = row[place], diagonal + 1 if sign == known else max(row[place], row[place - 1])
    return row[-1]
