"""Absence with a deputy: somebody is away from a day to a day, a colleague stands in, and it ends by itself."""
