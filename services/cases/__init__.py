"""cases: the support of a family, from acceptance to the follow-up after closure.

Beside `policies` and `views`, which are of the case itself, a module for each further kind of thing (`programmes`,
`roadmaps`, `meetings`, `concerns`, `visits`) says who may do what with it and how it is shown; `teamwork`, `deadlines`
and `comparisons` show parts of a case. `calendars`, `timeline` and `figures` only read.
"""
