"""How many phrases an office offers."""

MOST_PHRASES = 12  # that an office offers
