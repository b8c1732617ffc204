"""`opora demo`: the job is seen by everyone it concerns, again and again; a cut-short beginning does no harm."""

import re
from pathlib import Path

import pytest

from services.identity.pages.demo import EMAILS
from services.identity.passwords import DEMO_PASSWORD
from stack.demo.play import witness
from stack.demo.play.job import KEPT_PAIRINGS, Job
from stack.demo.play.mailbox import Mailbox
from stack.demo.play.office import Town
from stack.demo.play.report import Report
from stack.demo.play.witness import Unseen
from tests.demo.home import DemoHome

pytestmark = pytest.mark.timeout(600)

HOP = re.compile(r"^ +(\d+) мс  (.+)$", re.MULTILINE)


def test_a_region_that_was_cut_short_is_made_anew_from_nothing(demo: DemoHome) -> None:
    assert "region: it was cut short, it is made anew" in demo.journal()
    assert (demo.home / "region").read_text().strip() == "made"
    assert demo.journal().count("region: done") == 1


def test_it_prints_every_hop_with_its_time_then_address_and_accounts(demo: DemoHome) -> None:
    printed = demo.outputs[0]
    hops = [text for _, text in HOP.findall(printed)]
    for said in ("Опека отправила", "и виден куратору", "опека читает", "видит предложение", "Куратор знакомит"):
        assert any(said in hop for hop in hops), said
    told = [hop for hop in hops if "по почте" in hop]
    for email in ("referrer@guardianship", "coordinator@ngo", "worker@ngo", "volunteers@ngo", "family1@contact"):
        assert any(email in hop for hop in told), email
    assert f"http://127.0.0.1:{demo.port}" in printed
    assert all(account in printed for account in EMAILS)


def test_it_can_be_played_again_in_english_and_makes_no_second_region(demo: DemoHome) -> None:
    families = demo.one("referrals", "select count(*) from families")
    assert demo.opora("demo", "--port", str(demo.port), OPORA_LANGUAGE="en") == 0
    assert "the guardianship body reads that the family is supported since" in demo.outputs[-1]
    assert demo.one("referrals", "select count(*) from families") == families + 1
    assert demo.state()["healthy"]


def test_family1_never_runs_out_of_room(demo: DemoHome) -> None:
    """Pairings of earlier runs end when there are more than a few."""
    for _ in range(KEPT_PAIRINGS + 1):
        assert _played(demo) == ""
    busy = """select count(*) from assignments join volunteers on volunteers.id = assignments.volunteer
              where assignments.status <> 'ended' and volunteers.capacity = 20"""
    assert demo.one("volunteers", busy) == KEPT_PAIRINGS + 1 + 1, "the last few, this one, and one of the region"


def test_what_is_not_seen_is_named(demo: DemoHome, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Here no mail arrives where the demo looks for it."""
    monkeypatch.setattr(witness, "LIMIT_S", 3.0)
    assert "referral_submitted, coordinator@ngo.example, mail" in _played(demo, mails=tmp_path)


def test_another_port_than_the_running_one_is_refused(demo: DemoHome) -> None:
    assert demo.opora("demo", "--port", "1") != 0
    assert f"already runs, on port {demo.port}" in demo.outputs[-1]


def _played(demo: DemoHome, mails: Path | None = None) -> str:
    """What was not seen; empty when all was."""
    with Town(f"http://127.0.0.1:{demo.port}", DEMO_PASSWORD, "ru") as town:
        try:
            Job(town, Report("ru", lambda line: None), Mailbox(mails or demo.home / "mail")).play()
        except Unseen as problem:
            return str(problem)
    return ""
