"""Text of pages in the reader's language: English in the code, Russian from the `ru.po` beside the pages (gettext)."""

import io
from functools import cache
from gettext import GNUTranslations, NullTranslations
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from flask import current_app, has_app_context
from markupsafe import Markup

from shared.web.pages.reader import this_reader

ROOT = Path(__file__).resolve().parents[3]
WRITTEN_IN = "en"


def catalogues() -> list[Path]:
    """Every `ru.po`: the frame's and those of the services' pages."""
    return sorted([*ROOT.glob("shared/web/pages/ru.po"), *ROOT.glob("services/*/pages/**/ru.po")])


@cache
def translations(language: str, service: str = "") -> NullTranslations:
    """All catalogues as one. Where they say the same words differently, this service's own hold, then the frame's."""
    if language == WRITTEN_IN:
        return NullTranslations()
    whole, compiled = Catalog(locale=language), io.BytesIO()
    first = (ROOT / "services" / service / "pages", ROOT / "shared")
    for file in sorted(catalogues(), key=lambda file: [not file.is_relative_to(room) for room in first]):
        with file.open("rb") as source:
            for message in read_po(source, locale=language):
                whole.add(message.id, message.string, context=message.context)  # what is there already stays
    write_mo(compiled, whole)
    compiled.seek(0)
    return GNUTranslations(compiled)


def _(text: str, **values: Any) -> str:
    return _filled(translations(this_reader().language, _service()).gettext(text), values)


def of_code(text: str) -> str:
    """A sentence that a command says, in the reader's language; empty where it has none in it."""
    found = _(text) if text else ""
    return found if found != text or this_reader().language == WRITTEN_IN else ""


def ngettext(one: str, many: str, number: int, **values: Any) -> str:
    """`%(num)s` stands for the number."""
    found = translations(this_reader().language, _service()).ngettext(one, many, number)
    return _filled(found, {"num": number} | values)


def pgettext(context: str, text: str, **values: Any) -> str:
    return _filled(translations(this_reader().language, _service()).pgettext(context, text), values)


def _service() -> str:
    """Whose pages are shown."""
    return current_app.name if has_app_context() else ""


def _filled(text: str, values: dict[str, Any]) -> str:
    """Markup among the values keeps its tags and makes all of it Markup; the rest is escaped when it is shown."""
    if any(isinstance(value, Markup) for value in values.values()):
        return Markup(text) % values  # noqa: S704 - the text is ours, the values are escaped by it
    return text % values if values else text
