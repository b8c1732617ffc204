"""How often those who are not signed in may try, and how much one organisation may have sent to others. All ours."""

from datetime import timedelta

from shared.throttles import Limit

QUARTER = timedelta(minutes=15)
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)

LINK_ADDRESS = Limit("invitation_address", 100, QUARTER)
INVITATIONS = Limit("invitations", 100, DAY)
FORM_ADDRESS = Limit("form_address", 60, HOUR)
APPEAL_ADDRESS = Limit("appeal_address", 30, HOUR)
APPEAL_ORGANISATION = Limit("appeal_organisation", 100, DAY)
CODE_ADDRESS = Limit("code_address", 100, QUARTER)
CODE_REFERENCE = Limit("code_reference", 20, QUARTER)
