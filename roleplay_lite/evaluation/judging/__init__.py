"""Judges that read a reply and say what it is worth: pure functions of the words, by rules that can be read.

They are strict where a rule reads something and silent where it does not, and `docs/evaluation.md` says how often they
agree with a reader.
"""
