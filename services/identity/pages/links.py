"""The page that an invitation or a recovery link opens: choose a password. And how one asks for such a link."""

from flask import Response

from services.identity import attempts, commands, passwords, policies, schemas
from services.identity.model import Person
from shared.problems import NotFound
from shared.web.pages import Form, Pages, _, go, show
from shared.web.pages.fields import Text
from shared.web.pages.reader import prefer
from shared.web.policy import ANYONE
from shared.web.routes import Call
from shared.web.site import this_site

pages = Pages("identity", __name__, "links")


def password_form(call: Call) -> Form:
    prefer(call.session.get_one(Person, call.record.person).language)
    hint = _("At least %(number)s characters. A phrase of several words does well.", number=passwords.SHORTEST)
    field = Text(
        "password",
        _("Choose a password"),
        hint,
        kind="password",
        autocomplete="new-password",
        errors={
            "required": _("Enter a password."),
            "too_short": _("The password has fewer than %(number)s characters. Add a word.", number=passwords.SHORTEST),
            "too_long": _("The password has more than %(number)s characters. Shorten it.", number=passwords.LONGEST),
            "too_common": _("This password is too easy to guess. Choose another one."),
            "same_as_email": _("The password must not be the e-mail address. Choose another one."),
        },
    )
    return Form(_("New password"), [field], _("Save the password"))


@pages.form("/links/<token>", who=ANYONE, on=policies.link, form=password_form, body=schemas.NewPassword)
def use_link(call: Call) -> Response:
    """Opening the link shows the form and changes nothing: programs that scan mails open links, too."""
    person = commands.use_link(call.session, call.record, call.body["password"], demo=this_site().settings.demo)
    attempts.forget(call.session, person.email)
    return go("/identity/sign-in", _("The password is saved. You can sign in now."))


@pages.errorhandler(NotFound)
def gone(problem: NotFound) -> Response:
    return show("links/gone.html", 404)


def forgotten_form(call: Call) -> Form:
    return Form(
        _("I forgot my password"),
        [Text("email", _("E-mail address"), kind="email", autocomplete="username", width=30)],
        _("Mail me a link"),
        lead=_("Enter the address with which you sign in. We mail you a link by which you choose a new password."),
        back="/identity/sign-in",
        back_text=_("Back to signing in"),
    )


@pages.form("/forgotten", who=ANYONE, form=forgotten_form, body=schemas.LinkRequest)
def request_link(call: Call) -> Response:
    """The same answer whether somebody has this address or not."""
    attempts.count_link(call.session, call.body["email"])
    commands.request_link(call.session, call.body["email"])
    return go("/identity/forgotten/sent")


@pages.page("/forgotten/sent", who=ANYONE)
def link_requested(call: Call) -> Response:
    return show("links/sent.html")
