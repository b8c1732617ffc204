"""An organisation's own systems that are told of events: which there are, what became of each message, and secrets."""

from datetime import timedelta
from typing import Any

from flask import Response
from sqlalchemy import select

from services.notifications.commands import webhooks as commands
from services.notifications.webhooks import rules, views
from services.notifications.webhooks.model import (
    DISABLED_FOR,
    WEBHOOK_DELIVERY_STATES,
    WEBHOOK_ERRORS,
    WEBHOOK_STATES,
    Webhook,
    WebhookDelivery,
)
from services.notifications.webhooks.policies import ADMINISTRATOR, own_delivery, own_webhook
from services.notifications.webhooks.schemas import HOURS, DeliveryQuery, Nothing, RotateBody, WebhookBody
from services.notifications.webhooks.table import TEST, WEBHOOK_EVENTS
from shared.web.pages import Form, Pages, _, go, show
from shared.web.pages.fields import Several, Text, Whole, options
from shared.web.pages.reader import this_reader
from shared.web.paging import PageQuery, newest_first
from shared.web.routes import Call
from shared.web.site import this_site

pages = Pages("notifications", __name__, "webhooks")

WEBHOOKS = "/notifications/webhooks"
_CODES = {
    "states": WEBHOOK_STATES,
    "disabled_for": DISABLED_FOR,
    "deliveries": WEBHOOK_DELIVERY_STATES,
    "errors": WEBHOOK_ERRORS,
}
_ONE: dict[str, Any] = {"on": own_webhook, "who": ADMINISTRATOR}


def at(webhook: Webhook) -> str:
    return f"{WEBHOOKS}/{webhook.id}"


@pages.page("/webhooks", who=ADMINISTRATOR, query=PageQuery)
def webhooks(call: Call) -> Response:
    own = select(Webhook).where(Webhook.organisation == call.caller.organisation)
    found = newest_first(call.session, own, Webhook.id, call.query, views.show)
    return show("webhooks/list.html", found=found, codes=_CODES, most=rules.MOST_OF_ONE)


def new_form(call: Call) -> Form:
    wrong = {
        "invalid": _("Write the whole address, as in https://system.example/opora."),
        "not_https": _("The address must begin with https, so that nobody on the way reads along."),
        "not_public": _("This address is not on the public internet. Ask the operator of the platform to allow it."),
    }
    return Form(
        _("Connect a system"),
        [
            Text("url", _("The address to which we send"), _("As in https://system.example/opora"), kind="url",
                 errors=wrong),
            Text("description", _("Which system is it?"), _("For example, the records of the school"), optional=True),
            Several("events", _("What is it told of?"), options=options(WEBHOOK_EVENTS), optional=True,
                    hint=_("Choose nothing for all, also what comes with later releases.")),
        ],
        _("Connect it"),
        lead=_("We send no names and nothing of a family: what happened to which referral or case, and its reference. "
               "When you have connected the system you see its secret, once."),
        back=WEBHOOKS,
    )  # fmt: skip


@pages.form("/webhooks/new", who=ADMINISTRATOR, form=new_form, body=WebhookBody)
def connect(call: Call) -> Response:
    webhook, secret = commands.register(call.session, call.caller, call.body, this_site().settings)
    return _once(webhook, secret)


def _once(webhook: Webhook, secret: str) -> Response:
    return show("webhooks/secret.html", secret=secret, back=at(webhook))


@pages.page("/webhooks/<uuid:id>", query=DeliveryQuery, **_ONE)
def webhook(call: Call) -> Response:
    sent = select(WebhookDelivery).where(WebhookDelivery.webhook == call.record.id)
    found = newest_first(call.session, sent, WebhookDelivery.event, call.query, _delivery)
    told = [WEBHOOK_EVENTS.text(code, this_reader().language) for code in call.record.events]
    one = views.show(call.record)
    return show("webhooks/one.html", one=one, own=at(call.record), told=told, sent=found, codes=_CODES)


def _delivery(delivery: WebhookDelivery) -> dict[str, Any]:
    what = _("A test") if delivery.type == TEST else WEBHOOK_EVENTS.text(delivery.type, this_reader().language)
    return views.show_delivery(delivery) | {"what": what}


def rotate_form(call: Call) -> Form:
    hours = Whole(
        "overlap_hours",
        _("For how many hours does the former secret hold, too?"),
        _("0 when somebody else has learned it; 168 at most."),
        errors={"out_of_range": _("Enter from 0 to 168 hours.")},
    )
    return Form(
        _("Make a new secret"),
        [hours],
        _("Make a new secret"),
        lead=_("You see it once. Until the hours are over each message is signed by both."),
        values={"overlap_hours": HOURS},
        back=at(call.record),
    )


@pages.form("/webhooks/<uuid:id>/rotate", form=rotate_form, body=RotateBody, **_ONE)
def rotate(call: Call) -> Response:
    return _once(call.record, commands.rotate(call.session, call.record, timedelta(hours=call.body["overlap_hours"])))


def delete_form(call: Call) -> Form:
    return Form(
        _("Disconnect the system?"),
        [],
        _("Disconnect it for good"),
        warning=_("It is told nothing any more, what waits for it is not sent, and its secret is gone. "
                  "This can't be undone: you would connect it anew, with a new secret."),
        dangerous=True,
        back=at(call.record),
    )  # fmt: skip


@pages.form("/webhooks/<uuid:id>/delete", form=delete_form, body=Nothing, **_ONE)
def delete(call: Call) -> Response:
    commands.remove(call.session, call.record)
    return go(WEBHOOKS, _("The system is disconnected."))


@pages.press("/webhooks/<uuid:id>/test", body=Nothing, **_ONE)
def test(call: Call) -> Response:
    commands.test(call.session, call.record)
    return go(at(call.record), _("A test message is on its way. Load this page again to see what became of it."))


@pages.press("/webhooks/<uuid:id>/pause", body=Nothing, **_ONE)
def pause(call: Call) -> Response:
    commands.pause(call.record)
    return go(at(call.record), _("Nothing is sent now. What happens meanwhile waits, for 30 days at most."))


@pages.press("/webhooks/<uuid:id>/resume", body=Nothing, **_ONE)
def resume(call: Call) -> Response:
    commands.resume(call.session, call.record)
    return go(at(call.record), _("Messages are sent again."))


@pages.press("/webhooks/<uuid:id>/deliveries/<uuid:event>/resend", body=Nothing, on=own_delivery, who=ADMINISTRATOR)
def resend(call: Call) -> Response:
    commands.resend(call.session, *call.record)
    return go(at(call.record.webhook), _("The message is sent again."))
