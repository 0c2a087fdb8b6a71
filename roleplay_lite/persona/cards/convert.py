"""A card as a `Persona`: who it is and how it talks, defused, within a small model's window, fit to be spoken."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from roleplay_lite.errors import PersonaError
from roleplay_lite.persona.cards import limits
from roleplay_lite.persona.cards.card import Card
from roleplay_lite.persona.cards.defuse import defuse
from roleplay_lite.persona.cards.lore import lore_of_card, taken_out
from roleplay_lite.persona.cards.own import own_persona
from roleplay_lite.persona.cards.passing import passing
from roleplay_lite.persona.cards.profile import profile_of
from roleplay_lite.persona.cards.ready import LINES
from roleplay_lite.persona.cards.report import Note, changed, lost, taken
from roleplay_lite.persona.cards.spoken import LONGEST_GREETING, Speaker, cut, examples_in, plain, said, width
from roleplay_lite.persona.facts import SELF, Fact, label
from roleplay_lite.persona.lorebook import Lorebook
from roleplay_lite.persona.persona import Example, Lines, Persona
from roleplay_lite.understanding import language

DESCRIPTION = 900
"""Han characters' worth of description, scenario and instructions that a window of 2,048 tokens bears, beside facts,
example lines, the note and a few turns."""
INSTRUCTIONS = 250
SCENARIO = 200
AFTERWORD = 120
"""It is sent on every turn."""
LONGEST_NAME = 40
LONGEST_SUMMARY = 80
MOST_EXAMPLES = 20
MOST_GREETINGS = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Converted:
    """The persona of a card, and what became of the card's fields."""

    persona: Persona
    notes: tuple[Note, ...]


def persona_of_card(card: Card, id: str, *, longest: int = DESCRIPTION) -> Converted:
    """The persona that the card tells of, under this id. `longest` bounds the free text of its prompt, in Han
    characters' worth of tokens.

    What we exported is taken from its own extension, whole, unless the card was edited since. Notes quote what was
    taken out as an order to the program. Raises PersonaError for a lorebook without a character.
    """
    if card.version == "lorebook":
        raise PersonaError("holds a lorebook and no character; import the character's card", field="spec")
    own, why = own_persona(card, id)
    if own:
        return Converted(persona=own, notes=tuple(_on_own(own, longest)))
    making = _Making(card, id, longest)
    persona = making.persona()
    notes = [lost("extensions.roleplay-lite", why)] if why else []
    persona, objections = passing(persona)
    return Converted(persona=persona, notes=(*notes, *making.notes, *objections))


def _on_own(persona: Persona, longest: int) -> Iterator[Note]:
    yield taken("extensions.roleplay-lite", "the whole persona, as it was exported")
    free = width(persona.description + persona.scenario + persona.instructions)
    if free > longest:
        yield changed(
            "description", f"with scenario and instructions is {free:.0f} long, more than the {longest} allowed"
        )


