"""Names of people, as a referral takes them."""

import unicodedata

from marshmallow import ValidationError

_BESIDE_LETTERS = " \u00a0.()'’‘ʼ`´-‐\u2011–"
"""Joins, abbreviations, apostrophes as keyboards have them, and the name before marriage in brackets."""


def is_name(text: str) -> None:
    """Letters of any alphabet with what joins or shortens them; no digit, no emoji, no angle bracket."""
    if text and not (any(map(str.isalpha, text)) and all(map(_is_in_names, text))):
        raise ValidationError("not_a_name")


def _is_in_names(sign: str) -> bool:
    """A letter, or a sign that many alphabets write above, below or beside one."""
    return sign.isalpha() or sign in _BESIDE_LETTERS or unicodedata.category(sign) in ("Mn", "Mc")
