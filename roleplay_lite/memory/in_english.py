"""Memories as an English sentence, as the character says them to the person."""

from __future__ import annotations

from roleplay_lite.memory.item import SELF
from roleplay_lite.memory.predicates import PREDICATES
from roleplay_lite.persona.facts import Polarity

_TOLD: dict[str, tuple[str, str]] = {
    "name": ("{whose} name is {value}", "{whose} name is not {value}"),
    "nickname": ("{whose} nickname is {value}", "{whose} nickname is not {value}"),
    "age": ("{who} {be} {value}", "{who} {be} not {value}"),
    "gender": ("{who} {be} {value}", "{who} {be} not {value}"),
    "birthday": ("{whose} birthday is {value}", "{whose} birthday is not {value}"),
    "residence": ("{who} live{s} in {value}", "{who} do{es} not live in {value}"),
    "hometown": ("{who} come{s} from {value}", "{who} do{es} not come from {value}"),
    "occupation": ("{who} work{s} as {value}", "{who} do{es} not work as {value}"),
    "workplace": ("{who} work{s} at {value}", "{who} do{es} not work at {value}"),
    "school": ("{who} go{es} to {value}", "{who} do{es} not go to {value}"),
    "grade": ("{who} {be} in {value}", "{who} {be} not in {value}"),
    "major": ("{who} stud{ies} {value}", "{who} do{es} not study {value}"),
    "marriage": ("{who} {be} {value}", "{who} {be} not {value}"),
    "pet": ("{who} {have} {value}", "{who} {have} no {value}"),
    "family": ("{who} {have} {value}", "{who} {have} no {value}"),
    "is": ("{who} {be} {value}", "{who} {be} not {value}"),
    "allergy": ("{who} {be} allergic to {value}", "{who} {be} not allergic to {value}"),
    "health": ("{who} {have} {value}", "{who} do{es} not have {value}"),
    "likes": ("{who} like{s} {value}", "{who} do{es} not like {value}"),
    "dislikes": ("{who} do{es} not like {value}", "{who} do{es} not mind {value}"),
    "fears": ("{who} {be} afraid of {value}", "{who} {be} not afraid of {value}"),
    "skill": ("{who} can {value}", "{who} cannot {value}"),
    "owns": ("{who} {have} {value}", "{who} do{es} not have {value}"),
    "studies": ("{who} {be} learning {value}", "{who} {be} not learning {value}"),
    "dream": ("{who} want{s} {value}", "{who} do{es} not want {value}"),
    "been_to": ("{who} {have} been to {value}", "{who} {have} not been to {value}"),
    "note": ("{value}", "not {value}"),
}
_YOU = {"who": "you", "whose": "your", "be": "are", "have": "have", "s": "", "es": "", "ies": "y"}


def told_in_english(subject: str, key: str, value: str, *, polarity: Polarity = "yes") -> str:
    """「you live in Leeds」, 「your daughter is in third grade」; a key without a form of its own is told with it."""
    value = _turned(value)
    fallback = ("{who}: {value}", "{who}: not {value}")
    if key not in PREDICATES:
        fallback = (f"{{whose}} {key} is {{value}}", f"{{whose}} {key} is not {{value}}")
    form = _TOLD.get(key, fallback)[polarity == "no"]
    return form.format(value=value, **_forms(subject))


def _forms(subject: str) -> dict[str, str]:
    if subject == SELF:
        return _YOU
    who = subject if subject[:1].isupper() else f"your {subject}"
    whose = f"{who}'s"
    return {"who": who, "whose": whose, "be": "is", "have": "has", "s": "s", "es": "es", "ies": "ies"}


_MINE = {"my": "your", "I": "you", "me": "you", "mine": "yours", "our": "your", "am": "are", "I'm": "you're"}


def _turned(value: str) -> str:
    """The person's own words from where the character stands: 「my old bike」 is 「your old bike」."""
    return " ".join(_MINE.get(word, word) for word in value.split(" "))
