"""Whose open work a caller may ask for, and who may hand it over: the same in every service that has some.

How much there is, is told to those who lead the person's organisation, so that nobody leaves unseen; which records it
is, only as far as the caller may see each of them.
"""
