"""Keys by what may be done with them while a line is read. Data."""

from __future__ import annotations


def _keys(text: str) -> frozenset[str]:
    return frozenset(text.split())


OPEN = _keys("likes dislikes fears skill studies been_to residence workplace major school name owns pet")
"""Their values have no end of their own: a line that runs on may be swallowed."""
LISTS = _keys("diet likes dislikes allergy fears been_to skill family pet")
"""「还有苦瓜」 goes on with them."""
ANY_DAY = _keys("birthday allergy name dream likes")
"""They are so though the clause names a day to come."""
NOT_ON_A_DAY = _keys("residence workplace school occupation habit studies grade hometown wakes sleeps commute")
"""What is so on one day tells nothing of other days (「我今天住在娜娜家」)."""
OF_US = _keys("habit school residence marriage workplace occupation pet owns family hometown been_to plan event")
"""What 「我们」 tell, each tells of themselves."""
OF_BOTH = _keys("occupation workplace hometown school grade")
"""What 「我跟我爱人都…」 tells of both."""
