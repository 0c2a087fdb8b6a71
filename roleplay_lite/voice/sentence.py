"""From a stream of text to sentences that can be spoken: split, and stripped of what is not speech. Pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

ENDS = "。！？!?；;…\n"
PAUSES = "，,、：:"
_CLOSERS = "」』”’\"')）】》"
_OPENERS, _SHUTTERS = "（(【[", "）)】]"

FIRST_PIECE = 2
"""Characters before the first pause may end the first piece: sooner sounds chopped."""
LONGEST = 80
"""A sentence without an end is cut at its last pause after so many characters, or here."""

_ABBREVIATIONS = ("mr", "mrs", "ms", "dr", "st", "vs", "e.g", "i.e", "etc", "no", "a.m", "p.m", "u.s")


def sentences(text: Iterable[str]) -> Iterator[str]:
    """Sentences with their punctuation, as soon as each is sure to be over. Joined, they are the text again.

    The first may end at a comma, so that the voice starts early; later ones end at 。！？；… or a line break. Numbers,
    times and English abbreviations (3.5, 7:30, Dr.) are not ends.
    """
    buffer, first = "", True
    for chunk in text:
        buffer += chunk
        while (cut := _cut(buffer, first=first)) > 0:
            yield buffer[:cut]
            buffer, first = buffer[cut:], False
    if buffer:
        yield buffer


def _cut(text: str, *, first: bool) -> int:
    """Where the first sentence of the text ends; 0 while that is not sure."""
    depth = 0
    for index, mark in enumerate(text):
        depth = max(0, depth + (mark in _OPENERS) - (mark in _SHUTTERS))
        if depth > 0 and index < LONGEST:
            # A stage direction is stripped whole, so it must not be cut in two.
            continue
        if mark == "\n":
            return index + 1
        if first and mark == "，" and index >= FIRST_PIECE and not text[index - 1].isdigit():
            # After a word it is surely a pause, and the voice need not wait for what follows.
            return index + 1
        if index + 1 >= len(text):
            # The next character decides, wherever the tokens fall.
            return 0
        if mark in ENDS or (mark == "." and _is_full_stop(text, index)):
            return _ending(text, index + 1)
        if first and mark in PAUSES and _is_pause(text, index):
            return index + 1
        if index >= LONGEST:
            pause = max(text.rfind(p, 0, index) for p in PAUSES)
            return pause + 1 if pause > 0 else index
    return 0


def _ending(text: str, end: int) -> int:
    """Past the marks that belong to the ending, up to a line break; 0 while more of them may follow."""
    while end < len(text):
        if text[end] == "\n":
            return end + 1
        if text[end] not in ENDS and text[end] not in _CLOSERS and text[end] != " ":
            return end
        end += 1
    return 0


def _is_full_stop(text: str, index: int) -> bool:
    if not (text[index + 1].isspace() or text[index + 1] in _CLOSERS):
        return False
    word = re.search(r"[A-Za-z.]+$", text[:index])
    return not word or (word.group().lower() not in _ABBREVIATIONS and len(word.group()) > 1)


def _is_pause(text: str, index: int) -> bool:
    if index < FIRST_PIECE:
        return False
    before, after = text[index - 1], text[index + 1]
    return not (before.isdigit() and after.isdigit()) and text[index] not in "：:、"


# A star or an angle beside a digit or a space calculates or compares.
_STAGE = re.compile(
    r"（[^（）]*）|\([^()]*\)|【[^【】]*】|\[[^\[\]]*\]|(?<!\d)\*[^*\s][^*\n]*\*(?!\d)|<[^<>\d\s][^<>]*>"
)
_OPEN_STAGE = re.compile(r"[（(【][^）)】]*$|(?<!\d)[*<](?![\d\s])[^*>]*$")
_MARKDOWN = re.compile(r"\*\*|__|`+|^\s*#{1,6}\s+|^\s*[-*•]\s+|^\s*>\s+|^\s*\d{1,2}[.、)]\s+", re.MULTILINE)
_LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)|https?://[!-~]+")
_BOLD = re.compile(r"\*\*(.+?)\*\*|__(.+?)__")
_SPEECH = re.compile(r"[^\W_]")


def speakable(text: str) -> str:
    """The text without stage directions （笑）*laughs*, Markdown, links, emoji and control characters; "" when nothing
    that can be spoken is left. What it returns it returns unchanged when given again."""
    previous = None
    while text != previous:
        previous = text
        text = _BOLD.sub(lambda m: m.group(1) or m.group(2), text)
        text = _LINK.sub(lambda m: m.group(1) or "", text)
        text = _STAGE.sub("", text)
        text = _OPEN_STAGE.sub("", text)
        text = _MARKDOWN.sub("", text)
        text = "".join(mark for mark in text if not _is_picture(mark))
        text = re.sub(r"\s+", " ", text).lstrip("，,、。；;：: ").rstrip()
    return text if _SPEECH.search(text) else ""


def _is_picture(mark: str) -> bool:
    # So: pictographs; Sk and Mn with Cf: the modifiers and joiners that build them; Co, Cn, Cs: no characters at all.
    category = unicodedata.category(mark)
    if mark in "\ufe0f\u200d\u20e3" or category in ("Co", "Cn", "Cs", "Cf"):
        return True
    if category == "So":
        # Signs such as ° and ℃ and units such as ㎡ are read out; the pictographs begin with the arrows.
        return ord(mark) >= 0x2190 and not 0x3300 <= ord(mark) <= 0x33FF
    return (category == "Sk" and ord(mark) > 0x7F) or (category == "Cc" and mark not in "\n\t")
