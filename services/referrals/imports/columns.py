"""The columns of a file of referrals: what they are called, and what of a referral's body each one fills."""

from services.referrals.codes import IMPORT_ERRORS
from services.referrals.imports.household_columns import CHANNEL, FAMILY, MEMBER
from shared.codes import URGENCIES
from shared.spreadsheets import values
from shared.spreadsheets.columns import Column
from shared.spreadsheets.files import Layout

GROUP = "referral"
TO = "to_organisation"

COLUMNS = (
    Column(GROUP, ("№ направления", "Referral", "Номер направления", "Направление", "No")),
    Column(TO, ("Кому (организация)", "To organisation", "Кому", "Организация")),
    CHANNEL,
    Column("urgency", ("Срочность", "Urgency"), values.code(URGENCIES)),
    *FAMILY,
    *MEMBER,
    Column("age", ("Возраст", "Age"), values.whole, member=True, needed=False),
)

LAYOUT = Layout(COLUMNS, ("Направления", "Referrals"), IMPORT_ERRORS, "too_many_referrals")
