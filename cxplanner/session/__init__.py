"""What somebody works on: the open plan, recent plans, settings, the sample."""
