"""What one chooses to be told, where and when."""

from collections.abc import Callable

from services.notifications.table import ALWAYS_MAILED
from services.notifications.texts import NOTIFICATION_TYPES
from tests.notifications.story import Story
from tests.support.bench import Bench, Person

PREFERENCES = "/notifications/preferences"


def choices(person: Person) -> dict[str, dict[str, bool]]:
    answer = person.api.get("/notifications/api/v1/preferences").json
    return {one["type"]: one["channels"] for one in answer["types"]} | {"": answer}


def test_a_mail_that_is_switched_off_does_not_come_any_more_and_nothing_else_changes(story: Story) -> None:
    worker = story.cast["worker"]
    page = worker.browser().get(PREFERENCES)
    ticked = [str(one["value"]) for one in page.soup.select("input[name=email][checked]")]
    assert set(ticked) >= {"deadline_near", "case_opened"}
    assert not ALWAYS_MAILED & set(ticked), "what always comes is not asked for"
    done = page.submit({"email": [kind for kind in ticked if kind != "deadline_near"]})
    assert "Ваш выбор сохранён" in done.text
    assert [kind for kind in NOTIFICATION_TYPES if not choices(worker)[kind]["email"]] == ["deadline_near"]
    assert all(choices(worker)[kind]["messenger"] for kind in NOTIFICATION_TYPES), "not asked: as it was"


def test_quiet_hours_and_a_daily_mail_are_typed_as_people_type_times(story: Story) -> None:
    worker = story.cast["worker"]
    page = worker.browser().get(PREFERENCES)
    wrong = page.submit({"quiet_hours.from": "21.00", "quiet_hours.to": "", "digest_at": "полдень"})
    assert list(wrong.errors) == ["quiet_hours.to", "digest_at"]
    assert wrong.one("[name='quiet_hours.from']")["value"] == "21.00"
    wrong = wrong.submit({"quiet_hours.to": "8:00", "digest_at": "7:30"})
    assert "тихие часы" in wrong.errors["digest_at"]
    assert wrong.submit({"digest_at": "9:30"}).status == 200
    kept = choices(worker)[""]
    assert kept["quiet_hours"] == {"from": "21:00", "to": "08:00"}
    assert kept["digest_at"] == "09:30"


def test_two_tabs_do_not_undo_each_other_silently(story: Story) -> None:
    browser = story.cast["worker"].browser()
    first, second = browser.get(PREFERENCES), browser.get(PREFERENCES)
    assert first.submit({"gather_minutes": "20"}).status == 200
    told = second.submit({"gather_minutes": "30"})
    assert told.status == 409
    assert told.one("#gather_minutes")["value"] == "30"


def test_a_volunteer_is_asked_about_what_volunteers_are_told(story: Story) -> None:
    page = story.arrives("volunteer", organisation="ngo").browser().get(PREFERENCES)
    offered = {str(one["value"]) for one in page.soup.select("input[name=email]")}
    assert "assignment_started" in offered
    assert "case_opened" not in offered


def test_a_messenger_is_linked_by_a_code_that_is_shown_once(bench: Callable[..., Bench]) -> None:
    here = bench("notifications", MESSENGER_URL="https://messenger.example/", MESSENGER_SECRET="-" * 32)
    asked = here.person("case_worker").browser("en").get(PREFERENCES)
    code = asked.press("Show a code").one(".opora-number").get_text()
    assert len(code.replace(" ", "")) == 12
    with here.session() as session:
        assert code not in str(session.connection().exec_driver_sql("select body from idempotency_keys").all())


def test_a_button_that_is_pressed_twice_shows_the_first_answer_again(bench: Callable[..., Bench]) -> None:
    here = bench("notifications", MESSENGER_URL="https://messenger.example/", MESSENGER_SECRET="-" * 32)
    asked = here.person("case_worker").browser("en").get(PREFERENCES)
    first, second = asked.press("Show a code"), asked.press("Show a code")
    assert first.one(".opora-number").get_text() == second.one(".opora-number").get_text()
    assert second.headers["Content-Type"] == "text/html; charset=utf-8"
    assert "Content-Security-Policy" in second.headers
    anew = here.person("case_worker").browser("en").get(PREFERENCES).press("Show a code")
    assert anew.one(".opora-number").get_text() != first.one(".opora-number").get_text()
