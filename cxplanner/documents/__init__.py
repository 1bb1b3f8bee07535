"""Documents to hand out: role descriptions, and the pages that explain the gap rules."""
