"""An interview that scores a character by how it answers: the Big Five and a type like MBTI's, from items of our own.

Source of the scoring: L. R. Goldberg's balanced keys, half of a factor's items worded the other way round, so that
agreeing with everything scores in the middle.
"""

from roleplay_lite.persona.interview.asking import Answer, interview, questions
from roleplay_lite.persona.interview.items import Choice, Item, Spoken, choices, items
from roleplay_lite.persona.interview.scoring import Axis, Factor, Result, score

__all__ = [
    "Answer",
    "Axis",
    "Choice",
    "Factor",
    "Item",
    "Result",
    "Spoken",
    "choices",
    "interview",
    "items",
    "questions",
    "score",
]
