"""What people from a place have in common: how they talk at home, what is eaten, what everybody there has seen."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True, kw_only=True)
class Home:
    """One province or city."""

    dialect: str = ""
    """As somebody from there would call it (绍兴话); empty where several are spoken side by side."""
    foods: tuple[str, ...] = ()
    landmarks: tuple[str, ...] = ()


def home_of(place: str) -> Home | None:
    """What is known of a province or city of that short name (绍兴, 浙江); None when nothing is."""
    return homes().get(place)


@cache
def homes() -> Mapping[str, Home]:
    """All of them, by short name."""
    text = files("roleplay_lite.persona").joinpath("homes.json").read_text(encoding="utf-8")
    return {
        place: Home(
            dialect=entry.get("dialect", ""),
            foods=tuple(entry.get("foods", ())),
            landmarks=tuple(entry.get("landmarks", ())),
        )
        for place, entry in json.loads(text).items()
    }
