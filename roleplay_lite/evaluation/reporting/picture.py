"""What pictures have in common: matplotlib without a screen, letters that can be drawn, colours all can tell apart."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import Any

from roleplay_lite.errors import EngineMissing, InputError
from roleplay_lite.evaluation.reporting.cells import plain

COLOURS = ("#0072b2", "#e69f00", "#009e73", "#cc79a7", "#56b4e9", "#d55e00")
"""Of the runs, in order: Okabe and Ito's, which people who see colours differently tell apart."""
BETTER, WORSE, NEITHER = "#0072b2", "#d55e00", "#8c8c8c"
INK, FAINT = "#222222", "#8c8c8c"
WIDTH = 8.0
"""Inches; the letters are sized for a picture that is shown 800 pixels wide."""

_DPI = 150
_LATIN = "DejaVu Sans"
"""Comes with matplotlib."""
_MANDARIN = (
    "Noto Sans CJK SC", "Noto Sans SC", "Source Han Sans SC", "Source Han Sans CN", "Noto Sans CJK JP", "WenQuanYi",
    "Noto Serif CJK", "Noto Serif SC", "Source Han Serif", "Microsoft YaHei", "PingFang", "SimHei", "SimSun",
    "Heiti SC", "Noto Sans Mono CJK", "Source Han Mono", "Droid Sans Fallback", "AR PL",
)  # fmt: skip
"""How the names of fonts begin that have simplified characters, the plainest first."""


@contextmanager
def picture(file: Path, height: float, **more: Any) -> Iterator[Any]:
    """A figure to draw in, so many inches high; written into the file when the block ends without an error.

    Raises EngineMissing without matplotlib, InputError when the file cannot be written.
    """
    matplotlib = _matplotlib()
    from matplotlib.figure import Figure

    # No pyplot: it would hold on to every figure, and choose a window for it.
    with matplotlib.rc_context(_style()):
        figure = Figure(figsize=(WIDTH, height), layout="constrained", **more)
        yield figure
        try:
            figure.savefig(file, dpi=_DPI, metadata={"Software": None} if file.suffix == ".png" else None)
        except (OSError, ValueError) as error:
            raise InputError(f"{file}: cannot be written: {error}") from error


def drawable(text: str, instead: str = "") -> str:
    """The text, where there is a letter for each of its characters; else `instead`, or question marks for those that
    there is none for."""
    shown, missing = plain(text), set(_missing(plain(text)))
    if not missing:
        return shown
    return plain(instead) or "".join("?" if char in missing else char for char in shown)


def has_mandarin() -> bool:
    """Whether an installed font has Mandarin's characters."""
    return not _missing("诙谐风趣的")


def percent_axis(axis: Any) -> None:
    """From 0 to 100 %, whatever is drawn, so that pictures can be held beside each other."""
    from matplotlib.ticker import PercentFormatter

    axis.set_major_formatter(PercentFormatter(1.0, decimals=0))
    axis.axes.set(**{f"{axis.axis_name}lim": (0, 1), f"{axis.axis_name}ticks": [0, 0.25, 0.5, 0.75, 1]})


def legend(figure: Any, axes: Sequence[Any], columns: int, first: Sequence[str] = ()) -> None:
    """One legend below the picture, each label once, those of `first` before all others."""
    found = [pair for one in axes for pair in zip(*one.get_legend_handles_labels(), strict=True)]
    handles = {label: handle for handle, label in reversed(found)}
    order = [label for label in dict.fromkeys([*first, *(label for _, label in found)]) if label in handles]
    shown = figure.legend([handles[label] for label in order], order, loc="outside lower center", ncols=columns)
    for mark in shown.legend_handles:
        mark.set_alpha(1)


def quiet(axes: Any) -> None:
    """Only the lines that help to read it."""
    axes.spines[["top", "right"]].set_visible(False)
    axes.set_axisbelow(True)


def _style() -> dict[str, Any]:
    family = [_LATIN, *([font] if (font := _mandarin_font()) else [])]
    ink = dict.fromkeys(("text.color", "axes.labelcolor", "xtick.color", "ytick.color"), INK)
    return ink | {
        "font.family": family, "font.size": 11, "axes.titlesize": 12, "axes.edgecolor": FAINT,
        "axes.unicode_minus": False, "grid.color": "#dddddd", "legend.frameon": False, "legend.fontsize": 10,
        "figure.facecolor": "white", "text.parse_math": False, "svg.hashsalt": "roleplay-lite",
    }  # fmt: skip


def _matplotlib() -> Any:
    try:
        import matplotlib
    except ImportError as error:
        hint = 'pip install "roleplay-lite[bench]"'
        raise EngineMissing("a plot needs the package 'matplotlib'", stage="eval", hint=hint) from error
    return matplotlib


@lru_cache(maxsize=1)
def _mandarin_font() -> str | None:
    _matplotlib()
    from matplotlib import font_manager

    installed = sorted({font.name for font in font_manager.fontManager.ttflist})
    return next((name for wanted in _MANDARIN for name in installed if name.startswith(wanted)), None)


def _missing(text: str) -> str:
    _matplotlib()
    from matplotlib import font_manager

    names = [_LATIN, *([font] if (font := _mandarin_font()) else [])]
    fonts = [font_manager.get_font(font_manager.findfont(name)) for name in names]
    return "".join(char for char in text if not any(font.get_char_index(ord(char)) for font in fonts))
