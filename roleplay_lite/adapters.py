"""Which adapter a conversation talks with: one that comes with the package, a file, or none.

`models/adapters/adapters.toml` lists those that come with it, each with the model that it was learnt beside.
"""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches
from functools import lru_cache
from pathlib import Path

from roleplay_lite import paths, tomlfile
from roleplay_lite.device import AUTO, LlmConfig
from roleplay_lite.engines import LlmAbilities
from roleplay_lite.errors import ManifestError, ModelMissing, ModelUnknown
from roleplay_lite.turn import Adapter

NONE = "none"
_CATALOGUE = "models/adapters/adapters.toml"


@dataclass(frozen=True, slots=True, kw_only=True)
class ShippedAdapter:
    """One line of the catalogue."""

    name: str
    base: str
    """The model that it was learnt beside, by its name in the manifest."""
    file: Path
    sha256: str
    default: bool
    """Taken for its base where the device says `auto`."""
    summary: str
    licence: str


@lru_cache(maxsize=1)
def shipped_adapters() -> tuple[ShippedAdapter, ...]:
    """Those of the catalogue. Raises ManifestError when that is wrong."""
    catalogue = paths.shipped(_CATALOGUE)
    if not catalogue.exists():
        return ()
    document = tomlfile.read(catalogue, ManifestError)
    document.only(("adapters",))
    found = []
    for name in document.sub("adapters").data:
        table = document.sub("adapters").sub(name)
        table.only(("base", "file", "sha256", "default", "summary", "licence"))
        found.append(
            ShippedAdapter(
                name=name,
                base=table.string("base"),
                file=catalogue.parent / table.string("file"),
                sha256=table.string("sha256"),
                default=table.boolean("default", False),
                summary=table.string("summary"),
                licence=table.string("licence"),
            )
        )
    return tuple(found)


def chosen(config: LlmConfig, persona: str, model: LlmAbilities) -> Adapter | None:
    """What that persona talks with on that model. A name wins over `auto`, and a persona's own over the device's.

    Raises ModelUnknown for a name that the catalogue lacks, or that is of another model; ModelMissing for a path where
    nothing is.
    """
    wanted = config.adapters.get(persona, config.adapter)
    if wanted == NONE or not model.adapts:
        return None
    if wanted == AUTO:
        fitting = (one for one in shipped_adapters() if one.default and one.base == model.name and one.file.exists())
        found = next(fitting, None)
        return Adapter(file=found.file, scale=config.adapter_scale) if found else None
    return Adapter(file=_named(wanted, model), scale=config.adapter_scale)


def _named(wanted: str, model: LlmAbilities) -> Path:
    if "/" in wanted or wanted.endswith(".gguf"):
        file = Path(wanted).expanduser()
        if not file.is_file():
            raise ModelMissing(f"there is no adapter at {file}")
        return file
    known = {one.name: one for one in shipped_adapters()}
    if wanted not in known:
        near = get_close_matches(wanted, [*known, AUTO, NONE], n=1)
        meant = f"; did you mean {near[0]}?" if near else "."
        raise ModelUnknown(f"no adapter is named {wanted!r}{meant} There are {', '.join([*known, AUTO, NONE])}.")
    adapter = known[wanted]
    if adapter.base != model.name:
        raise ModelUnknown(f"the adapter {wanted} is of {adapter.base} and the model is {model.name}; use auto or none")
    return adapter.file
