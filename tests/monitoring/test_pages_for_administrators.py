"""The administrators' pages say the same in both languages, and what they refer to is there."""

import re
from pathlib import Path

import pytest

HERE = Path(__file__).resolve().parents[2]
FOLDER = HERE / "docs/for-administrators"
NAMES = sorted(file.name for file in (FOLDER / "ru").glob("*.md"))
CODE = re.compile(r"^```.*?^```$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\[[^\]]+\]\(([^)#]*)(?:#([^)]+))?\)")
SETTING = re.compile(r"\bOPORA_[A-Z_]+\b")
VERB = re.compile(r"\./opora ([a-z]+)")


def text(language: str, name: str) -> str:
    return (FOLDER / language / name).read_text()


def headings(page: str) -> list[str]:
    return re.findall(r"^(#+) ", CODE.sub("", page), re.MULTILINE)


def anchors(page: str) -> set[str]:
    """As they are made of headings: lower case, letters, digits and hyphens."""
    titles = re.findall(r"^#+ (.+)$", CODE.sub("", page), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in titles}


def test_both_languages_have_the_same_pages() -> None:
    assert sorted(file.name for file in (FOLDER / "en").glob("*.md")) == NAMES
    assert len(NAMES) > 5


@pytest.mark.parametrize("name", NAMES)
def test_a_page_has_the_same_sections_tables_and_commands_in_both_languages(name: str) -> None:
    russian, english = text("ru", name), text("en", name)
    assert headings(russian) == headings(english)
    assert russian.count("\n|") == english.count("\n|")
    assert sorted(VERB.findall(russian)) == sorted(VERB.findall(english))
    assert sorted(SETTING.findall(russian)) == sorted(SETTING.findall(english))


@pytest.mark.parametrize("language", ["ru", "en"])
@pytest.mark.parametrize("name", NAMES)
def test_a_link_leads_somewhere(language: str, name: str) -> None:
    for page, anchor in LINK.findall(text(language, name)):
        target = FOLDER / language / (page or name)
        assert target.is_file(), page
        assert not anchor or anchor in anchors(target.read_text()), anchor


@pytest.mark.parametrize("name", NAMES)
def test_a_setting_that_is_named_is_one(name: str) -> None:
    files = [HERE / "install", *HERE.glob("docker-compose*.yml")]
    known = set(SETTING.findall(" ".join(file.read_text() for file in files)))
    assert set(SETTING.findall(text("ru", name))) <= known


@pytest.mark.parametrize("name", NAMES)
def test_compose_files_that_are_named_are_there(name: str) -> None:
    named = set(re.findall(r"docker-compose[a-z.-]*\.yml", text("ru", name))) - {"docker-compose.override.yml"}
    assert {file for file in named if not (HERE / file).is_file()} == set()
