"""A region whose outcome figures are known, because every family in it was invented to count so and not otherwise.

Everything is done by the commands of `cases`, at the business time at which it would have been done. Nothing here
counts: each kind of home says what it adds, and nothing here is shared with the code that is measured.
"""
