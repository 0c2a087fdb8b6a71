"""What a character says about a word."""

from __future__ import annotations

from collections.abc import Mapping

from roleplay_lite.skills.words.voice import Wordings

WORDS: Mapping[str, Wordings] = {
    "meaning": {
        "plain": ("{x}，意思是{meaning}。", "{x}呀，就是{meaning}。"),
        "terse": ("{meaning}。",),
        "old": ("{x}，说的是{meaning}。",),
        "english": ("{x}: {meaning}.",),
    },
    "read": {
        "plain": ("{x}，读{read}。", "这个读{read}。"),
        "terse": ("{read}。",),
        "old": ("{x}，读作{read}。",),
        "english": ("{x} is read {read}.",),
    },
    "combined": {
        "plain": ("可以组{words}。", "{x}呀，{words}。"),
        "terse": ("{words}。",),
        "old": ("可组{words}。",),
        "english": ("{words}.",),
    },
    "no words": {
        "plain": ("「{x}」字我一时想不出词来。",),
        "terse": ("想不出。",),
        "old": ("「{x}」字一时想不出。",),
        "english": ("I can't think of a word with {x}.",),
    },
    "written": {
        "plain": ("是这样的，{signs}。", "{signs}。"),
        "terse": ("{signs}。",),
        "old": ("便是{signs}。",),
        "english": ("{signs}.",),
    },
}
