"""The file of rules as a conversation sees it: a cheap look at every turn tells whether it was changed."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Callable
from pathlib import Path

from roleplay_lite.errors import ConfigError, StoreError
from roleplay_lite.rules.deciding import LiveRule
from roleplay_lite.rules.reading import rule_of
from roleplay_lite.rules.rule import Rule
from roleplay_lite.rules.store import RuleStore, open_store

_AGAIN_SECONDS = 0.5
"""A file that could not be opened is tried again after so long."""


class RuleSource:
    """Not safe from several threads by itself."""

    def __init__(self, file: Path | None) -> None:
        """None is a source that never has anything."""
        self._file = file
        self._store: RuleStore | None = None
        self._identity: tuple[int, int] | None = None
        self._mark = -1
        self._known: dict[tuple[str, int], Rule | None] = {}
        """Parsed once each; None for one that cannot be read."""
        self._not_before = 0.0

    def changed(self, tell: Callable[[str], object]) -> list[LiveRule] | None:
        """All that are in force, where that may be others than at the last look; else None. Raises StoreError where
        the file cannot be read, which leaves the last ones in force."""
        if self._file is None or time.monotonic() < self._not_before:
            return None
        try:
            return self._changed(self._file, tell)
        except BaseException:
            self._not_before = time.monotonic() + _AGAIN_SECONDS
            self._let_go()
            raise

    def _changed(self, file: Path, tell: Callable[[str], object]) -> list[LiveRule] | None:
        identity = _identity(file)
        if self._store and identity != self._identity:
            # Another file lies there now, or none.
            self._let_go()
            if identity is None:
                return []
        if not self._store:
            self._store, told = open_store(file, create=False)
            if told:
                tell(told)
            if not self._store:
                return None
            self._identity, self._mark = _identity(file), -1
        mark = self._store.mark()
        if mark == self._mark:
            return None
        rules = self._read(self._store, tell)
        self._mark = mark
        return rules

    def _read(self, store: RuleStore, tell: Callable[[str], object]) -> list[LiveRule]:
        standing = [one for one in store.standing() if one.is_live]
        keys = [(one.name, one.version) for one in standing]
        for key, body in store.bodies(key for key in keys if key not in self._known).items():
            self._known[key] = _parsed(key[0], body, tell)
        self._known = {key: self._known.get(key) for key in keys}
        found = []
        for one in standing:
            if rule := self._known[one.name, one.version]:
                found.append(LiveRule(rule=rule, version=one.version, at=one.at))
        return found

    def suspend(self, name: str, version: int, why: str) -> None:
        """Write down that a rule is not to be tried. Raises StoreError."""
        if self._store:
            self._store.suspend(name, version, why)
            self._mark = -1

    def close(self) -> None:
        """Closing twice is the same as once."""
        self._let_go()
        self._file = None

    def _let_go(self) -> None:
        store, self._store, self._identity = self._store, None, None
        # The same version of another file is another rule.
        self._known = {}
        if store:
            try:
                store.close()
            except StoreError:
                # What could not be read need not be folded.
                return


def _identity(file: Path) -> tuple[int, int] | None:
    try:
        found = os.stat(file)
    except OSError:
        return None
    return found.st_dev, found.st_ino


def _parsed(name: str, body: str, tell: Callable[[str], object]) -> Rule | None:
    try:
        return rule_of(json.loads(body))
    except ConfigError as problem:
        tell(f"rule {name} cannot be read and is left out: {problem.field}: {problem.problem}")
    except ValueError as problem:
        tell(f"rule {name} cannot be read and is left out: {problem}")
    return None
