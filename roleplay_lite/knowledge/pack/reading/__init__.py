"""A person's documents read: each file as passages, questions and facts, a piece at a time."""
