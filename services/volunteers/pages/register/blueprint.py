"""The room of the register."""

from shared.web.pages import Pages

pages = Pages("volunteers", __name__, "register")

REGISTER = "/volunteers/register"
ASSIGNMENTS = "/volunteers/assignments"
