"""Filling in the form of a page as somebody does who types what can't be right."""

from contextlib import suppress
from dataclasses import dataclass

from playwright.sync_api import Locator, Response
from playwright.sync_api import TimeoutError as TooLong

from tests.browser.looking import Window

WRONG = "не\u0007то"
"""In every line: neither a date nor a number, and with a character that nobody can see."""

FORM = 'main form[method="post"][novalidate]'
TYPED = "input:not([type=hidden]):not([type=radio]):not([type=checkbox]):not([type=file]), textarea"


@dataclass
class Filled:
    """The form as it was sent, to be compared with what comes back."""

    lines: dict[str, str]
    ticked: set[tuple[str, str]]
    chosen: dict[str, str]


def has_form(screen: Window) -> bool:
    """Whether the page asks for something that can be wrong."""
    return screen.page.locator(f"{FORM} :is(select, {TYPED})").count() > 0


def fill_wrongly(screen: Window) -> Filled:
    """Nonsense in all lines, the last answer of each choice."""
    form = screen.page.locator(FORM).first
    for line in form.locator(TYPED).all():
        line.evaluate("(one, text) => { one.value = text }", WRONG)
    form.evaluate("""form => {
        for (const one of form.querySelectorAll("input[type=radio], input[type=checkbox]")) one.checked = true;
        for (const one of form.querySelectorAll("select")) one.selectedIndex = one.options.length - 1;
    }""")
    return content(form)


def content(form: Locator) -> Filled:
    """What stands in it; passwords are not given back, nor files."""
    found = form.evaluate("""form => {
        const lines = {}, ticked = [], chosen = {};
        for (const one of form.querySelectorAll("input, textarea, select")) {
            if (["hidden", "file", "password", "submit"].includes(one.type)) continue;
            if (["radio", "checkbox"].includes(one.type)) { if (one.checked) ticked.push([one.name, one.value]) }
            else if (one.tagName === "SELECT") chosen[one.name] = one.value;
            else lines[one.name] = one.value;
        }
        return {lines, ticked, chosen};
    }""")
    return Filled(found["lines"], {tuple(one) for one in found["ticked"]}, found["chosen"])


def send(screen: Window) -> Response:
    """Press the form's own button; what the browser itself was answered, not a script that tries the line."""
    button = screen.page.locator(f"{FORM} button:not([type=button])").last
    with screen.page.expect_response(_is_of_the_form) as sent:
        button.click()
    screen.page.wait_for_load_state()
    return sent.value


def _is_of_the_form(answer: Response) -> bool:
    return answer.request.method == "POST" and answer.request.is_navigation_request()


def refusal(screen: Window) -> list[str]:
    """What is wrong with how a refused form is shown again."""
    page, wrong = screen.page, []
    summary = page.locator(".govuk-error-summary")
    with suppress(TooLong):  # the answer is there before the page is
        summary.first.wait_for(timeout=5_000)
    if summary.count() != 1:
        return ["there is no error summary"]
    if not summary.evaluate("one => one.contains(document.activeElement)"):
        wrong.append("the error summary doesn't have the focus")
    for link in summary.locator("a").all():
        target = (link.get_attribute("href") or "")[1:]
        if page.locator(f'[id="{target}"]').count() != 1:
            wrong.append(f"the summary leads to a field that is not there: {target!r}")
    if page.locator(".govuk-error-message").count() == 0 and summary.locator("a").count():
        wrong.append("no field says what is wrong with it")
    return wrong
