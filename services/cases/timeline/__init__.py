"""Everything that happened in a case, with who and when, assembled from what the service keeps."""

from services.cases.timeline.page import timeline_of

__all__ = ["timeline_of"]
