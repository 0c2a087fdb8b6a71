"""Each provider asked one harmless question, step by step with the time that each took: whether it works, and if not,
where it stops."""

from __future__ import annotations

import socket
import time
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from roleplay_lite.errors import CloudError, RoleplayError
from roleplay_lite.knowledge.cloud.cloud import Cloud
from roleplay_lite.knowledge.cloud.found import evidence
from roleplay_lite.knowledge.cloud.job import Job
from roleplay_lite.knowledge.cloud.question import question_of
from roleplay_lite.knowledge.cloud.source import Source
from roleplay_lite.knowledge.cloud.wire import Timing
from roleplay_lite.knowledge.evidence import Query

HARMLESS = "珠穆朗玛峰有多高？"


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """What came of asking one provider."""

    name: str
    kind: str
    works: bool
    said: str
    """What it answers, or what is wrong."""
    source: str = ""
    sent: str = ""
    """The question as it left; empty where it did not."""
    kept_back: tuple[str, ...] = ()
    """Which placeholders stand for something of somebody's."""
    milliseconds: dict[str, float] = field(default_factory=dict)
    """From the start to the end of `name` (the look-up of the host's name), `connect`, `tls`, `first byte`, `total`."""


def tried(cloud: Cloud, source: Source, text: str, seconds: float, screen_most: int = 1) -> Trial:
    """Ask it now, whatever its breaker says; the budget is kept. Nothing of a former answer is used."""
    kind = source.provider.kind
    try:
        redacted = cloud.redactor.redact(text)
    except CloudError as error:
        return Trial(name=source.name, kind=kind, works=False, said=f"not sent, {error}")
    question = question_of(Query(text=text), redacted, cloud.config.results)
    if question is None:
        return Trial(name=source.name, kind=kind, works=False, said="not sent, nothing is left of it to ask")
    timing, job = Timing(), Job(time.monotonic() + seconds)
    outcome: list[tuple[bool, str, str]] = []

    def work() -> None:
        try:
            _look_up(source, timing)
            answer = source.ask(question, job, timing)
            found = evidence(source.name, answer, question, redacted, cloud.screen, screen_most)
            outcome.append((True, found[0].text, found[0].source) if found else (True, "it found nothing", ""))
        except RoleplayError as error:
            outcome.append((False, str(error), ""))

    job.start(work)
    if not job.wait(None):
        outcome.insert(0, (False, f"it did not answer within {seconds:g} seconds", ""))
    timing.mark("total")
    works, said, where = outcome[0]
    return Trial(
        name=source.name,
        kind=kind,
        works=works,
        said=said,
        source=where,
        sent=redacted.text,
        kept_back=tuple(redacted.put),
        milliseconds={name: round(1000 * at, 1) for name, at in timing.marks.items()},
    )


def _look_up(source: Source, timing: Timing) -> None:
    """Raises CloudError where nobody knows the name."""
    parts = urlsplit(source.address)
    try:
        socket.getaddrinfo(parts.hostname, parts.port or 443, type=socket.SOCK_STREAM)
    except OSError as error:
        raise CloudError("its name is not known: is there a network?", kind="dns") from error
    timing.mark("name")
