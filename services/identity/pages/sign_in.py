"""Signing in and out, and going on where a sign-in ran out: a form that was sent meanwhile is not lost, and
nobody but who wrote it sends it."""

from typing import Any
from urllib.parse import quote

from flask import Blueprint, Response, make_response, redirect, request

from services.identity import commands, entering, schemas
from services.identity.pages import session as sessions
from services.identity.pages.demo import accounts, moved_to
from shared.problems import Invalid, Unauthenticated
from shared.web import file_forms, sign_in
from shared.web.pages import Form, Pages, _, go, show
from shared.web.pages.fields import Text
from shared.web.pages.navigation import home_of
from shared.web.pages.reader import Reader, read_by, this_reader
from shared.web.pages.sending import BY
from shared.web.policy import ANYONE
from shared.web.routes import Call
from shared.web.site import this_site

pages = Pages("identity", __name__, "sign-in")
front = Blueprint("front", __name__)

KEPT = "kept."
"""Before the names of fields that are sent on after a sign-in."""


def sign_in_form(call: Call | None = None) -> Form:
    wrong = _("The e-mail address or the password is wrong. Check both; look at the keyboard's language and Caps Lock.")
    return Form(
        _("Sign in"),
        [
            Text("email", _("E-mail address"), kind="email", autocomplete="username", width=30),
            Text("password", _("Password"), kind="password", autocomplete="current-password", errors={"wrong": wrong}),
        ],
        _("Sign in"),
        action=f"/identity/sign-in?back={quote(_back(), safe='/')}" if _back() else "/identity/sign-in",
        shown={"kept": _kept()} | _sample(),
    )


def _sample() -> dict[str, Any]:
    """Of the sample region, where this is one."""
    demo = this_site().settings.demo
    return {"accounts": accounts() if demo else (), "moved_to": moved_to() if demo else None}


@pages.form("/sign-in", who=ANYONE, form=sign_in_form, body=schemas.SignIn, template="sign_in.html")
def enter(call: Call) -> Response:
    try:
        claims = entering.enter(call.session, call.body["email"], call.body["password"])
    except Unauthenticated:
        raise Invalid({"password": ["wrong"]}) from None
    sessions.end(call.session)  # what this browser was signed in by before, whoever it was
    reader = Reader(this_reader().language, this_reader().time_zone, claims.person, roles=claims.roles)
    if kept := _kept():
        own = dict(kept).get(BY) == str(claims.person)
        page = show("resume.html", back=_back(), kept=kept) if own else show("dropped.html", onward=home_of(reader))
        return sessions.remember(page, claims)
    return sessions.remember(go(_back() or home_of(reader)), claims)


@pages.press("/sign-out", who=ANYONE)
def leave(call: Call) -> Response:
    """Ends the session everywhere, also when its token has run out. Who is signed out already only loses cookies."""
    try:
        commands.revoke(call.session, sign_in.caller(call.session, request))
    except Unauthenticated:
        sessions.end(call.session)
    return sessions.forget(go("/identity/sign-in", _("You are signed out.")))


def renew() -> Response:
    """A new token for a session that goes on, and back: 307 makes the browser send its form once more. Where the
    session is over, one has to sign in; the form waits in that page."""
    with this_site().sessions.begin() as session:
        if request.method == "POST":
            sign_in.require_no_other_site(request)
        claims = None if request.args.get("anew") else sessions.renewed(session)
        if claims:
            onward = redirect(_back() or "/", 307 if request.method == "POST" else 303)
            return sessions.remember(make_response(onward), claims)
        read_by(session, None)
    if request.method == "POST":
        form = sign_in_form()
        form.notice = _("You were signed out. Sign in, and what you typed will be sent.")
        return show("sign_in.html", form=form, **form.shown)
    return make_response(redirect(f"/identity/sign-in?back={quote(_back(), safe='/')}", 303))


def begin() -> Response:
    """The first page of whoever comes. Whether a session goes on shows under /identity alone, where its cookie is."""
    with this_site().sessions.begin() as session:
        try:
            onward = home_of(read_by(session, sign_in.caller(session, request)))
        except Unauthenticated:
            onward = "/identity/renew?back=/"
    return make_response(redirect(onward, 303))


def _back() -> str:
    """Where to go on: a path of ours and nothing else."""
    back = request.args.get("back", "")
    ours = back.startswith("/") and not back.startswith("//") and "\\" not in back and back.isprintable()
    return back if ours and len(back) <= 2000 else ""


def _kept() -> list[tuple[str, str]]:
    """Names and values of the form that waits: as it came, or as the sign-in page keeps it."""
    if not _back() or request.method != "POST":
        return []
    if request.path.endswith("/renew"):
        with_file = request.mimetype == "multipart/form-data"
        return list((file_forms.words_of(request) if with_file else request.form).items(multi=True))
    return [(name.removeprefix(KEPT), value) for name, value in request.form.items(multi=True) if name.startswith(KEPT)]


for view in (renew, begin):
    view.policy = ANYONE  # type: ignore[attr-defined]
pages.add_url_rule("/renew", view_func=renew, methods=["GET", "POST"])
front.add_url_rule("/", view_func=begin)
