"""What an operator wants done differently, as data."""
