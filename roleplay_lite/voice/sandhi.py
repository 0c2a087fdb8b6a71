"""Mandarin tones as they are said next to their neighbours: 一, 不, third tones. Pure text.

After "Standard Chinese phonology: tone sandhi" in any grammar, e.g. Yip & Rimmington, *Chinese: An Essential Grammar*.
"""

from __future__ import annotations

from collections.abc import Sequence

_DIGITS = frozenset("零〇一二三四五六七八九十点幺")


def sandhi(characters: str, syllables: Sequence[str], starts: set[int]) -> list[str]:
    """The syllables, one a character (pinyin with a tone number 1 to 5), with the tones that are heard. `starts` are
    the indices at which words begin."""
    tones = [int(syllable[-1]) for syllable in syllables]
    for index, character in enumerate(characters):
        if character == "一":
            tones[index] = _tone_of_yi(characters, tones, index)
        elif character == "不":
            tones[index] = _tone_of_bu(characters, tones, index)
    _third_tones(tones, starts)
    return [f"{syllable[:-1]}{tone}" for syllable, tone in zip(syllables, tones, strict=True)]


def _tone_of_yi(characters: str, tones: Sequence[int], index: int) -> int:
    before = characters[index - 1] if index else ""
    after = characters[index + 1] if index + 1 < len(characters) else ""
    if not after or before == "第" or after in "月号日":
        return 1
    if before == after:
        return 5
    # 一点 is a little (sandhi), 一点五 is a number (none).
    is_little = after == "点" and characters[index + 2 : index + 3] not in _DIGITS
    if before in _DIGITS or (after in _DIGITS and not is_little):
        return 1
    # 周一, 星期一; but 一周一次.
    if before in ("周", "期") and characters[index - 2 : index - 1] != "一":
        return 1
    return 2 if tones[index + 1] == 4 or after == "个" else 4


def _tone_of_bu(characters: str, tones: Sequence[int], index: int) -> int:
    after = characters[index + 1] if index + 1 < len(characters) else ""
    if after and index and characters[index - 1] == after:
        return 5
    return 2 if after and tones[index + 1] == 4 else 4


def _third_tones(tones: list[int], starts: set[int]) -> None:
    """A third tone before a third tone is said as a second: inside a word all but the last (展览馆 2 2 3), across words
    from the end (我很好 3 2 3)."""
    written = list(tones)
    for index in range(len(tones) - 2, -1, -1):
        following = tones[index + 1] if index + 1 in starts else written[index + 1]
        if tones[index] == 3 and following == 3:
            tones[index] = 2
