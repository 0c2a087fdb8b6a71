"""From a corpus and a recipe to an adapter's file: render, train, write; and a picture of the losses."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from roleplay_lite.errors import ConfigError
from roleplay_lite.tuning.corpus import Corpus, Split, read_corpus
from roleplay_lite.tuning.learning import LOSSES, Progress, train
from roleplay_lite.tuning.recipe import Recipe
from roleplay_lite.tuning.rendering import VIEWS, Rendered, Tokenizes, rendered, sequences
from roleplay_lite.tuning.sequences import Sequences, joined

LICENCE = "Apache-2.0"
_CHUNK = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """What a run learns from and is held against."""

    learn: Sequences
    held: Sequences


def render_split(corpus: Corpus, split: Split, *, workers: int = 1) -> list[Rendered]:
    """Every dialogue of that part in every view. Several processes do it in as many parts."""
    jobs = [(str(corpus.folder), place, view) for view in range(VIEWS) for place in range(len(corpus.of(split)))]
    named = [(*job, split) for job in jobs]
    if workers < 2:
        return [_render(job) for job in named]
    with ProcessPoolExecutor(workers) as pool:
        return list(pool.map(_render, named, chunksize=_CHUNK))


def _render(job: tuple[str, int, int, Split]) -> Rendered:
    folder, place, view, split = job
    corpus = _corpus(folder)
    return rendered(corpus, corpus.of(split)[place], view)


@lru_cache(maxsize=1)
def _corpus(folder: str) -> Corpus:
    return read_corpus(Path(folder))


def prepare(corpus: Corpus, model: Tokenizes, out: Path, *, workers: int = 1) -> Prepared:
    """The corpus as that model's tokens; made once and kept in `out` for as long as the corpus is the same."""
    out.mkdir(parents=True, exist_ok=True)
    stamp, mark = out / "corpus.sha256", digest(corpus.folder)
    files = {split: out / f"{split}.npz" for split in ("train", "dev")}
    same = stamp.exists() and stamp.read_text() == mark and all(file.exists() for file in files.values())
    if not same:
        for split in ("train", "dev"):
            sequences(render_split(corpus, split, workers=workers), model).save(files[split])  # type: ignore[arg-type]
        stamp.write_text(mark)
    return Prepared(learn=Sequences.load(files["train"]), held=Sequences.load(files["dev"]))


def digest(folder: Path) -> str:
    """What tells one state of a corpus from another."""
    told = hashlib.sha256()
    for file in sorted((*folder.glob("*.jsonl"), *folder.glob("*.toml"), *folder.glob("personas/*.toml"))):
        told.update(file.name.encode() + b"\0" + file.read_bytes())
    return told.hexdigest()


def make_adapter(
    prepared: Prepared,
    base: Path,
    recipe: Recipe,
    out: Path,
    *,
    name: str,
    start: Path | None = None,
    device: str = "cpu",
    told: Callable[[Progress], None] = lambda _: None,
) -> Path:
    """Train and write `NAME.gguf` into `out`; gives its path. A run that was broken off goes on."""
    from roleplay_lite.tuning.base import load_base
    from roleplay_lite.tuning.export import read_gguf, write_gguf
    from roleplay_lite.tuning.vocabulary import kept_tokens

    kept = kept_tokens(base, joined(prepared.learn, prepared.held), recipe.kept_first)
    model = load_base(base, kept, device=device)
    begin = read_gguf(start) if start else None
    learn, held = prepared.learn.renumbered(kept), prepared.held.renumbered(kept)
    learnt = train(model, learn, held, recipe, out, start=begin, told=told)
    file = out / f"{name}.gguf"
    write_gguf(learnt, recipe, file, name=name, licence=LICENCE)
    return file


def read_losses(file: Path) -> list[tuple[int, float, float | None]]:
    """Step, loss of its batch and, where it was measured, of the held-out part. Raises ConfigError."""
    try:
        rows = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines() if line]
        return [(row["step"], row["loss"], row.get("held")) for row in rows]
    except (OSError, ValueError, KeyError) as problem:
        raise ConfigError("is no record of a training run", file=file) from problem


def draw_losses(runs: Sequence[tuple[str, Path]], picture: Path) -> None:
    """The losses of these runs, each (name, folder), in one picture."""
    from roleplay_lite.bench.plot import figure

    with figure(picture, width=7.0, height=4.0) as axes:
        for place, (name, folder) in enumerate(runs):
            rows = read_losses(folder / LOSSES)
            window = max(1, len(rows) // 50)
            steps = [step for step, _, _ in rows[window - 1 :]]
            means = [
                sum(loss for _, loss, _ in rows[i - window + 1 : i + 1]) / window for i in range(window - 1, len(rows))
            ]
            axes.plot(steps, means, color=f"C{place}", alpha=0.4, label=f"{name}, learnt")
            measured = [(step, held) for step, _, held in rows if held is not None]
            axes.plot(*zip(*measured, strict=True), color=f"C{place}", marker="o", label=f"{name}, held out")
        axes.set_xlabel("step")
        axes.set_ylabel("nats a reply token")
        axes.legend()
