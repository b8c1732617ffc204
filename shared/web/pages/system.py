"""`/<service>/system`: whether this service runs, and what is done about events that found no effect. Every service
has it, for who runs the platform. It shows places, codes and numbers, never content or whose it is."""

from collections.abc import Iterator
from typing import Any

from flask import Response
from sqlalchemy.orm import Session

from shared import clock, schema
from shared.caller import Caller
from shared.config import SERVICES
from shared.eventing import deadletters
from shared.eventing.measures import figures
from shared.metrics import registry_of
from shared.problems import NotFound
from shared.pulse import SILENT_AFTER_S
from shared.web.fields import Body
from shared.web.pages.form import Form
from shared.web.pages.route import Pages, go, show
from shared.web.pages.words import _
from shared.web.policy import roles
from shared.web.routes import Call
from shared.web.site import this_site
from shared.words import N_

ADMINISTRATOR = roles("administrator")

NAMES = {
    "identity": N_("People and signing in"),
    "referrals": N_("Referrals"),
    "cases": N_("Families that are supported"),
    "volunteers": N_("Volunteers"),
    "notifications": N_("Notifications"),
}
MEANINGS = {
    "unsent": N_("Events that are not sent yet"),
    "oldest_unsent_s": N_("Age of the oldest unsent event, in seconds"),
    "lag": N_("Events of others that had no effect here yet"),
    "parked": N_("Records whose events wait"),
    "parked_long": N_("Records whose events have waited for over ten minutes"),
    "dead": N_("Events that could not be read"),
    "to_resend": N_("Events still to be sent again"),
    "undelivered": N_("Mails that wait for over a minute or were refused once"),
    "undelivered_messages": N_("Messages that wait for the messenger for over a minute or were refused once"),
    "given_up": N_("Mails that were given up within the last day"),
    "failing_webhooks": N_("Systems of agencies that did not take the last message"),
    "disabled_webhooks": N_("Systems of agencies to which nothing is sent any more"),
    "overdue_referrals": N_("Referrals whose time to answer is over without a decision"),
}
FINE_UP_TO = {"unsent": 100, "oldest_unsent_s": 60, "lag": 100, "to_resend": 10**9, "parked": 10**9}
"""Of figures that are not 0 in ordinary work (ours)."""


def room(service: str) -> Pages:
    pages = Pages(service, __name__, "system")
    at_home = f"/{service}/system"
    one = {"who": ADMINISTRATOR, "on": _entry}

    @pages.page("/system", who=ADMINISTRATOR)
    def system(call: Call) -> Response:
        return show("system.html", **_state(call.session, service))

    @pages.press("/system/entries/<path:entry>/retry", **one)
    def retry(call: Call) -> Response:
        deadletters.retry(call.session, call.record["id"], _who(call))
        return go(at_home, _("Another try is ordered. Load this page again in a few seconds."))

    def drop_form(call: Call) -> Form:
        return Form(
            _("Drop an event"),
            [],
            _("Drop it for good"),
            lead=_("It came from: %(service)s. What is wrong: %(code)s.", **_said(call.record)),
            warning=_("What it should have done here never happens. Others may wait for it or show something else."),
            dangerous=True,
            back=at_home,
        )

    @pages.form("/system/entries/<path:entry>/drop", form=drop_form, body=Body, **one)
    def drop(call: Call) -> Response:
        deadletters.drop(call.session, call.record["id"], _who(call))
        return go(at_home, _("The event is dropped. It is noted who did it."))

    return pages


def _entry(session: Session, caller: Caller, lock: bool, entry: str) -> dict[str, Any]:
    found = next((one for one in deadletters.listing(session) if one["id"] == entry), None)
    if found is None:
        raise NotFound
    return found


def _who(call: Call) -> str:
    """As the operator's actions are noted; an id, since no name belongs there."""
    return f"person {call.caller.person}"


def _said(entry: dict[str, Any]) -> dict[str, str]:
    return {"service": name_of(entry["topic"].removeprefix("opora.")), "code": entry["error"]}


def name_of(service: str) -> str:
    return _(NAMES[service]) if service in NAMES else service


def _state(session: Session, service: str) -> dict[str, Any]:
    found = list(_figures(session))
    entries = [one | {"service": _said(one)["service"]} for one in deadletters.listing(session)]
    loops = pulse(service)
    whole = schema.suffices(session, service)
    return {
        "service": service,
        "name": name_of(service),
        "parts": [(name_of(name), f"/{name}/system", name == service) for name in SERVICES],
        "figures": found,
        "entries": entries,
        "loops": loops,
        "whole": whole,
        "well": whole and all(one["fine"] for one in [*found, *loops]),
    }


def _figures(session: Session) -> Iterator[dict[str, Any]]:
    own = {figure.name: figure for figure in this_site().service.figures}
    values = figures(session) | {name: figure.read(session) for name, figure in own.items()}
    for name, value in values.items():
        text = _(MEANINGS[name]) if name in MEANINGS else own[name].text
        yield {"text": text, "value": round(value), "fine": value <= FINE_UP_TO.get(name, 0)}


def pulse(service: str) -> list[dict[str, Any]]:
    """When each loop of the worker last came round; nothing where the worker shows its figures elsewhere."""
    now = clock.system().timestamp()
    found: dict[str, float] = {}
    for metric in registry_of(service).collect():
        for sample in metric.samples if metric.name == "opora_last_round_timestamp_seconds" else ():
            loop = sample.labels["loop"]
            found[loop] = max(sample.value, found.get(loop, 0))
    ages = {loop: max(0, round(now - last)) for loop, last in sorted(found.items())}
    return [{"name": loop, "age": age, "fine": age <= SILENT_AFTER_S} for loop, age in ages.items()]
