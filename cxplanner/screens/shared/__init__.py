"""What the views of a plan share."""
