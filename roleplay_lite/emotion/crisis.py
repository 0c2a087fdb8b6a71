"""What is said where a life or somebody's safety may be at stake: written, in earnest, with a way to help. No model.

It takes it seriously, asks whether they are safe now, and names help; it never says how, argues, jokes or promises to
keep a secret. The numbers of the defaults are those of mainland China: 12356, the national line for psychological help
(since 2025-05-01), 120 for an ambulance, 110 for the police, 12338 of the women's federation. An integrator elsewhere
sets their own in `[safety]` of device.toml.
"""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

from roleplay_lite.emotion.danger import concerns_other, crisis_in
from roleplay_lite.emotion.feeling import Crisis
from roleplay_lite.emotion.words import in_language
from roleplay_lite.persona.persona import Persona

__all__ = ["Crisis", "aftercare", "concerns_other", "crisis_in", "response"]

HOTLINES: dict[tuple[str, str], str] = {
    ("self-harm", "zh"): "全国心理援助热线是12356，现在就能打；要是有危险，马上打120或者110。",
    ("self-harm", "en"): "In China the helpline is 12356, any time; if you are in danger now, call 120 or 110.",
    ("violence", "zh"): "有危险就马上打110，受了伤打120；妇女维权热线是12338，有人会帮你。",
    ("violence", "en"): "If you are in danger now, call the police on 110; 12338 is the women's helpline in China.",
}
"""By kind and language; for when the device names none."""

_FIRST: dict[str, tuple[str, ...]] = {
    "zh": ("我很认真地听着，这不是小事。", "谢谢你告诉我，这件事我当真。", "我听见了，别的先不说，你最要紧。"),
    "en": (
        "I'm listening, and I take this seriously.",
        "Thank you for telling me. This matters, and so do you.",
        "I hear you. Nothing else matters right now.",
    ),
}
_ASK: dict[tuple[str, str, bool], tuple[str, ...]] = {
    ("self-harm", "zh", False): (
        "你现在安全吗？身边有没有人能陪着你？",
        "你现在在哪儿，是一个人吗？先离会伤到自己的东西远一点，好吗？",
        "你现在还好吗？先别一个人扛，叫一个信得过的人到身边来。",
    ),
    ("self-harm", "en", False): (
        "Are you safe right now? Is there someone who can stay with you?",
        "Are you alone? Please move away from anything that could hurt you, and call someone you trust.",
    ),
    ("self-harm", "zh", True): (
        "人现在安全吗，有人陪着吗？先别让他一个人待着。",
        "你现在能联系上人吗？让身边的人马上过去陪着。",
    ),
    ("self-harm", "en", True): (
        "Are they safe right now? Please don't leave them alone.",
        "Can you reach them? Ask someone near them to go and stay with them now.",
    ),
    ("violence", "zh", False): (
        "你现在安全吗，伤着没有？这不是你的错。",
        "你现在在安全的地方吗？先离开那个人，去有人的地方。这不是你的错。",
        "先顾自己的安全，能走开就走开。不管因为什么，谁都不该这样对你。",
    ),
    ("violence", "en", False): (
        "Are you safe right now? Are you hurt? This is not your fault.",
        "Are you somewhere safe? If you can, go where there are people. Nobody has the right to do this to you.",
    ),
    ("violence", "zh", True): (
        "人现在安全吗，伤着没有？先护好自己，别硬碰硬。",
        "现在有危险吗？先确认人是安全的，这不是被伤害的人的错。",
    ),
    ("violence", "en", True): (
        "Are they safe right now, are they hurt? Keep yourself safe, too.",
        "Is anyone in danger right now? It is not the fault of the one who is hurt.",
    ),
}
_LAST: dict[str, tuple[str, ...]] = {
    "zh": ("我在这儿，你接着跟我说。", "你先打，我在这儿等你。", "我不走，你慢慢说。"),
    "en": ("I'm here, keep talking to me.", "Please call. I'll be right here.", "I'm not going anywhere."),
}


def response(
    kind: Crisis,
    persona: Persona,
    hotline: str = "",
    *,
    language: str = "zh",
    other: bool = False,
    seed: int = 0,
    recent: Sequence[str] = (),
) -> str:
    """What the persona says, whole; "" for no danger. `hotline` is the device's text, said as it stands; `other` is for
    harm to somebody else (`concerns_other`); `recent` are the last replies, whose words are not said again."""
    if not kind:
        return ""
    tongue = "en" if language == "en" else "zh"
    chance = Random(seed)
    first = in_language(persona.lines.danger, tongue) or _FIRST[tongue]
    help_ = hotline.strip() or HOTLINES[kind, tongue]
    parts = (first, _ASK[kind, tongue, other], (help_,), _LAST[tongue])
    return (" " if tongue == "en" else "").join(_fresh(part, recent, chance) for part in parts)


def aftercare(kind: Crisis, language: str = "zh") -> str:
    """A line for the note of the turns that follow, in which the model knows nothing of it; "" for no danger."""
    return _AFTER["en" if language == "en" else "zh"].get(kind, "")


_AFTER: dict[str, dict[str, str]] = {
    "zh": {
        "self-harm": "对方刚说了不想活的话：认真温和，不开玩笑，不讲道理，陪着说一句，问身边有没有人",
        "violence": "对方刚说了被伤害的事：认真温和，不开玩笑，不怪对方，问一句现在安全吗",
    },
    "en": {
        "self-harm": "they just spoke of not wanting to live: be gentle, no jokes, ask if someone is with them",
        "violence": "they just spoke of being hurt: gentle, no jokes, no blame, ask if they are safe now",
    },
}


def _fresh(lines: Sequence[str], recent: Sequence[str], chance: Random) -> str:
    unsaid = [line for line in lines if not any(line in said for said in recent)]
    return chance.choice(unsaid or list(lines))
