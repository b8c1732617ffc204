"""Documents at the pages of a case: added, listed, taken back; and its forms to print."""

from io import BytesIO

from shared.web import file_forms
from shared.web.app import BODY_AT_MOST
from tests.cases.region import Opened
from tests.support.pages import FROM_US, Browser

PDF = b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer\n<< /Root 1 0 R >>\n%%EOF\n"


def test_a_paper_is_added_can_be_fetched_and_is_taken_back_with_a_reason(case: Opened) -> None:
    worker = case.region.worker.browser()
    form = worker.get(f"/cases/{case.id}/documents").follow("Добавить документ")
    listed = form.submit(
        {"kind": "court_decision", "dated_on": "20.02.2026", "member": case.son, "file": (BytesIO(PDF), "суд.pdf")},
        content_type="multipart/form-data",
    )
    (address,) = [href for href in listed.links().values() if href.endswith("/content")]
    fetched = worker.client.get(address)
    gone = listed.follow("Это ошибка : Решение суда").submit({"reason": "Чужое"})

    assert "Решение суда, 20 февраля" in listed.text
    assert "Тимофей" in listed.text
    assert fetched.data == PDF
    assert "Отозван: Чужое" in gone.text
    assert worker.client.get(address).status_code == 410


def test_a_file_that_is_not_taken_is_named_and_what_was_typed_stays(case: Opened) -> None:
    form = case.region.worker.browser().get(f"/cases/{case.id}/documents/new")
    refused = form.submit(
        {"title": "Из школы", "file": (BytesIO(b"MZ program"), "x.exe")}, content_type="multipart/form-data"
    )

    assert refused.status == 422
    assert refused.errors.keys() == {"file", "kind"}
    assert "PDF" in refused.errors["file"]
    assert refused.one("input[name=title]")["value"] == "Из школы"


def test_a_file_that_is_too_large_to_be_read_is_told_at_its_field(case: Opened) -> None:
    form = case.region.worker.browser().get(f"/cases/{case.id}/documents/new")
    too_large = PDF + bytes(file_forms.FILE_AT_MOST + file_forms.FORM_AT_MOST)
    refused = form.submit({"file": (BytesIO(too_large), "суд.pdf")}, content_type="multipart/form-data")

    assert (refused.status, refused.heading) == (422, form.heading)
    assert "20 МБ" in refused.errors["file"]


def test_a_form_that_comes_without_its_file_keeps_its_words(case: Opened) -> None:
    """As it does after a sign-in on its way."""
    form = case.region.worker.browser().get(f"/cases/{case.id}/documents/new")
    refused = form.submit({"title": "Из школы", "kind": "other"}, content_type="application/x-www-form-urlencoded")

    assert (refused.status, list(refused.errors)) == (422, ["file"])
    assert refused.one("input[name=title]")["value"] == "Из школы"


def test_a_small_file_goes_along_to_where_a_sign_in_is_renewed_and_a_large_one_stays(case: Opened) -> None:
    """Neither identity nor the gateway takes more than any form has."""
    address = f"/cases/{case.id}/documents/new"
    client = Browser(case.region.bench.app.test_client()).client
    led = []
    for padding in (0, BODY_AT_MOST):
        sent = {"kind": "other", "file": (BytesIO(PDF + bytes(padding)), "суд.pdf")}
        answer = client.post(address, data=sent, headers=FROM_US, content_type="multipart/form-data")
        assert answer.headers["Location"] == f"/identity/renew?back={address}"
        led.append(answer.status_code)
    assert led == [307, 303]


def test_only_the_team_adds_documents(case: Opened) -> None:
    supervisor = case.region.supervisor.browser()

    assert "Добавить документ" not in supervisor.get(f"/cases/{case.id}/documents").links()
    assert supervisor.get(f"/cases/{case.id}/documents/new").status == 403
    assert case.region.coordinator.browser().get(f"/cases/{case.id}/documents").status == 403


def test_the_forms_to_print_come_down_filled_in(case: Opened) -> None:
    worker = case.region.worker.browser()
    page = worker.get(f"/cases/{case.id}/forms")

    printed = worker.client.get(page.links()["Заполненный (PDF) : Соглашение о сотрудничестве"])
    assert printed.mimetype == "application/pdf"
    assert printed.data.startswith(b"%PDF")
