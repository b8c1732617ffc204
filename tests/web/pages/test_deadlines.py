"""Deadlines as policy, in both services that keep them: whose number each is, and changing one."""

from collections.abc import Callable

import pytest

from tests.support.bench import Bench

SERVICES = ("cases", "referrals")


@pytest.mark.parametrize("service", SERVICES)
def test_a_deadline_is_changed_and_says_then_that_an_administrator_decided_so(
    bench: Callable[..., Bench], service: str
) -> None:
    here = bench(service)
    browser = here.person("administrator").browser()
    page = browser.get(f"/{service}/deadlines")
    assert "Так решил администратор" not in page.text
    form = page.follow("Изменить сроки")
    field = form.one("main input[inputmode=numeric]")
    name, before = str(field["name"]), int(str(field["value"]))
    for wrong in ("много", "-1", "999999"):
        refused = form.submit({name: wrong})
        assert list(refused.errors) == [name]
        assert refused.one(f"[name='{name}']")["value"] == wrong
    done = form.submit({name: str(before + 1)})
    assert "Сроки изменены" in done.text
    assert done.text.count("Так решил администратор") == 1
    told = form.submit({name: str(before + 2)})
    assert told.status == 409, "changed since this page was opened"


LASTING = {"cases": "concern_again", "referrals": "answer_urgent"}


@pytest.mark.parametrize("service", SERVICES)
def test_what_is_kept_in_minutes_is_typed_with_its_unit(bench: Callable[..., Bench], service: str) -> None:
    browser = bench(service).person("administrator").browser()
    form = browser.get(f"/{service}/deadlines/change")
    name = f"deadlines.{LASTING[service]}"
    assert "Так предложено в Опоре" in form.one(f"[id='{name}-hint']").get_text()
    assert "Не меньше: " in form.one(f"[id='{name}-hint']").get_text()
    for wrong in (
        {"number": "", "unit": "hours"},
        {"number": "много", "unit": "hours"},
        {"number": "900", "unit": "days"},
    ):
        refused = form.submit({f"{name}.{part}": typed for part, typed in wrong.items()})
        assert list(refused.errors) == [f"{name}.number"], wrong
        assert refused.one(f"[name='{name}.number']")["value"] == wrong["number"]
        assert refused.one(f"[name='{name}.unit'] option[selected]")["value"] == wrong["unit"]
    done = form.submit({f"{name}.number": "30", f"{name}.unit": "hours"})
    assert "30 часов" in done.text
    again = done.follow("Изменить сроки")
    assert again.one(f"[name='{name}.number']")["value"] == "30"


def test_a_unit_that_is_not_offered_is_refused_at_the_number(bench: Callable[..., Bench]) -> None:
    browser = bench("referrals").person("administrator").browser()
    form = browser.get("/referrals/deadlines/change")
    refused = form.submit({"deadlines.answer_urgent.unit": "years"})
    assert list(refused.errors) == ["deadlines.answer_urgent.number"]


@pytest.mark.parametrize("service", SERVICES)
def test_others_read_them_and_change_nothing(bench: Callable[..., Bench], service: str) -> None:
    here = bench(service)
    browser = here.person("organisation_administrator", organisation=here.organisation()).browser("en")
    page = browser.get(f"/{service}/deadlines")
    assert (page.status, page.heading) == (200, "Deadlines")
    assert "Change the deadlines" not in page.links()
    assert browser.get(f"/{service}/deadlines/change").status == 403
