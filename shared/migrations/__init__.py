"""Tables that every service has: events, idempotency keys, the directory of people and organisations."""
