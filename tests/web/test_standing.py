"""Tokens grant, the replica denies: what a service heard of a person or an organisation counts at once."""

from uuid import UUID

from shared.directory.model import KnownOrganisation
from shared.ids import uuid7
from tests.web.site import URL, Site


def organisation(site: Site, *, active: bool) -> UUID:
    id = uuid7()
    with site.sessions.begin() as session:
        session.add(
            KnownOrganisation(
                id=id,
                sequence=1,
                name="Школа",
                kind="school",
                districts=[],
                accepts_referrals=False,
                time_zone="Europe/Moscow",
                self_sufficiency_threshold=3,
                active=active,
            )
        )
    return id


def test_a_token_of_an_organisation_that_is_not_active_is_refused(site: Site) -> None:
    """Also of someone of whom no event has come yet."""
    for active, status in ((True, 201), (False, 401)):
        token = site.token(uuid7(), "referrer", organisation=organisation(site, active=active))
        assert site.with_token(token).post(URL, {"words": "слова"}).status == status
