"""The app's side of pages: templates, what every template can use, cookies, and the headers of what goes out."""

import hmac
from typing import Any
from urllib.parse import urlencode

from flask import Flask, Response, request
from jinja2 import BaseLoader, ChoiceLoader, PackageLoader, PrefixLoader, Undefined, pass_context
from jinja2.runtime import Context
from markupsafe import Markup
from werkzeug.exceptions import RequestEntityTooLarge

from shared.codes import BY_NAME, INTERFACE_LANGUAGES, CodeList
from shared.config import Settings
from shared.ids import uuid7
from shared.web import assets
from shared.web.pages import choices, dates, navigation, refusals
from shared.web.pages.reader import LANGUAGE, LANGUAGE_COOKIE, this_reader
from shared.web.pages.words import _, ngettext, pgettext

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; manifest-src 'self'"
)
A_YEAR_S = 365 * 24 * 3600
FIELDS_AT_MOST = 2_000
"""Of a form without a file (ours): our longest, with every row filled in, have some hundreds."""


class Loud(Undefined):
    """A name that no page was given must not pass for an empty text; the macros that we use ask for absent ones."""

    def __str__(self) -> str:
        raise self._undefined_exception(self._undefined_message)


def register(app: Flask, settings: Settings) -> None:
    secure = settings.address.startswith("https://")
    app.secret_key = hmac.digest(settings.secret.encode(), f"pages of {app.name}".encode(), "sha256")
    app.config.update(
        SESSION_COOKIE_NAME=f"opora-{app.name}",
        SESSION_COOKIE_PATH=f"/{app.name}",
        SESSION_COOKIE_SECURE=secure,
        SESSION_COOKIE_SAMESITE="Lax",
    )
    frame: list[BaseLoader] = [
        PackageLoader("shared.web.pages"),
        PrefixLoader({"govuk_frontend_jinja": PackageLoader("govuk_frontend_jinja")}),
    ]
    app.jinja_loader = ChoiceLoader([*_own(app.name), *frame])
    app.jinja_options = {"undefined": Loud, "trim_blocks": True, "lstrip_blocks": True}
    _equip(app)
    app.before_request(_refuse_endless_forms)
    app.after_request(lambda response: _guard(response, secure=secure))
    refusals.register(app)  # asked before: a refusal's page is guarded as every page is


def _refuse_endless_forms() -> None:
    """Before anything is read of it: a hundred thousand fields keep a process busy for seconds. Those that come in
    parts Werkzeug counts itself."""
    is_form = "/api/" not in request.path and request.mimetype == "application/x-www-form-urlencoded"
    if is_form and request.get_data().count(b"&") >= FIELDS_AT_MOST:
        raise RequestEntityTooLarge


def _own(service: str) -> list[PackageLoader]:
    """None for a service without pages of its own."""
    try:
        return [PackageLoader(f"services.{service}.pages")]
    except (ModuleNotFoundError, ValueError):
        return []


def _equip(app: Flask) -> None:
    """Names and filters that every template has."""
    environment: Any = app.jinja_env
    environment.globals |= {
        "_": _,
        "ngettext": ngettext,
        "pgettext": pgettext,
        "reader": _ReaderNow(),
        "asset": assets.address,
        "places": lambda: navigation.places_of(this_reader()),
        "home": lambda: navigation.home_of(this_reader()),
        "search_at": lambda: navigation.search_of(this_reader()),
        "other_language": _other_language,
        "new_key": lambda: str(uuid7()),
    }
    environment.filters |= {
        "day": dates.day,
        "moment": dates.moment,
        "period": dates.period,
        "time": dates.time,
        "until": dates.until,
        "until_day": dates.until_day,
        "due_class": dates.due_class,
        "typed_day": dates.typed_day,
        "code": _code,
        "full_name": full_name,
        "phone": phone,
        "lines": _lines,
        "boxes": choices.boxes,
        "with_options": choices.with_options,
    }


class _ReaderNow:
    """The reader of the present request, for templates."""

    def __getattr__(self, name: str) -> Any:
        return getattr(this_reader(), name)


@pass_context  # Jinja would else answer a constant once for all readers, when it compiles the template
def _code(_context: Context, value: str | None, codes: CodeList | str) -> str:
    """How a code reads; `codes` by its name where it is a common one."""
    if value is None:
        return ""
    found = BY_NAME[codes] if isinstance(codes, str) else codes
    return found.text(value, this_reader().language)


def full_name(names: Any) -> str:
    """“Фамилия Имя Отчество”, from a dict or a record with these three."""
    parts = ("last_name", "first_name", "middle_name")
    found = [names.get(part) if isinstance(names, dict) else getattr(names, part, None) for part in parts]
    return " ".join(part for part in found if part) or "—"


def phone(number: str | None) -> str:
    """“+7 900 123-45-67” from E.164; as it is where it is not Russian."""
    if not number or not number.startswith("+7") or len(number) != 12:
        return number or ""
    return f"+7 {number[2:5]} {number[5:8]}-{number[8:10]}-{number[10:]}"


def _lines(text: str | None) -> Markup:
    """What somebody wrote, with their line breaks."""
    return Markup('<div class="opora-lines">{}</div>').format(text or "")


def _other_language() -> tuple[str, str]:
    """(code, address) of this page in the other language."""
    other = next(one for one in INTERFACE_LANGUAGES if one != this_reader().language)
    return other, "?" + urlencode({**request.args, LANGUAGE: other})


def _guard(response: Response, *, secure: bool) -> Response:
    if response.mimetype != "text/html":
        return response
    response.headers.setdefault("Content-Security-Policy", POLICY)
    # Without it older browsers say of our own forms that they come from nowhere.
    response.headers.setdefault("Referrer-Policy", "same-origin")
    wished = request.args.get(LANGUAGE)
    if wished and wished in INTERFACE_LANGUAGES:
        kept: dict[str, Any] = {"max_age": A_YEAR_S, "path": "/", "httponly": True, "samesite": "Lax"}
        response.set_cookie(LANGUAGE_COOKIE, wished, secure=secure, **kept)
    return response
