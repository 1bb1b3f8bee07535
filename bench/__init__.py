"""Measurements of what a person waits for, in process. Run ``python -m bench``; tests assert no timings."""
