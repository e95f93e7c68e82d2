"""A final report is a PDF or a link; it may be replaced until it is assessed, and all are kept."""

import re

import pytest

from mori.access.roles import Role
from mori.accounts.operations import add_person, give_role
from mori.core.db import db
from mori.core.errors import Refused
from mori.evaluation.assessments.models import Appointment
from mori.evaluation.assessments.rules import AssessmentState
from mori.evaluation.reports import operations, queries
from mori.evaluation.reports.models import Report
from mori.evaluation.reports.rules import MOST_VERSIONS, host_of, is_report_open
from mori.evaluation.rules import Moment
from mori.placements.models import Placement
from mori.placements.rules import PlacementState
from mori.uploads.models import Upload
from tests.cast import NOON, TODAY
from tests.evaluation.assessments.making import begun, end_on, round_of
from tests.support import documents
from tests.support.documents import pdf

from .conftest import ADDRESS, SMALL
from .handing import LINK, hand_in_link

pytestmark = pytest.mark.usefixtures("noon")

LAST = TODAY.replace(month=12, day=31)


@pytest.mark.parametrize(
    ("today", "state", "is_closed", "is_open"),
    [
        ("2026-11-01", PlacementState.ACTIVE, False, False),
        ("2026-11-02", PlacementState.ACTIVE, False, True),
        ("2026-12-31", PlacementState.PAUSED, False, True),
        ("2027-03-31", PlacementState.FINISHED, False, True),
        ("2027-04-01", PlacementState.FINISHED, False, False),
        ("2026-12-31", PlacementState.FINISHED, True, False),
        ("2026-12-31", PlacementState.WITHDRAWN, False, False),
        ("2026-12-31", PlacementState.ENDED_EARLY, False, True),
    ],
)
def test_when_a_report_can_be_handed_in(today, state, is_closed, is_open):
    first, day = TODAY.replace(day=2), TODAY.fromisoformat(today)

    assert is_report_open(state, first, LAST, day, is_closed=is_closed) is is_open


@pytest.mark.parametrize(
    ("link", "host"),
    [
        ("https://drive.contoh.example/d/1?usp=sharing#p=2", "drive.contoh.example"),
        ("https://CONTOH.example:443/x", "contoh.example"),
        ("http://contoh.example/x", ""),
        ("javascript:alert(1)//https://contoh.example", ""),
        ("data:text/html,x", ""),
        ("//contoh.example/x", ""),
        ("https:contoh.example", ""),
        ("https://", ""),
        ("https://localhost/x", ""),
        ("https://127.0.0.1/x", ""),
        ("https://[::1]/x", ""),
        ("https://contoh.example:8443/x", ""),
        ("https://contoh.example:x/", ""),
        ("https://ombudsman.go.id@lain.example/x", ""),
        ("https://contoh.example\\@lain.example/x", ""),
        ("https://lain.example\t/x", ""),
        ("https://contoh.example/a b", ""),
        ("https://cоntoh.example/x", ""),  # a Cyrillic o
        ("https://contoh.example/" + "x" * 500, ""),
    ],
)
def test_which_links_are_taken_and_where_they_lead(link, host):
    assert host_of(link) == host


