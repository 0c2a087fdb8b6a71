"""One provider: asked within a job, with its breaker, its budget and at most one second try."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from urllib.parse import urlsplit

from roleplay_lite import __version__
from roleplay_lite.errors import CloudError
from roleplay_lite.knowledge.cloud.answer import Answer, Ask, Question
from roleplay_lite.knowledge.cloud.breaker import Breaker
from roleplay_lite.knowledge.cloud.budget import Budget
from roleplay_lite.knowledge.cloud.config import CloudConfig, ProviderConfig
from roleplay_lite.knowledge.cloud.failures import OURS, PAUSES, RETRIED
from roleplay_lite.knowledge.cloud.job import Job
from roleplay_lite.knowledge.cloud.offline import is_offline
from roleplay_lite.knowledge.cloud.providers import ADAPTERS
from roleplay_lite.knowledge.cloud.secret import key_of
from roleplay_lite.knowledge.cloud.wire import Timing, Wire, trusted

_WORTH = 0.1
"""Seconds that have to be left for a second try."""
_FAIR = 0.2
"""A provider that had less than this, or half of the deadline, is not to blame for being late."""
_UNWINDS = 0.05
_PROBE_SECONDS = 3.0
_NEVER_SENT = ("connect", "dns", "tls")


class Source:
    """Safe to use from several threads; they take turns."""

    def __init__(self, provider: ProviderConfig, config: CloudConfig, breaker: Breaker, budget: Budget) -> None:
        self.provider, self.breaker = provider, breaker
        self._config, self._budget = config, budget
        self._adapter = ADAPTERS[provider.kind]
        contact = f" ({provider.contact})" if provider.contact else ""
        self._wire = Wire(config, user_agent=f"roleplay-lite/{__version__}{contact}")
        self._probe: threading.Thread | None = None
        self._probing: socket.socket | None = None

    @property
    def name(self) -> str:
        return self.provider.name

    @property
    def address(self) -> str:
        """Whereto a connection is made."""
        return self._config.proxy or self.provider.base_url

    def prepare(self) -> None:
        """Load what the first request would wait for. Raises CloudError about `ca_file`."""
        self._wire.prepare()

    def away(self) -> str:
        """Why nobody could be asked now; empty where that may be. Takes nothing."""
        return "offline" if is_offline(self.address) else self.breaker.away()

    def refuses(self) -> str:
        """Why it is passed over; empty where it may be asked, and then it has to be."""
        return "offline" if is_offline(self.address) else self.breaker.refuses()

    def ask(self, question: Question, job: Job, timing: Timing | None = None) -> Answer:
        """Raises CloudError."""
        try:
            request = self._adapter.ask(self.provider, question, key_of(self.provider))
            try:
                return self._once(request, question, job, timing)
            except CloudError as error:
                if error.kind not in RETRIED or error.wait_seconds or job.over or job.left < _WORTH:
                    raise
            return self._once(request, question, job, timing)
        finally:
            self.breaker.left()

    def _once(self, request: Ask, question: Question, job: Job, timing: Timing | None) -> Answer:
        with self._turn(job):
            given = job.left
            spending = self._budget.reserve(self.provider, self._adapter.tokens(self.provider, question))

            def cut(late: bool) -> None:
                self._wire.cut(job)
                if late and self._was_fair(given):
                    self.breaker.failed("it did not answer in time")

            if not job.attempt(cut):
                self._budget.give_back(spending)
                raise CloudError("no time was left", kind="timeout")
            try:
                answer = self._read(self._wire.send(request, until=job.until, timing=timing))
            except CloudError as error:
                if job.settle():
                    self._report(error, given)
                if error.kind in _NEVER_SENT:
                    self._budget.give_back(spending)
                raise
            if job.settle():
                self.breaker.succeeded()
            if answer.tokens is not None:
                self._budget.settle(spending, self.provider, answer.tokens)
            return answer

    @contextmanager
    def _turn(self, job: Job) -> Iterator[None]:
        """One question at a time. One that was given up and does not end hangs in the system, where the name of a host
        is looked up: that is an outage, and waited for no longer than a cut connection takes."""
        holder = self._wire.holder
        hangs = isinstance(holder, Job) and holder.over
        if not self._wire.take(job, min(job.left, _UNWINDS) if hangs else job.left):
            if not hangs:
                raise CloudError("another question is still being asked", kind="busy")
            self.breaker.failed("it still hangs over the last question")
            raise CloudError("it still hangs over the last question", kind="timeout")
        try:
            yield
        finally:
            self._wire.give_back()

    def _read(self, data: object) -> Answer:
        try:
            return self._adapter.read(data)
        except (TypeError, ValueError, KeyError, AttributeError) as error:
            raise CloudError(f"its answer has another shape ({type(error).__name__})", kind="schema") from None

    def _was_fair(self, given: float) -> bool:
        return given >= min(_FAIR, self._config.deadline_seconds / 2)

    def _report(self, error: CloudError, given: float) -> None:
        if error.kind not in OURS and (error.kind != "timeout" or self._was_fair(given)):
            self.breaker.failed(str(error))
        if pause := error.wait_seconds or PAUSES.get(error.kind, 0.0):
            self.breaker.pause(pause, str(error))

    def probe_if_due(self) -> None:
        """Try a connection in the background, where the breaker has been open for long enough. Sends nothing."""
        if self.breaker.wants_probe():
            self._probe = threading.Thread(target=self._try_connection, name="roleplay-cloud-probe", daemon=True)
            self._probe.start()

    def _try_connection(self) -> None:
        reachable = False
        try:
            parts = urlsplit(self.address)
            port = parts.port or (443 if parts.scheme == "https" else 80)
            with socket.create_connection((parts.hostname or "", port), timeout=_PROBE_SECONDS) as plain:
                self._probing = plain
                if parts.scheme == "https":
                    with trusted(self._config).wrap_socket(plain, server_hostname=parts.hostname):
                        reachable = True
                reachable = True
        except (OSError, ValueError, CloudError):
            reachable = False
        finally:
            self._probing = None
            self.breaker.probed(reachable)

    def close(self) -> None:
        """Let go of connections; the threads have been ended before."""
        if probing := self._probing:
            with suppress(OSError):
                probing.shutdown(socket.SHUT_RDWR)
        if self._probe:
            self._probe.join(1.0)
        self._wire.close()
