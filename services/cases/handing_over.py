"""Open work of people who come and go, and handing it over, as the API and the pages have it."""

from services.cases import commands
from services.cases.open_work import open_work
from services.cases.schemas import people as schemas
from shared.handing_over.policies import giver
from shared.handing_over.routes import OfPerson

WORK = "How much is open of theirs here; of each kind the first 200 records that the caller may see."
HANDING_OVER = "All or nothing. What is planned goes along; who has it now is told once."

OF_PEOPLE = OfPerson(
    open_work=open_work,
    work=schemas.OpenWork,
    about_work=WORK,
    hand_over=commands.hand_over,
    gives=giver("coordinator", "supervisor"),
    body=schemas.HandOver,
    handed_over=schemas.HandedOver,
    about_handing_over=HANDING_OVER,
)
