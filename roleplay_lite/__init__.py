"""roleplay-lite gives any speaker a character."""

__version__ = "0.1.0"
