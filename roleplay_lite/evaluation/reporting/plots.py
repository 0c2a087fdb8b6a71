"""Pictures of runs. Each gives False, and writes no file, where a run has nothing to draw in it."""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from roleplay_lite.errors import InputError
from roleplay_lite.evaluation.reporting.compare import SURE, Comparison, Difference
from roleplay_lite.evaluation.reporting.deck import KINDS, SALIENCE, SETTINGS, labels
from roleplay_lite.evaluation.reporting.picture import (
    BETTER,
    COLOURS,
    FAINT,
    INK,
    NEITHER,
    WORSE,
    drawable,
    has_mandarin,
    legend,
    percent_axis,
    picture,
    quiet,
)
from roleplay_lite.evaluation.reporting.run_report import RunReport
from roleplay_lite.evaluation.reporting.traits import CHANCE, TraitShare, best_and_worst

_SOONEST = 0.001
"""Seconds; what takes less is drawn here."""
_ROWS = 24
"""Of a comparison; more cannot be read."""


def draw_run(run: RunReport, folder: Path) -> list[Path]:
    """Every picture of one run, into a folder that is made where there is none; gives the files."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise InputError(f"{folder}: cannot be made: {error.strerror}") from error
    drawn: dict[Path, Callable[[Path], bool]] = {
        folder / "salience.png": lambda file: draw_salience([run], file),
        folder / "latency.png": lambda file: draw_latency([run], file),
        folder / "traits.png": lambda file: draw_traits(run, file),
    }
    return [file for file, draw in drawn.items() if draw(file)]


def draw_salience(runs: Sequence[RunReport], file: Path) -> bool:
    """Bars by setting for each kind of question, with chance, the mismatched control, and the deck's figures."""
    kinds = [kind for kind in KINDS if any(run.value(kind, "salience@10", s) for run in runs for s in SETTINGS)]
    if not kinds:
        return False
    with picture(file, 4.4) as figure:
        panels = figure.subplots(1, len(kinds), sharey=True, squeeze=False)[0]
        for axes, kind in zip(panels, kinds, strict=True):
            _salience_panel(axes, runs, kind)
        legend(figure, panels, 3, [drawable(label) for label in labels(runs)])
        figure.suptitle("Salience: the given traits are in the top 10 of 209")
    return True


def _salience_panel(axes: Any, runs: Sequence[RunReport], kind: str) -> None:
    width = 0.8 / len(runs)
    chance = [run.value(kind, "chance@10", setting) for run in runs for setting in SETTINGS]
    known = [one.value for one in chance if one]
    for number, (run, label) in enumerate(zip(runs, labels(runs), strict=True)):
        for place, setting in enumerate(SETTINGS):
            hit, other = (run.value(kind, f"{name}@10", setting) for name in ("salience", "mismatch"))
            if not hit or not math.isfinite(hit.value):
                continue
            at = place + (number - (len(runs) - 1) / 2) * width
            error = [[max(0.0, hit.value - hit.low)], [max(0.0, hit.high - hit.value)]] if hit.high else None
            axes.bar(
                at, hit.value, width * 0.92, color=COLOURS[number % len(COLOURS)], label=drawable(label), yerr=error,
                error_kw={"ecolor": "#555555", "elinewidth": 1},
            )  # fmt: skip
            if other:
                axes.plot(
                    [at - width * 0.42, at + width * 0.42], [other.value] * 2, color="black", lw=2.5,
                    solid_capstyle="butt", label="mismatched traits",
                )  # fmt: skip
    deck = [SALIENCE[setting][KINDS.index(kind)] for setting in SETTINGS]
    axes.plot(
        range(len(SETTINGS)), deck, "D", mfc="white", mec=INK, ms=6, label="the deck's (a large model, trained for it)"
    )
    if known:
        axes.axhline(sum(known) / len(known), color=INK, ls=(0, (4, 3)), lw=1, label="blind chance")
    axes.set_title(kind)
    axes.set_xticks(range(len(SETTINGS)), [setting.replace("-", "\n") for setting in SETTINGS], fontsize=9)
    percent_axis(axes.yaxis)
    axes.grid(axis="y")
    quiet(axes)


