"""A document comes in, is read, is taken back, and goes."""

import io
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path

from sqlalchemy import text

from shared.documents.commands import STANDING_AT_MOST
from shared.ids import uuid7
from tests.cases.region import Opened
from tests.documents.files import HEADERS, LINE, PDF, docx, form, odt, part, picture, send
from tests.support.bench import Answer

LATE = "2026-02-27"


def added(case: Opened, file: bytes = PDF, **fields: object) -> Answer:
    said = {"kind": "court_decision"} | fields
    answer = send(case.region.worker.api, f"{case.path}/documents", file, **said)
    assert answer.status == 201, answer.text
    return answer


def annul(case: Opened, document: str) -> Answer:
    return case.region.worker.api.post(f"{case.path}/documents/{document}/annul", {"reason": "Не та семья."})


def files(stored: Path) -> list[str]:
    return sorted(file.name for file in stored.rglob("*") if file.is_file()) if stored.exists() else []


def test_a_document_is_added_listed_and_read_as_it_was_sent(case: Opened) -> None:
    file = PDF + bytes(range(256)) * 9000  # more than two chunks
    said = {"kind": "court_decision", "dated_on": LATE, "member": case.son, "title": "Решение от 27 февраля"}
    one = added(case, file, **said).json
    assert {name: one[name] for name in said} == said
    assert (one["format"], one["bytes"], one["sha256"]) == ("pdf", len(file), sha256(file).hexdigest())
    assert (one["added_by"], one["annulled"]) == (str(case.region.worker.id), None)
    assert case.get("/documents").json == {"items": [one], "next": None}
    read = case.region.worker.api.client.get(
        f"{case.path}/documents/{one['id']}/content",
        headers={"Authorization": f"Bearer {case.region.worker.api.token}"},
    )
    assert read.data == file


def test_it_comes_down_as_a_file_that_no_browser_shows_or_keeps(case: Opened) -> None:
    one = added(case, picture("JPEG")).json
    path = f"/documents/{one['id']}/content"
    for method in ("GET", "HEAD"):
        headers = case.call(method, path).headers
        assert headers["Content-Disposition"] == f'attachment; filename="document-{one["id"]}.jpg"'
        assert headers["Content-Type"] == "image/jpeg"
        assert headers["Content-Length"] == str(one["bytes"])
        assert headers["Content-Security-Policy"] == "sandbox"
        assert headers["Cache-Control"] == "private, no-store"
        assert headers["X-Content-Type-Options"] == "nosniff"


def test_neither_content_nor_name_of_a_file_lies_anywhere_in_clear(case: Opened, stored: Path) -> None:
    one = added(case, PDF + "Секретное решение".encode() * 50).json
    (file,) = list(stored.rglob(one["id"]))
    assert file.parent.name == one["id"].replace("-", "")[-2:]
    for word in ("%PDF", "Секретное"):
        assert word.encode() not in file.read_bytes()
    assert file.stat().st_mode & 0o077 == 0
    with case.region.bench.session() as session:
        rows = str(session.execute(text("select * from documents")).all())
    assert "Иванов" not in rows


WRONG_FIELDS: list[tuple[bytes | None, dict[str, str], dict[str, list[str]]]] = [
    (PDF, {}, {"kind": ["required"]}),
    (None, {"kind": "consent"}, {"file": ["required"]}),
    (b"", {"kind": "consent"}, {"file": ["empty"]}),
    (b"MZ...", {"kind": "nonsense"}, {"file": ["not_allowed"], "kind": ["unknown_code"]}),
    (PDF, {"kind": "police_certificate"}, {"kind": ["unknown_code"]}),
    (PDF, {"kind": "consent", "dated_on": "2199-01-01"}, {"dated_on": ["in_future"]}),
    (PDF, {"kind": "consent", "dated_on": "завтра"}, {"dated_on": ["invalid_date"]}),
    (PDF, {"kind": "consent", "member": "me"}, {"member": ["type"]}),
    (PDF, {"kind": "consent", "member": str(uuid7())}, {"member": ["not_in_family"]}),
    (PDF, {"kind": "consent", "title": "ю" * 201}, {"title": ["too_long"]}),
    (PDF, {"kind": "consent", "title": "a\0b"}, {"title": ["control_character"]}),
    (PDF, {"kind": "consent", "added_by": str(uuid7())}, {"added_by": ["unknown_field"]}),
]


def test_a_wrong_form_is_refused_by_field_and_leaves_nothing(case: Opened, stored: Path) -> None:
    before, there = case.region.bench.counts(), files(stored)
    for file, fields, errors in WRONG_FIELDS:
        answer = send(case.region.worker.api, f"{case.path}/documents", file, **fields)
        assert (answer.status, answer.json["errors"]) == (422, errors)
    assert (case.region.bench.counts(), files(stored)) == (before, there)


