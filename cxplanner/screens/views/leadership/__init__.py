"""The view Leadership."""
