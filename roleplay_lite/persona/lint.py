"""What a loadable persona may still get wrong: words no voice can read, dates that are none, lines that give it away.

Each check is a small function from a persona and today's date to findings; `CHECKS` lists them.
"""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Callable, Iterator
from datetime import date
from itertools import groupby

from roleplay_lite.errors import InputError
from roleplay_lite.persona import conflicts, impossible
from roleplay_lite.persona.check import BANS
from roleplay_lite.persona.facts import BY_LABEL, KEYS
from roleplay_lite.persona.finding import Finding, error, fact_error, fact_warning, warning
from roleplay_lite.persona.lore.reach import unreached
from roleplay_lite.persona.lorebook import BUDGET
from roleplay_lite.persona.persona import Persona
from roleplay_lite.persona.traits.dictionary import hint, lookup
from roleplay_lite.persona.traits.profile import TraitProfile

MOST_SENTENCES = 2
LONGEST_REPLY = 100
LONGEST_REMINDER = 30


def check_persona(persona: Persona, *, today: date | None = None) -> list[Finding]:
    """Everything worth mending, errors first. `today` is the date that ages are counted on."""
    day = today or date.today()
    found = [finding for check in CHECKS for finding in check(persona, day)]
    return sorted(found, key=lambda finding: finding.level)


def _unspeakable(persona: Persona, today: date) -> Iterator[Finding]:
    for field, text in _spoken(persona):
        for pattern, what in _MARKS:
            if found := pattern.search(text):
                yield error(field, f"holds {what}: {found.group()!r}; a voice reads it out or trips over it")
                break
        else:
            if odd := sorted({char for char in text if _is_odd(char)}):
                shown = " ".join(ascii(char)[1:-1] if ord(char) < 32 else char for char in odd)
                yield error(field, f"holds {shown}, which no voice can read; write it in words")


def _banned(persona: Persona, today: date) -> Iterator[Finding]:
    for field, text in _spoken(persona):
        for ban in persona.style.bans:
            if ban.lower() in text.lower():
                yield error(field, f"holds {ban!r}, which style.bans forbids")
        for phrase in BANS:
            if phrase.lower() in text.lower() and phrase not in persona.style.bans:
                yield error(field, f"holds {phrase!r}, which service desks say and characters do not")
    for fact in persona.facts:
        for ban in persona.style.bans:
            if ban.lower() in fact.value.lower():
                yield fact_error(fact, f"holds {ban!r}, which style.bans forbids it to say")


def _template_tokens(persona: Persona, today: date) -> Iterator[Finding]:
    texts = [("name", persona.name), ("summary", persona.summary), *_spoken(persona)]
    texts += [(f"style.manner[{index}]", line) for index, line in enumerate(persona.style.manner)]
    for field, text in texts:
        if found := _TOKEN.search(text):
            yield error(field, f"holds {found.group()!r}, which a language model takes for the end of a message")
    for fact in persona.facts:
        if found := _TOKEN.search(fact.value):
            yield fact_error(fact, f"holds {found.group()!r}, which a language model takes for the end of a message")


def _lengths(persona: Persona, today: date) -> Iterator[Finding]:
    for index, example in enumerate(persona.examples):
        field = f"examples[{index}].reply"
        if (count := len(_sentences(example.reply))) > MOST_SENTENCES:
            yield warning(field, f"has {count} sentences; {MOST_SENTENCES} are spoken, and a small model copies length")
        elif len(example.reply) > LONGEST_REPLY:
            yield warning(field, f"is {len(example.reply)} characters long; a small model copies length")
    if len(persona.style.reminder) > LONGEST_REMINDER:
        yield warning("style.reminder", f"is sent every turn; keep it to {LONGEST_REMINDER} characters")
    if not persona.examples:
        yield warning("examples", "are missing; 8 to 14 exchanges carry a manner better than any description")


def _duplicates(persona: Persona, today: date) -> Iterator[Finding]:
    replies = [(f"examples[{index}].reply", example.reply) for index, example in enumerate(persona.examples)]
    replies += [(f"golden[{index}].reply", golden.reply) for index, golden in enumerate(persona.golden)]
    for first, second in _repeats(replies):
        yield error(second, f"is the same as {first}")
    users = [(f"examples[{index}].user", example.user) for index, example in enumerate(persona.examples)]
    for first, second in _repeats(users):
        yield warning(second, f"is the same as {first}")
    asked = {_bare(example.user): index for index, example in enumerate(persona.examples)}
    for index, golden in enumerate(persona.golden):
        if (known := asked.get(_bare(golden.user))) is not None:
            yield warning(f"golden[{index}].user", f"is the same as examples[{known}].user, so it measures nothing")


def _golden_replies(persona: Persona, today: date) -> Iterator[Finding]:
    for index, golden in enumerate(persona.golden):
        field = f"golden[{index}].reply"
        if golden.must and not any(word in golden.reply for word in golden.must):
            yield error(field, f"holds none of its own `must`: {', '.join(golden.must)}")
        for word in golden.never:
            if word in golden.reply:
                yield error(field, f"holds {word!r} of its own `never`")


