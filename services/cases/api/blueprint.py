"""The one blueprint of the service; the modules beside it put their routes on it."""

from services.cases.model import Case, SupportRequest
from shared.web.routes import Routes

routes = Routes("cases", __name__)


def version(case: Case) -> int:
    """The ETag of a case."""
    return case.version


def plan_version(case: Case) -> int:
    """The ETag of its plan; 0 before there is one."""
    return case.plan.revision if case.plan else 0


def request_version(request: SupportRequest) -> int:
    return request.version
