"""An interview as a picture: the Big Five as measured, against what the traits predict."""

from __future__ import annotations

import math
from pathlib import Path

from roleplay_lite.errors import EngineMissing, InputError
from roleplay_lite.persona.interview import Result

_NAMES = {
    "O": "openness",
    "C": "conscientiousness",
    "E": "extraversion",
    "A": "agreeableness",
    "N": "neuroticism",
}


def draw_radar(result: Result, title: str, file: Path) -> None:
    """Write the picture, in the format of the file's ending (PNG, SVG, PDF). The title should be ASCII: not every
    machine has a font with Chinese characters. Raises EngineMissing without matplotlib, InputError when the picture
    cannot be written."""
    try:
        import matplotlib

        matplotlib.use("agg")
        from matplotlib import pyplot
    except ImportError as error:
        hint = 'pip install "roleplay-lite[bench]"'
        raise EngineMissing("a plot needs the package 'matplotlib'", stage="interview", hint=hint) from error
    angles = [2 * math.pi * at / len(result.factors) for at in range(len(result.factors))]
    figure, axes = pyplot.subplots(figsize=(6, 5.4), subplot_kw={"projection": "polar"})
    try:
        for label, style, values in _rings(result):
            ring = [*values, values[0]]
            axes.plot([*angles, angles[0]], ring, style, label=label)
            axes.fill([*angles, angles[0]], ring, alpha=0.12)
        axes.set_theta_offset(math.pi / 2)
        axes.set_theta_direction(-1)
        axes.set_ylim(0, 1)
        axes.set_xticks(angles, [_NAMES[factor.name] for factor in result.factors])
        axes.set_yticks([0.25, 0.5, 0.75, 1])
        axes.tick_params(axis="y", labelsize=7)
        axes.set_title(title, fontsize=10, pad=18)
        axes.legend(loc="lower right", bbox_to_anchor=(1.25, -0.1), fontsize=8)
        figure.tight_layout()
        figure.savefig(file, dpi=110)
    except (OSError, ValueError) as problem:
        raise InputError(
            f"{file} cannot be drawn: {problem}; name a .png, .svg or .pdf that can be written"
        ) from problem
    finally:
        pyplot.close(figure)


def _rings(result: Result) -> list[tuple[str, str, list[float]]]:
    rings = [("measured", "o-", [factor.measured for factor in result.factors])]
    predicted = [factor.predicted for factor in result.factors if factor.predicted is not None]
    if len(predicted) == len(result.factors):
        rings.append(("predicted by the traits", "s--", predicted))
    return rings
