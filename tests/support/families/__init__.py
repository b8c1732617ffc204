"""Invented Russian families, the same families as somebody else writes them down, and others that only look like them.

Nothing of the product is imported here: what finds duplicates must not be tested with its own tables.
"""
