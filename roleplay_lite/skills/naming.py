"""Which of several is meant: by its number, by what it is for, by when it is due, or all. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from roleplay_lite.skills.alarm import Alarm
from roleplay_lite.skills.lengths import Length
from roleplay_lite.skills.numbers import number

_ALL = re.compile("全部|所有|都(?=取消|删|停|关|不|清)|全(?=取消|删|停|关|都|不)|清空|每一?个|\\ball\\b|统统")
_NTH = re.compile("第(?P<n>[0-9一二两三四五六七八九十]{1,2})个")
_LAST = re.compile("最后(?:一?个|那个)|刚(?:才|刚)?(?:那个|定的|设的)|上一个|\\blast\\b")
_LABEL = re.compile(
    "(?:把|将)?(?P<label>[^，把将]{1,8}?)(?:那个|的那个|的)?(?:倒?计时器?|倒计时器?|定时器?|闹钟|"
    "闹铃|提醒)|(?:取消|删掉?|停掉?|关掉?|不用|别|不要)(?:再)?提醒我(?P<what>[^，]{1,10})"
)
_WORDS = re.compile(
    "^(?:帮|给|替)?我?(?:取消|删除?掉?|停(?:掉|止)?|刚才|关掉?|结束|撤掉?|清空|把|将|那个|这个|这|那|"
    "的|一个|个|定|设|所有|全部|都|第[一二三四五0-9]+个|最后|刚才|了|别|不用|不要|再|我|你|现在)+|"
    "(?:的|那个|这个|了|吧|时候|\x00)+$"
)
_FILL = re.compile(
    "^(?:的|是|为|在|给|帮|我|要|我要|我想|现在|请|你|就|再|个|一个|了|呢|吧|和|跟|记得|到时候?|，)+|"
    "(?:的|呢|了|着|吧|啊|哈|一下|个|一个|，|时间|开始|就行|就好|要|我)+$"
)


def tidy(text: str) -> str:
    """A label without what stands around it: at most twelve signs, of the longest part between marks."""
    parts = [_FILL.sub("", part.replace("\x00", "")).strip(" ，") for part in re.split("[，\x00]", text)]
    parts = [part for part in parts if part]
    best = max(parts, key=len, default="")
    return best if len(best) <= 12 or best.isascii() else ""


def named(core: str, found: Sequence[Length] = ()) -> dict[str, Any]:
    """The slots that tell which one: `which` (`all`, a number, `last`), `seconds`, `label`."""
    slots: dict[str, Any] = {}
    if _ALL.search(core):
        slots["which"] = "all"
    elif (nth := _NTH.search(core)) and (place := number(nth["n"])) is not None:
        slots["which"] = int(place)
    elif _LAST.search(core):
        slots["which"] = "last"
    if found:
        slots["seconds"] = found[0].seconds
    elif "which" not in slots and (label := _LABEL.search(core)):
        said = _WORDS.sub("", label["label"] or label["what"] or "")
        said = re.sub("了$", "", _WORDS.sub("", said))
        if said and said not in ("有", "没", "几", "取消", "停止"):
            slots["label"] = said
    return slots


def chosen(own: Sequence[Alarm], slots: Mapping[str, Any]) -> tuple[Alarm, ...]:
    """Those that the slots name; none where they name none of them, or nothing and there are several."""
    which = slots.get("which")
    if which == "all":
        return tuple(own)
    if which == "last":
        return tuple(own[-1:]) if not own else (max(own, key=lambda alarm: alarm.id),)
    if isinstance(which, int):
        return tuple(own[which - 1 : which]) if which > 0 else ()
    if due := slots.get("due"):
        return tuple(alarm for alarm in own if abs(alarm.due - float(due)) < 1)[:1]
    if seconds := slots.get("seconds"):
        exact = [alarm for alarm in own if alarm.seconds == seconds]
        if exact:
            return tuple(exact[:1])
    if label := str(slots.get("label", "")):
        return tuple(alarm for alarm in own if alarm.label and (label in alarm.label or alarm.label in label))
    if (hour := slots.get("hour")) is not None:
        return tuple(alarm for alarm in own if _at(alarm, int(hour), int(slots.get("minute", 0))))
    return tuple(own) if len(own) == 1 else ()


def _at(alarm: Alarm, hour: int, minute: int) -> bool:
    at = datetime.fromtimestamp(alarm.due)
    return at.minute == minute and (at.hour == hour or (hour <= 12 and at.hour % 12 == hour % 12))
