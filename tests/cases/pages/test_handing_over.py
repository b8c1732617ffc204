"""What is open of somebody is seen, and given to a colleague."""

from tests.cases.handing_over import several, visit, workers
from tests.cases.pages.working import at_pages
from tests.cases.region import Opened, Region
from tests.support.bench import Person
from tests.support.pages import Page

LIST = "/cases/hand-over"


def work(who: Person, of: Person) -> Page:
    return at_pages(who, f"/cases/people/{of.id}/work")


def test_families_go_to_a_colleague_but_those_that_are_not_ticked(region: Region) -> None:
    cases = several(region)
    visit(cases[0])
    listed = at_pages(region.supervisor, "/cases/workers").follow("Передать семьи другому куратору")
    assert f"/cases/people/{region.worker.id}/work" in listed.html
    page = work(region.supervisor, region.worker)
    assert ("Семьи, которые ведёт: 3" in page.text, "Запланированные визиты и звонки: 1" in page.text) == (True, True)
    form = page.follow("Передать другому человеку")
    assert list(form.submit().errors) == ["to"]
    chosen = [str(one.id) for one in cases[:2]]
    sent = {"to": str(region.colleague.id), "cases": chosen, "note": "Звонить после шести."}
    done = form.submit(sent)
    assert "Семей: 2" in done.text
    assert "Семьи, которые ведёт: 1" in done.text
    assert workers(region, cases) == [region.colleague.id, region.colleague.id, region.worker.id]


def test_who_does_not_lead_families_gets_none_and_nothing_typed_is_lost(case: Opened) -> None:
    region = case.region
    specialist = region.bench.person("specialist", organisation=region.ngo)
    form = at_pages(region.supervisor, f"/cases/people/{region.worker.id}/hand-over")
    refused = form.submit({"to": str(specialist.id), "note": "Звонить после шести."})
    assert (refused.status, list(refused.errors)) == (422, ["to"])
    assert "куратора" in refused.errors["to"]
    assert refused.one("textarea[name=note]").get_text().strip() == "Звонить после шести."


def test_with_nothing_ticked_nothing_is_called_handed_over(case: Opened) -> None:
    region = case.region
    form = at_pages(region.supervisor, f"/cases/people/{region.worker.id}/hand-over")
    done = form.submit({"to": str(region.colleague.id), "cases": []})
    assert "Ничего не передано" in done.text
    assert "Дела переданы" not in done.text
    assert workers(region, [case]) == [region.worker.id]


def test_with_nothing_open_the_page_says_so(region: Region) -> None:
    page = work(region.supervisor, region.colleague)
    assert "Открытых дел здесь нет" in page.text
    assert "Передать другому человеку" not in page.links()


def test_a_coordinator_hands_over_without_a_name_of_the_family(case: Opened) -> None:
    region = case.region
    page = work(region.coordinator, region.worker)
    assert "Журавлёва" not in page.html
    assert f"/cases/{case.id}" not in page.links().values()
    form = page.follow("Передать другому человеку")
    assert "Журавлёва" not in form.html
    assert "Семей: 1" in form.submit({"to": str(region.colleague.id)}).text


def test_who_administers_sees_how_much_it_is_and_hands_nothing_over(case: Opened) -> None:
    region = case.region
    administrator = region.bench.person("organisation_administrator", organisation=region.ngo)
    page = work(administrator, region.worker)
    assert "Семьи, которые ведёт: 1" in page.text
    assert not page.soup.select("main .govuk-button")
    assert at_pages(administrator, f"/cases/people/{region.worker.id}/hand-over").status == 403
    assert at_pages(administrator, LIST).status == 403


def test_of_other_organisations_nobody_is_there(case: Opened) -> None:
    region = case.region
    elsewhere = region.bench.person("supervisor", organisation=region.bench.organisation("ngo"))
    assert work(elsewhere, region.worker).status == 404
    assert f"/cases/people/{region.worker.id}/work" not in at_pages(elsewhere, LIST).html
