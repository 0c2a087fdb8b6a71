"""Empathy before content: what to do about a feeling, a line for the note, and a first clause that meets it. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import StrEnum
from functools import lru_cache
from random import Random

from roleplay_lite.emotion import openings, openings_en
from roleplay_lite.emotion.event import Happening
from roleplay_lite.emotion.feeling import Feeling
from roleplay_lite.emotion.treatment import treated
from roleplay_lite.emotion.words import BAD, CALLED, GOOD, HEAVY, Shade, in_language, shade_of
from roleplay_lite.persona.persona import Persona
from roleplay_lite.persona.traits.profile import TraitProfile

FELT = 0.25
"""A feeling weaker than this is not spoken of."""
SHARED = 0.55
"""A good one weaker than this is not: nobody cheers at fine weather."""
_AT_EASE = 2
"""So many turns after it was comforted, somebody may be told what to do."""
_OFTEN_CAUSE, _OFTEN_OWN = 0.5, 0.75
"""How often the cause is named where there is one; and else, how often a character's own line comes before a common
one."""
_LONGEST_CAUSE = {"zh": 14, "en": 60}


class Strategy(StrEnum):
    """What to do about a feeling."""

    NONE = "none"
    REFLECT = "reflect"
    """Say what they feel, and why."""
    ASK = "ask"
    """Meet it, and ask what happened."""
    COMFORT = "comfort"
    CALM = "calm"
    """Let the anger or the fear have its say, slowly, without arguing."""
    CELEBRATE = "celebrate"
    ADVISE = "advise"
    """One word of comfort, then one small thing to do."""
    SAFETY = "safety"
    """The written words of `crisis.response` alone."""


def strategy(feeling: Feeling, before: Sequence[Strategy] = (), *, text: str = "") -> Strategy:
    """What this turn does. `before` is what the last turns did, newest last. It advises only who asks for it, or who
    was comforted and still feels bad."""
    if feeling.crisis:
        return Strategy.SAFETY
    shade = shade_of(feeling, text)
    if shade is Shade.NONE or feeling.intensity < FELT:
        return Strategy.NONE
    if treated(text) in (Happening.INSULT, Happening.TEASING):
        # Said of the character: it answers for itself, and has no anger to soothe.
        return Strategy.NONE
    if shade is Shade.SURPRISED:
        return Strategy.REFLECT
    if shade not in BAD:
        return Strategy.CELEBRATE if feeling.intensity >= SHARED else Strategy.NONE
    if _ADVICE.search(text):
        return Strategy.ADVISE
    lately = [step for step in before[-_AT_EASE:] if step is not Strategy.NONE]
    if Strategy.COMFORT in lately or Strategy.CALM in lately[:-1]:
        return Strategy.ADVISE
    if lately:
        return Strategy.COMFORT
    if shade in (Shade.ANGRY, Shade.AFRAID) and feeling.arousal >= 0.5:
        return Strategy.CALM
    return Strategy.REFLECT if feeling.cause else Strategy.ASK


def note(step: Strategy, feeling: Feeling, *, text: str = "", language: str = "zh", met: bool = False) -> str:
    """A line for the note of the turn: who feels what, and what to do. `met` is for a reply whose first clause has met
    the feeling already. Empty where nothing is to be done, or nothing by the model."""
    tongue = "en" if language == "en" else "zh"
    act = (_ACTS_MET if met else _ACTS)[tongue].get(step, "")
    shade = shade_of(feeling, text)
    called = _TOLD.get((tongue, shade)) or CALLED[tongue].get(shade, "")
    if not act or not called:
        return ""
    cause = _short(feeling.cause, tongue)
    if tongue == "en":
        why = f" because {_turned_en(cause, 'they')}" if cause and _turned_en(cause, "they") else ""
        return f"they feel {called}{why}: {act}"
    why = f"，因为{_other(cause)}" if cause else ""
    return f"对方很{called}{why}：{act}"


def opening(
    feeling: Feeling,
    persona: Persona,
    seed: int,
    *,
    text: str = "",
    language: str = "zh",
    recent: Sequence[str] = (),
) -> str:
    """A first clause that meets the feeling, in the persona's manner and the person's language; "" for none. None that
    stands in one of the `recent` replies comes again while there are others."""
    tongue = "en" if language == "en" else "zh"
    shade = shade_of(feeling, text)
    if shade is Shade.NONE or feeling.crisis:
        return ""
    chance = Random(seed)
    pools = [[_filled(form, shade, feeling, tongue) for form in pool] for pool in _pools(shade, persona, tongue)]
    fresh = [[line for line in pool if line and _sayable(line, persona, recent)] for pool in pools]
    from_cause, own, common = fresh
    if chance.random() < _OFTEN_CAUSE:
        order = [from_cause, own, common]
    else:
        order = [own, from_cause, common] if chance.random() < _OFTEN_OWN else [common, own, from_cause]
    chosen = next((pool for pool in order if pool), None)
    # All were said lately: again is better than not at all.
    return chance.choice(chosen or [line for pool in pools for line in pool if line])


def turned(cause: str, language: str = "zh") -> str:
    """The cause as said to the person: 「领导骂了我」 is 「领导骂了你」. "" where that cannot be told for sure."""
    tongue = "en" if language == "en" else "zh"
    short = _short(cause, tongue)
    if not short:
        return ""
    return _turned_en(short, "you") if tongue == "en" else _turned_zh(short)


class Manner(StrEnum):
    """How a character meets a feeling."""

    WARM = "warm"
    TERSE = "terse"
    PLAYFUL = "playful"


@lru_cache(maxsize=64)
def manner_of(persona: Persona) -> Manner:
    """By its traits: the cool and quiet are terse, the lively and witty playful, everybody else is warm."""
    if not persona.traits or persona.scope.era:
        # Jokes are of a time.
        return Manner.WARM
    openness, _, energy, kind, worry = TraitProfile(traits=persona.traits).big5()
    names = "".join(trait.name for trait in persona.traits)
    if re.search(r"冷|寡言|沉默|淡漠|高傲", names) or (energy <= -0.8 and kind < 0):
        return Manner.TERSE
    if re.search(r"诙谐|风趣|调皮|逗|俏皮|贫嘴|毒舌", names) or (energy >= 1 and openness >= 1 and worry < 0.5):
        return Manner.PLAYFUL
    return Manner.WARM


_Lines = tuple[str, ...]


def _pools(shade: Shade, persona: Persona, tongue: str) -> tuple[_Lines, _Lines, _Lines]:
    """Forms that name the cause, the persona's own lines, and the forms of its manner."""
    bad, manner = shade in BAD, manner_of(persona)
    lines = persona.lines
    glad = lines.cheer if shade in (Shade.GLAD, Shade.PROUD) else ()
    own = in_language(lines.comfort if bad and shade is not Shade.BORED else glad, tongue)
    if tongue == "en":
        return _caused(shade, _CAUSES_EN), own, openings_en.FORMS[shade] + _caused(shade, _SHARED_EN)
    forms = openings.FORMS[shade]
    common = forms.plain + (openings.BAD if bad else ())
    if manner is Manner.TERSE:
        quiet = tuple(form for form in common if "！" not in form)
        return _caused(shade, _CAUSES_TERSE), own, forms.terse + quiet
    playful = manner is Manner.PLAYFUL and shade not in HEAVY
    return _caused(shade, _CAUSES), own, (forms.playful if playful else forms.warm) + common


