"""`python -m stack.compose.secrets FOLDER UID`: every secret file of the compose stack that is missing. As root.

The files belong to UID, who installs and backs them up; the containers' accounts read them through one group.
"""

import os
import secrets
import sys
from pathlib import Path

from shared.config import OPERATOR, SERVICES
from stack.secrets import ensure, ensure_secrets

READERS = 10001
"""The group of the accounts in our containers; PostgreSQL's and Kafka's are added to it."""

OF_TOOLS = ("grafana-admin", "kafka-ui-admin")
"""With which an administrator signs in to what the compose profiles `monitoring` and `kafka-ui` bring."""

OF_GATEWAYS = ("messenger-secret",)
"""What the installer tells the messenger's gateway, or puts here as it was told there."""

GIVEN = ("smtp-url", "certificate.pem")
"""The installer's own: the mail server with its password, and the certificate with its key, empty where unused."""


def main(folder: Path, owner: int) -> None:
    ensure_secrets(folder, SERVICES)
    for service in SERVICES:
        ensure(folder / f"secret-{service}", secrets.token_urlsafe(48))
    for name in ("database-postgres", "kafka-admin", *OF_TOOLS, *(f"kafka-{user}" for user in (*SERVICES, OPERATOR))):
        ensure(folder / name, secrets.token_hex(24))
    (folder / "kafka-server.jaas").write_text(_jaas((folder / "kafka-admin").read_text()))
    for name in OF_GATEWAYS:
        ensure(folder / name, secrets.token_urlsafe(48))
    for name in GIVEN:
        ensure(folder / name, "")
    _hand_over(folder, owner)


def _jaas(admin: str) -> str:
    """How Kafka's listeners check a password: services by SCRAM, the administrator by this very file. The brokers of
    a cluster sign in to each other as the administrator; a single one meets nobody, and asks nobody."""
    plain = (
        "  org.apache.kafka.common.security.plain.PlainLoginModule required\n"
        f'  username="admin" password="{admin}" user_admin="{admin}";\n'
    )
    scram = "  org.apache.kafka.common.security.scram.ScramLoginModule required;\n"
    listeners = {"clients": scram, "admin": plain, "inner": plain, "controller": plain}
    return "".join(f"{name}.KafkaServer {{\n{module}}};\n" for name, module in listeners.items())


def _hand_over(folder: Path, owner: int) -> None:
    """Nobody else gets into the folder; a container gets the single files that it is given."""
    for file in folder.iterdir():
        os.chown(file, owner, READERS)
        file.chmod(0o640)
    os.chown(folder, owner, READERS)
    folder.chmod(0o700)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
