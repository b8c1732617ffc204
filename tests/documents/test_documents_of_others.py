"""Documents of referrals and of volunteers: who may, and when."""

from typing import Any

from shared import clock
from shared.contracts.cases import CASE_OPENED
from tests.documents.files import PDF, send
from tests.referrals.family import API as REFERRALS
from tests.referrals.family import Region
from tests.support.bench import Person
from tests.volunteers.town import API as VOLUNTEERS
from tests.volunteers.town import Town

LIST, READ, ADD, ANNUL = range(4)


def asked(who: Person, path: str, document: str) -> tuple[int, ...]:
    """What these answer: the list, the content, adding, annulling (with nothing of use)."""
    return (
        who.api.get(path).status,
        who.api.get(f"{path}/{document}/content").status,
        send(who.api, path, kind="photo").status,
        who.api.post(f"{path}/{document}/annul", {}).status,
    )


def added(who: Person, path: str, **fields: Any) -> str:
    answer = send(who.api, path, PDF, **({"kind": "consent"} | fields))
    assert answer.status == 201, answer.text
    return str(answer.json["id"])


def test_sender_and_present_receiver_have_the_documents_of_a_referral_in_common(referrals: Region) -> None:
    sent = referrals.referral()
    path = f"{REFERRALS}/referrals/{sent['id']}/documents"
    one = added(referrals.referrer, path, member=sent["family"]["members"][0]["id"])
    assert asked(referrals.referrer, path, one) == (200, 200, 201, 422)
    assert asked(referrals.coordinator, path, one) == (200, 200, 201, 422)
    assert asked(referrals.supervisor, path, one) == (200, 200, 201, 422)
    assert asked(referrals.worker, path, one) == (404, 404, 404, 404)
    theirs = added(referrals.coordinator, path)
    assert asked(referrals.referrer, path, theirs) == (200, 200, 201, 403), "only who added it, or the receiver"
    assert asked(referrals.other_coordinator, path, one) == (404, 404, 404, 404)
    referrals.act(sent["id"], "pass-on")
    assert asked(referrals.coordinator, path, theirs) == (403, 404, 403, 404), "who passed it on has nothing of it"
    assert asked(referrals.other_coordinator, path, one) == (200, 200, 201, 422)


def test_whoever_leads_the_case_now_reads_what_came_with_the_referral(referrals: Region) -> None:
    sent = referrals.referral()
    path = f"{REFERRALS}/referrals/{sent['id']}/documents"
    one = added(referrals.referrer, path)
    referrals.act(sent["id"], "accept")
    state = referrals.case(sent, opened_on=clock.today("Europe/Moscow"))
    referrals.bench.receive(CASE_OPENED, state["case"], state)
    assert asked(referrals.worker, path, one) == (200, 200, 403, 403)
    assert asked(referrals.referrer, path, one)[ADD] == 201, "accepted: papers may still come"


def test_a_referral_that_nobody_works_with_takes_no_more(referrals: Region) -> None:
    sent = referrals.referral()
    path = f"{REFERRALS}/referrals/{sent['id']}/documents"
    one = added(referrals.referrer, path)
    referrals.act(sent["id"], "withdraw")
    answer = send(referrals.referrer.api, path, kind="photo")
    assert (answer.status, answer.json["state"]) == (409, "withdrawn")
    assert asked(referrals.referrer, path, one)[READ] == 200
    other = referrals.referral()["family"]["members"][0]["id"]
    path = f"{REFERRALS}/referrals/{referrals.referral()['id']}/documents"
    assert send(referrals.referrer.api, path, kind="photo", member=other).json["errors"] == {
        "member": ["not_in_family"]
    }


def test_a_volunteer_s_documents_are_theirs_and_their_register_s_alone(town: Town) -> None:
    someone, other = town.applicant(), town.applicant()
    path = f"{VOLUNTEERS}/volunteers/{someone.id}/documents"
    one = added(someone.person, path, kind="police_certificate")
    assert asked(someone.person, path, one) == (200, 200, 201, 422)
    assert asked(town.coordinator, path, one) == (200, 200, 201, 422)
    theirs = added(town.coordinator, path, kind="reference")
    assert asked(someone.person, path, theirs) == (200, 200, 201, 403)
    stranger = town.bench.person("volunteer_coordinator", organisation=town.other_ngo)
    supervisor = town.bench.person("supervisor", "organisation_administrator", organisation=town.ngo)
    for who in (other.person, stranger, supervisor, town.worker):
        assert asked(who, path, one) == (404, 404, 404, 404)
    assert send(town.coordinator.api, path, kind="photo", member=someone.id).json["errors"] == {
        "member": ["unknown_field"]
    }
    mine = f"{VOLUNTEERS}/volunteers/{other.id}/documents"
    assert other.person.api.get(f"{mine}/{one}/content").status == 404, "another's document under one's own"
