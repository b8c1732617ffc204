"""Codes about how people are spoken to and told."""

from babel import Locale

from shared.codes.codelist import CodeList, Text

ISO_639_1_LETTERS = 2


def _languages() -> dict[str, Text]:
    """Every ISO 639-1 language, with the names that the Unicode locale data give it."""
    russian, english = _names("ru"), _names("en")
    codes = sorted(code for code in english if len(code) == ISO_639_1_LETTERS and code in russian)
    return {code: Text(russian[code].capitalize(), english[code]) for code in codes}


def _names(reader: str) -> dict[str, str]:
    return {str(code): str(name) for code, name in Locale(reader).languages.items()}


LANGUAGES = CodeList("languages", _languages())

INTERFACE_LANGUAGES = CodeList(
    "interface_languages",
    {"ru": Text("Русский", "Russian"), "en": Text("Английский", "English")},
)

DELIVERY_CHANNELS = CodeList(
    "delivery_channels",
    {
        "in_app": Text("На сайте", "In the app"),
        "email": Text("По электронной почте", "By e-mail"),
        "messenger": Text("В мессенджере", "By messenger"),
    },
)
