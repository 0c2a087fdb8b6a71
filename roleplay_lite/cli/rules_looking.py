"""Commands of `roleplay-lite rules` that look at all rules: a dry run, what collides, and a file of them."""

from __future__ import annotations

import sys
from contextlib import closing
from dataclasses import asdict, replace
from datetime import datetime
from pathlib import Path
from typing import Any

import click

from roleplay_lite.cli.memory_options import json_option, persona_id, show, show_json
from roleplay_lite.cli.rules import file_option, opened, show_faults
from roleplay_lite.errors import InputError


@click.command("test", short_help="Show which rule would fire for a line, and why.")
@click.argument("text")
@click.option("--persona", default="niaoniao", show_default=True, help="Which character hears it.")
@click.option("--person", default="owner", show_default=True, help="Who says it.")
@click.option("--intent", default="", help="What the skills take it for (timer.set).")
@click.option("--at", type=click.DateTime(["%Y-%m-%d", "%Y-%m-%d %H:%M", "%Y-%m-%dT%H:%M"]), default=None, help="When.")
@click.option("--before", multiple=True, help="What the person said before it; may be given again.")
@click.option("--all", "all_", is_flag=True, help="Rules that are far from firing, too.")
@file_option
@json_option
def test(
    text: str,
    persona: str,
    person: str,
    intent: str,
    at: datetime | None,
    before: tuple[str, ...],
    all_: bool,
    file: Path | None,
    as_json: bool,
) -> None:
    """A dry run: which rules fire for a line and why, which lose to another, which nearly would. Nothing is said and
    nothing is kept. Ends with 1 where none fires.

    \b
    Examples:
      roleplay-lite rules test 今天是我生日 --person xiaolin
      roleplay-lite rules test 几点关门 --at "2026-02-17 21:00"
    """
    from roleplay_lite.device import Device
    from roleplay_lite.engine_set import EngineSet
    from roleplay_lite.rules.explaining import explained
    from roleplay_lite.rules.matching import Heard
    from roleplay_lite.rules.patterns import Clock
    from roleplay_lite.rules.rulebook import Rulebook
    from roleplay_lite.understanding import clean
    from roleplay_lite.understanding import language as language_of

    line = clean(text)
    with opened(file) as store:
        live = store.live()
    who, language, now = persona_id(persona), language_of(line), (at or datetime.now()).astimezone()
    earlier = tuple((one, "") for one in before)

    def heard(clock: Clock) -> Heard:
        return Heard(
            text=line,
            persona=who,
            person=person,
            language=language,
            now=now,
            intent=lambda: intent,
            before=earlier,
            vectors=book.vectors,
            clock=clock,
        )

    with closing(EngineSet(Device.read())) as engines:
        # As a conversation on this machine would have them.
        book = Rulebook.of(live, embed=engines.embed)
        found = explained(live, heard, person)
        ruling = book.ruling(
            line, persona=who, person=person, language=language, now=now, intent=lambda: intent, before=earlier
        )
    shown = [one for one in found if all_ or one.state != "no"]
    if as_json:
        show_json({"ruling": asdict(ruling), "rules": [asdict(one) for one in shown]})
    else:
        show(
            [(one.state, one.name, str(one.version), one.do, one.arm, one.why) for one in shown],
            ("", "rule", "version", "does", "arm", "why"),
        )
        for what, value in _outcome(ruling):
            click.echo(f"{what}: {value}", err=not sys.stdout.isatty())
    if not ruling.fired:
        raise click.exceptions.Exit(1)


def _outcome(ruling: Any) -> list[tuple[str, str]]:
    """What would be done, in a few words each."""
    found = [("read as", ruling.text), ("answer", ruling.answer), ("calls", ruling.invoke)]
    found += [("held back", "yes")] if ruling.hold else []
    for name in ("pins", "steers", "bans"):
        found += [(name[:-1], value) for value in getattr(ruling, name)]
    return [(what, value) for what, value in found if value]


@click.command(short_help="Write the rules to a file.")
@click.argument("target", metavar="FILE|-", default="-")
@click.option("--toml", is_flag=True, help="TOML, whatever the file's ending.")
@file_option
def export(target: str, toml: bool, file: Path | None) -> None:
    """Write all rules as they stand: TOML for a FILE.toml, else a JSON object a line.

    \b
    Examples:
      roleplay-lite rules export rules.jsonl
      roleplay-lite rules export --toml -
    """
    from roleplay_lite.rules.writing import as_json, as_toml

    with opened(file) as store:
        found = [replace(store.rule(one.name), enabled=one.enabled) for one in store.standing() if not one.removed]
    written = as_toml(found) if toml or target.endswith(".toml") else "".join(f"{as_json(rule)}\n" for rule in found)
    if target == "-":
        click.echo(written, nl=False)
        return
    try:
        Path(target).write_text(written, encoding="utf-8")
    except OSError as problem:
        raise InputError(f"{target} cannot be written: {problem.strerror or problem}") from problem
    click.echo(f"{len(found)} rules in {target}", err=True)


@click.command(short_help="Look for rules that get in each other's way.")
@file_option
@json_option
def lint(file: Path | None, as_json: bool) -> None:
    """Run every rule's samples, and look for contradictions and for rules that never have their way. Ends with 1 where
    there is something other than a rule without samples.

    \b
    Example:
      roleplay-lite rules lint
    """
    from roleplay_lite.rules.lint import faults

    with opened(file) as store:
        live = store.live()
    found = faults(live)
    if as_json:
        show_json([asdict(fault) for fault in found])
    else:
        show_faults(found)
        if not found:
            click.echo(f"{len(live)} rules, nothing to complain of")
    if any(fault.kind != "untested" for fault in found):
        raise click.exceptions.Exit(1)
