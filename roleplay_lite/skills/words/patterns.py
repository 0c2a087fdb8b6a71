"""Plain sentences put together from the table of words by patterns: right, where no word of theirs is missing."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache, partial

from roleplay_lite.skills.numbers import number
from roleplay_lite.skills.words import grammar
from roleplay_lite.skills.words.glossary import in_english
from roleplay_lite.skills.words.tables import rows

_SLOT = re.compile(r"\{([a-z]+)(\+?)\}")
_PERSON, _VERB = "s", "+"
_THIRD = {"do": "does", "have": "has", "go": "goes"}
_SHORT: tuple[tuple[str, str], ...] = (
    ("I am", "I'm"), ("it is", "it's"), ("let us", "let's"), ("do not", "don't"), ("does not", "doesn't"),
    ("is not", "isn't"), ("are not", "aren't"), ("cannot", "can't"), ("will not", "won't"), ("should not", "shouldn't"),
    ("I have been", "I've been"), ("I have never", "I've never"), ("what is", "what's"),
)  # fmt: skip
_LONG = (
    *((short.lower(), long.lower()) for long, short in _SHORT),
    ("'re ", " are "),
    ("he's", "he is"),
    ("she's", "she is"),
)


def _num_en(zh: str) -> str:
    value = number(zh)
    return grammar.in_words(int(value)) if value is not None and 0 < value < 1000 else ""


def _num_zh(en: str) -> str:
    value = number(en)
    if value is None or not 0 < value < 1000:
        return ""
    return "两" if value == 2 else grammar.in_signs(int(value))


_Put = Callable[[str], str]
_EN: Mapping[str, _Put] = {
    "s": grammar.who_in_english,
    "who": grammar.who_in_english,
    "whom": grammar.whom_in_english,
    "er": grammar.more_in_english,
    "thing": grammar.thing_in_english,
    "things": partial(grammar.thing_in_english, kind="things"),
    "the": partial(grammar.thing_in_english, kind="the"),
    "noun": partial(grammar.thing_in_english, kind="noun"),
    "do": grammar.deed_in_english,
    "does": grammar.deed_in_english,
    "doing": grammar.doing_in_english,
    "adj": grammar.adjective_in_english,
    "place": grammar.place_in_english,
    "when": grammar.when_in_english,
    "num": _num_en,
}
_ZH: Mapping[str, _Put] = {
    "s": grammar.who_in_mandarin,
    "who": grammar.who_in_mandarin,
    "whom": grammar.whom_in_mandarin,
    "er": grammar.more_in_mandarin,
    "thing": grammar.thing_in_mandarin,
    "things": partial(grammar.thing_in_mandarin, kind="things"),
    "the": partial(grammar.thing_in_mandarin, kind="the"),
    "noun": partial(grammar.thing_in_mandarin, kind="noun"),
    "do": grammar.deed_in_mandarin,
    "does": grammar.does_in_mandarin,
    "doing": grammar.doing_in_mandarin,
    "adj": grammar.adjective_in_mandarin,
    "place": grammar.place_in_mandarin,
    "when": grammar.when_in_mandarin,
    "num": _num_zh,
}


@dataclass(frozen=True, slots=True)
class _Pattern:
    zh: str
    """As it is usually said."""
    en: str
    ways: tuple[re.Pattern[str], ...]
    back: re.Pattern[str]


def sentence_in_english(zh: str) -> str:
    """The sentence in English; empty where no pattern fits or a word of it is not in the table."""
    clauses = [clause for clause in re.split("[，。？！?!,.；]+", zh) if clause.strip()]
    if len(clauses) > 1:
        put = [_clause_in_english(clause) for clause in clauses]
        return ", ".join(put) if all(put) else ""
    return _one_in_english(clauses[0]) if clauses else ""


def _clause_in_english(zh: str) -> str:
    """A part between two marks, which may be a phrase of the table."""
    return next(iter(in_english(zh, exact=True)), "") or _one_in_english(zh)


def _one_in_english(zh: str) -> str:
    text = re.sub("[^0-9A-Za-z\u4e00-\u9fff]+", "", zh)
    for pattern in _patterns():
        for way in pattern.ways:
            if (found := way.fullmatch(text)) and (put := _filled(found.groupdict(), _EN)):
                return _shortened(_built(pattern.en, put))
    return ""


def sentence_in_mandarin(en: str) -> str:
    """The same the other way round."""
    text = " " + re.sub("[^a-z0-9' -]+", " ", en.lower().replace("’", "'")) + " "
    for short, long in _LONG:
        text = re.sub(f"(?<![a-z]){short}(?![a-z])" if short[0] != "'" else short, long, text)
    text = " ".join(text.split()).removesuffix(" please")
    for pattern in _patterns():
        if (found := pattern.back.fullmatch(text)) and (put := _filled(found.groupdict(), _ZH)):
            return re.sub(r"\{([a-z]+)\}", lambda slot: put[slot[1]], pattern.zh)
    return ""


def _filled(parts: Mapping[str, str], by: Mapping[str, _Put]) -> dict[str, str]:
    put: dict[str, str] = {}
    for name, part in parts.items():
        if not (value := by[name](part)):
            return {}
        put[name] = value
    return put or {"": ""}


def _built(english: str, put: Mapping[str, str]) -> str:
    third = grammar.third(put.get(_PERSON, "I"))

    def slot(found: re.Match[str]) -> str:
        name, verb = found[1], found[2]
        if name == "be":
            who = put.get(_PERSON, put.get("who", "I"))
            return "am" if who == "I" else "is" if third else "are"
        if verb:
            return (_THIRD.get(name) or name + "s") if third else name
        if name == "thing" and put.get(_PERSON) in ("we", "they") and "{be}" in english:
            return re.sub("^an? (.+)", lambda one: grammar.plural(one[1]), put[name])
        return grammar.with_s(put[name]) if name == "does" and third else put[name]

    return _SLOT.sub(slot, english)


def _shortened(english: str) -> str:
    for long, short in _SHORT:
        english = re.sub(f"(?<![A-Za-z]){long}(?![A-Za-z])", short, english)
    return english


@lru_cache(maxsize=1)
def _patterns() -> tuple[_Pattern, ...]:
    return tuple(_made(*row) for row in rows("patterns.txt"))


def _made(zh: str, en: str) -> _Pattern:
    ways = zh.split("/")
    return _Pattern(
        zh=ways[0], en=en, ways=tuple(re.compile("".join(_zh_parts(way))) for way in ways), back=re.compile(_back(en))
    )


def _zh_parts(way: str) -> Iterator[str]:
    for part in re.split(r"(\{[a-z]+\})", way):
        name = part.strip("{}")
        shape = grammar.SHAPES.get(name, ".{1,12}?")
        yield f"(?P<{name}>{shape})" if part.startswith("{") else re.escape(part)


def _back(en: str) -> str:
    text = re.sub(r"[,?]", "", en).lower()
    out = []
    for part in re.split(r"(\{[a-z]+\+?\})", text):
        name = part.strip("{}")
        if name == "be":
            out.append("(?:am|is|are)")
        elif name.endswith("+"):
            verb = name[:-1]
            out.append(f"(?:{verb}|{_THIRD.get(verb, verb + 's')})")
        elif part.startswith("{"):
            out.append(f"(?P<{name}>{grammar.SHAPES_BACK.get(name, '.{1,40}?')})")
        else:
            out.append(re.escape(part))
    return "".join(out)
