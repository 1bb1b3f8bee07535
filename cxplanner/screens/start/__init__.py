"""What is on screen before a plan is."""
