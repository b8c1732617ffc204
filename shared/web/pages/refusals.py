"""A refusal on a page is a page: what happened, and what to do now. Who is signed out is sent to sign in and back."""

from typing import Any
from urllib.parse import quote

from flask import Flask, Response, current_app, redirect, request
from werkzeug.wrappers import Response as AnyResponse

from shared.problems import Conflict, WrittenByAnother
from shared.web.pages.route import show
from shared.web.pages.words import _, of_code
from shared.web.sign_in import token_holds

RENEW = "/identity/renew"
"""Where a sign-in that ran out is renewed, and a form that came meanwhile is sent on."""

ANEW = "&anew=1"
"""That it was not the token which ran out: only signing in helps."""


def register(app: Flask) -> None:
    app.after_request(for_people)


def for_people(response: Response) -> AnyResponse:
    """The problem that a program would get, as a page; anything else goes as it is."""
    if response.mimetype != "application/problem+json" or not _asks_for_a_page():
        return response
    if response.status_code == 401:
        return _to_sign_in()
    page = show("problem.html", response.status_code, **_words(response.get_json()))
    for name in ("Retry-After", "Allow"):
        if name in response.headers:
            page.headers[name] = response.headers[name]
    return page


def _asks_for_a_page() -> bool:
    view = current_app.view_functions.get(request.endpoint or "")
    if hasattr(view, "page"):
        return True
    return "/api/" not in request.path and "text/html" in request.headers.get("Accept", "")


def _to_sign_in() -> AnyResponse:
    """To renew the token; to sign in anew where it was not that which ran out. A form goes along: 307 makes the browser
    send it again, to identity and then back here. A small file goes along as far as the token is renewed at once; who
    has to sign in chooses it again, and finds the rest as it was."""
    back = request.full_path.rstrip("?") if request.query_string else request.path
    onward = f"{RENEW}?back={quote(back, safe='/')}{ANEW if token_holds(request) else ''}"
    return redirect(onward, 307 if _goes_along() else 303)


def _goes_along() -> bool:
    """Only what identity, and the gateway before it, would take."""
    size = request.content_length
    return request.method == "POST" and size is not None and size <= current_app.config["MAX_CONTENT_LENGTH"]


def _words(problem: dict[str, Any]) -> dict[str, str]:
    """`title`, `said` and `todo` for the reader."""
    if problem["type"].endswith(f":{WrittenByAnother.kind}"):
        return _written_by_another()
    if problem["status"] == Conflict.status and (why := of_code(problem.get("detail", ""))):
        return _said(_("This is not possible now"), why, _("Nothing was changed. Go back and load the page again."))
    return _of_status(problem["status"])


def _of_status(status: int) -> dict[str, str]:
    match status:
        case 403:
            return _said(
                _("This is not yours to see or do"),
                _("You are signed in, but your part in this work does not include this page."),
                _("If you need it, ask your organisation's administrator which role you should have."),
            )
        case 404 | 410:
            return _said(
                _("There is no such page"),
                _("The address may be mistyped, or what was here is not yours to see any more."),
                _("Go to your first page, or look for the family by its reference, surname or phone."),
            )
        case 409 | 412 | 428:
            return _said(
                _("Someone changed this meanwhile"),
                _("What you wanted to do is not possible in the state that it is in now. Nothing was changed."),
                _("Go back, load the page again and look at what it says now."),
            )
        case 413:
            return _said(
                _("This is too large"),
                _("A file may have up to 20 MB, a form without a file up to 2 MB."),
                _("Go back and send a smaller one."),
            )
        case 429:
            return _said(
                _("Too many attempts"),
                _("To keep strangers out we stop counting on after some attempts."),
                _("Wait some minutes and try again."),
            )
        case 400 | 405 | 415 | 422:
            return _said(
                _("This could not be read"),
                _("The page you came from may be out of date. Nothing was changed."),
                _("Go back, load the page again and repeat what you wanted to do."),
            )
    return _said(
        _("Something failed on our side"),
        _("Nothing was changed. It was not your fault."),
        _("Try again in a minute. If it fails again, tell your administrator the time and what you were doing."),
    )


def _said(title: str, said: str, todo: str) -> dict[str, str]:
    return {"title": title, "said": said, "todo": todo}


def _written_by_another() -> dict[str, str]:
    return _said(
        _("Someone else filled this form in"),
        _("Another person is signed in here now. Nothing was sent: nobody signs what they did not write."),
        _("If you wrote it, sign in as yourself and fill it in again. Else just go on to your first page."),
    )