def draw_latency(runs: Sequence[RunReport], file: Path) -> bool:
    """Seconds to the first piece of every reply by suite and run, with the median and the 95th percentile."""
    rows = _latencies(runs)
    if not rows:
        return False
    draw, suites = random.Random(1), list(dict.fromkeys(suite for suite, _, _ in rows))
    names, step = labels(runs), 0.8 / len(runs)
    with picture(file, 1.5 + 0.42 * len(suites) * max(1.0, 0.7 * len(runs))) as figure:
        axes = figure.subplots()
        for suite, number, seconds in rows:
            at = suites.index(suite) + (number - (len(runs) - 1) / 2) * step
            colour = COLOURS[number % len(COLOURS)]
            seconds = [max(one, _SOONEST) for one in seconds]
            spread = [at + draw.uniform(-0.28, 0.28) * step for _ in seconds]
            axes.plot(seconds, spread, "o", color=colour, ms=4, alpha=0.4, mew=0, label=drawable(names[number]))
            middle, late = (seconds[min(len(seconds) - 1, int(len(seconds) * share))] for share in (0.5, 0.95))
            axes.plot([middle, late], [at, at], "-", color=INK, lw=1.2)
            axes.plot(middle, at, "o", color=INK, ms=6, label="median")
            axes.plot(late, at, "|", color=INK, ms=12, mew=2, label="95th percentile")
        axes.set_yticks(range(len(suites)), [drawable(suite) for suite in suites])
        axes.set_ylim(len(suites) - 0.5, -0.5)
        # From an answer out of the facts to a prompt that is read anew there are four orders of magnitude.
        axes.set_xscale("log")
        axes.set_xlim(_SOONEST * 0.8, None)
        axes.xaxis.set_major_formatter(lambda seconds, place: f"{seconds:g} s")
        axes.set_xlabel("to the first piece of a reply")
        axes.grid(axis="x")
        quiet(axes)
        legend(figure, [axes], 4, [drawable(name) for name in names])
    return True


def _latencies(runs: Sequence[RunReport]) -> list[tuple[str, int, list[float]]]:
    found: dict[tuple[str, int], list[float]] = {}
    for number, run in enumerate(runs):
        for sample in run.samples:
            found.setdefault((sample.suite, number), []).extend(sample.first)
    return [(suite, number, sorted(seconds)) for (suite, number), seconds in found.items() if seconds]


def draw_traits(run: RunReport, file: Path, *, suite: str = "chat", most: int = 12) -> bool:
    """A radar of the traits that show best and worst, clockwise from the best, with blind chance as a ring."""
    best, worst = best_and_worst(run, suite, most)
    shown = (*best, *reversed(worst))
    if len(shown) < 3:
        return False
    with picture(file, 7.2) as figure:
        axes = figure.subplots(subplot_kw={"projection": "polar"})
        _radar(axes, shown)
        axes.set_title(f"Salience of single traits in {suite}: {drawable(run.model)}", pad=34)
    return True


def _radar(axes: Any, shown: Sequence[TraitShare]) -> None:
    angles = [2 * math.pi * place / len(shown) for place in range(len(shown))]
    closed, shares = [*angles, angles[0]], [one.share for one in shown]
    axes.set_theta_zero_location("N")
    axes.set_theta_direction(-1)
    axes.set_rlabel_position(180 / len(shown))
    axes.plot(closed, [*shares, shares[0]], "-o", color=COLOURS[0], ms=4, lw=1.8)
    axes.fill(closed, [*shares, shares[0]], color=COLOURS[0], alpha=0.2)
    ring = [math.pi * degree / 180 for degree in range(361)]
    axes.plot(ring, [CHANCE] * len(ring), ls=(0, (4, 3)), color=INK, lw=1, label=f"blind chance, {CHANCE:.1%}")
    axes.set_xticks(angles, [])
    axes.set(ylim=(0, 1), yticks=[0.25, 0.5, 0.75, 1])
    axes.set_yticklabels(["25 %", "50 %", "75 %", ""], fontsize=8, color=FAINT)
    axes.grid(color="#dddddd")
    axes.spines["polar"].set_color("#dddddd")
    mandarin = has_mandarin()
    for angle, one in zip(angles, shown, strict=True):
        name = drawable(one.mandarin if mandarin and one.mandarin else one.label, one.label)
        side = math.sin(angle)
        align = "center" if abs(side) < 0.1 else "left" if side > 0 else "right"
        axes.text(angle, 1.06, f"{name} {one.share:.0%}", ha=align, va="center", fontsize=9.5)
    axes.legend(loc="lower center", bbox_to_anchor=(0.5, -0.18))


