"""What a plan is, and how one is read from and written to its file."""
