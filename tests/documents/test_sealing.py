"""What was sealed opens as it was, in any pieces; what was cut, moved, swapped or altered does not."""

import io
from pathlib import Path
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shared.documents.reading import Reading
from shared.documents.sealing import TAG, Broken, Header, KeyDestroyed, Sealer
from shared.eventing.sealing import KeyMissing, KeyRing
from shared.ids import uuid7

CHUNK = 16
RING = KeyRing("k2", {"k1": bytes(32), "k2": b"\7" * 32})
ID = UUID("01980000-0000-7000-8000-000000000001")
SHORT = settings(max_examples=60, deadline=None, database=None, derandomize=True)


def sealed(pieces: list[bytes], document: UUID = ID, ring: KeyRing = RING) -> bytes:
    made = io.BytesIO()
    sealer = Sealer(made, ring, document, CHUNK)
    for piece in pieces:
        sealer.write(piece)
    sealer.finish()
    return made.getvalue()


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("sealed") / "file"


def read(place: Path, content: bytes, document: UUID = ID, ring: KeyRing = RING) -> bytes:
    place.write_bytes(content)
    with Reading(place, ring, document) as reading:
        return reading.read()


@SHORT
@given(pieces=st.lists(st.binary(max_size=40), max_size=6))
def test_what_was_written_in_any_pieces_is_read_as_it_was(place: Path, pieces: list[bytes]) -> None:
    whole = b"".join(pieces)
    content = sealed(pieces)
    assert read(place, content) == whole
    assert len(whole) < 8 or whole not in content


@SHORT
@given(whole=st.binary(max_size=70), asked=st.lists(st.tuples(st.integers(0, 80), st.integers(-1, 80)), max_size=8))
def test_it_is_read_from_any_place_like_a_plain_file(place: Path, whole: bytes, asked: list[tuple[int, int]]) -> None:
    place.write_bytes(sealed([whole]))
    plain = io.BytesIO(whole)
    with Reading(place, RING, ID) as reading:
        assert reading.length == len(whole)
        for offset, size in asked:
            assert reading.seek(offset) == plain.seek(offset)
            assert reading.read(size) == plain.read(size)
        assert reading.seek(-1, 2) == len(whole) - 1 if whole else True


@SHORT
@given(whole=st.binary(max_size=70), cut=st.integers(1, 120))
def test_what_was_cut_off_anywhere_does_not_open(place: Path, whole: bytes, cut: int) -> None:
    content = sealed([whole])
    with pytest.raises(Broken):
        read(place, content[:-cut])


@SHORT
@given(whole=st.binary(min_size=1, max_size=70), at=st.integers(0, 200), bit=st.integers(0, 7))
def test_one_bit_that_was_altered_anywhere_is_noticed(place: Path, whole: bytes, at: int, bit: int) -> None:
    content = bytearray(sealed([whole]))
    content[at % len(content)] ^= 1 << bit
    with pytest.raises((Broken, KeyMissing)):
        read(place, bytes(content))


def test_chunks_can_not_change_places_be_left_out_or_come_from_elsewhere(place: Path) -> None:
    content, other = sealed([bytes(range(64))]), sealed([bytes(range(64))])
    start, size = len(Header("k2", CHUNK, bytes(8)).written()), CHUNK + TAG
    head, chunks = content[:start], [content[start + size * n :][:size] for n in range(4)]
    swapped = [chunks[1], chunks[0], *chunks[2:]]
    for tampered in (swapped, chunks[:3], chunks[1:], [*chunks, chunks[3]], [other[start:][:size], *chunks[1:]]):
        with pytest.raises(Broken):
            read(place, head + b"".join(tampered))


def test_a_file_put_in_the_place_of_another_does_not_open(place: Path) -> None:
    with pytest.raises(Broken):
        read(place, sealed([b"court decision"], document=uuid7()))


def test_a_key_that_is_not_the_present_one_still_opens_and_a_destroyed_one_never_again(place: Path) -> None:
    content = sealed([b"words"], ring=KeyRing("k1", RING.keys))
    assert read(place, content) == b"words"
    with pytest.raises(KeyDestroyed):
        read(place, content, ring=KeyRing("k2", {**RING.keys, "k1": None}))
    with pytest.raises(KeyMissing):
        read(place, content, ring=KeyRing("k2", {"k2": bytes(32)}))


@pytest.mark.parametrize("content", [b"", b"OPD1", b"OPD1\xff", b"OPD1\x02k2\0\0\0\0" + bytes(8), b"%PDF-1.4" * 9])
def test_what_was_never_sealed_is_refused_and_read_no_further(place: Path, content: bytes) -> None:
    with pytest.raises(Broken):
        read(place, content)
