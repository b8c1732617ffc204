"""Was this person told, and when? For themselves, and for those who answer for the record."""

from typing import Any

from services.notifications import proofs
from services.notifications.model import Notification
from services.notifications.policies import own_notification
from services.notifications.schemas import Proof, ProofQuery
from shared.directory.model import KnownPerson
from shared.web.paging import newest_first, page_of
from shared.web.policy import SIGNED_IN, roles
from shared.web.routes import Call, Routes
from shared.web.site import this_site

routes = Routes("notifications", __name__)
routes.name = "notifications-proofs"

ANSWERS_FOR_RECORDS = roles(*proofs.EVERYTHING, *proofs.ALL_BUT_CONCERNS, *proofs.CONCERNS_ALONE)


@routes.get("/inbox/<uuid:id>/proof", on=own_notification, who=SIGNED_IN, answer=Proof)
def own_proof(call: Call) -> dict[str, Any]:
    return proofs.proof(call.session, call.record, call.caller, _language(call))


@routes.get("/proofs", who=ANSWERS_FOR_RECORDS, query=ProofQuery, answer=page_of(Proof))
def of_record(call: Call) -> dict[str, Any]:
    found = proofs.of_record(call.caller, call.query["record"], call.query.get("event"))
    language = _language(call)
    return newest_first(
        call.session,
        found,
        Notification.id,
        call.query,
        lambda row: proofs.proof(call.session, row, call.caller, language),
    )


def _language(call: Call) -> str:
    reader = call.session.get(KnownPerson, call.caller.person)
    return reader.language if reader else this_site().settings.language
