"""Kafka and the mail server, as those who have the right to have found them."""

from collections.abc import Iterator
from typing import Any

from stack.doctor.finding import Finding, judged

_MAIL = {
    "no_tls": "it offers no TLS, and a password is given: use smtps:// or a server with STARTTLS",
    "SMTPAuthenticationError": "user or password are refused: ./install --smtp-file FILE",
}


def kafka(found: dict[str, Any] | None) -> Iterator[Finding]:
    """`found`: what stack.compose.servers prints."""
    if found is None:
        yield Finding("kafka", "does not answer", "see the log of kafka; nothing is lost meanwhile")
        return
    for what in ("topics", "rights"):
        wrong = found[what]
        said = f"not as declared: {', '.join(wrong)}" if wrong else "as declared"
        yield judged(what, said, bool(wrong), "./opora migrate")


def mail_server(said: str) -> Finding:
    """`said`: `ok`, the reason why not, or nothing when nobody could ask."""
    do = _MAIL.get(said, "is its address right, and is it reached from here? mails wait until it is")
    return judged("mail server", "takes our mails" if said == "ok" else said or "nobody could ask", said != "ok", do)
