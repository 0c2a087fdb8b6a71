"""What must stand in a text for a pattern to match it, so that most patterns need not be tried. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

MOST = 24
"""Alternatives that are followed up; a pattern with more is tried on every text."""

_ESCAPED = re.compile(r"\\(?:u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|x([0-9a-fA-F]{2}))")
_COUNT = re.compile(r"\{\s*(\d*)\s*(,?)\s*(\d*)\s*\}")
_PLAIN_GROUP = re.compile(r"\(\?:|\(\?P?<\w+>|\((?!\?)")
_LOOK = re.compile(r"\(\?<?[=!]")
_FLAGS = re.compile(r"\(\?[ims]+\)")
# Letters with a dot of their own, or without, are one with i to the engine.
_FOLD = str.maketrans({"İ": "i", "ı": "i"})


def folded(text: str) -> str:
    """As literals and texts are compared: without case."""
    return text.translate(_FOLD).casefold().translate(_FOLD)


@lru_cache(maxsize=32768)
def required(pattern: str) -> frozenset[str] | None:
    """Folded literals of which one at least stands in every text that the pattern matches; None where there is no such
    thing, or where it is not worth telling."""
    if "[^]" in pattern:
        # JavaScript's way to write any sign.
        return None
    try:
        reader = _Reader(_FLAGS.sub("", pattern))
        found = reader.alternatives()
        if reader.at != len(reader.pattern):
            return None
    except (_Unknown, RecursionError):
        return None
    best = found.best
    return frozenset(map(folded, best)) if best and all(folded(one) for one in best) else None


class _Unknown(Exception):
    """Something of the pattern that is not read here."""


@dataclass(slots=True)
class _Needs:
    """Of a part: the literals that it is, where it is nothing else; and those of which it has one."""

    exact: tuple[str, ...] | None
    best: tuple[str, ...] | None


_NOTHING = _Needs(exact=None, best=None)


@dataclass(slots=True)
class _Reader:
    pattern: str
    at: int = 0

    def alternatives(self) -> _Needs:
        """Up to the end or to the group's."""
        branches = [self.sequence()]
        while self.at < len(self.pattern) and self.pattern[self.at] == "|":
            self.at += 1
            branches.append(self.sequence())
        if len(branches) == 1:
            return branches[0]
        return _Needs(exact=_union(branches, "exact"), best=_union(branches, "best"))

    def sequence(self) -> _Needs:
        run: tuple[str, ...] = ("",)
        found: tuple[str, ...] | None = None
        exact = True
        while self.at < len(self.pattern) and self.pattern[self.at] not in "|)":
            part = self.repeated()
            joined = tuple(a + b for a in run for b in part.exact) if part.exact is not None else ()
            if part.exact is not None and len(joined) <= MOST:
                run = joined
                continue
            found, exact = _better(_better(found, run), part.best), False
            run = part.exact if part.exact is not None else ("",)
        found = _better(found, run)
        return _Needs(exact=run if exact else None, best=found)

    def repeated(self) -> _Needs:
        part = self.single()
        least, most = 1, 1
        while self.at < len(self.pattern):
            sign = self.pattern[self.at]
            if sign in "*?+":
                least, most = (least if sign == "+" else 0), 2
                self.at += 1
            elif count := _COUNT.match(self.pattern, self.at):
                if not count[1] and not count[3]:
                    raise _Unknown
                low = int(count[1] or 0)
                least, most = (0 if low == 0 else least), (1 if count[1] == "1" and not count[2] else 2)
                self.at = count.end()
            else:
                break
        if least == 0:
            return _NOTHING
        return part if most == 1 else _Needs(exact=None, best=part.best)

    def single(self) -> _Needs:
        sign = self.pattern[self.at]
        if sign == "(":
            return self.group()
        if sign == "[":
            return self.set_of_signs()
        if sign == "\\":
            return self.escaped()
        self.at += 1
        if sign == ".":
            return _NOTHING
        if sign in "^$":
            return _Needs(exact=("",), best=None)
        if sign in "*?+{":
            raise _Unknown
        return _literal(sign)

    def group(self) -> _Needs:
        opened = _PLAIN_GROUP.match(self.pattern, self.at)
        if opened:
            self.at = opened.end()
            found = self.alternatives()
            self.close()
            return found
        if _LOOK.match(self.pattern, self.at):
            # What a look around wants is not followed up; it takes up no room.
            self.at += 4 if self.pattern[self.at + 2] == "<" else 3
            self.alternatives()
            self.close()
            return _Needs(exact=None, best=None)
        raise _Unknown

    def close(self) -> None:
        if self.at >= len(self.pattern) or self.pattern[self.at] != ")":
            raise _Unknown
        self.at += 1

    def set_of_signs(self) -> _Needs:
        end = self.pattern.find("]", self.at + 2)
        inner = self.pattern[self.at + 1 : end]
        if end < 0 or inner.startswith("^") or re.search(r"[\\\[&|~-]", inner) or len(inner) > MOST:
            self.at = self._end_of_set()
            return _NOTHING
        self.at = end + 1
        signs = tuple(dict.fromkeys(inner))
        return _Needs(exact=signs, best=signs)

    def _end_of_set(self) -> int:
        at = self.at + 1
        at += self.pattern[at : at + 1] == "^"
        at += self.pattern[at : at + 1] == "]"
        while at < len(self.pattern) and self.pattern[at] != "]":
            if self.pattern[at] == "[":
                raise _Unknown
            at += 2 if self.pattern[at] == "\\" else 1
        if at >= len(self.pattern):
            raise _Unknown
        return at + 1

    def escaped(self) -> _Needs:
        if found := _ESCAPED.match(self.pattern, self.at):
            self.at = found.end()
            return _literal(chr(int(next(filter(None, found.groups())), 16)))
        sign = self.pattern[self.at + 1 : self.at + 2]
        self.at += 2
        if sign in ("d", "D", "w", "W", "s", "S"):
            return _NOTHING
        if sign in ("b", "B", "A", "Z"):
            return _Needs(exact=("",), best=None)
        if sign and not sign.isalnum():
            return _literal(sign)
        raise _Unknown


def _literal(sign: str) -> _Needs:
    return _Needs(exact=(sign,), best=(sign,))


def _union(branches: list[_Needs], name: str) -> tuple[str, ...] | None:
    together: list[str] = []
    for branch in branches:
        several = getattr(branch, name)
        if several is None or (name == "best" and not all(several)):
            return None
        together += several
    return tuple(dict.fromkeys(together)) if len(together) <= MOST else None


def _better(one: tuple[str, ...] | None, other: tuple[str, ...] | None) -> tuple[str, ...] | None:
    """The one whose shortest literal is longer; of equals, that with fewer."""
    usable = [several for several in (one, other) if several and all(several)]
    return max(usable, key=lambda several: (min(map(len, several)), -len(several)), default=None)
