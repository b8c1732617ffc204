"""What is wrong with a field, said so that a person can mend it: one sentence for each code that a refusal may have."""

from collections.abc import Callable

from shared.web.pages.words import _


def sentence(code: str, label: str, asks: str) -> str:
    """`asks` is what kind of an answer the field wants: text, choice, date, number or file."""
    made = _BY_KIND.get((code, asks)) or _BY_CODE.get(code) or _other
    return made(label)


def _other(label: str) -> str:
    return _("This can't be accepted as it is: “%(label)s”. Check it and try again.", label=label)


Sentence = Callable[[str], str]

_BY_KIND: dict[tuple[str, str], Sentence] = {
    ("required", "choice"): lambda label: _("Choose an answer: “%(label)s”.", label=label),
    ("required", "date"): lambda label: _("Enter the date: “%(label)s”.", label=label),
    ("required", "file"): lambda label: _("Choose a file: “%(label)s”.", label=label),
    ("type", "number"): lambda label: _("Enter a number in figures: “%(label)s”.", label=label),
    ("type", "choice"): lambda label: _("Choose one of the answers: “%(label)s”.", label=label),
    ("out_of_range", "date"): lambda label: _("Check the date, it is too far away: “%(label)s”.", label=label),
}

_BY_CODE: dict[str, Sentence] = {
    "required": lambda label: _("Fill this in: “%(label)s”.", label=label),
    "invalid_date": lambda label: _("Write the date as in 24.11.2026: “%(label)s”.", label=label),
    "invalid_time": lambda label: _("Write the time as in 14:30: “%(label)s”.", label=label),
    "in_future": lambda label: _("This day is still to come. Check the date: “%(label)s”.", label=label),
    "in_past": lambda label: _("This day is over. Check the date: “%(label)s”.", label=label),
    "before_start": lambda label: _("This lies before the beginning. Check the date: “%(label)s”.", label=label),
    "before_agreement": lambda label: _("This lies before the agreement. Check the date: “%(label)s”.", label=label),
    "before_assessment": lambda label: _("The first assessment came later. Check the date: “%(label)s”.", label=label),
    "before_birth": lambda label: _("Somebody was not born yet on this day. Check the date: “%(label)s”.", label=label),
    "before_opening": lambda label: _("The case was opened later. Check the date: “%(label)s”.", label=label),
    "before_reopening": lambda label: _("The case was reopened later. Check the date: “%(label)s”.", label=label),
    "before_closure": lambda label: _("This lies before support ended. Check the date: “%(label)s”.", label=label),
    "before_enrolment": lambda label: _("This lies before the enrolment. Check the date: “%(label)s”.", label=label),
    "before_session": lambda label: _("There was a session after this day. Check the date: “%(label)s”.", label=label),
    "after_session": lambda label: _("There was a session before this day. Check the date: “%(label)s”.", label=label),
    "duplicate": lambda label: _("This is there already: “%(label)s”.", label=label),
    "not_child": lambda label: _("Only children can be named here: “%(label)s”.", label=label),
    "not_adult": lambda label: _("Only adults can be named here: “%(label)s”.", label=label),
    "not_open": lambda label: _("This is finished. Choose another: “%(label)s”.", label=label),
    "member_missing": lambda label: _("Somebody of the family is not named. Load the page again: the family changed."),
    "out_of_range": lambda label: _("This is more or less than possible: “%(label)s”.", label=label),
    "too_long": lambda label: _("This is too long, shorten it: “%(label)s”.", label=label),
    "too_short": lambda label: _("This is too short: “%(label)s”.", label=label),
    "too_many": lambda label: _("These are too many: “%(label)s”.", label=label),
    "too_few": lambda label: _("These are too few: “%(label)s”.", label=label),
    "unknown_code": lambda label: _("Choose one of the answers offered: “%(label)s”.", label=label),
    "not_found": lambda label: _("Choose one from the list: “%(label)s”. The one you chose is gone.", label=label),
    "invalid_phone": lambda label: _("Write the phone number as in +7 900 123-45-67: “%(label)s”.", label=label),
    "invalid_email": lambda label: _("Write the e-mail address as in name@example.org: “%(label)s”.", label=label),
    "not_a_name": lambda label: _("A name is written with letters only: “%(label)s”.", label=label),
    "control_character": lambda label: _(
        "Type this again, a character in it can't be used: “%(label)s”.", label=label
    ),
    "hidden_character": lambda label: _(
        "Type this, don't paste it: a character can't be seen: “%(label)s”.", label=label
    ),
    "conflicting": lambda label: _("This does not agree with your other answers: “%(label)s”.", label=label),
    "twice": lambda label: _("This is there twice: “%(label)s”.", label=label),
    "type": lambda label: _("This can't be read: “%(label)s”. Check how it is written.", label=label),
    "invalid": lambda label: _("This can't be read: “%(label)s”. Check how it is written.", label=label),
    "unknown_field": lambda label: _("This page is out of date. Load it again."),
}  # fmt: skip
