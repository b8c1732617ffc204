"""What templates make of values reads in the language of whoever asks."""

from collections.abc import Iterator
from contextlib import contextmanager

from flask import g

from shared.codes import OUTCOMES
from shared.web.pages.reader import Reader
from tests.web.site import Site


@contextmanager
def reading(site: Site, language: str) -> Iterator[None]:
    with site.app.test_request_context():
        g.reader = Reader(language, "UTC")
        yield


def test_a_code_that_a_template_names_itself_is_not_said_as_its_first_reader_reads(site: Site) -> None:
    with reading(site, "en"):
        template = site.app.jinja_env.from_string('{{ "moved" | code("outcomes") }}')
        assert template.render() == OUTCOMES.text("moved", "en")
    with reading(site, "ru"):
        assert template.render() == OUTCOMES.text("moved", "ru")
