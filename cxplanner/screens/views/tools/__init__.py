"""The view Tools and initiatives."""
