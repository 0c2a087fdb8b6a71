"""The scorer is kept apart: what makes replies never sees it, and it never saw what prompts show."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import roleplay_lite
from roleplay_lite import paths
from roleplay_lite.evaluation.scorer.exemplars import FOLDER, Split, exemplars
from tests.evaluation.copies import bare

PACKAGE = Path(roleplay_lite.__file__).parent
SCORER = PACKAGE / "evaluation" / "scorer"
BEGINNING = 8
"""Characters by which a reply is looked for; some are no longer than ten."""
PARTS = ("session", "line", "drafting", "stage", "turn", "engines", "engine_set", "backends", "memory", "voice")


def imports(file: Path) -> Iterator[str]:
    """Every module that a file imports anywhere in it, and what it takes from it."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from (f"{node.module}.{name.name}" for name in node.names)


def test_nothing_that_makes_replies_can_ask_it() -> None:
    allowed = (PACKAGE / "evaluation", PACKAGE / "cli")
    outside = [file for file in PACKAGE.rglob("*.py") if not any(map(file.is_relative_to, allowed))]
    assert len(outside) > 100
    # A string as well: modules are loaded by name here.
    assert [file.name for file in outside if "evaluation.scorer" in file.read_text(encoding="utf-8")] == []
    assert [
        (file.name, one) for file in outside for one in imports(file) if one.endswith("evaluation.TraitScorer")
    ] == []


def test_it_reads_nothing_of_the_reply_path() -> None:
    """Were it to share a model or a rule with what drafts and checks, it would praise its own taste."""
    found = {one for file in SCORER.glob("*.py") for one in imports(file) if one.startswith("roleplay_lite.")}
    assert found
    assert [one for one in found if one.split(".")[1] in PARTS] == []
    assert {one for one in found if one.startswith("roleplay_lite.persona")} <= {
        f"roleplay_lite.persona.traits.dictionary.{name}" for name in ("GROUPS", "find", "labels_209")
    }


def test_it_does_not_read_what_a_prompt_says_of_a_trait() -> None:
    tree = [ast.walk(ast.parse(file.read_text(encoding="utf-8"))) for file in SCORER.glob("*.py")]
    read = {node.attr for nodes in tree for node in nodes if isinstance(node, ast.Attribute)}
    assert "gloss" in read
    assert not read & {"behaviour", "example"}


def test_no_exemplar_stands_in_a_prompt() -> None:
    """Nor anywhere else in the product: what is shown to a model would be found again in what it says."""
    files = [file for file in PACKAGE.rglob("*") if file.suffix in {".py", ".json", ".jsonl", ".toml", ".txt"}]
    files = [file for file in files if not file.is_relative_to(FOLDER)]
    texts = {file.name: bare(file.read_text("utf-8")) for file in [*files, *paths.shipped("personas").glob("*.toml")]}
    assert {"positive.jsonl", "xiaoman.toml", "chat.jsonl"} <= texts.keys()
    replies = {bare(row.reply)[:BEGINNING]: bare(row.reply) for split in get_args(Split) for row in exemplars(split)}
    assert len(replies) > 2_900
    copies = [
        (name, replies[text[at : at + BEGINNING]])
        for name, text in texts.items()
        for at in range(len(text))
        if text[at : at + BEGINNING] in replies and text.startswith(replies[text[at : at + BEGINNING]], at)
    ]
    assert copies == []
