"""A rule as plain data, as JSON and as TOML, from which it is read again as it was."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from roleplay_lite.rules.rule import Hours, Rule, Sample, When


def as_data(rule: Rule) -> dict[str, Any]:
    """JSON-ready; only what is given."""
    data: dict[str, Any] = {
        "name": rule.name,
        "do": rule.do,
        "value": rule.value,
        "when": _when(rule.when),
        "priority": rule.priority,
        "from": _moment(rule.since),
        "until": _moment(rule.until),
        "note": rule.note,
        "samples": {
            key: list(map(_sample, getattr(rule.samples, key)))
            for key in ("hits", "misses")
            if getattr(rule.samples, key)
        },
    }
    if rule.experiment:
        data["experiment"] = {"arms": dict(rule.experiment.arms), "share": rule.experiment.share}
    if not rule.enabled:
        data["enabled"] = False
    return {key: value for key, value in data.items() if value or value is False}


def as_json(rule: Rule) -> str:
    """On one line."""
    return json.dumps(as_data(rule), ensure_ascii=False, separators=(",", ":"))


def as_toml(rules: Iterable[Rule]) -> str:
    """A file of them."""
    return "\n".join("[[rule]]\n" + _table(as_data(rule), "rule") for rule in rules)


def _when(when: When) -> dict[str, Any]:
    data: dict[str, Any] = {
        key: list(getattr(when, key))
        for key in ("persona", "person", "topic", "intent", "any", "none", "paraphrase", "language")
    }
    data["hours"] = [_hours(one) for one in when.hours]
    return {key: value for key, value in data.items() if value}


def _hours(hours: Hours) -> str:
    return f"{hours.start:%H:%M}-{hours.end:%H:%M}"


def _moment(moment: date | None) -> str:
    return moment.isoformat() if moment else ""


def _sample(sample: Sample) -> Any:
    data: dict[str, Any] = {"text": sample.text}
    for key in ("persona", "person", "language"):
        if getattr(sample, key):
            data[key] = getattr(sample, key)
    if sample.intent is not None:
        data["intent"] = sample.intent
    if sample.before:
        data["before"] = list(sample.before)
    return data if len(data) > 1 else sample.text


def _table(data: Mapping[str, Any], name: str) -> str:
    """The plain fields, then the tables below."""
    plain = [f"{_key(key)} = {_value(value)}\n" for key, value in data.items() if not isinstance(value, dict)]
    below = [
        f"[{name}.{_key(key)}]\n{_table(value, f'{name}.{_key(key)}')}"
        for key, value in data.items()
        if isinstance(value, dict)
    ]
    return "".join([*plain, *below])


def _key(key: str) -> str:
    return key if key.isascii() and key.replace("-", "").replace("_", "").isalnum() else _string(key)


def _value(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int | float):
        return repr(value)
    if isinstance(value, list):
        return "[" + ", ".join(map(_value, value)) + "]"
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{_key(key)} = {_value(inner)}" for key, inner in value.items()) + " }"
    return _string(value)


def _string(text: str) -> str:
    # JSON's strings are TOML's, but for DEL, which it writes as it is.
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