def test_what_a_form_leaves_empty_is_not_said(case: Opened) -> None:
    one = added(case, docx(), dated_on="", member="", title="").json
    assert (one["format"], one["dated_on"], one["member"], one["title"]) == ("docx", None, None, None)
    assert added(case, title=" \u200b ").json["title"] is None, "nobody sees anything there"


KIND = part("kind", "consent")
FILE = part("file", PDF, "a.pdf")


STRANGE: list[tuple[bytes, int, dict[str, list[str]] | None]] = [
    (form([KIND, FILE, FILE]), 422, {"file": ["too_many"]}),
    (form([FILE, part("kind", "consent"), part("kind", "photo")]), 422, {"kind": ["too_many"]}),
    (form([KIND, part("file", "%PDF-1")]), 422, {"file": ["required"]}),
    (form([KIND, part("paper", PDF, "a.pdf")]), 422, {"file": ["required"], "paper": ["unknown_field"]}),
    (form([FILE, part("kind", "consent", "kind.txt")]), 422, {"file": ["too_many"]}),
    (form([part("file", PDF, "../../../etc/cron.d/x"), KIND]), 201, None),
    (form([KIND, part("file", PDF, "")]), 201, None),
    (form([KIND, FILE])[:-12], 400, None),
    (form([KIND, FILE])[:60], 400, None),
    (form([KIND, FILE, part("title", "Решение".encode("cp1251"))]), 400, None),
    (b"", 422, {"file": ["required"], "kind": ["required"]}),
    (b"--" + LINE + b"--\r\n", 422, {"file": ["required"], "kind": ["required"]}),
    (form([KIND, FILE] + [part(f"f{n}", "x") for n in range(40)]), 413, None),
    (form([part("kind", "x" * 600_000), FILE]), 413, None),
    (form([KIND, part("file", PDF + bytes(20 * 1024 * 1024), "a.pdf")]), 422, {"file": ["too_large"]}),
    (form([KIND, part("file", PDF + bytes(21 * 1024 * 1024), "a.pdf")]), 413, None),
]


def test_forms_that_no_browser_makes(case: Opened, stored: Path) -> None:
    for number, (body, status, errors) in enumerate(STRANGE):
        before = files(stored)
        answer = case.region.worker.api.post(f"{case.path}/documents", raw=body, headers=dict(HEADERS))
        assert (number, answer.status, answer.json.get("errors")) == (number, status, errors)
        assert len(files(stored)) - len(before) == (status == 201)


def test_a_body_of_another_kind_is_told_what_to_be(case: Opened) -> None:
    for kind in ("application/json", "multipart/form-data", "multipart/mixed; boundary=a", ""):
        answer = case.region.worker.api.post(f"{case.path}/documents", raw=b"{}", headers={"Content-Type": kind})
        assert answer.status == 400, answer.text


def test_the_same_form_twice_under_one_key_is_one_document(case: Opened, stored: Path) -> None:
    api, path = case.region.worker.api, f"{case.path}/documents"
    before = files(stored)
    first = send(api, path, odt(), key="a-key", kind="consent")
    body = form([part("file", odt(), "other name.odt"), part("kind", "consent")]).replace(LINE, b"another-line")
    kind = HEADERS["Content-Type"].replace(LINE.decode(), "another-line")
    again = api.post(path, raw=body, headers={"Content-Type": kind}, key="a-key")
    assert (again.status, again.json, again.headers["Idempotent-Replayed"]) == (201, first.json, "true")
    assert send(api, path, PDF, key="a-key", kind="consent").status == 422, "another file"
    assert send(api, path, odt(), key="a-key", kind="photo").status == 422, "another kind"
    assert len(case.get("/documents").json["items"]) == 1
    assert len(files(stored)) - len(before) == 1


def test_what_is_annulled_is_read_no_more_and_its_row_says_who_and_why(case: Opened) -> None:
    one = added(case).json
    answer = annul(case, one["id"])
    assert (answer.status, answer.json["annulled"]["reason"]) == (200, "Не та семья.")
    assert answer.json["annulled"]["by"] == str(case.region.worker.id)
    gone = case.get(f"/documents/{one['id']}/content")
    assert (gone.status, gone.json["state"]) == (410, "annulled")
    assert annul(case, one["id"]).status == 409
    assert case.get("/documents").json["items"] == [answer.json]


