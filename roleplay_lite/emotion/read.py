"""What the person feels, of their words, their voice and the lines before."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from roleplay_lite.emotion.crisis import crisis_in
from roleplay_lite.emotion.cues import ORDER
from roleplay_lite.emotion.feeling import GROUP_OF, USUAL, Crisis, Feeling, Label
from roleplay_lite.emotion.rules import Hit, Reading, read

if TYPE_CHECKING:
    from roleplay_lite.emotion.classifier import Said
    from roleplay_lite.emotion.prosody import Prosody

SURE = 0.65
"""From so likely a good or a bad feeling on, the learnt reader is believed where no word tells one."""
_TRUST: dict[str, float] = {"feeling": 0.9, "outcry": 0.7, "happening": 0.7, "face": 0.75}
"""How sure a sign of each kind is, at its full strength."""
_WEIGHT: dict[str, float] = {"feeling": 1.0, "outcry": 0.6, "happening": 0.75, "face": 0.7}
_EXCLAIMED = 0.12


def read_feeling(text: str, prosody: Prosody | None = None, before: Sequence[tuple[str, str]] = ()) -> Feeling:
    """What the person feels who says this. `before` is what they said and what was replied to it, the oldest first.

    Never raises. A line that tells of no feeling is `neutral`, with the confidence that it is.
    """
    from roleplay_lite.emotion.classifier import Said

    lines = [Said(text=one, own=own) for pair in before for one, own in zip(pair, (True, False), strict=True) if one]
    return feeling_after(text, lines, prosody)


def feeling_after(text: str, lines: Sequence[Said], prosody: Prosody | None = None) -> Feeling:
    """The same, after lines of whoever said them."""
    said = read(text)
    felt = _by_words(said) if said.hits else _by_guess(text, lines, said)
    return _heard(felt, prosody, crisis_in(text))


def _by_words(said: Reading) -> Feeling:
    """Of what the rules found: the label with most behind it, and what all of it comes to."""
    scores: dict[Label, float] = {}
    for hit in said.hits:
        other = any(one.label == hit.label and one.clause < hit.clause for one in said.hits)
        size = _size(hit) * _in_line(hit, said.hits) * (1.2 if other else 1.0)
        scores[hit.label] = max(scores.get(hit.label, 0.0), size)
    label = max(scores, key=lambda one: (scores[one], one != "neutral"))
    own = [hit for hit in said.hits if hit.label == label]
    top = max(own, key=_size)
    total = sum(_size(hit) for hit in said.hits)
    valence = sum(hit.valence * _size(hit) for hit in said.hits) / total if total else 0.0
    # Mixed lines are read by their label, with what else is in them taken in.
    valence = 0.7 * top.valence + 0.3 * valence
    loud = _EXCLAIMED if said.exclaims else 0.0
    return Feeling(
        label=label,
        valence=_within(valence, -1.0),
        arousal=_within(sum(hit.arousal for hit in own) / len(own) + loud + 0.15 * (top.strength - 0.7)),
        intensity=0.0 if label == "neutral" else _within(top.strength + loud),
        cause="" if label == "neutral" else cause_of(said, own),
        confidence=_within(
            _TRUST[top.kind] * (0.5 + 0.5 * min(1.0, top.strength)) * scores[label] / _rivals(scores, label)
        ),
    )


def _in_line(hit: Hit, hits: Sequence[Hit]) -> float:
    """What a sign counts for beside the others: the more the later, since a line ends in what it is about; a worry less
    once it is over; something good less where it was spoilt (「好好的周末，全搅了」)."""
    factor = 1 + 0.04 * min(hit.clause, 5)
    if hit.label in ("anxious", "afraid") and any(one.label == "relieved" and one.clause >= hit.clause for one in hits):
        return 0.5 * factor
    if (
        hit.kind == "happening"
        and hit.valence > 0
        and hit.label != "relieved"
        and any(one.valence < -0.2 for one in hits)
    ):
        return 0.6 * factor
    return factor


def _size(hit: Hit) -> float:
    return hit.strength * _WEIGHT[hit.kind]


def _rivals(scores: dict[Label, float], label: Label) -> float:
    """The score itself, and half of the best of another group: mixed feelings are less sure."""
    others = [score for other, score in scores.items() if GROUP_OF[other] != GROUP_OF[label]]
    return scores[label] + 0.5 * max(others, default=0.0)


def _by_guess(text: str, lines: Sequence[Said], said: Reading) -> Feeling:
    """Of what was learned, where it is sure; where somebody else's feeling is told of, it is theirs that it sees."""
    from roleplay_lite.emotion.classifier import guess, told

    likely = told(text, guess(text, lines))
    sides = {side: sum(share for label, share in likely.items() if _side(label) == side) for side in (-1, 0, 1)}
    side = max(sides, key=lambda one: sides[one])
    if side == 0 or said.others or sides[side] < SURE or ORDER.match(text[:60].lower()):
        return Feeling(arousal=USUAL["neutral"][1], confidence=_within(max(sides[0], 0.5)))
    label = max((one for one in likely if _side(one) == side), key=lambda one: likely[one])
    return Feeling(
        label=label,
        valence=_within(USUAL[label][0] * sides[side], -1.0),
        arousal=_within(sum(USUAL[one][1] * share for one, share in likely.items())),
        intensity=_within(0.6 * sides[side]),
        confidence=_within(0.7 * sides[side]),
    )


