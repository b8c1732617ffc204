"""How often those who are not signed in may try, and how much one organisation may have sent to others. All ours."""

from datetime import timedelta

from shared.throttles import Limit

QUARTER = timedelta(minutes=15)
DAY = timedelta(days=1)

LINK_ADDRESS = Limit("invitation_address", 100, QUARTER)
INVITATIONS = Limit("invitations", 100, DAY)
