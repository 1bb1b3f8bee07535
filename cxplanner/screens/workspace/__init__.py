"""The screen on which a plan is worked on."""
