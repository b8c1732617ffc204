"""What can be done with identity's records. One transaction each; whoever calls commits.

`caller` is the person who asks; None is the system itself (the first administrator, a sample region).
"""

from services.identity.commands.districts import change_district, register_district
from services.identity.commands.imports import check_people, import_people
from services.identity.commands.links import (
    Letter,
    find_link,
    is_letter_due,
    issue_link,
    letter_sent,
    next_letter,
    request_link,
    use_link,
)
from services.identity.commands.organisations import change_organisation, register_organisation
from services.identity.commands.people import (
    change_own,
    change_person,
    deactivate_person,
    ensure_administrator,
    register_person,
)
from services.identity.commands.sign_in import claims_of, open_session, renew, revoke, set_password, sign_in

__all__ = [
    "Letter",
    "change_district",
    "change_organisation",
    "change_own",
    "change_person",
    "check_people",
    "claims_of",
    "deactivate_person",
    "ensure_administrator",
    "find_link",
    "import_people",
    "is_letter_due",
    "issue_link",
    "letter_sent",
    "next_letter",
    "open_session",
    "register_district",
    "register_organisation",
    "register_person",
    "renew",
    "request_link",
    "revoke",
    "set_password",
    "sign_in",
    "use_link",
]
