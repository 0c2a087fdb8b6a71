"""A world's entries and when each is called for: the lorebook of character cards, native to persona files too.

Source: kwaroran/character-card-spec-v3 `SPEC_V3.md`, and SillyTavern's answers where the specification is silent.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Literal

from roleplay_lite.persona.decorators import Decorators, Role

SCAN_DEPTH = 2
"""Messages looked at where a book does not say, as SillyTavern has it."""
BUDGET = 600
"""Characters of lore that a turn has room for, where nobody says otherwise; each costs the board time."""

Logic = Literal["any", "not-all", "not-any", "all"]
"""What the secondary keys must be: SillyTavern's 0 to 3."""
Where = Literal[
    "before_char",
    "after_char",
    "note_top",
    "note_bottom",
    "depth",
    "examples_top",
    "examples_bottom",
    "before_desc",
    "after_desc",
    "personality",
    "scenario",
]
"""Around the character's definition, around the author's note, at a depth of the chat, around the example lines, or at
one field of the card."""
By = Literal["constant", "key", "regex", "pinyin", "decorator", "sticky"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where an entry's text belongs in the prompt."""

    where: Where = "after_char"
    depth: int = 4
    """With `depth`: messages between the text and the end of the chat; 0 is after the last."""
    from_start: bool = False
    """The depth counts from the beginning of the chat."""
    role: Role = "system"
    """Whose message it is, at a depth; `assistant` at depth 0 is how the reply begins."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LoreEntry:
    """One thing to know, and the words that bring it up."""

    keys: tuple[str, ...] = ()
    """Any of them calls it; one written `/…/i` is a pattern."""
    content: str = ""
    """The text, without its decorators; macros are not expanded yet."""
    id: str = ""
    """Its own within the book."""
    name: str = ""
    comment: str = ""
    enabled: bool = True
    insertion_order: int = 100
    """Lower comes earlier in the prompt."""
    priority: int | None = None
    """Lower goes first when there is no room; None takes the insertion order."""
    constant: bool = False
    """Called for without any key."""
    secondary_keys: tuple[str, ...] = ()
    """Looked for after a key was found; none asks nothing."""
    logic: Logic = "any"
    use_regex: bool = False
    """The keys are patterns."""
    case_sensitive: bool = False
    match_whole_words: bool = False
    """Latin keys match between word boundaries only; Mandarin has none."""
    scan_depth: int | None = None
    """Messages looked at; None takes the book's."""
    place: Place = field(default_factory=Place)
    """Where it says it belongs; a decorator may say otherwise, so read `Match.place`."""
    exclude_recursion: bool = False
    """Not called by the text of other entries."""
    prevent_recursion: bool = False
    """Its own text calls no others."""
    delay_until_recursion: int = 0
    """Called only by the text of others, at this round or later; 0 is at once."""
    probability: float = 100.0
    """In per cent."""
    group: tuple[str, ...] = ()
    """Of entries that share a label one is taken."""
    group_override: bool = False
    """In its group the highest insertion order wins, not chance."""
    group_weight: int = 100
    sticky: int = 0
    """Messages for which it stays after it was called."""
    cooldown: int = 0
    """Messages after that for which it is not called again."""
    delay: int = 0
    """Messages that a chat must have before it is called."""
    decorators: Decorators = field(default_factory=Decorators)

    @property
    def handle(self) -> str:
        """What a chat remembers it by."""
        return self.id or self.name or self.content


@dataclass(frozen=True, slots=True, kw_only=True)
class LoreState:
    """How far a chat has come, as far as lore depends on it. A value: `after` gives what the next turn starts from."""

    messages: int = 0
    """All of them, the one at hand included."""
    replies: int = 0
    """The persona's among them."""
    called: tuple[tuple[str, int], ...] = ()
    """Handles of entries with timed effects, and at how many messages each was called."""
    greeting: int | None = None
    """Which greeting opened the chat; None when that is not known."""
    user_icon: str | None = None

    def after(self, matches: Iterable[Match]) -> LoreState:
        """The state that remembers these calls; the counts stay, `dataclasses.replace` sets the next turn's."""
        from roleplay_lite.persona.lore.activation import remembered

        return remembered(self, matches)


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """An entry that is called for, and why."""

    entry: LoreEntry
    key: str = ""
    """The key that was found, as it is written in the entry; empty where none was needed."""
    by: By = "key"
    score: float = 1.0
    """1, or less where the words only sound like the key."""
    place: Place
    round: int = 0
    """0 when the chat called it, else how many entries' texts lie between."""


@dataclass(frozen=True, slots=True, kw_only=True, weakref_slot=True)
class Lorebook:
    """Entries, in the order of their file."""

    entries: tuple[LoreEntry, ...] = ()
    name: str = ""
    description: str = ""
    scan_depth: int | None = None
    """Messages looked at; None is 2."""
    token_budget: int | None = None
    """Most that a match may hold, in the counter's unit; None is no limit of the book's own."""
    recursive: bool = False
    """Entries' texts call further entries."""

    def match(
        self,
        messages: Sequence[tuple[str, str]],
        *,
        state: LoreState | None = None,
        seed: str = "",
        budget: int | None = None,
        count: Callable[[str], int] = len,
        expand: Callable[[str], str] | None = None,
        pinyin: bool = True,
    ) -> list[Match]:
        """The entries that `messages`, (speaker or role, text) with the latest last, call for, in the order in which
        their texts belong into the prompt; each once.

        What does not fit into the smaller of `budget` and the book's own goes, lowest priority first; `count` gives
        the size of a text. `expand` is put to work on keys and, for `count`, on contents: pass `macros.expand` with
        its context. The same `seed` draws the same chances. With `pinyin`, a key of two characters or more is also
        found where the words sound like it. Without `state` the messages are the whole chat. Bounded in time whatever
        the book holds.
        """
        from roleplay_lite.persona.lore.activation import Query, activate

        replies = sum(speaker == "assistant" for speaker, _ in messages)
        query = Query(
            messages=tuple(messages),
            state=state or LoreState(messages=len(messages), replies=replies),
            seed=seed,
            budget=min((limit for limit in (budget, self.token_budget) if limit is not None), default=None),
            count=count,
            expand=expand,
            pinyin=pinyin,
        )
        return activate(self, query)