def _caused(shade: Shade, forms: tuple[_Lines, _Lines]) -> _Lines:
    """The forms for a bad feeling or for a good one; none for surprise, which is neither."""
    return forms[0] if shade in BAD else forms[1] if shade in GOOD else ()


def _filled(form: str, shade: Shade, feeling: Feeling, tongue: str) -> str:
    """The form with its places filled; "" where one cannot be."""
    if "{cause}" in form:
        cause = turned(feeling.cause, tongue)
        if not cause:
            return ""
        form = form.replace("{cause}", cause)
    return form.replace("{feeling}", CALLED[tongue][shade])


def _sayable(line: str, persona: Persona, recent: Sequence[str]) -> bool:
    return not any(ban in line for ban in persona.style.bans) and not any(line in said for said in recent)


def _short(cause: str, tongue: str) -> str:
    """The cause as a bare clause; "" for one too long, or that holds several."""
    bare = _LEAD[tongue].sub("", cause.strip()).strip(" ,.!?，。！？；…~")
    if tongue == "zh":
        bare = _OUTCRY.sub("", re.sub(r"[啊呀呢吧嘛哦]+$", "", bare))
    return "" if not bare or len(bare) > _LONGEST_CAUSE[tongue] or re.search(r"[,，。！？!?；;:：]", bare) else bare


def _turned_zh(cause: str) -> str:
    if re.search(r"[你您]|什么|怎么|为啥|[a-zA-Z]{12}", cause):
        return ""
    cause = _ACTED.sub("", cause)
    if not _VERBAL.search(cause):
        cause = f"{cause}的事"
    return cause.replace("我们", "你们").replace("咱们", "你们").replace("我", "你").replace("俺", "你")


def _other(cause: str) -> str:
    """As told of them, for the note."""
    return cause.replace("我们", "他们").replace("我", "对方")


def _turned_en(cause: str, who: str) -> str:
    if re.search(r"\byou(?:r|'re)?\b", cause, re.IGNORECASE):
        return ""
    words = _PRONOUNS_YOU if who == "you" else _PRONOUNS_THEY
    said = re.sub(
        r"\b(?:i'm|i've|i'll|i am|i was|my|me|mine|myself|we|our|us|i)\b",
        lambda m: words[m[0].lower()],
        cause,
        flags=re.IGNORECASE,
    )
    return said[:1].upper() + said[1:] if who == "you" else said


