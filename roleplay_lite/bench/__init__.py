"""What this board does: first token, decode, voice, memory, and how each grows. Ratios are taken within one run."""
