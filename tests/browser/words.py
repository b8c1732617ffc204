"""What a page's words must be: whatever is wrong with them is named in a sentence."""

import re
from collections.abc import Iterator
from functools import cache

from shared.web.pages.translating import rooms, translated
from tests.support.pages import Page

UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", re.IGNORECASE)
CODE = re.compile(r"(?<![\w@.-])[a-z]+(?:_[a-z]+)+(?![\w@.-])")
LEFT_OVER = re.compile(r"%\(\w+\)|\{\{|\{%|\bNone\b|\bundefined\b|&[a-z]+;|<[a-z]+[ >]")


def complaints(page: Page, language: str = "ru") -> list[str]:
    """Of a page that was shown, whatever its status."""
    return [f"{page.path} ({page.status}, {language}): {said}" for said in _wrong(page, language)]


def _wrong(page: Page, language: str) -> Iterator[str]:
    if page.status >= 500 or not page.html:
        yield "it failed"
        return
    yield from _frame(page, language)
    text = _text(page)
    for what, pattern in (("an id", UUID), ("a raw code", CODE), ("what no person says", LEFT_OVER)):
        if found := pattern.search(text):
            yield f"it shows {what}: {text[max(0, found.start() - 30) : found.end() + 10]!r}"
    if language == "ru" and (english := _english().search(text)):
        yield f"English words in Russian: {english.group()!r}"


def _frame(page: Page, language: str) -> Iterator[str]:
    headings = page.soup.select("h1")
    if len(headings) != 1 or not headings[0].get_text(strip=True):
        yield f"{len(headings)} first headings with words"
    if not page.title.strip(" —"):
        yield "no title"
    html = page.soup.html
    if html is None or html.get("lang") != language:
        yield "it doesn't say its language"


def _text(page: Page) -> str:
    """All words that are seen or heard, but what people wrote themselves into fields."""
    parts = [page.title]
    for one in page.soup.body.find_all(string=True) if page.soup.body else ():
        if not one.find_parent(["script", "style", "textarea", "code"]) and not one.find_parent(lang=True, name="a"):
            parts.append(str(one))
    parts += [str(one[name]) for name in ("aria-label", "alt", "placeholder") for one in page.soup.select(f"[{name}]")]
    return " ".join(" ".join(parts).split())


@cache
def _english() -> re.Pattern[str]:
    """English texts of the pages that have a Russian one."""
    said = [text for room in rooms() for one in translated(room) if one.id for text in _plain(one.id, one.string)]
    longest_first = sorted(set(said), key=len, reverse=True)
    return re.compile(r"(?<![\w@./-])(?:" + "|".join(map(re.escape, longest_first)) + r")(?![\w@/-])")


def _plain(text: str | tuple[str, ...], russian: str | tuple[str, ...]) -> list[str]:
    """The pieces between the values; those of one word only when they are the whole text."""
    if russian == text:
        return []
    whole = [text] if isinstance(text, str) else list(text)
    pieces = [piece.strip(" .,:;—“”()…") for one in whole for piece in re.split(r"%\(\w+\)s|%\{\w+\}", one)]
    return [piece for piece in pieces if len(piece) > 3 and (" " in piece or piece == text)]
