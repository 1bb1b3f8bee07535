"""The view Team, with the org chart."""
