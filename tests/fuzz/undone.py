"""Requests whose effects are taken back: each one meets the records of the story as they were."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from flask import Flask
from sqlalchemy import text
from sqlalchemy.orm import Session, sessionmaker

from shared.web.site import settle, this_site


@contextmanager
def undone(app: Flask) -> Iterator[None]:
    """What the app commits in here holds until the end of it. Constraints that wait for a commit are checked then."""
    with app.app_context():
        site = this_site()
    whole: sessionmaker[Session] = site.sessions
    engine = whole.kw["bind"]
    with engine.connect() as connection, connection.begin() as transaction:
        within = sessionmaker(**{**whole.kw, "bind": connection}, join_transaction_mode="create_savepoint")
        settle(app, replace(site, sessions=within))
        try:
            yield
            connection.execute(text("set constraints all immediate"))
        finally:
            settle(app, site)
            transaction.rollback()
