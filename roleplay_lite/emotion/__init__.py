"""What the person feels, what the persona feels after it, and what both do to the reply and its voice."""
