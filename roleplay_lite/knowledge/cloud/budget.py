"""What may be spent in any 24 hours: put aside before a call is made, so that no two callers spend the same.

Counted back from now instead of by the day: no time zone, summer time or clock that is put back brings a second budget.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable
from dataclasses import dataclass

from roleplay_lite.errors import CloudError
from roleplay_lite.knowledge.cloud.config import MOST_CALLS, CloudConfig, ProviderConfig
from roleplay_lite.memory.sqlite_file import SqliteFile

_DAY = 86400.0
_AHEAD = 3600.0
"""A row so far in the future was written by a clock that was wrong; it counts from now."""
_KEPT = 2 * MOST_CALLS
_MOST_MONEY = 1e12


@dataclass(frozen=True, slots=True, kw_only=True)
class Sum:
    """Of calls, tokens and money; spent, or left."""

    calls: int
    tokens: int
    money: float


class Budget:
    """Shared by all providers, threads and processes of this machine."""

    def __init__(self, db: SqliteFile, config: CloudConfig, clock: Callable[[], float] = time.time) -> None:
        self._db, self._clock = db, clock
        self._limit = Sum(
            calls=config.calls_per_day, tokens=config.tokens_per_day, money=config.money_per_day or _MOST_MONEY
        )

    def reserve(self, provider: ProviderConfig, tokens: int) -> int:
        """Put one call aside; its number, to settle. Raises CloudError where there is not enough left."""
        money = cost(provider, tokens)
        with self._db.writing(durable=True) as connection:
            now = self._clock()
            connection.execute("update spent set at = ? where at > ?", (now, now + _AHEAD))
            spent = _spent(connection, now)
            for name, limit, much in (
                ("calls", self._limit.calls, spent.calls + 1),
                ("tokens", self._limit.tokens, spent.tokens + tokens),
                ("money", self._limit.money + 1e-9, spent.money + money),
            ):
                if much > limit:
                    raise CloudError(f"the budget of {name} for 24 hours is spent", kind="budget")
            cursor = connection.execute(
                "insert into spent (at, provider, calls, tokens, money) values (?, ?, 1, ?, ?)",
                (now, provider.name, tokens, money),
            )
            connection.execute("delete from spent where id <= ?", ((cursor.lastrowid or 0) - _KEPT,))
            return cursor.lastrowid or 0

    def settle(self, id_: int, provider: ProviderConfig, tokens: int) -> None:
        """What the call took in truth."""
        with self._db.writing() as connection:
            connection.execute(
                "update spent set tokens = ?, money = ? where id = ?", (tokens, cost(provider, tokens), id_)
            )

    def give_back(self, id_: int) -> None:
        """The call was never made."""
        with self._db.writing() as connection:
            connection.execute("update spent set calls = 0, tokens = 0, money = 0 where id = ?", (id_,))

    def spent(self) -> Sum:
        """In the last 24 hours."""
        now = self._clock()
        ((calls, tokens, money),) = map(tuple, self._db.read(_QUERY, (now - _DAY,)))
        return Sum(calls=int(calls), tokens=int(tokens), money=float(money))

    def left(self) -> Sum:
        """Never below nothing."""
        spent = self.spent()
        return Sum(
            calls=max(0, self._limit.calls - spent.calls),
            tokens=max(0, self._limit.tokens - spent.tokens),
            money=max(0.0, self._limit.money - spent.money),
        )


_QUERY = "select coalesce(sum(calls), 0), coalesce(sum(tokens), 0), coalesce(sum(money), 0.0) from spent where at > ?"


def _spent(connection: sqlite3.Connection, now: float) -> Sum:
    calls, tokens, money = connection.execute(_QUERY, (now - _DAY,)).fetchone()
    return Sum(calls=int(calls), tokens=int(tokens), money=float(money))


def cost(provider: ProviderConfig, tokens: int) -> float:
    """Of one call, by the prices of the configuration."""
    return provider.money_per_call + provider.money_per_1000_tokens * tokens / 1000
