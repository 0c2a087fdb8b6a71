"""`docs/results.md` and its pictures, made of finished runs by one command. Only the explanations stand here."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from roleplay_lite.errors import InputError
from roleplay_lite.evaluation.reporting.aims import aims_table
from roleplay_lite.evaluation.reporting.cells import Grid, grid_of_figures, grid_of_table, share
from roleplay_lite.evaluation.reporting.compare import SURE, compare
from roleplay_lite.evaluation.reporting.deck import KINDS, control_table, deck_table, labels, orders
from roleplay_lite.evaluation.reporting.markdown import escaped, listed, prose, table_of_runs, to_table
from roleplay_lite.evaluation.reporting.plots import draw_comparison, draw_latency, draw_salience, draw_traits
from roleplay_lite.evaluation.reporting.run_report import RunReport
from roleplay_lite.evaluation.reporting.traits import TraitShare, best_and_worst
from roleplay_lite.evaluation.suites import SUITES

FILE, PICTURES = "results.md", "results"
_FEW = 5
"""Traits at either end that are named in a sentence."""
_PATH = re.compile(r"(?<![\w.~$}])/(?:work|tmp|home|root|Users|mnt|var)/\S*")

INTRODUCTION = """\
What this library reaches by the measures of the deck that it follows, a talk on personalised dialogue models, and by
further ones. The whole page is written by a command from stored answers; nothing in it was typed by hand. What each
measure means stands in [evaluation.md](evaluation.md)."""

DIFFERENT = """\
**How to read the two side by side.** The deck's figures are of a large dialogue model that was trained on persona
data with the trait labels in it. Ours are of small models that nobody trained for this: they are told their traits in
the prompt, and the settings differ in nothing but what is told. Neither the questions are the deck's nor the
classifier that looks for the traits, so a level of ours says nothing beside a level of theirs. What can be held side
by side is the shape: which setting shows more, on which kind of question, at what cost in accuracy. The deck's
coherence was judged by people; ours is judged by rules, which see less than people do and count other things. Chance
is what a blind draw of ten labels meets; mismatched holds the same replies to another character's traits, and what a
setting has over it is the traits' own doing."""

ORDER = """\
In the deck, three traits show more than one, one fine trait more than one coarse group, and that more than nothing,
on every kind of question. Here a fine trait is a line of behaviour and a few exchanges, a coarse group the line
alone, and in every setting the same three traits are looked for, whether one of them was told, all, their group or
none. A step that is within the error (by a sign test over the same questions, p of 0.05 or more) may as well go the
other way. Where one trait shows more than three do, the likely reason is the model's size: told three things to do in
one short reply it does a part of each, and told one it does that. A coarse group names no manner of its own, so little
of it shows."""

TRAITS = f"""\
Shares of single traits among those told, in P209-top3. A blind draw of ten labels meets one in {share(10 / 209)} of
replies. Few replies stand behind each, so neighbours in these lists do not differ. The deck found liveliness, wit,
learning and tenderness the most even, and composure and coldness to show least."""


def write_results(runs: Sequence[RunReport], folder: Path) -> list[Path]:
    """Write `results.md`, and its pictures into a folder `results` beside it; gives the files.

    The same runs give the same text. Raises InputError without a run or where a file cannot be written, EngineMissing
    without matplotlib; then no text is written.
    """
    if not runs:
        raise InputError("results need at least one run; roleplay-lite eval runs lists them")
    public = [replace(run, model=Path(run.model).name) for run in runs]
    pictures = folder / PICTURES
    try:
        pictures.mkdir(parents=True, exist_ok=True)
        drawn = _draw(joined(public), pictures)
        (folder / FILE).write_text(results_text(public, [file.name for file in drawn]), encoding="utf-8")
    except OSError as error:
        raise InputError(f"{folder}: cannot be written: {error.strerror}") from error
    return [folder / FILE, *drawn]


def results_text(runs: Sequence[RunReport], pictures: Sequence[str] = ()) -> str:
    """The page, with those of its pictures that there are."""
    parts = list(_made(runs, pictures))
    parts += [part for section in (_deck, _traits, _versus, _suites) for part in section(joined(runs), pictures)]
    return _PATH.sub(lambda path: Path(path[0]).name, "\n\n".join(["# Results", INTRODUCTION, *parts])) + "\n"


def joined(runs: Sequence[RunReport]) -> list[RunReport]:
    """Runs of one model as one: each suite as the last of them has it."""
    found: dict[tuple[str, str], RunReport] = {}
    for run in runs:
        before = found.get(key := (run.model, run.backend))
        found[key] = _over(before, run) if before else run
    return list(found.values())


def _over(before: RunReport, run: RunReport) -> RunReport:
    anew = {report.suite for report in run.suites}
    suites = [*(report for report in before.suites if report.suite not in anew), *run.suites]
    order = list(SUITES)
    return replace(
        before,
        name=f"{before.name} + {run.name}",
        suites=tuple(sorted(suites, key=lambda one: order.index(one.suite) if one.suite in order else len(order))),
        samples=(*(one for one in before.samples if one.suite not in anew), *run.samples),
    )


def command(run: RunReport) -> str:
    """What asks the same again. A folder of data is said in a remark, since it has another place on each machine."""
    options = run.options
    words = ["--model", Path(run.model).name, "--backend", run.backend, "--seed", str(run.seed)]
    asked = tuple(options.get("suites") or ())
    if asked and asked != tuple(SUITES):
        words += ["--suite", ",".join(asked)]
    if options.get("persona"):
        words += ["--persona", Path(str(options["persona"])).name]
    if options.get("limit"):
        words += ["--limit", str(options["limit"])]
    words += ["--quick"] if options.get("quick") else []
    remark = "  # with --data, the folder of kvpi-dev and kdconv-dev" if options.get("data") else ""
    return shlex.join(["roleplay-lite", "eval", *words, "--run", run.name]) + remark


