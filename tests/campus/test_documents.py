"""A campus supervisor reads a student's report, papers and presentation by their link."""

import datetime as dt

import pytest

from mori.certificates.papers.rules import PaperState
from mori.certificates.statements.rules import OF_INTERNSHIPS
from mori.core.bytes import FIRST_VIEW_BYTES, brotli_size
from mori.core.workdays import DAY
from mori.evaluation.reports.models import Presentation
from mori.links.operations import revoke_link
from mori.placements.models import Placement
from tests.campus.signing import leave, lock_final
from tests.cast import NOON, TODAY
from tests.certificates.issuing import out
from tests.evaluation.reports.handing import LINK, PDF, hand_in_file, hand_in_link
from tests.guidance.plans import planning
from tests.links.holding import holder, inside_of

pytestmark = pytest.mark.usefixtures("noon")


@pytest.fixture
def browser(visit, given):
    return holder(visit, given)


@pytest.fixture
def page(cast, given) -> str:
    return f"{inside_of(given)}/{cast.placement.key}"


def documents(browser, page) -> str:
    return browser.get(page).text.split("<h2>Dokumen")[1].split("</section>")[0]


def plan_presentation(cast) -> None:
    Presentation.create(
        placement=cast.placement,
        day=TODAY + DAY,
        starts_at=dt.time(9),
        room="Ruang rapat lantai dua",
        changed_by=cast.wati,
        changed_at=NOON,
    )


def test_nothing_handed_in_is_said(browser, page):
    assert "Belum diserahkan." in documents(browser, page)
    assert browser.get(f"{page}/laporan/berkas.unduh").status_code == 404


def test_a_report_that_is_a_file_is_downloaded_as_it_was_sent(cast, store, browser, page):
    hand_in_file(store, cast.placement, title="Layanan kepulauan")

    answer = browser.get(f"{page}/laporan/berkas.unduh")

    assert "Layanan kepulauan" in documents(browser, page)
    assert f'href="{page}/laporan/berkas.unduh"' in documents(browser, page)
    assert answer.data == PDF
    assert answer.headers["Content-Disposition"].startswith("attachment;")
    assert answer.headers["Content-Security-Policy"].startswith("sandbox")
    assert answer.headers["Cache-Control"] == "no-store"


def test_a_report_that_is_a_link_says_where_it_leads(cast, store, browser, page):
    hand_in_file(store, cast.placement)
    hand_in_link(cast.placement)

    assert f'href="{LINK}"' in documents(browser, page)
    assert "contoh.example" in documents(browser, page).split("</a>")[1]
    assert browser.get(f"{page}/laporan/berkas.unduh").status_code == 404


def test_papers_that_are_out_are_downloaded_and_checked(cast, store, browser, page):
    paper = out(store, cast.placement, "7/2026")

    answer = browser.get(f"{page}/surat/{paper.key}/berkas.unduh")

    shown = documents(browser, page)
    assert all(each in shown for each in ("7/2026", 'href="/v/7%2F2026"', "Ditandatangani"))
    assert answer.data == store.get(paper.path)
    assert answer.headers["Content-Disposition"].startswith("attachment;")
    assert answer.headers["Content-Security-Policy"].startswith("sandbox")
    assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    "said",
    [
        {"state": PaperState.AWAITING_NUMBER, "signed_at": None},
        {"state": PaperState.UNSIGNED, "signed_at": None},
        {"state": PaperState.DROPPED, "signed_at": None},
        {"state": PaperState.REVOKED, "signed_at": None},  # before anybody had signed it
        {"file": ""},
    ],
)
def test_what_is_not_out_is_not_there(cast, store, browser, page, said):
    paper = out(store, cast.placement, "7/2026", **said)

    assert "7/2026" not in documents(browser, page)
    assert browser.get(f"{page}/surat/{paper.key}/berkas.unduh").status_code == 404


def test_of_a_paper_revoked_later_it_is_said_and_nothing_is_downloaded(cast, store, browser, page):
    paper = out(store, cast.placement, "7/2026", state=PaperState.REVOKED)

    shown = documents(browser, page)

    assert all(each in shown for each in ("7/2026", "Dicabut", 'href="/v/7%2F2026"'))
    assert "berkas.unduh" not in shown
    assert browser.get(f"{page}/surat/{paper.key}/berkas.unduh").status_code == 404


def test_another_students_documents_do_not_exist(cast, store, browser, given, page):
    foreign = out(store, cast.placement_tono)
    hand_in_file(store, cast.placement_tono)
    theirs = f"{inside_of(given)}/{cast.placement_tono.key}"

    for path in (
        f"{page}/surat/{foreign.key}/berkas.unduh",
        f"{theirs}/surat/{foreign.key}/berkas.unduh",
        f"{theirs}/laporan/berkas.unduh",
    ):
        assert browser.get(path).status_code == 404, path


def test_a_revoked_link_downloads_nothing(cast, store, browser, given, page):
    paper = out(store, cast.placement)
    hand_in_file(store, cast.placement)
    paths = [f"{page}/surat/{paper.key}/berkas.unduh", f"{page}/laporan/berkas.unduh"]
    before = [browser.get(path).status_code for path in paths]

    revoke_link(given.link, cast.wati.id, NOON)

    assert before == [200, 200]
    assert [browser.get(path).status_code for path in paths] == [404, 404]


def test_the_presentation_stands_there_once_it_is_planned(cast, browser, page):
    before = documents(browser, page)

    plan_presentation(cast)

    assert "Presentasi" not in before
    assert "Ruang rapat lantai dua" in documents(browser, page)


def test_a_full_page_keeps_the_budget_of_a_first_view(cast, store, browser, given, page):
    """Half a year, an assessment, a plan, remarks, and all the documents there may be."""
    Placement.update(starts_on=TODAY - 26 * 7 * DAY).where(
        Placement.id == cast.placement.id
    ).execute()
    for number in range(5):
        leave(given, cast.placement, f"Kunjungan ke-{number}: bertemu pembimbing di kantor.")
    lock_final(cast.placement)
    hand_in_file(store, cast.placement, title="Pelayanan publik di daerah kepulauan " * 4)
    plan_presentation(cast)
    planning.make_plan(cast)
    for number, kind in enumerate(OF_INTERNSHIPS):
        out(store, cast.placement, f"{number}/MGG-ORI-BJM/XI/2026", kind)

    assert brotli_size(browser.get(page).data) <= FIRST_VIEW_BYTES
