"""What a speaker is asked to do: each skill is matched without the model and answers in the character's words."""
