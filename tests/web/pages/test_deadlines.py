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


@pytest.mark.parametrize("service", SERVICES)
def test_others_read_them_and_change_nothing(bench: Callable[..., Bench], service: str) -> None:
    here = bench(service)
    browser = here.person("organisation_administrator", organisation=here.organisation()).browser("en")
    page = browser.get(f"/{service}/deadlines")
    assert (page.status, page.heading) == (200, "Deadlines")
    assert "Change the deadlines" not in page.links()
    assert browser.get(f"/{service}/deadlines/change").status == 403
