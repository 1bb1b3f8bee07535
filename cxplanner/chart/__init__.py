"""The org chart: who stands in it, where every box and line goes, and which box lies next to which."""
