"""Looking a question up outside the device: redacted, within a deadline and a budget, never twice for the same."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path

from roleplay_lite.engines import Cancel
from roleplay_lite.errors import CloudError, RoleplayError, StoreError
from roleplay_lite.knowledge.cloud.answer import Answer, Question
from roleplay_lite.knowledge.cloud.breaker import Breaker
from roleplay_lite.knowledge.cloud.budget import Budget
from roleplay_lite.knowledge.cloud.cache import Cache
from roleplay_lite.knowledge.cloud.config import CloudConfig
from roleplay_lite.knowledge.cloud.found import evidence, said
from roleplay_lite.knowledge.cloud.job import Job
from roleplay_lite.knowledge.cloud.question import question_of
from roleplay_lite.knowledge.cloud.record import open_record
from roleplay_lite.knowledge.cloud.redaction.redactor import Redactor
from roleplay_lite.knowledge.cloud.source import Source
from roleplay_lite.knowledge.cloud.wire import require_httpx
from roleplay_lite.knowledge.evidence import Looked, Query
from roleplay_lite.memory.sqlite_file import SqliteFile

_MOST_JOBS = 4
"""A name that cannot be looked up holds its thread for as long as the system likes; so many of them and no more."""
_CLOSE_SECONDS = 1.0


class Cloud:
    """Safe to use from several threads. Close it after use."""

    def __init__(self, config: CloudConfig, db: SqliteFile, redactor: Redactor, screen: Callable[[str], str]) -> None:
        self.config, self.redactor = config, redactor
        self._db, self.screen = db, screen
        self.budget, self.cache = Budget(db, config), Cache(db, config)
        self.sources = tuple(
            Source(provider, config, Breaker(db, provider.name, config), self.budget) for provider in config.providers
        )
        self._jobs: list[Job] = []
        self._lock = threading.Lock()
        self._closed = False

    @staticmethod
    def open(
        config: CloudConfig,
        *,
        store: Path | None,
        names: Callable[[], Iterable[str]],
        screen: Callable[[str], str] = str,
    ) -> Cloud:
        """With its record in that file, which is its own and not the conversations'; None keeps it in memory.

        `names` is asked at every look-up for the names that must not leave, `screen` makes data of what comes back.
        Raises EngineMissing, StoreError."""
        require_httpx()
        cloud = Cloud(config, open_record(store), Redactor(names), screen)
        cloud.prepare()
        return cloud

    def __enter__(self) -> Cloud:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def prepare(self) -> None:
        """Load what the first question would wait for: the readings of names, the HTTP clients."""
        with suppress(CloudError):
            self.redactor.redact("你好，今天天气怎么样")
        for source in self.sources:
            with suppress(CloudError):
                source.prepare()

    def look(self, query: Query, *, deadline: float | None = None, cancel: Cancel | None = None) -> Looked:
        """What the providers say, the first that has something. Comes back at the deadline, a moment of the monotonic
        clock, or after `deadline_seconds`, whichever is earlier; raises nothing."""
        until = time.monotonic() + self.config.deadline_seconds
        until = until if deadline is None else min(until, deadline)
        if not self.config.enabled:
            return Looked(query=query, why="cloud: off")
        if until <= time.monotonic():
            return Looked(query=query, why="cloud: too late")
        try:
            redacted = self.redactor.redact(query.text)
        except CloudError as error:
            return Looked(query=query, why=f"cloud: not sent, {error}")
        question = question_of(query, redacted, self.config.results)
        if question is None:
            return Looked(query=query, why="cloud: not sent, nothing is left of it to ask")
        job = self._begin(until)
        if job is None:
            return Looked(query=query, why="cloud: closed" if self._closed else "cloud: busy")
        done = self._without_asking(job, question)
        if not done:
            job.start(lambda: self._work(job, question))
            done = job.wait(cancel)
        if result := job.result or job.stale:
            provider, answer = result
            found = evidence(provider, answer, question, redacted, self.screen, self.config.results)
            kept = "" if job.result else ", kept from before"
            return Looked(query=query, evidence=found, answer=said(answer, found), why=f"cloud: {provider}{kept}")
        late = [] if done else ["cancelled" if cancel else "too late"]
        return Looked(query=query, why=f"cloud: {'; '.join([*job.whys, *late]) or 'nothing found'}")

    def _begin(self, until: float) -> Job | None:
        with self._lock:
            self._jobs = [job for job in self._jobs if job.alive]
            if self._closed or len(self._jobs) >= _MOST_JOBS:
                return None
            job = Job(until)
            self._jobs.append(job)
            return job

    def _without_asking(self, job: Job, question: Question) -> bool:
        """In the turn's own thread, where nobody can be asked anyway: what is kept. False where somebody can, or where
        another look-up is writing, which could be waited for."""
        away = [source.away() for source in self.sources]
        if not all(away) or any(other.alive for other in self._jobs):
            return False
        with suppress(StoreError):
            for source, why in zip(self.sources, away, strict=True):
                source.probe_if_due()
                if job.result is None and self._kept(source, job, question) is None:
                    job.whys.append(f"{source.name}: {why}")
        return True

    def _work(self, job: Job, question: Question) -> None:
        """In the job's thread: every provider in turn, until one has something."""
        try:
            for source in self.sources:
                if job.over:
                    job.whys.append(f"{source.name}: too late")
                    break
                answer = self._of(source, job, question)
                if answer and answer.pieces:
                    job.result = (source.name, answer)
                    break
            for source in self.sources:
                source.breaker.keep()
        except RoleplayError as error:
            # The record's disk is full, or it is closing: nothing is asked without a budget.
            job.whys.append(f"not asked ({error.code})")
        except Exception as error:
            # Whatever a stranger's server made it stumble over, the turn goes on; its words are not shown.
            job.whys.append(f"failed ({type(error).__name__})")

    def _of(self, source: Source, job: Job, question: Question) -> Answer | None:
        if kept := self._kept(source, job, question):
            return kept
        if why := source.refuses():
            source.probe_if_due()
            job.whys.append(f"{source.name}: {why}")
            return None
        try:
            answer = source.ask(question, job)
        except CloudError as error:
            job.whys.append(f"{source.name}: {error.kind}, {error}")
            return None
        self.cache.put(source.name, question.text, answer)
        if not answer.pieces:
            job.whys.append(f"{source.name}: nothing found")
        return answer

    def _kept(self, source: Source, job: Job, question: Question) -> Answer | None:
        """An answer of before that is still good, as the job's result; an old one is put by for want of a better."""
        kept = self.cache.get(source.name, question.text, fresh=question.fresh)
        if kept is None:
            return None
        if kept.stale:
            job.stale = job.stale or (source.name, kept.answer)
            return None
        if kept.answer.pieces:
            job.result = (source.name, kept.answer)
        else:
            job.whys.append(f"{source.name}: nothing found, as before")
        return kept.answer

    def forget(self) -> int:
        """Drop the kept answers; how many there were. What was spent stays. Raises StoreError."""
        return self.cache.forget()

    def close(self) -> None:
        """Cut what is under way and let go of everything. Closing twice is the same as once."""
        with self._lock:
            if self._closed:
                return
            self._closed, jobs = True, self._jobs
        for job in jobs:
            job.abandon(late=False)
        end = time.monotonic() + _CLOSE_SECONDS
        for job in jobs:
            job.join(max(0.0, end - time.monotonic()))
        for source in self.sources:
            source.close()
        self._db.close()