@dataclass(slots=True)
class _Making:
    """One conversion: reads the card field by field and keeps the report."""

    card: Card
    id: str
    longest: int
    notes: list[Note] = field(default_factory=list)

    def persona(self) -> Persona:
        card = self.card
        name = self._name()
        tongue = language(_MARKS.sub("", f"{card.first_mes}\n{card.mes_example}\n{card.description}"))
        if tongue == "other":
            self.notes.append(lost("language", "is neither Mandarin nor English: taken for Mandarin"))
        speaker = Speaker(name=name, language="en" if tongue == "en" else "zh")
        instructions, afterword = self._instructions(), self._afterword()
        scenario = self._bounded("scenario", self._text("scenario"), min(SCENARIO, self.longest))
        facts, description, summary = self._who(speaker, self.longest - width(instructions) - width(scenario))
        return Persona(
            id=self.id,
            name=name,
            summary=summary,
            languages=self._languages(speaker),
            creator=self._text("creator")[:200],
            licence=licence_of(card),
            facts=facts,
            examples=self._examples(speaker),
            lines=self._lines(speaker),
            lore=self._lore(),
            description=description,
            scenario=scenario,
            instructions=instructions,
            afterword=afterword,
        )

    def _name(self) -> str:
        name = " ".join(self._text("nickname").split()) or " ".join(self._text("name").split())
        # What a name in a name would stand for is left open by the specification.
        name = plain(name, Speaker(name="", language="zh" if language(name) == "zh" else "en"))
        name = re.sub(r"[^\w\s·.'’\-（）()]", "", name).strip() or "无名"
        if len(name) > LONGEST_NAME:
            self.notes.append(changed("name", f"is {len(name)} characters long: cut to {LONGEST_NAME}"))
        return name[:LONGEST_NAME].strip()

    def _text(self, key: str, text: str | None = None) -> str:
        """A field, defused and within bounds; what was taken out is quoted in the report."""
        text = str(getattr(self.card, key)) if text is None else text
        if len(text) > limits.FIELD:
            self.notes.append(lost(key, f"is {len(text)} characters long; those after {limits.FIELD} are left out"))
        clean, findings = defuse(text[: limits.FIELD])
        for finding in findings:
            self.notes.append(taken_out(key, finding))
        return re.sub(r"\n{3,}", "\n\n", clean).strip()

    def _bounded(self, key: str, text: str, most: float) -> str:
        kept = cut(text, max(0.0, most))
        if kept != text:
            rest = " ".join(text[len(kept) :].split())
            shown = rest if len(rest) <= 60 else f"{rest[:60]}…"
            self.notes.append(
                lost(key, f"is too long for the window; {len(text) - len(kept)} characters are left out: {shown!r}")
            )
        return kept

    def _instructions(self) -> str:
        text = self._text("system_prompt")
        text = "" if text.lower() == "{{original}}" else text
        kept = self._bounded("system_prompt", text, min(INSTRUCTIONS, self.longest))
        if kept:
            # Ours says who it is and holds it to that; a small model needs both.
            kept = kept if "{{original}}" in kept.lower() else f"{kept}\n{{{{original}}}}"
            self.notes.append(taken("system_prompt", "as instructions"))
        return kept

    def _afterword(self) -> str:
        """What a note carries has no text of ours to stand beside, so `{{original}}` in it is nothing."""
        parts = [self._text("post_history_instructions")]
        prompt = self.card.extensions.get("depth_prompt")
        if isinstance(prompt, dict) and isinstance(prompt.get("prompt"), str):
            parts.append(self._text("extensions.depth_prompt", prompt["prompt"]))
        text = "\n".join(part for part in parts if part)
        text = re.sub(r"\{\{original\}\}", "", text, flags=re.IGNORECASE).strip()
        kept = self._bounded("post_history_instructions", text, AFTERWORD)
        if kept:
            self.notes.append(
                taken("post_history_instructions", "with the depth prompt, as the afterword of every turn")
            )
        return kept

    def _who(self, speaker: Speaker, room: float) -> tuple[tuple[Fact, ...], str, str]:
        """Facts, description and summary."""
        text = self._story()
        card = self.card
        real = " ".join(self._text("name").split())
        profile = profile_of(re.sub(r"\{\{char\}\}", speaker.name, text, flags=re.IGNORECASE), [speaker.name, real])
        facts = (*profile.facts, *_told_of(profile.rest, speaker.name, profile.facts))
        for owner, key in dict.fromkeys((fact.owner, fact.key) for fact in facts):
            values = "、".join(fact.value for fact in facts if (fact.owner, fact.key) == (owner, key))
            self.notes.append(taken("description", f"fact {'' if owner == SELF else owner}{label(key)}: {values}"))
        if not any((fact.owner, fact.key) == (SELF, "name") for fact in facts):
            named = (
                real if card.nickname.strip() and "{{" not in real and 0 < len(real) <= LONGEST_NAME else speaker.name
            )
            facts = (Fact(key="name", value=named), *facts)
        # Without facts the text keeps its macros: the prompt expands them.
        rest = profile.rest if profile.facts else text
        personality = self._text("personality")
        summary, rest = _summary(rest, speaker, facts, personality)
        if personality:
            rest = "\n".join(
                part
                for part in (rest, ("性格：" if speaker.language == "zh" else "Personality: ") + personality)
                if part
            )
        description = self._bounded("description", rest, room - width(summary))
        if description:
            self.notes.append(taken("description", f"{len(description)} characters, with the personality"))
        return facts, description, summary

    def _story(self) -> str:
        """The description without the example dialogues that some authors put at its end."""
        return re.split("<start>", self._text("description"), maxsplit=1, flags=re.IGNORECASE)[0].strip()

    def _dialogues(self) -> str:
        more = re.split("<start>", self.card.description, maxsplit=1, flags=re.IGNORECASE)[1:]
        return "<START>\n".join((*more, self.card.mes_example))

    def _languages(self, speaker: Speaker) -> tuple[str, ...]:
        """Its own, and the other where it greets in that, too."""
        greetings = {language(text) for text in (self.card.first_mes, *self.card.alternate_greetings) if text.strip()}
        other = "zh" if speaker.language == "en" else "en"
        return (speaker.language, other) if other in greetings else (speaker.language,)

    def _examples(self, speaker: Speaker) -> tuple[Example, ...]:
        found = examples_in(self._text("mes_example", self._dialogues()), speaker, self.card.name)
        kept: dict[str, Example] = {}
        for example in found:
            kept.setdefault(re.sub(r"[\W_]", "", example.reply).lower(), example)
        if kept:
            self.notes.append(taken("mes_example", f"{min(len(kept), MOST_EXAMPLES)} example lines"))
        if len(kept) > MOST_EXAMPLES:
            self.notes.append(
                lost("mes_example", f"{len(kept) - MOST_EXAMPLES} more exchanges than the {MOST_EXAMPLES} taken")
            )
        return tuple(kept.values())[:MOST_EXAMPLES]

    def _lines(self, speaker: Speaker) -> Lines:
        card = self.card
        texts = [("first_mes", card.first_mes)]
        texts += [(f"alternate_greetings[{index}]", text) for index, text in enumerate(card.alternate_greetings)]
        greetings = []
        for key, text in texts[:MOST_GREETINGS]:
            clean = self._text(key, text)
            if line := said(clean, speaker, LONGEST_GREETING):
                greetings.append(line)
                if len(line) < len(clean) / 2:
                    self.notes.append(changed(key, f"only what is said aloud, {len(line)} of {len(text)} characters"))
            elif text.strip():
                self.notes.append(lost(key, "holds nothing that a voice could say"))
        if greetings:
            self.notes.append(taken("first_mes", f"{len(greetings)} greetings"))
        ready = LINES[speaker.language]
        return replace(ready, greeting=tuple(dict.fromkeys(greetings)) or ready.greeting)

    def _lore(self) -> Lorebook:
        lore, notes = lore_of_card(self.card)
        self.notes += notes
        if lore.entries:
            self.notes.append(taken("character_book", f"{len(lore.entries)} lore entries"))
        return lore


