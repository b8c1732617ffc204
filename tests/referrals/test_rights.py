"""Who may do what: every person around a referral on every route."""

from typing import Any

from shared.ids import uuid7
from tests.referrals.family import ACTIONS, API, BODY, Region, changed
from tests.support.bench import Person

SEES, MAY, NOT_HERE, MAY_NOT = 200, 200, 404, 403

# relation → GET, the receiver's decisions, the sender's two
TABLE = {
    "referrer who sent it": (SEES, MAY_NOT, MAY),
    "another referrer of the sender": (SEES, MAY_NOT, MAY),
    "sent_by, no referrer any more": (SEES, MAY_NOT, MAY),
    "coordinator of the receiver": (SEES, MAY, MAY_NOT),
    "supervisor of the receiver": (SEES, MAY_NOT, MAY_NOT),
    "coordinator who passed it on": (SEES, MAY_NOT, MAY_NOT),
    "supervisor of who passed it on": (SEES, MAY_NOT, MAY_NOT),
    "case worker of the receiver": (NOT_HERE, NOT_HERE, NOT_HERE),
    "coordinator of the sender": (NOT_HERE, NOT_HERE, NOT_HERE),
    "referrer of the receiver": (NOT_HERE, NOT_HERE, NOT_HERE),
    "case worker of who passed it on": (NOT_HERE, NOT_HERE, NOT_HERE),
    "coordinator of another NGO": (NOT_HERE, NOT_HERE, NOT_HERE),
    "referrer of another body": (NOT_HERE, NOT_HERE, NOT_HERE),
    "organisation administrator": (NOT_HERE, NOT_HERE, NOT_HERE),
    "administrator": (NOT_HERE, NOT_HERE, NOT_HERE),
    "specialist": (NOT_HERE, NOT_HERE, NOT_HERE),
    "volunteer coordinator": (NOT_HERE, NOT_HERE, NOT_HERE),
    "volunteer": (NOT_HERE, NOT_HERE, NOT_HERE),
    "contact family": (NOT_HERE, NOT_HERE, NOT_HERE),
}


def people(region: Region, passed_on_by: Any) -> dict[str, Person]:
    b, ngo, guardianship = region.bench, region.ngo, region.guardianship
    elsewhere = b.organisation("ngo")
    return {
        "referrer who sent it": region.referrer,
        "another referrer of the sender": b.person("referrer", organisation=guardianship),
        "sent_by, no referrer any more": b.signed_in(region.referrer.id, guardianship, "case_worker"),
        "coordinator of the receiver": region.coordinator,
        "supervisor of the receiver": region.supervisor,
        "coordinator who passed it on": b.person("coordinator", organisation=passed_on_by),
        "supervisor of who passed it on": b.person("supervisor", organisation=passed_on_by),
        "case worker of the receiver": region.worker,
        "coordinator of the sender": b.person("coordinator", organisation=guardianship),
        "referrer of the receiver": b.person("referrer", organisation=ngo),
        "case worker of who passed it on": b.person("case_worker", organisation=passed_on_by),
        "coordinator of another NGO": b.person("coordinator", organisation=elsewhere),
        "referrer of another body": b.person("referrer", organisation=elsewhere),
        "organisation administrator": b.person("organisation_administrator", organisation=ngo),
        "administrator": b.person("administrator"),
        "specialist": b.person("specialist", organisation=ngo),
        "volunteer coordinator": b.person("volunteer_coordinator", organisation=ngo),
        "volunteer": b.person("volunteer", organisation=ngo),
        "contact family": b.person("contact_family", organisation=ngo),
    }


def passed_on_referral(region: Region) -> str:
    """From the guardianship body to the other NGO, which passed it on to the NGO."""
    id = region.referral(to_organisation=str(region.other_ngo))["id"]
    target = {"to_organisation": str(region.ngo), "consent_covers": True}
    assert region.act(id, "pass-on", target, region.other_coordinator).status == 200
    return str(id)


def test_each_relation_sees_and_does_what_is_its_own(region: Region) -> None:
    around = people(region, region.other_ngo)
    assert around.keys() == TABLE.keys()
    elsewhere = region.bench.organisation("ngo")
    for name, (sees, decides, sends) in TABLE.items():
        person, id = around[name], passed_on_referral(region)
        assert region.get(id, person).status == sees, name
        for action, body in ACTIONS.items():
            before, expected = region.bench.counts(), sends if action in ("answer", "withdraw") else decides
            said = body | {"to_organisation": str(elsewhere)} if action == "pass-on" else body
            status = region.act(id, action, said, person).status
            # What is allowed may still be refused by the state that an earlier action led to.
            assert status == expected or (expected == MAY and status == 409), (name, action, status)
            if status != 200:
                assert region.bench.counts() == before


def test_the_worker_named_at_acceptance_sees_the_referral_while_at_the_receiver(region: Region) -> None:
    id = region.referral()["id"]
    region.act(id, "accept", {"worker": str(region.worker.id)})
    assert region.get(id, region.worker).json["narrative"] == BODY["narrative"]
    assert [item["id"] for item in region.listed(by=region.worker)] == [id]
    assert region.act(id, "decline", by=region.worker).status == 403
    moved = region.bench.signed_in(region.worker.id, region.other_ngo, "case_worker")
    assert moved.api.get(f"{API}/referrals/{id}").status in (401, 404)


