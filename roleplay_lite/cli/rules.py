"""`roleplay-lite rules`: what an operator wants done differently, without a release and without a restart."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from roleplay_lite.cli.lazy import LazyGroup
from roleplay_lite.cli.memory_options import json_option, show, show_json
from roleplay_lite.errors import ConfigError, InputError

if TYPE_CHECKING:
    from roleplay_lite.rules.lint import Fault
    from roleplay_lite.rules.rule import Rule
    from roleplay_lite.rules.store import RuleStore, Screen

file_option = click.option(
    "--rules", "file", type=click.Path(path_type=Path, dir_okay=False), default=None,
    help="A file of rules; this machine's by default.",
)  # fmt: skip


_LOOKING = "roleplay_lite.cli.rules_looking"


@click.group(
    cls=LazyGroup,
    lazy={name: f"{_LOOKING}:{name}" for name in ("test", "export", "lint")},
    short_help="What an operator wants done differently.",
)
def rules() -> None:
    """Rules that steer a character: what it answers, knows, must not say, to whom and when. A change is in force at the
    next line of every running conversation.

    \b
    Examples:
      roleplay-lite rules add opening-hours.toml
      roleplay-lite rules list
      roleplay-lite rules test 你们几点关门
      roleplay-lite rules history opening-hours
      roleplay-lite rules rollback opening-hours
      roleplay-lite rules export rules.jsonl
    """


@contextmanager
def opened(file: Path | None, *, create: bool = False) -> Iterator[RuleStore]:
    """The rules of this machine. A file that was named has to be there, but for adding to it."""
    from roleplay_lite.device import Device
    from roleplay_lite.rules.config import RulesConfig
    from roleplay_lite.rules.store import RuleStore, open_store

    if file and not create and not file.exists():
        raise InputError(f"{file} is not there; give a file of rules")
    config: RulesConfig = Device.read().rules
    store, told = open_store(file or config.file, create=create)
    if told:
        click.echo(told, err=True)
    with store or RuleStore(None) as found:
        yield found


def _given(source: str) -> list[Rule]:
    from roleplay_lite.rules.reading import read_rules_file, read_rules_text

    if source != "-":
        return read_rules_file(Path(source))
    try:
        return read_rules_text(sys.stdin.buffer.read().decode("utf-8-sig"))
    except UnicodeDecodeError as problem:
        raise ConfigError("is not UTF-8 text", file="-") from problem


def _screen() -> Screen | None:
    """What looks over words that a character is to say; None where this machine's guard is switched off."""
    from roleplay_lite.device import Device
    from roleplay_lite.safety.guard import Guard

    config = Device.read().safety.guard
    return Guard.open(config).screen if config.enabled else None


@rules.command(short_help="Put rules in force, each as a new version.")
@click.argument("source", metavar="FILE|-")
@file_option
@json_option
def add(source: str, file: Path | None, as_json: bool) -> None:
    """Read rules from a file (TOML, JSON or a JSON object a line), run their samples, and put them in force. A file
    with a rule whose samples fail is refused; what contradicts another rule is told.

    \b
    Examples:
      roleplay-lite rules add birthday.toml
      roleplay-lite rules add - < rule.json
    """
    _take_in(_given(source), file, as_json)


@rules.command("import", short_help="Take in what `rules export` wrote.")
@click.argument("source", metavar="FILE|-")
@file_option
@json_option
def import_(source: str, file: Path | None, as_json: bool) -> None:
    """Take in the rules of a file, all or none; one that stands as it is stays the version that it is.

    \b
    Example:
      roleplay-lite rules import rules.jsonl
    """
    _take_in(_given(source), file, as_json)


def _take_in(given: list[Rule], file: Path | None, as_json: bool) -> None:
    from roleplay_lite.rules.lint import faults

    if not given:
        raise InputError("there is no rule in it")
    with opened(file, create=True) as store:
        versions = store.add(given, screen=_screen())
        found = faults(store.live(), of=[rule.name for rule in given])
    if as_json:
        added = [{"name": rule.name, "version": version} for rule, version in zip(given, versions, strict=True)]
        show_json({"added": added, "faults": [asdict(fault) for fault in found]})
        return
    for rule, version in zip(given, versions, strict=True):
        click.echo(f"{rule.name}\tversion {version}{'' if rule.enabled else ', switched off'}")
    show_faults(found, err=True)


