"""Codes about documents: what they are, as which formats they come, why a file is refused."""

from shared.codes.codelist import CodeList, Text

_KINDS = {
    "consent": Text("Согласие на обработку персональных данных", "Consent to the processing of personal data"),
    "application": Text("Заявление", "Application"),
    "referral": Text("Направление, ходатайство", "Referral, petition"),
    "identity_document": Text("Документ, удостоверяющий личность", "Identity document"),
    "birth_certificate": Text("Свидетельство о рождении", "Birth certificate"),
    "court_decision": Text("Решение суда", "Court decision"),
    "guardianship_act": Text("Акт органа опеки", "Act of the guardianship body"),
    "living_conditions_act": Text("Акт обследования условий жизни", "Report on living conditions"),
    "medical_report": Text("Медицинское заключение", "Medical report"),
    "school_report": Text("Характеристика из школы или детского сада", "Report of a school or kindergarten"),
    "assessment": Text("Заключение специалиста", "A specialist's assessment"),
    "agreement": Text("Соглашение", "Agreement"),
    "plan": Text("Индивидуальный план", "Individual plan"),
    "review": Text("Отчёт по мониторингу", "Report of a review"),
    "photo": Text("Фотография", "Photo"),
    "reference": Text("Рекомендация, характеристика", "Reference"),
    "police_certificate": Text("Справка об отсутствии судимости", "Certificate of no criminal record"),
    "medical_certificate": Text("Медицинская справка", "Medical certificate"),
    "training_certificate": Text("Свидетельство об обучении", "Certificate of training"),
    "confidentiality": Text("Обязательство о неразглашении", "Promise of confidentiality"),
    "driving_licence": Text("Водительское удостоверение", "Driving licence"),
    "other": Text("Другой документ", "Another document"),
}

_OF_FAMILIES = (
    "consent",
    "application",
    "referral",
    "identity_document",
    "birth_certificate",
    "court_decision",
    "guardianship_act",
    "living_conditions_act",
    "medical_report",
    "school_report",
    "assessment",
)


def _kinds(name: str, *codes: str) -> CodeList:
    return CodeList(name, {code: _KINDS[code] for code in (*codes, "other")})


REFERRAL_DOCUMENT_KINDS = _kinds("referral_document_kinds", *_OF_FAMILIES, "reference", "photo")

CASE_DOCUMENT_KINDS = _kinds("case_document_kinds", *_OF_FAMILIES, "agreement", "plan", "review", "reference", "photo")

VOLUNTEER_DOCUMENT_KINDS = _kinds(
    "volunteer_document_kinds",
    "consent",
    "application",
    "identity_document",
    "police_certificate",
    "medical_certificate",
    "training_certificate",
    "confidentiality",
    "reference",
    "agreement",
    "driving_licence",
    "photo",
)

FORMATS = CodeList(
    "document_formats",
    {
        "pdf": Text("PDF", "PDF"),
        "jpeg": Text("Изображение JPEG", "JPEG picture"),
        "png": Text("Изображение PNG", "PNG picture"),
        "docx": Text("Документ Word (DOCX)", "Word document (DOCX)"),
        "odt": Text("Документ OpenDocument (ODT)", "OpenDocument text (ODT)"),
    },
)

NOT_ALLOWED, EMPTY, TOO_LARGE, PASSWORD = "not_allowed", "empty", "too_large", "password_protected"
OLD_FORMAT, MACROS, BROKEN, TOO_MANY = "old_format", "macros", "broken_file", "too_many"

FILE_ERRORS = CodeList(
    "file_errors",
    {
        NOT_ALLOWED: Text(
            "Такой файл не подойдёт: нужен PDF, JPEG, PNG, DOCX или ODT",
            "This kind of file is not taken: send PDF, JPEG, PNG, DOCX or ODT",
        ),
        EMPTY: Text("Файл пуст", "The file is empty"),
        TOO_LARGE: Text(
            "Файл больше 20 МБ, или в снимке больше 180 мегапикселей",
            "The file is larger than 20 MB, or a picture has more than 180 megapixels",
        ),
        PASSWORD: Text(
            "Файл защищён паролем: сохраните его без пароля", "The file needs a password: save it without one"
        ),
        OLD_FORMAT: Text(
            "Старый формат Word (DOC): сохраните файл как DOCX или PDF",
            "Word's former format (DOC): save the file as DOCX or PDF",
        ),
        MACROS: Text("В файле есть макросы: сохраните его без них", "The file has macros: save it without them"),
        BROKEN: Text(
            "Файл повреждён: откройте его и сохраните ещё раз", "The file is damaged: open it and save it again"
        ),
        TOO_MANY: Text("Отправляйте файлы по одному", "Send one file at a time"),
    },
)
