"""Open work of people who come and go, and handing over what they supervise, as the API and the pages have it."""

from services.volunteers import commands
from services.volunteers.queries.open_work import open_work
from services.volunteers.schemas import people as schemas
from shared.handing_over.policies import giver
from shared.handing_over.routes import OfPerson

WORK = "How much is open of theirs here; of each kind the first 200 records for the register's coordinators."
HANDING_OVER = "What the other must not supervise stays and is answered in `left`; who has the rest is told once."

OF_PEOPLE = OfPerson(
    open_work=open_work,
    work=schemas.OpenWork,
    about_work=WORK,
    hand_over=commands.hand_over,
    gives=giver("volunteer_coordinator"),
    body=schemas.HandOver,
    handed_over=schemas.HandedOver,
    about_handing_over=HANDING_OVER,
)
