"""The sample region: an invented place with its people, and what they did for families in the past fourteen months.

Everything is made by the commands that the API uses, in the order of time, under a moved clock; events travel over
the broker. Families, helpers and places are data; `player.py` plays them. Nobody in it is a real person.
"""
