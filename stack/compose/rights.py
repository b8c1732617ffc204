"""Who may do what in Kafka: a service writes its own topic alone and reads those that it listens to."""

from collections.abc import Iterable, Mapping

from kafka import KafkaAdminClient
from kafka.admin import (
    ACL,
    ACLFilter,
    ACLOperation,
    ACLPermissionType,
    ACLResourcePatternType,
    ResourcePattern,
    ResourcePatternFilter,
    ResourceType,
    UserScramCredentialUpsertion,
)
from kafka.errors import KafkaError

from shared.config import OPERATOR, SERVICES, Kafka
from shared.contracts import TOPICS
from shared.service import load

Right = tuple[ResourceType, str, ACLOperation]


def rights_of(user: str) -> set[Right]:
    """The operator reads everything and writes nothing."""
    if user == OPERATOR:
        return _reading(user, [topic.name for topic in TOPICS])
    own = f"opora.{user}"
    writing = {(ResourceType.TOPIC, own, ACLOperation.WRITE), (ResourceType.TOPIC, own, ACLOperation.DESCRIBE)}
    return writing | _reading(user, load(user).handlers.topics())


def _reading(user: str, topics: Iterable[str]) -> set[Right]:
    """Partitions are assigned by hand; the group is where offsets are shown to Kafka's tools."""
    group = (ResourceType.GROUP, f"opora.{user}", ACLOperation.READ)
    return {group, *((ResourceType.TOPIC, topic, ACLOperation.READ) for topic in topics)}


def wanted() -> set[ACL]:
    return {_acl(user, right) for user in (*SERVICES, OPERATOR) for right in rights_of(user)}


def ensure_users(admin: KafkaAdminClient, users: Mapping[str, Kafka]) -> None:
    """Each gets its password, again and again: an empty Kafka knows none. Raises KafkaError."""
    refused = admin.alter_user_scram_credentials(
        [UserScramCredentialUpsertion(user, "SCRAM-SHA-512", access.password) for user, access in users.items()]
    )
    if any(refused.values()):
        raise KafkaError(f"users were refused: {refused}")


def ensure_rights(admin: KafkaAdminClient) -> None:
    """Exactly the wanted ones: what a later release no longer needs is taken back. Raises KafkaError.

    Rights of others stay as they are: a Kafka elsewhere may serve them too.
    """
    ours = {f"User:{user}" for user in (*SERVICES, OPERATOR)}
    there, needed = {acl for acl in present(admin) if acl.principal in ours}, wanted()
    if needed - there:
        _check(admin.create_acls(sorted(needed - there, key=repr))["failed"])
    for acl in there - needed:
        admin.delete_acls([acl])


def present(admin: KafkaAdminClient) -> set[ACL]:
    everything = ResourcePatternFilter(ResourceType.ANY, None, ACLResourcePatternType.ANY)
    found, error = admin.describe_acls(ACLFilter(None, None, ACLOperation.ANY, ACLPermissionType.ANY, everything))
    _check([] if error.errno == 0 else [error])
    return set(found)


def _check(failed: Iterable[object]) -> None:
    if list(failed):
        raise KafkaError(f"rights were refused: {failed}")


def _acl(user: str, right: Right) -> ACL:
    kind, name, operation = right
    return ACL(f"User:{user}", "*", operation, ACLPermissionType.ALLOW, ResourcePattern(kind, name))
