"""Pages for those without an account. They need no JavaScript."""
