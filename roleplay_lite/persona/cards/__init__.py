"""Character cards, V1 to V3, in and out: from files of the world to a `Persona`, and back."""
