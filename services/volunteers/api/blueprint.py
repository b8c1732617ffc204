"""The blueprints: of volunteers and pairings, of what keeps a register in order, of asking in order and matching.

The links of proposals have one of their own.
"""

from typing import Any

from shared.web.routes import Routes

routes = Routes("volunteers", __name__)

register_routes = Routes("volunteers", __name__)
register_routes.name = "volunteers-register"

asking_routes = Routes("volunteers", __name__)
asking_routes.name = "volunteers-asking"


def version(record: Any) -> int:
    """The ETag of what has versions."""
    return int(record.version)
