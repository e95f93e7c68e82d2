"""Giving marks: drafts, sending, and what is refused in words."""

import pytest

from mori.accounts.models import Person
from mori.accounts.operations import end_role
from mori.core.workdays import DAY
from mori.evaluation.assessments.models import AspectMark, Assessment, Marking
from mori.evaluation.assessments.rules import AssessmentState
from mori.evaluation.rules import Moment
from mori.evaluation.schemes.queries import aspects_of
from mori.placements.models import Placement
from tests.cast import NOON, TODAY, role_of
from tests.evaluation.assessments.making import address_of, end_on, filled, round_of

pytestmark = pytest.mark.usefixtures("noon")


def test_a_draft_is_kept_with_what_is_still_missing(visit, cast, final):
    browser, first = visit(cast.rina), aspects_of(final.scheme.id)[0]
    form = {"seen": "0", f"n-{first.key}": "85", f"r-{first.key}": "Rapi.", "words": "Setengah."}

    reply = browser.post(f"{address_of(final)}/simpan", form)

    page = browser.get(address_of(final)).text
    assert reply.status_code == 303
    assert 'value="85"' in page
    assert "Rapi." in page
    assert "Setengah." in page
    assert round_of(cast.placement).state is AssessmentState.DRAFT


def test_a_draft_changed_elsewhere_is_told_and_nothing_typed_is_lost(visit, cast, final):
    browser = visit(cast.rina)
    browser.post(f"{address_of(final)}/simpan", filled(final, 80))

    reply = browser.post(f"{address_of(final)}/simpan", filled(final, 90, words="Yang baru."))

    assert reply.status_code == 409
    assert "diubah di perangkat lain" in reply.text
    assert "Yang baru." in reply.text
    assert 'value="90"' in reply.text
    assert {row.value for row in AspectMark.select()} == {8000}
    again = browser.post(f"{address_of(final)}/simpan", filled(final, 90, seen="1"))
    assert again.status_code == 303


@pytest.mark.parametrize("mark", ["59", "100,5", "seratus"])
def test_a_mark_off_the_scale_is_refused_with_the_form(visit, cast, final, mark):
    for verb in ("simpan", "kirim"):
        reply = visit(cast.rina).post(f"{address_of(final)}/{verb}", filled(final, mark))

        assert reply.status_code == 422
        assert f'value="{mark}"' in reply.text
        assert "Bekerja dengan teliti." in reply.text
    assert not AspectMark.select().exists()


def test_nothing_may_be_missing_from_what_is_sent(visit, cast, final):
    reply = visit(cast.rina).post(f"{address_of(final)}/kirim", {"seen": "0", "token": "t"})

    assert reply.status_code == 422
    assert "Isi nilai, atau pilih “tidak dapat dinilai”." in reply.text


@pytest.mark.parametrize("mark", [60, 100])
def test_a_reason_is_asked_at_either_end_of_the_scale(visit, cast, final, mark):
    bare = {name: value for name, value in filled(final, mark).items() if name[:2] != "r-"}

    reply = visit(cast.rina).post(f"{address_of(final)}/kirim", bare)

    assert reply.status_code == 422
    assert "Tulis alasannya dalam satu kalimat" in reply.text
    again = visit(cast.rina).post(f"{address_of(final)}/kirim", filled(final, mark))
    assert again.status_code == 303


def test_what_cannot_be_judged_is_said_so(visit, cast, final):
    form = filled(final, "")
    form |= {f"u-{each.key}": "y" for each in aspects_of(final.scheme.id)}

    reply = visit(cast.rina).post(f"{address_of(final)}/kirim", form)

    assert reply.status_code == 303
    assert {(row.value, row.is_unjudged) for row in AspectMark.select()} == {(None, True)}


def test_a_short_scale_is_chosen_from(visit, cast, final):
    Placement.update(kind="national").where(Placement.id == cast.placement.id).execute()
    final = round_of(cast.placement)
    browser = visit(cast.rina)

    page = browser.get(address_of(final)).text
    reply = browser.post(f"{address_of(final)}/kirim", filled(final, 400))

    assert 'type="radio"' in page
    assert 'value="unjudged"' in page
    assert reply.status_code == 303
    assert {row.value for row in AspectMark.select()} == {400}
    assert browser.post(f"{address_of(final)}/kirim", filled(final, 450)).status_code == 422


