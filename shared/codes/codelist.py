"""What a list of codes is: lower snake case codes, never renamed, each with a Russian and an English text."""

from collections.abc import Collection, Iterator, Mapping
from typing import Any, NamedTuple


class Text(NamedTuple):
    """How a code reads to a person; `group` only where a list is shown in groups."""

    ru: str
    en: str
    group: str | None = None


class CodeList(Collection[str]):
    """The codes of one list, in the order in which people are offered them.

    `code in LIST`, `for code in LIST` and `len(LIST)` work; so does a marshmallow `OneOf(LIST)`.
    """

    def __init__(self, name: str, texts: Mapping[str, Text]) -> None:
        self.name = name
        self._texts = dict(texts)

    def __contains__(self, code: object) -> bool:
        return code in self._texts

    def __iter__(self) -> Iterator[str]:
        return iter(self._texts)

    def __len__(self) -> int:
        return len(self._texts)

    def __repr__(self) -> str:
        return f"<CodeList {self.name}>"

    def text(self, code: str, language: str) -> str:
        """The text in `ru` or `en` (any other language reads the English one).

        A code that this version does not know yet is shown as it is: lists grow, older programs must go on.
        """
        known = self._texts.get(code)
        if known is None:
            return code
        return known.ru if language == "ru" else known.en

    def group(self, code: str) -> str | None:
        return self._texts[code].group

    def public(self) -> list[dict[str, Any]]:
        """Items of `GET …/codes`: `[{"code", "group"?, "text": {"ru", "en"}}]`."""
        return [_item(code, text) for code, text in self._texts.items()]


def _item(code: str, text: Text) -> dict[str, Any]:
    group = {"group": text.group} if text.group else {}
    return {"code": code, **group, "text": {"ru": text.ru, "en": text.en}}
