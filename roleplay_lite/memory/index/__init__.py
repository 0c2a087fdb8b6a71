"""What memories and turns are found by: terms, sounds, full text, vectors, and what a question asks for."""

from roleplay_lite.memory.index.index import Index, extra_words

__all__ = ["Index", "extra_words"]
