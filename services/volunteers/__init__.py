"""Volunteers: someone who is there for a family is found, asked, paired with it, and kept company.

A room for each kind of thing, and in the rooms the same names for the same parts: `register` (who is on it, with what
vetting), `requests` and `candidates` (who could be asked), `proposals`, `chains` (asking one after the other), `links`
(a question opened from a mail), `runs` (matching of all open requests at once), `assignments` (pairings and their
journals), `concerns`, `settings`, `readiness` (ready against needed), `feedback`. `calendars` are what lies before
a volunteer, for their calendar program. `common` is what parts share, `pages`
what a link opens. No room knows those above it:
`app`, `api` and `pages`, `views`, `policies`, `timers` and `reactions`, `commands`, `queries` (what is read to decide
and to show: the pool of a run, who is ready, what a pairing waits for), `locks`, `schemas`, `codes`, `model`, `people`
(the directory's replica), `rules`.
"""
