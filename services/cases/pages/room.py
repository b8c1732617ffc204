"""The blueprint of the daily work: today, the lists, a case, its family and team, what is written and planned. The
modules beside put their pages on it."""

from shared.web.pages import Pages

pages = Pages("cases", __name__, "work")

CASE = "/<uuid:id>"
