"""A person's calendar feed, alike in every service that has one: what lies before them, for the calendar program of
their phone. No name of anybody, no address, no note: a feed lies on phones and on the servers of calendar programs.

What is in it comes from a service's `Source`s; whatever else people are to find in their calendars is one more.
"""
