"""Documents put into a running stack by hand, and what is in its volumes."""

import json

from tests.compose.conftest import Installed
from tests.support.documents import ADD, TABLE

KEEP = """
import os, psycopg
from pathlib import Path
from shared.config import database_url
from shared.database import plain_url
from shared.ids import uuid7
service, id = os.environ["OPORA_SERVICE"], uuid7()
file = Path(os.environ["OPORA_DOCUMENTS"]) / service / id.hex[-2:] / str(id)
file.parent.mkdir(mode=0o700, exist_ok=True)
file.write_bytes(os.urandom(3_000_000))
with psycopg.connect(plain_url(database_url(service))) as connection:
    connection.execute(os.environ["TABLE"])
    connection.execute(os.environ["ADD"], [id])
"""
KEPT = """
import hashlib, json, os
from pathlib import Path
folder = Path(os.environ["OPORA_DOCUMENTS"]) / os.environ["OPORA_SERVICE"]
files = [file for file in folder.rglob("*") if file.is_file()]
print(json.dumps({file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in files}))
"""


def keep_document(stack: Installed, service: str) -> None:
    stack.python(service, KEEP, TABLE=TABLE, ADD=ADD)


def documents(stack: Installed, service: str) -> dict[str, str]:
    """Name and checksum of each file in its volume."""
    found: dict[str, str] = json.loads(stack.python(service, KEPT))
    return found
