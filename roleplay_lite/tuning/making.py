"""From a corpus and a recipe to an adapter's file, phase by phase; and a picture of the losses."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass, replace
from functools import lru_cache, partial
from pathlib import Path

from roleplay_lite.errors import ConfigError, EngineMissing
from roleplay_lite.tuning.corpus import Corpus, read_corpus
from roleplay_lite.tuning.learning import Progress, train
from roleplay_lite.tuning.phases import Job, jobs
from roleplay_lite.tuning.recipe import Phase, Recipe
from roleplay_lite.tuning.rendering import Rendered, Tokenizes, sequences
from roleplay_lite.tuning.sequences import Sequences, joined

LICENCE = "Apache-2.0"
_CHUNK = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """What a phase learns from and is held against."""

    learn: Sequences
    held: Sequences


def prepare(corpus: Corpus, recipe: Recipe, phase: Phase, model: Tokenizes, out: Path, *, workers: int = 1) -> Prepared:
    """The phase's dialogues as that model's tokens; kept in `out` for as long as corpus and recipe stay the same."""
    out.mkdir(parents=True, exist_ok=True)
    told = json.dumps(asdict(replace(recipe, phases=(phase,))), sort_keys=True)
    stamp, mark = out / "prepared.sha256", f"{digest(corpus.folder)} {hashlib.sha256(told.encode()).hexdigest()}"
    files = (out / "learn.npz", out / "held.npz")
    if not stamp.exists() or stamp.read_text() != mark or not all(file.exists() for file in files):
        for file, chosen in zip(files, jobs(corpus, recipe, phase), strict=True):
            sequences(_rendered(corpus, chosen, workers), model).save(file)
        stamp.write_text(mark)
    return Prepared(learn=Sequences.load(files[0]), held=Sequences.load(files[1]))


def _rendered(corpus: Corpus, chosen: Sequence[Job], workers: int) -> list[Rendered]:
    """Rendering asks the whole line what it recalls, a hundredth of a second a turn."""
    if workers < 2:
        return [job.render(corpus) for job in chosen]
    with ProcessPoolExecutor(workers) as pool:
        return list(pool.map(partial(_render, str(corpus.folder)), chosen, chunksize=_CHUNK))


def _render(folder: str, job: Job) -> Rendered:
    return job.render(_corpus(folder))


@lru_cache(maxsize=1)
def _corpus(folder: str) -> Corpus:
    return read_corpus(Path(folder))


def digest(folder: Path) -> str:
    """What tells one state of a corpus from another."""
    told = hashlib.sha256()
    for file in sorted((*folder.glob("*.jsonl"), *folder.glob("*.toml"), *folder.glob("personas/*.toml"))):
        told.update(file.name.encode() + b"\0" + file.read_bytes())
    return told.hexdigest()


def make_phase(
    prepared: Prepared,
    base: Path,
    recipe: Recipe,
    phase: Phase,
    out: Path,
    *,
    name: str,
    start: Path | None = None,
    device: str = "cpu",
    told: Callable[[Progress], None] = lambda _: None,
) -> Path:
    """Train one phase and write what it learnt as `adapter.gguf` into `out`; gives its path. A phase that was broken
    off goes on."""
    from roleplay_lite.tuning.base import load_base
    from roleplay_lite.tuning.export import read_gguf, write_gguf
    from roleplay_lite.tuning.vocabulary import kept_tokens

    kept = kept_tokens(base, joined(prepared.learn, prepared.held), recipe.kept_first)
    model = load_base(base, kept, device=device)
    begin = read_gguf(start) if start else None
    learn, held = prepared.learn.renumbered(kept), prepared.held.renumbered(kept)
    learnt = train(model, learn, held, recipe, phase, out, start=begin, told=told)
    file = out / "adapter.gguf"
    write_gguf(learnt, recipe, file, name=name, licence=LICENCE)
    return file


def read_losses(file: Path) -> list[tuple[int, float, float | None]]:
    """Step, loss of its batch and, where it was measured, of what is held out. Raises ConfigError."""
    try:
        rows = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines() if line]
        return [(row["step"], row["loss"], row.get("held")) for row in rows]
    except (OSError, ValueError, KeyError) as problem:
        raise ConfigError("is no record of a training run", file=file) from problem


def draw_losses(runs: Sequence[tuple[str, Path]], picture: Path) -> None:
    """The losses of these phases, each (name, file of its losses), side by side. Raises EngineMissing."""
    try:
        import matplotlib

        matplotlib.use("agg")
        from matplotlib import pyplot
    except ImportError as error:
        hint = 'pip install "roleplay-lite[bench]"'
        raise EngineMissing("a plot needs the package 'matplotlib'", stage="tune", hint=hint) from error
    figure, all_axes = pyplot.subplots(1, len(runs), figsize=(4.6 * len(runs), 3.8), squeeze=False)
    for axes, (name, file) in zip(all_axes[0], runs, strict=True):
        rows = read_losses(file)
        window = max(1, len(rows) // 40)
        steps = [step for step, _, _ in rows[window - 1 :]]
        losses = [loss for _, loss, _ in rows]
        axes.plot(steps, [sum(losses[i : i + window]) / window for i in range(len(steps))], label="learnt from")
        if measured := [(step, held) for step, _, held in rows if held is not None]:
            axes.plot(*zip(*measured, strict=True), marker="o", label="held out")
        axes.set(title=name, xlabel="step", ylabel="nats a reply token")
        axes.legend()
    figure.tight_layout()
    try:
        figure.savefig(picture, dpi=110)
    finally:
        pyplot.close(figure)
