"""Senders who are slow, many, or gone: they hold up nobody."""

import io
import socket
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from shared.web import file_forms, patience
from shared.web.documents import views
from tests.cases.region import Opened
from tests.documents.files import HEADERS, PDF, form, part, send
from tests.documents.test_documents_of_a_case import added, files

BODY = form([part("kind", "photo"), part("file", PDF + bytes(200_000), "a.pdf")])


class Slow:
    """A body of which the rest comes when `go` is set; `waits` says that its reader waits for it."""

    def __init__(self, rest: Callable[[], bytes]) -> None:
        self.parts = [lambda: BODY[:70_000], rest]
        self.waits, self.go = threading.Event(), threading.Event()
        self.here = b""

    def read(self, size: int = -1) -> bytes:
        if not self.here and self.parts:
            if len(self.parts) == 1:
                self.waits.set()
                assert self.go.wait(20)
            self.here = self.parts.pop(0)()
        piece, self.here = self.here[:size], self.here[size:]
        return piece


def asking(case: Opened, method: str, path: str, **more: Any) -> Callable[..., Any]:
    """A request as a server makes it, waiting for what it calls with status and headers."""
    environ = {
        "REQUEST_METHOD": method, "PATH_INFO": f"{case.path}{path}", "QUERY_STRING": "",
        "SERVER_NAME": "localhost", "SERVER_PORT": "80", "SERVER_PROTOCOL": "HTTP/1.1", "wsgi.url_scheme": "http",
        "wsgi.input": io.BytesIO(),
        "HTTP_AUTHORIZATION": f"Bearer {case.region.worker.api.token}", **more,
    }  # fmt: skip
    return lambda start: case.region.bench.app.wsgi_app(environ, start)


def sending(case: Opened, body: Any, **more: Any) -> tuple[threading.Thread, list[Any]]:
    """A request of its own thread, as a server would make it; its status and its headers come in the list."""
    said: list[Any] = []
    sent = {"wsgi.input": body, "CONTENT_LENGTH": str(len(BODY)), "CONTENT_TYPE": HEADERS["Content-Type"]}
    answer = asking(case, "POST", "/documents", **sent, **more)

    def run() -> None:
        pieces = answer(lambda status, headers: said.extend([status, headers]))
        list(pieces)
        pieces.close()

    thread = threading.Thread(target=run)
    thread.start()
    return thread, said


def test_a_slow_sender_holds_neither_the_record_nor_a_connection(case: Opened) -> None:
    slow = Slow(lambda: BODY[70_000:])
    thread, said = sending(case, slow)
    assert slow.waits.wait(20)
    with case.region.bench.session() as session:
        busy = "select count(*) from pg_stat_activity where datname = current_database() and state like 'idle in%'"
        assert session.scalar(text(busy)) == 0
        session.execute(text("select 1 from cases for update nowait"))
    added(case)
    slow.go.set()
    thread.join()
    assert said[0].startswith("201")


def test_whoever_loses_the_right_while_sending_is_refused(case: Opened, stored: Path) -> None:
    slow = Slow(lambda: BODY[70_000:])
    thread, said = sending(case, slow)
    assert slow.waits.wait(20)
    with case.region.bench.session() as session:
        session.execute(text("update cases set worker = null"))
    slow.go.set()
    thread.join()
    assert said[0].startswith("404")
    assert files(stored) == []


def test_one_process_reads_so_many_at_once_and_sends_one_more_away(case: Opened, stored: Path) -> None:
    bodies = [Slow(lambda: BODY[70_000:]) for _ in range(file_forms.AT_ONCE)]
    threads = [sending(case, body) for body in bodies]
    assert all(body.waits.wait(20) for body in bodies)
    refused = send(case.region.worker.api, f"{case.path}/documents", kind="photo")
    assert (refused.status, refused.headers["Retry-After"]) == (503, str(file_forms.AGAIN_AFTER_S))
    for body, (thread, _) in zip(bodies, threads, strict=True):
        body.go.set()
        thread.join()
    assert [said[0][:3] for _, said in threads] == ["201"] * file_forms.AT_ONCE
    assert len(files(stored)) == file_forms.AT_ONCE
    added(case)


def test_who_is_gone_before_the_end_leaves_nothing(case: Opened, stored: Path) -> None:
    slow = Slow(lambda: b"")
    thread, said = sending(case, slow)
    assert slow.waits.wait(20)
    assert len(files(stored)) == 1, "it is being written"
    slow.go.set()
    thread.join()
    assert said[0].startswith("400")
    assert files(stored) == []


def test_who_falls_silent_is_told_so_and_not_waited_for(
    case: Opened, stored: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(patience, "SILENT_AT_MOST_S", 0.2)
    ours, theirs = socket.socketpair()
    with ours, theirs, ours.makefile("rb") as stream:
        theirs.sendall(BODY[:1000])
        thread, said = sending(case, stream, **{"gunicorn.socket": ours})
        thread.join()
        assert said[0].startswith("408")
        assert ours.gettimeout() is None
        ours.settimeout(5)
        assert ours.recv(1) == b"", "nor does the server wait for the rest"
    assert files(stored) == []


def test_who_sends_a_little_for_ever_is_sent_away(case: Opened, stored: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(patience, "SENT_WITHIN_S", 0)
    answer = send(case.region.worker.api, f"{case.path}/documents", PDF + bytes(100_000), kind="photo")
    assert answer.status == 408
    assert files(stored) == []


def test_who_stops_fetching_loses_the_connection_and_others_keep_theirs(case: Opened) -> None:
    one = added(case, PDF + bytes(200_000)).json
    ours, theirs = socket.socketpair()
    with ours, theirs:
        answer = asking(case, "GET", f"/documents/{one['id']}/content", **{"gunicorn.socket": ours})
        pieces = iter(answer(lambda status, headers: None))
        assert next(pieces).startswith(b"%PDF")
        assert ours.gettimeout() == patience.SILENT_AT_MOST_S
        assert len(b"".join(pieces)) == one["bytes"] - (1 << 16)
        assert ours.gettimeout() is None


def test_those_who_fetch_slowly_take_few_threads_and_one_more_is_sent_away(case: Opened) -> None:
    path = f"/documents/{added(case, PDF + bytes(200_000)).json['id']}/content"
    slow = [asking(case, "GET", path)(lambda status, headers: None) for _ in range(views.AT_ONCE)]
    assert all(next(iter(pieces)) for pieces in slow)
    refused = case.get(path)
    assert (refused.status, refused.headers["Retry-After"]) == (503, str(views.AGAIN_AFTER_S))
    assert case.get("").status == 200, "everything else goes on"
    slow.pop().close()
    assert case.get(path).status == 200
    del slow, refused
    assert [case.get(path).status for _ in range(views.AT_ONCE + 1)] == [200] * (views.AT_ONCE + 1)
