"""What operators see of invitations that do not get through: how many, never whose."""

from collections.abc import Callable
from datetime import timedelta

from sqlalchemy import text

from services.identity.figures import undelivered
from shared import clock
from tests.identity.home import BASE, Home
from tests.support.bench import Bench


def late(home: Home) -> int:
    with home.bench.session() as session:
        return undelivered(session)


def test_a_link_that_nobody_mails_is_undelivered(bench: Callable[..., Bench]) -> None:
    home = Home(bench("identity"))
    assert home.nobody.post(f"{BASE}/links", {"email": "somebody@ngo.example"}).status == 202
    assert late(home) == 0
    with home.bench.session() as session:
        due = clock.system() - timedelta(seconds=61)
        session.execute(text("update link_mails set next_try_at = :due"), {"due": due})
        session.commit()
    assert late(home) == 1
    page = home.bench.app.test_client().get("/identity/metrics").text
    assert 'opora_undelivered{service="identity"} 1.0' in page
