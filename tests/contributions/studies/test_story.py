"""A study from its title to the public list, by its pages; who may do what on the way."""

from io import BytesIO

import pytest
from werkzeug.datastructures import FileStorage

from mori.certificates.lines.models import TranscriptLine
from mori.contributions.data_requests.models import DataRequest
from mori.contributions.data_requests.rules import DataState
from mori.contributions.studies.models import Study
from mori.contributions.studies.operations import Plan, change_study
from mori.contributions.studies.queries import milestones_of, titles_of
from mori.contributions.studies.rules import StudyState
from mori.core.errors import Refused
from tests.cast import NOON, TODAY

from .making import PDF, TITLE, asked, brought, file_of, fresh, registered, with_ethics

pytestmark = pytest.mark.usefixtures("noon")


def form(cast, **changes):
    said = {"token": "t1", "title": TITLE, "unit": cast.pvl.key, "abstract": "Mengapa?"}
    return {**said, **changes}


def test_from_a_title_to_the_public_list(visit, cast, store):
    sari, rina, hasan, wati = (
        visit(each) for each in (cast.sari, cast.rina, cast.hasan, cast.wati)
    )
    for _twice in range(2):
        reply = sari.post("/belajar/riset/baru", form(cast))
    study = Study.get()
    at = f"/belajar/riset/{study.key}"
    assert (reply.status_code, reply.location) == (303, at)

    rina.post(f"{at}/keputusan", {"verdict": "accept"})
    note = {"people": "Lima warga", "touches": "complainants", "storage": "Di laptop"}
    sari.post(f"{at}/etika", {"seen": "0", "delete_on": "2027-03-01", **note})
    early = sari.post(f"{at}/langkah", {"step": "start"})
    rina.post(f"{at}/etika/keputusan", {"seen": "1", "decision": "fine"})
    sari.post(f"{at}/langkah", {"step": "start"})
    asks = {"token": "d", "what": "Jumlah laporan", "purpose": "Bab 4", "delete_by": "2027-03-01"}
    sari.post(f"{at}/data", asks)
    data = f"/belajar/riset/data/{DataRequest.get().key}"
    hasan.post(f"{data}/keputusan", {"verdict": "grant_part", "reason": "Tanpa nama."})
    wati.post(f"{data}/diserahkan")
    sari.post(f"{at}/tahapan", {"token": "m", "name": "Bab 1", "due_on": "2026-12-01"})
    sent = {"token": "f", "link": "", "file": FileStorage(BytesIO(PDF), "skripsi.pdf")}
    sari.upload(f"{at}/naskah", sent)
    held = rina.post(f"{at}/keputusan", {"verdict": "archive"})
    sari.post(f"{data}/dihapus")
    rina.post(f"{at}/keputusan", {"verdict": "archive"})
    sari.post(f"{at}/daftar", {"agrees": ["list", "name"], "public_on": "2026-11-18"})

    assert early.status_code == 409
    assert held.status_code == 422
    assert "Data kantor masih ada pada penulis" in held.text
    assert DataRequest.get().state is DataState.DELETED
    assert fresh(study).state is StudyState.ARCHIVED
    line = TranscriptLine.get(TranscriptLine.source == f"study {study.key}")
    assert (line.placement_id, line.text) == (cast.placement.id, f"Riset selesai: {TITLE}")
    listed = visit().get("/riset?cari=akta").text
    assert TITLE in listed
    assert "Sari Contoh" in listed
    assert visit().get(f"/riset/{study.key}/naskah.unduh").data == PDF
    for person in (cast.sari, cast.rina, cast.wati, cast.hasan):
        for page in ("", "/etika", "/data", "/naskah"):
            assert visit(person).get(at + page).status_code == 200


def test_sent_back_with_words_and_proposed_again_with_its_titles(visit, cast):
    study = registered(cast.placement)
    at = f"/belajar/riset/{study.key}"
    rina, sari = visit(cast.rina), visit(cast.sari)

    assert sari.get(f"{at}/ubah").status_code == 200
    wordless = rina.post(f"{at}/keputusan", {"verdict": "send_back"})
    rina.post(f"{at}/keputusan", {"verdict": "send_back", "words": "Terlalu luas."})
    assert "Terlalu luas." in sari.get(at).text
    change = form(cast, title="Akta kelahiran yang terlambat", seen=str(fresh(study).revision))
    reply = sari.post(f"{at}/ubah", change)
    stale = sari.post(f"{at}/ubah", {**change, "title": "Judul ketiga"})

    assert wordless.status_code == 422
    assert reply.status_code == 303
    assert stale.status_code == 409
    assert "Judul ketiga" in stale.text  # nothing that was typed is lost
    assert fresh(study).state is StudyState.PROPOSED
    assert [each.text for each in titles_of(study.id)] == ["Akta kelahiran yang terlambat", TITLE]


