"""What a line of text is: its language, whether it asks, and whom it is about. Pure, rules only."""

from __future__ import annotations

import re
import unicodedata

from roleplay_lite.turn import About, Language, Understanding, Utterance

_CJK = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")
_KANA_HANGUL = re.compile(r"[\u3040-\u30ff\uac00-\ud7af]")
_LATIN_WORD = re.compile(r"[A-Za-z][A-Za-z']*")

_ASKS_ZH = re.compile(
    r"[吗嘛么呢](?:[？?。!！~]*)$|[了过]没有?(?:[？?。!！~]*)$|什么|啥|谁|哪|几[个岁点号月年只口]|多[少大高重久远长]|怎么|咋|为何|为什么|是不是|有没有|"
    r"(\w)不\1|(\w)没\2|能否|可否|会不会|好不好|何[时处人]"
)
_ASKS_EN = re.compile(
    r"^(?:what|who|whom|whose|when|where|why|how|which|do|does|did|is|are|am|was|were|can|could|will|would|should|"
    r"have|has|may|shall)\b",
    re.IGNORECASE,
)
_YOU = re.compile(r"你|您|汝|阁下|\byou(?:r|rs)?\b", re.IGNORECASE)
_ME = re.compile(r"我|咱|俺|\b(?:I|me|my|mine|I'm|I've)\b")


def understand_text(utterance: Utterance) -> Understanding:
    """The utterance cleaned and classified. An utterance without words comes back with empty text."""
    text = clean(utterance.text)
    return Understanding(
        utterance=utterance, text=text, language=language(text), is_question=is_question(text), about=about(text)
    )


def clean(text: str) -> str:
    """NFC, without control, private-use and unassigned characters or lone surrogates, white space folded."""
    kept = (mark if mark in "\n\t" or unicodedata.category(mark)[0] != "C" or mark == "\u200d" else "" for mark in text)
    # What stood between a letter and its accent is gone by now.
    text = unicodedata.normalize("NFC", re.sub(r"\s+", " ", "".join(kept)).strip())
    return text if re.search(r"[^\W_]", text) else re.sub(r"[^？?！!]", "", text)


def language(text: str) -> Language:
    """The main language: one Han character weighs as much as one Latin word."""
    han, latin = len(_CJK.findall(text)), len(_LATIN_WORD.findall(text))
    if len(_KANA_HANGUL.findall(text)) > han:
        return "other"
    if not han and not latin:
        # Digits and punctuation alone say nothing about the language; Mandarin is the house's own.
        return "zh" if not re.search(r"[^\W\d_]", text) else "other"
    return "zh" if han >= latin else "en"


def is_question(text: str) -> bool:
    """By its mark, else by its words."""
    if text.rstrip(" 。.!！~").endswith(("？", "?")):
        return True
    return bool(_ASKS_ZH.search(text) or _ASKS_EN.match(text))


def about(text: str) -> About:
    """The persona when a 「你」 comes before any 「我」, the person the other way round, else the world."""
    you, me = _YOU.search(text), _ME.search(text)
    if you and (not me or you.start() < me.start()):
        return About.PERSONA
    return About.PERSON if me else About.WORLD
