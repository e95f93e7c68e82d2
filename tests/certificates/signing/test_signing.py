"""Papers signed by the head's tap, or on the PDF itself."""

import hashlib
from io import BytesIO

import pyotp
import pytest
from werkzeug.datastructures import FileStorage

from mori.accounts.models import Person
from mori.certificates.papers import queries
from mori.certificates.papers.models import Paper
from mori.certificates.papers.rules import PaperState
from mori.certificates.signing.operations import keep_signed, sign_papers
from mori.certificates.signing.views import PURPOSE
from mori.certificates.statements.claims import number_in_address
from mori.certificates.statements.rules import PaperKind, Signing, Statement
from mori.core import sealing
from mori.core.errors import Refused
from mori.notifications.models import Message
from mori.uploads.operations import receive_whole
from tests.cast import NOON, TODAY
from tests.certificates.issuing import ADDRESS, PDF, end, issue, let_issue, print_all
from tests.support.together import all_at_once

pytestmark = pytest.mark.usefixtures("noon")
SIGNED = PDF.replace(b"<<>>", b"<</Sig 1>>")


def file_of(content: bytes, name: str = "bertanda.pdf") -> FileStorage:
    return FileStorage(BytesIO(content), name)


@pytest.fixture
def outside(cast, store):
    """Sari's certificate, to be signed on the PDF itself."""
    let_issue(cast, signing=Signing.TTE)
    paper = issue(cast)
    print_all(store)
    return queries.paper_by_id(paper.id)


def test_one_tap_signs_several(cast, visit):
    let_issue(cast)
    first = issue(cast)
    second = issue(cast, first.placement, PaperKind.TRANSCRIPT)
    left = issue(cast, end(cast.placement_tono))
    hasan = visit(cast.hasan)
    page = hasan.get("/sertifikat/tanda-tangan").text
    assert all(each.key in page for each in (first, second, left))

    answer = hasan.post("/sertifikat/tanda-tangan", {"paper": [first.key, second.key]})

    assert answer.status_code == 303
    signed = {row.id for row in Paper.select().where(Paper.state == PaperState.SIGNED)}
    assert signed == {first.id, second.id}
    said = Statement.from_json(queries.paper_by_id(first.id).statement)
    assert said.signed_on == TODAY
    assert left.key in hasan.get("/sertifikat/tanda-tangan").text


def test_the_pdf_of_a_paper_signed_in_mori_is_made_after_the_tap(cast, visit, store):
    let_issue(cast)
    paper = issue(cast)
    assert print_all(store) == 0

    visit(cast.hasan).post("/sertifikat/tanda-tangan", {"paper": paper.key})

    assert print_all(store) == 1
    assert queries.paper_by_id(paper.id).is_out


def test_the_same_tap_twice_signs_once(cast, visit):
    let_issue(cast)
    paper = issue(cast)
    hasan = visit(cast.hasan)
    hasan.post("/sertifikat/tanda-tangan", {"paper": paper.key})
    signed_at = queries.paper_by_id(paper.id).signed_at

    answer = hasan.post("/sertifikat/tanda-tangan", {"paper": paper.key})

    assert answer.status_code == 303
    assert queries.paper_by_id(paper.id).signed_at == signed_at


def test_nothing_chosen_is_said(cast, visit):
    let_issue(cast)
    issue(cast)

    assert visit(cast.hasan).post("/sertifikat/tanda-tangan").status_code == 422


@pytest.mark.parametrize(("who", "status"), [("wati", 403), ("rina", 403), ("sari", 403)])
def test_the_head_alone_signs(cast, visit, who, status):
    let_issue(cast)
    paper = issue(cast)

    answer = visit(getattr(cast, who)).post("/sertifikat/tanda-tangan", {"paper": paper.key})

    assert answer.status_code == status
    assert queries.paper_by_id(paper.id).state.is_unsigned


def test_another_offices_head_signs_nothing_here(cast, visit):
    let_issue(cast)
    paper = issue(cast)

    answer = visit(cast.eko).post("/sertifikat/tanda-tangan", {"paper": paper.key})

    assert answer.status_code == 422
    assert queries.paper_by_id(paper.id).state.is_unsigned


def test_with_a_second_factor_the_tap_asks_for_a_fresh_code(app, cast, visit, monkeypatch):
    let_issue(cast)
    paper = issue(cast)
    secret = pyotp.random_base32()
    sealed = sealing.seal(app.config["SECRET_KEY"], secret)
    Person.update(second_factor=sealed).where(Person.id == cast.hasan.id).execute()
    from dataclasses import replace

    monkeypatch.setitem(app.config, "SETTINGS", replace(app.config["SETTINGS"], second_factor=True))
    hasan, code = visit(cast.hasan), pyotp.TOTP(secret).at(int(NOON.timestamp()))
    wrong = f"{(int(code) + 1) % 1_000_000:06}"
    assert 'name="code"' in hasan.get("/sertifikat/tanda-tangan").text

    for tried in ("", wrong):
        refused = hasan.post("/sertifikat/tanda-tangan", {"paper": paper.key, "code": tried})
        assert refused.status_code == 422
        assert queries.paper_by_id(paper.id).state.is_unsigned
    answer = hasan.post("/sertifikat/tanda-tangan", {"paper": paper.key, "code": code})

    assert answer.status_code == 303
    assert queries.paper_by_id(paper.id).state.is_signed