def _side(label: Label) -> int:
    return (USUAL[label][0] > 0) - (USUAL[label][0] < 0)


def _heard(felt: Feeling, prosody: Prosody | None, crisis: Crisis) -> Feeling:
    """With what the voice adds, and whether somebody is in danger."""
    shift = prosody.shift if prosody else 0.0
    if crisis and felt.valence > -0.5:
        felt = Feeling(
            label=felt.label if felt.valence < 0 else "sad" if crisis == "self-harm" else "afraid",
            valence=-0.8, arousal=felt.arousal, intensity=max(0.9, felt.intensity), cause=felt.cause, confidence=0.8,
        )  # fmt: skip
    return Feeling(
        label=felt.label,
        valence=felt.valence,
        arousal=_within(felt.arousal + shift),
        intensity=_within(felt.intensity * (1 + 0.5 * abs(shift))),
        cause=felt.cause,
        confidence=felt.confidence,
        crisis=crisis,
    )


def cause_of(said: Reading, own: Sequence[Hit]) -> str:
    """The clause that tells why: one that says so (「因为…」, 「…让我…」), one that tells of what befell the person, or
    the one that stands before the feeling. Empty where there is none."""
    for clause in said.clauses:
        if found := _BECAUSE.search(clause) or _MADE_ME.search(clause):
            return _trimmed(found["why"])
    told = [hit.clause for hit in own if hit.kind == "happening"]
    if told:
        return _trimmed(said.clauses[told[0]])
    named = {hit.clause for hit in said.hits}
    for hit in own:
        for place in (hit.clause - 1, hit.clause + 1):
            if 0 <= place < len(said.clauses) and place not in named and _tells(said.clauses[place]):
                return _trimmed(said.clauses[place])
    return ""


def _tells(clause: str) -> bool:
    return len(re.sub(r"\W", "", clause)) >= _LEAST and not _ASKS_BACK.search(clause)


def _trimmed(clause: str) -> str:
    return _LEAD.sub("", clause.strip()).strip()[:_MOST]


def _within(value: float, low: float = 0.0) -> float:
    return max(low, min(1.0, value))


_LEAST, _MOST = 4, 40
_BECAUSE = re.compile(r"(?:因为|由于|都怪|只因|就因为|because)(?:of )?\s*(?P<why>.{2,})", re.IGNORECASE)
_MADE_ME = re.compile(r"(?P<why>.{2,}?)(?:让|令|使|害得?|弄得|搞得|气得)我")
_LEAD = re.compile(
    r"^(?:但是?|可是?|不过|然后|而且|所以|因为|结果|就是|唉|哎|啊|呜+|哈+|嗯|其实|今天早?晚?上?我?(?=[被把])|and"
    r"|but|so)\s*",
    re.IGNORECASE,
)
_ASKS_BACK = re.compile(
    r"你(?:说|知道|觉得|懂)|怎么办|该怎么|吗$|呢$|吧$|^(?:真的|我跟你说|跟你说|你知道吗|小.{1,2}|喂|哎)$"
)
