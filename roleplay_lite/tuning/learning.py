"""LoRA on a frozen base: loss on reply tokens alone, the head computed only there, and a run that goes on where it
stopped. Needs the extra `tune`; runs on a CPU or a CUDA device.
"""

from __future__ import annotations

import json
import math
import random
import re
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from roleplay_lite.errors import ConfigError, EngineError
from roleplay_lite.tuning.base import requires
from roleplay_lite.tuning.recipe import Phase, Recipe
from roleplay_lite.tuning.sequences import Sequences

if TYPE_CHECKING:
    import torch

CHECKPOINT, LOSSES = "checkpoint.pt", "losses.jsonl"
KEEP_SECONDS = 120.0
"""A checkpoint is written this often."""
_CLIP = 1.0
_LEFT_OUT = 20
_TIMES = 4
"""How often the held-out loss is measured in an epoch."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """Where a run is, after a step."""

    step: int
    steps: int
    loss: float
    """Nats a reply token, of this batch."""
    held: float | None
    """The same of the held-out dialogues, where it was just measured."""
    tokens_per_second: float


def train(
    model: Any,
    learn: Sequences,
    held: Sequences,
    recipe: Recipe,
    phase: Phase,
    out: Path,
    *,
    start: Mapping[str, torch.Tensor] | None = None,
    told: Callable[[Progress], None] = lambda _: None,
) -> dict[str, torch.Tensor]:
    """What the phase learnt: matrices by their names in PEFT. `model` is changed. `start` are those to go on from, of
    the same rank and modules; without them the adapter begins as none. A run that was broken off goes on from its last
    checkpoint in `out`; one of another recipe there raises ConfigError."""
    requires("torch", "peft")
    import torch
    from peft import LoraConfig, get_peft_model, get_peft_model_state_dict, set_peft_model_state_dict

    torch.manual_seed(recipe.seed)
    device = next(model.parameters()).device
    config = LoraConfig(
        r=recipe.rank, lora_alpha=recipe.alpha, lora_dropout=recipe.dropout, target_modules=list(recipe.modules)
    )
    tuned = get_peft_model(model, config)
    for name, one in tuned.named_parameters():
        if one.requires_grad and _layer(name) < phase.first_layer:
            one.requires_grad_(False)
    learnt = [one for one in tuned.parameters() if one.requires_grad]
    for one in learnt:
        one.data = one.data.float()
    if start:
        set_peft_model_state_dict(tuned, dict(start))
    optimizer = torch.optim.AdamW(learnt, lr=phase.rate, weight_decay=recipe.decay, betas=(0.9, 0.98))
    batches = [batch for epoch in range(phase.epochs) for batch in _batches(learn, phase, recipe.seed * 1000 + epoch)]
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, _pace(len(batches), recipe.warm))
    out.mkdir(parents=True, exist_ok=True)
    told_by, done = _told_by(recipe, phase), 0
    if kept := _read_checkpoint(out, told_by):
        set_peft_model_state_dict(tuned, kept["adapter"])
        optimizer.load_state_dict(kept["optimizer"])
        schedule.load_state_dict(kept["schedule"])
        torch.set_rng_state(kept["random"])
        done = kept["step"]
    _cut_losses(out / LOSSES, done)
    every = max(1, len(batches) // phase.epochs // _TIMES)
    batches = batches[: phase.steps or None]
    written = time.monotonic()
    left_out = 0
    tuned.train()
    for step, batch in enumerate(batches[done:], done + 1):
        began = time.monotonic()
        loss, tokens = _loss(tuned, learn, batch, device)
        optimizer.zero_grad()
        loss.backward()
        # One batch whose gradient is no number would make the whole adapter none.
        if torch.isfinite(torch.nn.utils.clip_grad_norm_(learnt, _CLIP)):
            optimizer.step()
        else:
            left_out += 1
            if left_out > _LEFT_OUT:
                raise EngineError(f"{left_out} batches had no finite gradient; lower the rate", stage="tune")
        schedule.step()
        last = step == len(batches)
        now = Progress(
            step=step,
            steps=len(batches),
            loss=float(loss.detach()),
            held=held_loss(tuned, held, phase) if len(held) and (step % every == 0 or last) else None,
            tokens_per_second=tokens / (time.monotonic() - began),
        )
        _note(out / LOSSES, now)
        told(now)
        if last or time.monotonic() - written > KEEP_SECONDS:
            _write_checkpoint(out, told_by, step, tuned, optimizer, schedule)
            written = time.monotonic()
    return {name: one.detach().float().cpu() for name, one in get_peft_model_state_dict(tuned).items()}


def _layer(name: str) -> int:
    """The block that a parameter is in."""
    found = re.search(r"\.layers\.(\d+)\.", name)
    return int(found.group(1)) if found else 0


def held_loss(model: Any, held: Sequences, phase: Phase) -> float:
    """Nats a reply token of those sequences; dropout is off."""
    import torch

    device = next(model.parameters()).device
    model.eval()
    total = count = 0.0
    with torch.no_grad():
        for batch in _batches(held, phase, 0):
            replies = sum(end - start for _, start, end in _spans_of(held, batch))
            total += float(_loss(model, held, batch, device)[0]) * replies
            count += replies
    model.train()
    return total / count


def _loss(model: Any, data: Sequences, batch: list[int], device: torch.device) -> tuple[torch.Tensor, int]:
    """The mean loss of the reply tokens of these sequences, and how many tokens were read."""
    import torch

    starts = [int(data.ends[one - 1]) if one else 0 for one in batch]
    lengths = [int(data.ends[one]) - start for one, start in zip(batch, starts, strict=True)]
    ids = torch.zeros((len(batch), max(lengths)), dtype=torch.long)
    for row, (start, length) in enumerate(zip(starts, lengths, strict=True)):
        ids[row, :length] = torch.from_numpy(data.ids[start : start + length].astype("int64"))
    ids = ids.to(device)
    rows: list[int] = []
    places: list[int] = []
    for row, start, end in _spans_of(data, batch):
        rows += [row] * (end - start)
        places += range(start, end)
    row_index = torch.tensor(rows, device=device)
    place_index = torch.tensor(places, device=device)
    inner = model.get_base_model()
    with torch.autocast(device.type, dtype=torch.bfloat16):
        # No mask: what fills a row up stands behind it, and nothing looks ahead.
        hidden = inner.model(input_ids=ids, use_cache=False).last_hidden_state
        # What stands before a token foretells it. The head is most of a small model: only where something is learnt.
        logits = inner.lm_head(hidden[row_index, place_index - 1])
    loss = torch.nn.functional.cross_entropy(logits.float(), ids[row_index, place_index])
    return loss, sum(lengths)


def _spans_of(data: Sequences, batch: list[int]) -> Iterator[tuple[int, int, int]]:
    """The replies of these sequences, with the row of the batch that they are in."""
    rows = {sequence: row for row, sequence in enumerate(batch)}
    for sequence, start, end in data.spans.tolist():
        if sequence in rows:
            yield rows[sequence], start, end


def _batches(data: Sequences, phase: Phase, seed: int) -> list[list[int]]:
    """All sequences in batches of like lengths, in an order that the seed decides."""
    draw = random.Random(seed)
    lengths = [int(end) - (int(data.ends[i - 1]) if i else 0) for i, end in enumerate(data.ends)]
    # A little noise on the lengths, so that each epoch joins others.
    order = sorted(range(len(data)), key=lambda one: lengths[one] * draw.uniform(0.95, 1.05))
    batches: list[list[int]] = [[]]
    for one in order:
        longest = max([lengths[one], *(lengths[other] for other in batches[-1])])
        if batches[-1] and longest * (len(batches[-1]) + 1) > phase.batch_tokens:
            batches.append([])
        batches[-1].append(one)
    draw.shuffle(batches)
    return [batch for batch in batches if batch]


def _pace(steps: int, warm: float) -> Callable[[int], float]:
    rising = max(1, round(steps * warm))

    def pace(step: int) -> float:
        if step < rising:
            return (step + 1) / rising
        part = (step - rising) / max(1, steps - rising)
        return 0.1 + 0.9 * 0.5 * (1 + math.cos(math.pi * min(1.0, part)))

    return pace


def _told_by(recipe: Recipe, phase: Phase) -> str:
    """What a checkpoint is of; the other phases do not matter."""
    return json.dumps(asdict(replace(recipe, phases=(phase,))), sort_keys=True)


def _write_checkpoint(out: Path, told_by: str, step: int, model: Any, optimizer: Any, schedule: Any) -> None:
    import torch
    from peft import get_peft_model_state_dict

    partial = out / f"{CHECKPOINT}.partial"
    torch.save(
        {
            "recipe": told_by,
            "step": step,
            "adapter": get_peft_model_state_dict(model),
            "optimizer": optimizer.state_dict(),
            "schedule": schedule.state_dict(),
            "random": torch.get_rng_state(),
        },
        partial,
    )
    # In place only when whole: a run that is killed here still has the one before.
    partial.replace(out / CHECKPOINT)


def _read_checkpoint(out: Path, told_by: str) -> dict[str, Any] | None:
    import torch

    file = out / CHECKPOINT
    if not file.exists():
        return None
    try:
        kept: dict[str, Any] = torch.load(file, map_location="cpu", weights_only=True)
    except Exception as problem:
        # A damaged file meets the unpickler anywhere: KeyError, EOFError, RuntimeError and others have been seen.
        raise ConfigError("is no checkpoint that can be read; delete it to begin anew", file=file) from problem
    if kept["recipe"] != told_by:
        raise ConfigError("is of another recipe; give another folder, or delete it to begin anew", file=file)
    return kept


def _note(file: Path, now: Progress) -> None:
    row = {"step": now.step, "loss": round(now.loss, 5)}
    if now.held is not None:
        row["held"] = round(now.held, 5)
    with file.open("a", encoding="utf-8") as stream:
        stream.write(json.dumps(row) + "\n")


def _cut_losses(file: Path, done: int) -> None:
    """Without what came after the checkpoint: those steps are made again."""
    if not file.exists():
        return
    rows = [row for row in file.read_text(encoding="utf-8").splitlines() if row and json.loads(row)["step"] <= done]
    file.write_text("".join(f"{row}\n" for row in rows), encoding="utf-8")
