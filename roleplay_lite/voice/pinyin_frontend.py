"""From Mandarin text to the phone numbers of a Baker-corpus acoustic model.

The model's `baker_mapper.json` says which phones a syllable has and which number a phone has; which syllable a
character has, and in which tone it is said next to its neighbours, is worked out here.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from pathlib import Path

from pypinyin import Style, lazy_pinyin
from pypinyin.seg.mmseg import seg

from roleplay_lite.errors import EngineError

_ODD_SYLLABLES = {"n": "en", "ng": "en", "m": "en", "hm": "heng", "hng": "heng", "ê": "ei", "eh": "ei", "yo": "you"}
"""Interjections that the corpus does not have, and the nearest it has."""
_DIGITS = frozenset("零一二三四五六七八九十点〇幺")
_MAGNITUDES = frozenset("百千万亿")
# Words in which 儿 is a child and a syllable of its own.
_CHILDREN = frozenset("女婴幼孤少健胎托育男宠小")
Syllable = tuple[str, int]
"""Pinyin without its tone, and the tone from 1 to 5."""


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
        words = [word for word in seg.cut("".join(c for c in text if _is_chinese(c))) if word]
        spoken = _sandhi(words, [_syllable(pinyin) for pinyin in _pinyin(words)])
        out, at = [], 0
        for word in words:
            out.append([f"{name}{tone}" for name, tone in spoken[at : at + len(word)]])
            at += len(word)
        return out

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


def _pinyin(words: Sequence[str]) -> list[str]:
    # One entry a character, so that words can be found again: a character nobody knows is a neutral nothing.
    return lazy_pinyin(  # type: ignore[no-any-return]
        words, style=Style.TONE3, neutral_tone_with_five=True, errors=lambda unknown: ["5"] * len(unknown)
    )


def _syllable(pinyin: str) -> Syllable:
    return (pinyin[:-1], int(pinyin[-1])) if pinyin[-1:].isdigit() else (pinyin, 5)


def _sandhi(words: Sequence[str], syllables: Sequence[Syllable]) -> list[Syllable]:
    characters = "".join(words)
    starts = _word_starts(words)
    names, tones = [name for name, _ in syllables], [tone for _, tone in syllables]
    for index, character in enumerate(characters):
        if character == "一":
            tones[index] = _tone_of_yi(characters, tones, index)
        elif character == "不":
            tones[index] = _tone_of_bu(characters, tones, index)
        elif character == "儿" and index and index not in starts and characters[index - 1] not in _CHILDREN:
            tones[index] = 5
    _third_tones(tones, starts)
    return list(zip(names, tones, strict=True))


def _word_starts(words: Sequence[str]) -> set[int]:
    starts, at = set(), 0
    for word in words:
        starts.add(at)
        at += len(word)
    return starts


def _tone_of_yi(characters: str, tones: Sequence[int], index: int) -> int:
    before, after = characters[index - 1 : index], characters[index + 1 : index + 2]
    if not after or before == "第" or after in "月号日":
        return 1
    if before == after:
        return 5
    is_little = after == "点" and characters[index + 2 : index + 3] not in _DIGITS
    if (before in _DIGITS and before) or (after in _DIGITS and not is_little):
        return 1
    if after not in _MAGNITUDES and before in "周期" and before:
        return 1
    return 2 if tones[index + 1] == 4 or after == "个" else 4


def _tone_of_bu(characters: str, tones: Sequence[int], index: int) -> int:
    before, after = characters[index - 1 : index], characters[index + 1 : index + 2]
    if before and before == after:
        return 5
    return 2 if after and tones[index + 1] == 4 else 4


def _third_tones(tones: list[int], starts: set[int]) -> None:
    """A third tone before a third tone is said as a second: inside a word all but the last (展览馆 2 2 3), across words
    from the end (我很好 3 2 3)."""
    written = list(tones)
    for index in range(len(tones) - 2, -1, -1):
        inside = index + 1 not in starts
        following = written[index + 1] if inside else tones[index + 1]
        if tones[index] == 3 and following == 3:
            tones[index] = 2
