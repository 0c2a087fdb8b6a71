"""A reader at work: which pair is up, what was said of it, and how it looks on a terminal."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence

from rich.console import Group, RenderableType
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from roleplay_lite.evaluation.pairwise.blind import BlindPair
from roleplay_lite.evaluation.pairwise.judgements import Judgement, Verdict

QUESTION = ("你更愿意跟哪一个聊下去？", "Whom would you rather talk with, as this character?")
KEYS = {"1": Verdict.LEFT, "2": Verdict.RIGHT, "0": Verdict.TIE, "b": Verdict.BAD}
UNDO, QUIT = "u", "q"
HELP = "1/2 更好 better · 0 差不多 tie · b 都不行 both bad · u 退回 undo · q 离开 quit"

SIDE_BY_SIDE = 76
"""Columns from which the two replies stand beside each other."""
_NOTHING = "（没有回答 no reply）"
# Marks that turn the direction of what follows, and would carry one reply's letters elsewhere.
_TURNS = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


class Annotation:
    """The pairs in their order, from the first without a verdict on."""

    def __init__(self, pairs: Sequence[BlindPair], before: Iterable[Judgement] = ()) -> None:
        """`before` are the reader's earlier verdicts."""
        self._pairs = pairs
        # A later verdict on a pair takes the place of an earlier one, and is the one that undoing takes back.
        self._order: list[str] = list(reversed(dict.fromkeys(reversed([one.pair for one in before]))))
        self._again = ""

    @property
    def of(self) -> int:
        return len(self._pairs)

    @property
    def done(self) -> int:
        return len(self._order)

    @property
    def current(self) -> BlindPair | None:
        """The pair that is up; None when all have a verdict."""
        return next((pair for pair in self.left if pair.id == self._again), None) or next(iter(self.left), None)

    @property
    def left(self) -> list[BlindPair]:
        """Those without a verdict."""
        done = set(self._order)
        return [pair for pair in self._pairs if pair.id not in done]

    def judged(self) -> None:
        """The pair that is up has its verdict."""
        if pair := self.current:
            self._order.append(pair.id)
            self._again = ""

    def undo(self) -> bool:
        """Bring the pair judged last up again; False when there is none. On disk its verdict stands until it is given
        another."""
        if not self._order:
            return False
        self._again = self._order.pop()
        return True


def key_of(typed: str) -> str:
    """A key as it was meant: one typed in full-width letters by an input method counts as well."""
    return unicodedata.normalize("NFKC", typed).strip().lower()


def screen(pair: BlindPair, *, number: int, of: int, width: int) -> RenderableType:
    """One pair, with the question and the keys."""
    heads = (("1", pair.left), ("2", pair.right))
    alone = len(pair.said) == 1
    panels = [
        Panel(Text("\n").join(_talk(pair.said, replies, alone=alone)), title=head, title_align="left")
        for head, replies in heads
    ]
    return Group(
        Text(f"{number}/{of}", style="bold"),
        *_who(pair),
        *([Text.assemble(("对方 ", "dim"), plain(pair.said[0]))] if alone else []),
        _beside(panels) if width >= SIDE_BY_SIDE else Group(*panels),
        Text(" ".join(QUESTION), style="bold"),
        Text(HELP, style="dim"),
    )


def plain(text: str) -> str:
    """A reply as it can be shown: what would move the cursor, or turn the direction of letters, is made visible."""
    return "".join("�" if _unruly(char) else char for char in text.replace("\t", " ").replace("\r\n", "\n"))


def _unruly(char: str) -> bool:
    return (unicodedata.category(char) in ("Cc", "Cs") and char != "\n") or char in _TURNS


def _who(pair: BlindPair) -> Iterator[Text]:
    if pair.who.name:
        yield Text.assemble(("角色 ", "dim"), (plain(pair.who.name), "cyan"))
    for text in (pair.who.summary, pair.who.wanted):
        if text:
            yield Text(plain(text))


def _talk(said: Sequence[str], replies: Sequence[str], *, alone: bool) -> Iterator[Text]:
    for line, reply in zip(said, replies, strict=True):
        if not alone:
            yield Text.assemble(("对方 ", "dim"), (plain(line), "dim"))
        yield Text(plain(reply).strip() or _NOTHING)


def _beside(panels: Sequence[Panel]) -> Table:
    table = Table.grid(expand=True, padding=(0, 1))
    for _ in panels:
        # Mandarin has no spaces to break at; by default rich would cut it short.
        table.add_column(ratio=1, overflow="fold")
    table.add_row(*panels)
    return table
