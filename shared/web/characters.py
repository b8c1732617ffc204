"""Which characters a text may hold, and which a name."""

import unicodedata

_BESIDE_LETTERS = " \u00a0.()'’‘ʼ`´-‐\u2011–"
"""Joins, abbreviations, apostrophes as keyboards have them, and the name before marriage in brackets."""


def is_control(sign: str) -> bool:
    """Control characters, lone surrogates and non-characters: what a database or a page cannot hold."""
    return unicodedata.category(sign) in ("Cc", "Cs") or sign in "\ufffe\uffff"


def is_name(text: str) -> bool:
    """Letters of any alphabet with what joins or shortens them; no digit, no emoji, no angle bracket."""
    return any(map(str.isalpha, text)) and all(map(_is_in_names, text))


def _is_in_names(sign: str) -> bool:
    """A letter, or a sign that many alphabets write above, below or beside one."""
    return sign.isalpha() or sign in _BESIDE_LETTERS or unicodedata.category(sign) in ("Mn", "Mc")
