"""The names of the people that are known, and those that a line gives away, found in it however they are written."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

from roleplay_lite.knowledge.cloud.redaction.flat import Span
from roleplay_lite.knowledge.cloud.redaction.forms import (
    english_forms,
    han_forms,
    heard_forms,
    is_han,
    is_nobody,
    is_word,
    latin_forms,
    parts,
    sounds,
    toneless,
)

_BETWEEN_HAN = re.compile(r"[\s·•.\-_*'\"~]")
_LATIN = re.compile(r"[a-z]+")
_BETWEEN_LATIN = re.compile(r"[\s\-'’._·,&\d]{0,3}")
_LONGEST_HAN = 12
_TOKENS = 6
_SHORT = 4
_ANYWHERE = 8
"""So long a squeezed name is looked for within words, too."""

_KIN = (
    r"(?:爸爸?|妈妈?|爷爷|奶奶|姥姥|姥爷|外公|外婆|哥哥?|姐姐?|弟弟?|妹妹?|叔叔?|阿姨|姑姑|舅舅|姨妈?"
    r"|表[哥姐弟妹]|堂[哥姐弟妹]|老公|老婆|丈夫|妻子|先生|太太|儿子|女儿"
    r"|孩子|娃|宝宝|闺女|孙子|孙女|男朋友|女朋友|对象|朋友|闺蜜|同学|同桌|同事|室友|老师|班主任|医生|领导|老板"
    r"|邻居|客户|房东|学生|徒弟|师傅|保姆|狗|猫|宠物)"
)
_TOLD = (
    re.compile(
        r"(?:我|俺|咱|本人)(?:的(?:名字|大名|全名|中文名|小名))?(?:就?叫做?|名叫|叫作|姓名是|名字是"
        r"|是叫)(?P<name>[\u4e00-\u9fff]{2,3})"
    ),
    re.compile(
        rf"(?:我|俺|咱|他|她)家?的?{_KIN}(?:的名字|的小名|的大名)?(?:就?叫做?|名叫|叫作|是叫"
        rf"|名字是)(?P<name>[\u4e00-\u9fff]{{2,3}})"
    ),
    re.compile(rf"(?:我|俺|咱)家?们?的?{_KIN}(?P<name>[\u4e00-\u9fff]{{2,3}})"),
    re.compile(r"(?:^|[，,。\s])我是(?P<name>[\u4e00-\u9fff]{2,3})(?=$|[，,。！!\s])"),
    re.compile(
        r"(?:my name is|i'm called|i am called|(?:just )?call me(?! (?:at|on|back|when|if|by|in|a|an|the|later"
        r"|tomorrow|today|now|again)\b)|my (?:son|daughter|wife|husband|friend|brother|sister|boss|teacher|dog"
        r"|cat)(?:'s name)? is(?: called| named)?)\s+(?P<name>[a-z]{2,}(?: [a-z]{2,})?)"
    ),
)
_NO_NAME = re.compile(
    r"什么|怎么|哪|谁|吗|呢|啊|不|没|在|是|有|说|想|要|会|的|了|叫|个|来|去|也|都|很|让|给|问|到|和|家|能|就|这|那|做"
)


class Names:
    """Those of the people and things that must stay here; built once for a set of names."""

    def __init__(self, names: Iterable[str]) -> None:
        self._han: set[str] = set()
        self._latin: dict[str, bool] = {}
        """Each with whether it counts only with a capital letter."""
        self._heard: dict[str, list[tuple[frozenset[str], ...]]] = {}
        for name in names:
            self._add(unicodedata.normalize("NFKC", name).strip())
        self._longest = max(map(len, self._latin), default=0)
        self._very_long = [form for form in self._han if len(form) > _LONGEST_HAN]

    def __len__(self) -> int:
        return len(self._han) + len(self._latin)

    def _add(self, name: str) -> None:
        if not name or is_nobody(name):
            return
        squeezed = re.sub(r"[\s·•.\-]", "", name)
        if is_han(squeezed):
            for piece in {squeezed, *(part for part in re.split(r"[\s·•.\-]+", name) if len(part) > 1)}:
                self._add_han(piece)
            return
        for form, capital in english_forms(name):
            self._allow(form, capital)
        if not squeezed.isascii():
            self._han.add(squeezed.lower())
            for piece in re.findall(r"[\u3400-\u9fff]{2,}", name):
                if not is_nobody(piece):
                    self._add_han(piece)

    def _add_han(self, name: str) -> None:
        self._han.update(han_forms(name))
        if len(name) > 4:
            return
        for form in latin_forms(name):
            if len(form) > 3:
                self._allow(form, False)
        for form in heard_forms(name):
            self._hear(form, exact=len(form) < 3)

    def _allow(self, form: str, capital: bool) -> None:
        self._latin[form] = capital and self._latin.get(form, True)

    def _hear(self, form: str, *, exact: bool) -> None:
        read = [sounds(sign) for sign in form]
        if not all(read):
            return
        wanted = tuple(one if exact else frozenset(map(toneless, one)) for one in read)
        for first in wanted[0]:
            self._heard.setdefault(first, []).append(wanted)

    def find(self, text: str, view: str) -> Iterator[Span]:
        """Where they stand; `view` is the flat text."""
        yield from _told(view)
        if not self._han and not self._latin:
            return
        yield from self._in_signs(view)
        yield from self._in_sound(view)
        yield from self._in_letters(text)

    def _in_signs(self, view: str) -> Iterator[Span]:
        places = [place for place, sign in enumerate(view) if not _BETWEEN_HAN.match(sign)]
        squeezed = "".join(view[place] for place in places)
        for begin in range(len(squeezed)):
            for end in range(min(len(squeezed), begin + _LONGEST_HAN), begin, -1):
                if squeezed[begin:end] in self._han:
                    yield Span(places[begin], places[end - 1] + 1, "姓名")
                    break
        # A name longer than that is looked for whole.
        for form in self._very_long:
            if (begin := squeezed.find(form)) >= 0:
                yield Span(places[begin], places[begin + len(form) - 1] + 1, "姓名")

    def _in_sound(self, view: str) -> Iterator[Span]:
        places = [place for place, sign in enumerate(view) if not _BETWEEN_HAN.match(sign)]
        read = [sounds(view[place]) for place in places]
        both = [one | frozenset(map(toneless, one)) for one in read]
        for begin, first in enumerate(both):
            for start in first:
                for wanted in self._heard.get(start, ()):
                    end = begin + len(wanted)
                    if end > len(both) or not all(a & b for a, b in zip(wanted, both[begin:end], strict=True)):
                        continue
                    if not is_word("".join(view[place] for place in places[begin:end])):
                        yield Span(places[begin], places[end - 1] + 1, "姓名")

    def _in_letters(self, text: str) -> Iterator[Span]:
        plain = "".join(map(_letter, text))
        tokens = [(match.start(), match.end()) for match in _LATIN.finditer(plain)]
        for first, (begin, _) in enumerate(tokens):
            squeezed = ""
            for last in range(first, min(len(tokens), first + _TOKENS)):
                if last > first and not _BETWEEN_LATIN.fullmatch(plain[tokens[last - 1][1] : tokens[last][0]]):
                    break
                squeezed += plain[tokens[last][0] : tokens[last][1]]
                capital = self._latin.get(squeezed)
                if capital is None and len(squeezed) > _SHORT and squeezed.endswith("s"):
                    # Of a possessive, as it is heard: alices birthday.
                    capital = self._latin.get(squeezed[:-1])
                if capital is False or (capital and text[begin].isupper()):
                    yield Span(begin, tokens[last][1], "姓名")
        for begin, end in tokens:
            for start in range(begin, end - _ANYWHERE + 1):
                for stop in range(start + _ANYWHERE, min(end, start + self._longest) + 1):
                    if self._latin.get(plain[start:stop]) is False:
                        yield Span(start, stop, "姓名")


def _letter(sign: str) -> str:
    """Without accents and in lower case; one sign for one."""
    plain = unicodedata.normalize("NFKD", sign)[0].lower()
    return plain if len(plain) == 1 else sign


def _told(view: str) -> Iterator[Span]:
    for pattern in _TOLD:
        for match in pattern.finditer(view):
            name = match["name"]
            if name.isascii() or not (clash := _NO_NAME.search(name)):
                begin, end = match.span("name")
            elif pattern is not _TOLD[2] and clash.start() >= 2:
                begin, end = match.start("name"), match.start("name") + clash.start()
            else:
                continue
            if pattern is _TOLD[2] and not parts(view[begin:end])[0]:
                continue
            if len(parts(view[begin:end])[0]) == 2 and is_han(view[end : end + 1]):
                end += 1
            yield Span(begin, end, "姓名")
