"""`roleplay-lite eval pairs`: two systems side by side, blind."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from roleplay_lite.cli.persona.tables import as_json_option, print_json
from roleplay_lite.device import Device
from roleplay_lite.errors import InputError

if TYPE_CHECKING:
    from roleplay_lite.evaluation.pairwise.annotation import Annotation
    from roleplay_lite.evaluation.pairwise.blind import PairSet
    from roleplay_lite.evaluation.pairwise.judgements import Judgement, JudgementFile, Verdict
    from roleplay_lite.evaluation.pairwise.model_judge import Opinion

_FOLDER = click.argument("folder", type=click.Path(path_type=Path))


@click.group("pairs", short_help="Two systems side by side, blind.")
def pairs() -> None:
    """Compare two runs, or two settings of one run, by what readers prefer: blind, shuffled, and with a sign test.

    docs/pairwise.md shows a whole comparison.
    """


@pairs.command("make", short_help="Draw the pairs.")
@click.argument("run_a")
@click.argument("run_b", required=False)
@click.option("--out", required=True, type=click.Path(path_type=Path), help="The folder of the comparison.")
@click.option("--count", type=click.IntRange(1), default=100, show_default=True, help="Pairs to read.")
@click.option("--seed", type=click.IntRange(0), default=1, show_default=True, help="Draws the pairs and their sides.")
@click.option("--suite", "suites", multiple=True, help="Only this suite; can be given again.")
@click.option("--group", default="", help="Only this setting or kind of RUN_A, and of RUN_B too.")
@click.option("--group-b", default="", help="The setting or kind of the other side; of the same run without RUN_B.")
@click.option("--store", type=click.Path(path_type=Path), default=None, help="The store of the runs.")
def make(
    run_a: str,
    run_b: str | None,
    out: Path,
    count: int,
    seed: int,
    suites: tuple[str, ...],
    group: str,
    group_b: str,
    store: Path | None,
) -> None:
    """Draw pairs at random, and toss a coin for the side of each. Writes pairs.json, which is for readers, and
    pairs.key.json, which says which is which and is not.

    \b
    Examples:
      roleplay-lite eval pairs make small large --out compare
      roleplay-lite eval pairs make small large --out compare --suite chat --count 50 --seed 7
      roleplay-lite eval pairs make small --group P209-top3 --group-b Baseline --suite chat --out traits
    """
    from roleplay_lite.evaluation.pairwise.blind import KEY, blinded, write_comparison
    from roleplay_lite.evaluation.pairwise.of_runs import Side, paired_runs
    from roleplay_lite.evaluation.pairwise.pairs import drawn
    from roleplay_lite.evaluation.run_store import RunStore, default_file

    if bool(group_b) > bool(group) or (run_b is None and not group_b):
        raise click.UsageError("give RUN_B, or --group and --group-b to compare two of the same run")
    with RunStore(store or default_file()) as runs:
        a = Side(run=runs.run(run_a), group=group)
        b = Side(run=runs.run(run_b or run_a), group=group_b or group)
        found = paired_runs(runs, a, b, suites)
    chosen = drawn(found.pairs, count, seed)
    if not chosen.pairs:
        raise InputError(f"there is nothing to compare: of {len(found.pairs)} pairs none differ")
    write_comparison(out, *blinded(chosen, a=a.name, b=b.name, seed=seed))
    click.echo(
        f"{a.name} : {b.name}, {len(chosen.pairs)} pairs of {len(found.pairs)}; {chosen.same} with identical "
        f"replies set aside, {found.alone} answers without a partner left out"
    )
    click.echo(f"keep {out / KEY} from the readers: it says which is which", err=True)


@pairs.command("annotate", short_help="Judge pairs in the terminal.")
@_FOLDER
@click.option("--reader", required=True, help="Your name or any sign; it goes with your verdicts.")
def annotate(folder: Path, reader: str) -> None:
    """Show one pair after the other and write down which reply you prefer. A key is enough; leave with q at any time,
    and the next call goes on from there. FOLDER may be a pairs.json alone.

    \b
    Examples:
      roleplay-lite eval pairs annotate compare --reader 小陈
      printf '1\\n0\\n' | roleplay-lite eval pairs annotate compare --reader script
    """
    from roleplay_lite.evaluation.pairwise.annotation import Annotation
    from roleplay_lite.evaluation.pairwise.blind import read_pairs
    from roleplay_lite.evaluation.pairwise.judgements import JudgementFile, checked_reader, file_name

    chosen, reader = read_pairs(folder), checked_reader(reader)
    place = (folder if folder.is_dir() else folder.parent) / file_name(reader)
    with JudgementFile(place, chosen, reader) as file:
        _warn_torn(place, torn=file.torn)
        desk = Annotation(chosen.pairs, file.judgements)
        try:
            _sit(desk, file)
        finally:
            click.echo(f"{desk.done}/{desk.of} {place}", err=True)


@pairs.command("html", short_help="A page to judge pairs on, for a browser.")
@_FOLDER
@click.option("--out", required=True, type=click.Path(path_type=Path), help="The page.")
def html(folder: Path, out: Path) -> None:
    """Write one HTML file that works without a network, on a phone too, and saves a judgements-READER.jsonl. It does
    not know which reply is whose.

    \b
    Examples:
      roleplay-lite eval pairs html compare --out compare/pairs.html
    """
    from roleplay_lite.evaluation.pairwise.blind import read_pairs, write_private
    from roleplay_lite.evaluation.pairwise.page import page

    chosen = read_pairs(folder)
    write_private(out, page(chosen))
    click.echo(f"{out}: {len(chosen.pairs)} pairs; put the saved files into {folder}", err=True)


@pairs.command("judge", short_help="A language model's second opinion.")
@_FOLDER
@click.option("--model", default=None, help="qwen2.5-0.5b, qwen2.5-1.5b, a GGUF file, or auto; else the device's own.")
@click.option("--backend", default=None, help="The llm backend: llama_cpp or xllamacpp.")
def judge(folder: Path, model: str | None, backend: str | None) -> None:
    """Have a language model choose, each pair in both orders. It is a second opinion: it is written down apart, and
    the outcome says how far it agrees with people and how much it leans to a place.

    \b
    Examples:
      roleplay-lite eval pairs judge compare --model qwen2.5-1.5b
    """
    from roleplay_lite.engine_set import EngineSet
    from roleplay_lite.engines import Cancel
    from roleplay_lite.evaluation.pairwise.annotation import Annotation
    from roleplay_lite.evaluation.pairwise.blind import read_pairs
    from roleplay_lite.evaluation.pairwise.judgements import MODEL, JudgementFile, file_name
    from roleplay_lite.evaluation.pairwise.model_judge import opinions

    chosen, device = read_pairs(folder), Device.read()
    llm = replace(device.llm, model=model or device.llm.model, backend=backend or device.llm.backend)
    with closing(EngineSet(replace(device, llm=llm))) as engines:
        reader = MODEL + (engines.llm.abilities.name or llm.backend)
        place = folder / file_name(reader)
        with JudgementFile(place, chosen, reader) as file:
            _warn_torn(place, torn=file.torn)
            left = Annotation(chosen.pairs, file.judgements).left
            for one in _shown(opinions(left, engines.llm, Cancel()), len(left)):
                file.add(one.pair, one.verdict, one.seconds, one.first)
    click.echo(f"{reader}: {len(left)} judged now, {len(chosen.pairs)} in all; {place}", err=True)


@pairs.command("outcome", short_help="Win : tie : lose.")
@_FOLDER
@click.argument("files", nargs=-1, type=click.Path(path_type=Path))
@click.option("--plot", "picture", type=click.Path(path_type=Path), default=None, help="Draw a picture into this file.")
@as_json_option
def outcome(folder: Path, files: tuple[Path, ...], picture: Path | None, as_json: bool) -> None:
    """Join the verdicts with the key: win : tie : lose with a sign test for each reader and for the majority of people,
    and how far readers agree. FILES are read besides the judgements-*.jsonl of the folder.

    \b
    Examples:
      roleplay-lite eval pairs outcome compare
      roleplay-lite eval pairs outcome compare judgements-ayue.jsonl --json
      roleplay-lite eval pairs outcome compare --plot compare/outcome.png
    """
    from rich.console import Console

    from roleplay_lite.evaluation.pairwise.blind import read_key, read_pairs
    from roleplay_lite.evaluation.pairwise.outcome import outcome as joined
    from roleplay_lite.evaluation.reporting.cells import grid_of_table
    from roleplay_lite.evaluation.reporting.terminal import print_grid

    chosen = read_pairs(folder)
    key = read_key(folder, chosen)
    result = joined(_all_judgements(folder, files, chosen), key)
    if picture:
        from roleplay_lite.evaluation.reporting.plots import draw_pairwise

        bars = {label: {"win": win, "tie": tie, "lose": lose} for label, win, tie, lose in result.bars()}
        if draw_pairwise(bars, picture):
            click.echo(picture, err=True)
    if as_json:
        print_json(result.to_dict())
        return
    console = Console()
    for table in result.tables():
        print_grid(grid_of_table(table), console)


def _sit(desk: Annotation, file: JudgementFile) -> None:
    """Until all pairs have a verdict, or the reader leaves."""
    from rich.console import Console

    from roleplay_lite.evaluation.pairwise.annotation import HELP, KEYS, QUIT, UNDO, key_of, screen

    terminal = sys.stdin.isatty() and sys.stdout.isatty()
    console = Console(highlight=False)
    while pair := desk.current:
        if terminal:
            console.clear()
        console.print(screen(pair, number=desk.done + 1, of=desk.of, width=console.width))
        began = time.monotonic()
        while (key := key_of(_typed(terminal=terminal))) not in (*KEYS, UNDO, QUIT):
            console.print(HELP, markup=False)
        if key == QUIT:
            return
        if key == UNDO:
            desk.undo()
            continue
        verdict: Verdict = KEYS[key]
        file.add(pair.id, verdict, time.monotonic() - began)
        desk.judged()


def _typed(*, terminal: bool) -> str:
    """A key from the terminal, a line from anything else; the end of either leaves."""
    from roleplay_lite.evaluation.pairwise.annotation import QUIT

    if terminal:
        try:
            return click.getchar()
        except EOFError:
            return QUIT
    return sys.stdin.readline() or QUIT


def _all_judgements(folder: Path, files: Iterable[Path], chosen: PairSet) -> list[Judgement]:
    from roleplay_lite.evaluation.pairwise.judgements import read_judgements

    places = dict.fromkeys(file.resolve() for file in (*sorted(folder.glob("judgements-*.jsonl")), *files))
    if not places:
        raise InputError(f"nobody has judged {folder} yet; begin with `eval pairs annotate` or `eval pairs html`")
    found: list[Judgement] = []
    for place in places:
        judged = read_judgements(place, chosen)
        _warn_torn(place, torn=judged.torn)
        found += judged.judgements
    return found


def _warn_torn(file: Path, *, torn: bool) -> None:
    if torn:
        click.echo(f"{file}: the last line was cut off and is left out", err=True)


def _shown(opinions: Iterable[Opinion], total: int) -> Iterator[Opinion]:
    """With a bar on a terminal."""
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True, disable=not sys.stderr.isatty()) as progress:
        yield from progress.track(opinions, total=total, description="judging")
