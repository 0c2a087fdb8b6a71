"""The contract of an `embed`, clause by clause: each yields what is broken."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

from roleplay_lite.engines import Embed, EmbedAbilities

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

_TEXTS = ("我女儿上三年级", "她对花生过敏。", "我在上海 work from home", "I live by the sea", "😀")
_CLOSE = 1e-3
"""What two rows of one text may differ by: weights in four bits round by what they are asked together."""


def _differ(one: npt.NDArray[np.float32], two: npt.NDArray[np.float32]) -> bool:
    return one.shape != two.shape or bool(abs(one - two).max(initial=0.0) > _CLOSE)


def _shape(embed: Embed) -> Iterator[str]:
    """A row for each text, of dim float32."""
    import numpy as np

    abilities = embed.abilities
    if not isinstance(abilities, EmbedAbilities) or not abilities.name or abilities.dim < 1:
        yield "abilities is an EmbedAbilities with a name and a dim"
        return
    for texts in (_TEXTS, _TEXTS[:1], ()):
        for query in (False, True):
            rows = embed.embed(texts, query=query)
            if not isinstance(rows, np.ndarray) or rows.dtype != np.float32:
                yield "embed gives a numpy array of float32"
                return
            if rows.shape != (len(texts), abilities.dim):
                yield f"{len(texts)} texts give the shape ({len(texts)}, {abilities.dim}) (it was {rows.shape})"


def _length(embed: Embed) -> Iterator[str]:
    """A row has length 1, or 0 where there is no word."""
    for row, text in zip(embed.embed(_TEXTS[:4]), _TEXTS, strict=False):
        if not abs(float((row * row).sum()) - 1) < _CLOSE:
            yield f"the row of {text!r} has length 1"
    for row in embed.embed(["", "  \n", "……！？", "\ud83d坏\x00", "雪" * 20_000]):
        squared = float((row * row).sum())
        if not (squared == 0 or abs(squared - 1) < _CLOSE):
            yield "an empty, a broken and an endless text give a row of length 1, or zeros"


def _same(embed: Embed) -> Iterator[str]:
    """The same text gives the same row."""
    for query in (False, True):
        whole = embed.embed(_TEXTS, query=query)
        if _differ(whole, embed.embed(_TEXTS, query=query)):
            yield "the same texts give the same rows twice"
        for number, text in enumerate(_TEXTS):
            if _differ(whole[number : number + 1], embed.embed([text], query=query)):
                yield f"the row of {text!r} is the same alone and among others"


def _near(embed: Embed) -> Iterator[str]:
    """A question is nearer to its answer than to another text."""
    asked = embed.embed(["我女儿上几年级"], query=True)[0]
    answer, other = embed.embed(["我女儿上三年级", "the weather is fine"])
    if not float(asked @ answer) > float(asked @ other):
        yield "「我女儿上几年级」 is nearer to 「我女儿上三年级」 than to a line about the weather"


def _threads(embed: Embed) -> Iterator[str]:
    """It may be called from several threads."""
    whole = embed.embed(_TEXTS)
    with ThreadPoolExecutor(4) as pool:
        for rows in pool.map(lambda _: embed.embed(_TEXTS), range(8)):
            if _differ(whole, rows):
                yield "calls from several threads give what one alone does"
                return


def _closes(embed: Embed) -> Iterator[str]:
    """Close may come twice."""
    embed.close()
    embed.close()
    yield from ()


CLAUSES = (_shape, _length, _same, _near, _threads, _closes)
