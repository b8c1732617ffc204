"""What an editor may write, and what is refused by its line."""

import pytest

from shared.forms.blocks import breakable
from shared.forms.notation import LONGEST, USES_AT_MOST, faults, missing, read, tidy
from tests.forms.paper import FORMS

PLAN = FORMS["plan"]


def found(text: str) -> list[tuple[int, str]]:
    return [(fault.line, fault.code) for fault in faults(text, PLAN)]


def test_each_start_of_a_line_has_its_meaning() -> None:
    written = "# Название\n## Раздел\n- пункт\n[ ] да\n________\n\nслова\n{goals}"
    kinds = [line.kind for line in read(written, PLAN)]
    assert kinds == ["title", "heading", "item", "box", "rule", "gap", "text", "block"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", (1, "required")),
        (" \n\n ", (1, "required")),
        ("Имя\n{famly.members}", (2, "unknown_placeholder")),
        ("{}", (1, "unknown_placeholder")),
        ("Имя {family.members", (1, "unclosed_brace")),
        ("Имя family.members}", (1, "unclosed_brace")),
        ("{{family.members}", (1, "unclosed_brace")),
        ("{family.{members}}", (1, "unclosed_brace")),
        ("Цели: {goals}", (1, "not_alone")),
        ("- {goals}", (1, "not_alone")),
        ("{goals}\n\n{ goals }", (3, "too_often")),
        ("{today} " * USES_AT_MOST + "\n{today}", (2, "too_often")),
        ("первая\nвто\x00рая", (2, "control_character")),
        ("первая\x0bвторая", (1, "control_character")),
        ("слово \ud800", (1, "control_character")),
        ("сло\rво", (1, "control_character")),
        ("abc\u202edef", (1, "hidden_character")),
        ("я" * (LONGEST + 1), (1, "too_long")),
    ],
)
def test_a_fault_is_named_by_its_line(text: str, expected: tuple[int, str]) -> None:
    assert expected in found(text)


@pytest.mark.parametrize(
    "text",
    [
        "{{слова в скобках}}",
        "  {goals}  ",
        "Семья: {family.members}, {family.address}",
        "таб\tуляция\r\nстрока",
        "{ today }",
        "{today\u200b}",
    ],
)
def test_what_is_right_has_no_fault(text: str) -> None:
    assert found(text) == []


def test_double_braces_print_as_braces() -> None:
    assert "".join(part.text for part in read("{{а}}", PLAN)[0].parts) == "{а}"


def test_what_nobody_sees_is_not_kept() -> None:
    assert tidy("\n# Пла\u00adн \r\n\u200bи\u0306\n\n") == "# План\nй"


def test_every_wording_of_ours_is_right_and_uses_all_that_its_form_is_for() -> None:
    for form in FORMS.values():
        assert faults(form.wording, form) == [], form.code
        blocks = {one.name for one in form.placeholders if one.is_block}
        used = {part.placeholder for line in read(form.wording, form) for part in line.parts} - {""}
        assert blocks - used <= {"members"}, form.code


def test_a_run_without_blanks_gets_places_to_break() -> None:
    assert max(map(len, breakable("_" * 500).split("\u200b"))) <= 31
    assert breakable("Слова и слова") == "Слова и слова"
    assert breakable("a\u202eb") == "ab"


@pytest.mark.parametrize(
    ("form", "text", "expected"),
    [
        ("consent", "Я согласна.", ["signatures"]),
        ("agreement", "{{signatures}}", ["signatures"]),
        ("agreement", "Подписи\n  {signatures} \n", []),
        ("plan", "{goals}", []),
    ],
)
def test_a_consent_or_an_agreement_without_signatures_is_noticed(form: str, text: str, expected: list[str]) -> None:
    assert missing(text, FORMS[form]) == expected


@pytest.mark.parametrize("form", FORMS)
def test_nothing_is_missing_from_our_own_wordings(form: str) -> None:
    assert missing(FORMS[form].wording, FORMS[form]) == []
