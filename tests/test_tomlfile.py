"""`line_of` against documents whose lines are known by the way they are made."""

from __future__ import annotations

import tomllib

from hypothesis import given, settings
from hypothesis import strategies as st

from roleplay_lite.tomlfile import line_of

NAMES = st.sampled_from(["name", "facts", "self", "a-b", "9", "哥哥", "a b", "x.y", "#", "[z]"])
VALUES = st.sampled_from(
    [
        "1",
        '"a # b"',
        "'it = [x]'",
        '"\\"]["',
        "[1, 2]",
        '[\n  "a = 1",  # [no]\n  ["b"],\n]',
        '"""\nname = 1\n[facts]\n"""',
        "'''\nself = '1'\n'''",
        '"""a \\""" [[b]]"""',
        '"""quoted""""',
        "{ name = 1, self = [2] }",
        "2006-05-21  # name = 2",
    ]
)
Path = tuple[str | int, ...]


@st.composite
def documents(draw: st.DrawFn) -> tuple[str, dict[Path, int]]:
    """A document, and the line of each of its tables and keys."""
    lines: list[str] = []
    places: dict[Path, int] = {}

    def put(line: str) -> int:
        lines.extend(line.split("\n"))
        return len(lines) - line.count("\n")

    def keys(table: Path) -> None:
        for name in draw(st.lists(NAMES, unique=True, max_size=4)):
            put(draw(st.sampled_from(["", "# name = 1", "  "])))
            places[(*table, name)] = put(f"{draw(_INDENT)}{_written(name)} = {draw(VALUES)}")

    keys(())
    for name in draw(st.lists(NAMES.map(lambda name: f"T{name}"), unique=True, max_size=4)):
        if draw(st.booleans()):
            places[name,] = put(f"{draw(_INDENT)}[{_written(name)}]  # [x]")
            keys((name,))
            if draw(st.booleans()):
                places[name, "Inner"] = put(f"[ {_written(name)} . Inner ]")
                keys((name, "Inner"))
        else:
            for index in range(draw(st.integers(1, 3))):
                places[name, index] = put(f"[[{_written(name)}]]")
                places.setdefault((name,), places[name, index])
                keys((name, index))
                if draw(st.booleans()):
                    places[name, index, "Inner"] = put(f"[{_written(name)}.Inner]")
                    keys((name, index, "Inner"))
    return "\n".join(lines), places


_INDENT = st.sampled_from(["", "  ", "\t"])


def _written(name: str) -> str:
    return name if name.isascii() and name.replace("-", "").isalnum() else f'"{name}"'


@settings(max_examples=300, deadline=None)
@given(made=documents())
def test_every_key_is_found_on_its_line(made: tuple[str, dict[Path, int]]) -> None:
    text, places = made
    tomllib.loads(text)
    for path, line in places.items():
        assert line_of(text, path) == line, path


@st.composite
def values(draw: st.DrawFn, depth: int = 2) -> tuple[str, dict[Path, int]]:
    """A value, and the line, from its own first, of each item in it."""
    kind = draw(st.sampled_from(["plain", "array", "table"] if depth else ["plain"]))
    if kind == "plain":
        return draw(st.sampled_from(["1", '"a, ] b"', "'{x'", '"""\n[,\n"""', "2006-05-21"])), {}
    text, places = "[" if kind == "array" else "{", {}
    items = draw(st.lists(values(depth=depth - 1), max_size=3))
    for index, (item, inner) in enumerate(items):
        key = index if kind == "array" else f"哥{index}"
        # Before TOML 1.1 an inline table has no line breaks of its own.
        text += draw(st.sampled_from([" ", "\n", "\n# ], no\n"])) if kind == "array" else " "
        line = text.count("\n")
        places[key,] = line
        places |= {(key, *path): line + below for path, below in inner.items()}
        text += (f'"{key}" = ' if kind == "table" else "") + item + ("," if index < len(items) - 1 else "")
    return text + ("]" if kind == "array" else " }"), places


@settings(max_examples=300, deadline=None)
@given(made=values(), lines=st.integers(0, 2))
def test_every_item_of_a_value_is_found_on_its_line(made: tuple[str, dict[Path, int]], lines: int) -> None:
    value, places = made
    text = "\n" * lines + '[facts."弟弟"]\n' + f"'名字' = {value}\nafter = 1\n"
    tomllib.loads(text)
    for path, line in places.items():
        assert line_of(text, ("facts", "弟弟", "名字", *path)) == lines + 2 + line, path
    assert line_of(text, ("facts", "弟弟", "after")) == text.count("\n")


@settings(max_examples=100, deadline=None)
@given(made=documents())
def test_what_is_not_written_is_put_to_the_nearest_enclosing_table(made: tuple[str, dict[Path, int]]) -> None:
    text, places = made
    assert line_of(text, ("absent", "key")) == 0
    for path, line in places.items():
        if (*path, 0) not in places:
            assert line_of(text, (*path, "absent")) == line


@given(text=st.text(), path=st.lists(st.text(max_size=3) | st.integers(0, 3), max_size=4))
def test_any_text_gives_some_line(text: str, path: list[str | int]) -> None:
    assert 0 <= line_of(text, tuple(path)) <= text.count("\n") + 1
