"""`roleplay-lite eval`: quality, measured. The group itself runs the suites; its commands look at runs and at parts."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from roleplay_lite.cli.lazy import LazyGroup

_COMMANDS = {
    "hard": "roleplay_lite.cli.eval_hard:hard",
    "induced": "roleplay_lite.cli.eval_induced:induced",
    "kvpi": "roleplay_lite.cli.eval_kvpi:kvpi",
    "pairs": "roleplay_lite.cli.eval_pairs:pairs",
    "report": "roleplay_lite.cli.eval_report:report",
    "results": "roleplay_lite.cli.eval_report:results",
    "runs": "roleplay_lite.cli.eval_report:runs",
    "scorer": "roleplay_lite.cli.eval_scorer:scorer",
    "suites": "roleplay_lite.cli.eval_report:suites",
}
_FILE = click.Path(path_type=Path, dir_okay=False)


@click.group(
    "eval", cls=LazyGroup, lazy=_COMMANDS, invoke_without_command=True, short_help="Measure quality.",
)  # fmt: skip
@click.option("--suite", "suites", multiple=True, help="A suite or a group of suites, again for more; all by default.")
@click.option("--model", default=None, help="The language model; the device's own by default.")
@click.option("--backend", default=None, help="The llm backend: llama_cpp or xllamacpp.")
@click.option("--adapter", default=None, help="As in chat: auto, none, a name, or a GGUF file.")
@click.option("--persona", default="", help="A name or file.toml to ask, in place of each suite's own characters.")
@click.option(
    "--seed", type=click.IntRange(0, 2**31 - 1), default=1, show_default=True, help="Draws samples and words."
)
@click.option("--limit", type=click.IntRange(0), default=0, help="At most so many samples of each group of a suite.")
@click.option("--quick", is_flag=True, help="A first look, in about three minutes.")
@click.option(
    "--data",
    type=click.Path(path_type=Path, file_okay=False),
    default=None,
    help="A folder with kvpi-dev or kdconv-dev in it, for the suites that need one.",
)
@click.option("--run", "name", default="", help="The run to begin, or to go on with; a new one by default.")
@click.option("--compare", default="", metavar="RUN", help="Hold the figures against those of this run.")
@click.option(
    "--worse-by",
    type=click.FloatRange(0),
    default=None,
    metavar="POINTS",
    help="With --compare: leave with 3 when a measure is surely worse by more than that.",
)
@click.option("--store", type=_FILE, default=None, help="Where runs are kept; in the user's data folder by default.")
@click.option("--markdown", type=_FILE, default=None, help="Write the report into this file as well.")
@click.option(
    "--plots",
    type=click.Path(path_type=Path, file_okay=False),
    default=None,
    help="Draw pictures into this folder as well.",
)
@click.option("--json", "as_json", is_flag=True, help="Print JSON, for programs.")
@click.pass_context
def evaluate(ctx: click.Context, /, **options: Any) -> None:
    """Ask the library what the suites ask, and print figures. A run that is stopped, also by a kill, is gone on with by
    the same command. docs/evaluation.md says what each figure means.

    \b
    Exit codes: 0 done, 1 failed, 2 wrong usage, 3 worse than --worse-by allows, 130 interrupted.

    \b
    Examples:
      roleplay-lite eval --quick
      roleplay-lite eval --model qwen2.5-1.5b --suite chat --suite persona
      roleplay-lite eval --persona xiaoman --limit 20 --markdown report.md --plots pictures
      roleplay-lite eval --quick --compare last
    """
    if ctx.invoked_subcommand:
        given = [name for name in options if ctx.get_parameter_source(name) is not click.core.ParameterSource.DEFAULT]
        if given:
            flags = ", ".join(_flag(ctx, name) for name in given)
            raise click.UsageError(f"{flags}: give options after `{ctx.invoked_subcommand}`, if it has them")
        return
    from roleplay_lite.cli.eval_run import run_suites

    run_suites(ctx, **options)


def _flag(ctx: click.Context, name: str) -> str:
    return next(param.opts[0] for param in ctx.command.params if param.name == name)
