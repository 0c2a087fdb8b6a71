"""Two systems side by side, blind: pairs of replies, what readers prefer, and whether that is more than chance.

pairs -> blind -> annotation (people: terminal or page) and model_judge -> judgements -> outcome
"""
