"""How Mandarin signs sound, with what speakers and recognisers mix up taken as one: 「花声」 sounds like 「花生」.

Only the single-sign table of pypinyin is read, by itself: its table of phrases costs 60 MB and a quarter of a second.
"""

from __future__ import annotations

import json
import re
import sys
import unicodedata
from functools import lru_cache
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

SEVERAL = frozenset(
    "行重长乐还都得觉教假便调好为中间应当兴种传转朝藏曾差参处弹倒给更供冠喝和荷横会几系夹将降角结解尽劲卷卡看壳空落率没蒙模磨难宁胖屏"
    "铺曲散色少舍什盛石数似宿弄提挑吐相校削血压要载扎炸正只钟着仔单朴仇盖查尺澄臭畜打大度发分骨哈号核吓咽燕殷佣晕涨折症种粥薄剥伯"
)
"""Signs that everyday words say in two ways (行: xing, hang): both are kept; of any other sign the first."""
JOINT = "0"
"""Stands between the syllables of a pair, so that xi0an is not xian."""


@lru_cache(maxsize=1)
def _table() -> dict[int, str]:
    """Code point to readings with tone marks, the usual one first."""
    if loaded := sys.modules.get("pypinyin.pinyin_dict"):
        return dict(loaded.pinyin_dict)
    spec = find_spec("pypinyin")
    for folder in (spec.submodule_search_locations or ()) if spec else ():
        file = Path(folder) / "pinyin_dict.json"
        if file.exists():
            pairs = json.loads(file.read_bytes()).items()
            # Rarer planes are a third of the table, and no recogniser writes them.
            return {int(sign): sys.intern(readings) for sign, readings in pairs if 0x3400 <= int(sign) <= 0x9FFF}
    return dict(import_module("pypinyin.pinyin_dict").pinyin_dict)


@lru_cache(maxsize=8192)
def readings(sign: str) -> tuple[str, ...]:
    """The sign's folded syllables, the usual one first; empty for what is no Han sign."""
    found = _table().get(ord(sign), "")
    ways = dict.fromkeys(folded(reading) for reading in found.split(",") if reading)
    return tuple(ways)[: 2 if sign in SEVERAL else 1]


@lru_cache(maxsize=8192)
def plain_readings(sign: str) -> tuple[str, ...]:
    """The sign's syllables without their tones, nothing else folded; empty for what is no Han sign."""
    ways = dict.fromkeys(plain(reading) for reading in _table().get(ord(sign), "").split(",") if reading)
    return tuple(ways)[: 2 if sign in SEVERAL else 1]


def plain(syllable: str) -> str:
    """A syllable without its tone; ü is v."""
    letters = unicodedata.normalize("NFD", syllable.lower()).replace("u\u0308", "v")
    return "".join(letter for letter in letters if "a" <= letter <= "z")


def folded(syllable: str) -> str:
    """A syllable without its tone, with zh, ch, sh, -ng and initial n taken for z, c, s, -n and l."""
    blurred = re.sub("^([zcs])h", r"\1", plain(syllable))
    blurred = re.sub("(?<=[aei])ng$", "n", blurred)
    return re.sub("^n(?=.)", "l", blurred)


def sound_pairs(run: str) -> list[tuple[str, ...]]:
    """For each two neighbours of a run the ways in which they may sound; none where one of them is no known sign."""
    return [_pair(run[index : index + 2]) for index in range(len(run) - 1)]


@lru_cache(maxsize=16384)
def _pair(pair: str) -> tuple[str, ...]:
    one, two = readings(pair[0]), readings(pair[1])
    return tuple(dict.fromkeys(f"{first}{JOINT}{second}" for first in one for second in two))