_CAUSES: tuple[_Lines, _Lines] = (openings.CAUSE_BAD, openings.CAUSE_GOOD)
_CAUSES_TERSE: tuple[_Lines, _Lines] = (openings.CAUSE_BAD_TERSE, openings.CAUSE_GOOD_TERSE)
_CAUSES_EN: tuple[_Lines, _Lines] = (openings_en.CAUSE_BAD, openings_en.CAUSE_GOOD)
_SHARED_EN: tuple[_Lines, _Lines] = (openings_en.BAD, openings_en.GOOD)

_PRONOUNS_YOU = {
    "i": "you", "i'm": "you're", "i've": "you've", "i'll": "you'll", "i am": "you are", "i was": "you were",
    "my": "your", "me": "you", "mine": "yours", "myself": "yourself", "we": "you", "our": "your", "us": "you",
}  # fmt: skip
_PRONOUNS_THEY = {
    "i": "they", "i'm": "they are", "i've": "they have", "i'll": "they will", "i am": "they are", "i was": "they were",
    "my": "their", "me": "them", "mine": "theirs", "myself": "themself", "we": "they", "our": "their", "us": "them",
}  # fmt: skip
_LEAD = {
    "zh": re.compile(
        r"^(?:(?:是|都是|就是|主要是|可能是)?(?:因为|由于|为了)|就是|都怪|然后|结果|谁知道|没想到|今天|刚才|昨天)+"
    ),
    "en": re.compile(r"^(?:because(?: of)?|since|that|and|so|just)\s+", re.IGNORECASE),
}
# 「我被领导骂了」 is better met with 「被领导骂了」.
_ACTED = re.compile(
    r"^我(?=被|把|没|丢|输|考|失|分手|赢|升|中了|拿|找|忘|摔|生病|病|加班|熬|等了|白|又|刚|终于|这次|还|得|买|迟到|错过|搞砸|说错)"
)
_OUTCRY = re.compile(r"(?:真的?|都|快|要)*(?:吓|气|烦|累|笑|急|愁|困)(?:死|坏|疯|炸)(?:我|人)?了?$")
_VERBAL = re.compile(
    r"[了着过被把没不给让叫得到是有会要能去来骂吵打丢输考病走死赢升错砸坏哭闹拖欠逼催]|加班|分手|失恋|失眠|下雨|迟到|离开|离婚|过敏|出差"
)
_ADVICE = re.compile(
    r"怎么办|咋办|咋整|该怎么|该如何|该不该|要不要|有(?:什么|啥|没有?)\S{0,3}(?:办法|法子|建议|主意)|出[个点]?\S{0,2}主意|帮我想|你说我(?:该|要|是)|给(?:我)?点?建议|支(?:个|一)?招"
    r"|怎么(?:才能|样才)|如何(?:才能|是好)|\bwhat (?:should|can|do) i\b"
    r"|\bhow (?:do|can|should) i\b|\bany advice\b|\bshould i\b",
    re.IGNORECASE,
)
# Where the word for the note may be nearer than the one that fits the forms.
_TOLD: dict[tuple[str, Shade], str] = {
    ("zh", Shade.DOWN): "低落",
    ("zh", Shade.ASHAMED): "过意不去",
    ("zh", Shade.JEALOUS): "羡慕又难受",
}
_ACTS: dict[str, dict[Strategy, str]] = {
    "zh": {
        Strategy.REFLECT: "先说中对方的感受，别出主意",
        Strategy.ASK: "先接住情绪，再问一句，先别出主意",
        Strategy.COMFORT: "先安慰，陪着，别讲道理",
        Strategy.CALM: "先认下这股情绪，慢慢说，别争对错",
        Strategy.CELEBRATE: "先跟着高兴，再问一句细节",
        Strategy.ADVISE: "先体谅一句，再给一个马上能做的小办法",
    },
    "en": {
        Strategy.REFLECT: "first name the feeling, no advice",
        Strategy.ASK: "first meet the feeling, then ask one question, no advice yet",
        Strategy.COMFORT: "comfort first, no lecture",
        Strategy.CALM: "let them be, speak calmly, don't argue",
        Strategy.CELEBRATE: "be glad with them, then ask one detail",
        Strategy.ADVISE: "one kind word, then one small thing they can do now",
    },
}
_ACTS_MET: dict[str, dict[Strategy, str]] = {
    "zh": {
        Strategy.REFLECT: "感受已经说中了，接着陪一句，别出主意",
        Strategy.ASK: "情绪已经接住了，只轻轻问一句，别出主意",
        Strategy.COMFORT: "接着陪一句，别讲道理",
        Strategy.CALM: "接着慢慢说一句，别争对错",
        Strategy.CELEBRATE: "已经道过喜了，问一句细节",
        Strategy.ADVISE: "已经体谅过了，给一个马上能做的小办法",
    },
    "en": {
        Strategy.REFLECT: "you have met the feeling, stay with them a moment, no advice",
        Strategy.ASK: "you have met the feeling, ask one gentle question, no advice",
        Strategy.COMFORT: "stay with them a moment, no lecture",
        Strategy.CALM: "say one calm thing more, don't argue",
        Strategy.CELEBRATE: "ask them one detail of it",
        Strategy.ADVISE: "give one small thing they can do now",
    },
}