def _fact_keys(persona: Persona, today: date) -> Iterator[Finding]:
    known = {**{key: key for key in KEYS}, **BY_LABEL}
    for fact in persona.facts:
        if fact.key not in KEYS:
            near = sorted({known[word] for word in difflib.get_close_matches(fact.key, known, n=3, cutoff=0.6)})
            hint = f"; did you mean {' or '.join(near)}?" if near else "; no question will find it by its key"
            yield fact_warning(fact, f"is no key that questions are matched with{hint}", "key")


def _traits(persona: Persona, today: date) -> Iterator[Finding]:
    for index, trait in enumerate(persona.traits):
        if not trait.behaviour.strip() and not lookup(trait.name):
            why = f"is missing, and the dictionary has no {trait.name!r}{hint(trait.name)}"
            yield warning(f"traits[{index}].behaviour", f"{why} A small model acts on behaviour, not on an adjective")
    if not persona.traits:
        return
    try:
        profile = TraitProfile(traits=persona.traits)
    except InputError as problem:
        yield error("traits", str(problem))
    else:
        yield from (warning("traits", clash) for clash in profile.clashes())


def _lore(persona: Persona, today: date) -> Iterator[Finding]:
    for found in unreached(persona.lore, BUDGET):
        field = f"lore[{found.index}]" if found.key is None else f"lore[{found.index}].keys[{found.key}]"
        yield error(field, found.why) if found.never else warning(field, found.why)


Check = Callable[[Persona, date], Iterator[Finding]]

CHECKS: tuple[Check, ...] = (
    _unspeakable,
    _banned,
    _template_tokens,
    _lengths,
    _duplicates,
    _golden_replies,
    _fact_keys,
    _traits,
    _lore,
    impossible.dates,
    impossible.ages,
    impossible.signs,
    impossible.eras,
    conflicts.polarities,
    conflicts.values,
    conflicts.marriages,
    conflicts.genders,
    conflicts.orders,
    conflicts.names,
    conflicts.travels,
    conflicts.homes,
)

_TOKEN = re.compile(r"<\|.*?\|>|</?s>|\[/?INST\]")
_EMOJI = re.compile("[\U0001f000-\U0001faff\u2600-\u27bf\u2b00-\u2bff\ufe0f\u200d\u20e3]")
_MARKS = (
    (_EMOJI, "an emoji"),
    (re.compile(r"（[^）]*）|\([^)]*\)|【[^】]*】|(?<!\*)\*[^*\s][^*]*\*(?!\*)"), "a stage direction"),
    (
        re.compile(r"\*\*|__|`|~~|^#{1,6}\s|^\s*[-*+]\s|\[[^\]]*\]\([^)]*\)|https?://", re.MULTILINE),
        "Markdown or a link",
    ),
)
_PUNCTUATION = frozenset("，。？！、；：…—“”‘’《》「」『』·,.?!;:'\"-")


def _spoken(persona: Persona) -> Iterator[tuple[str, str]]:
    """Every text that the persona says as it stands, with its field."""
    for index, example in enumerate(persona.examples):
        yield f"examples[{index}].reply", example.reply
    for index, golden in enumerate(persona.golden):
        yield f"golden[{index}].reply", golden.reply
    for moment in ("greeting", "sorry", "deflect", "silence", "goodbye"):
        for index, line in enumerate(getattr(persona.lines, moment)):
            yield f"lines.{moment}[{index}]", line
    for moment in ("comfort", "cheer", "danger"):
        for index, line in enumerate(getattr(persona.lines, moment)):
            yield f"lines.{moment}[{index}]", line.replace("{feeling}", "难过")
    for index, line in enumerate(persona.boundaries.refusal):
        yield f"boundaries.refusal[{index}]", line
    for index, phrase in enumerate(persona.style.catch_phrases):
        yield f"style.catch_phrases[{index}]", phrase
    for index, value in enumerate(persona.values):
        yield f"values[{index}].stance", value.stance


def _is_odd(char: str) -> bool:
    return char not in _PUNCTUATION and char != " " and unicodedata.category(char)[0] not in "LMN"


def _sentences(text: str) -> list[str]:
    return [part for part in re.split(r"[。！？!?]+|(?<!\.)\.(?=\s|$)|…+$", text) if part.strip()]


def _bare(text: str) -> str:
    return re.sub(r"[\W_]", "", text).lower()


def _repeats(texts: list[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """The fields whose words are the same, each with the first such."""
    ordered = sorted(((_bare(text), place, field) for place, (field, text) in enumerate(texts)))
    for _, group in groupby(ordered, key=lambda entry: entry[0]):
        first, *others = [field for _, _, field in group]
        yield from ((first, other) for other in others)
