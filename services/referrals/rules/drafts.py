"""What a draft holds: a submission as far as it is written, each member of the family under an id of its own."""

from typing import Any

Content = dict[str, Any]
Member = dict[str, Any]

MEMBERS = "members"
ID = "id"


def submission(content: Content) -> dict[str, Any]:
    """The body of a submission, as far as it is there."""
    whole = {name: value for name, value in content.items() if name != MEMBERS}
    members = [{name: value for name, value in one.items() if name != ID} for one in members_of(content)]
    return whole | {"family": whole.get("family", {}) | ({MEMBERS: members} if members else {})}


def members_of(content: Content) -> list[Member]:
    """In the order in which they were added."""
    return list(content.get(MEMBERS, ()))


def member_of(content: Content, id: str) -> Member | None:
    return next((one for one in members_of(content) if one[ID] == id), None)


def with_member(content: Content, id: str, said: Member) -> Content:
    """What is said of a member now; one with a new id is the last."""
    written = {ID: id} | said
    members = [written if one[ID] == id else one for one in members_of(content)]
    if written not in members:
        members.append(written)
    return content | {MEMBERS: members}


def without_member(content: Content, id: str) -> Content:
    return content | {MEMBERS: [one for one in members_of(content) if one[ID] != id]}
