"""The network of an office's alumni: its name, what it did, and who took part."""

import pytest

from mori.alumni.finding.operations import refresh
from mori.alumni.models import Alumnus, Consent
from mori.alumni.relations.models import NetworkActivity, Participation
from mori.alumni.relations.queries import network_name
from mori.alumni.rules import Agreed
from mori.core.clock import now
from tests.alumni.records.making import make

SAID = {"token": "a", "held_on": "2026-11-14", "kind": "training", "title": "Kelas pengaduan"}


def held(cast, visit):
    visit(cast.wati).post("/alumni/jaringan", SAID)
    return NetworkActivity.get()


def take_part(cast, visit, activity, alumnus):
    return visit(cast.wati).post(f"/alumni/kegiatan/{activity.key}", {"other": alumnus.key})


def test_an_activity_is_kept_once_and_listed(cast, visit):
    held(cast, visit)
    held(cast, visit)

    page = visit(cast.hasan).get("/alumni/jaringan").text

    assert NetworkActivity.select().count() == 1
    assert "Kelas pengaduan" in page
    assert "Pelatihan" in page


@pytest.mark.parametrize(("field", "text"), [("held_on", ""), ("kind", "x"), ("title", "")])
def test_what_is_missing_is_asked_for(cast, visit, field, text):
    answer = visit(cast.wati).post("/alumni/jaringan", SAID | {field: text})

    assert answer.status_code == 422
    assert not NetworkActivity.select().exists()


def test_whoever_agreed_takes_part_and_is_counted(cast, visit):
    alumnus, activity = make(cast.banua, agreed=[Agreed.NETWORK]), held(cast, visit)

    for _time in range(2):
        assert take_part(cast, visit, activity, alumnus).status_code == 303

    page = visit(cast.wati).get(f"/alumni/{alumnus.key}").text
    assert Participation.select().count() == 1
    assert "Ikut 1 kegiatan." in page
    assert "Kelas pengaduan" in page
    assert "Umi Misal" in visit(cast.hasan).get(f"/alumni/kegiatan/{activity.key}").text


def test_nobody_is_one_of_it_without_having_agreed(cast, visit):
    alumnus, activity = make(cast.banua, agreed=[Agreed.DIRECTORY]), held(cast, visit)

    answer = take_part(cast, visit, activity, alumnus)

    assert answer.status_code == 422
    assert "belum setuju" in answer.text
    assert not Participation.select().exists()


def test_a_consent_withdrawn_keeps_what_was(cast, visit):
    alumnus, activity = make(cast.banua, agreed=[Agreed.NETWORK]), held(cast, visit)
    take_part(cast, visit, activity, alumnus)
    Consent.update(withdrawn_at=now()).execute()
    refresh([alumnus.id])

    page = visit(cast.wati).get(f"/alumni/{alumnus.key}").text

    assert "Bukan anggota: ia belum setuju." in page
    assert "Ikut 1 kegiatan." in page


def test_of_two_rows_merged_each_activity_counts_once(cast, visit):
    alumnus = make(cast.banua, agreed=[Agreed.NETWORK])
    merged = make(cast.banua, "U. Misal", agreed=[Agreed.NETWORK])
    activity = held(cast, visit)
    take_part(cast, visit, activity, alumnus)
    take_part(cast, visit, activity, merged)
    Alumnus.update(merged_into=alumnus).where(Alumnus.id == merged.id).execute()

    page = visit(cast.wati).get(f"/alumni/{alumnus.key}").text

    assert "Ikut 1 kegiatan." in page
    assert "U. Misal" not in visit(cast.wati).get(f"/alumni/kegiatan/{activity.key}").text


def test_somebody_noted_by_mistake_is_taken_out(cast, visit):
    alumnus, activity = make(cast.banua, agreed=[Agreed.NETWORK]), held(cast, visit)
    take_part(cast, visit, activity, alumnus)

    visit(cast.wati).post(f"/alumni/kegiatan/peserta/{Participation.get().key}/hapus")

    assert not Participation.select().exists()


def test_those_who_took_part_are_chosen_by_name(cast, visit):
    make(cast.banua, agreed=[Agreed.NETWORK])
    activity = held(cast, visit)

    page = visit(cast.wati).get(f"/alumni/kegiatan/{activity.key}?cari=misal").text

    assert "Umi Misal" in page


def test_another_office_sees_nothing(cast, visit):
    activity, there = held(cast, visit), make(cast.seberang, agreed=[Agreed.NETWORK])

    assert visit(cast.citra).get(f"/alumni/kegiatan/{activity.key}").status_code == 404
    assert "Kelas pengaduan" not in visit(cast.citra).get("/alumni/jaringan").text
    assert take_part(cast, visit, activity, there).status_code == 422
    assert visit(cast.hasan).post("/alumni/jaringan", SAID).status_code == 403


def test_an_office_names_its_network(cast, visit):
    assert network_name(cast.banua.id) == "Sahabat Ombudsman Plus"

    visit(cast.wati).post("/alumni/jaringan/nama", {"name": "Kawan Banua"})

    assert network_name(cast.banua.id) == "Kawan Banua"
    assert "Kawan Banua" in visit(cast.wati).get("/kantor").text
    assert network_name(cast.seberang.id) == "Sahabat Ombudsman Plus"


def test_without_a_name_it_is_called_as_it_comes(cast, visit):
    visit(cast.wati).post("/alumni/jaringan/nama", {"name": "Kawan Banua"})

    visit(cast.wati).post("/alumni/jaringan/nama", {"name": ""})

    assert network_name(cast.banua.id) == "Sahabat Ombudsman Plus"
