"""What a page tells the browser: style and script of our own may be loaded, nothing else, and nothing is stored."""

from collections.abc import Callable

import pytest

from tests.support.bench import Bench
from tests.support.pages import Browser


@pytest.mark.parametrize("path", ["/identity/sign-in", "/identity/there-is-no-such-page"])
def test_a_page_and_a_refusal_may_load_our_style_and_are_not_stored(bench: Callable[..., Bench], path: str) -> None:
    headers = Browser(bench("identity").app.test_client()).get(path).headers
    assert "style-src 'self'" in headers["Content-Security-Policy"]
    assert "default-src 'none'" in headers["Content-Security-Policy"]
    assert headers["Cache-Control"] == "no-store"
    assert headers["X-Content-Type-Options"] == "nosniff"
