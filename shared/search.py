"""Finding people by what is typed: surname (ё or е, its beginning, either alphabet), reference, or phone.

A service keeps the words of each record in a table `search_terms (record, term)` with an index for prefixes; a
record is found when each word of the query begins one of its terms.
"""

import re
import unicodedata
from collections.abc import Collection, Iterable
from uuid import UUID

from sqlalchemy import ColumnElement, Text, Uuid, column, delete, false, insert, select, table
from sqlalchemy.orm import InstrumentedAttribute, Session

_TERMS = table("search_terms", column("record", Uuid), column("term", Text))

# Transliteration of travel passports (ICAO Doc 9303), ъ and ь left out.
_LATIN = str.maketrans(
    {
        **dict(zip("абвгдезийклмнопрстуфыэ", "abvgdeziiklmnoprstufye", strict=True)),
        "ё": "e",
        "ж": "zh",
        "х": "kh",
        "ц": "ts",
        "ч": "ch",
        "ш": "sh",
        "щ": "shch",
        "ю": "iu",
        "я": "ia",
        "ъ": "",
        "ь": "",
    }
)

# Other customs of writing Russian in Latin letters, brought to one form; the order matters.
_ONE_FORM = (
    ("shch", "s"), ("sch", "s"), ("sh", "s"), ("kh", "h"), ("zh", "q"), ("tch", "c"), ("ch", "c"), ("tz", "c"),
    ("ts", "c"), ("iia", "a"), ("iya", "a"), ("yu", "u"), ("iu", "u"), ("ju", "u"), ("ya", "a"), ("ia", "a"),
    ("ja", "a"), ("yo", "e"), ("jo", "e"), ("ye", "e"), ("je", "e"), ("x", "ks"), ("w", "v"), ("y", "i"), ("j", "i"),
    ("ii", "i"),
)  # fmt: skip

_WORD = re.compile(r"[^\W_]+")
_DIGITS = re.compile(r"[\d\s()+-]{4,}")


def fold(word: str) -> str:
    """One form of a word for all its ways of being written: "Щербакова" and "Scherbakova" are "serbakova"."""
    plain = unicodedata.normalize("NFKC", word).lower().translate(_LATIN)
    plain = "".join(sign for sign in unicodedata.normalize("NFD", plain) if not unicodedata.combining(sign))
    for custom, form in _ONE_FORM:
        plain = plain.replace(custom, form)
    return plain


def terms(names: Iterable[str | None], references: Iterable[str] = (), phones: Iterable[str | None] = ()) -> set[str]:
    """What a record can be found by: folded words of the names, digits of references, digits of phones.

    A Russian phone is found with +7, with 8 and without either.
    """
    found = {fold(word) for name in names if name for word in _WORD.findall(name)}
    found |= {_digits(reference) for reference in references}
    found |= {_phone(phone) for phone in phones if phone}
    return {term for term in found if term}


def keep(session: Session, record: UUID, words: Collection[str]) -> None:
    """From now on this record is found by these words, from `terms`, and by no others."""
    session.flush()  # the record may be as new as its words
    session.execute(delete(_TERMS).where(_TERMS.c.record == record))
    if words:
        session.execute(insert(_TERMS), [{"record": record, "term": word} for word in sorted(words)])


def query_terms(q: str) -> list[str]:
    """The beginnings that all must match; empty when nothing can be looked for."""
    numbers = [_phone(run) for run in _DIGITS.findall(q)]
    words = [fold(word) for word in _WORD.findall(_DIGITS.sub(" ", q))]
    return [term for term in (*numbers, *words) if term]


def matches(q: str, record: InstrumentedAttribute[UUID]) -> list[ColumnElement[bool]]:
    """Conditions for a select: each word of `q` begins a term of `record` in this service's `search_terms`.

    A query in which there is nothing to look for matches nothing.
    """
    wanted = query_terms(q)
    if not wanted:
        return [false()]
    return [record.in_(select(_TERMS.c.record).where(_TERMS.c.term.like(_like(term)))) for term in wanted]


def _like(term: str) -> str:
    return term.replace("\\", r"\\").replace("%", r"\%").replace("_", r"\_") + "%"


def _digits(text: str) -> str:
    return "".join(sign for sign in text if sign.isdigit())


def _phone(text: str) -> str:
    """Digits without the country code of Russia, or its old trunk prefix 8."""
    digits = _digits(text)
    return digits[1:] if len(digits) == 11 and digits[0] in "78" else digits