def _made(runs: Sequence[RunReport], pictures: Sequence[str]) -> Iterator[str]:
    yield "## How it was made"
    last = shlex.join(["roleplay-lite", "eval", "results", *(run.name for run in runs)])
    yield "\n".join(["```sh", *map(command, runs), last, "```"])
    yield table_of_runs(runs)
    if not all(run.finished for run in runs):
        yield "A run that is not finished has figures of what it has answered so far."
    if "latency.png" in pictures:
        yield f"![seconds to the first piece of a reply]({PICTURES}/latency.png)"


def _deck(runs: Sequence[RunReport], pictures: Sequence[str]) -> Iterator[str]:
    yield "## The deck's table, with ours below each row"
    yield to_table(grid_of_table(deck_table(runs)))
    yield DIFFERENT
    if "salience.png" in pictures:
        yield f"![salience by setting and kind of question, with chance and control]({PICTURES}/salience.png)"
    if (controls := control_table(runs)).rows:
        yield to_table(grid_of_table(controls))
    yield "### Whether the deck's order shows"
    yield ORDER
    yield from _orders(runs)
    yield "### What was aimed at"
    yield "The aims were set for the 1.5B; smaller models are held to them as well."
    yield to_table(replace(grid_of_table(aims_table(runs)), title=""))


def _orders(runs: Sequence[RunReport]) -> Iterator[str]:
    for run, label in zip(runs, labels(runs), strict=True):
        found = orders(run)
        shown = [order.kind for order in found if order.shown]
        missing = [order.kind for order in found if not order.shown]
        if not found:
            yield f"{escaped(label)}: not measured in all four settings."
            continue
        verdict = f"it shows in {_listed(shown)}" if shown else "it does not show"
        if shown and missing:
            verdict += f", and not in {_listed(missing)}"
        yield f"{escaped(label)}: {verdict}.\n\n{listed(order.sentence() for order in found)}"


def _traits(runs: Sequence[RunReport], pictures: Sequence[str]) -> Iterator[str]:
    found = {}
    for number, (run, label) in enumerate(zip(runs, labels(runs), strict=True), 1):
        lines = [line for kind in KINDS for line in _ends(run, kind)]
        picture = _traits_picture(number)
        if picture in pictures:
            lines.append(f"\n![salience of single traits in chat, {escaped(label)}]({PICTURES}/{picture})")
        if lines:
            found[label] = "\n".join(lines)
    if found:
        yield "## Traits that do best and worst"
        yield TRAITS
        for label, text in found.items():
            yield f"### Traits, {escaped(label)}\n\n{text}"


def _ends(run: RunReport, kind: str) -> Iterator[str]:
    for word, ends in zip(("best", "worst"), best_and_worst(run, kind, _FEW), strict=True):
        if ends:
            yield f"- {kind}, {word}: {', '.join(map(_trait, ends))}"


def _trait(one: TraitShare) -> str:
    return f"{escaped(one.name)} {share(one.share)} of {one.replies}"


def _versus(runs: Sequence[RunReport], pictures: Sequence[str]) -> Iterator[str]:
    if len(runs) != 2:
        return
    comparison = compare(*runs)
    sure = [one for one in comparison.differences if one.pairs and one.p < SURE]
    first, second = labels(runs)
    yield f"## {escaped(second)} against {escaped(first)}"
    yield (
        f"Of {len(comparison.differences)} figures that both have, {len(sure)} differ by more than chance: by a sign "
        f"test over the same samples, p below {SURE}, which one in twenty would reach by chance alone."
    )
    if sure:
        yield to_table(replace(grid_of_table(replace(comparison, differences=tuple(sure)).table()), title=""))
    if notes := comparison.notes():
        yield listed(notes)
    if "comparison.png" in pictures:
        yield f"![the figures of both runs side by side]({PICTURES}/comparison.png)"


def _suites(runs: Sequence[RunReport], pictures: Sequence[str]) -> Iterator[str]:
    names = list(dict.fromkeys(report.suite for run in runs for report in run.suites))
    if names:
        yield "## Every suite"
    for name in names:
        reports = [
            (label, report) for run, label in zip(runs, labels(runs), strict=True) if (report := run.suite(name))
        ]
        yield f"### Suite {escaped(name)}"
        yield prose(f"{reports[0][1].about}.")
        for label, report in reports:
            grids = [grid_of_figures(report)] if report.figures else []
            for grid in (*grids, *map(grid_of_table, report.tables)):
                yield to_table(_titled(grid, label))
        if notes := tuple(dict.fromkeys(note for _, report in reports for note in report.notes)):
            yield listed(notes)


def _titled(grid: Grid, label: str) -> Grid:
    return replace(grid, title=f"{label}: {grid.title}" if grid.title else label)


def _draw(runs: Sequence[RunReport], folder: Path) -> list[Path]:
    salience, latency, versus = (folder / name for name in ("salience.png", "latency.png", "comparison.png"))
    drawn = [(salience, draw_salience(runs, salience)), (latency, draw_latency(runs, latency))]
    for number, run in enumerate(runs, 1):
        traits = folder / _traits_picture(number)
        drawn.append((traits, draw_traits(run, traits)))
    if len(runs) == 2:
        drawn.append((versus, draw_comparison(compare(*runs), versus)))
    return [file for file, there in drawn if there]


def _traits_picture(number: int) -> str:
    return f"traits-{number}.png"


def _listed(words: Sequence[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"
