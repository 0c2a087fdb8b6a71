"""What a character says around a two-part saying."""

from __future__ import annotations

from collections.abc import Mapping

from roleplay_lite.skills.words.voice import Wordings

WORDS: Mapping[str, Wordings] = {
    "finish": {
        "plain": ("{second}。", "这个我会，{second}。"),
        "terse": ("{second}。",),
        "old": ("{second}。",),
        "english": ("{second}.",),
    },
    "tell": {
        "plain": ("{first}，{second}。再来一个？", "听好了，{first}，{second}。还要吗？"),
        "terse": ("{first}，{second}。",),
        "old": ("有句话叫{first}，{second}。可还要听？",),
        "english": ("{first}, {second}. Another?",),
    },
    "ask": {
        "plain": ("{first}，下半句是什么？", "我说上半句，你接，{first}？"),
        "terse": ("{first}。接。",),
        "old": ("{first}，下句如何？",),
        "english": ("{first}: how does it go on?",),
    },
    "wrong": {
        "plain": ("不对哦，一共{hint}。", "再想想，{hint}。"),
        "terse": ("不对。{hint}。",),
        "old": ("不是，{hint}。",),
        "english": ("Not quite: {hint}.",),
    },
    "answer": {
        "plain": ("是{second}。",),
        "terse": ("{second}。",),
        "old": ("下句是{second}。",),
        "english": ("It is {second}.",),
    },
    "more": {
        "plain": ("再来一个？", "还要吗？"),
        "terse": ("还要？",),
        "old": ("可还要再接？",),
        "english": (" Another one?",),
    },
    "bye": {
        "plain": ("好，下回再说。",),
        "terse": ("好。",),
        "old": ("好，改日再说。",),
        "english": ("All right, another time.",),
    },
}
