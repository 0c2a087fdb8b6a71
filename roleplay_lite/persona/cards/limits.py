"""How much of a card is read. A card comes from anywhere, and each bound is checked before memory is spent on it."""

FILE = 64 << 20
"""Bytes of a file."""
CARD = 8 << 20
"""Bytes of a card's JSON, also where it lay compressed or in base64; real ones stay under one megabyte."""
DEPTH = 64
"""Objects and arrays within each other."""
NODES = 400_000
"""Values in a card's JSON."""
CHUNKS = 100_000
"""Chunks of a PNG; an animation has one for each frame."""
TEXTS = 200
"""Text chunks of a PNG that are looked into."""
ENTRIES = 2_000
"""Files in a CHARX, and assets of a card."""
DIRECTORY = 1 << 20
"""Bytes of a ZIP's central directory."""
ASSET = 16 << 20
"""Bytes of one asset."""
ASSETS = 64 << 20
"""Bytes of all assets together."""
RATIO = 200
"""How many times its stored size an asset of over a megabyte may inflate to; sound and pictures do not reach 10."""
LORE = 5_000
"""Entries of a lorebook."""
FIELD = 100_000
"""Characters of one field that are looked at when a character is made of a card; the card itself is kept whole."""
