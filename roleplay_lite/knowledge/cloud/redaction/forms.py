"""How a person may be called whose name is known: without the family name, 老王, 小明, 阿明, 王老师, in pinyin."""

from __future__ import annotations

import itertools
import unicodedata
from collections.abc import Iterator, Mapping
from functools import lru_cache
from importlib.resources import files


def _read() -> Mapping[str, tuple[str, ...]]:
    """By kind, the words of `words.txt`."""
    found: dict[str, list[str]] = {}
    text = files("roleplay_lite.knowledge.cloud.redaction").joinpath("words.txt").read_text(encoding="utf-8")
    for line in text.splitlines():
        kind, colon, words = line.partition(":")
        if colon and not line.startswith("#"):
            found.setdefault(kind, []).extend(words.split())
    return {kind: tuple(words) for kind, words in found.items()}


_LISTS = _read()
_SURNAMES, _DOUBLE = frozenset(_LISTS["family"]), frozenset(_LISTS["family2"])
_TITLES, _AFTER_GIVEN = _LISTS["titles"], _LISTS["after"]
_WORDS, _NOBODY = frozenset(_LISTS["words"]), frozenset(_LISTS["nobody"])
_COMMON_ENGLISH = frozenset(_LISTS["english"])
_BEFORE_GIVEN = ("小", "阿", "老", "大")
_BEFORE_FAMILY = ("老", "小", "阿")
_LATIN_TITLES = (
    "lao",
    "xiao",
    "mr",
    "mrs",
    "ms",
    "miss",
    "dr",
    "doctor",
    "teacher",
    "uncle",
    "auntie",
    "aunt",
    "professor",
)
_U = ("v", "u", "yu")


def is_nobody(name: str) -> bool:
    """Who is called so is not to be told from it: 妈妈, owner."""
    return name.strip().lower() in _NOBODY


def parts(name: str) -> tuple[str, str]:
    """Family name and given name of a Mandarin name; no family name where it begins with none."""
    if len(name) >= 3 and name[:2] in _DOUBLE:
        return name[:2], name[2:]
    if 2 <= len(name) <= 4 and name[0] in _SURNAMES and name[0] != name[1]:
        return name[0], name[1:]
    return "", name


def is_han(text: str) -> bool:
    """Whether there are only Mandarin signs in it."""
    return bool(text) and all("\u3400" <= sign <= "\u9fff" or "\U00020000" <= sign <= "\U0003ffff" for sign in text)


def han_forms(name: str) -> Iterator[str]:
    """Everything that somebody with that Mandarin name may be called in Mandarin signs."""
    family, given = parts(name)
    last = given[-1]
    if len(name) > 1:
        yield name
    if len(given) > 1:
        yield given
    if len(name) > 4:
        return
    short = [before + last for before in _BEFORE_GIVEN] + [last + last]
    if len(given) > 1:
        short += [before + given for before in _BEFORE_GIVEN] + [given + after for after in _AFTER_GIVEN]
    if family:
        short += [before + family for before in _BEFORE_FAMILY]
        short += [family + title for title in _TITLES]
        short += [given[0] + after for after in _AFTER_GIVEN] if len(given) == 1 else []
    short += [last + after for after in _AFTER_GIVEN]
    yield from (form for form in short if form not in _WORDS)


def heard_forms(name: str) -> Iterator[str]:
    """Those of them that are worth looking for by their sound."""
    family, given = parts(name)
    if len(name) > 1:
        yield name
    if len(given) > 1 and family:
        yield given


def is_word(form: str) -> bool:
    """A common word, which sounds or looks like a name."""
    return form in _WORDS


def latin_forms(name: str) -> Iterator[str]:
    """A Mandarin name in pinyin, squeezed: wangxiaoming, xiaomingwang, xiaoming, laowang."""
    family, given = parts(name)
    for of_given in _spelled(given):
        whole = "".join(of_given)
        if len(of_given) > 1:
            yield whole
            yield whole + of_given[-1]
        yield from (before + of_given[-1] for before in ("xiao", "lao"))
        for of_family in _spelled(family) if family else ():
            spelled = "".join(of_family)
            yield from (spelled + whole, whole + spelled)
            yield from (before + spelled for before in _LATIN_TITLES)
            yield from (spelled + title for title in ("laoshi", "xiansheng", "ayi", "shushu"))


def english_forms(name: str) -> Iterator[tuple[str, bool]]:
    """Of a name in Latin letters: squeezed forms, each with whether it counts only with a capital letter."""
    words = [word for word in _letters(name).split() if word]
    if len(words) > 1:
        yield "".join(words), False
        yield words[-1] + "".join(words[:-1]), False
        yield words[0] + words[-1], False
    for word in words:
        if len(word) > 1:
            yield word, len(word) < 3 or word in _COMMON_ENGLISH


def _letters(name: str) -> str:
    plain = unicodedata.normalize("NFD", name.lower())
    return "".join(s if s.isascii() and s.isalpha() else " " for s in plain if not unicodedata.combining(s))


def _spelled(signs: str) -> Iterator[tuple[str, ...]]:
    """Every way to read the signs, without tones; ü as it is typed."""
    readings = [sorted({way for sound in sounds(sign) for way in _typed(toneless(sound))}) for sign in signs]
    yield from itertools.islice(itertools.product(*readings), 64)


def _typed(sound: str) -> tuple[str, ...]:
    return tuple(sound.replace("ü", way) for way in _U) if "ü" in sound else (sound,)


def toneless(sound: str) -> str:
    """`xiao3` as `xiao`."""
    return sound.rstrip("12345")


@lru_cache(maxsize=8192)
def sounds(sign: str) -> frozenset[str]:
    """How a sign is read, with tone numbers (`xiao3`); nothing for what is no Mandarin sign."""
    if not is_han(sign):
        return frozenset()
    from pypinyin import Style, pinyin

    (read,) = pinyin(
        sign, style=Style.TONE3, heteronym=True, v_to_u=True, neutral_tone_with_five=True, errors="ignore"
    ) or [[]]
    return frozenset(read)
