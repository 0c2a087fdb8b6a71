"""Notes on somebody as that somebody would tell them: 「她哥哥」 is 「我哥哥」, `She lives` is `I live`. Pure."""

from __future__ import annotations

import re

from roleplay_lite.persona.notes.phrases import HAN, KIN

_HERS = re.compile(rf"[她他它](?=(?:的|家的?)?(?:{KIN}|爸|妈|哥|姐|弟|妹))")
_SHE = re.compile(r"(?P<start>^|[，,。；;、])[她他它](?!们)")
_ENGLISH = (
    (re.compile(r"\b(?:She|He)(?: is|'s)\b"), "I am"),
    (re.compile(r"\b(?:She|He) has\b"), "I have"),
    (re.compile(r"\b(?:She|He) was\b"), "I was"),
    (re.compile(r"\b(?:She|He) (?P<v>[a-z]+?)(?:(?<=ch|sh|ss)e)?s\b"), r"I \g<v>"),
    (re.compile(r"\b(?:She|He)\b"), "I"),
    (re.compile(r"\b[Hh](?:er|is)\b(?= [a-z])"), "my"),
    (re.compile(r"\band (?P<v>live|come|work|like|love|enjoy|keep|own)s\b"), r"and I \g<v>"),
    (re.compile(r"\band has\b"), "and I have"),
)

NAMED = (
    re.compile(rf"(?:姓名|名字)\s*(?:[:：]|是|叫)\s*(?P<n>{HAN}{{2,4}}|[A-Z][\w ]{{0,20}})"),
    re.compile(r"^\s*name\s*[:：]\s*(?P<n>[^\n]{1,30})", re.IGNORECASE | re.MULTILINE),
    re.compile(rf"[我她他](?:名)?叫(?:做|作)?[「“]?(?P<n>{HAN}{{2,4}}?)(?=[」”，,。！!\s]|$)"),
    re.compile(r"\b(?:[Mm]y name is|Her name is|His name is|I'm|I am) (?P<n>[A-Z][a-z]{1,20})\b"),
    re.compile(
        rf"^\s*(?P<n>{HAN}{{2,4}}?)(?=今年|是|，|,|的|[男女]，|老家|出生|住|从小|生于|在|没|不|有|喜欢|爱|养|\d)"
    ),
    re.compile(r"^\s*(?P<n>[A-Z][a-z]{1,20})(?= is | was |, | lives | has )"),
)
_NO_NAMES = re.compile(rf"[我她他它你这那]|今[天年]|有|大家|(?:The|She|He|It|My|This|There)\b|(?:{KIN})")


def name_in(text: str) -> str:
    """Whom the notes are about; empty when they do not say."""
    for pattern in NAMED:
        if (found := pattern.search(text)) and not _NO_NAMES.match(found["n"]):
            return found["n"].strip()
    return ""


def in_first_person(sentence: str, name: str) -> str:
    """The sentence as the character would say it; a pronoun is its own where nobody else was named before."""
    return _english(sentence, name) if sentence.isascii() else _mandarin(sentence, name)


def _mandarin(sentence: str, name: str) -> str:
    owned = sentence
    if name:
        owned = re.sub(rf"(?P<start>^|[，,。；;、])(?:{re.escape(name)})(?=\S)(?![，,、])", r"\g<start>我", owned)
        owned = re.sub(rf"{re.escape(name)}(?=(?:的|家的?)?(?:{KIN}))", "我", owned)
        owned = re.sub(rf"^{re.escape(name)}[，,]", "我", owned)
    owned = _HERS.sub("我", owned)
    other = re.search(KIN, owned)
    return _SHE.sub(lambda m: m.group() if other and other.start() < m.start() else f"{m['start']}我", owned)


def _english(sentence: str, name: str) -> str:
    owned = sentence
    if name:
        owned = re.sub(rf"^{re.escape(name)}'s (?=[a-z])", "my ", owned)
        owned = re.sub(rf"^{re.escape(name)}\b", "She", owned)
    for pattern, into in _ENGLISH:
        owned = pattern.sub(into, owned)
    return owned
