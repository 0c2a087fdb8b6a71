"""What holds when, worked out anew from all that was ever said of a slot, so that the order of hearing does not matter.

A row claims something from its first mark on. Each later mark says that it was still so at that time, or that it was
over. The state at any time is what the last mark before it left, which is a pure fold over the marks in their order.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """What a row says, as far as it stands against other rows."""

    holder: str
    """The place that it fills; two rows never fill one at the same time."""
    state: str
    """What it fills it with."""
    rival: tuple[str, str] | None = None
    """Another place and state that cannot be so beside it (「住北京」 and 「不住北京」)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A time at which a row was said to be so, or to be over."""

    id: int
    row: int
    at: float
    turn: int
    """0 where it came from no turn."""
    ends: bool = False
    by: int | None = None
    """The row that ended it, where another one did."""

    @property
    def order(self) -> tuple[float, bool, int, int]:
        """Equal times: the later turn wins, and in one turn what was said last; an end that no turn told of, a
        person's own work on a list, comes after them."""
        return self.at, self.ends and not self.turn, self.turn, self.id


@dataclass(frozen=True, slots=True, kw_only=True)
class Ending:
    """When a row ceased to be so, and which one took its place."""

    at: float
    by: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """The end of each row that has one; and `again`: the mark at which a row that had ended was said to be so again,
    which has to become a row of its own before the rest can be told."""

    ends: dict[int, Ending]
    again: Mark | None = None


def timeline(claims: Mapping[int, Claim], marks: Iterable[Mark], over: Iterable[int] = ()) -> Timeline:
    """Fold the marks; those of rows that are not in `claims` (retracted ones) count for nothing. Rows in `over` had
    ended before the first of the marks."""
    ordered = sorted((mark for mark in marks if mark.row in claims), key=lambda mark: mark.order)
    held: dict[str, int] = {}
    ends: dict[int, Ending] = {}
    begun = set(over)
    for mark in ordered:
        claim = claims[mark.row]
        current = held.get(claim.holder)
        same = current is not None and claims[current].state == claim.state
        if mark.ends:
            if current is not None and same:
                ends[current] = Ending(at=mark.at, by=mark.by)
                del held[claim.holder]
            continue
        if mark.row in begun:
            if same:
                continue
            return Timeline(ends=ends, again=mark)
        begun.add(mark.row)
        if current is not None:
            ends[current] = Ending(at=mark.at, by=mark.row)
        held[claim.holder] = mark.row
        if claim.rival and (other := held.get(claim.rival[0])) is not None and claims[other].state == claim.rival[1]:
            ends[other] = Ending(at=mark.at, by=mark.row)
            del held[claim.rival[0]]
    return Timeline(ends=ends)
