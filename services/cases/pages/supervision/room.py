"""The blueprint of supervision, and who may look at whose work."""

from shared.web.pages import Pages
from shared.web.policy import roles

pages = Pages("cases", __name__, "supervision")

SUPERVISES = roles("supervisor")
LOOKS_AFTER = roles("supervisor", "coordinator")
"""Those who see the rows of all cases of their organisation, and set their workers."""
