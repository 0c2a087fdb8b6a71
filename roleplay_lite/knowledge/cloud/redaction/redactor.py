"""A question without what says who somebody is, and the answer with it again. What cannot be read is not sent."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from roleplay_lite.errors import CloudError
from roleplay_lite.knowledge.cloud.redaction.addresses import addresses
from roleplay_lite.knowledge.cloud.redaction.contacts import contacts
from roleplay_lite.knowledge.cloud.redaction.flat import Span, clean, flat
from roleplay_lite.knowledge.cloud.redaction.names import Names
from roleplay_lite.knowledge.cloud.redaction.numbers import numbers

LONGEST = 400
"""Signs of a question. What is longer is no question for a search, and stays here."""
_PASSES = 4
_ENGLISH: Mapping[str, str] = {
    "姓名": "name",
    "电话": "phone",
    "证件号": "identity",
    "卡号": "card",
    "号码": "number",
    "车牌": "plate",
    "邮箱": "email",
    "链接": "link",
    "地址码": "machine",
    "密钥": "secret",
    "账号": "account",
    "密码": "password",
    "地址": "address",
}
_MASK = "\ue000"
"""Stands for a placeholder while what is left is searched; `clean` drops it from what was said."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Redacted:
    """What may leave."""

    text: str
    """With placeholders: `[姓名1]的电话是[电话1]`."""
    put: Mapping[str, str] = field(default_factory=dict, repr=False)
    """By placeholder, what it stands for. Never leaves, never kept."""

    @property
    def bare(self) -> str:
        """Without the placeholders, for a search engine that would look for them."""
        return re.sub(r"\s+", " ", _pattern(self.put).sub(" ", self.text) if self.put else self.text).strip()

    def back(self, text: str) -> str:
        """The answer with what was taken out put in again, also where it brackets it in its own way."""
        for placeholder, taken in self.put.items():
            inner = re.escape(placeholder[1:-1])
            pattern = rf"[\[［【(（]{inner}[\]］】)）]|(?<![\w\[]){inner}(?!\d)"
            text = re.sub(pattern, taken.replace("\\", r"\\"), text)
        return text


class Redactor:
    """Reads the names anew for every question, and builds its tables anew only where they have changed."""

    def __init__(self, names: Callable[[], Iterable[str]]) -> None:
        self._ask = names
        self._known: frozenset[str] = frozenset()
        self._names = Names(())

    def redact(self, text: str) -> Redacted:
        """Raises CloudError: then nothing may be sent."""
        try:
            return self._redact(text)
        except CloudError:
            raise
        except Exception as error:
            # Without the cause, which may hold the words.
            raise CloudError(
                f"what was said could not be redacted ({type(error).__name__})", kind="redaction"
            ) from None

    def _redact(self, text: str) -> Redacted:
        said = clean(text)
        if len(said) > LONGEST:
            raise CloudError(f"it is longer than {LONGEST} signs", kind="redaction")
        names = self._current()
        put: dict[str, str] = {}
        known: dict[tuple[str, str], str] = {}
        english = not re.search(r"[\u3400-\u9fff]", said)
        for _ in range(_PASSES):
            # What stands on both sides of a placeholder is not one thing.
            masked = _pattern(put).sub(lambda match: _MASK * len(match.group()), said) if put else said
            spans = _merged(_spans(masked, names), masked)
            if not spans:
                return Redacted(text=said, put=put)
            for span in reversed(spans):
                taken = said[span.begin : span.end]
                if (key := (span.label, taken)) not in known:
                    known[key] = _placeholder(span.label, said, put, english)
                    put[known[key]] = taken
                said = said[: span.begin] + known[key] + said[span.end :]
        raise CloudError("what was said could not be redacted to the end", kind="redaction")

    def _current(self) -> Names:
        known = frozenset(self._ask())
        if known != self._known:
            self._names, self._known = Names(sorted(known)), known
        return self._names


def _spans(text: str, names: Names) -> Iterator[Span]:
    view = flat(text)
    yield from names.find(text, view)
    yield from contacts(view)
    yield from numbers(view)
    yield from addresses(view)


def _merged(spans: Iterator[Span], text: str) -> list[Span]:
    """In order, without overlaps: one thing where two share signs, called after the longer."""
    found: list[Span] = []
    for span in sorted(spans, key=lambda one: (one.begin, -one.end)):
        if span.begin >= span.end or _MASK in text[span.begin : span.end]:
            span = _unmasked(span, text)
            if span.begin >= span.end:
                continue
        if found and span.begin < found[-1].end:
            last = found[-1]
            if span.end > last.end:
                longer = span if span.end - span.begin > last.end - last.begin else last
                found[-1] = Span(last.begin, span.end, longer.label)
            continue
        found.append(span)
    return found


def _unmasked(span: Span, text: str) -> Span:
    """The largest part of it that is still to be taken out."""
    parts = [(m.start(), m.end()) for m in re.finditer(f"[^{_MASK}]+", text[span.begin : span.end])]
    begin, end = max(parts, key=lambda part: part[1] - part[0], default=(0, 0))
    return Span(span.begin + begin, span.begin + end, span.label)


def _placeholder(label: str, said: str, put: Mapping[str, str], english: bool) -> str:
    shown = _ENGLISH[label] if english else label
    number = 1
    while (made := f"[{shown}{number}]") in put or made in said:
        number += 1
    return made


def _pattern(put: Mapping[str, str]) -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, put)))
