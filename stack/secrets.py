"""Everything secret of a stack, generated at its first start: files that others cannot read, in one folder."""

import base64
import json
import os
import secrets
from collections.abc import Iterable
from pathlib import Path

from joserfc.jwk import KeyParameters, OKPKey

from shared.contracts.common import AUDIENCES
from shared.eventing.sealing import DOCUMENTS

TOKEN_KEYS = 2
"""Two keys are valid at once, so that one can be changed while tokens of the other still live."""


def ensure_secrets(folder: Path, services: Iterable[str]) -> None:
    """Write what is missing, leave what is there; `jwks.json` always follows from the token keys."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    ensure(folder / "secret", secrets.token_urlsafe(48))
    for audience in (*AUDIENCES, DOCUMENTS):
        ensure(folder / f"keyring-{audience}.json", _keyring())
    for service in services:
        ensure(folder / f"database-{service}", secrets.token_hex(24))
    _ensure_token_keys(folder)


def database_passwords(folder: Path, services: Iterable[str]) -> dict[str, str]:
    return {service: (folder / f"database-{service}").read_text() for service in services}


def application_secret(folder: Path) -> str:
    return (folder / "secret").read_text()


def _ensure_token_keys(folder: Path) -> None:
    """`token-keys.json` is identity's alone, the private half; the others read `jwks.json`."""
    if not (folder / "token-keys.json").exists():
        _write(folder / "token-keys.json", json.dumps({"keys": [_token_key() for _ in range(TOKEN_KEYS)]}))
    private = json.loads((folder / "token-keys.json").read_text())["keys"]
    public = [{name: value for name, value in key.items() if name != "d"} for key in private]
    _replace(folder / "jwks.json", json.dumps({"keys": public}))


def _token_key() -> dict[str, object]:
    parameters: KeyParameters = {"use": "sig", "alg": "Ed25519", "kid": secrets.token_hex(8)}
    return dict(OKPKey.generate_key("Ed25519", parameters=parameters, private=True).as_dict(private=True))


def _keyring() -> str:
    kid = secrets.token_hex(8)
    key = base64.urlsafe_b64encode(secrets.token_bytes(32)).rstrip(b"=").decode()
    return json.dumps({"current": kid, "keys": {kid: key}})


def ensure(file: Path, content: str) -> None:
    """Write a file of mode 600, unless there is one."""
    if not file.exists():
        _write(file, content)


def _replace(file: Path, content: str) -> None:
    if not file.exists() or file.read_text() != content:
        _write(file, content)


def _write(file: Path, content: str) -> None:
    """Whole or not at all, and never readable by others, not even for a moment."""
    fresh = file.with_name(file.name + ".new")
    handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w") as out:
        out.write(content)
        out.flush()
        os.fsync(out.fileno())
    fresh.replace(file)
