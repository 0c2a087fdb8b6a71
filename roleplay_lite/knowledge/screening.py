"""Retrieved text is data: what in it gives orders, acts as markup or breaks out of its place is taken out. Pure."""

from __future__ import annotations

import re
import unicodedata

from roleplay_lite.knowledge.orders import is_order

LONGEST = 400
"""Characters of one piece of evidence; more would crowd the conversation out of a small model's window."""
LONGEST_SENTENCE = 200

_SCRIPTS = re.compile(r"<(script|style|iframe|object|svg|template)\b.*?(?:</\1\s*>|$)", re.IGNORECASE | re.DOTALL)
_TOOL_CALLS = re.compile(
    r"<(tool_call|function_call|tool_response|function)\b.*?(?:</\1\s*>|$)|```.*?(?:```|$)|"
    r"\{[^{}]*\"(?:name|function|tool|tool_calls|arguments|parameters|role)\"\s*:(?:[^{}]|\{[^{}]*\})*\}?",
    re.IGNORECASE | re.DOTALL,
)
_TURNS = re.compile(
    r"<\|im_start\|>.*?(?:<\|im_end\|>|$)|\[INST\].*?(?:\[/INST\]|$)|<<SYS>>.*?(?:<</SYS>>|$)", re.DOTALL
)
"""Whole turns of a chat template: what is between the marks is somebody's words put into another's mouth."""
_TEMPLATE = re.compile(
    r"<\|[^|<>]{0,40}\|>|\[/?INST\]|<</?SYS>>|</?s>|<(?:bos|eos|pad|unk|start_of_turn|end_of_turn)>|"
    r"\[/?(?:system|user|assistant)\]",
    re.IGNORECASE,
)
_COMMENT = re.compile(r"<!--.*?(?:-->|$)", re.DOTALL)
_TAG = re.compile(r"</?[A-Za-z!?][^<>]{0,300}>")
_LINK = re.compile(r"!?\[([^\[\]]{0,200})\]\((?:[^()]|\([^()]{0,200}\)){0,500}\)")
_URL = re.compile(
    r"(?:javascript|vbscript|data|file)\s*:\s*[^\s，。；]+|(?:https?|ftp|wss?)://[^\s，。；！？）)」』》]+|"
    r"(?<![\w@])www\.[^\s，。；！？）)]+",
    re.IGNORECASE,
)
_ENTITY = re.compile(r"&(?:#x?[0-9A-Fa-f]{1,6}|[A-Za-z]{2,10});")
_ENTITIES = {"&amp;": "&", "&nbsp;": " ", "&quot;": '"', "&middot;": "·"}
_MARKUP = re.compile(r"^\s*(?:[#>*\-=+|]+|\d+\.)\s+|[*_~`]{2,}|`", re.MULTILINE)
_ROLE = re.compile(
    r"^[\s#*\[【<]*(?:system|user|assistant|human|developer|tool|function|系统|用户|助手|助理|开发者|管理员|指令|提示词?)\s*(?:prompt|message|提示|消息|指令)?[\]】>*]*\s*[:：]",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"[^。！？!?；;\n]*?(?:[。！？!?；;\n]+|$|(?<=[A-Za-z)\"'])\.(?=\s|$))")
_ANGLES = str.maketrans("＜＞｜", "<>|")
_BREAKS = str.maketrans({"（": "(", "）": ")", "；": "。", ";": ",", "【": "[", "】": "]", "｜": "|"})
"""What the note is put together with, made into what it is not."""


def as_data(text: str, *, longest: int = LONGEST) -> str:
    """The text as it may stand in a prompt or be spoken: no control signs, markup, addresses, roles or delimiters; a
    sentence that gives orders to who reads it is left out; at most `longest` characters, cut where a sentence ends.
    Empty where nothing is left."""
    bare = _bare(text[: 4 * LONGEST + 4 * longest])
    kept: list[str] = []
    length = 0
    for sentence in _sentences(bare):
        if is_order(sentence):
            continue
        room = longest - length
        if len(sentence) > min(room, LONGEST_SENTENCE):
            sentence = _shortened(sentence, min(room, LONGEST_SENTENCE))
            if sentence:
                kept.append(sentence)
            break
        kept.append(sentence)
        length += len(sentence)
    return _joined(kept)


def _bare(text: str) -> str:
    """Without what is no text: invisible signs, chat templates, calls, markup, addresses."""
    text = "".join(sign for sign in text if _visible(sign)).translate(_ANGLES)
    # Tags may be hidden in one another: until nothing is left to take out.
    for _ in range(4):
        before = text
        text = _ENTITY.sub(lambda found: _ENTITIES.get(found.group().lower(), ""), text)
        for pattern in (_TURNS, _TEMPLATE, _SCRIPTS, _TOOL_CALLS, _COMMENT, _TAG):
            text = pattern.sub(" ", text)
        text = _URL.sub("", _LINK.sub(r"\1", text))
        if text == before:
            break
    return _MARKUP.sub("", text).replace("\r", "\n")


def _visible(sign: str) -> bool:
    if sign in "\n\t ":
        return True
    category = unicodedata.category(sign)
    # Variation selectors carry hidden bytes as well as tag characters do.
    return category[0] != "C" and not ("\ufe00" <= sign <= "\ufe0f" or "\U000e0000" <= sign <= "\U000e01ef")


def _sentences(text: str) -> list[str]:
    return [part.strip() for part in _SENTENCE.findall(text) if re.search(r"\w", part)]


def _shortened(sentence: str, room: int) -> str:
    """Up to its last pause within the room; nothing where there is none in its second half."""
    cut = sentence[: max(0, room - 1)]
    pause = max(cut.rfind(mark) for mark in "，,、：: ")
    return cut[:pause].rstrip("，,、：: ") + ("。" if re.search("[\u4e00-\u9fff]", cut) else ".") if pause > 20 else ""


def _joined(sentences: list[str]) -> str:
    text = ""
    for sentence in sentences:
        blank = " " if text and text[-1].isascii() and sentence[0].isascii() else ""
        text += blank + sentence.replace("\n", " ").strip()
    return re.sub(r"[ \t]+", " ", re.sub(r"<(?=[|/!?A-Za-z])|[|/]>", " ", text.translate(_BREAKS))).strip()
