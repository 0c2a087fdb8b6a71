"""What the scorer of the skills is learnt from, and how."""
