"""The view Role descriptions."""
