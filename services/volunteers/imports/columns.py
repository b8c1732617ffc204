"""The columns of a file of volunteers: what they are called, and what of a profile each one fills."""

from services.volunteers.codes import IMPORT_ERRORS
from services.volunteers.imports.cells import document, times
from shared.codes import DOCUMENT_KINDS, EXPERIENCE, LANGUAGES, SKILLS, VOLUNTEER_KINDS, VOLUNTEER_STATES
from shared.spreadsheets import values
from shared.spreadsheets.columns import Column
from shared.spreadsheets.files import Layout

EMAIL = "email"
DISTRICTS = "districts"
EMPLOYERS = "employers"


def _document(kind: str) -> Column:
    """One column for each kind, with the last day on which the document is good."""
    headings = (DOCUMENT_KINDS.text(kind, "ru"), DOCUMENT_KINDS.text(kind, "en"), kind)
    return Column(f"documents.{kind}", headings, document(kind), needed=False)


COLUMNS = (
    Column(EMAIL, ("E-mail", "Email address", "Электронная почта", "Почта", "Эл. почта")),
    Column("kind", ("Кто это", "Kind", "Вид"), values.code(VOLUNTEER_KINDS)),
    Column(DISTRICTS, ("Районы", "Districts", "Район", "District"), many=True),
    Column("languages", ("Языки", "Languages", "Язык", "Language"), values.several(LANGUAGES)),
    Column("skills", ("Что умеет", "Skills", "Навыки", "Умения"), values.several(SKILLS), needed=False),
    Column("experience", ("Опыт", "Experience"), values.several(EXPERIENCE), needed=False),
    Column("times", ("Когда может", "Times", "Время", "Свободное время"), times, needed=False),
    Column("capacity", ("Сколько семей", "Capacity", "Вместимость"), values.whole, needed=False),
    Column(EMPLOYERS, ("Работодатели", "Employers", "Где работает", "Работодатель"), needed=False, many=True),
    Column("vetting.trained_on", ("Обучение", "Trained on"), values.day, needed=False),
    Column("vetting.interviewed_on", ("Собеседование", "Interviewed on"), values.day, needed=False),
    Column("vetting.approved_on", ("Одобрение", "Approved on"), values.day, needed=False),
    *(_document(kind) for kind in DOCUMENT_KINDS),
    Column("since", ("В реестре с", "Registered on", "Зарегистрирован", "Дата регистрации"), values.day, needed=False),
    Column("status", ("Состояние", "Status", "Статус"), values.code(VOLUNTEER_STATES), needed=False),
    Column("paused_until", ("Пауза до", "Paused until"), values.day, needed=False),
)

LAYOUT = Layout(COLUMNS, ("Волонтёры", "Volunteers"), IMPORT_ERRORS, "too_many_volunteers")