def test_its_file_goes_after_a_month_of_real_time_and_not_before(case: Opened, stored: Path) -> None:
    bench, kept, one = case.region.bench, added(case).json, added(case).json
    annul(case, one["id"])
    bench.tick(datetime(2030, 1, 1, tzinfo=UTC))
    assert one["id"] in files(stored), "a demo's clock erases nothing"
    with bench.session() as session:
        session.execute(
            text("update documents set erase_at = erase_at - interval '30 days' where erase_at is not null")
        )
    bench.tick(datetime.now(UTC))
    assert files(stored) == [kept["id"]]
    erased, standing = (case.get("/documents").json["items"][n] for n in (0, 1))
    assert (erased["erased_at"] is None, standing["erased_at"] is None) == (False, True)
    assert case.get(f"/documents/{one['id']}/content").status == 410
    assert case.get(f"/documents/{kept['id']}/content").status == 200


def test_a_record_has_no_more_than_so_many_that_stand(case: Opened, stored: Path) -> None:
    one = added(case).json
    with case.region.bench.session() as session:
        copy = (
            "insert into documents (id, record, kind, format, bytes, sha256, added_by, added_at)"
            " select gen_random_uuid(), record, kind, format, bytes, sha256, added_by, added_at from documents,"
            " generate_series(2, :most)"
        )
        session.execute(text(copy), {"most": STANDING_AT_MOST})
    before = files(stored)
    assert send(case.region.worker.api, f"{case.path}/documents", kind="photo").status == 409
    assert files(stored) == before
    annul(case, one["id"])
    assert send(case.region.worker.api, f"{case.path}/documents", kind="photo").status == 201


def test_the_timeline_says_who_added_which_and_who_took_it_back(case: Opened) -> None:
    one = added(case, member=case.son, title="Решение").json
    annul(case, one["id"])
    (line,) = case.get("/timeline?kind=document").json["items"]
    assert (line["id"], line["by"]) == (one["id"], str(case.region.worker.id))
    told = {"kind": "court_decision", "format": "pdf", "member": case.son, "text": "Решение"}
    assert line["facts"] == told
    assert line["annulled"]["by"] == str(case.region.worker.id)


def test_another_record_s_document_is_not_found_under_one_s_own(case: Opened) -> None:
    other = case.region.open()
    one = added(case).json
    for path in ("content", "annul"):
        method = "GET" if path == "content" else "POST"
        assert other.call(method, f"/documents/{one['id']}/{path}", {"reason": "x"}).status == 404
    assert case.get(f"/documents/{one['id']}/content").status == 200
    assert case.get(f"/documents/{uuid7()}/content").status == 404


def test_who_may_do_what(case: Opened) -> None:
    region = case.region
    case.post("/team", {"person": str(region.specialist.id), "role": "specialist"})
    one = added(case).json
    path = f"{case.path}/documents"
    asked = {
        "worker": region.worker,
        "supervisor": region.supervisor,
        "coordinator": region.coordinator,
        "colleague": region.colleague,
        "referrer": region.referrer,
    }
    seen = {
        name: (
            person.api.get(path).status,
            person.api.get(f"{path}/{one['id']}/content").status,
            send(person.api, path, kind="photo").status,
            person.api.post(f"{path}/{one['id']}/annul", {}).status,
        )
        for name, person in asked.items()
    }
    assert seen == {
        "worker": (200, 200, 201, 422),
        "supervisor": (200, 200, 403, 422),
        "coordinator": (403, 404, 403, 404),
        "colleague": (404, 404, 404, 404),
        "referrer": (404, 404, 404, 404),
    }


class Untouched(io.BytesIO):
    """A body that nobody may look at."""

    def read(self, *_: object) -> bytes:
        raise AssertionError("read")

    readline = readinto = readall = read  # type: ignore[assignment]


def test_the_body_is_not_read_before_it_is_known_who_may_send_it(case: Opened) -> None:
    region = case.region
    for api, status in ((region.bench.nobody, 401), (region.colleague.api, 404), (region.supervisor.api, 403)):
        sent = {"Authorization": f"Bearer {api.token}"} if api.token else {}
        answer = api.client.open(
            f"{case.path}/documents",
            method="POST",
            headers=sent | HEADERS | {"Content-Length": "1000"},
            input_stream=Untouched(),
        )
        assert answer.status_code == status


def test_days_are_those_of_the_organisation(case: Opened) -> None:
    tomorrow = (datetime.now(UTC) + timedelta(days=2)).date().isoformat()
    answer = send(case.region.worker.api, f"{case.path}/documents", kind="photo", dated_on=tomorrow)
    assert answer.json["errors"] == {"dated_on": ["in_future"]}
