"""Reading the words before they are needed."""

from __future__ import annotations

from roleplay_lite.skills.words import glossary, idioms, jokes, patterns, poems, riddles, sayings, sounds, tales, verse


def prepare() -> None:
    """Read every file of words and index it: a quarter of a second on a desk that nobody should wait for. Safe to
    call again."""
    sounds.sounds("一")
    idioms.idioms()
    jokes.jokes()
    riddles.known_riddle("没有这个谜语")
    tales.tales()
    verse.verses()
    poems.verse_at("没有这一句")
    glossary.in_english("没有这个词")
    glossary.in_mandarin("no such word")
    patterns.sentence_in_english("没有这一句")
    sayings.proverb_of("没有这个")
