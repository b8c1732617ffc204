"""What comes on paper: nothing that somebody wrote is markup, nothing leaves the page, blanks stand for the unknown."""

import pytest

from shared.forms import printing
from shared.forms.blocks import Table, breakable
from shared.forms.printing import pdf
from tests.forms.paper import FORMS, body, is_written_on, pages

HOSTILE = (
    '#import "@preview/a:1.0.0": * #panic() $x^2$ `код` *ж* _к_ "кавычки" \\ <метка> @ссылка // /* = [a](b) ә ө 中 😀'
)
PLAN, CONSENT = FORMS["plan"], FORMS["consent"]


@pytest.mark.parametrize("form", FORMS.values(), ids=lambda form: form.code)
def test_each_form_prints_filled_and_empty(form: object) -> None:
    for values in (form.sample(), {}):  # type: ignore[attr-defined]
        made = pages(form, form.wording, values)  # type: ignore[arg-type,attr-defined]
        assert 1 <= len(made) <= 4
        assert all(is_written_on(page) for page in made)


def test_a_pdf_is_tagged_titled_and_names_nobody() -> None:
    made = pdf(PLAN, PLAN.wording, PLAN.sample())
    assert made.startswith(b"%PDF-")
    assert b"/StructTreeRoot" in made
    assert b"/Lang(ru)" in made
    assert "Щербакова".encode("utf-16-be").hex().upper().encode() not in made


def test_markup_in_a_wording_and_in_values_stays_words() -> None:
    assert pdf(PLAN, HOSTILE, {}).startswith(b"%PDF-")
    (line,) = body(PLAN, "Живут: {family.members}", {"family.members": HOSTILE})
    assert line["text"] == f"Живут: {HOSTILE}"
    assert pdf(PLAN, "{family.members}", {"family.members": "{today} {goals} #panic()"}).startswith(b"%PDF-")


def test_a_placeholder_in_a_value_is_not_filled_in() -> None:
    (line,) = body(PLAN, "{family.members}", {"family.members": "{today}", "today": "1 мая"})
    assert line["text"] == "{today}"


def test_what_is_not_known_is_a_blank_to_the_edge_or_a_table_to_write_in() -> None:
    address, goals = body(PLAN, "Адрес: {family.address}\n{goals}")
    assert address == {"kind": "text", "text": "Адрес:", "fill": True}
    assert goals["rows"] == [[""] * 6] * 8
    (inner,) = body(PLAN, "Версия {plan.version}, действует")
    assert inner["text"] == "Версия _____, действует"


def test_a_date_to_be_written_stays_on_one_line() -> None:
    (line,) = body(PLAN, "до «____» ______________ 20____ г.")
    assert " " not in line["text"].removeprefix("до ")


def test_a_placeholder_of_another_release_prints_as_a_blank() -> None:
    (line,) = body(PLAN, "Кто: {no.longer.there}, она")
    assert line["text"] == "Кто: ________, она"


def test_the_longest_wording_prints_in_a_moment() -> None:
    for text in ("я" * 20_000, "слово " * 3_333, "# Я\n" * 5_000, "[ ] я\n" * 3_333, "______\n" * 2_800):
        assert pdf(PLAN, text, {}).startswith(b"%PDF-")


@pytest.mark.parametrize("heaped", ["\u0301", "\U000e0041"], ids=["accents", "tags"])
def test_a_heap_of_signs_upon_one_letter_prints_as_a_few(heaped: str) -> None:
    assert len(breakable("а" + heaped * 19_000)) < 20
    assert pdf(PLAN, "а" + heaped * 19_000, {}).startswith(b"%PDF-")


def test_signs_upon_letters_that_languages_and_flags_have_stay() -> None:
    for written in ("и\u0306", "ཀྵྨ", "\U0001f3f4\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f"):
        assert breakable(written) == written


def test_a_long_table_goes_over_many_pages_and_nothing_beyond_the_edge() -> None:
    rows = tuple((str(number), "Ж" * 500, "слово " * 80, "ы" * 200, "", "") for number in range(40))
    made = pages(
        PLAN, "{goals}", {"goals": Table(("№", "Цель", "Что", "Кто", "Срок", "Отметка"), (1, 5, 5, 4, 3, 3), rows)}
    )
    assert len(made) > 5
    margin = made[0].width * 10 // 210
    for page in made:
        assert page.convert("L").crop((page.width - margin, 0, page.width, page.height)).getextrema()[0] > 200


def test_whoever_prints_has_nothing_of_the_service_s_secrets(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", "/nowhere")
    monkeypatch.setenv("OPORA_SECRET", "secret")
    assert printing._ENVIRONMENT.keys() == {"RAYON_NUM_THREADS"}
    assert pdf(PLAN, "слово", {}).startswith(b"%PDF-")


def test_what_takes_too_long_is_refused_and_the_next_form_is_printed(monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patched:
        patched.setattr(printing, "AT_MOST", 0.001)
        with pytest.raises(printing.NotPrinted):
            pdf(PLAN, "слово", {})
    assert pdf(PLAN, "слово", {}).startswith(b"%PDF-")
