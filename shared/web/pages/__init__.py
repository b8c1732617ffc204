"""Pages: HTML for people, on the commands, schemas and policies that the API has.

`Pages` declares them as `Routes` declares the API; `Form` and `fields` are what a page asks; templates begin with
`layout.html`. All text goes through `words._`, in English in the code and in Russian in each service's `ru.po`.
"""

from shared.web.pages.form import Form
from shared.web.pages.route import Pages, go, show
from shared.web.pages.words import _, ngettext, pgettext

__all__ = ["Form", "Pages", "_", "go", "ngettext", "pgettext", "show"]
