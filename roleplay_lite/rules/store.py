"""Where rules are kept: a SQLite file of their own, with every version that ever stood."""

from __future__ import annotations

import json
import sqlite3
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from sqlite_utils import Database, Migrations

from roleplay_lite.errors import ConfigError, InputError, StoreError
from roleplay_lite.memory.soundness import beside, is_damage
from roleplay_lite.memory.sqlite_file import SqliteFile
from roleplay_lite.rules.deciding import LiveRule
from roleplay_lite.rules.reading import rule_of
from roleplay_lite.rules.rule import Rule
from roleplay_lite.rules.samples import must_pass
from roleplay_lite.rules.writing import as_json

Screen = Callable[[str], Sequence[str]]
"""What is wrong with a text that a character is to say or to follow; empty where nothing is."""

migrations = Migrations("roleplay_lite_rules")


@migrations()
def m001_rules(db: Database) -> None:
    """`rule` is what stands now, `rule_version` what ever stood, `rule_change` who stood when."""
    db.execute(
        """create table rule (
            name text primary key, version integer not null, at real not null, enabled integer not null,
            removed integer not null default 0, suspended text not null default '') strict"""
    )
    db.execute(
        """create table rule_version (
            name text not null, version integer not null, created real not null, body text not null,
            primary key (name, version)) strict"""
    )
    db.execute(
        """create table rule_change (
            id integer primary key, name text not null, version integer not null, at real not null,
            what text not null) strict"""
    )
    db.execute("create index rule_change_of on rule_change (name, id)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How it stands with a rule."""

    name: str
    version: int
    at: float
    """Unix time since when."""
    enabled: bool
    removed: bool
    suspended: str
    """Why it is not tried any more, or empty."""

    @property
    def is_live(self) -> bool:
        return self.enabled and not self.removed and not self.suspended


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """Something that was done to a rule."""

    version: int
    at: float
    what: str
    """`added`, `rolled back`, `enabled`, `disabled`, `removed` or `suspended`."""


class RuleStore:
    """Safe to use from several threads and processes. Methods that change something raise StoreError where it cannot be
    written, InputError where there is no such rule."""

    def __init__(self, file: Path | None) -> None:
        """Open or make it; None keeps it in memory. Raises StoreError with the fix."""
        self._db = SqliteFile(file, migrations, name="the file of rules", elsewhere="rules.path in device.toml")

    # -- reading ----------------------------------------------------------------------------------------------------

    def mark(self) -> int:
        """Another number once another process, or another object, has changed something. Microseconds."""
        return int(self._db.read("pragma data_version")[0][0])

    def standing(self, name: str = "") -> list[Standing]:
        """All rules, or the one of that name, removed ones too."""
        rows = self._db.read("select * from rule where ? = '' or name = ? order by name", (name, name))
        return [
            Standing(
                name=row["name"],
                version=row["version"],
                at=row["at"],
                enabled=bool(row["enabled"]),
                removed=bool(row["removed"]),
                suspended=row["suspended"],
            )
            for row in rows
        ]

    def rule(self, name: str, version: int | None = None) -> Rule:
        """The version that stands, or another. Raises InputError; ConfigError for one that a newer release wrote."""
        standing = self._one(name)
        number = version or standing.version
        rows = self._db.read("select body from rule_version where name = ? and version = ?", (name, number))
        if not rows:
            have = ", ".join(str(row["version"]) for row in self._versions(name))
            raise InputError(f"{name} has no version {number}; it has {have}")
        rule = _read(rows[0]["body"], name)
        return replace(rule, enabled=standing.enabled) if version is None else rule

    def bodies(self, wanted: Iterable[tuple[str, int]]) -> dict[tuple[str, int], str]:
        """The stored text of versions."""
        found = {}
        for name, version in wanted:
            rows = self._db.read("select body from rule_version where name = ? and version = ?", (name, version))
            if rows:
                found[name, version] = rows[0]["body"]
        return found

    def live(self) -> list[LiveRule]:
        """All that are in force; one that cannot be read is left out."""
        found = []
        for standing in self.standing():
            if standing.is_live:
                rule = self.rule(standing.name)
                found.append(LiveRule(rule=rule, version=standing.version, at=standing.at))
        return found

    def history(self, name: str) -> list[Change]:
        """What was done to it, oldest first."""
        self._one(name, removed=True)
        rows = self._db.read("select * from rule_change where name = ? order by id", (name,))
        return [Change(version=row["version"], at=row["at"], what=row["what"]) for row in rows]

    def _versions(self, name: str) -> list[dict[str, int]]:
        rows = self._db.read("select version from rule_version where name = ? order by version", (name,))
        return [{"version": row["version"]} for row in rows]

    def _one(self, name: str, *, removed: bool = False) -> Standing:
        found = self.standing(name) if name else []
        if not found or (found[0].removed and not removed):
            raise InputError(f"there is no rule {name!r}; `rules list` shows their names")
        return found[0]

    # -- changing ---------------------------------------------------------------------------------------------------

    def add(self, rules: Iterable[Rule], *, screen: Screen | None = None, now: float | None = None) -> list[int]:
        """Each as a new version, all or none; gives the versions. One that is as it stands already stays so. Raises
        ConfigError where a rule fails its own samples or the screen finds fault with its words."""
        made = list(rules)
        for rule in made:
            must_pass(rule)
            _must_be_fit(rule, screen)
        at = time.time() if now is None else now
        with self._db.writing(durable=True) as db:
            versions = []
            for rule in made:
                body = as_json(replace(rule, enabled=True))
                row = db.execute(
                    "select max(version), (select body from rule_version v join rule r using (name, version)"
                    " where r.name = ? and not removed and suspended = '' and enabled = ?) from rule_version"
                    " where name = ?",
                    (rule.name, int(rule.enabled), rule.name),
                ).fetchone()
                if row[1] == body:
                    stands = db.execute("select version from rule where name = ?", (rule.name,)).fetchone()
                    versions.append(int(stands[0]))
                    continue
                version = (row[0] or 0) + 1
                db.execute("insert into rule_version values (?, ?, ?, ?)", (rule.name, version, at, body))
                _stand(db, rule.name, version, at, "added", enabled=rule.enabled)
                versions.append(version)
        return versions

    def roll_back(self, name: str, version: int | None = None, *, now: float | None = None) -> int:
        """The version before the one that stands, or that one, stands again, also of a removed rule."""
        standing = self._one(name, removed=True)
        have = [row["version"] for row in self._versions(name)]
        before = [number for number in have if number < standing.version]
        if version is None and standing.removed:
            version = standing.version
        elif version is None and not before:
            raise InputError(f"{name} has no version before {standing.version}")
        wanted = version if version is not None else before[-1]
        if wanted not in have:
            raise InputError(f"{name} has no version {wanted}; it has {', '.join(map(str, have))}")
        with self._db.writing(durable=True) as db:
            _stand(db, name, wanted, time.time() if now is None else now, "rolled back", enabled=True)
        return wanted

    def enable(self, name: str, on: bool = True) -> None:
        """Switch it on or off; on also ends a suspension."""
        standing = self._one(name)
        with self._db.writing(durable=True) as db:
            db.execute("update rule set enabled = ?, suspended = '' where name = ?", (int(on), name))
            _note(db, name, standing.version, time.time(), "enabled" if on else "disabled")

    def remove(self, name: str) -> None:
        """It is not in force any more; its versions stay."""
        standing = self._one(name)
        with self._db.writing(durable=True) as db:
            db.execute("update rule set removed = 1 where name = ?", (name,))
            _note(db, name, standing.version, time.time(), "removed")

    def suspend(self, name: str, version: int, why: str) -> None:
        """It costs too much: nobody tries it any more until there is another version or it is enabled again."""
        with self._db.writing() as db:
            row = db.execute(
                "update rule set suspended = ? where name = ? and version = ? and suspended = ''", (why, name, version)
            )
            if row.rowcount:
                _note(db, name, version, time.time(), "suspended")

    def close(self) -> None:
        """Closing twice is the same as once."""
        self._db.close()

    def __enter__(self) -> RuleStore:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()


def _stand(db: sqlite3.Connection, name: str, version: int, at: float, what: str, *, enabled: bool) -> None:
    db.execute(
        "insert into rule (name, version, at, enabled) values (?, ?, ?, ?) on conflict (name) do update set"
        " version = excluded.version, at = excluded.at, enabled = excluded.enabled, removed = 0, suspended = ''",
        (name, version, at, int(enabled)),
    )
    _note(db, name, version, at, what)


def _note(db: sqlite3.Connection, name: str, version: int, at: float, what: str) -> None:
    db.execute("insert into rule_change (name, version, at, what) values (?, ?, ?, ?)", (name, version, at, what))


def _read(body: str, name: str) -> Rule:
    try:
        return rule_of(json.loads(body))
    except ValueError as problem:
        raise ConfigError(f"the stored rule {name} is not JSON: {problem}") from problem


def _must_be_fit(rule: Rule, screen: Screen | None) -> None:
    if not screen or rule.do == "ban":
        # What is banned has to be named.
        return
    for value in rule.values:
        if wrong := screen(value):
            raise ConfigError(f"rule {rule.name} says what may not be said: {', '.join(wrong)}", field="value")


def open_store(file: Path, *, create: bool = True) -> tuple[RuleStore | None, str]:
    """The store, and a word on what happened to it. A damaged file is put aside, so that rules can be kept again; None
    where there is no file and none is to be made. Raises StoreError where it cannot be opened for another reason."""
    if not create and not file.exists():
        return None, ""
    try:
        store = RuleStore(file)
        try:
            store.standing()
        except BaseException:
            store.close()
            raise
    except StoreError as error:
        if not is_damage(error.__cause__):
            raise
        aside = _put_aside(file)
        told = f"the file of rules was damaged and is now {aside}; no rule is in force until they are imported again"
        return RuleStore(file), told
    return store, ""


def _put_aside(file: Path) -> Path:
    number = 1
    while (aside := beside(file, f".damaged-{number}")).exists():
        number += 1
    file.rename(aside)
    for ending in ("-wal", "-shm"):
        if (log := beside(file, ending)).exists():
            log.rename(beside(aside, ending))
    return aside