def test_a_pdf_is_handed_in_and_comes_back_as_it_was(visit, cast, hand_in):
    reply = hand_in()

    report = queries.report_of(cast.placement.id)
    file = visit(cast.sari).get(f"/laporan/{report.key}/berkas.unduh")
    assert reply.status_code == 303
    assert (report.title, report.link) == ("Layanan di daerah kepulauan", "")
    assert file.data == SMALL
    assert file.mimetype == "application/pdf"
    assert file.headers["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert file.headers["Content-Disposition"].startswith('attachment; filename="laporan-sari-')
    assert Upload.get_by_id(report.upload_id).is_handed_in


def test_one_of_nine_megabytes_goes_with_its_form_as_well(cast, hand_in):
    assert hand_in(pdf(9_000_000)).status_code == 303

    assert queries.report_of(cast.placement.id).upload.bytes == 9_000_000


def test_a_link_is_handed_in_and_shown_with_its_host(visit, cast, hand_in):
    reply = hand_in(None, link=LINK)

    for person in (cast.sari, cast.rina, cast.wati, cast.hasan):
        page = visit(person).get(f"/peserta/{cast.placement.key}/laporan").text
        assert f'<a href="{LINK}" rel="noopener noreferrer nofollow">Layanan di' in page
        assert "Tautan ke contoh.example" in page
    assert reply.status_code == 303


def test_the_file_of_a_link_leads_to_its_page(visit, cast):
    report = hand_in_link(cast.placement)

    reply = visit(cast.rina).get(f"/laporan/{report.key}/berkas.unduh")

    assert reply.location.endswith(f"/peserta/{cast.placement.key}/laporan")


@pytest.mark.parametrize(
    ("file", "changes", "why"),
    [
        (documents.HTML, {}, "Isi berkas ini bukan PDF, apa pun namanya."),
        (b"%PDF-1.7\n" + bytes(10_100_000), {}, "Berkas ini lebih besar dari 10 MB."),
        (SMALL[:-40], {}, "Berkas ini rusak atau tidak utuh."),
        (None, {}, "Pilih berkas PDF dulu, atau tulis tautannya."),
        (None, {"link": "http://contoh.example"}, "Salin seluruh tautan, dari https://"),
        (SMALL, {"link": LINK}, "Serahkan berkas atau tautan, jangan keduanya."),
        (SMALL, {"title": " "}, "Tulis judul laporannya."),
        (SMALL, {"title": "x" * 201}, "200"),
        (None, {"upload": "abcdefgh234567"}, "Pilih berkas"),
    ],
    ids=["HTML", "10.1 MB", "cut off", "nothing", "http", "both", "no title", "long", "no upload"],
)
def test_what_is_not_taken_is_said_and_what_was_typed_stays(cast, hand_in, file, changes, why):
    reply = hand_in(file, **{"title": "Judul yang panjang", **changes})

    assert reply.status_code == 422
    assert why in reply.text
    typed = {"title": "Judul yang panjang", **changes, "upload": ""}
    assert all(text.strip() in reply.text for text in typed.values())
    assert not Report.select().exists()


def test_a_file_whose_title_is_missing_stays_and_goes_with_the_next_form(cast, hand_in):
    page = hand_in(title="").text
    upload = re.search(r'name="upload" value="([^"]+)"', page)[1]

    reply = hand_in(None, upload=upload)

    assert reply.status_code == 303
    assert queries.report_of(cast.placement.id).upload.bytes == len(SMALL)


def test_another_persons_upload_is_not_handed_in(visit, cast, hand_in):
    page = hand_in(title="").text
    upload = re.search(r'name="upload" value="([^"]+)"', page)[1]

    reply = visit(cast.tono).upload(ADDRESS, {"token": "t", "title": "Curian", "upload": upload})

    assert reply.status_code == 422
    assert not Report.select().exists()


def test_the_same_form_twice_is_one_report(cast, hand_in):
    replies = [hand_in().status_code, hand_in().status_code]

    assert replies == [303, 303]
    assert Report.select().count() == 1


def test_the_same_form_twice_at_once_is_one_report(cast):
    for _each in range(2):
        operations.hand_in_report(cast.placement, "Satu", None, LINK, "t", NOON)

    assert Report.select().count() == 1


def test_a_new_version_counts_and_the_earlier_ones_stay(visit, cast, hand_in):
    hand_in()
    hand_in(pdf(7_000), token="f2", title="Yang kedua")
    first, second = Report.select().order_by(Report.id)

    page = visit(cast.rina).get(f"/peserta/{cast.placement.key}/laporan").text

    assert queries.report_of(cast.placement.id) == second
    assert page.index("Yang kedua") < page.index("Versi sebelumnya (1)")
    assert page.index("Versi sebelumnya (1)") < page.index("Layanan di daerah kepulauan")
    assert visit(cast.rina).get(f"/laporan/{first.key}/berkas.unduh").data == SMALL


def test_so_many_versions_are_kept_and_no_more(cast):
    for number in range(MOST_VERSIONS):
        hand_in_link(cast.placement, str(number))

    with pytest.raises(Refused, match="20"):
        hand_in_link(cast.placement)


@pytest.mark.parametrize("moment", [Moment.REPORT, Moment.FINAL])
def test_once_assessed_it_stays_as_it_is_until_that_is_reopened(visit, cast, hand_in, moment):
    hand_in()
    begun(round_of(cast.placement, moment), AssessmentState.LOCKED)

    page = visit(cast.sari).get(ADDRESS).text
    reply = hand_in(token="f2")

    assert 'type="file"' not in page
    assert reply.status_code == 422
    assert "Laporanmu sudah dinilai" in reply.text
    assert Report.select().count() == 1
    begun(round_of(cast.placement, moment), AssessmentState.DISCUSSED)
    assert hand_in(token="f2").status_code == 303


def test_it_can_be_handed_in_after_the_end_and_not_for_ever(visit, cast, hand_in):
    end_on(cast.placement, TODAY.replace(month=10))
    Placement.update(starts_on=TODAY.replace(month=9), state=PlacementState.FINISHED).where(
        Placement.id == cast.placement.id
    ).execute()
    soon = hand_in()
    end_on(cast.placement, TODAY.replace(month=8))
    Placement.update(starts_on=TODAY.replace(month=7)).where(
        Placement.id == cast.placement.id
    ).execute()

    late = hand_in(token="f2")

    assert soon.status_code == 303
    assert late.status_code == 422
    assert "tidak bisa diserahkan lagi" in late.text


def test_without_an_internship_the_page_says_so(visit, cast):
    Placement.update(person=cast.tono).where(Placement.id == cast.placement.id).execute()
    sari = visit(cast.sari)

    assert "Setelah magangmu dimulai" in sari.get(ADDRESS).text
    assert sari.upload(ADDRESS, {"token": "t", "title": "x"}).status_code == 303


def test_the_pages_of_others_know_nothing_of_it(visit, cast, hand_in):
    hand_in()
    report = queries.report_of(cast.placement.id)
    file, page = f"/laporan/{report.key}/berkas.unduh", f"/peserta/{cast.placement.key}/laporan"

    for person in (cast.tono, cast.joko, cast.citra, cast.eko, cast.ningsih, cast.laila):
        assert visit(person).get(file).status_code == 404
        assert visit(person).get(page).status_code == 404


def test_whoever_assesses_it_reads_it_as_well(visit, cast, hand_in):
    hand_in()
    report = queries.report_of(cast.placement.id)
    file, page = f"/laporan/{report.key}/berkas.unduh", f"/peserta/{cast.placement.key}/laporan"
    another = add_person("Umi Contoh", NOON, None, "umi@contoh.example")
    give_role(another, cast.banua.id, Role.SUPERVISOR, NOON)
    before = visit(another).get(page).status_code
    assessment = begun(round_of(cast.placement))
    Appointment.create(assessment=assessment, person=another, instead_of=cast.rina, at=NOON)

    after = [visit(another).get(path).status_code for path in (file, page)]

    assert (before, after) == (404, [200, 200])
    assert f'href="/peserta/{cast.placement.key}"' not in visit(another).get(page).text


def test_a_dismissed_supervisor_reads_it_no_longer(visit, cast, hand_in):
    hand_in()
    report = queries.report_of(cast.placement.id)
    file = f"/laporan/{report.key}/berkas.unduh"
    before = visit(cast.budi).get(file).status_code

    db.execute_sql('UPDATE "unit_span" SET "stand_in_id" = NULL')

    assert (before, visit(cast.budi).get(file).status_code) == (200, 404)


def test_me_the_start_page_and_the_interns_page_lead_there(visit, cast):
    assert f'href="{ADDRESS}"' in visit(cast.sari).get("/saya").text
    assert f'href="{ADDRESS}"' not in visit(cast.sari).get("/").text
    own, rina = f'href="/peserta/{cast.placement.key}/laporan"', visit(cast.rina)
    page = rina.get(f"/peserta/{cast.placement.key}").text
    assert own in page
    assert "Belum ada laporan" in page

    end_on(cast.placement, TODAY.replace(day=30))
    assert "Serahkan paling lambat Minggu, 28 Februari 2027." in visit(cast.sari).get("/").text
    hand_in_link(cast.placement, "Judulnya")
    assert "Sudah diserahkan: Judulnya." in visit(cast.sari).get("/").text
    assert "Judulnya" in rina.get(f"/peserta/{cast.placement.key}").text
