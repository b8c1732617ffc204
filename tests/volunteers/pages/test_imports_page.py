"""The register from a file, at a page."""

from io import BytesIO

from tests.support.pages import Page
from tests.support.sheets import typed
from tests.volunteers.town import Town

REGISTER, IMPORT = "/volunteers/register", "/volunteers/register/import"
HEADINGS = ("Электронная почта", "Кто это", "Районы", "Языки")


def sent(page: Page, *emails: str, check: str = "no", **more: str) -> Page:
    data = typed(HEADINGS, [(email, "Контактная семья", "lesnoy", "Русский") for email in emails])
    values = {"file": (BytesIO(data), "Реестр.csv"), "check": check} | more
    return page.submit(values, content_type="multipart/form-data")


def test_a_list_of_contact_families_becomes_the_register(town: Town) -> None:
    person = town.bench.person("contact_family", organisation=town.ngo)
    form = town.coordinator.browser().get(REGISTER).follow("Записать в реестр из файла")
    email = f"{person.id}@example.org"
    checked = sent(form, email, check="yes")
    assert "получится 1 запись" in checked.text
    assert not town.coordinator.browser().get(REGISTER).soup.select("tbody a"), "only checked"
    done = sent(checked, email)
    (name, address), *others = done.links().items()
    assert (done.status, others) == (200, [])
    assert town.coordinator.browser().get(address).heading == name


def test_who_cannot_sign_in_yet_is_named_by_their_cell(town: Town) -> None:
    wrong = sent(town.coordinator.browser().get(IMPORT), "nobody@out.example")
    assert (wrong.status, list(wrong.errors)) == (422, ["file"])
    assert [cell.get_text() for cell in wrong.soup.select("tbody tr")[0].select("td")][:2] == [
        "2",
        "A: Электронная почта",
    ]
    assert "nobody@out.example" not in wrong.html


def test_that_a_file_is_meant_again_is_said_once(town: Town) -> None:
    person = town.bench.person("contact_family", organisation=town.ngo)
    email = f"{person.id}@example.org"
    done = sent(town.coordinator.browser().get(IMPORT), email)
    (address,) = done.links().values()
    assert town.change(address.split("/")[-1], {"status": "left"}).status == 200
    told = sent(town.coordinator.browser().get(IMPORT), email, check="yes")
    assert (told.status, list(told.errors)) == (409, ["again"])
    checked = sent(told, email, check="yes", again="yes")
    assert "получится 1 запись" in checked.text
    assert sent(checked, email).heading == done.heading


def test_only_who_keeps_the_register_fills_it(town: Town) -> None:
    assert town.bench.person("case_worker", organisation=town.ngo).browser().get(IMPORT).status == 403
