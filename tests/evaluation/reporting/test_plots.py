"""Pictures are drawn on any machine: without a screen, and without a font that has Mandarin."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

import pytest

from roleplay_lite.errors import EngineMissing, InputError
from roleplay_lite.evaluation.reporting.compare import compare
from roleplay_lite.evaluation.reporting.picture import drawable, has_mandarin, picture
from roleplay_lite.evaluation.reporting.plots import (
    draw_comparison,
    draw_latency,
    draw_pairwise,
    draw_run,
    draw_salience,
    draw_traits,
)
from roleplay_lite.evaluation.suite import Figure, SuiteReport

from .made import home_truths, run, without_samples

pytest.importorskip("matplotlib", reason="pictures are drawn with matplotlib")

SMALL, LARGE = run(), run("qwen2.5-1.5b-1", "qwen2.5-1.5b", lift=0.1)
BARE = replace(without_samples(SMALL), suites=(home_truths(),))


def is_a_picture(file: Path) -> bool:
    """Whether it is a PNG of the width that the letters are sized for, with something drawn on white."""
    from matplotlib.image import imread

    assert file.read_bytes().startswith(b"\x89PNG\r\n\x1a\n")
    pixels = imread(file)[..., :3]
    assert pixels.shape[1] == 1200
    ink = float((pixels.min(axis=2) < 0.9).mean())
    return 0.005 < ink < 0.6


def test_salience_of_one_model_or_of_several(tmp_path: Path) -> None:
    for number, runs in enumerate(([SMALL], [SMALL, LARGE], [SMALL, LARGE, replace(LARGE, name="第三个")])):
        assert draw_salience(runs, tmp_path / f"{number}.png")
        assert is_a_picture(tmp_path / f"{number}.png")


def test_each_picture_is_drawn(tmp_path: Path) -> None:
    outcomes = {"qwen2.5-1.5b 对 qwen2.5-0.5b": {"win": 52, "tie": 20, "lose": 28}, "all ties": {"tie": 3}}
    assert draw_latency([SMALL, LARGE], tmp_path / "latency.png")
    assert draw_traits(SMALL, tmp_path / "traits.png")
    assert draw_pairwise(outcomes, tmp_path / "pairwise.png")
    assert draw_comparison(compare(SMALL, LARGE), tmp_path / "comparison.png")
    assert draw_comparison(compare(SMALL, LARGE), tmp_path / "few.png", most=3)
    assert all(map(is_a_picture, tmp_path.iterdir()))


def test_a_run_is_drawn_into_a_folder_that_is_made(tmp_path: Path) -> None:
    files = draw_run(SMALL, tmp_path / "图" / "一")
    assert [file.name for file in files] == ["salience.png", "latency.png", "traits.png"]
    assert sorted((tmp_path / "图" / "一").iterdir()) == sorted(files)


def test_nothing_to_draw_leaves_no_file(tmp_path: Path) -> None:
    file = tmp_path / "none.png"
    assert draw_run(BARE, tmp_path) == []
    assert not draw_salience([BARE], file)
    assert not draw_latency([BARE], file)
    assert not draw_traits(BARE, file)
    assert not draw_pairwise({"none": {"win": 0}}, file)
    assert not draw_comparison(compare(BARE, BARE), file)
    assert list(tmp_path.iterdir()) == []


def test_figures_that_are_no_numbers_or_missing_are_left_out(tmp_path: Path) -> None:
    figures = (
        Figure(name="salience@10", group="Baseline", value=float("nan"), count=0),
        Figure(name="salience@10", group="P209-top3", value=1.0, count=3, low=0.44, high=1.0),
    )
    one = replace(SMALL, suites=(SuiteReport(suite="chat", about="", figures=figures),))
    assert draw_salience([one, SMALL], tmp_path / "half.png")
    assert is_a_picture(tmp_path / "half.png")


def test_the_same_run_gives_the_same_picture(tmp_path: Path) -> None:
    for name in ("a.png", "b.png"):
        draw_latency([SMALL, LARGE], tmp_path / name)
    assert (tmp_path / "a.png").read_bytes() == (tmp_path / "b.png").read_bytes()


def test_words_without_letters_are_put_another_way() -> None:
    assert drawable("chat\n") == "chat"
    # In no font: a sign that is not given to anything.
    assert drawable("a\U000e0fff") in ("a?", "a")
    mandarin = drawable("诙谐风趣的", "Witty")
    assert mandarin == ("诙谐风趣的" if has_mandarin() else "Witty")


def test_drawing_leaves_nothing_open_and_settings_as_they_were(tmp_path: Path) -> None:
    import matplotlib

    before = dict(matplotlib.rcParams)
    draw_salience([SMALL], tmp_path / "one.png")
    assert dict(matplotlib.rcParams) == before
    pyplot = sys.modules.get("matplotlib.pyplot")
    assert pyplot is None or pyplot.get_fignums() == []


def test_a_picture_that_cannot_be_written_says_so(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be written"):
        draw_salience([SMALL], tmp_path / "nowhere" / "one.png")
    with pytest.raises(InputError, match="cannot be written"):
        draw_salience([SMALL], tmp_path / "one.docx")
    (tmp_path / "file").touch()
    with pytest.raises(InputError, match="cannot be made"):
        draw_run(SMALL, tmp_path / "file" / "folder")


def test_half_a_picture_is_not_written(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError), picture(tmp_path / "half.png", 2):
        raise RuntimeError("in the middle")
    assert not (tmp_path / "half.png").exists()


def test_without_matplotlib_the_fix_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    with pytest.raises(EngineMissing, match=r'pip install "roleplay-lite\[bench\]"'):
        draw_salience([SMALL], tmp_path / "one.png")
