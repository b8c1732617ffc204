"""The first page of who works on cases: what must be done today, and what is late."""
