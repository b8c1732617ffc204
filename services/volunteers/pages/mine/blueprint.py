"""The room of volunteers and contact families."""

from shared.web.pages import Pages
from shared.web.policy import roles

pages = Pages("volunteers", __name__, "mine")

HOME = "/volunteers/mine"
VOLUNTEERS = roles("volunteer", "contact_family")
