"""Dictionary text made fit to be spoken: its signs for the word itself, its stray marks, its length."""

from __future__ import annotations

import re

_SIGNS = str.maketrans(
    {
        "﹑": "、",
        "﹐": "，",
        "､": "、",
        "◇": "。",
        "∶": "：",
        "|": "｜",
        "﹔": "；",
        "\u3000": " ",
        "‖": "。",
        "﹕": "：",
    }
)
_NUMBERED = re.compile(r"(?<!\d)[1-9]\d?[.．]\s*|[①-⑳]")
# Signs that stand where another was lost; what is left cannot be trusted.
_SPOILT = re.compile(r"[⊥≤≥∩∪√∥◎□■‰∝∞ⅰ-ⅻ∈〓_\\]|[\ue000-\uf8ff]")
_NOTE = re.compile(r"［[^］]*］|〔[^〕]*〕|〖[^〗]*〗")
_QUOTED = re.compile(r'"([^"]*)"')
_ALSO_WRITTEN = re.compile(r"(?:亦作|也作|亦称|语本|见|详)[“：][^。]*[。]?")
_LONG_QUOTE = re.compile(r"[^。；]*“[^”]{8,}”[^。；]*[。；]?|[^。]*'[^。]*。?")
_ASIDE = re.compile(r"[（(][^）)]{0,12}[)）]")
_END = re.compile(r"(?<=[。！？；])")
# Sizes lost their points on the way into the dictionary: 面积9238万平方千米 is 92.38.
_SIZE = re.compile(r"[^。；]*(?<![\d年])(?!\d{3,4}年)\d+(?:[.．]\d+)?(?!\d*年)[^。；]*[。；]?")
_ELSEWHERE = re.compile(r"(?:另见|参见|参看)[^。；]*[。；]?")
_SHORTEST = 4
_EXAMPLE_BEGINS = 8
_BEFORE_THE_WORD = "的是为叫作即指“以和或与、，《称名曰：不非"
_HAN_GAP = re.compile(r"(?<=[\u4e00-\u9fff，。；：、]) (?=[\u4e00-\u9fff])")


def spoken(text: str, word: str) -> str:
    """One meaning as plain words; empty where it is spoilt, or only quotes old books."""
    if _SPOILT.search(text):
        return ""
    text = _QUOTED.sub(r"“\1”", _NOTE.sub("", text.translate(_SIGNS))).replace('"', "")
    text = _LONG_QUOTE.sub("", _ALSO_WRITTEN.sub("", text))
    text = _ASIDE.sub("", text) if len(text) > 40 else text
    text = _without_examples(re.sub(r"\s*[~～]\s*", word, re.sub("[①-⑳]", "", text)), word)
    text = _HAN_GAP.sub("，", text.strip())
    text = re.sub(r";\s*", "；", text).replace(",", "，").replace(":", "：").replace("?", "？").replace("!", "！")
    text = _ELSEWHERE.sub("", _SIZE.sub("", text))
    if text.count("“") != text.count("”"):
        text = text.replace("“", "").replace("”", "")
    text = re.sub(r"。{2,}", "。", text).strip(" ，；。、：")
    return f"{text}。" if text else ""


def _without_examples(text: str, word: str) -> str:
    """An example stands right behind the meaning, whose end mark was lost, and has the word: 极短转眼又是年关。"""
    text = text.partition("｜")[0]
    at = text.find(word, _SHORTEST)
    if at < 0 or text[at - 1] in _BEFORE_THE_WORD:
        return text
    whole = max(text.rfind(mark, 0, at) for mark in "。；")
    # A whole sentence before it is the meaning; what is left of the example's beginning is not.
    return text[: whole + 1] if whole >= _SHORTEST and at - whole <= _EXAMPLE_BEGINS else text[:at]


def meanings(text: str) -> list[str]:
    """The numbered meanings of an entry, without their numbers."""
    return [part.strip() for part in _NUMBERED.split(text) if part.strip()]


def within(text: str, longest: int) -> str:
    """The first sentences that fit; the first alone where none does, cut at a comma."""
    if len(text) <= longest:
        return text
    kept = ""
    for sentence in _END.split(text):
        if len(kept) + len(sentence) > longest:
            break
        kept += sentence
    if not kept:
        kept = text[:longest].rpartition("，")[0] or text[: longest - 1]
    return kept.rstrip("，；、。") + "。"
