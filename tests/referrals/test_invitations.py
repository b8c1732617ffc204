import threading
from copy import deepcopy
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import text

from services.referrals.commands.letters import issue_link
from services.referrals.model import Invitation
from shared import clock
from shared.contracts import cases
from shared.contracts.referrals import REFERRAL_ACCEPTED, REFERRAL_SUBMITTED, REFERRAL_WITHDRAWN
from tests.referrals.family import API, BODY, Region, changed
from tests.referrals.guest import INVITED, LINKS, Guest, invite, new_guest, post_mails, sent_referral, token_of
from tests.support.mailbox import Mailbox


def test_an_organisation_without_accounts_sends_a_referral_and_learns_how_it_ended(
    mailing: Region, mailbox: Mailbox
) -> None:
    invite(mailing)
    post_mails(mailing)
    guest = Guest(mailing, token_of(mailbox.mails[0]))
    assert mailbox.recipients == ["zavuch@school7.example"]
    seen = guest.get().json
    assert (seen["status"], seen["to_organisation"]["id"], seen["referral"]) == ("open", str(mailing.ngo), None)
    assert {"basis", "reasons", "districts"} <= seen["choices"].keys(), "what may be sent"
    sent = guest.send()
    assert sent.status == 201, sent.text
    assert sent.json["answer_by"]
    referral = sent_referral(mailing, sent.json["reference"])
    mailing.act(referral["id"], "accept")
    case = mailing.case(referral)
    mailing.bench.receive(cases.CASE_OPENED, case["case"], case | {"opened_on": clock.today("Europe/Moscow")})
    assert guest.get().json["referral"]["status"] == "case_opened"
    post_mails(mailing)
    news = mailbox.mails[-1]
    assert sent.json["reference"] in news["Subject"]
    followed = Guest(mailing, token_of(news)).get().json["referral"]
    assert followed["status"] == "case_opened"
    assert [entry["kind"] for entry in followed["history"]] == ["submitted", "accepted", "case_opened"]


def test_the_receiver_sees_who_really_sent_it_and_nobody_is_made_its_sender(region: Region) -> None:
    sent = new_guest(region).send().json
    seen = sent_referral(region, sent["reference"])
    assert seen["guest"] == {
        "organisation_name": "Школа № 7",
        "email": "zavuch@school7.example",
        "contact_name": "Ольга Ёлкина",
    }
    assert (seen["from_organisation"], seen["sent_by"], seen["relation"]) == (None, None, "receiver")
    own_referrer = region.bench.person("referrer", organisation=region.ngo)
    assert region.get(seen["id"], by=own_referrer).status == 404
    assert own_referrer.api.post(f"{API}/referrals/{seen['id']}/withdraw", {"reason": "moved"}).status == 404


def test_events_name_who_invited_and_nothing_of_who_was_invited(region: Region) -> None:
    sent = new_guest(region).send().json
    region.act(sent_referral(region, sent["reference"])["id"], "accept")
    for event in (REFERRAL_SUBMITTED, REFERRAL_ACCEPTED):
        [told] = region.bench.published(event)
        assert (told["invited_by"], told["from_organisation"], told["sent_by"]) == (region.ngo, None, None)
        assert "Школа" not in str(told)
    ordinary = region.referral()
    assert region.bench.published(REFERRAL_SUBMITTED)[-1]["reference"] == ordinary["reference"]
    assert "invited_by" not in region.bench.published(REFERRAL_SUBMITTED)[-1]


def test_a_question_is_answered_by_the_link_and_a_referral_taken_back(region: Region) -> None:
    guest = new_guest(region)
    id = sent_referral(region, guest.send().json["reference"])["id"]
    region.act(id, "ask")
    asked = guest.get().json["referral"]
    assert (asked["status"], asked["question"]) == ("info_requested", "Когда семье удобно поговорить?")
    answered = guest.do("answer", {"answer": "После шести."})
    assert (answered.status, answered.json["status"], answered.json["question"]) == (200, "submitted", None)
    assert region.get(id).json["history"][-1]["answer"] == "После шести."
    withdrawn = guest.do("withdraw", {"reason": "sent_by_mistake"})
    assert (withdrawn.status, withdrawn.json["status"]) == (200, "withdrawn")
    assert region.bench.published(REFERRAL_WITHDRAWN)[-1]["by"] is None
    assert guest.do("withdraw", {"reason": "moved"}).status == 409
    assert guest.do("answer", {"answer": "Ещё"}).status == 409


def test_a_link_shows_neither_the_family_nor_who_works_with_it(region: Region) -> None:
    guest = new_guest(region)
    sent = guest.send()
    region.act(sent_referral(region, sent.json["reference"])["id"], "accept", {"worker": str(region.worker.id)})
    for answer in (sent, guest.get()):
        for hidden in ("Щербак", "Фёдор", "Садовая", "9005550177", "потери работы", "Вера", str(region.worker.id)):
            assert hidden not in answer.text


def test_what_is_sent_by_a_link_keeps_every_rule(region: Region) -> None:
    guest = new_guest(region)
    before = region.bench.counts()
    for path, value, code in (
        ("basis.given_on", "2150-01-01", "in_future"),
        ("basis.kind", "because", "unknown_code"),
        ("family.members.1.born_on", "2150-01-01", "in_future"),
        ("family.district", "nowhere", "unknown_code"),
        ("reasons", [], "required"),
    ):
        answer = guest.send(changed(path, value))
        assert (answer.status, answer.json["errors"]) == (422, {path: [code]})
    other = guest.send(BODY | {"to_organisation": str(region.other_ngo)})
    assert other.json["errors"] == {"to_organisation": ["unknown_field"]}, "only to who invited"
    assert region.bench.counts() | {"throttles": 0} == before | {"throttles": 0}
    assert guest.send().status == 201, "a refusal uses nothing up"


