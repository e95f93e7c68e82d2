"""An intern's own papers: opened, downloaded byte for byte, marks shown or not."""

import hashlib

import pytest

from mori.certificates.papers import queries
from mori.certificates.papers.models import PaperEvent
from mori.certificates.statements.rules import PaperKind
from tests.certificates.issuing import issue, let_issue, print_all

pytestmark = pytest.mark.usefixtures("noon")


@pytest.fixture
def paper(cast, visit, store):
    """Sari's certificate, signed and made."""
    let_issue(cast)
    made = issue(cast)
    visit(cast.hasan).post("/sertifikat/tanda-tangan", {"paper": made.key})
    print_all(store)
    return queries.paper_by_id(made.id)


def test_exactly_the_bytes_are_downloaded(cast, visit, paper):
    answer = visit(cast.sari).get(f"/sertifikat/surat/{paper.key}/berkas.unduh")

    assert answer.status_code == 200
    assert hashlib.sha256(answer.data).hexdigest() == paper.sha256
    assert answer.headers["Content-Disposition"].startswith("attachment")


def test_the_way_there_is_under_me_once_there_is_one(cast, visit):
    let_issue(cast)
    sari = visit(cast.sari)
    assert "/saya/sertifikat" not in sari.get("/saya").text

    issue(cast)

    assert "/saya/sertifikat" in sari.get("/saya").text


def test_the_start_page_leads_to_them_once_the_internship_is_over(cast, visit, paper):
    page = visit(cast.sari).get("/").text

    assert "Magangmu sudah selesai" in page
    assert "/saya/sertifikat" in page


def test_a_letter_has_no_marks_to_show(cast, visit, paper, store):
    before = visit(cast.sari).get("/saya/sertifikat").text.count("/nilai")
    letter = issue(cast, paper.placement, PaperKind.LETTER)
    visit(cast.hasan).post("/sertifikat/tanda-tangan", {"paper": letter.key})
    print_all(store)

    page = visit(cast.sari).get("/saya/sertifikat").text

    assert f"/sertifikat/surat/{letter.key}/berkas.unduh" in page
    assert page.count("/nilai") == before == 1


def test_before_it_is_signed_it_is_shown_and_not_downloaded(cast, visit):
    let_issue(cast)
    paper = issue(cast)

    page = visit(cast.sari).get("/saya/sertifikat").text

    assert paper.number in page
    assert "Belum ditandatangani" in page
    assert visit(cast.sari).get(f"/sertifikat/surat/{paper.key}/berkas.unduh").status_code == 404


def test_marks_are_nobodys_until_the_intern_says_so(cast, visit, paper):
    sari = visit(cast.sari)
    assert not paper.marks_public

    for _twice in range(2):
        sari.post(f"/saya/sertifikat/{paper.key}/nilai", {"is_shown": "1"})
    assert queries.paper_by_id(paper.id).marks_public
    sari.post(f"/saya/sertifikat/{paper.key}/nilai")

    assert not queries.paper_by_id(paper.id).marks_public
    said = PaperEvent.select().where(PaperEvent.verb.in_(["show_marks", "hide_marks"]))
    assert said.count() == 2


@pytest.mark.parametrize("who", ["tono", "wati", "hasan", "rina", "laila"])
def test_nobody_else_decides_on_the_marks(cast, visit, paper, who):
    answer = visit(getattr(cast, who)).post(
        f"/saya/sertifikat/{paper.key}/nilai", {"is_shown": "1"}
    )

    assert answer.status_code == 404
    assert not queries.paper_by_id(paper.id).marks_public


def test_a_revoked_one_says_why_and_is_downloaded_no_more(cast, visit, paper):
    visit(cast.wati).post(f"/sertifikat/surat/{paper.key}/cabut", {"why": "Tanggal keliru."})

    page = visit(cast.sari).get("/saya/sertifikat").text

    assert "Tanggal keliru." in page
    assert visit(cast.sari).get(f"/sertifikat/surat/{paper.key}/berkas.unduh").status_code == 404


def test_without_any_the_page_says_when_they_come(cast, visit):
    assert "Belum ada" in visit(cast.tono).get("/saya/sertifikat").text


def test_a_paper_of_another_internship_is_found_too(cast, visit, paper):
    issue(cast, paper.placement, PaperKind.TRANSCRIPT)

    assert "TRAN" in visit(cast.sari).get("/saya/sertifikat").text
