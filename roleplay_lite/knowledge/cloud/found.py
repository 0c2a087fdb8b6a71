"""What providers said, as evidence: plain, short, screened by whoever asked, with the names put back last."""

from __future__ import annotations

import hashlib
import html
import re
from collections.abc import Callable

from roleplay_lite.knowledge.cloud.answer import Answer, Piece, Question
from roleplay_lite.knowledge.cloud.redaction.redactor import Redacted
from roleplay_lite.knowledge.evidence import Evidence, Level

_LONGEST = 240
"""Signs of one piece."""
_SENTENCES = 2
_TAG = re.compile(r"<[^<>]{0,200}>")
_SENTENCE = re.compile(r"[^。！？!?；;\n]+(?:[。！？!?；;\n]+|$)|[。！？!?；;\n]+")
_STOP = frozenset("的了吗呢是在有和与及这那什么多少怎哪谁几个为请问")
_DIRECT, _BASE, _COVERED, _RANK = 0.7, 0.2, 0.55, 0.04


def evidence(
    provider: str, answer: Answer, question: Question, redacted: Redacted, screen: Callable[[str], str], most: int
) -> tuple[Evidence, ...]:
    """Best first; a piece of which the screen leaves nothing is left out."""
    wanted = _pairs(question.search)
    found: list[Evidence] = []
    for rank, piece in enumerate(answer.pieces[: 2 * most]):
        whole = plain(piece.text)
        short, level = _best(whole, wanted)
        screened = screen(short).strip()
        if not screened:
            continue
        title = plain(piece.title)[:80]
        found.append(
            Evidence(
                text=redacted.back(screened),
                level=level,
                id=f"cloud:{provider}/{_digest(piece)}",
                score=_DIRECT if piece.direct else _score(wanted, title + whole, rank),
                source=" ".join(part for part in (screen(title).strip(), _address(piece.url)) if part),
            )
        )
    return tuple(sorted(found, key=lambda one: -one.score)[:most])


def said(answer: Answer, found: tuple[Evidence, ...]) -> str:
    """What may be said as it is: an answer that was written to this question, where it is short."""
    if not found or not answer.pieces or not answer.pieces[0].direct:
        return ""
    return found[0].text if len(found[0].text) <= _LONGEST // 2 else ""


def plain(text: str) -> str:
    """Without tags, entities and control signs; cut where no question needs more."""
    bare = html.unescape(_TAG.sub("", text[:20_000]))
    bare = "".join(sign if sign.isprintable() or sign == "\n" else " " for sign in bare)
    return re.sub(r"[ \u3000]+", " ", re.sub(r"\s*\n\s*", "\n", bare)).strip()


def _best(text: str, wanted: frozenset[str]) -> tuple[str, Level]:
    """The whole of a short text; of a longer one the sentences in which most of the question stands."""
    if len(text) <= _LONGEST:
        return text.replace("\n", " "), "passage"
    sentences = [match.group().strip() for match in _SENTENCE.finditer(text)]
    order = sorted(range(len(sentences)), key=lambda place: (-len(wanted & _pairs(sentences[place])), place))
    chosen = " ".join(sentences[place] for place in sorted(order[:_SENTENCES]))
    return chosen[:_LONGEST], "sentence"


def _score(wanted: frozenset[str], text: str, rank: int) -> float:
    """How much of the question stands in it, a little less the further down it stood."""
    covered = len(wanted & _pairs(text)) / len(wanted) if wanted else 0.0
    return round(max(0.05, _BASE + _COVERED * covered - _RANK * rank), 3)


def _pairs(text: str) -> frozenset[str]:
    """Pairs of Mandarin signs and words of letters and digits, without those that only ask."""
    lower = text.lower()
    pairs = {lower[at : at + 2] for at in range(len(lower) - 1) if "\u4e00" <= lower[at] <= "\u9fff"}
    signs = {pair for pair in pairs if not set(pair) & _STOP and pair.isalnum() and not pair.isascii()}
    return frozenset(signs | set(re.findall(r"[a-z0-9]{2,}", lower)))


def _address(url: str) -> str:
    """Of a page, where it is one that can be shown."""
    return url[:200] if re.fullmatch(r"https?://[^\s<>\"']+", url) else ""


def _digest(piece: Piece) -> str:
    return hashlib.sha256((piece.url or piece.text).encode()).hexdigest()[:12]
