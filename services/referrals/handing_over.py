"""Open work of people who come and go, and handing over their duty, as the API and the pages have it."""

from services.referrals import commands
from services.referrals.queries.open_work import open_work
from services.referrals.rules.duty import ON_DUTY_ROLES
from services.referrals.schemas import people as schemas
from shared.handing_over.policies import giver
from shared.handing_over.routes import OfPerson
from shared.handing_over.schemas import HandOverBody

WORK = "How much is open of theirs here; of each kind the first 200 referrals that the caller may see."
HANDING_OVER = "Their place on the duty roster, and the undecided referrals to which they said that they see."

OF_PEOPLE = OfPerson(
    open_work=open_work,
    work=schemas.OpenWork,
    about_work=WORK,
    hand_over=commands.hand_over,
    gives=giver(*ON_DUTY_ROLES),
    body=HandOverBody,
    handed_over=schemas.HandedOver,
    about_handing_over=HANDING_OVER,
)
