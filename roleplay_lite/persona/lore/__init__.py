"""How a lorebook is read from cards and matched with a chat: `book`, `folding`, `keys`, `patterns`, `activation`."""
