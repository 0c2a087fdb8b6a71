"""What must not be said, by the person, the character or a text that was looked up."""
