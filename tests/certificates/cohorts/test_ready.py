"""Who is ready for a certificate, and exactly what is missing for whom."""

import datetime as dt

import pytest

from mori.evaluation.assessments.rules import AssessmentState
from mori.evaluation.rules import Moment
from mori.guidebook.agreeing import queries
from mori.guidebook.agreeing.operations import sign_book
from mori.placements.rules import PlacementState
from tests.cast import NOON, place
from tests.certificates.issuing import end, issue, let_issue
from tests.evaluation.assessments.making import begun, given, round_of
from tests.guidebook.agreeing.reading import published_sop, understand_all
from tests.guidebook.publishing import chapter

pytestmark = pytest.mark.usefixtures("noon")


def test_the_list_says_exactly_what_is_missing_for_whom(cast, visit):
    end(cast.placement)
    end(cast.placement_tono, PlacementState.ENDED_EARLY)

    page = visit(cast.wati).get("/sertifikat?saring=kurang").text

    assert "Sari Contoh" in page
    assert "Penilaian belum selesai." in page
    assert "Tono Contoh" in page
    assert "Berakhir lebih awal tanpa penilaian akhir." in page
    assert "Laila Contoh" not in page
    assert "Sari Contoh" not in visit(cast.wati).get("/sertifikat").text


def test_an_unsigned_book_is_named_and_keeps_nothing_back(cast, visit):
    let_issue(cast)
    before = visit(cast.wati).get("/sertifikat").text
    published_sop(cast)
    asked = visit(cast.wati).get("/sertifikat").text
    understand_all(cast, cast.sari)
    edition = queries.shown_now(cast.banua.id, chapter(1, "sop").id).edition
    sign_book(cast.sari, edition, "Sari Contoh", "t", NOON)
    signed = visit(cast.wati).get("/sertifikat").text

    assert "Belum ditandatangani" not in before
    assert "Belum ditandatangani: SOP" in asked
    assert "Sari Contoh" in asked
    assert "Belum ditandatangani: Janji" in signed


def test_a_locked_assessment_makes_ready(cast, visit):
    placement = end(cast.placement)
    for moment in (Moment.FINAL, Moment.REPORT):
        row = begun(round_of(placement, moment), AssessmentState.LOCKED)
        for author in (cast.rina, cast.budi):
            given(row, author, 8000)

    assert "Sari Contoh" in visit(cast.hasan).get("/sertifikat").text


def test_an_internship_near_its_end_is_shown_as_not_over(cast, visit):
    let_issue(cast)
    from mori.placements.models import Placement

    Placement.update(ends_on="2026-11-27").where(Placement.id == cast.placement.id).execute()

    assert "Magang belum selesai." in visit(cast.wati).get("/sertifikat?saring=kurang").text


def test_whoever_has_the_certificate_is_in_a_list_of_their_own(cast, visit):
    let_issue(cast)
    issue(cast)
    wati = visit(cast.wati)

    assert "Sari Contoh" not in wati.get("/sertifikat").text
    assert "Sari Contoh" in wati.get("/sertifikat?saring=ada").text


def test_the_list_goes_on_by_key_and_costs_the_same(cast, visit, monkeypatch):
    from mori.certificates.cohorts import desk

    let_issue(cast)
    stays = [(cast.pvl, cast.rina, None)]
    for number in range(7):
        placement = place(cast.sari, cast.banua, stays, starts_on=dt.date(2026, 1, 1 + number))
        end(placement)
    monkeypatch.setattr(desk, "PAGE", 3)
    wati, seen, path = visit(cast.wati), 0, "/sertifikat"
    found = desk.candidates(cast.banua.id, desk.Readiness.READY, "", NOON.date(), most=3)

    assert len(found.rows) == 3
    while found:
        seen += len(found.rows)
        if not found.after:
            break
        found = desk.candidates(
            cast.banua.id, desk.Readiness.READY, "", NOON.date(), found.after, most=3
        )
    assert seen == 7
    assert wati.get(path).status_code == 200
    assert wati.get("/sertifikat?after=2026-11-14~5").status_code == 200
    assert wati.get("/sertifikat?after=nonsense").status_code == 200
