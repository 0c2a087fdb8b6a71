"""Answers that were given before, by the redacted question: to be used again, or to stand in while nobody answers."""

from __future__ import annotations

import hashlib
import json
import re
import time
import unicodedata
from collections.abc import Callable
from dataclasses import asdict, dataclass

from roleplay_lite.knowledge.cloud.answer import Answer, Piece
from roleplay_lite.knowledge.cloud.config import CloudConfig
from roleplay_lite.memory.sqlite_file import SqliteFile

_DAY = 86400.0
_FRESH = 900.0
"""How long the answer to a question about today is used again."""
_NOTHING = 3600.0
"""How long it is remembered that a provider found nothing."""
_MOST = 5000
_AHEAD = 60.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """An answer of before."""

    answer: Answer
    stale: bool
    """To be used only where nobody can be asked."""


class Cache:
    """By provider and question. What it keeps is redacted: names are put in after it."""

    def __init__(self, db: SqliteFile, config: CloudConfig, clock: Callable[[], float] = time.time) -> None:
        self._db, self._config, self._clock = db, config, clock

    def get(self, provider: str, question: str, *, fresh: bool) -> Kept | None:
        """None where there is nothing that may be used even in need. `fresh`: it is a question about today."""
        query = "select at, body from answer where provider = ? and question = ?"
        for at, body in map(tuple, self._db.read(query, (provider, digest(question)))):
            answer = _answer(body)
            # By a clock that was put back it has no age, and stands in only.
            age = self._clock() - at if at <= self._clock() + _AHEAD else _DAY * self._config.cache_days + 1
            lasts = min(_DAY * self._config.cache_days, _FRESH if fresh else _DAY * self._config.cache_days)
            if not answer.pieces:
                return Kept(answer=answer, stale=False) if age < min(lasts, _NOTHING) else None
            if age < lasts:
                return Kept(answer=answer, stale=False)
            if not fresh and age < _DAY * self._config.stale_days:
                return Kept(answer=answer, stale=True)
        return None

    def put(self, provider: str, question: str, answer: Answer) -> None:
        """Keep it, in the place of what was kept of that question."""
        if not self._config.cache_days:
            return
        now, body = self._clock(), json.dumps([asdict(piece) for piece in answer.pieces], ensure_ascii=False)
        with self._db.writing() as connection:
            connection.execute(
                "insert into answer (provider, question, at, body) values (?, ?, ?, ?)"
                " on conflict (provider, question) do update set at = excluded.at, body = excluded.body",
                (provider, digest(question), now, body),
            )
            connection.execute(
                "delete from answer where at < ?"
                " or rowid in (select rowid from answer order by at desc limit -1 offset ?)",
                (now - _DAY * max(self._config.cache_days, self._config.stale_days), _MOST),
            )

    def forget(self) -> int:
        """Drop all; how many there were."""
        with self._db.writing(durable=True) as connection:
            return connection.execute("delete from answer").rowcount

    def count(self) -> int:
        """How many answers are kept."""
        ((count,),) = map(tuple, self._db.read("select count(*) from answer"))
        return int(count)


def digest(question: str) -> str:
    """The same for questions that differ in punctuation, spaces and width alone."""
    plain = unicodedata.normalize("NFKC", question).casefold()
    spaced = re.sub(r"[^\w\[\]+\-*/%.]+", " ", plain).strip(" .")
    return hashlib.sha256(re.sub(r" (?![ -~])|(?<![ -~]) ", "", spaced).encode()).hexdigest()


def _answer(body: str) -> Answer:
    try:
        return Answer(pieces=tuple(Piece(**piece) for piece in json.loads(body)))
    except (TypeError, ValueError):
        return Answer()
