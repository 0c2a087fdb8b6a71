"""What is said after a feeling was met for the first time: a question, or that one is there. No model. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

from roleplay_lite.emotion.empathy import Strategy
from roleplay_lite.emotion.words import BAD, Shade

_ZH: dict[Strategy, tuple[str, ...]] = {
    Strategy.ASK: (
        "怎么了呀，跟我说说？",
        "出什么事了？",
        "从头讲给我听，我不急。",
        "是从什么时候开始的？",
        "心里最堵的是哪一件？",
        "想说就说，不想说我就陪着你。",
        "是今天的事，还是攒了好些天了？",
        "来，一件一件说。",
    ),
    Strategy.REFLECT: (
        "后来怎么样了？",
        "你这会儿心里好受点没有？",
        "最难受的是哪一点？",
        "还想说的话，我都听着。",
        "这事你憋了多久了？",
        "现在身边有人陪你吗？",
        "要不再跟我多说两句？",
        "你当时是怎么撑过来的？",
    ),
    Strategy.CALM: (
        "你慢慢说，我听着。",
        "先喘口气，再跟我讲。",
        "不着急，从头说。",
        "后来呢？",
        "我先不插嘴，你把它说完。",
        "说出来能松快一点。",
    ),
    Strategy.CELEBRATE: (
        "快跟我说说，怎么回事？",
        "打算怎么庆祝一下？",
        "第一个告诉的是谁呀？",
        "讲讲，当时什么样？",
        "是不是一路笑着回来的？",
        "多说两句，让我也沾沾喜气。",
        "你最得意的是哪一段？",
    ),
}
_SURPRISED_ZH = ("怎么会这样？", "后来呢，快说。", "你当时吓一跳吧？", "真的呀，从头讲讲。")
_EN: dict[Strategy, tuple[str, ...]] = {
    Strategy.ASK: ("What happened?", "Do you want to tell me about it?", "Since when has it been like this?"),
    Strategy.REFLECT: ("What happened then?", "How are you now?", "What hurts the most about it?"),
    Strategy.CALM: ("Take your time, I'm listening.", "Tell me from the start.", "And then?"),
    Strategy.CELEBRATE: ("Tell me everything!", "How are you going to celebrate?", "Who did you tell first?"),
}
_SURPRISED_EN = ("And then?", "How did that happen?")


_UNSURE_ZH = (
    "听你这话，心里像是有点事。",
    "怎么听着有点闷闷的。",
    "嗯，我听着呢，像是不太顺心。",
    "这话里有话，我听出来一点。",
    "你说这个的时候，好像不太好受。",
    "听着不太轻松呀。",
)
_UNSURE_EN = ("That sounds like it weighs on you.", "You don't sound quite happy about that.")


def unsure(seed: int, *, language: str = "zh", recent: Sequence[str] = ()) -> str:
    """For what only seems to be a bad feeling: that one hears something, and no name for it."""
    forms = _UNSURE_EN if language == "en" else _UNSURE_ZH
    fresh = [form for form in forms if not any(form in said for said in recent)] or list(forms)
    return Random(seed).choice(fresh)


def follow_up(step: Strategy, shade: Shade, seed: int, *, language: str = "zh", recent: Sequence[str] = ()) -> str:
    """One sentence for the step; "" for a step that wants more than that. None that stands in one of the `recent`
    replies comes again while there are others."""
    tongue = _EN if language == "en" else _ZH
    forms = tongue.get(step, ())
    if step is Strategy.REFLECT and shade not in BAD:
        forms = _SURPRISED_EN if language == "en" else _SURPRISED_ZH
    fresh = [form for form in forms if not any(form in said for said in recent)] or list(forms)
    return Random(seed).choice(fresh) if fresh else ""