def test_until_it_is_signed_outside_paper_and_page_say_so(cast, visit, outside):
    page = visit(cast.wati).get(f"/sertifikat/surat/{outside.key}").text

    assert "Belum ditandatangani" in page
    assert f"/sertifikat/surat/{outside.key}/bertanda" in page
    assert not Message.select().exists()


def test_exactly_the_signed_bytes_are_downloaded_ever_after(cast, visit, outside):
    wati = visit(cast.wati)

    answer = wati.upload(
        f"/sertifikat/surat/{outside.key}/bertanda", {"token": "t", "file": file_of(SIGNED)}
    )

    assert answer.status_code == 303
    paper = queries.paper_by_id(outside.id)
    assert (paper.state, paper.sha256) == (PaperState.SIGNED, outside.sha256)
    for who in (cast.sari, cast.wati):
        got = visit(who).get(f"/sertifikat/surat/{paper.key}/berkas.unduh").data
        assert hashlib.sha256(got).hexdigest() == paper.signed_sha256
        assert got == SIGNED
    assert Message.get().recipient == cast.sari.email


def test_the_form_twice_keeps_one_file(cast, visit, outside):
    wati, path = visit(cast.wati), f"/sertifikat/surat/{outside.key}/bertanda"
    wati.upload(path, {"token": "t", "file": file_of(SIGNED)})

    again = wati.upload(path, {"token": "t", "file": file_of(SIGNED + b"%%EOF\n")})

    assert again.status_code == 303
    digest = hashlib.sha256(SIGNED).hexdigest()
    assert queries.paper_by_id(outside.id).signed_sha256 == digest


@pytest.mark.parametrize("content", [b"<html>startxref %%EOF", b"", PDF[:20]])
def test_what_is_no_pdf_is_refused_in_words(cast, visit, outside, content):
    answer = visit(cast.wati).upload(
        f"/sertifikat/surat/{outside.key}/bertanda", {"token": "t", "file": file_of(content)}
    )

    assert answer.status_code == 422
    assert 'role="alert"' in answer.text
    assert queries.paper_by_id(outside.id).state.is_unsigned


def test_the_pdf_as_mori_made_it_is_not_taken_for_a_signed_one(cast, visit, outside, store):
    answer = visit(cast.wati).upload(
        f"/sertifikat/surat/{outside.key}/bertanda",
        {"token": "t", "file": file_of(store.get(outside.path))},
    )

    assert answer.status_code == 422
    assert queries.paper_by_id(outside.id).state.is_unsigned


@pytest.mark.parametrize("which", ["as made", "as signed", "signed elsewhere"])
def test_the_pdf_of_another_intern_is_not_taken_for_this_one(cast, visit, outside, store, which):
    other = issue(cast, end(cast.placement_tono))
    print_all(store)
    other = queries.paper_by_id(other.id)
    content = store.get(other.path)
    wati = visit(cast.wati)
    if which == "as signed":
        content = SIGNED
        path = f"/sertifikat/surat/{other.key}/bertanda"
        assert wati.upload(path, {"token": "o", "file": file_of(content)}).status_code == 303
    if which == "signed elsewhere":  # the claim that MORI wrote is still in it
        claim = f"MORI-CLAIM:HTTPS://MORI.EXAMPLE/V/{number_in_address(other.number)}/ABC"
        content = PDF.replace(b"<<>>", b"<</Keywords (%s) /Sig 1>>" % claim.encode())

    answer = wati.upload(
        f"/sertifikat/surat/{outside.key}/bertanda", {"token": "t", "file": file_of(content)}
    )

    assert answer.status_code == 422
    assert "PDF surat lain" in answer.text
    assert outside.number in answer.text
    assert queries.paper_by_id(outside.id).state.is_unsigned


def test_what_mori_has_not_made_yet_takes_no_signed_file(cast, visit, store):
    let_issue(cast, signing=Signing.TTE)
    paper = issue(cast)

    visit(cast.wati).upload(
        f"/sertifikat/surat/{paper.key}/bertanda", {"token": "t", "file": file_of(SIGNED)}
    )

    assert queries.paper_by_id(paper.id).state.is_unsigned
    upload = receive_whole(store, cast.wati.id, PURPOSE, "x.pdf", SIGNED, "u", NOON)
    with pytest.raises(Refused):
        keep_signed(paper, upload, cast.wati.id, NOON, ADDRESS)


def test_a_paper_to_be_signed_outside_is_signed_by_no_tap(cast, visit, outside):
    assert outside.key not in visit(cast.hasan).get("/sertifikat/tanda-tangan").text

    visit(cast.hasan).post("/sertifikat/tanda-tangan", {"paper": outside.key})
    with pytest.raises(Refused):
        sign_papers([outside], cast.hasan.id, NOON)

    assert queries.paper_by_id(outside.id).state.is_unsigned


def test_revoked_while_it_is_signed_one_of_both_counts(committed):
    from mori.certificates.papers.operations import revoke_paper

    cast = committed.cast
    let_issue(cast)
    paper = issue(cast)

    all_at_once(
        lambda: sign_papers([paper], cast.hasan.id, NOON),
        lambda: revoke_paper(paper, "Keliru.", cast.wati.id, NOON, "https://mori.example"),
    )

    found = queries.paper_by_id(paper.id)
    assert (found.signed_at is None) != (found.revoked_at is None)
