"""Referrals: a family is handed to an organisation that can help, and someone decides in time.

A room for each kind of thing, and in the rooms the same names for the same parts: `referrals`, `families` (one or two;
how alike: `rules.likeness`), `receivers`, `deadlines` and `lengths`, `duty`, `imports`, `invitations`, `appeals`.
`outside` is what those without an account see, `pages` what they open. No room knows those above it:
`app`, `api` and `pages`, `views`, `policies`, `timers` and `reactions`, `queries`, `commands`, `imports` (reading
files), `schemas`, `codes`, `model`, `rules`.
"""
