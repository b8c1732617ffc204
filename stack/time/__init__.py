"""A demo home's business time, moved forward a day at a time."""
