"""The trait scorer: which of the 209 traits a reply shows, read from the reply alone.

It is what salience is measured with, and it is kept apart from everything that makes replies: it has learnt from
written exemplars (`../exemplars`) that no prompt shows, and nothing outside of evaluation may import it.
"""

from roleplay_lite.evaluation.scorer.scorer import TraitScorer

__all__ = ["TraitScorer"]
