"""What of a book's keys is in a chat, and how far back; and in the texts of entries that were called."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from roleplay_lite.persona.lore.compiled import CompiledBook
from roleplay_lite.persona.lore.keys import Hit, KeyIndex
from roleplay_lite.persona.lore.patterns import Clock
from roleplay_lite.persona.macros import scannable

MOST_CHAT = 20_000
"""Characters of the chat that are looked at, the latest first."""
MOST_LORE = 50_000
"""Characters of entries' texts that are looked at in recursion."""
_ROLES = frozenset({"user", "assistant", "system"})
_EVERYWHERE = -1
"""Where an entry's text stands: no scan depth leaves it out."""


class Scan:
    """The keys found so far. Grows with each entry's text that is read."""

    def __init__(
        self,
        ready: CompiledBook,
        messages: Sequence[tuple[str, str]],
        expand: Callable[[str], str] | None,
        *,
        pinyin: bool,
    ) -> None:
        self._ready = ready
        self._expand = expand
        self._clock = Clock(ready.slow)
        self._texts: list[tuple[int, str]] = []
        self._found: dict[int, dict[int, Hit]] = {}
        self._patterns: dict[tuple[int, int, int], bool] = {}
        self._room = MOST_LORE
        self._templates, self._numbers = self._expanded_templates()
        self._read_chat(messages, pinyin=pinyin)

    def found(self) -> Iterable[int]:
        """Numbers of the words found anywhere."""
        return self._found.keys()

    def hit(self, number: int, depth: int) -> Hit | None:
        """How that key is in the latest `depth` messages or in what was read of entries; None when it is not."""
        if number >= 0:
            found = self._found.get(number, {})
            near = [hit for at, hit in found.items() if at < depth]
            return max(near) if near else None
        # Asked for again when entries' texts have come in.
        memo = (number, depth, len(self._texts))
        if memo not in self._patterns:
            texts = [text for at, text in self._texts if at < depth]
            self._patterns[memo] = self._clock.finds(self._ready.patterns[number], texts)
        return Hit() if self._patterns[memo] else None

    def read_entry(self, content: str) -> None:
        """Looks for keys in the text of an entry that was called."""
        text = scannable(content, recursive=True)
        text = (self._expand(text) if self._expand and self._room else text)[: self._room]
        self._room -= len(text)
        if text:
            self._read(_EVERYWHERE, text, pinyin=False)

    def _read_chat(self, messages: Sequence[tuple[str, str]], *, pinyin: bool) -> None:
        room = MOST_CHAT
        for depth, (speaker, text) in enumerate(reversed(messages)):
            if depth >= self._ready.deepest or room <= 0:
                return
            named = text if speaker in _ROLES or not speaker else f"{speaker}: {text}"
            named = scannable(named[-room:], recursive=False)
            room -= len(named)
            # What the persona said was never misheard.
            self._read(depth, named, pinyin=pinyin and speaker != "assistant")

    def _read(self, depth: int, text: str, *, pinyin: bool) -> None:
        self._texts.append((depth, text))
        found = self._ready.words.find(text, sound=pinyin)
        for number, hit in self._templates.find(text, sound=False).items():
            found |= dict.fromkeys(self._numbers[number], hit)
        for number, hit in found.items():
            self._found.setdefault(number, {})[depth] = hit

    def _expanded_templates(self) -> tuple[KeyIndex, dict[int, list[int]]]:
        """Keys with macros, with what they stand for in this chat, and the book's numbers by theirs."""
        index, numbers = KeyIndex(), dict[int, list[int]]()
        for number, key, case, whole in self._ready.templates:
            own = index.add(self._expand(key) if self._expand else key, case=case, whole=whole)
            if own is not None:
                numbers.setdefault(own, []).append(number)
        return index, numbers
