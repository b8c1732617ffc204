"""How often those who are not signed in may try. Ours."""

from datetime import timedelta

from shared.throttles import Limit

LINK_ADDRESS = Limit("proposal_link_address", 100, timedelta(minutes=15))