def test_nobody_but_its_office_and_its_supervisors_see_it(visit, cast):
    study = registered(cast.placement_tono)
    for person in (cast.sari, cast.rina, cast.laila, cast.joko, cast.citra, cast.eko):
        for page in ("", "/etika", "/data", "/naskah"):
            reply = visit(person).get(f"/belajar/riset/{study.key}{page}")
            assert reply.status_code == 404, (person.name, page)
    assert visit(cast.budi).get(f"/belajar/riset/{study.key}").status_code == 200
    assert visit().get(f"/riset/{study.key}").status_code == 404
    assert TITLE in visit(cast.budi).get("/penelitian").text
    for person in (cast.rina, cast.citra):
        assert TITLE not in visit(person).get("/penelitian").text


def test_a_refusal_of_data_says_why(visit, cast):
    study = brought(registered(cast.placement), StudyState.ACCEPTED)
    request = asked(study)
    hasan, at = visit(cast.hasan), f"/belajar/riset/data/{request.key}/keputusan"

    wordless = hasan.post(at, {"verdict": "refuse", "reason": " "})
    reply = hasan.post(at, {"verdict": "refuse", "reason": "Memuat nama pelapor."})
    again = hasan.post(at, {"verdict": "grant"})

    assert (wordless.status_code, reply.status_code, again.status_code) == (422, 303, 409)
    assert DataRequest.get_by_id(request.id).state is DataState.REFUSED
    assert "Memuat nama pelapor." in visit(cast.sari).get(f"/belajar/riset/{study.key}/data").text


def test_data_waits_for_the_ethics_note(visit, cast):
    study = brought(registered(cast.placement), StudyState.ACCEPTED)
    request = asked(study)
    visit(cast.hasan).post(
        f"/belajar/riset/data/{request.key}/keputusan", {"verdict": "grant", "reason": ""}
    )
    wati, at = visit(cast.wati), f"/belajar/riset/data/{request.key}/diserahkan"

    early = wati.post(at)
    with_ethics(study, cast.rina.id)
    reply = wati.post(at)

    assert (early.status_code, reply.status_code) == (409, 303)
    assert DataRequest.get_by_id(request.id).state is DataState.DELIVERED


def test_another_note_has_to_be_looked_at_anew(visit, cast):
    study = with_ethics(registered(cast.placement), cast.rina.id)
    sari, at = visit(cast.sari), f"/belajar/riset/{study.key}/etika"
    note = {"people": "Anak sekolah", "storage": "Di kertas", "delete_on": "2027-03-01"}

    sari.post(at, {**note, "seen": "1"})
    stale = visit(cast.rina).post(f"{at}/keputusan", {"seen": "1", "decision": "fine"})

    assert stale.status_code == 409
    assert "Belum diperiksa" in sari.get(at).text


def test_a_final_copy_needs_a_file_or_a_link_that_leads_somewhere(visit, cast):
    study = brought(registered(cast.placement), StudyState.RUNNING)
    sari, at = visit(cast.sari), f"/belajar/riset/{study.key}/naskah"

    wrong = [sari.post(at, {"token": "x", "link": each}) for each in ("", "http://a.example/b")]
    sari.post(at, {"token": "x", "link": "https://repo.contoh.example/1"})

    assert [each.status_code for each in wrong] == [422, 422]
    assert fresh(study).state is StudyState.HANDED_IN
    assert 'href="https://repo.contoh.example/1"' in sari.get(at).text


def test_a_stage_is_done_and_one_that_is_not_there_is_said_to_be_gone(visit, cast):
    study = registered(cast.placement)
    sari, at = visit(cast.sari), f"/belajar/riset/{study.key}/tahapan"
    sari.post(at, {"token": "m", "name": "Bab 1", "due_on": "2026-12-01"})
    (stage,) = milestones_of(study.id)

    gone = sari.post(f"{at}/selesai", {"milestone": "tiada"})
    sari.post(f"{at}/selesai", {"milestone": stage.key, "on": "1"})

    assert gone.status_code == 409
    assert [each.done_on for each in milestones_of(study.id)] == [TODAY]


def test_what_is_over_stays_as_it_is(cast, store):
    study = brought(registered(cast.placement), StudyState.HANDED_IN)
    file_of(store, study)

    with pytest.raises(Refused):
        change_study(study, Plan("Lain", cast.pvl.id, "", "", None), 1, cast.sari.id, NOON)
