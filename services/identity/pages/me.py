"""One's own profile: what is known of oneself, and what everybody changes of it."""

from flask import Response

from services.identity import attempts, commands, policies, schemas, views
from services.identity.absences.api import stands_in_for
from services.identity.pages import session as sessions
from services.identity.pages.choices import city, languages, time_zones
from shared.codes import DEPUTISED_ROLES
from shared.web.pages import Form, Pages, _, go, show
from shared.web.pages.fields import Choice, Phone
from shared.web.pages.reader import LANGUAGE_COOKIE
from shared.web.paging import PageQuery
from shared.web.policy import SIGNED_IN
from shared.web.routes import Call

pages = Pages("identity", __name__, "me")

ME = "/identity/me"
_OWN = {"who": SIGNED_IN, "on": policies.myself}


@pages.page("/me", **_OWN)
def me(call: Call) -> Response:
    call.query = PageQuery().load({})
    return show(
        "me/profile.html",
        me=views.own_record(call.session, call.record),
        time_zone=city(call.record.time_zone),
        has_deputies=not DEPUTISED_ROLES.isdisjoint(call.record.roles),
        stands_in=stands_in_for(call)["items"],
    )


def change_form(call: Call) -> Form:
    me = call.record
    return Form(
        _("Change my profile"),
        [
            Phone("phone", _("Phone"), _("For example, +7 900 123-45-67"), optional=True, blank=None),
            Choice("language", _("Language of pages, mails and messages"), options=languages(), inline=True),
            Choice("time_zone", _("Time zone"), options=time_zones(me.time_zone), many=True),
        ],
        _("Save the changes"),
        values={"phone": me.phone, "language": me.language, "time_zone": me.time_zone},
        back=ME,
    )


@pages.form("/me/change", form=change_form, body=schemas.OwnChange, version=lambda me: me.version, **_OWN)
def change_me(call: Call) -> Response:
    commands.change_own(call.session, call.caller, call.record, **call.body)
    onward = go(ME, _("Your profile is changed."))
    if "language" in call.body:  # what this browser was switched to before gives way to the choice
        onward.delete_cookie(LANGUAGE_COOKIE, path="/", httponly=True, samesite="Lax")
    return onward


@pages.press("/me/password", **_OWN)
def new_password(call: Call) -> Response:
    attempts.count_link(call.session, call.record.email)
    commands.request_link(call.session, call.record.email)
    return go(ME, _("A mail with a link is on its way. By it you choose a new password."))


def leave_form(call: Call) -> Form:
    return Form(
        _("Sign out everywhere"),
        [],
        _("Sign out everywhere"),
        lead=_("You will be signed out in every browser and on every device, here too."),
        back=ME,
    )


@pages.form("/me/sign-out", form=leave_form, **_OWN)
def sign_out_everywhere(call: Call) -> Response:
    commands.revoke(call.session, call.caller, all=True)
    return sessions.forget(go("/identity/sign-in", _("You are signed out everywhere.")))
