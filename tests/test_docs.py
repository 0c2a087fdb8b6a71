"""What the documents say is so: their Python runs, their commands exist, their tables agree with the code."""

from __future__ import annotations

import inspect
import re
import shlex
import tomllib
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any

import click
import pytest

from roleplay_lite import __version__, errors, events, line
from roleplay_lite.cli import cli
from roleplay_lite.device import Device
from roleplay_lite.errors import DeviceError, RoleplayError
from roleplay_lite.models.manifest import ModelEntry, PackageSource, read_manifest
from roleplay_lite.registry import BUILT_IN, KINDS
from roleplay_lite.trace import STEPS

from .test_examples import fakes  # noqa: F401

ROOT = Path(__file__).parents[1]
DOCS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")])
READMES = ("README.md", "README.zh.md")
EMBEDDING = (ROOT / "docs" / "embedding.md").read_text(encoding="utf-8")
_BLOCK = re.compile(r"^```(\w+)\n(.*?)^```", re.MULTILINE | re.DOTALL)


def text(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def blocks(document: str, language: str) -> list[tuple[int, str]]:
    """The blocks of that language, each with the line it starts on."""
    return [(document[: m.start(2)].count("\n"), m[2]) for m in _BLOCK.finditer(document) if m[1] == language]


def between(document: str, mark: str) -> str:
    return document.partition(f"<!-- {mark}:begin -->\n")[2].partition(f"<!-- {mark}:end -->")[0]


def rows(document: str, heading: str) -> list[list[str]]:
    """The cells of the table that follows the heading or header row, without its header."""
    lines = document[document.index(heading) :].splitlines()
    start = next(number for number, row in enumerate(lines) if row.startswith("|--"))
    found = []
    for row in lines[start + 1 :]:
        if not row.startswith("|"):
            break
        found.append([cell.strip() for cell in row.strip("|").split("|")])
    return found


# -- Python and TOML --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", [*READMES, "docs/embedding.md"])
@pytest.mark.usefixtures("fakes")
def test_the_python_runs(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    found = blocks(text(name), "python")
    assert found
    names: dict[str, Any] = {"__name__": "__docs__"}
    for number, code in found:
        # The empty lines make a traceback name the document's own line.
        exec(compile("\n" * number + code, str(ROOT / name), "exec"), names)


def test_both_readmes_show_the_same_code() -> None:
    english, mandarin = (text(name) for name in READMES)
    assert [code for _, code in blocks(english, "python")] == [code for _, code in blocks(mandarin, "python")]
    assert set(commands(english)) == set(commands(mandarin))


@pytest.mark.parametrize("document", DOCS, ids=lambda document: document.name)
def test_the_toml_is_toml(document: Path) -> None:
    for _, block in blocks(document.read_text(encoding="utf-8"), "toml"):
        tomllib.loads(block)


def test_the_device_examples_load(tmp_path: Path) -> None:
    tables = {*KINDS, "limits", "store", "safety", "rules", "skills", "knowledge"}
    shown = [block for name in ("docs/embedding.md", "docs/models.md") for _, block in blocks(text(name), "toml")]
    shown = [block for block in shown if set(tomllib.loads(block)) <= tables and "myvoice" not in block]
    assert shown
    for block in shown:
        (tmp_path / "device.toml").write_text(block, encoding="utf-8")
        Device.read(tmp_path / "device.toml")


def test_the_own_catalogue_loads(tmp_path: Path) -> None:
    block = next(block for _, block in blocks(text("docs/models.md"), "toml") if "[[models." in block)
    (tmp_path / "models.toml").write_text(block, encoding="utf-8")
    assert list(read_manifest(tmp_path / "models.toml").models) == ["my-chat"]


# -- commands ---------------------------------------------------------------------------------------------------------


def commands(document: str) -> list[str]:
    """What stands after `roleplay-lite` or `scripts/run`, in blocks and in the text."""
    inline = re.sub(r"^```.*?^```", "", document, flags=re.MULTILINE | re.DOTALL)
    shown = re.findall(r"`([^`\n]+)`", inline)
    for language in ("sh", "console"):
        shown += [row for _, block in blocks(document, language) for row in block.splitlines()]
    calls = [re.search(r"(?:^|[\s(])(?:roleplay-lite|scripts/run) +([^|>)]+)", row) for row in shown]
    found = [call[1].partition(" #")[0].strip() for call in calls if call]
    return [call for call in found if call and not call.startswith(("…", "#"))]


@pytest.mark.parametrize(
    ("name", "call"), [(document.name, call) for document in DOCS for call in commands(document.read_text("utf-8"))]
)
def test_a_command_exists_with_its_options(name: str, call: str) -> None:
    command: click.Command = cli
    words = shlex.split(call)
    # A group may have options of its own, and then no command.
    while isinstance(command, click.Group) and words and not words[0].startswith("-"):
        found = command.get_command(click.Context(command), words[0])
        assert found, f"{name}: {words[0]} is no command of {command.name}"
        command, words = found, words[1:]
    # A command that is only spoken of has no arguments to check.
    if words:
        command.make_context(call, words)


def test_the_commands_are_all_in_the_readme() -> None:
    shown = {call.split()[0] for call in commands(text("README.md"))}
    assert shown == set(cli.list_commands(click.Context(cli)))


# -- tables -----------------------------------------------------------------------------------------------------------


def _megabytes(size: int) -> str:
    return f"{size / 1e6:.0f} MB"


def _model_row(entry: ModelEntry) -> str:
    sources = {source for file in entry.files for source in file.sources}
    kinds = sorted({"package" if isinstance(s, PackageSource) else "https" for s in sources}, reverse=True)
    name = f"`{entry.name}`{' (default)' if entry.default else ''}"
    cells = (name, entry.kind, " ".join(entry.languages), _megabytes(entry.size), f"{entry.ram_mb} MB")
    return f"| {' | '.join(cells)} | {entry.licence} | {', '.join(kinds)} |"


def test_the_models_table_is_the_manifest() -> None:
    wanted = [_model_row(entry) for entry in read_manifest(ROOT / "models" / "manifest.toml").models.values()]
    assert between(text("docs/models.md"), "models").splitlines()[2:] == wanted


@pytest.mark.parametrize(("name", "default"), [("README.md", " (default)"), ("README.zh.md", "（默认）")])
def test_the_memory_table_is_the_manifest(name: str, default: str) -> None:
    wanted = [
        f"| `{e.name}` | {e.kind}{default if e.default else ''} | {_megabytes(e.size)} | {e.ram_mb} MB |"
        for e in read_manifest(ROOT / "models" / "manifest.toml").models.values()
    ]
    assert between(text(name), "memory").splitlines()[2:] == wanted


def _toml(value: object) -> str:
    if value is None:
        return ""
    return (
        f"`{str(value).lower()}`"
        if isinstance(value, bool)
        else f'`"{value}"`'
        if isinstance(value, str)
        else f"`{value}`"
    )


def _leaves(table: Any, before: str = "") -> Iterator[tuple[str, object]]:
    """The fields of a recipe, those of its tables one by one."""
    for field in fields(table):
        value = getattr(table, field.name)
        if is_dataclass(value):
            yield from _leaves(value, f"{before}{field.name}.")
        else:
            yield before + field.name, value


def test_the_device_table_is_the_dataclasses() -> None:
    wanted = {f"`{name}`": _toml(value) for name, value in _leaves(Device())}
    assert {row[0]: row[1] for row in rows(EMBEDDING, "## device.toml")} == wanted


@pytest.mark.parametrize(
    "row", [row for row in rows(EMBEDDING, "## device.toml") if "–" in row[2]], ids=lambda row: row[0]
)
def test_the_ranges_are_the_readers(row: list[str], tmp_path: Path) -> None:
    section, _, field = row[0].strip("`").partition(".")
    low, high = (int(bound) for bound in row[2].split("–"))
    file = tmp_path / "device.toml"
    for value in (low, high):
        file.write_text(f"[{section}]\n{field} = {value}\n", encoding="utf-8")
        assert getattr(getattr(Device.read(file), section), field) == value
    for value in (low - 1, high + 1):
        file.write_text(f"[{section}]\n{field} = {value}\n", encoding="utf-8")
        with pytest.raises(DeviceError):
            Device.read(file)


def test_the_events_table_is_the_events() -> None:
    base = {field.name for field in fields(events.Event)}
    wanted = {
        f"`{name}`": ", ".join(f"`{field.name}`" for field in fields(kind) if field.name not in base)
        for name, kind in events.event_types().items()
    }
    assert {row[0]: row[1] for row in rows(EMBEDDING, "## Events")} == wanted


def test_the_steps_table_is_the_line() -> None:
    wanted = [
        [f"`{step}`", ", ".join(f"`{p}`" for p in inspect.signature(getattr(line, step)).parameters)] for step in STEPS
    ]
    assert rows(EMBEDDING, "## Overriding a step") == wanted
    assert [row[0] for row in rows(text("docs/architecture.md"), "## The line")] == [f"`{step}`" for step in STEPS]


def test_the_backends_are_all_named() -> None:
    paragraph = EMBEDDING[EMBEDDING.index("The package's own backends") :].partition("\n\n")[0]
    for kind, name in BUILT_IN:
        assert f"`{name}`" in paragraph
        assert name == "fake" or f"({kind})" in paragraph


def test_the_error_tree_is_the_code() -> None:
    def below(kind: type[RoleplayError]) -> dict[str, str]:
        return {kind.__name__: kind.code, **{k: v for child in kind.__subclasses__() for k, v in below(child).items()}}

    shown = re.findall(r"(\w+) +([a-z-]+)$", between(EMBEDDING, "errors"), re.MULTILINE)
    assert dict(shown) == {name: code for name, code in below(RoleplayError).items() if hasattr(errors, name)}


# -- the documents themselves -----------------------------------------------------------------------------------------


def _anchors(document: Path) -> set[str]:
    headings = re.findall(r"^#+ (.+)$", document.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\s-]", "", heading.lower()).strip().replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("document", DOCS, ids=lambda document: document.name)
def test_every_link_leads_somewhere(document: Path) -> None:
    for target in re.findall(r"\]\(([^)\s]+)\)", document.read_text(encoding="utf-8")):
        if target.startswith(("https://", "http://")):
            continue
        path, _, anchor = target.partition("#")
        place = document.parent / path if path else document
        assert place.exists(), target
        assert not anchor or anchor in _anchors(place), target


@pytest.mark.parametrize(
    "document", [*DOCS, *sorted((ROOT / "examples").iterdir())], ids=lambda document: document.name
)
def test_no_path_of_one_machine(document: Path) -> None:
    if document.is_file():
        found = re.findall(
            r"(?<![\w.~$}])/(?:work|tmp|home|root|Users|mnt|var)/\S*", document.read_text(encoding="utf-8")
        )
        assert not found


def test_the_changelog_knows_this_version() -> None:
    assert f"## [{__version__}]" in text("CHANGELOG.md")


def test_the_figures_have_their_place() -> None:
    assert between(text("docs/benchmarks.md"), "bench").strip()