def test_a_link_sends_one_referral_also_when_many_try_at_once(region: Region) -> None:
    guest = new_guest(region)
    statuses: list[int] = []
    tries = [threading.Thread(target=lambda: statuses.append(guest.send(deepcopy(BODY)).status)) for _ in range(4)]
    for one in tries:
        one.start()
    for one in tries:
        one.join()
    assert sorted(statuses) == [201, 409, 409, 409]
    assert region.bench.counts()["referrals"] == 1


def test_links_that_are_wrong_cancelled_or_past_their_time_all_look_alike(region: Region) -> None:
    guest, cancelled, late = new_guest(region), new_guest(region), new_guest(region)
    listed = region.coordinator.api.get(LINKS).json["items"]
    assert region.coordinator.api.post(f"{LINKS}/{listed[1]['id']}/cancel", {}).json["status"] == "cancelled"
    with region.bench.session() as session:
        session.execute(
            text("update invitation_links set expires_at = now() where invitation = :id"), {"id": listed[0]["id"]}
        )
    with region.bench.session() as session:
        overtaken = Guest(region, issue_link(session, session.get_one(Invitation, UUID(listed[1]["id"]))))
    wrong = Guest(region, guest.token[:-1] + ("A" if guest.token[-1] != "A" else "B"))
    odd = Guest(region, "%00%ff" + "a" * 500)
    answers = [one.get() for one in (cancelled, late, wrong, odd, overtaken)] + [
        one.send() for one in (cancelled, late, wrong)
    ]
    assert {(one.status, one.text) for one in answers} == {(404, answers[0].text)}
    assert guest.get().status == 200


def test_an_invitation_runs_out_after_fourteen_days_and_what_was_sent_is_followed_longer(region: Region) -> None:
    guest, unused = new_guest(region), new_guest(region)
    expires = [one["expires_at"] for one in region.coordinator.api.get(LINKS).json["items"]]
    early, late = (clock.system() + timedelta(days=days) for days in (13, 15))
    assert all(early < datetime.fromisoformat(one) < late for one in expires)
    guest.send()
    with region.bench.session() as session:
        session.execute(text("update invitation_links set expires_at = expires_at - interval '15 days'"))
        session.execute(text("update invitations set expires_at = expires_at - interval '15 days'"))
    assert unused.get().status == 404
    assert guest.get().json["referral"]["status"] == "submitted"
    assert [one["status"] for one in region.coordinator.api.get(LINKS).json["items"]] == ["expired", "used"]


def test_only_coordinators_of_the_receiver_invite_list_and_cancel(region: Region) -> None:
    id = invite(region)["id"]
    for person in (region.referrer, region.worker, region.supervisor):
        assert person.api.post(LINKS, INVITED).status == 403
        assert person.api.get(LINKS).status == 403
    assert region.other_coordinator.api.get(LINKS).json["items"] == []
    assert region.other_coordinator.api.post(f"{LINKS}/{id}/cancel", {}).status == 404
    assert region.bench.nobody.post(LINKS, INVITED).status == 401


def test_an_invitation_that_was_used_cannot_be_cancelled_any_more(region: Region) -> None:
    guest = new_guest(region)
    guest.send()
    [row] = region.coordinator.api.get(LINKS).json["items"]
    refused = region.coordinator.api.post(f"{LINKS}/{row['id']}/cancel", {})
    assert (refused.status, refused.json["state"]) == (409, "used")
    assert row["referral"]["status"] == "submitted"


def test_who_passed_on_what_came_by_an_invitation_is_not_told_what_became_of_it(region: Region) -> None:
    sent = new_guest(region).send().json
    id = sent_referral(region, sent["reference"])["id"]
    region.act(id, "pass-on")
    assert region.act(id, "decline", by=region.other_coordinator).status == 200
    [row] = region.coordinator.api.get(LINKS).json["items"]
    assert row["referral"] == {"id": id, "reference": sent["reference"], "status": None}
    assert row["status"] == "used"


def test_an_organisation_that_takes_no_referrals_neither_invites_nor_receives(region: Region) -> None:
    guest = new_guest(region)
    region.bench.organisation("ngo", organisation=region.ngo, accepts_referrals=False)
    assert region.coordinator.api.post(LINKS, INVITED).status == 409
    assert guest.send().status == 409
    assert region.bench.counts()["referrals"] == 0


def test_who_tries_too_often_waits_whatever_they_try(region: Region) -> None:
    guest = new_guest(region)
    guest.get()
    with region.bench.session() as session:
        session.execute(text("update throttles set attempts = 100 where attempts = 1 or attempts = 2"))
    answer = guest.get()
    assert (answer.status, int(answer.headers["Retry-After"]) > 0) == (429, True)
    assert Guest(region, "unknown").get().status == 429


def test_nobody_is_flooded_with_invitations(region: Region) -> None:
    invite(region)
    with region.bench.session() as session:
        session.execute(text("update throttles set attempts = 100"))
    before = region.bench.counts()
    assert region.coordinator.api.post(LINKS, INVITED).status == 429
    assert region.bench.counts() == before
