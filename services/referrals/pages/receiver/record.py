"""A referral as its receiver sees it: everything needed to decide, and what can be done now."""

from typing import Any

from flask import Response

from services.referrals.codes import DUPLICATE_STRENGTHS
from services.referrals.documents import OF_REFERRALS
from services.referrals.model import Referral
from services.referrals.pages.receiver.history import told
from services.referrals.pages.receiver.room import duplicates_of, pages, referral_at
from services.referrals.pages.receiver.words import sender_of, source_of_answer, source_of_reply, talk
from services.referrals.policies import ACKNOWLEDGES, DECIDES, IN_RELATION, Relation, of_seen, relation_to, seen
from services.referrals.queries.queue import districts
from services.referrals.rules import states
from services.referrals.views import referrals as views
from services.referrals.views.common import names_of
from shared.documents.codes import REFERRAL_DOCUMENT_KINDS
from shared.documents.commands import of_record
from shared.documents.model import Document
from shared.problems import Conflict
from shared.web.pages import _, show
from shared.web.pages.dates import age
from shared.web.pages.reader import this_reader
from shared.web.routes import Call

DOCUMENTS_AT_MOST = 50


def shown(call: Call) -> Response:
    """`call.record` is the referral as this caller sees it."""
    referral: Referral = call.record.referral
    one = views.show(call.session, call.caller, referral)
    if one["relation"] is Relation.FORMER_RECEIVER:
        return show("receiver/former.html", one=one, history=told(one["history"]))
    return show(
        "receiver/record.html",
        one=one | {"family": household(one["family"], districts(call.session))},
        sender=sender_of(one),
        sent_by=one["sent_by_names"],
        talk=talk(referral),
        due=_due(referral),
        worker=names_of(call.session, referral.worker),
        case=_case(call, referral),
        history=told(one["history"]),
        documents=_documents(call, referral),
        duplicates=_duplicates(one),
        here=referral_at(referral.id),
        api=f"/referrals/api/v1/referrals/{referral.id}",
        may=_may(call, referral),
    )


@pages.page("/<uuid:id>/accepted", who=of_seen(IN_RELATION), on=seen)
def accepted(call: Call) -> Response:
    """What happens now that the family is taken on."""
    referral: Referral = call.record.referral
    if relation_to(call.caller, referral) is not Relation.RECEIVER or referral.status not in states.FOLLOWS_ITS_CASE:
        raise Conflict("It was not accepted.", state=referral.status)
    return show(
        "receiver/accepted.html",
        reference=referral.reference,
        worker=names_of(call.session, referral.worker),
        case=_case(call, referral),
        here=referral_at(referral.id),
    )


def _case(call: Call, referral: Referral) -> dict[str, str] | None:
    """Where the reader comes to its case. It is its worker's and supervisor's to read; a coordinator chooses the
    worker."""
    if referral.case is None:
        return None
    address = f"/cases/{referral.case.id}"
    if call.caller.has("supervisor") or referral.worker in call.caller.people:
        return {"href": address, "text": _("Open the case")}
    return {"href": f"{address}/worker", "text": _("Choose who works with the family")}


def household(family: dict[str, Any], names: dict[str, str]) -> dict[str, Any]:
    """The family with ages in words and the district by its name."""
    members = [one | {"age_said": age(one["born_on"], one["age"])} for one in family["members"]]
    return family | {"members": members, "district": names.get(family["district"], family["district"])}


def _due(referral: Referral) -> dict[str, Any] | None:
    """What is due next, and where that time comes from; None once it is decided."""
    if referral.reply_by:
        label = _("The sender's reply:")
        return {"label": label, "at": referral.reply_by, "source": source_of_reply(referral)}
    if referral.answer_by:
        return {"label": _("Your answer:"), "at": referral.answer_by, "source": source_of_answer(referral)}
    return None


def _documents(call: Call, referral: Referral) -> list[dict[str, Any]]:
    """Those that stand, the newest first."""
    if not OF_REFERRALS.reads.allows(call.caller, referral):
        return []
    standing = of_record(referral.id).where(Document.annulled_at.is_(None))
    found = call.session.scalars(standing.order_by(Document.id.desc()).limit(DOCUMENTS_AT_MOST))
    return [_document(referral, one) for one in found]


def _document(referral: Referral, one: Document) -> dict[str, Any]:
    kind = REFERRAL_DOCUMENT_KINDS.text(one.kind, this_reader().language)
    content = f"/referrals/api/v1/referrals/{referral.id}/documents/{one.id}/content"
    return {"kind": kind, "title": one.title, "dated_on": one.dated_on, "format": one.format.upper(), "href": content}


def _duplicates(one: dict[str, Any]) -> dict[str, Any] | None:
    found = one["possible_duplicates"]
    if not found:
        return None
    strongest = DUPLICATE_STRENGTHS.text(found[0]["strength"], this_reader().language)
    return {"count": len(found), "strongest": strongest, "href": duplicates_of(one["id"])}


def _may(call: Call, referral: Referral) -> dict[str, bool]:
    """What of the buttons this reader has, now."""
    decides = DECIDES.allows(call.caller, referral) and referral.status in states.UNDECIDED
    sees_to = ACKNOWLEDGES.allows(call.caller, referral) and referral.status in states.UNDECIDED
    return {
        "decide": decides,
        "ask": decides and referral.status in states.ALLOWED_IN["ask"],
        "acknowledge": sees_to and referral.acknowledged_at is None and referral.urgency == "immediate",
        "compare": call.caller.has("coordinator"),
        "add": OF_REFERRALS.adds.allows(call.caller, referral),
    }
