"""The way to the mail server, against servers that behave badly on real sockets."""

import socket
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import replace
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.config import Settings
from shared.mail import Away, Post, Refused, deliverable, write

SETTINGS = Settings.of(
    "identity",
    {
        "IDENTITY_DATABASE_URL": "postgresql+psycopg://identity@127.0.0.1/identity",
        "KAFKA_BOOTSTRAP": "127.0.0.1:1",
        "OPORA_SECRETS": "/",
        "OPORA_SECRET": "x" * 32,
    },
)
RESET = b"reset"
HANG_UP = b"hang up"
SILENCE = b"silence"
HABITS = {
    b"HELLO": b"220 mail.example",
    b"EHLO": b"250 mail.example",
    b"MAIL": b"250 ok",
    b"RCPT": b"250 ok",
    b"DATA": b"354 go on",
    b".": b"250 taken",
    b"RSET": b"250 ok",
    b"QUIT": b"221 bye",
}


class MailServer:
    """Speaks SMTP on loopback. `manners`: command → answers, in order; then as usual. `HELLO` is the greeting and
    `.` the end of a mail; an answer may be RESET, HANG_UP or SILENCE."""

    def __init__(self, manners: dict[bytes, list[bytes]]) -> None:
        self.manners = manners
        self.mails: list[bytes] = []
        self.connections = 0
        self.commands: list[bytes] = []
        self.over = threading.Event()
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.url = f"smtp://127.0.0.1:{self.listener.getsockname()[1]}"

    @contextmanager
    def open(self) -> Iterator["MailServer"]:
        threading.Thread(target=self._accept, daemon=True).start()
        try:
            yield self
        finally:
            self.over.set()
            with suppress(OSError):
                self.listener.shutdown(socket.SHUT_RDWR)
            self.listener.close()

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                connection, _ = self.listener.accept()
                self.connections += 1
                threading.Thread(target=self._serve, args=(connection,), daemon=True).start()

    def _serve(self, connection: socket.socket) -> None:
        with connection, connection.makefile("rb") as lines, suppress(OSError):
            if not self._answer(connection, b"HELLO"):
                return
            for line in lines:
                self.commands.append(line.strip())
                if not self._answer(connection, line.split()[0].upper()):
                    return
                if line.upper().startswith(b"DATA") and not self._take(connection, lines):
                    return

    def _take(self, connection: socket.socket, lines: Any) -> bool:
        mail = b""
        for line in lines:
            if line == b".\r\n":
                self.mails.append(mail)
                return self._answer(connection, b".")
            mail += line
        return False

    def _answer(self, connection: socket.socket, command: bytes) -> bool:
        planned = self.manners.get(command)
        answer = planned.pop(0) if planned else HABITS.get(command, b"502 what?")
        if answer == SILENCE:
            self.over.wait(30)
        if answer == RESET:
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
        if answer in (RESET, HANG_UP, SILENCE):
            return False
        connection.sendall(answer + b"\r\n")
        return True


def letter(to: str = "anna@example.org", text: str = "Здравствуйте!") -> EmailMessage:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "Опора <opora@opora.example>", to, "Проба"
    message.set_content(text)
    return message


def outcome(post: Post, message: EmailMessage | None = None) -> str:
    """What came of sending one mail: "taken", "away", "refused", or "refused for good", with its code."""
    try:
        post.send(message or letter())
    except Away:
        return "away"
    except Refused as problem:
        return f"refused{' for good' if problem.final else ''}: {problem.code}"
    return "taken"


@pytest.mark.parametrize(
    ("manners", "first"),
    [
        ({b"HELLO": [RESET]}, "away"),
        ({b"HELLO": [HANG_UP]}, "away"),
        ({b"HELLO": [SILENCE]}, "away"),
        ({b"HELLO": [b"421 too busy"]}, "away"),
        ({b"HELLO": [b"554 go away"]}, "away"),
        ({b"EHLO": [SILENCE]}, "away"),
        ({b"EHLO": [b"421 not now"], b"HELO": [b"421 not now"]}, "away"),
        ({b"MAIL": [b"451 greylisted"]}, "away"),
        ({b"MAIL": [b"553 who are you?"]}, "away"),
        ({b"RCPT": [b"450 greylisted, come back"]}, "refused: smtp_450"),
        ({b"RCPT": [b"421 closing"]}, "refused: smtp_421"),
        ({b"RCPT": [b"550 nobody of this name"]}, "refused for good: smtp_550"),
        ({b"DATA": [b"451 later"]}, "refused: smtp_451"),
        ({b"DATA": [b"554 no"]}, "refused for good: smtp_554"),
        ({b"DATA": [HANG_UP]}, "refused: disconnected"),
        ({b"DATA": [RESET]}, "refused: disconnected"),
        ({b"DATA": [SILENCE]}, "refused: timeout"),
        ({b".": [b"452 full"]}, "refused: smtp_452"),
        ({b".": [b"554 spam"]}, "refused for good: smtp_554"),
        ({b".": [HANG_UP]}, "refused: disconnected"),
        ({b".": [SILENCE]}, "refused: timeout"),
    ],
)
def test_whatever_the_server_does_is_away_or_refused_and_the_next_try_succeeds(
    manners: dict[bytes, list[bytes]], first: str
) -> None:
    with MailServer(manners).open() as server, closing(Post(server.url, timeout=0.3)) as post:
        assert outcome(post) == first
        assert outcome(post) == "taken"


def test_a_kept_connection_that_falls_silent_is_waited_for_once() -> None:
    with MailServer({b"DATA": [HABITS[b"DATA"], SILENCE]}).open() as server, closing(Post(server.url, 0.3)) as post:
        assert [outcome(post), outcome(post), outcome(post)] == ["taken", "refused: timeout", "taken"]
    assert len(server.mails) == 2


