"""Rules from a file that a person wrote: TOML, JSON or a rule on every line of JSON; complaints name file, line and
field."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator, Mapping
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from roleplay_lite.errors import ConfigError
from roleplay_lite.rules.patterns import compiled, group_names, places_in
from roleplay_lite.rules.rule import (
    DOES,
    ONLY_TEXT,
    STEP_OF,
    Do,
    Experiment,
    Hours,
    Moment,
    Rule,
    Sample,
    Samples,
    When,
)  # fmt: skip
from roleplay_lite.tomlfile import Document, read

MOST_RULES = 20_000
MOST_BYTES = 32 << 20
_LONGEST_VALUE = 2000
_NAME = re.compile(r"[\w][\w.:-]{0,79}")
_HOURS = re.compile(r"(\d{1,2}):(\d{2})\s*[-–~到至]\s*(\d{1,2}):(\d{2})")
_FIELDS = (
    "name", "when", "step", "do", "value", "priority", "from", "until", "experiment", "samples", "note", "enabled",
)  # fmt: skip
_WHEN = ("persona", "person", "topic", "intent", "any", "none", "paraphrase", "language", "hours")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\u2028\u2029]")


def read_rules_file(path: Path) -> list[Rule]:
    """The rules of a file, by its ending: `.jsonl`, `.json`, else TOML. Raises ConfigError."""
    if path.suffix not in (".json", ".jsonl"):
        return _rules_of(read(path, ConfigError))
    try:
        with path.open("rb") as stream:
            raw = stream.read(MOST_BYTES + 1)
    except OSError as problem:
        raise ConfigError(f"cannot be read: {problem.strerror or problem}", file=path) from problem
    if len(raw) > MOST_BYTES:
        raise ConfigError(f"is larger than {MOST_BYTES >> 20} MiB", file=path)
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        line = raw[: problem.start].count(b"\n") + 1
        raise ConfigError("is not UTF-8 text; save it as UTF-8", file=path, line=line) from problem
    return read_rules_text(text, path)


def read_rules_text(text: str, file: Path = Path("-")) -> list[Rule]:
    """The rules of a text: JSON where it begins as such, else TOML. Raises ConfigError."""
    start = text.lstrip()[:1]
    # A table header of TOML begins like a list of JSON.
    if start == "{" or (start == "[" and re.match(r"\s*\[\s*(?:\{|\])", text)):
        return list(_of_json(text, file))
    try:
        data = tomllib.loads(text)
    except (ValueError, RecursionError) as problem:
        found = re.search(r"line (\d+)", str(problem))
        line = int(found.group(1)) if found else text.count("\n") + 1
        raise ConfigError(f"is not valid TOML: {problem}", file=file, line=line) from problem
    return _rules_of(Document(data=data, text=text, file=file, error=ConfigError))


def rule_of(data: Mapping[str, Any]) -> Rule:
    """The rule that `writing.as_data` wrote. Its patterns were compiled once when it was taken in; here it would be all
    of a store's for one line. Raises ConfigError."""
    return _rule(Document(data=data, text="", file=Path(""), error=ConfigError), compiles=False)


def _rules_of(document: Document) -> list[Rule]:
    if "rule" in document.data and isinstance(document.data["rule"], list):
        document.only(("rule",))
        tables = document.subs("rule", most=MOST_RULES)
    elif "rule" in document.data:
        document.only(("rule",))
        tables = [document.sub("rule")]
    else:
        tables = [document]
    rules: dict[str, Rule] = {}
    for table in tables:
        rule = _rule(table)
        if rule.name in rules:
            raise table.fail(f"there are two rules of the name {rule.name!r}", "name")
        rules[rule.name] = rule
    return list(rules.values())


