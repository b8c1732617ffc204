"""What the pages of links have in common: their language, the way to the other one, and what is said when one refuses.

Texts are dictionaries by language; the names used here are `language`, `title_refused`, `gone`, `too_often`,
`other_site`.
"""

from collections.abc import Mapping
from typing import Any

from flask import Response, request, url_for
from markupsafe import Markup

from shared.codes import INTERFACE_LANGUAGES
from shared.problems import Problem, TooManyRequests
from shared.web.page import page
from shared.web.site import this_site

Texts = Mapping[str, Mapping[str, Any]]

_NAMES = {404: "gone", 429: "too_often", 403: "other_site"}


def language(known: str | None = None) -> str:
    """What the address asks for, else what is known of the reader, else the platform's."""
    for wished in (request.args.get("language", ""), known or ""):
        if wished in INTERFACE_LANGUAGES:
            return wished
    return str(this_site().settings.language)


def address(**more: str) -> str:
    """This page again, in the language that was asked for; nothing that was typed is ever in an address."""
    values: dict[str, Any] = (request.view_args or {}) | more
    if "language" not in more and request.args.get("language") in INTERFACE_LANGUAGES:
        values["language"] = request.args["language"]
    return url_for(str(request.endpoint), **values)


def other_language(texts: Texts, present: str) -> Markup:
    """A way to the same page in the other language; not where it would lose what was typed."""
    other = "en" if present == "ru" else "ru"
    link = Markup('<p><a href="{}" lang="{}">{}</a></p>')
    return link.format(address(language=other), other, texts[other]["language"])


def refusal(texts: Texts, problem: Problem) -> Response:
    """One plain page for each of 403, 404 and 429, the same whatever it is that does not hold."""
    said = texts[language()]
    content = Markup("<p>{}</p>").format(said[_NAMES[problem.status]])
    response = page(language(), said["title_refused"], content, problem.status)
    if problem.status == TooManyRequests.status:
        response.headers["Retry-After"] = str(problem.extra.get("retry_after", 60))
    return response
