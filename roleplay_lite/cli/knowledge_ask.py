"""`roleplay-lite knowledge ask` and `calibrate`: what a character would answer, on what it rests, how sure it is."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from roleplay_lite.cli.memory_options import json_option, show, show_json
from roleplay_lite.errors import InputError

if TYPE_CHECKING:
    from roleplay_lite.knowledge.evidence import Looked
    from roleplay_lite.knowledge.knowledge import Knowledge
    from roleplay_lite.persona.persona import Persona

_device = click.option("--device", type=click.Path(path_type=Path), default=None, help="A device.toml.")
_folder = click.option(
    "--packs", type=click.Path(path_type=Path), default=None, help="A folder of packs, or one pack's file."
)


@click.command("ask", short_help="Ask something of the world, and see what the answer rests on.")
@click.argument("question")
@click.option("--before", multiple=True, help="What was asked before it; may be given again.")
@click.option("--persona", default="", help="In whose words: a name, or a file.toml. Without one, plainly.")
@click.option("--k", type=click.IntRange(1, 10), default=5, show_default=True, help="So many pieces of evidence.")
@_folder
@_device
@json_option
def ask(
    question: str,
    before: tuple[str, ...],
    persona: str,
    k: int,
    packs: Path | None,
    device: Path | None,
    as_json: bool,
) -> None:
    """Show the question made to stand alone, the answer without a language model, the evidence with its source,
    licence and score, and why it is answered so. Ends with 1 where nothing is known.

    \b
    Examples:
      roleplay-lite knowledge ask 法国的首都是哪里
      roleplay-lite knowledge ask 那它的人口呢 --before 法国的首都是哪里
      roleplay-lite knowledge ask 泰山比华山高吗 --persona xiaoman --json
    """
    from roleplay_lite.persona import load_persona

    who = load_persona(persona) if persona else None
    with _opened(device, packs) as knowledge:
        told: list[tuple[str, str]] = []
        for earlier in before:
            told.append((earlier, _answered(knowledge, earlier, told, who).answer))
        looked = _answered(knowledge, question, told, who)
        found = knowledge.found(looked.query, k)
        source = knowledge.why(looked.evidence)
    rows = [asdict(one) for one in (*looked.evidence, *(one for one in found if one not in looked.evidence))][:k]
    if as_json:
        query = {name: value for name, value in asdict(looked.query).items() if name not in ("told", "said")}
        show_json({"answer": looked.answer, "why": looked.why, "source": source, "query": query, "evidence": rows})
    else:
        _show(looked, rows, source)
    if not looked.answer and not looked.evidence:
        raise click.exceptions.Exit(1)


@click.command("calibrate", short_help="Find the thresholds for frequent questions.")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False), required=False)
@click.option("--precision", type=click.FloatRange(0.5, 1), default=0.98, show_default=True, help="Of direct answers.")
@_folder
@_device
@json_option
def calibrate(file: Path | None, precision: float, packs: Path | None, device: Path | None, as_json: bool) -> None:
    """Hold lines of which is known what they ask against the frequent questions, and print the thresholds for
    `[knowledge]`. FILE is JSON lines, {"id", "said", "faq"}: `faq` is the question as it is written in the pack, or
    empty for a line that asks none. Without a FILE, each question's paraphrases are asked as people and recognisers
    say them, and small talk is the rest.

    \b
    Examples:
      roleplay-lite knowledge calibrate
      roleplay-lite knowledge calibrate asked-in-the-shop.jsonl --precision 0.99
    """
    from roleplay_lite.evaluation.faq_lines import made_lines, read_lines
    from roleplay_lite.knowledge.faq import Tried, calibrated

    with _opened(device, packs) as knowledge:
        questions = {f"{pack.name}/faq/{one.id}": one for pack in knowledge.packs for one in pack.faq()}
        if not questions:
            raise InputError("no pack has frequent questions; build one with them, or give its place with --packs")
        lines = read_lines(file, questions) if file else made_lines(questions)
        tried = [Tried(score=score, right=id_ == wanted) for wanted, (id_, score) in _tried(knowledge, lines)]
    try:
        found = calibrated(tried, precision=precision)
    except ValueError as problem:
        raise InputError(f"{problem}; give more of them") from problem
    if as_json:
        show_json(asdict(found))
        return
    click.echo(f"faq_sure = {found.sure:g}\nfaq_some = {found.some:g}")
    click.echo(
        f"# {found.lines} lines; answered directly: {found.precision:.3f} right, {found.recall:.3f} of all", err=True
    )


def _tried(knowledge: Knowledge, lines: list[tuple[str, str]]) -> Iterator[tuple[str, tuple[str, float]]]:
    """Each line's wanted question, and the best that came with its score."""
    for said, wanted in lines:
        query = knowledge.query(said, (), today=date.today())
        best = next((one for one in knowledge.found(query) if one.level == "faq"), None)
        yield wanted, (best.id, best.score) if best else ("", 0.0)


@contextmanager
def _opened(device: Path | None, packs: Path | None) -> Iterator[Knowledge]:
    from roleplay_lite.device import Device
    from roleplay_lite.knowledge.knowledge import Knowledge

    config = Device.read(device).knowledge
    if packs:
        if not packs.exists():
            raise InputError(f"{packs} is not there; give a folder of packs, or a pack's file")
        given = (
            [str(packs.absolute())] if packs.is_file() else sorted(str(one.absolute()) for one in packs.glob("*.db"))
        )
        config = replace(config, packs=tuple(given))
    knowledge = Knowledge.open(config)
    try:
        yield knowledge
    finally:
        knowledge.close()


def _answered(knowledge: Knowledge, line: str, before: list[tuple[str, str]], persona: Persona | None) -> Looked:
    query = knowledge.query(line, before, today=date.today())
    looked = knowledge.faq(query)
    return looked if looked.answer else knowledge.look(query, persona=persona)


def _show(looked: Looked, rows: list[dict[str, Any]], source: str) -> None:
    query = looked.query
    click.echo(looked.answer or "–")
    click.echo(
        f"  asked: {query.text}   about: {'、'.join(query.entities[:3])}   of it: {'、'.join(query.attributes[:3])}"
    )
    click.echo(f"  needs: {query.needs:.2f}   why: {looked.why}   source: {source}")
    if rows:
        columns = ("score", "level", "id", "text", "source", "licence")
        show([(f"{row['score']:.2f}", *(str(row[name])[:60] for name in columns[1:])) for row in rows], columns)