ROUTES = [
    ("POST", "/referrals"),
    ("GET", "/referrals"),
    ("GET", "/referrals/{id}"),
    *(("POST", f"/referrals/{{id}}/{action}") for action in (*ACTIONS, "duplicate")),
    ("POST", "/families/{id}/merge"),
    ("POST", "/families/{id}/separate"),
    ("POST", "/referrals/{id}/acknowledge"),
    ("POST", "/families/{id}/distinct"),
    ("GET", "/workers"),
    ("GET", "/receivers"),
    ("GET", "/deadlines"),
    ("PUT", "/deadlines"),
    ("GET", "/duty"),
    ("PUT", "/duty"),
    ("GET", "/codes"),
    ("GET", "/openapi.json"),
    ("POST", "/imports"),
    ("GET", "/imports/{id}"),
    ("GET", "/imports/template.xlsx"),
    ("GET", "/imports/template.csv"),
    ("POST", "/invitations"),
    ("GET", "/invitations"),
    ("POST", "/invitations/{id}/cancel"),
    ("GET", "/people/{id}/work"),
    ("POST", "/people/{id}/hand-over"),
    ("POST", "/imports/cases"),
    ("GET", "/imports/cases/template.xlsx"),
    ("GET", "/imports/cases/template.csv"),
    ("GET", "/referrals/{id}/documents"),
    ("POST", "/referrals/{id}/documents"),
    ("GET", "/referrals/{id}/documents/{document}/content"),
    ("POST", "/referrals/{id}/documents/{document}/annul"),
    ("GET", "/referrals/{id}/forms/{form}.pdf"),
    ("GET", "/forms"),
    *((method, "/forms/{form}") for method in ("GET", "PUT", "DELETE")),
    ("GET", "/forms/{form}/versions"),
    ("GET", "/forms/{form}/blank.pdf"),
    ("POST", "/forms/{form}/preview"),
]
PUBLIC = {
    *(f"/invitations/<token>{action}" for action in ("", "/referral", "/answer", "/withdraw")),
    *(f"/appeals{action}" for action in ("", "/form", "/receivers", "/status", "/answer", "/withdraw")),
}


def test_every_route_asks_who_it_is_but_those_for_people_without_an_account(region: Region) -> None:
    for method, path in ROUTES:
        assert (
            region.bench.nobody.call(method, API + path.format(id=uuid7(), document=uuid7(), form="consent")).status
            == 401
        ), path
    with region.bench.app.app_context():
        rules = {rule.rule for rule in region.bench.app.url_map.iter_rules() if rule.rule.startswith(API)}
    named = {"id": "<uuid:id>", "document": "<uuid:document>", "form": "<string:form>"}
    asking = {API + path.format(**named) for _, path in ROUTES}
    assert rules == asking | {API + path for path in PUBLIC}


def test_what_is_not_there_and_what_is_not_yours_look_the_same(region: Region) -> None:
    theirs = region.referral(to_organisation=str(region.other_ngo))["id"]
    one, other = region.get(theirs), region.get(str(uuid7()))
    assert one.status == other.status == 404
    assert one.json == other.json


NO_REFERRERS = [
    *("coordinator", "case_worker", "supervisor", "specialist", "organisation_administrator", "administrator"),
    *("volunteer_coordinator", "volunteer", "contact_family"),
]


def test_nobody_but_referrers_refers_to_others(region: Region) -> None:
    for role in NO_REFERRERS:
        person = region.bench.person(role, organisation=region.guardianship)
        before = region.bench.counts()
        assert region.submit(by=person).status == 403, role
        assert region.bench.counts() == before
    both = region.bench.person("referrer", "case_worker", organisation=region.guardianship)
    assert region.submit(by=both).status == 201


def test_a_coordinator_writes_down_what_a_family_or_a_caller_asked_of_the_own_organisation(region: Region) -> None:
    by_law = changed("basis.kind", "legal_duty")
    before = region.bench.counts()
    assert region.submit(by=region.coordinator).status == 403
    assert region.submit(by=region.coordinator, channel="family", to_organisation=str(region.other_ngo)).status == 403
    assert region.bench.counts() == before
    for body in (BODY | {"channel": "family"}, by_law | {"channel": "crisis_line"}):
        referral = region.referral(body, by=region.coordinator)
        assert referral["from_organisation"] == referral["to_organisation"] == str(region.ngo)
        assert region.act(referral["id"], "accept").status == 200


def test_only_coordinators_see_the_workers(region: Region) -> None:
    for role in ("referrer", "supervisor", "case_worker", "volunteer_coordinator", "administrator"):
        person = region.bench.person(role, organisation=region.ngo)
        assert person.api.get(f"{API}/workers").status == 403, role


def test_lists_of_referrals_are_for_senders_and_receivers(region: Region) -> None:
    for role in ("specialist", "volunteer", "contact_family", "volunteer_coordinator", "administrator"):
        person = region.bench.person(role, organisation=region.ngo)
        assert person.api.get(f"{API}/referrals").status == 403, role


def test_a_deactivated_person_is_refused_at_once(region: Region) -> None:
    gone = region.bench.person("coordinator", organisation=region.ngo, active=False)
    assert gone.api.get(f"{API}/referrals").status == 401


def test_a_named_worker_sees_a_referral_while_a_case_worker_there(region: Region) -> None:
    referral = region.referral()
    region.act(referral["id"], "accept", {"worker": str(region.worker.id)})
    assert region.get(referral["id"], region.worker).status == 200
    assert len(region.listed("box=received", region.worker)) == 1
    changed_to = region.bench.person("referrer", person=region.worker.id, organisation=region.ngo)
    assert region.get(referral["id"], changed_to).status == 404
    assert region.listed("box=received", changed_to) == []
