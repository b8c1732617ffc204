"""A year of a region: hundreds of invented families, played by the sample region's acts, the same for the same seed.

`kinds.py` holds what can happen to a family, one function for each kind of event: a new kind is one function more.
"""
