"""Judging what a recogniser claims to have heard: loops, inventions, echoes of the prompt, script. Pure text."""

from __future__ import annotations

import re
import zlib
from collections.abc import Sequence
from functools import cache

# What Whisper learnt from subtitles and puts under silence, music and noise.
_INVENTIONS = re.compile(
    r"请不吝点赞|点赞.{0,4}订阅|订阅.{0,4}(转发|频道|打赏)|明镜与点点|字幕(组|由|by|志愿者|提供|制作)|中文字幕|"
    r"(谢谢|感谢)(大家|您|你|各位)?的?(观看|收看|收听|聆听)|下(期|集|次)(视频|节目)?再见|优优独播剧场|YoYo Television|"
    r"amara\.org|thanks? (you )?for watching|please subscribe|like and subscribe|subtitles? by",
    re.IGNORECASE,
)
# Whole answers that people do give, and that Whisper gives to noise.
_SHORT_INVENTIONS = frozenset(
    {"谢谢", "谢谢大家", "再见", "嗯", "啊", "哦", "好", "thankyou", "thanks", "you", "bye", "yeah"}
)
_FULL_WIDTH = str.maketrans(",?!;:", "，？！；：")
_HALF_WIDTH = re.compile(r"(?<=[\u3400-\u9fff])[,?!;:]\s*|[?!]$|(?<=\d)[,;](?=[\u3400-\u9fff])")
# The converter leaves 著, which may be a book's author and in 睡著 is not.
_PARTICLE = re.compile(r"(?<![显名原专巨论编卓昭合所])著(?![名作称者述书])")
_SIGNS = re.compile(r"[\W_]+")


def without_prompt(text: str, prompt: str) -> str:
    """The text without the sentence that the recogniser was primed with, which it says back now and then."""
    # It also comes back mangled at its beginning: 这位是普通话的句子.
    echo = _bare(prompt)[2:]
    return re.sub(rf"\w{{0,3}}{re.escape(echo)}[。，,.\s]*", "", text).strip() if echo in text else text


def is_made_of(text: str, words: Sequence[str]) -> bool:
    """There is text and it holds nothing but these words, once or many times over; the last may be cut short."""
    rest = _bare(text).casefold()
    listed = sorted((bare for word in words if (bare := _bare(word).casefold())), key=len, reverse=True)
    if not rest or not listed:
        return False
    while word := next((word for word in listed if rest.startswith(word)), ""):
        rest = rest[len(word) :]
    return len(rest) < len(_bare(text)) and any(word.startswith(rest) for word in listed)


def is_loop(text: str, no_speech: float = 0.0) -> bool:
    """The recogniser got stuck: a phrase four times in a row and more, filling most of the text. A person's 哈哈哈哈 or
    a telephone number is short and no loop, unless the recogniser itself holds it for no speech."""
    bare = _bare(text)
    if len(bare) < (16 if no_speech < 0.6 else 6):
        return False
    if len(text.encode()) / len(zlib.compress(text.encode())) > 2.4:
        return True
    return any(len(match.group()) > len(bare) / 2 for match in re.finditer(r"(?!\d)(.{1,20}?)\1{3,}", bare))


def is_invented(text: str, logprob: float, no_speech: float) -> bool:
    """Nobody said this: no letter in it, a subtitle's closing line that the recogniser itself doubts, or no speech by
    its own account."""
    bare = _bare(text)
    if not bare:
        return True
    if no_speech > 0.6 and logprob < -0.8:
        return True
    if _INVENTIONS.search(text):
        return no_speech > 0.2 or logprob < -0.35
    return bare.casefold() in _SHORT_INVENTIONS and no_speech > 0.4 and logprob < -0.5


def mandarin(text: str) -> str:
    """Mandarin in simplified characters and with its own punctuation; numbers and English keep theirs."""
    text = _PARTICLE.sub("着", _converter().convert(text))
    return _HALF_WIDTH.sub(lambda sign: sign.group().translate(_FULL_WIDTH).strip(), text)


def _bare(text: str) -> str:
    return _SIGNS.sub("", text)


@cache
def _converter():  # type: ignore[no-untyped-def]
    # Its dictionaries are read at import; with English only they are never needed.
    from opencc import OpenCC

    return OpenCC("t2s")
