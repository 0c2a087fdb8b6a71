"""What a stranger's text may not bring into a prompt: tokens of chat templates, HTML and scripts, and sentences that
give orders to the program: forget the rules, lift the limits, print the prompt, call a tool. Pure.

This is a sieve, not a proof. What it lets through meets the same checks as any draft: a card can make no call, open no
address and lift no refusal, since nothing in this library acts on the words of a prompt.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Literal

from roleplay_lite.persona.cards.orders import Order, fold, order_in

What = Literal["token", "markup"] | Order


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Something that was taken out."""

    what: What
    """`token`: of a chat template; `markup`: HTML, CSS or a script; `override`: lifts the instructions; `unsafe`: lifts
    safety; `leak`: asks for the prompt; `tool`: asks for a call, a command or an address."""
    quote: str
    """Its words, the first hundred characters."""


def defuse(text: str) -> tuple[str, tuple[Finding, ...]]:
    """The text without what does not belong into a prompt, and what that was. What it returns it returns unchanged
    when given again."""
    found: list[Finding] = []
    previous = None
    for _ in range(_ROUNDS):
        if text == previous:
            break
        previous = text
        text = _sentences(_plain(_invisible(text), found), found)
    else:
        # Tokens nested in tokens without end: what is left of them is broken up.
        text = _BRACKETS.sub(" ", text)
    return text, tuple(dict.fromkeys(found))


_ROUNDS = 8
_UNSEEN = ("Cc", "Cf", "Co", "Cs")
_QUOTE = 100
_BRACKETS = re.compile(r"[<>|\[\]｜]")

_TOKENS = re.compile(
    r"<[|｜][^<>|｜\n]{0,60}[|｜]>(?:(?:system|user|assistant|tool)\b)?"
    r"|<[|｜]|[|｜]>"
    r"|</?s>|\[/?INST\]|<</?SYS>>|\[/?(?:SYSTEM_PROMPT|AVAILABLE_TOOLS|TOOL_CALLS|TOOL_RESULTS)\]"
    r"|</?(?:start_of_turn|end_of_turn|bos|eos|pad|unk|sop|eop|mask|unused\d{1,4}|im_start|im_end)>|\[gMASK\]"
    r"|</?(?:system|assistant|instructions?|tools?|tool_calls?|tool_response|function_calls?|function|invoke|think)>"
    r"|^[ \t]*#{2,4}[ \t]*(?:instructions?|response|system|input)[ \t]*[:：]?[ \t]*$"
    r"|^[ \t]*(?:system|assistant)[ \t]*[:：]",
    re.IGNORECASE | re.MULTILINE,
)

_TAGS = (
    "a|abbr|address|article|aside|audio|big|blockquote|body|br|button|b|canvas|center|cite|code|col|dd|del|details|dfn|"
    "div|dl|dt|embed|em|fieldset|figcaption|figure|font|footer|form|frame|h[1-6]|header|head|hr|html|iframe|img|input|"
    "ins|i|kbd|label|legend|link|li|main|map|mark|math|meta|nav|noscript|object|ol|option|param|picture|pre|progress|p|"
    "q|samp|script|section|select|small|source|span|strong|style|sub|summary|sup|svg|s|table|tbody|td|template|"
    "textarea|tfoot|thead|th|title|track|tr|tt|ul|u|var|video"
)
_TAG = re.compile(rf"</?(?:{_TAGS})(?:[\s/][^<>]*)?>", re.IGNORECASE)
_BREAKS = re.compile(r"</?(?:br|p|div|li|tr|h[1-6]|hr)\b[^<>]*>", re.IGNORECASE)
_MARKDOWN = re.compile(r"!\[[^\[\]\n]{0,300}\]\([^()\n]{0,2000}\)|\bjavascript:\S*", re.IGNORECASE)
_BLOCKS = (("<!--", "-->"), ("<script", "</script>"), ("<style", "</style>"))


def _invisible(text: str) -> str:
    """Without characters that nobody sees: they carry hidden words, or hide plain ones from a search."""
    lines = text.split("\n")
    return "\n".join(line if line.isprintable() else "".join(filter(_is_seen, line)) for line in lines)


def _is_seen(char: str) -> bool:
    return char == "\t" or unicodedata.category(char) not in _UNSEEN


def _plain(text: str, found: list[Finding]) -> str:
    """Without markup and tokens."""
    for opening, closing in _BLOCKS:
        text = _without_blocks(text, opening, closing, found)
    text = _taken(_TOKENS, text, "token", found)
    text = _taken(_MARKDOWN, text, "markup", found)
    text = _BREAKS.sub("\n", text)
    return _taken(_TAG, text, "markup", found)


def _without_blocks(text: str, opening: str, closing: str, found: list[Finding]) -> str:
    """A search by hand: a pattern would take quadratic time over openings that are never closed."""
    lower = text.lower()
    if len(lower) != len(text):
        # A few capitals change their length; places would no longer fit.
        lower = "".join(char.lower() if len(char.lower()) == 1 else char for char in text)
    parts, place = [], 0
    while (start := lower.find(opening, place)) >= 0:
        end = lower.find(closing, start)
        parts.append(text[place:start])
        _note(found, "markup", text[start : start + _QUOTE])
        place = len(text) if end < 0 else end + len(closing)
    return "".join([*parts, text[place:]])


def _taken(pattern: re.Pattern[str], text: str, what: What, found: list[Finding]) -> str:
    for match in pattern.finditer(text):
        _note(found, what, match.group())
    return pattern.sub("", text)


_SENTENCE = re.compile(r"(?<=[。！？!?；;\n])|(?<=\.)(?=\s)")


def _sentences(text: str, found: list[Finding]) -> str:
    """Without the sentences that give orders to the program, also where one is spread over two lines."""
    parts = [part for part in _SENTENCE.split(text) if part]
    bad = _orders([fold(part) for part in parts])
    for index, what in bad.items():
        _note(found, what, parts[index])
    return "".join(part for index, part in enumerate(parts) if index not in bad)


def _orders(folded: list[str]) -> dict[int, Order]:
    """Which sentences give orders; two that give one together both do."""
    bad = {index: what for index, part in enumerate(folded) if (what := order_in(part))}
    for index in range(len(folded) - 1):
        if index in bad or index + 1 in bad:
            continue
        # Between Mandarin characters a line break says no more than a space.
        if what := order_in(fold(f"{folded[index]} {folded[index + 1]}")):
            bad |= {index: what, index + 1: what}
    return bad


def _note(found: list[Finding], what: What, words: str) -> None:
    quote = " ".join(words.split())
    found.append(Finding(what=what, quote=quote if len(quote) <= _QUOTE else quote[: _QUOTE - 1] + "…"))
