"""The view Metrics and objectives."""
