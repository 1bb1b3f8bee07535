"""Building blocks of the screens; they know nothing of plans, a screen feeds them."""