def test_where_nobody_listens_the_server_is_away() -> None:
    with socket.create_server(("127.0.0.1", 0)) as reserved:
        port = reserved.getsockname()[1]
    post = Post(f"smtp://127.0.0.1:{port}", timeout=0.3)
    assert outcome(post) == "away"
    with pytest.raises(Away):
        post.connect()


def test_many_mails_go_through_one_connection() -> None:
    with MailServer({}).open() as server, closing(Post(server.url)) as post:
        assert {outcome(post) for _ in range(20)} == {"taken"}
    assert (server.connections, len(server.mails)) == (1, 20)


@pytest.mark.parametrize("manner", [RESET, HANG_UP])
def test_a_connection_that_was_closed_meanwhile_is_made_anew_once(manner: bytes) -> None:
    with MailServer({b"MAIL": [b"250 ok", manner]}).open() as server, closing(Post(server.url)) as post:
        assert [outcome(post), outcome(post)] == ["taken", "taken"]
    assert (server.connections, len(server.mails)) == (2, 2)


def test_after_a_refusal_the_next_mail_is_not_mixed_with_it() -> None:
    with MailServer({b"RCPT": [b"550 no"]}).open() as server, closing(Post(server.url)) as post:
        assert outcome(post, letter("boris@example.org", "Борису")) == "refused for good: smtp_550"
        assert outcome(post, letter("anna@example.org", "Анне")) == "taken"
    (mail,) = server.mails
    assert message_from_bytes(mail, policy=policy.default)["To"] == "anna@example.org"


def test_a_password_goes_to_no_other_machine_without_tls(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shared.mail.LOOPBACK", ())
    with MailServer({b"EHLO": [b"250-mail.example\r\n250 AUTH PLAIN"]}).open() as server:
        url = server.url.replace("smtp://", "smtp://opora:geheim@")
        with pytest.raises(Away, match="no_tls"):
            Post(url, timeout=0.3).connect()
        assert not [command for command in server.commands if command.startswith(b"AUTH")]


def test_what_a_server_says_is_in_no_error() -> None:
    with (
        MailServer({b"RCPT": [b"550 <anna@example.org> is not here"]}).open() as server,
        closing(Post(server.url)) as post,
        pytest.raises(Refused) as problem,
    ):
        post.send(letter())
    assert "anna" not in f"{problem.value!r} {problem.value.__cause__!r}"
    assert problem.value.__suppress_context__


# --- writing ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("address", "taken_as"),
    [
        ("anna@example.org", "anna@example.org"),
        ("anna.o'hara+family@mail.example.org", "anna.o'hara+family@mail.example.org"),
        ("анна@пример.рф", "анна@xn--e1afmkfd.xn--p1ai"),
        ("anna@пример.рф", "anna@xn--e1afmkfd.xn--p1ai"),
    ],
)
def test_a_domain_in_any_alphabet_can_be_written_to(address: str, taken_as: str) -> None:
    assert deliverable(address) == taken_as


NO_ADDRESSES = (
    *("", "anna", "anna@", "@example.org", "anna@example", "anna@b..example", "anna@-a.example", "anna@ex_ample.org"),
    *(".anna@example.org", "anna.@example.org", "a b@example.org", "a@b@example.org", "a,b@example.org"),
    *("anna@[127.0.0.1]", '"anna"@example.org', "anna(x)@example.org", "anna@example.org>", "anna\r\n@example.org"),
    *("anna@example.org\nBcc: boris@example.org", f"anna@{'a' * 64}.org"),
    *("=*@[-_-.b", "()::%b@^}{.рф", "(1).!#@1:.рф"),
)


@pytest.mark.parametrize("address", NO_ADDRESSES)
def test_what_is_no_address_is_refused_for_good(address: str) -> None:
    with pytest.raises(Refused) as problem:
        deliverable(address)
    assert (problem.value.code, problem.value.final) == ("address", True)


@given(st.text(max_size=12), st.text(max_size=12))
def test_any_text_is_an_address_that_fits_in_a_header_or_refused(local: str, domain: str) -> None:
    with suppress(Refused):
        message = mail(to=f"{local}@{domain}.example")
        assert len(message.as_bytes(policy=policy.SMTPUTF8).split(b"\r\n\r\n")[0].split(b"\r\n")) == 10


def test_line_breaks_in_a_subject_or_name_make_no_header() -> None:
    for field in ("subject", "sender"):
        with pytest.raises(ValueError, match=r"CR or LF|linefeed"):
            mail(**{field: "Опора\r\nBcc: everyone@example.org"})


def test_a_mail_comes_from_the_address_in_the_settings() -> None:
    message = mail()
    assert message["From"] == "Опора <opora@opora.example>"
    assert message["Message-ID"] == "<17.email@opora.example>"
    assert message["Auto-Submitted"] == "auto-generated"


@pytest.mark.parametrize("host", ["127.0.0.1", "::1"])
def test_on_a_bare_ip_address_mails_come_from_localhost(host: str) -> None:
    message = mail(f"opora@{host}")
    assert (message["From"], message["Message-ID"]) == ("Опора <opora@localhost>", "<17.email@localhost>")


def mail(mail_from: str = "opora@opora.example", **changes: str) -> EmailMessage:
    said = {"to": "anna@example.org", "sender": "Опора", "subject": "Проба", "text": "Здравствуйте!"} | changes
    return write(replace(SETTINGS, mail_from=mail_from), **said, language="ru", message_id="17.email")
