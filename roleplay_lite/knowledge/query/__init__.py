"""What is asked, made to stand alone."""
