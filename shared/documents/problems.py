"""What may be in the way of a document."""

from shared.problems import Problem


class Gone(Problem):
    """It was here, and is not to be read any more."""

    status = 410
    kind = "gone"


class NoRoom(Problem):
    """The disk for documents is full, or nearly so."""

    status = 507
    kind = "no_room"


class Unreadable(Problem):
    """The row is there, its file is not, or not as it was written."""

    status = 500
    kind = "document_unreadable"