def draw_pairwise(outcomes: Mapping[str, Mapping[str, int]], file: Path) -> bool:
    """Win, tie and lose of each comparison, as `{name: {"win": 12, "tie": 3, "lose": 5}}`, side by side to 100 %."""
    counted = {name: one for name, one in outcomes.items() if sum(one.get(key, 0) for key in ("win", "tie", "lose"))}
    if not counted:
        return False
    with picture(file, 1.4 + 0.5 * len(counted)) as figure:
        axes = figure.subplots()
        for place, one in enumerate(counted.values()):
            left, total = 0.0, sum(one.get(key, 0) for key in ("win", "tie", "lose"))
            for key, colour, ink in (("win", BETTER, "white"), ("tie", "#d9d9d9", INK), ("lose", WORSE, "white")):
                part = one.get(key, 0) / total
                axes.barh(place, part, 0.62, left=left, color=colour, label=key)
                if part >= 0.03:
                    axes.text(left + part / 2, place, str(one[key]), ha="center", va="center", color=ink, fontsize=10)
                left += part
        axes.set_yticks(range(len(counted)), [drawable(name) for name in counted])
        axes.set_ylim(len(counted) - 0.5, -0.5)
        percent_axis(axes.xaxis)
        quiet(axes)
        legend(figure, [axes], 3)
    return True


def draw_comparison(comparison: Comparison, file: Path, *, most: int = _ROWS) -> bool:
    """Shares before and after; where there are too many, those that changed most, and no controls."""
    shares = [one for one in comparison.differences if not one.unit and math.isfinite(one.change)]
    shares = [one for one in shares if one.way or len(shares) <= most]
    kept = sorted(shares, key=lambda one: -abs(one.change))[:most]
    rows = [one for one in shares if one in kept]
    if not rows:
        return False
    with picture(file, 1.5 + 0.27 * len(rows)) as figure:
        axes = figure.subplots()
        for place, one in enumerate(rows):
            colour = _tone(one)
            axes.plot([one.before, one.after], [place, place], "-", color=colour, lw=3.5 if _sure(one) else 1.3)
            axes.plot(one.before, place, "o", mfc="white", mec=INK, ms=6, clip_on=False)
            axes.plot(one.after, place, "o", color=colour, ms=7, clip_on=False)
        axes.set_yticks(
            range(len(rows)), [drawable(f"{one.suite}, {one.group}: {one.measure}") for one in rows], fontsize=9.5
        )
        axes.set_ylim(len(rows) - 0.5, -0.5)
        percent_axis(axes.xaxis)
        axes.grid(axis="x")
        quiet(axes)
        _comparison_legend(figure, comparison)
    return True


def _comparison_legend(figure: Any, comparison: Comparison) -> None:
    from matplotlib.lines import Line2D

    dot: dict[str, Any] = {"marker": "o", "ls": "", "ms": 7}
    handles = [
        Line2D([], [], mfc="white", mec=INK, label=drawable(comparison.first), **dot),
        Line2D([], [], color=BETTER, label=f"{drawable(comparison.second)}, better", **dot),
        Line2D([], [], color=WORSE, label="worse", **dot),
        Line2D([], [], color=NEITHER, label="no difference, or a control", **dot),
        Line2D([], [], color=INK, lw=3.5, label=f"more than chance (p < {SURE})"),
    ]
    figure.legend(handles=handles, loc="outside lower center", ncols=3)


def _tone(one: Difference) -> str:
    gain = one.way * one.change
    return BETTER if gain > 0 else WORSE if gain < 0 else NEITHER


def _sure(one: Difference) -> bool:
    return bool(one.pairs) and one.p < SURE
