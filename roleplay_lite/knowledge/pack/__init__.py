"""A pack: one SQLite file of facts, questions and texts with their sources and licences."""
