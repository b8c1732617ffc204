"""A form sent as somebody sends it, for what it leaves behind."""

from typing import Any

from tests.browser.visitor import Visitor
from tests.browser.walk import Place


def sent(visitor: Visitor, email: str | None, address: str, values: dict[str, Any]) -> Place | None:
    """Where the form led; None where the page is not there, or asks for something else."""
    page = visitor.get(address)
    if page.status != 200:
        return None
    led = page.submit({name: value for name, value in values.items() if page.soup.find(attrs={"name": name})})
    return Place(email, led.path) if led.status == 200 else None
