"""`roleplay-lite adapter`: the corpus that an adapter is learnt from."""

from __future__ import annotations

import json
from pathlib import Path

import click


@click.group(short_help="How a model learns to stay in character.")
def adapter() -> None:
    """What an adapter is learnt from, and how it is made.

    \b
    Examples:
      roleplay-lite adapter gates
    """


@adapter.command(short_help="Try the corpus on its gates.")
@click.option(
    "--corpus",
    "folder",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("models/recipes/roleplay/corpus"),
    show_default=True,
    help="The folder with its dialogues and characters.",
)
@click.option("--traits", is_flag=True, help="Ask the trait classifier, too; takes half a minute.")
@click.option("--most", type=click.IntRange(0), default=12, show_default=True, help="Show so many findings of a gate.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON, for programs, with every finding.")
def gates(folder: Path, traits: bool, most: int, as_json: bool) -> None:
    """Hold every reply of the corpus to what a reply has to be: in character, short, like no other, true to the facts,
    and in no set that the library is measured with. Leaves with 1 when anything is found.

    \b
    Examples:
      roleplay-lite adapter gates
      roleplay-lite adapter gates --traits --json
      roleplay-lite adapter gates --corpus my-corpus --most 100
    """
    from roleplay_lite.tuning.corpus import read_corpus
    from roleplay_lite.tuning.gates import report

    found = report(read_corpus(folder), traits=traits)
    click.echo(json.dumps(found.to_dict(), ensure_ascii=False, indent=1) if as_json else found.text(most))
    if not found.passed:
        raise click.exceptions.Exit(1)
