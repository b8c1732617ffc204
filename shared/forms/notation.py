"""How a wording is written. Plain text; a line is a paragraph.

# Title            ## Heading            - item of a list            [ ] box to tick
________           alone on a line: a line to write on
{family.address}   what is known, or a blank; {members} alone on a line: a table
{{ and }}          the braces themselves
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from shared.forms.catalogue import Form
from shared.web.characters import bare, is_control, turns_direction

LONGEST = 20_000
USES_AT_MOST = 20
"""Ours: of one placeholder within lines. A block, which may be long, stands once."""

STARTS = {"# ": "title", "## ": "heading", "- ": "item", "[ ] ": "box"}
_RULE = re.compile(r"_{5,}")
_TOKEN = re.compile(r"\{\{|\}\}|\{[^{}]*\}|[{}]")


@dataclass(frozen=True)
class Part:
    """Words as they are, or the name of a placeholder."""

    text: str = ""
    placeholder: str = ""


@dataclass(frozen=True)
class Line:
    """`kind`: one of `STARTS`, `text`, `rule`, `gap` (an empty line) or `block` (a single placeholder)."""

    kind: str
    parts: tuple[Part, ...] = ()


@dataclass(frozen=True)
class Fault:
    """`line` counts from 1; `found` is what stands there."""

    line: int
    code: str
    found: str = ""


def tidy(text: str) -> str:
    """As it is kept: composed, without what nobody sees, no blanks at the ends of lines."""
    lines = unicodedata.normalize("NFC", text).replace("\r\n", "\n").split("\n")
    return "\n".join(bare(line.replace("\t", " ")) for line in lines).strip("\n")


def read(text: str, form: Form) -> list[Line]:
    """Lines to print. What is wrong in it prints as it stands: a wording may be older than this release."""
    return [_line(line.strip(), form) for line in text.split("\n")]


def _line(line: str, form: Form) -> Line:
    if not line:
        return Line("gap")
    if _RULE.fullmatch(line):
        return Line("rule")
    start = next((start for start in STARTS if line.startswith(start)), "")
    parts = tuple(_parts(line.removeprefix(start)))
    if not start and len(parts) == 1 and _is_block(parts[0], form):
        return Line("block", parts)
    return Line(STARTS.get(start, "text"), parts)


def _is_block(part: Part, form: Form) -> bool:
    known = form.by_name.get(part.placeholder)
    return known is not None and known.is_block


def _parts(text: str) -> Iterator[Part]:
    end = 0
    for token in _TOKEN.finditer(text):
        if token.start() > end:
            yield Part(text[end : token.start()])
        end = token.end()
        yield _part(token.group())
    if end < len(text):
        yield Part(text[end:])


def _part(token: str) -> Part:
    if len(token) == 1 or token in ("{{", "}}"):
        return Part(token[0])
    return Part(placeholder=token[1:-1].strip())


def faults(text: str, form: Form) -> list[Fault]:
    """What an editor is to correct, in the order of lines."""
    if len(text) > LONGEST:
        return [Fault(1, "too_long", str(len(text)))]
    if not text.strip():
        return [Fault(1, "required")]
    found = [fault for number, line in enumerate(text.split("\n"), 1) for fault in _faults(number, line, form)]
    return sorted([*found, *_too_often(text, form)], key=lambda fault: fault.line)


def missing(text: str, form: Form) -> list[str]:
    """Needed, and nowhere in the text. No fault: somebody may write lines to sign on in words of their own."""
    used = {part.placeholder for line in read(text, form) for part in line.parts}
    return [name for name in form.needed if name not in used]


def _faults(number: int, line: str, form: Form) -> Iterator[Fault]:
    sign = next((sign for sign in line.removesuffix("\r") if is_control(sign) and sign != "\t"), None)
    if sign:
        yield Fault(number, "control_character", f"U+{ord(sign):04X}")
    if turns_direction(line):
        yield Fault(number, "hidden_character")
    if _is_alone(line, form):
        return
    for token in _TOKEN.findall(bare(line)):
        code = _wrong(token, form)
        if code:
            yield Fault(number, code, token[:100])


def _is_alone(line: str, form: Form) -> bool:
    return _line(bare(line), form).kind == "block"


def _wrong(token: str, form: Form) -> str | None:
    if token in ("{", "}"):
        return "unclosed_brace"
    if token in ("{{", "}}"):
        return None
    known = form.by_name.get(_part(token).placeholder)
    if known is None:
        return "unknown_placeholder"
    return "not_alone" if known.is_block else None


def _too_often(text: str, form: Form) -> Iterator[Fault]:
    """The first use that is one too many, of each."""
    uses: Counter[str] = Counter()
    for number, line in enumerate(text.split("\n"), 1):
        for part in _parts(bare(line)):
            uses[part.placeholder] += 1
            known = form.by_name.get(part.placeholder)
            if known and uses[part.placeholder] == (2 if known.is_block else USES_AT_MOST + 1):
                yield Fault(number, "too_often", f"{{{part.placeholder}}}")
