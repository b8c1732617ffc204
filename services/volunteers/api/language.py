"""In which language an answer says its texts."""

from flask import request

from shared.config import LANGUAGES
from shared.directory.model import KnownPerson
from shared.web.routes import Call
from shared.web.site import this_site


def reader_language(call: Call) -> str:
    """What the request asks for, else the caller's own language."""
    asked = request.accept_languages.best_match(LANGUAGES)
    if asked:
        return asked
    known = call.session.get(KnownPerson, call.caller.person)
    return known.language if known else this_site().settings.language