def test_the_same_sent_twice_is_sent_once(visit, cast, final):
    browser = visit(cast.rina)

    for _ in range(3):
        assert browser.post(f"{address_of(final)}/kirim", filled(final, 80)).status_code == 303

    assert Marking.select().count() == 1
    assert Marking.get().revision == 1
    other = browser.post(f"{address_of(final)}/kirim", filled(final, 90, seen="1"))
    assert other.status_code == 409
    assert "sudah terkirim" in other.text


def test_the_phones_queue_gets_a_receipt_and_reasons(visit, cast, final):
    browser, queued = visit(cast.rina), {"X-Mori-Queue": "later"}

    refused = browser.post(f"{address_of(final)}/kirim", filled(final, 50), headers=queued)
    received = browser.post(f"{address_of(final)}/kirim", filled(final, 80), headers=queued)

    assert (refused.status_code, refused.json["token"]) == (422, "t")
    assert "kelipatan 1" in refused.json["why"]
    assert (received.status_code, received.json["token"]) == (200, "t")


def test_nothing_is_written_before_it_opens(visit, cast, final):
    end_on(cast.placement, TODAY + 8 * DAY)

    page = visit(cast.rina).get(address_of(final)).text
    reply = visit(cast.rina).post(f"{address_of(final)}/kirim", filled(final, 80))

    assert "Dibuka pada" in page
    assert "<textarea" not in page
    assert reply.status_code == 409
    assert "Belum waktunya" in reply.text


def test_an_intern_sees_the_days_from_the_first_on(visit, cast):
    page = visit(cast.sari).get("/penilaian/tugas").text

    assert "Akhir magang" in page
    assert "31 Desember 2026" in page
    assert "dibuka" in page


def test_an_intern_is_asked_on_the_start_page(visit, cast, final):
    browser = visit(cast.sari)

    assert "Nilai diri sendiri" in browser.get("/").text
    for moment in Moment:
        for each in [round_of(cast.placement, moment)] if moment is not Moment.MIDDLE else []:
            browser.post(f"{address_of(each)}/kirim", filled(each, 80))
    assert f"/penilaian/tugas/{cast.placement.key}/akhir" not in browser.get("/").text


def test_what_is_owed_stands_beside_the_entries(visit, cast, final):
    browser = visit(cast.rina)

    assert address_of(final) in browser.get("/tinjau").text
    browser.post(f"{address_of(final)}/kirim", filled(final, 80))
    assert address_of(final) not in browser.get("/tinjau").text


def test_others_find_nothing(visit, cast, final):
    for other in (cast.tono, cast.laila, cast.joko, cast.citra, cast.eko, cast.ningsih):
        assert visit(other).get(address_of(final)).status_code == 404
        reply = visit(other).post(f"{address_of(final)}/kirim", filled(final, 80))
        assert reply.status_code == 404
    unit = round_of(cast.placement, Moment.UNIT_END)  # in Rina's or Budi's hands, not in both
    other = cast.budi if unit.reviewer_ids == [cast.rina.id] else cast.rina
    assert visit(other).get(address_of(unit)).status_code == 404


def test_a_dismissed_supervisor_sees_nothing(visit, cast, final):
    browser = visit(cast.rina)
    browser.post(f"{address_of(final)}/kirim", filled(final, 80))
    end_role(role_of(cast.rina), NOON)

    assert browser.get(address_of(final)).status_code == 303  # signed out
    budis = visit(cast.budi)
    Person.update(is_active=False).where(Person.id == cast.budi.id).execute()
    assert budis.get(address_of(final)).status_code == 303


def test_a_row_is_made_with_the_first_word_alone(visit, cast, final):
    visit(cast.rina).get(address_of(final))
    visit(cast.wati).get(f"/penilaian/peserta/{cast.placement.key}")

    assert not Assessment.select().exists()
