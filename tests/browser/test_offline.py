"""A phone at the door has no line: what is written there stays on it, and is sent once when the line is back."""

import pytest
from playwright.sync_api import Browser as Chromium
from playwright.sync_api import expect

from tests.browser.at_work import WORKER, own_case
from tests.browser.looking import PHONE, window
from tests.browser.people import Person
from tests.browser.town import Town

pytestmark = [pytest.mark.browser, pytest.mark.timeout(600)]

NOTE = "Мама просила звонить после шести, когда младший спит."


def test_a_note_written_without_a_line_is_kept_and_sent_once(town: Town, chromium: Chromium) -> None:
    with window(town, chromium, WORKER, size=PHONE) as screen:
        worker = Person(screen)
        case = own_case(worker)
        worker.visit(f"{case}/notes/new")
        form = worker.page.locator("form[data-opora-keep]")
        kept, sent = (str(form.get_attribute(f"data-opora-{name}")) for name in ("kept", "sent"))
        worker.answer({"text": NOTE})
        screen.context.set_offline(True)
        form.locator("button:not([type=button])").first.click()
        expect(worker.page.locator("body")).to_contain_text(kept)
        screen.context.set_offline(False)
        expect(worker.page.locator("body")).to_contain_text(sent)
        worker.visit(f"{case}/notes")
        expect(worker.page.locator("main")).to_contain_text(NOTE)
        assert worker.page.locator("main").inner_text().count(NOTE) == 1


def test_nobody_signs_out_of_a_note_that_was_not_sent(town: Town, chromium: Chromium) -> None:
    with window(town, chromium, WORKER, size=PHONE) as screen:
        worker = Person(screen)
        worker.visit(f"{own_case(worker)}/notes/new")
        form, kept = worker.page.locator("form[data-opora-keep]"), worker.page.locator(".opora-kept")
        discard = str(form.get_attribute("data-opora-discard"))
        worker.answer({"text": NOTE})
        screen.context.set_offline(True)
        form.locator("button:not([type=button])").first.click()
        expect(kept).to_be_focused()
        sign_out = worker.page.locator("form[data-opora-forget] button")
        sign_out.click()
        expect(kept).to_be_focused()
        assert worker.path.endswith("/notes/new")
        kept.get_by_role("button", name=discard).click()
        expect(kept).to_be_hidden()
        screen.context.set_offline(False)
        sign_out.click()
        worker.page.wait_for_url("**/identity/sign-in")


def test_a_note_that_waits_for_a_sign_in_says_so(town: Town, chromium: Chromium) -> None:
    with window(town, chromium, WORKER, size=PHONE) as screen:
        worker = Person(screen)
        worker.visit(f"{own_case(worker)}/notes/new")
        form, kept = worker.page.locator("form[data-opora-keep]"), worker.page.locator(".opora-kept")
        no_line, signed_out = (str(form.get_attribute(f"data-opora-{name}")) for name in ("kept", "signed-out"))
        worker.answer({"text": NOTE})
        screen.context.set_offline(True)
        form.locator("button:not([type=button])").first.click()
        expect(kept).to_contain_text(no_line)
        screen.context.clear_cookies()
        screen.context.set_offline(False)
        expect(kept).to_contain_text(signed_out)
        expect(kept).not_to_contain_text(no_line)


def test_a_note_that_was_refused_stays_on_the_device_until_it_is_sent_corrected(town: Town, chromium: Chromium) -> None:
    with window(town, chromium, WORKER, size=PHONE) as screen:
        worker = Person(screen)
        worker.visit(f"{own_case(worker)}/contacts/new")
        form, kept = worker.page.locator("form[data-opora-keep]"), worker.page.locator(".opora-kept")
        mend, discard = (str(form.get_attribute(f"data-opora-{name}")) for name in ("mend", "discard"))
        worker.answer({"note": NOTE})
        screen.context.set_offline(True)
        form.locator("button:not([type=button])").first.click()
        expect(kept).to_be_focused()
        screen.context.set_offline(False)
        expect(kept).to_contain_text(mend)
        for _opened_and_left_again in range(2):
            worker.visit(worker.path)
            expect(worker.page.locator("[name=note]")).to_have_value(NOTE)
        kept.get_by_role("button", name=discard).click()
        worker.visit(worker.path)
        expect(worker.page.locator("[name=note]")).to_have_value("")
