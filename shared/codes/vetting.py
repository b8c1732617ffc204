"""Codes about who may be asked: papers, what is still missing, and what pairings taught."""

from shared.codes.codelist import CodeList, Text

DOCUMENT_KINDS = CodeList(
    "document_kinds",
    {
        "no_criminal_record": Text("Справка об отсутствии судимости", "Certificate of no criminal record"),
        "medical": Text("Медицинское заключение", "Medical certificate"),
        "data_consent": Text("Согласие на обработку персональных данных", "Consent to the processing of personal data"),
        "confidentiality": Text("Обязательство о неразглашении", "Promise of confidentiality"),
        "household_consent": Text("Согласие всех взрослых в семье", "Consent of all adults of the household"),
        "identity_checked": Text("Личность проверена по документу", "Identity checked by a document"),
        "driving_licence": Text("Водительское удостоверение", "Driving licence"),
        "other": Text("Другой документ", "Another document"),
    },
)

NOT_READY_REASONS = CodeList(
    "not_ready_reasons",
    {
        "applied": Text("Знакомство не окончено", "Still getting acquainted"),
        "paused": Text("Сейчас пауза", "Pausing now"),
        "left": Text("Больше не участвует", "No longer takes part"),
        "role_lost": Text("Больше не состоит в этой организации в этой роли", "No longer has this role here"),
        "training_missing": Text("Не указано, когда было обучение", "No day of the training"),
        "interview_missing": Text("Не указано, когда было собеседование", "No day of the interview"),
        "approval_missing": Text("Нет решения, что можно приглашать", "Not approved"),
        "document_missing": Text("Не хватает документа", "A document is missing"),
        "document_expired": Text("Документ больше не действует", "A document has run out"),
    },
)

FEEDBACK_QUESTIONS = CodeList(
    "feedback_questions",
    {
        "could_arrange": Text("Получалось ли договариваться о встречах?", "Could meetings be arranged?"),
        "understood": Text("Понимали ли они друг друга?", "Did they understand each other?"),
        "again": Text("Стоило ли их знакомить?", "Was it good to bring them together?"),
    },
)

FEEDBACK_ANSWERS = CodeList(
    "feedback_answers",
    {
        "yes": Text("Да", "Yes"),
        "partly": Text("Отчасти", "Partly"),
        "no": Text("Нет", "No"),
    },
)

SETTING_SOURCES = CodeList(
    "setting_sources",
    {
        "practice": Text("Так принято в практике", "The practice says so"),
        "law": Text("Так требует закон", "The law asks for it"),
        "ours": Text("Так предложено в программе", "The product's own proposal"),
        "organisation": Text("Так решила организация", "The organisation decided so"),
    },
)

_REASONS = {
    "same_district": Text("Баллы: живёт в том же районе", "Points: lives in the same district", "weights"),
    "near_district": Text("Баллы: живёт недалеко", "Points: lives nearby", "weights"),
    "language": Text("Баллы: говорит на языке семьи", "Points: speaks the family's language", "weights"),
    "time": Text("Баллы: свободное время совпадает", "Points: is free at the same time", "weights"),
    "skill": Text("Баллы: умеет то, что нужно", "Points: has the skills that are needed", "weights"),
    "experience": Text("Баллы: есть похожий опыт", "Points: has lived through something similar", "weights"),
    "free_capacity": Text("Баллы: есть силы помочь ещё", "Points: has room for more families", "weights"),
}

_LIMITS = {
    "near_km_contact_family": Text(
        "Контактная семья живёт совсем рядом, км", "A contact family lives close by, km", "distances"
    ),
    "far_km_contact_family": Text(
        "Контактная семья живёт слишком далеко, дальше км", "A contact family is too far beyond, km", "distances"
    ),
    "near_km_volunteer": Text("Волонтёр живёт совсем рядом, км", "A volunteer lives close by, km", "distances"),
    "far_km_volunteer": Text(
        "Волонтёр живёт слишком далеко, дальше км", "A volunteer is too far beyond, km", "distances"
    ),
    "answer_days": Text("Сколько дней ждать ответа на приглашение", "How many days a proposal stands", "proposals"),
    "feedback_counts": Text("Отзывы меняют баллы", "Feedback moves the points", "feedback"),
    "feedback_least_pairings": Text(
        "Со скольких пар отзывы меняют баллы", "From how many pairings on feedback moves points", "feedback"
    ),
}

_STEPS = {
    "training": ("обучение", "the training"),
    "interview": ("собеседование", "the interview"),
    "approval": ("решение, что можно приглашать", "an approval"),
}
_WHO = {
    "contact_family": ("Контактной семье нужно", "A contact family needs"),
    "volunteer": ("Волонтёру нужно", "A volunteer needs"),
}


def _needs() -> dict[str, Text]:
    """For each kind of volunteer every step and every kind of document: `needs_volunteer_medical`."""
    wanted = _STEPS | {
        kind: (DOCUMENT_KINDS.text(kind, "ru"), DOCUMENT_KINDS.text(kind, "en"))
        for kind in DOCUMENT_KINDS
        if kind != "other"
    }
    return {
        f"needs_{who}_{what}": Text(f"{ru}: {what_ru}", f"{en}: {what_en}", "needs")
        for who, (ru, en) in _WHO.items()
        for what, (what_ru, what_en) in wanted.items()
    }


VOLUNTEER_SETTINGS = CodeList(
    "volunteer_settings", {**{f"weight_{code}": text for code, text in _REASONS.items()}, **_LIMITS, **_needs()}
)
