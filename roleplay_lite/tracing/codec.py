"""Frozen values as JSON and back, by their own type hints: nothing has to be written for a new one.

What stands at its default is left out. A union of several classes is told apart by their fields.
"""

from __future__ import annotations

import ast
import sys
import types
from collections.abc import Callable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from contextlib import suppress
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import date, datetime, time
from enum import Enum
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

T = TypeVar("T")

_PLAIN = (str, int, float, bool, type(None))


def to_json(value: Any) -> Any:
    """JSON-ready. Raises TypeError for what is no value (an engine, an iterator)."""
    if isinstance(value, Enum):
        return to_json(value.value)
    if isinstance(value, _PLAIN):
        return value
    if is_dataclass(value) and not isinstance(value, type):
        return {name: to_json(given) for name, given in _given(value)}
    if isinstance(value, Mapping):
        return {str(to_json(key)): to_json(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [to_json(inner) for inner in value]
    if isinstance(value, AbstractSet):
        return sorted(to_json(inner) for inner in value)
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, Path):
        return str(value)
    raise TypeError(f"a {type(value).__name__} is no value to be kept")


def _given(value: Any) -> list[tuple[str, Any]]:
    """The fields that are not at their default."""
    found = []
    for name, default in _defaults(_kind(value)):
        given = getattr(value, name)
        if default is MISSING or not (given is default or (type(given) is type(default) and given == default)):
            found.append((name, given))
    return found


def _kind(value: Any) -> Any:
    return type(value)


@cache
def _defaults(kind: Any) -> tuple[tuple[str, Any], ...]:
    # What does not count when two values are compared (a function) is no part of them.
    return tuple((each.name, each.default) for each in fields(kind) if each.init and each.compare)


def from_json(kind: type[T], data: Any) -> T:
    """The value that `to_json` wrote. Raises ValueError where it is none of that kind."""
    try:
        wanted: Any = kind
        value: T = _reader(wanted)(data)
    except (TypeError, KeyError, AttributeError) as problem:
        raise ValueError(f"this is no {getattr(kind, '__name__', kind)}: {problem}") from problem
    return value


Reader = Callable[[Any], Any]


@cache
def _reader(kind: Any) -> Reader:
    """What reads that type."""
    if isinstance(kind, type) and is_dataclass(kind):
        return lambda data: _dataclass_from(kind, data)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return kind
    simple = _SIMPLE.get(kind)
    return simple or _generic_reader(kind, get_origin(kind), get_args(kind))


def _generic_reader(kind: Any, origin: Any, arguments: tuple[Any, ...]) -> Reader:
    if origin is Literal:
        return lambda data: _one_of(arguments, data)
    if origin in (Union, types.UnionType):
        return _union_reader(arguments)
    if origin is tuple and (len(arguments) != 2 or arguments[1] is not Ellipsis):
        return lambda data: tuple(_reader(inner)(each) for inner, each in zip(arguments, data, strict=True))
    if origin in (tuple, Sequence):
        inner = arguments[0]
        return lambda data: tuple(map(_reader(inner), _list(data)))
    if origin is list:
        return lambda data: list(map(_reader(arguments[0]), _list(data)))
    if origin in (frozenset, set, AbstractSet):
        return lambda data: frozenset(map(_reader(arguments[0]), _list(data)))
    if isinstance(origin, type) and issubclass(origin, Mapping):
        key, inner = arguments
        return lambda data: {_reader(key)(name): _reader(inner)(each) for name, each in data.items()}
    raise TypeError(f"{kind} cannot be read from JSON")


def _union_reader(kinds: tuple[Any, ...]) -> Reader:
    classes = [kind for kind in kinds if isinstance(kind, type) and is_dataclass(kind)]
    others = [kind for kind in kinds if kind not in classes]

    def read(data: Any) -> Any:
        if data is None and type(None) in kinds:
            return None
        if isinstance(data, dict):
            for kind in classes:
                if _fits(kind, data):
                    return _dataclass_from(kind, data)
        for kind in others:
            if kind in _EXACT and isinstance(data, _EXACT[kind]):
                return data
        for kind in others:
            if kind not in _EXACT and kind is not type(None):
                with suppress(ValueError, TypeError, AttributeError):
                    return _reader(kind)(data)
        raise TypeError(f"{type(data).__name__} is none of the kinds that are allowed here")

    return read


_EXACT: dict[Any, Any] = {str: str, bool: bool, int: int, float: (int, float)}


def _fits(kind: type, data: dict[str, Any]) -> bool:
    """Whether it has the fields that the class needs, and no other."""
    known = {each.name: each for each in fields(kind)}
    return data.keys() <= known.keys() and all(name in data for name, each in known.items() if _needed(each))


def _needed(each: Field[Any]) -> bool:
    return each.init and each.default is MISSING and each.default_factory is MISSING


def _dataclass_from(kind: Any, data: Any) -> Any:
    if not isinstance(data, dict):
        raise TypeError(f"{type(data).__name__} where {kind.__name__} was to be")
    readers = _readers(kind)
    if unknown := data.keys() - readers.keys():
        raise ValueError(f"{kind.__name__} has no field {', '.join(sorted(unknown))}")
    return kind(**{name: readers[name](value) for name, value in data.items()})


@cache
def _readers(kind: Any) -> dict[str, Reader]:
    hints = get_type_hints(kind, localns=_Guarded(sys.modules[kind.__module__]))
    return {each.name: _later(hints[each.name]) for each in fields(kind) if each.init}


def _later(hint: Any) -> Reader:
    """Looked up when it is needed, since classes hold each other."""
    return lambda data: _reader(hint)(data)


class _Guarded(dict[str, Any]):
    """Names that a module imports for its type hints alone (`if TYPE_CHECKING`)."""

    def __init__(self, module: types.ModuleType) -> None:
        super().__init__()
        self._module = module

    def __missing__(self, name: str) -> Any:
        if hasattr(self._module, name):
            raise KeyError(name)
        place, original = _guarded_imports(self._module)[name]
        return getattr(import_module(place), original)


@cache
def _guarded_imports(module: types.ModuleType) -> dict[str, tuple[str, str]]:
    """Where each such name comes from."""
    import inspect

    found = {}
    for statement in ast.parse(inspect.getsource(module)).body:
        if isinstance(statement, ast.If) and "TYPE_CHECKING" in ast.dump(statement.test):
            for each in statement.body:
                if isinstance(each, ast.ImportFrom) and each.module:
                    found.update({alias.asname or alias.name: (each.module, alias.name) for alias in each.names})
    return found


def _list(data: Any) -> list[Any]:
    if not isinstance(data, list):
        raise TypeError(f"{type(data).__name__} where a list was to be")
    return data


def _one_of(allowed: tuple[Any, ...], data: Any) -> Any:
    if data not in allowed:
        raise ValueError(f"{data!r} is none of {', '.join(map(repr, allowed))}")
    return data


def _exactly(kind: Any) -> Reader:
    def read(data: Any) -> Any:
        if not isinstance(data, kind) or (isinstance(data, bool) and kind is not bool):
            raise TypeError(f"{type(data).__name__} where {kind} was to be")
        return data

    return read


_SIMPLE: dict[Any, Reader] = {
    Any: lambda data: data,
    str: _exactly(str),
    int: _exactly(int),
    bool: _exactly(bool),
    float: lambda data: float(_exactly((int, float))(data)),
    type(None): lambda data: None,
    date: date.fromisoformat,
    datetime: datetime.fromisoformat,
    time: time.fromisoformat,
    Path: Path,
}
