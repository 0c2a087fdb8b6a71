"""A rule's own samples, run as its test before it goes live."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time
from itertools import chain

from roleplay_lite.errors import ConfigError
from roleplay_lite.rules.matching import Heard, conditions
from roleplay_lite.rules.patterns import Clock, Slow
from roleplay_lite.rules.rule import Rule, Sample
from roleplay_lite.understanding import clean, language

_TIMED = frozenset({"time", "hours"})
_SECONDS = 0.5
"""For all samples of a rule together: a pattern that is slow on its own samples does not go live."""


def heard_of(sample: Sample, rule: Rule, clock: Clock | None = None) -> Heard:
    """The sample as a line; what it does not say is as the rule would have it."""
    when, text = rule.when, clean(sample.text)
    intent = sample.intent if sample.intent is not None else _plain(when.intent[0]) if when.intent else ""
    spoken: str = language(text)
    if when.language and spoken not in when.language and spoken == "other":
        spoken = when.language[0]
    return Heard(
        text=text,
        persona=sample.persona or next(iter(when.persona), "niaoniao"),
        person=sample.person or next(iter(when.person), "guest"),
        language=sample.language or spoken,
        now=moment_of(rule),
        intent=lambda: intent,
        before=tuple((said, "") for said in sample.before),
        clock=clock or Clock(),
    )


def moment_of(rule: Rule) -> datetime:
    """A time at which the rule is in force."""
    day = rule.since or rule.until or datetime.now()
    hour = rule.when.hours[0].start if rule.when.hours else time(12)
    if isinstance(day, datetime):
        return (day if day.tzinfo else day.astimezone()).replace(hour=hour.hour, minute=hour.minute)
    return datetime.combine(day if isinstance(day, date) else date.today(), hour).astimezone()


def _plain(intent: str) -> str:
    return intent.replace("*", "any").replace("?", "x")


def failures(rule: Rule) -> Iterator[tuple[str, str]]:
    """Field and reason for each sample that goes wrong; what time it is does not count."""
    # One clock: so many samples may not add up to a pattern that never ends.
    clock = Clock(_SECONDS)
    numbered = chain(
        (("hits", at, sample) for at, sample in enumerate(rule.samples.hits)),
        (("misses", at, sample) for at, sample in enumerate(rule.samples.misses)),
    )
    for kind, at, sample in numbered:
        field = f"samples.{kind}[{at}]"
        try:
            wrong = next(
                (
                    one
                    for one in conditions(rule, heard_of(sample, rule, clock))
                    if not one.held and one.name not in _TIMED
                ),
                None,
            )
        except Slow:
            yield field, f"a pattern takes too long on {sample.text[:40]!r}; write it without nested repeats"
            return
        if kind == "hits" and wrong:
            yield field, f"{sample.text[:40]!r} is to fire it and does not: {wrong.why or wrong.name} does not hold"
        elif kind == "misses" and not wrong:
            yield field, f"{sample.text[:40]!r} is not to fire it and does"


def must_pass(rule: Rule) -> None:
    """Raise ConfigError with the first sample that goes wrong."""
    for field, reason in failures(rule):
        raise ConfigError(f"rule {rule.name}: {reason}", field=field)
