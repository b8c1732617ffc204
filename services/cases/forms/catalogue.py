"""Which forms there are around a case, and what may stand in the wording of each."""

from services.cases.forms import sample, tables
from services.cases.forms.values import PARENT, TOOK_PART, WORKER, signatures
from shared.codes import Text
from shared.forms.blocks import Rules
from shared.forms.catalogue import Form, block, by_code, inline
from shared.forms.household import MEMBERS

PACKAGE = "services.cases.forms"

_CASE = (
    inline("reference", "номер случая", "the case's reference"),
    inline("organisation.name", "организация", "the organisation", 40),
    inline("worker.name", "куратор семьи", "the case worker", 40),
    inline("today", "день печати", "the day of printing", 20),
    inline("family.members", "имена всех в семье, через запятую", "names of all in the family", 40),
    inline("family.adults", "имена взрослых", "names of the adults", 40),
    inline("family.children", "имена детей", "names of the children", 40),
    inline("family.kind", "форма устройства", "kind of family"),
    inline("family.district", "район", "district", 24),
    inline("family.address", "адрес", "address", 40),
    inline("family.phone", "телефон", "phone", 20),
    block("members", "таблица: состав семьи", "table: the household", MEMBERS.blank(6)),
)

AGREEMENT = Form(
    "agreement",
    Text("Соглашение о сотрудничестве", "Agreement on working together"),
    PACKAGE,
    (
        *_CASE,
        inline("agreement.signed_on", "день подписания", "the day of signing", 24),
        inline("family.signers", "кто подписывает от семьи", "who signs for the family", 40),
        block("signatures", "подписи", "signatures", signatures((PARENT, ("", "")), ("От организации", ("",)))),
    ),
    sample.agreement,
    needed=("signatures",),
)

LIVING_CONDITIONS = Form(
    "living_conditions",
    Text("Акт обследования условий жизни", "Record of living conditions"),
    PACKAGE,
    (
        *_CASE,
        inline("assessment.done_on", "день обследования", "the day of the visit", 24),
        inline("assessment.by", "кто провёл обследование", "who made it", 40),
        inline("assessment.participants", "кто участвовал", "who took part", 40),
        inline("assessment.absent", "кто не смог и почему", "who could not, and why", 40),
        block("scores", "таблица: оценки от 1 до 5", "table: scores from 1 to 5", tables.SCORES.blank(4)),
        block("children", "таблица: остаётся ли ребёнок в семье", "table: risk of removal", tables.SITUATIONS.blank(3)),
        block("summary", "вывод", "conclusion", Rules(6)),
        block("family_says", "что говорит семья", "the family's own words", Rules(4)),
        block(
            "signatures",
            "подписи",
            "signatures",
            signatures(("Обследование провёл", ("",)), ("Участвовал", ("",)), ("С актом ознакомлен(а)", ("",))),
        ),
    ),
    sample.living_conditions,
)

PLAN = Form(
    "plan",
    Text("Индивидуальный план развития семьи", "The family's plan"),
    PACKAGE,
    (
        *_CASE,
        inline("plan.version", "номер версии", "number of the version", 5),
        inline("plan.state", "действует ли план", "whether it is in force", 24),
        inline("plan.saved_on", "день, когда план составлен", "the day on which it was made", 24),
        block("goals", "таблица: цели, задачи, кто и когда", "table: goals and tasks", tables.GOALS.blank(8)),
        block("participation", "таблица: кто участвует", "table: who takes part", tables.PARTICIPATION.blank(5)),
        block("signatures", "подписи", "signatures", signatures((WORKER, ("",)), (TOOK_PART, ("", "", "")))),
    ),
    sample.plan,
)

REVIEW = Form(
    "review",
    Text("Отчёт по мониторингу", "Report of a review"),
    PACKAGE,
    (
        *_CASE,
        inline("review.held_on", "день мониторинга", "the day of the review", 24),
        inline("review.by", "кто провёл", "who held it", 40),
        inline("review.participants", "кто участвовал", "who took part", 40),
        inline("review.absent", "кто не смог и почему", "who could not, and why", 40),
        inline("period.from", "начало времени, о котором отчёт", "the first day of the period", 24),
        inline("period.to", "конец этого времени", "its last day", 24),
        inline("review.next_on", "когда следующий мониторинг", "when the next one is due", 24),
        block("services", "таблица: какая помощь и сколько раз", "table: help given", tables.SERVICES.blank(5)),
        block("goals", "таблица: цели и что сделано", "table: goals and progress", tables.PROGRESS.blank(5)),
        block("scores", "таблица: оценки, было и стало", "table: scores, then and now", tables.COMPARED.blank(5)),
        block("children", "таблица: самочувствие детей", "table: the children", tables.CHILDREN.blank(3)),
        block("summary", "вывод", "conclusion", Rules(6)),
        block("family_says", "что говорит семья", "the family's own words", Rules(5)),
        block("signatures", "подписи", "signatures", signatures(("Мониторинг провёл", ("",)), (TOOK_PART, ("",) * 3))),
    ),
    sample.review,
)

FORMS = by_code((AGREEMENT, LIVING_CONDITIONS, PLAN, REVIEW))
