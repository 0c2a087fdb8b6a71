"""What a turn was decided by: kept beside it, shown, and run again."""
