"""Districts and organisations of the sample region."""

from dataclasses import dataclass

REGION = "Заозёрская область"


@dataclass(frozen=True)
class District:
    code: str
    name: str
    latitude: float
    longitude: float


@dataclass(frozen=True)
class Organisation:
    """`key` is also the domain of its people's addresses: `ngo` → `…@ngo.example`."""

    key: str
    name: str
    kind: str
    districts: tuple[str, ...]
    accepts_referrals: bool = False
    duty_phone: str | None = None


DISTRICTS = (
    District("central", "Центральный район", 57.62, 44.31),
    District("zarechny", "Заречный район", 57.58, 44.40),
    District("lesnoy", "Лесной район", 57.79, 44.72),
    District("priozerny", "Приозёрный район", 57.31, 43.95),
    District("severny", "Северный район", 58.64, 45.12),  # two hours' way from the others
)
EVERYWHERE = tuple(district.code for district in DISTRICTS)

ORGANISATIONS = (
    Organisation("guardianship", "Отдел опеки и попечительства города Заозёрска", "guardianship_body", EVERYWHERE[:4]),
    Organisation(
        "guardianship-north", "Отдел опеки и попечительства Северного района", "guardianship_body", ("severny",)
    ),
    Organisation("social", "Центр помощи семье и детям «Родник»", "social_centre", EVERYWHERE, True),
    Organisation("crisis", "Кризисный центр «Тихая гавань»", "crisis_centre", EVERYWHERE, True, "+79005550113"),
    Organisation("hospital", "Заозёрская детская больница", "hospital", EVERYWHERE),
    Organisation("school", "Школа № 12 города Заозёрска", "school", ("central", "zarechny")),
    Organisation("village-school", "Приозёрная сельская школа", "school", ("priozerny",)),
    Organisation("ngo", "АНО «Тёплый берег»", "ngo", EVERYWHERE, True, "+79005550112"),
    Organisation("line", "Телефон доверия «Рядом»", "crisis_line", EVERYWHERE),
    Organisation("business", "Мебельная фабрика «Лад»", "business", ("zarechny",)),
    Organisation("media", "Газета «Заозёрские вести»", "media", EVERYWHERE),
    Organisation("authority", "Департамент социальной защиты Заозёрской области", "authority", EVERYWHERE),
    Organisation("fund", "Фонд «Добрый порог»", "fund", EVERYWHERE),
    Organisation("library", "Библиотека семейного чтения", "other", ("central",)),
)
