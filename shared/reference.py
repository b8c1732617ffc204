"""References that people read out and type: digits only, so that no letter is mistaken in either alphabet.

Eight random digits and a check digit by Damm's algorithm, which catches every single wrong digit and every swap of
two neighbours: "482-109-379".
"""

import secrets

# Damm's quasigroup of order 10 (H. M. Damm, "Total anti-symmetrische Quasigruppen", Marburg 2004).
_TABLE = (
    (0, 3, 1, 7, 5, 9, 8, 6, 4, 2),
    (7, 0, 9, 2, 1, 5, 4, 8, 6, 3),
    (4, 2, 0, 6, 8, 7, 1, 3, 5, 9),
    (1, 7, 5, 0, 9, 8, 3, 4, 2, 6),
    (6, 1, 2, 3, 0, 4, 5, 9, 7, 8),
    (3, 6, 7, 4, 2, 0, 9, 5, 8, 1),
    (5, 8, 6, 9, 7, 2, 0, 1, 3, 4),
    (8, 9, 4, 5, 3, 6, 2, 0, 1, 7),
    (9, 4, 3, 8, 6, 1, 7, 2, 0, 5),
    (2, 5, 8, 1, 4, 3, 6, 7, 9, 0),
)


def new_reference() -> str:
    """A random reference. It can clash with another once in a hundred million: its column is unique."""
    digits = f"{secrets.randbelow(10**8):08d}"
    digits += str(_check(digits))
    return "-".join((digits[:3], digits[3:6], digits[6:]))


def is_reference(text: str) -> bool:
    """Whether it can be one: nine digits (hyphens and spaces aside) whose check digit is right."""
    digits = text.replace("-", "").replace(" ", "")
    return len(digits) == 9 and digits.isascii() and digits.isdigit() and _check(digits) == 0


def _check(digits: str) -> int:
    state = 0
    for digit in digits:
        state = _TABLE[state][int(digit)]
    return state
