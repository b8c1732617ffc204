"""The blueprint of what people with accounts do; files, invitations and appeals have one of their own."""

from typing import Any

from shared.web.routes import Routes

routes = Routes("referrals", __name__)


def version(record: Any) -> int:
    """The ETag of what has versions."""
    return int(record.version)
