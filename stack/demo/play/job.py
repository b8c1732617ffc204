"""The main job: a family is referred, taken on, matched, and everyone knows.

What somebody does is an HTTP request; what that means is then read as the other person, over HTTP too and from the
mails that were sent.
"""

import time
from datetime import date, datetime
from random import Random
from typing import Any

from shared import clock
from shared.codes import PLAN_STATES
from stack.demo.play.family import CONTACT_PHONE, Family, Household
from stack.demo.play.mailbox import Mailbox
from stack.demo.play.office import Town
from stack.demo.play.people import ACCOUNTS, Player
from stack.demo.play.report import Report
from stack.demo.play.witness import Unseen, until_seen

REFERRALS = "/referrals/api/v1"
CASES = "/cases/api/v1"
VOLUNTEERS = "/volunteers/api/v1"
ZONE = "Europe/Moscow"
KEPT_PAIRINGS = 3
"""Of earlier times that the job was played; older ones end, so that the contact family keeps room for more."""

SHOWN = 3


class Job:
    """One run. `mailbox` is None when mails go where we cannot look."""

    def __init__(self, town: Town, report: Report, mailbox: Mailbox | None) -> None:
        self.report = report
        self.mailbox = mailbox
        come = {part: Player.come(town, part) for part in ACCOUNTS}
        self.referrer, self.coordinator, self.worker = come["referrer"], come["coordinator"], come["worker"]
        self.supervisor, self.matchmaker, self.family = come["supervisor"], come["matchmaker"], come["family"]
        self.acted = time.monotonic()

    def play(self) -> None:
        """Raises Unseen, or Refused, at the first thing that is not as promised."""
        self._make_room()
        self.report.chapter("referral")
        self._refer()
        self.report.chapter("case")
        self._take_on()
        self._support()
        self.report.chapter("company")
        self._ask_for_company()
        self._propose()
        self._say_yes()
        self._introduce()
        self.report.done()

    # --- the referral ---------------------------------------------------------------------------------------------

    def _refer(self) -> None:
        today = clock.today(ZONE)
        ngo = self.coordinator.office.get("/identity/api/v1/me")["organisation"]["id"]
        body = Family.invented(today, Random()).referral(ngo, today)  # noqa: S311 - invents a family, keeps no secret
        self.referral = self._done(self.referrer, "sent", f"{REFERRALS}/referrals", body)
        self.number = self.referral["reference"]
        self._seen("sees_received", self._among_received)
        self._told(self.coordinator, "referral_submitted", self.number)

    def _among_received(self) -> Any:
        items = self.coordinator.office.items(f"{REFERRALS}/referrals", box="received", q=self.number)
        return next((item for item in items if item["id"] == self.referral["id"]), None)

    # --- the case -------------------------------------------------------------------------------------------------

    def _take_on(self) -> None:
        path = f"{REFERRALS}/referrals/{self.referral['id']}/accept"
        self._done(self.coordinator, "accepted", path, {"worker": self.worker.office.id})
        row = self._seen("sees_case", self._case_row)
        self.case = self.worker.office.get(f"{CASES}/cases/{row['id']}")
        self._see_it_opened()
        self._told(self.referrer, "referral_accepted", self.number)
        self._told(self.worker, "case_opened", row["reference"])

    def _case_row(self) -> Any:
        items = self.worker.office.items(f"{CASES}/cases", referral=self.referral["id"])
        return items[0] if items else None

    def _see_it_opened(self) -> None:
        """The loop back to the sender."""
        opened = until_seen("sees_opened", self._opened)
        self.report.hop("sees_opened", self.acted, date=f"{date.fromisoformat(opened['opened_on']):%d.%m.%Y}")

    def _opened(self) -> Any:
        referral = self.referrer.office.get(f"{REFERRALS}/referrals/{self.referral['id']}")
        return referral["case"] if referral["status"] == "case_opened" else None

    def _support(self) -> None:
        path, home = f"{CASES}/cases/{self.case['id']}", self._household()
        self._done(self.worker, "contacted", f"{path}/contacts", home.contact())
        self._done(self.worker, "agreed", f"{path}/agreement", home.agreement())
        self._done(self.worker, "assessed", f"{path}/assessments", home.assessment())
        began = time.monotonic()
        plan = self.worker.office.put(f"{path}/plan", home.plan())
        self.report.hop("planned", began, state=PLAN_STATES.text(plan["state"], self.report.language))
        self._done(self.worker, "served", f"{path}/services", home.service())
        self._seen("sees_supported", lambda: self._is_supported(path))

    def _is_supported(self, path: str) -> bool:
        return bool(self.supervisor.office.get(path)["status"] == "supported")

    def _household(self) -> Household:
        mother, son, daughter = (member["id"] for member in self.case["family"]["members"])
        day, at = date.fromisoformat(self.case["opened_on"]), datetime.fromisoformat(self.case["opened_at"])
        return Household(mother, son, daughter, self.worker.office.id, day, at)

    # --- a contact family -----------------------------------------------------------------------------------------

    def _ask_for_company(self) -> None:
        path = f"{CASES}/cases/{self.case['id']}/support-requests"
        self.request = self._done(self.worker, "wished", path, self._household().wish())
        self._seen("sees_request", self._among_requests)
        self._told(self.matchmaker, "support_requested", self.case["reference"])
        self._show_candidates()

    def _among_requests(self) -> Any:
        items = self.matchmaker.office.items(f"{VOLUNTEERS}/requests", status="open")
        return next((item for item in items if item["id"] == self.request["id"]), None)

    def _show_candidates(self) -> None:
        began = time.monotonic()
        found = self.matchmaker.office.get(f"{VOLUNTEERS}/requests/{self.request['id']}/candidates")
        self.report.hop("sees_candidates", began, fit=len(found["items"]), unfit=len(found["excluded"]))
        self._print_candidates(found)
        self.volunteer = self._own_profile()
        if self.volunteer not in [one["volunteer"]["id"] for one in found["items"]]:
            raise Unseen(f"{ACCOUNTS['family']} / candidates")

    def _print_candidates(self, found: dict[str, Any]) -> None:
        """The best with their reasons, and one example of each rule that excludes."""
        for one in found["items"][:SHOWN]:
            reasons = ", ".join(reason["text"] for reason in one["reasons"])
            name = one["volunteer"]["display_name"]
            self.report.detail("candidate", name=name, reasons=reasons, score=one["score"])
        by_rule = {one["rule"]: one for one in found["excluded"] if one["rule"] != "wrong_kind"}
        for one in by_rule.values():
            self.report.detail("excluded", name=one["volunteer"]["display_name"], rule=one["text"])

    def _own_profile(self) -> str:
        profiles = self.family.office.items(f"{VOLUNTEERS}/volunteers")
        return next(str(one["id"]) for one in profiles if one["kind"] == "contact_family")

    def _propose(self) -> None:
        path = f"{VOLUNTEERS}/requests/{self.request['id']}/proposals"
        self.proposal = self._done(self.matchmaker, "proposed", path, {"volunteer": self.volunteer})
        self._seen("sees_proposal", lambda: self._own("proposals", "id", self.proposal["id"]))
        self._told(self.family, "proposal_made", None, self.proposal["id"])

    def _say_yes(self) -> None:
        self._done(self.family, "yes", f"{VOLUNTEERS}/proposals/{self.proposal['id']}/accept", {})
        self._seen("sees_match", self._is_matched)
        self._told(self.worker, "helper_found", self.case["reference"])
        self._told(self.matchmaker, "proposal_accepted", self.case["reference"])

    def _is_matched(self) -> bool:
        """Matched, and with the pairing that an introduction needs."""
        request = self.worker.office.get(f"{CASES}/support-requests/{self.request['id']}")
        return bool(request["status"] == "matched" and request["assignment"])

    def _introduce(self) -> None:
        path = f"{CASES}/support-requests/{self.request['id']}/introduction"
        self._done(self.worker, "introduced", path, self._household().introduction())
        seen = until_seen("sees_introduction", self._introduction)
        names, place = ", ".join(seen["first_names"]), seen["first_meeting"]["place"]
        self.report.hop("sees_introduction", self.acted, names=names, place=place)
        self._told(self.family, "support_introduced", None)

    def _introduction(self) -> Any:
        assignment = self._own("assignments", "request", self.request["id"])
        return assignment and assignment["introduction"]

    def _own(self, what: str, name: str, id: str) -> Any:
        items = self.family.office.items(f"{VOLUNTEERS}/{what}", mine=1)
        return next((item for item in items if item[name] == id), None)

    def _make_room(self) -> None:
        """The contact family ends what is left of the times before the last few."""
        items = self.family.office.items(f"{VOLUNTEERS}/assignments", mine=1, status="introduced")
        ours = [item for item in items if item["introduction"]["contact_phone"] == CONTACT_PHONE]
        for item in ours[KEPT_PAIRINGS:]:
            self.family.office.post(f"{VOLUNTEERS}/assignments/{item['id']}/end")

    # --- doing, seeing, being told --------------------------------------------------------------------------------

    def _done(self, who: Player, key: str, path: str, body: dict[str, Any]) -> Any:
        began = time.monotonic()
        answer = who.office.post(path, body)
        self.acted = time.monotonic()
        self.report.hop(key, began, reference=answer.get("reference"))
        return answer

    def _seen(self, key: str, look: Any) -> Any:
        found = until_seen(key, look)
        reference = found["reference"] if isinstance(found, dict) and "reference" in found else ""
        self.report.hop(key, self.acted, reference=reference)
        return found

    def _told(self, who: Player, type: str, reference: str | None, mailed: str | None = None) -> None:
        """In the inbox, and by a mail about the same. `mailed`: the record that a mail of another service names."""
        name = self.report.text(who.part)
        item = until_seen(f"{type}, {who.office.email}", lambda: who.new_in_inbox(type, reference))
        self.report.hop("told", self.acted, who=name, title=item["title"])
        if self.mailbox:
            until_seen(f"{type}, {who.office.email}, mail", lambda: self._mail(mailed or item["id"], who.office.email))
            self.report.hop("mailed", self.acted, who=name, email=who.office.email)

    def _mail(self, notification: str, email: str) -> Any:
        return self.mailbox and self.mailbox.find(notification, email)
