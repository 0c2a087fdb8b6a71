"""The bench as a picture: where the time of a turn goes, and whether it grows."""

from __future__ import annotations

from pathlib import Path

from roleplay_lite.bench.figures import Report
from roleplay_lite.errors import EngineMissing

_SECONDS = (
    "first token, cold",
    "whole answer of a spoken turn, step by step",
    "first sound of a spoken turn, streamed",
    "recognition, begun in the silence",
    "first token, warm history, turns 6 to 15",
    "first token, saved prefix",
)


def plot(report: Report, file: Path) -> None:
    """Write the picture, in the format of the file's ending. Raises EngineMissing without matplotlib."""
    try:
        import matplotlib

        matplotlib.use("agg")
        from matplotlib import pyplot
    except ImportError as error:
        hint = 'pip install "roleplay-lite[bench]"'
        raise EngineMissing("a plot needs the package 'matplotlib'", stage="bench", hint=hint) from error
    shown = [f for name in reversed(_SECONDS) for f in report.figures if f.name == name]
    figure, (bars, growth) = pyplot.subplots(1, 2, figsize=(13, 4.2), width_ratios=(1.25, 1))
    drawn = bars.barh([f.name for f in shown], [f.value for f in shown], color="#3f7cac")
    bars.bar_label(drawn, fmt="%.2f s", padding=4)
    bars.set_xlim(0, max([f.value for f in shown], default=1) * 1.18)
    bars.set_title("seconds until the person has something")
    for name, values in report.series.items():
        growth.plot(range(1, len(values) + 1), values, ".-", color="#b5533c", label=name)
    growth.set(xlabel="turn", ylim=(0, None), title="first token by turn (s), warm history")
    figure.suptitle(f"roleplay-lite bench: {report.model} on {report.machine}", fontsize=9)
    figure.tight_layout()
    try:
        figure.savefig(file, dpi=110)
    finally:
        pyplot.close(figure)
