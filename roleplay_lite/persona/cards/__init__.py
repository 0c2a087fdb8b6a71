"""Character cards, V1 to V3, in and out: from files of the world to a `Persona`, and back."""

from roleplay_lite.persona.cards.card import Card
from roleplay_lite.persona.cards.convert import persona_of_card
from roleplay_lite.persona.cards.export import card_of_persona
from roleplay_lite.persona.cards.keeping import keep
from roleplay_lite.persona.cards.reading import card_in, read_card
from roleplay_lite.persona.cards.writing import card_bytes

__all__ = ["Card", "card_bytes", "card_in", "card_of_persona", "keep", "persona_of_card", "read_card"]
