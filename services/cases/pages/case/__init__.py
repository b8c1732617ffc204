"""Pages of one case: how far it is, who the family is, who works on it, what was written and is planned."""
