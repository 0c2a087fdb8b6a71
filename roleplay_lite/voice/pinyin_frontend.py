"""From Mandarin text to the phone numbers of a Baker-corpus acoustic model.

The model's `baker_mapper.json` says which phones a syllable has and which number a phone has; which syllable a
character has, and in which tone it is said next to its neighbours, is worked out here.
"""

from __future__ import annotations

import itertools
import json
import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from pypinyin import Style, lazy_pinyin
from pypinyin.seg.mmseg import seg

from roleplay_lite.errors import EngineError
from roleplay_lite.voice.sandhi import sandhi

_ODD_SYLLABLES = {"n": "en", "ng": "en", "m": "en", "hm": "heng", "hng": "heng", "ê": "ei", "eh": "ei", "yo": "you"}
"""Interjections that the corpus does not have, and the nearest it has."""
# Words in which 儿 is a child and a syllable of its own.
_CHILDREN = frozenset("女婴幼孤少健胎托育男宠小")
# Everyday words as they are said, where the dictionary has them bookish or cut in two. A group marks what is meant.
_SPOKEN = [
    (re.compile(pattern), pinyin)
    for pattern, pinyin in (
        ("(?<=[多很太最更挺真好这那不])长(?!大|得|高|辈)|长(?=时间|途|短|度|城|江|期)|(?<=头发|胡子)长", "chang2"),
        ("(?<=.)得(?!到|出|了|意|知|分|罪)", "de5"),
        ("(?:^|(?<=[我你他她它们就都总还也必]))得(?=[走去来回做先要赶想看给把吃睡上学])", "dei3"),
        ("(?<=[慢快好静悄轻渐偷细默])地(?!方|点|球|上|下)", "de5"),
        ("谁", "shei2"), ("着急", "zhao1 ji2"), ("朋友", "peng2 you5"), ("喜欢", "xi3 huan5"), ("东西", "dong1 xi5"),
        ("爸爸", "ba4 ba5"), ("妈妈", "ma1 ma5"), ("哥哥", "ge1 ge5"), ("姐姐", "jie3 jie5"), ("弟弟", "di4 di5"),
        ("妹妹", "mei4 mei5"), ("爷爷", "ye2 ye5"), ("奶奶", "nai3 nai5"), ("漂亮", "piao4 liang5"),
        ("先生", "xian1 sheng5"),
        ("没关系", "mei2 guan1 xi5"), ("事情", "shi4 qing5"), ("休息", "xiu1 xi5"), ("告诉", "gao4 su5"),
        ("故事", "gu4 shi5"), ("时候", "shi2 hou5"), ("明白", "ming2 bai5"), ("地方", "di4 fang5"),
        ("衣服", "yi1 fu5"), ("认识", "ren4 shi5"),
        ("(?<=[去来吃看听说做想见学写玩])过(?!去|来|年|程|敏|节|期)", "guo5"),
    )
]  # fmt: skip


class PinyinFrontend:
    """Text to phones to numbers, for one model."""

    def __init__(self, mapper: Path) -> None:
        """Raises EngineError when the file is not such a map."""
        try:
            table = json.loads(mapper.read_text("utf-8"))
            self._ids: dict[str, int] = table["symbol_to_id"]
            self._phones: dict[str, list[str]] = table["pinyin_dict"]
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise EngineError(f"{mapper}: not a phone map of a Baker voice: {error}", stage="tts") from error

    def syllables(self, text: str) -> list[list[str]]:
        """Words of Mandarin text, each as its pinyin with tone numbers as it is said in context (sandhi done).
        What is no Chinese character is passed over."""
        characters = "".join(character for character in text if _is_chinese(character))
        words = [word for word in seg.cut(characters) if word]
        syllables, starts = _pinyin(words), _word_starts(words)
        _correct(characters, syllables, starts)
        spoken = sandhi(characters, syllables, starts)
        bounds = [*sorted(starts), len(characters)]
        return [spoken[at:end] for at, end in itertools.pairwise(bounds)]

    def phones(self, words: Iterable[Sequence[str]]) -> list[str]:
        """`sil n i2 #0 h ao3 #1 …  sil eos`: #0 stands between the syllables of a word, #1 between words. The 儿 of
        er-hua, written `er5`, joins the syllable before it."""
        out = ["sil"]
        for word in words:
            if len(out) > 1:
                out.append("#1")
            for index, pinyin in enumerate(word):
                name, tone = _ODD_SYLLABLES.get(pinyin[:-1], pinyin[:-1]), pinyin[-1]
                if pinyin == "er5" and index:
                    out.append("er5")
                    continue
                if name not in self._phones:
                    continue
                initial, final = self._phones[name]
                out += ["#0"] * bool(index) + [initial, final + tone]
        return [*out, "sil", "eos"]

    def ids(self, words: Iterable[Sequence[str]]) -> list[int]:
        """The model's input for these words; empty when none of them has a sound."""
        numbers = [self._ids[phone] for phone in self.phones(words) if phone in self._ids]
        return numbers if len(numbers) > 3 else []


def _is_chinese(character: str) -> bool:
    return "\u3400" <= character <= "\u9fff" or character == "〇"


def _pinyin(words: list[str]) -> list[str]:
    # One entry a character, so that words can be found again: a character nobody knows is a neutral nothing.
    # Its annotations know only the text that `errors` may give, not the list.
    unknown: Any = _neutral
    found = list(lazy_pinyin(words, style=Style.TONE3, neutral_tone_with_five=True, errors=unknown))
    return [pinyin if pinyin[-1:].isdigit() else f"{pinyin}5" for pinyin in found]


def _neutral(characters: str) -> list[str]:
    return ["5"] * len(characters)


def _word_starts(words: Sequence[str]) -> set[int]:
    return set(itertools.accumulate((len(word) for word in words[:-1]), initial=0)) if words else set()


def _correct(characters: str, syllables: list[str], starts: set[int]) -> None:
    for pattern, pinyin in _SPOKEN:
        for match in pattern.finditer(characters):
            at, end = match.span(match.lastindex or 0)
            syllables[at:end] = pinyin.split()
            starts -= set(range(at + 1, end))
    for index in range(1, len(characters)):
        if characters[index] == "儿" and characters[index - 1] not in _CHILDREN and syllables[index - 1] != "de5":
            syllables[index] = "er5"
            starts.discard(index)
