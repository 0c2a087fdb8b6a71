"""Hard samples: a character perturbed in one fact, and what it would answer then beside what it answers.

`perturbing.py` draws what to change, in five kinds; `samples.py` makes pairs of answers of it; `export.py` writes them.
"""
