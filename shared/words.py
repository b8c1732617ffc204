"""Text in the code that is said to people later, in their language."""


def N_(text: str) -> str:  # noqa: N802 - the word by which gettext's tools find text that is translated later
    return text
