"""Files of a case: kept by their bytes, whatever they are called and whatever they hold."""

from __future__ import annotations

import hashlib
import io
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from models.complaints.actions import attach
from models.complaints.evidence import display_name, keep, media_type_of, path_of, read, thumbnail_of
from models.complaints.kinds import FileDraft
from models.complaints.queries import attachments
from models.core.errors import UserProblem
from models.core.session import Session
from models.handling.actions import record
from models.store.doctor import examine
from tests.cases import WHOLE, a_case
from tests.models.conftest import MakeSession


def picture(form: str = "PNG", size: tuple[int, int] = (900, 600)) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, (120, 40, 40)).save(out, form)
    return out.getvalue()


@pytest.fixture
def desk(session: MakeSession) -> Session:
    return session()


@pytest.mark.parametrize(
    "name",
    [
        "../../etc/passwd",
        "C:\\windows\\system32\\x.exe",
        "a/b/../../c.png",
        "\x00\x1b[31m.png",
        "",
        "." * 300,
    ],
)
def test_a_name_is_never_a_path(desk: Session, name: str) -> None:
    case_id = a_case(desk)
    attach(desk, case_id, FileDraft(name, b"bytes of " + name.encode()))
    kept = attachments(desk.store, case_id)[0]
    assert "/" not in kept.name
    assert "\\" not in kept.name
    assert kept.name.isprintable()
    assert 0 < len(kept.name) <= 120
    inside = {path.parent.parent for path in desk.store.attachments.rglob("*") if path.is_file()}
    assert inside == {desk.store.attachments}


def test_the_same_bytes_are_kept_once_and_come_back_whole(desk: Session) -> None:
    content = picture()
    first, second = a_case(desk), a_case(desk)
    for case_id in (first, second):
        attach(desk, case_id, FileDraft("ceiling.png", content), step=2)
    digest = hashlib.sha256(content).hexdigest()
    assert [path.name for path in desk.store.attachments.rglob("*") if path.is_file()] == [digest]
    assert read(desk.store, digest) == content
    row = attachments(desk.store, first)[0]
    assert (row.sha256, row.size, row.media_type, row.step) == (digest, len(content), "image/png", 2)


def test_files_of_a_new_complaint_come_with_it(desk: Session) -> None:
    done = record(
        desk, replace(WHOLE, files=(FileDraft("a.jpg", picture("JPEG")), FileDraft("b.pdf", b"%PDF-1.4")))
    )
    kept = attachments(desk.store, done.value.id)
    assert [(one.name, one.media_type, one.thumbnail is None) for one in kept] == [
        ("a.jpg", "image/jpeg", False),
        ("b.pdf", "application/pdf", True),
    ]


def test_too_large_and_empty_files_are_refused_and_leave_nothing(desk: Session) -> None:
    case_id = a_case(desk)
    for content, code in ((b"", "file.empty"), (b"x" * (20 * 1024 * 1024 + 1), "attachment.too_large")):
        with pytest.raises(UserProblem) as caught:
            attach(desk, case_id, FileDraft("big.bin", content))
        assert caught.value.code == code
    assert attachments(desk.store, case_id) == ()
    assert not list(desk.store.attachments.rglob("*"))


def test_damage_on_the_disk_is_told_and_mended_by_the_same_bytes(desk: Session) -> None:
    content = picture()
    kept = keep(desk.store, FileDraft("a.png", content))
    path = path_of(desk.store, kept.sha256)
    path.write_bytes(b"something else")
    with pytest.raises(UserProblem) as caught:
        read(desk.store, kept.sha256)
    assert caught.value.code == "file.damaged"
    keep(desk.store, FileDraft("a.png", content))
    assert read(desk.store, kept.sha256) == content
    path.unlink()
    with pytest.raises(UserProblem) as caught:
        read(desk.store, kept.sha256)
    assert caught.value.code == "file.missing"


def test_the_doctor_misses_what_was_taken_away(desk: Session) -> None:
    case_id = a_case(desk)
    attach(desk, case_id, FileDraft("a.png", picture()))
    path_of(desk.store, attachments(desk.store, case_id)[0].sha256).unlink()
    assert [finding.code for finding in examine(desk.store).findings] == ["attachment.missing"]


@pytest.mark.parametrize("form", ["PNG", "JPEG", "GIF", "BMP", "WEBP"])
def test_thumbnails_are_small_and_upright(form: str) -> None:
    small = thumbnail_of(picture(form))
    assert small is not None
    with Image.open(io.BytesIO(small)) as shown:
        assert shown.format == "JPEG"
        assert shown.size == (320, 213)


@given(
    st.binary(max_size=400), st.sampled_from([b"", b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"GIF89a", b"BM"])
)
def test_no_bytes_break_the_reading_of_pictures(noise: bytes, mark: bytes) -> None:
    thumbnail_of(mark + noise)
    assert "/" in media_type_of(mark + noise)


@given(st.text(max_size=200))
def test_every_name_can_be_shown(name: str) -> None:
    shown = display_name(name)
    assert shown
    assert shown.isprintable()
    assert len(Path(shown).parts) == 1
