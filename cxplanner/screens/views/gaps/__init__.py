"""The view Gaps."""