_MARKS = re.compile(r"\{\{[^{}]{0,200}\}\}|<\w{1,20}>|^\s*\w{1,20}\s*[:：]", re.MULTILINE)


def licence_of(card: Card) -> str:
    """The licence, where the card states one; no version has a field for it, so programs put it among extensions."""
    for key in ("license", "licence"):
        value = card.extensions.get(key)
        if isinstance(value, str) and 0 < len(value.strip()) <= 100:
            return value.strip()
    return ""


def _told_of(text: str, name: str, known: Sequence[Fact]) -> tuple[Fact, ...]:
    """Facts that whole sentences tell (「{{char}}是21岁的大学生，住在杭州」), read by rules; a listed one wins. The
    sentences stay in the description."""
    # Here, since notes are written with the cards' own modules.
    from roleplay_lite.persona.notes import read_notes

    listed = {(fact.owner, fact.key) for fact in known}
    facts = read_notes(text, name=name).facts
    return tuple(dict.fromkeys(fact for fact in facts if (fact.owner, fact.key) not in listed))


def _summary(text: str, speaker: Speaker, facts: Sequence[Fact], personality: str) -> tuple[str, str]:
    """One sentence on who it is, and the text without it: the first one when it is short prose."""
    zh = speaker.language == "zh"
    first = re.match(r"\s*([^\n]{4,400}?(?:[。！？!?]|\.(?=\s|$)|$))", text)
    sentence = plain(first[1], speaker).strip() if first else ""
    is_prose = len(sentence) >= 4 and not re.search(r"[:：\[\]{}]|^[\W_]", sentence)
    if first and is_prose and width(sentence) <= LONGEST_SUMMARY:
        named = sentence if not zh or speaker.name in sentence else f"{speaker.name}，{sentence}"
        return named, text[first.end() :].strip()
    own = {fact.key: fact.value for fact in reversed(facts) if fact.owner == SELF}
    told = [own[key] for key in ("age", "species", "occupation") if key in own]
    manner = cut(plain(personality, speaker).replace("\n", " "), 40)
    about = told or ([manner.rstrip("。.")] if manner else [])
    if zh:
        return f"{'，'.join([speaker.name, *about]) if about else f'{speaker.name}，有自己的来历和脾气'}。", text
    return f"{', '.join([speaker.name, *about]) if about else f'{speaker.name}, with a story of their own'}.", text
