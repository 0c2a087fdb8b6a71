"""Options that several commands share, and the session they describe."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar

import click

from roleplay_lite.device import Device
from roleplay_lite.persona import load_persona
from roleplay_lite.persona.traits import TraitProfile
from roleplay_lite.session import Session

F = TypeVar("F", bound=Callable[..., Any])

OWNER = "owner"
"""Who types at this machine's own keyboard, when nothing else is said."""

_MODEL = (
    "qwen2.5-0.5b, qwen2.5-1.5b, a GGUF file, or auto: the best installed one that this board decodes at 6 tokens a "
    "second or more."
)
ADAPTER = "What is laid over the model: auto (the one that comes with it), none, a name, or a GGUF file."
_OPTIONS = (
    click.option("--persona", default="niaoniao", show_default=True, help="A name, or a file.toml of your own."),
    click.option("--traits", default=None, help="Traits in place of the character's own, as in 诙谐风趣,非常好奇."),
    click.option("--model", default=None, help=_MODEL),
    click.option("--backend", default=None, help="The llm backend: llama_cpp or xllamacpp."),
    click.option("--adapter", default=None, help=ADAPTER),
    click.option("--person", default=OWNER, show_default=True, help="Who talks; conversations are kept apart."),
    click.option("--device", type=click.Path(path_type=Path), default=None, help="A device.toml."),
    click.option("--seed", type=click.IntRange(0, 2**32 - 1), default=None, help="The same seed draws the same words."),
    click.option("--no-store", is_flag=True, help="Keep nothing of this conversation on disk."),
)


def session_options(command: F) -> F:
    """`--persona --traits --model --backend --adapter --person --device --seed --no-store`, as `open_session` takes
    them."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


def open_session(
    *,
    persona: str,
    traits: str | None,
    model: str | None,
    backend: str | None,
    person: str,
    device: Path | None,
    seed: int | None,
    no_store: bool,
    adapter: str | None = None,
    **more: Any,
) -> Session:
    """The session that the shared options describe."""
    who = load_persona(persona)
    if traits is not None:
        profile = TraitProfile.parse(traits)
        for clash in profile.clashes():
            click.echo(f"--traits: {clash}", err=True)
        who = replace(who, traits=profile.traits)
    recipe = Device.read(device)
    llm = recipe.llm
    llm = replace(
        llm, model=model or llm.model, backend=backend or llm.backend, seed=llm.seed if seed is None else seed
    )
    if adapter is not None:
        llm = replace(llm, adapter=adapter, adapters={})
    store = replace(recipe.store, enabled=recipe.store.enabled and not no_store)
    return Session.open(who, device=replace(recipe, llm=llm, store=store), person=person, **more)