def _of_json(text: str, file: Path) -> Iterator[Rule]:
    """One rule, a list of them, an object with a list `rule`, or one a line."""
    decoder, at, count, listed = json.JSONDecoder(), 0, 0, False
    space = re.compile(r"[\s,]*")
    if opened := re.compile(r"\s*(?:\{\s*\"rule\"\s*:\s*)?\[").match(text):
        at, listed = opened.end(), True
    while (at := space.match(text, at).end()) < len(text):  # type: ignore[union-attr]
        if listed and text[at] == "]":
            return
        line = text.count("\n", 0, at) + 1
        try:
            data, end = decoder.raw_decode(text, at)
        except (ValueError, RecursionError) as problem:
            raise ConfigError(f"is not valid JSON: {_reason(problem)}", file=file, line=_at(problem, line)) from problem
        if not isinstance(data, dict):
            raise ConfigError('must be a table (`{"name": …}`)', file=file, line=line)
        count += 1
        if count > MOST_RULES:
            raise ConfigError(f"holds more than {MOST_RULES} rules", file=file, line=line)
        try:
            yield _rule(Document(data=data, text="", file=file, error=ConfigError))
        except ConfigError as problem:
            raise ConfigError(
                problem.problem, file=file, line=_line_of(text, at, end, problem.field), field=problem.field
            ) from None
        at = end


def _reason(problem: Exception) -> str:
    return problem.msg if isinstance(problem, json.JSONDecodeError) else "nested too deeply"


def _at(problem: Exception, otherwise: int) -> int:
    return problem.lineno if isinstance(problem, json.JSONDecodeError) else otherwise


def _line_of(text: str, start: int, end: int, field: str) -> int:
    """Where the field is first named within the rule, else where the rule begins."""
    key = re.sub(r"\[\d+\]", "", field).rpartition(".")[2]
    place = text.find(f'"{key}"', start, end) if key else -1
    return text.count("\n", 0, place if place >= 0 else start) + 1


def _rule(table: Document, *, compiles: bool = True) -> Rule:
    table.only(_FIELDS)
    name = table.string("name", longest=80)
    if not _NAME.fullmatch(name):
        raise table.fail(f"is {name!r}; allowed: letters, signs, figures and . : - _ (at most 80)", "name")
    do: Do = table.string("do", choices=DOES)  # type: ignore[assignment]
    if "step" in table.data and table.string("step") != STEP_OF[do]:
        raise table.fail(f"is {table.data['step']!r}, and {do!r} changes {STEP_OF[do]!r}; leave it out", "step")
    rule = Rule(
        name=name,
        do=do,
        value=_text(table, "value"),
        when=_when(table.sub("when"), compiles=compiles),
        priority=table.integer("priority", 0, low=-1000, high=1000),
        since=_moment(table, "from"),
        until=_moment(table, "until"),
        experiment=_experiment(table) if "experiment" in table.data else None,
        samples=_samples(table.sub("samples")),
        note=_text(table, "note"),
        enabled=table.boolean("enabled", True),
    )
    if compiles:
        _must_make_sense(table, rule)
    return rule


def _must_make_sense(table: Document, rule: Rule) -> None:
    """What each field alone does not show."""
    if not rule.values and not (rule.do == "hold" and not rule.experiment):
        raise table.fail(f"is missing: {rule.do!r} needs one", "value")
    if rule.since is not None and rule.until is not None and _wall(rule.until, end=True) <= _wall(rule.since):
        raise table.fail("lies before `from`, so that it would never fire", "until")
    if rule.do == "reform" and not rule.when.reads:
        raise table.fail("depends on nothing that is said: every line would be read as this one", "when")
    allowed = set(ONLY_TEXT)
    for pattern in rule.when.any:
        allowed |= group_names(pattern)
    for value in rule.values:
        if rule.do == "ban":
            _must_be_pattern(table, value, "value")
        elif rule.do == "invoke" and not re.fullmatch(r"[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]+)?", value):
            raise table.fail(f"is {value!r}; an intent is like 'timer.set'", "value")
        elif unknown := places_in(value) - allowed:
            known = ", ".join(sorted(f"{{{one}}}" for one in allowed))
            raise table.fail(f"has {{{sorted(unknown)[0]}}}, which stands for nothing; known: {known}", "value")


def _wall(moment: Moment, *, end: bool = False) -> datetime:
    if isinstance(moment, datetime):
        return (moment.astimezone() if moment.tzinfo else moment).replace(tzinfo=None)
    return datetime.combine(moment, time.max if end else time.min)


