"""Which characters a text may hold, and which a name."""

import re
import unicodedata
from itertools import pairwise

_BESIDE_LETTERS = " \u00a0.()'’‘ʼ`´-‐\u2011–"
"""Joins, abbreviations, apostrophes as keyboards have them, and the name before marriage in brackets."""

_NON_JOINER = "\u200c"  # between letters of Persian names, and after the sign that mutes a vowel in Indian ones
_VIRAMA = 9

_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")
_UNSEEN = re.compile("[\u00ad\u061c\u180e\u200b\u200e\u200f\u2060-\u2064\ufeff]")
_AROUND = re.compile(r"\A[\s\u200c\u200d]+|[\s\u200c\u200d]+\Z")


def is_control(sign: str) -> bool:
    """Control characters, lone surrogates and non-characters: what a database or a page cannot hold."""
    return unicodedata.category(sign) in ("Cc", "Cs") or sign in "\ufffe\uffff"


def turns_direction(text: str) -> bool:
    """Whether it holds embeddings, overrides or isolates: with them a page shows other words than are written."""
    return _TURNING.search(text) is not None


def bare(text: str) -> str:
    """Without what nobody sees: zero-width spaces, direction marks and soft hyphens, as pasting from a page or a
    document leaves them, and blanks around it. The joiners within an emoji or a word stay."""
    return _AROUND.sub("", _UNSEEN.sub("", text))


def is_name(text: str) -> bool:
    """Letters of any alphabet with what joins or shortens them; no digit, no emoji, no angle bracket."""
    return any(map(str.isalpha, text)) and all(_is_in_names(*pair) for pair in pairwise(f" {text}"))


def _is_in_names(before: str, sign: str) -> bool:
    """A letter, or a sign that many alphabets write above, below or beside one."""
    if sign == _NON_JOINER:
        return unicodedata.bidirectional(before) == "AL" or unicodedata.combining(before) == _VIRAMA
    return sign.isalpha() or sign in _BESIDE_LETTERS or unicodedata.category(sign) in ("Mn", "Mc")
