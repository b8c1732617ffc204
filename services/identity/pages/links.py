"""The one page that an invitation or a recovery link opens: choose a password. It needs no JavaScript."""

from flask import Blueprint, Response, request
from markupsafe import Markup
from marshmallow import ValidationError

from services.identity import attempts, commands, passwords, schemas
from services.identity.model import Person
from shared.problems import Invalid, NotFound
from shared.web.fields import dotted
from shared.web.page import page
from shared.web.policy import ANYONE
from shared.web.site import this_site

blueprint = Blueprint("identity-pages", __name__, url_prefix="/identity")

_TEXTS = {
    "ru": {
        "title": "Новый пароль",
        "label": "Придумайте пароль",
        "hint": f"Не короче {passwords.SHORTEST} знаков. Хорошо подходит фраза из нескольких слов.",
        "button": "Сохранить пароль",
        "done": "Пароль сохранён. Теперь вы можете войти.",
        "gone": "Эта ссылка больше не действует. Попросите новую.",
        "error": "Ошибка: ",
        "required": "Введите пароль.",
        "too_short": f"Пароль короче {passwords.SHORTEST} знаков. Добавьте ещё слово.",
        "too_long": f"Пароль длиннее {passwords.LONGEST} знаков. Сократите его.",
        "too_common": "Этот пароль слишком легко угадать. Придумайте другой.",
        "same_as_email": "Пароль не должен совпадать с адресом почты.",
        "control_character": "В пароле есть знак, который нельзя использовать. Наберите пароль заново.",
        "hidden_character": "В пароле есть невидимый знак. Наберите пароль заново, не вставляя его.",
    },
    "en": {
        "title": "New password",
        "label": "Choose a password",
        "hint": f"At least {passwords.SHORTEST} characters. A phrase of several words does well.",
        "button": "Save the password",
        "done": "The password is saved. You can sign in now.",
        "gone": "This link no longer holds. Ask for a new one.",
        "error": "Error: ",
        "required": "Enter a password.",
        "too_short": f"The password has fewer than {passwords.SHORTEST} characters. Add a word.",
        "too_long": f"The password has more than {passwords.LONGEST} characters. Make it shorter.",
        "too_common": "This password is too easy to guess. Choose another one.",
        "same_as_email": "The password must not be the e-mail address.",
        "control_character": "The password has a character that cannot be used. Type it again.",
        "hidden_character": "The password has a character that cannot be seen. Type it again instead of pasting it.",
    },
}


def link_page(token: str) -> Response:
    """Opening the link shows the form and changes nothing: programs that scan mails open links, too."""
    site = this_site()
    language = site.settings.language
    try:
        with site.sessions.begin() as session:
            link = commands.find_link(session, token, lock=request.method == "POST")
            language = session.get_one(Person, link.person).language
            if request.method == "POST":
                person = commands.use_link(session, link, _password(), demo=site.settings.demo)
                attempts.forget(session, person.email)
                return _page(language, _message(language, "done"))
    except NotFound:
        return _page(language, _message(language, "gone"), 404)
    except Invalid as problem:
        return _page(language, _form(language, problem.errors["password"][0]), 422, failed=True)
    return _page(language, _form(language))


def _password() -> str:
    try:
        typed = schemas.NewPassword().load({"password": request.form.get("password", "")})
    except ValidationError as problem:
        raise Invalid(dotted(problem.messages)) from None
    return str(typed["password"])


def _message(language: str, name: str) -> str:
    return f"<p>{_TEXTS[language][name]}</p>"


def _form(language: str, error: str | None = None) -> str:
    texts = _TEXTS[language]
    trouble = f'<p class="error" id="error">{texts["error"]}{texts[error]}</p>' if error else ""
    described = "hint error" if error else "hint"
    return (
        f'<form method="post"><label for="password">{texts["label"]}</label><p class="hint" id="hint">{texts["hint"]}'
        f'</p>{trouble}<input id="password" name="password" type="password" autocomplete="new-password" required'
        f' aria-describedby="{described}"><button>{texts["button"]}</button></form>'
    )


def _page(language: str, content: str, status: int = 200, failed: bool = False) -> Response:
    texts = _TEXTS[language]
    html = Markup(content)  # noqa: S704 - made of our own texts alone
    return page(language, texts["title"], html, status, texts["error"] if failed else "")


link_page.policy = ANYONE  # type: ignore[attr-defined]
blueprint.add_url_rule("/links/<token>", view_func=link_page, methods=["GET", "POST"])
