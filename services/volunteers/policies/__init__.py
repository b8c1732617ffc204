"""Who may do what, and the records that a path names as far as the caller has a relation to them, part by part."""