def _text(table: Document, key: str) -> str:
    value = table.string(key, "", longest=_LONGEST_VALUE)
    if found := _CONTROL.search(value):
        raise table.fail(f"holds a control character (U+{ord(found.group()):04X})", key)
    return value.strip()


def _when(table: Document, *, compiles: bool) -> When:
    table.only(_WHEN)
    given = {key: _one_or_more(table, key) for key in _WHEN if key != "hours"}
    for key in ("any", "none") if compiles else ():
        for number, pattern in enumerate(given[key]):
            _must_be_pattern(table, pattern, key, number)
    for number, language in enumerate(given["language"]):
        if language not in ("zh", "en", "other"):
            raise table.fail(f"is {language!r}; allowed: en, other, zh", "language", number)
    hours = tuple(_hours(table, number, text) for number, text in enumerate(_one_or_more(table, "hours")))
    return When(hours=hours, **given)


def _one_or_more(table: Document, key: str) -> tuple[str, ...]:
    """A string stands for a list of one."""
    if isinstance(table.data.get(key), str):
        return (table.string(key, longest=500),)
    return table.strings(key, most=200, longest=500)


def _must_be_pattern(table: Document, pattern: str, *keys: str | int) -> None:
    try:
        compiled(pattern)
    except ValueError as problem:
        raise table.fail(str(problem), *keys) from problem


def _hours(table: Document, number: int, text: str) -> Hours:
    found = _HOURS.fullmatch(text.strip())
    try:
        start, end = time(int(found[1]), int(found[2])), time(int(found[3]) % 24, int(found[4]))  # type: ignore[index]
    except (ValueError, TypeError):
        raise table.fail(f"is {text!r}; write hours like '22:00-06:30'", "hours", number) from None
    if start == end and start != time(0):
        raise table.fail(f"is {text!r}, which begins where it ends", "hours", number)
    return Hours(start=start, end=end)


def _moment(table: Document, key: str) -> Moment | None:
    value = table.data.get(key)
    if value is None or isinstance(value, date):
        return value
    if isinstance(value, str):
        for kind in (date, datetime):
            try:
                return kind.fromisoformat(value.strip())
            except ValueError:
                continue
    raise table.fail(f"is {value!r}; write a day or a time, like 2026-02-17 or 2026-02-17T20:00", key)


def _experiment(table: Document) -> Experiment:
    inner = table.sub("experiment")
    inner.only(("arms", "share"))
    arms = inner.sub("arms")
    if len(arms.data) < 2:
        raise inner.fail("needs two arms at least; one may be empty, to compare with", "arms")
    if len(arms.data) > 20:
        raise inner.fail("has more than 20 arms", "arms")
    for name in arms.data:
        if not _NAME.fullmatch(name) or name == "out":
            raise arms.fail("is no name for an arm", name)
    values = {name: _text(arms, name) for name in sorted(arms.data)}
    return Experiment(arms=values, share=inner.number("share", 1.0, low=0, high=1))


def _samples(table: Document) -> Samples:
    table.only(("hits", "misses"))
    return Samples(hits=_sample_list(table, "hits"), misses=_sample_list(table, "misses"))


def _sample_list(table: Document, key: str) -> tuple[Sample, ...]:
    """Lines, or tables with a line and what it is said in."""
    value = table.data.get(key, [])
    if not isinstance(value, list):
        raise table.fail("must be an array of lines", key)
    if len(value) > 200:
        raise table.fail(f"has {len(value)} entries; at most 200", key)
    made = []
    for number, item in enumerate(value):
        if isinstance(item, str) and item.strip():
            made.append(Sample(text=item))
            continue
        if not isinstance(item, Mapping):
            raise table.fail("must be a line, or a table with a `text`", key, number)
        inner = Document(data=item, text=table.text, file=table.file, error=table.error, at=(*table.at, key, number))
        inner.only(("text", "persona", "person", "language", "intent", "before"))
        made.append(
            Sample(
                text=inner.string("text", longest=2000),
                persona=inner.string("persona", ""),
                person=inner.string("person", ""),
                language=inner.string("language", "", choices=("", "zh", "en", "other")),
                intent=inner.string("intent", "") if "intent" in item else None,
                before=inner.strings("before", most=10),
            )
        )
    return tuple(made)
