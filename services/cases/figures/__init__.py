"""Outcome figures: what the practice says of itself, counted from what was recorded. `docs/figures.md` for readers.

Each figure's rule stands once, as SQL over the table `counted`, in the module that bears its name.
"""
