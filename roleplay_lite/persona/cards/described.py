"""A persona in the fields of a card: what other programs can read of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from typing import Any

from roleplay_lite.persona.cards.report import Note, changed, lost
from roleplay_lite.persona.facts import KEYS, SELF, Fact, label
from roleplay_lite.persona.lorebook import LoreEntry
from roleplay_lite.persona.persona import Persona

_NOTES = {
    "zh": "这张角色卡由 roleplay-lite 写出。",
    "en": "This card was written by roleplay-lite.",
}
# What no field of a card holds; a test knows that each field of a persona is either here or written.
NOWHERE = ("voice", "boundaries", "golden", "answers")
_LINES_HELD = ("greeting",)
_STYLE_HELD = ("manner", "catch_phrases", "reminder")


def card_fields(persona: Persona) -> tuple[dict[str, Any], list[Note]]:
    """The fields of V2 that tell of the persona, and what of it they do not hold."""
    greeting, *others = persona.lines.greeting
    data: dict[str, Any] = {
        "name": persona.name,
        "description": description(persona),
        "personality": ("、" if _is_zh(persona) else ", ").join(trait.name for trait in persona.traits),
        "scenario": persona.scenario,
        "first_mes": greeting,
        "mes_example": examples(persona),
        "creator_notes": _creator_notes(persona),
        "system_prompt": persona.instructions,
        "post_history_instructions": persona.afterword or persona.style.reminder,
        "alternate_greetings": others,
        "tags": [],
        "creator": persona.creator,
        "character_version": "",
        "extensions": {},
    }
    if entries := [*_values(persona), *(book_entry(entry) for entry in persona.lore.entries)]:
        lore = persona.lore
        book: dict[str, Any] = {"name": lore.name or persona.name, "extensions": {}, "entries": entries}
        for key, value in (("scan_depth", lore.scan_depth), ("token_budget", lore.token_budget)):
            book |= {} if value is None else {key: value}
        data["character_book"] = book | ({"recursive_scanning": True} if lore.recursive else {})
    return data, list(_losses(persona))


def description(persona: Persona) -> str:
    """Who it is, one thing a line, as other programs show it and `persona import` reads it."""
    zh = _is_zh(persona)
    colon, comma = ("：", "、") if zh else (": ", ", ")
    heads = ("特点", "说话方式", "口头禅", "喜欢", "不喜欢", "年代", "懂", "不懂")
    if not zh:
        heads = ("Manner", "Speech", "Often says", "Likes", "Dislikes", "Era", "Knows about", "Knows nothing of")
    items = (
        tuple(trait.behaviour for trait in persona.traits if trait.behaviour),
        persona.style.manner,
        persona.style.catch_phrases,
        persona.preferences.likes,
        persona.preferences.dislikes,
        (persona.scope.era,) if persona.scope.era else (),
        persona.scope.knows,
        persona.scope.unknown,
    )
    lines = [persona.summary, *_fact_lines(persona)]
    lines += [head + colon + comma.join(words) for head, words in zip(heads, items, strict=True) if words]
    return "\n".join(line for line in (*lines, persona.description) if line)


def examples(persona: Persona) -> str:
    """The example lines, each a dialogue of its own."""
    return "\n".join(f"<START>\n{{{{user}}}}: {one.user}\n{{{{char}}}}: {one.reply}" for one in persona.examples)


def book_entry(entry: LoreEntry) -> dict[str, Any]:
    """A lore entry as `character_book` has it."""
    value: dict[str, Any] = {
        "keys": list(entry.keys),
        "content": entry.content,
        "extensions": {},
        "enabled": entry.enabled,
        "insertion_order": entry.insertion_order,
        "case_sensitive": entry.case_sensitive,
        "constant": entry.constant,
        "selective": bool(entry.secondary_keys),
        "secondary_keys": list(entry.secondary_keys),
        "position": "before_char" if entry.place.where == "before_char" else "after_char",
        "use_regex": entry.use_regex,
    }
    value |= {"name": entry.name} if entry.name else {}
    value |= {"comment": entry.comment} if entry.comment else {}
    return value | ({} if entry.priority is None else {"priority": entry.priority})


def _fact_lines(persona: Persona) -> Iterator[str]:
    """The persona's own first, one key a line; then one line for each of the others."""
    zh = _is_zh(persona)
    colon, comma, stop = ("：", "、", "；") if zh else (": ", ", ", "; ")
    owners = dict.fromkeys(sorted((fact.owner for fact in persona.facts), key=lambda owner: owner != SELF))
    for owner in owners:
        mine = [fact for fact in persona.facts if fact.owner == owner]
        keys = dict.fromkeys(fact.key for fact in mine)
        told = [
            _label(key, zh) + colon + comma.join(_value(fact, zh) for fact in mine if fact.key == key) for key in keys
        ]
        yield from told if owner == SELF else [f"{{{{char}}}}{'的' if zh else ' – '}{owner}{colon}{stop.join(told)}"]


def _label(key: str, zh: bool) -> str:
    return label(key) if zh or key not in KEYS else key.capitalize()


def _value(fact: Fact, zh: bool) -> str:
    value = fact.value if fact.polarity == "yes" else f"不是{fact.value}" if zh else f"not {fact.value}"
    if not fact.since:
        return value
    return f"{value}（{fact.since}起）" if zh else f"{value} (since {fact.since})"


def _values(persona: Persona) -> Iterator[dict[str, Any]]:
    """A stance is called for by its words, and so is a lore entry."""
    for value in persona.values:
        said = f"说到{value.topic}，{{{{char}}}}的看法：{value.stance}"
        if not _is_zh(persona):
            said = f"What {{{{char}}}} thinks of {value.topic}: {value.stance}"
        words = dict.fromkeys((value.topic, *value.words))
        yield book_entry(LoreEntry(keys=tuple(words), content=said, name=value.topic))


def _creator_notes(persona: Persona) -> str:
    zh = _is_zh(persona)
    licence = f"{'许可' if zh else 'Licence'}{'：' if zh else ': '}{persona.licence}" if persona.licence else ""
    return "\n".join(part for part in (_NOTES["zh" if zh else "en"], licence) if part)


def _losses(persona: Persona) -> Iterator[Note]:
    empty = Persona(id="none", name="none", summary="none", lines=persona.lines)
    beyond = [name for name in NOWHERE if getattr(persona, name) != getattr(empty, name)]
    beyond += [
        f"lines.{one.name}"
        for one in fields(persona.lines)
        if one.name not in _LINES_HELD and getattr(persona.lines, one.name)
    ]
    beyond += [
        f"style.{one.name}"
        for one in fields(persona.style)
        if one.name not in _STYLE_HELD and getattr(persona.style, one.name)
    ]
    yield from (lost(name, "a card has no such field: kept for this program alone") for name in beyond)
    if any(trait.intensity != "plain" for trait in persona.traits):
        yield changed("traits", "a card knows no intensities: their names and what they make it do are kept")
    if persona.values:
        yield changed("values", "are lore entries now, called for by their words")
    if persona.afterword and persona.style.reminder:
        yield lost("style.reminder", "the afterword takes its place: kept for this program alone")


def _is_zh(persona: Persona) -> bool:
    return persona.languages[0] == "zh"
