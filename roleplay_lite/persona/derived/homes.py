"""What the places of a life tell."""

from __future__ import annotations

import re
from collections.abc import Iterator

from roleplay_lite.persona.derived.written import Derived, Written, follows
from roleplay_lite.persona.homes import home_of
from roleplay_lite.persona.places import Place, PlaceRelation, find_places, path_relation


def been_to(written: Written, owner: str) -> Iterator[Derived]:
    """Whoever comes from a place, lives, works or learns there, has been there; so has who made 「在敦煌画的壁画」."""
    for key in ("hometown", "residence", "workplace", "school", "works"):
        for fact in written.all(key, owner):
            text = "".join(re.findall("(?<=在)[^《》，。]{2,}", fact.value)) if key == "works" else fact.value
            # A street is named after a city far away; a university (「南京大学」) after its own.
            names = [place.name for place in places_in(text, compounds=key == "school")]
            if not names and key in ("hometown", "residence"):
                names = [fact.value]
            for name in dict.fromkeys(names):
                yield follows(f"{key}->been_to", owner, name, fact)


def hometown(written: Written, owner: str) -> Iterator[Derived]:
    """What a home of today tells: province and country, how people talk there, what they eat, what they have seen."""
    home = written.one("hometown", owner)
    if not home or not written.now or not written.is_person(owner):
        return
    places = places_in(home.value)
    province, country = around(places)
    if province:
        yield follows("hometown->province", owner, province, home)
    if country:
        yield follows("hometown->country", owner, country, home)
    names = [*(place.name for place in reversed(places)), *(place.city for place in places if place.city), province]
    known = [found for name in names if (found := home_of(name))]
    if dialect := next((found.dialect for found in known if found.dialect), ""):
        yield follows("hometown->dialect", owner, dialect, home)
    for found in known[:1]:
        for food in found.foods:
            yield follows("hometown->local_food", owner, food, home)
        for landmark in found.landmarks:
            yield follows("hometown->landmark", owner, landmark, home)


def places_in(text: str, *, compounds: bool = False) -> list[Place]:
    """The places that a fact's value names, without one that lies apart from the first."""
    places = find_places(text, compounds=compounds)
    return [place for place in places if place is places[0] or _fits(place, places[0])]


def around(places: list[Place]) -> tuple[str, str]:
    """Province and country of these places, each "" where it is not certain."""
    provinces = {place.province for place in places if place.province}
    countries = {place.country for place in places if place.country}
    return (
        provinces.pop() if len(provinces) == 1 else "",
        countries.pop() if len(countries) == 1 else "",
    )


def _fits(place: Place, other: Place) -> bool:
    pairs = ((mine, theirs) for mine in place.paths for theirs in other.paths)
    return any(path_relation(mine, theirs) is not PlaceRelation.APART for mine, theirs in pairs)
