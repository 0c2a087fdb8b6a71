"""A card's words as a voice can say them: without stage directions, story around the speech, macros and odd signs."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from roleplay_lite.persona.macros import MacroContext, expand, strip_unknown
from roleplay_lite.persona.persona import Example
from roleplay_lite.voice.sentence import speakable

LONGEST_GREETING = 120
LONGEST_REPLY = 100
"""As `persona check` has it: a small model copies the length of its examples."""
LONGEST_USER = 80

_ENDS = re.compile(r"[。！？!?…；;\n]+[」』”\"’)）]*|(?<![A-Z])\.(?=\s|$)")
_PAUSES = re.compile(r"[，,、：:]")
_LATIN_WIDTH = 0.4
"""Of a Han character, in tokens: about 1.5 characters of Mandarin make one, and 4 of English."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """Whose words they are."""

    name: str
    """What `{{char}}` stands for."""
    language: str
    """`zh` or `en`."""


def width(text: str) -> float:
    """The length in Han characters' worth of a model's window."""
    return sum(1.0 if ord(char) > 0x2E7F else _LATIN_WIDTH for char in text)


def cut(text: str, most: float) -> str:
    """The text up to its last sentence that ends within `most` of `width`; up to a pause or just there if none does."""
    if width(text) <= most:
        return text
    room, end = most, 0
    for char in text:
        room -= width(char)
        if room < 0:
            break
        end += 1
    for pattern in (_ENDS, _PAUSES):
        places = [found.end() for found in pattern.finditer(text) if found.end() <= end]
        if places and places[-1] >= end // 4:
            kept = text[: places[-1]].rstrip()
            return kept if pattern is _ENDS else kept.rstrip("，,、：:")
    return text[:end].rstrip()


def said(text: str, speaker: Speaker, most: float) -> str:
    """What of the text is said aloud, at most so long; "" when nothing is."""
    return cut(_clean(_speech(plain(text, speaker)), speaker), most)


def plain(text: str, speaker: Speaker) -> str:
    """The text with its macros expanded once and for all; the person is 「你」, or not named where only called."""
    you, your = ("你", "你的") if speaker.language == "zh" else ("you", "your")
    text = _CALLED.sub("", text)
    text = re.sub(rf"{_USER}(?:'s|’s)", your, text, flags=re.IGNORECASE)
    text = re.sub(_USER, you, text, flags=re.IGNORECASE)
    return strip_unknown(expand(text, MacroContext(char=speaker.name, user=you, language=speaker.language)))


def examples_in(text: str, speaker: Speaker, also: str = "") -> list[Example]:
    """The exchanges of a card's example dialogues; a block of several turns gives several. `also` is another name that
    the character's lines may bear."""
    found: list[Example] = []
    for block in re.split(r"<start>", text, flags=re.IGNORECASE):
        user: list[str] = []
        for by_user, words in _turns(block, {speaker.name, also} - {""}):
            if by_user:
                user = [*user, words] if by_user and user else [words]
                continue
            question = said(" ".join(user), speaker, LONGEST_USER)
            reply = said(words, speaker, LONGEST_REPLY)
            if question and reply:
                found.append(Example(user=question, reply=reply))
            user = []
    return found


def _turns(block: str, names: set[str]) -> Iterator[tuple[bool, str]]:
    """(whether the person says it, the words) of each turn; what others say or is told is passed over."""
    by_user: bool | None = None
    words: list[str] = []
    for line in block.split("\n"):
        label = _LABEL.match(line)
        who = _who(label[1], names) if label else None
        if label and (who is not None or _is_name(label[1])):
            if by_user is not None and words:
                yield by_user, "\n".join(words)
            by_user, words = who, [line[label.end() :]]
        elif line.strip():
            words.append(line)
    if by_user is not None and words:
        yield by_user, "\n".join(words)


def _who(label: str, names: set[str]) -> bool | None:
    bare = label.strip("*_ ").lower()
    if bare in ("{{user}}", "<user>", "you", "user", "用户", "anon"):
        return True
    if bare in ("{{char}}", "<bot>", "<char>", "char") or bare in {name.lower() for name in names}:
        return False
    return None


def _is_name(label: str) -> bool:
    """Somebody else who speaks."""
    return len(label.strip()) <= 12 and not re.search(r"[，。！？,.!?\"“「*]", label)


_USER = r"(?:\{\{\s*user\s*\}\}|<user>)"
_CALLED = re.compile(rf"[，,]\s*{_USER}\s*(?=[，,！!。？?~～…])|^\s*{_USER}[，,：:]\s*", re.IGNORECASE | re.MULTILINE)
_LABEL = re.compile(r"^\s*([^:：\n]{1,60}?)\s*[:：]\s*")
_QUOTED = re.compile(r"「([^「」]+)」|“([^“”]+)”|\"([^\"\n]+)\"")
_PERCENT = re.compile(r"(\d+(?:\.\d+)?)\s*[%％]")
_SIGNS = frozenset("，。？！、；：…—“”‘’《》「」『』·,.?!;:'\"- ")


def _speech(text: str) -> str:
    """Where a story is told around what is said, what is said."""
    text = re.sub(r"\*[^*\n]{1,2000}\*|（[^（）]{0,500}）", " ", text)
    quoted = ["".join(part for part in found if part) for found in _QUOTED.findall(text)]
    outside = len(re.sub(r"[\W_]", "", _QUOTED.sub("", text)))
    inside = len(re.sub(r"[\W_]", "", "".join(quoted)))
    # A word in quotes is no speech; speech ends as a sentence does.
    ends = any(re.search(r"[。！？!?….,，~～]\W*$", part) for part in quoted)
    if quoted and (not outside or (ends and outside > inside / 4)):
        return "\n".join(quoted)
    return text


def _clean(text: str, speaker: Speaker) -> str:
    lines = [speakable(line) for line in text.split("\n")]
    joined = ""
    for line in filter(None, lines):
        pause = "" if not joined else " " if speaker.language != "zh" else "" if joined[-1] in "。！？!?…；，" else "，"
        joined += pause + line
    joined = _PERCENT.sub(r"百分之\1" if speaker.language == "zh" else r"\1 percent", joined)
    kept = "".join(char for char in joined if char in _SIGNS or unicodedata.category(char)[0] in "LMN")
    return speakable(kept)
