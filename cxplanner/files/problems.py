"""What can be wrong with a file, in words."""

from __future__ import annotations


class CxplannerError(Exception):
    """Something went wrong that the person in front of the screen can understand and act on."""
