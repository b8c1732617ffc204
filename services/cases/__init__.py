"""cases: the support of a family, from acceptance to the follow-up after closure."""
