"""How a role-play adapter is made: a corpus of written dialogues, gates on it, training, and the file that ships.

Nothing here is needed to talk. `models/recipes/roleplay` holds the corpus and says how an adapter comes out of it.
"""