def show_faults(found: Sequence[Fault], *, err: bool = False) -> None:
    for fault in found:
        click.echo(f"{fault.rule}: {fault.text}", err=err)


@rules.command("list", short_help="Show the rules.")
@click.option("--all", "all_", is_flag=True, help="Those that were removed, too.")
@file_option
@json_option
def list_(all_: bool, file: Path | None, as_json: bool) -> None:
    """Show which rules there are and how it stands with them.

    \b
    Example:
      roleplay-lite rules list --json
    """
    with opened(file) as store:
        found = [(one, store.rule(one.name, one.version)) for one in store.standing() if all_ or not one.removed]
    if as_json:
        from roleplay_lite.rules.writing import as_data

        show_json([{**as_data(rule), **asdict(one)} for one, rule in found])
        return
    rows = [
        (one.name, str(one.version), rule.do, str(rule.priority), _state(one, rule), rule.note or rule.value[:40])
        for one, rule in found
    ]
    show(rows, ("name", "version", "does", "priority", "", "what"))
    if not found:
        click.echo("there are no rules; `rules add FILE` puts one in force", err=True)


def _state(one: Any, rule: Rule) -> str:
    if one.removed:
        return "removed"
    if one.suspended:
        return f"suspended: {one.suspended}"
    if not one.enabled:
        return "off"
    return "" if rule.in_time(datetime.now().astimezone()) else "not now"


@rules.command("show", short_help="Show a rule as it is written.")
@click.argument("name")
@click.option("--version", type=click.IntRange(1), default=None, help="Another version than the one that stands.")
@file_option
@json_option
def show_(name: str, version: int | None, file: Path | None, as_json: bool) -> None:
    """Show a rule, as TOML or with --json.

    \b
    Example:
      roleplay-lite rules show opening-hours --version 2
    """
    from roleplay_lite.rules.writing import as_data, as_toml

    with opened(file) as store:
        rule = store.rule(name, version)
    if as_json:
        show_json(as_data(rule))
    else:
        click.echo(as_toml([rule]), nl=False)


@rules.command(short_help="Show what was done to a rule.")
@click.argument("name")
@file_option
@json_option
def history(name: str, file: Path | None, as_json: bool) -> None:
    """Show which version of a rule stood since when.

    \b
    Example:
      roleplay-lite rules history opening-hours
    """
    with opened(file) as store:
        found = store.history(name)
    if as_json:
        show_json([asdict(one) for one in found])
        return
    rows = [(f"{datetime.fromtimestamp(one.at):%Y-%m-%d %H:%M:%S}", str(one.version), one.what) for one in found]
    show(rows, ("when", "version", "what"))


@rules.command(short_help="Let an earlier version stand again.")
@click.argument("name")
@click.argument("version", type=click.IntRange(1), required=False)
@file_option
def rollback(name: str, version: int | None, file: Path | None) -> None:
    """Let the version before stand again, or VERSION; a removed rule comes back.

    \b
    Example:
      roleplay-lite rules rollback opening-hours 2
    """
    with opened(file) as store:
        click.echo(f"{name}\tversion {store.roll_back(name, version)}")


@rules.command(short_help="Switch a rule on.")
@click.argument("name")
@file_option
def enable(name: str, file: Path | None) -> None:
    """Switch a rule on; one that was suspended for its slow pattern is tried again.

    \b
    Example:
      roleplay-lite rules enable opening-hours
    """
    with opened(file) as store:
        store.enable(name)


@rules.command(short_help="Switch a rule off.")
@click.argument("name")
@file_option
def disable(name: str, file: Path | None) -> None:
    """Switch a rule off; its versions stay.

    \b
    Example:
      roleplay-lite rules disable opening-hours
    """
    with opened(file) as store:
        store.enable(name, on=False)


@rules.command(short_help="Take a rule out of force.")
@click.argument("name")
@file_option
def remove(name: str, file: Path | None) -> None:
    """Take a rule out of force and off the list; `rules rollback` brings it back.

    \b
    Example:
      roleplay-lite rules remove opening-hours
    """
    with opened(file) as store:
        store.remove(name)
