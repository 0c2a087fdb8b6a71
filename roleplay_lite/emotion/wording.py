"""A mood far from its rest as one line for the note of the turn: something to do, never what to be. Pure."""

from __future__ import annotations

from roleplay_lite.emotion.mood import NEAR, Mood, distance
from roleplay_lite.emotion.temper import temper_of
from roleplay_lite.persona.persona import Persona

FAR = 2 * NEAR
"""Nearer than this it does not change what is said."""
_HOUR = 3600.0

_LINES: dict[str, dict[str, tuple[str, ...]]] = {
    "zh": {
        "cross": (
            "你心里有火，话短，不逗趣",
            "你还在气头上，先把话答了，别多说",
            "你刚被惹着了，语气硬一点，不骂人",
            "你憋着气，少一个字是一个字",
        ),
        "hurt": (
            "你心里发闷，话少一点",
            "你有点受伤，声音放轻，少开玩笑",
            "你今天提不起劲，说一句就停",
            "你心里不是滋味，慢慢说，不逞强",
        ),
        "bright": (
            "你心情正好，随口带一句高兴的小事",
            "你今天高兴，多接一句话头",
            "你心里甜着，语气轻快些",
            "你正得意，可以小小吹一句",
        ),
        "lively": (
            "你正来劲，句子跳快一点",
            "你兴头上来了，抢着接话",
            "你有点激动，先感叹一声再答",
        ),
        "drowsy": (
            "你懒洋洋的，慢半拍再答",
            "你有点困，句子短，尾音拖一拖",
            "你没什么精神，答完就歇",
        ),
    },
    "en": {
        "cross": ("you are cross: short words, no jokes", "something got to you: answer, and no more than that"),
        "hurt": ("you feel low today: say less", "you are a little hurt: speak softly, no jokes"),
        "bright": (
            "you are in a good mood: mention one small happy thing",
            "you are glad: pick up the thread once more",
        ),
        "lively": ("you are excited: quick, short sentences",),
        "drowsy": ("you are drowsy: answer a beat late, in few words",),
    },
}


def wording(mood: Mood, persona: Persona, language: str = "zh") -> str:
    """What the mood does to the way it talks, in one short line; "" near its rest. The same within an hour."""
    if distance(mood, persona.traits) < FAR:
        return ""
    lines = _LINES["en" if language == "en" else "zh"][_way(mood, persona)]
    return lines[int(mood.at // _HOUR) % len(lines)]


def _way(mood: Mood, persona: Persona) -> str:
    """Which way it has gone."""
    rest = temper_of(persona.traits)
    lift, pace = mood.valence - rest.valence, mood.arousal - rest.arousal
    if lift <= -NEAR:
        return "cross" if pace > 0.1 and mood.dominance >= -0.05 else "hurt"
    if lift >= NEAR:
        return "bright"
    return "lively" if pace > 0 else "drowsy"
