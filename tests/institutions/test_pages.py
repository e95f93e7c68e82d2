import pytest

from mori.institutions import operations, queries
from mori.institutions.models import (
    Institution,
    InstitutionContact,
    InstitutionName,
)
from mori.institutions.operations import institution_for
from mori.placements.models import Placement
from tests.cast import NOON

pytestmark = pytest.mark.usefixtures("noon")


def facts(institution: Institution, **changes: str) -> dict[str, str]:
    return {
        "seen": institution.seen,
        "name": institution.name,
        "other_name": "",
        "type": "university",
        "region": "Kota Banjarmasin",
        "address": "Jalan Umpama 1",
        **changes,
    }


def test_the_list_counts_placements_and_marks_proposals(visit, cast, campus, twin):
    operations.confirm_institution(campus, cast.wati.id, NOON)
    page = visit(cast.wati).get("/lembaga").text

    assert page.index("Univ. Contoh Banua") < page.index("Universitas Contoh Banua")
    assert "1 penempatan" in page
    assert page.count("</svg>usulan") == 1
    proposals = visit(cast.wati).get("/lembaga?saring=usulan").text
    assert "Universitas Contoh Banua" not in proposals


def test_the_list_goes_on_by_name_and_is_searched(visit, cast):
    for number in range(35):
        institution_for(cast.banua.id, f"Akademi Contoh {number:02}", "", None, NOON)
    browser = visit(cast.hasan)

    first = browser.get("/lembaga").text
    more = first.split('rel="next"')[0].rpartition('href="')[2].partition('"')[0]
    second = browser.get(more.replace("&amp;", "&")).text

    assert "Akademi Contoh 29" in first
    assert "Akademi Contoh 30" not in first
    assert "Akademi Contoh 34" in second
    assert 'rel="next"' not in second
    assert "Akademi Contoh 34" in browser.get("/lembaga?cari=contoh 34").text
    assert "Tidak ada lembaga" in browser.get("/lembaga?cari=contoh 99").text


def test_an_empty_list_says_how_it_is_filled(visit, cast):
    assert "Yang pertama muncul" in visit(cast.citra).get("/lembaga").text


def test_the_way_there_is_from_the_interns(visit, cast):
    assert 'href="/lembaga"' in visit(cast.wati).get("/peserta").text
    assert 'href="/lembaga"' in visit(cast.hasan).get("/peserta").text
    assert 'href="/lembaga"' not in visit(cast.rina).get("/peserta").text


def test_one_shows_facts_names_contacts_placements_and_history(visit, cast, campus, contact, twin):
    page = visit(cast.wati).get(f"/lembaga/{campus.key}").text

    for text in ("Bu Rahimah", "Sari Contoh", "Diusulkan saat penempatan", "Univ. Contoh Banua"):
        assert text in page
    seen_by_head = visit(cast.hasan).get(f"/lembaga/{campus.key}").text
    assert "Bu Rahimah" in seen_by_head
    assert "<form" not in seen_by_head.split("<main")[1]


def test_who_came_from_there_goes_on_by_key(visit, cast, campus):
    for number in range(31):
        Placement.create(
            token=f"t{number}",
            person=cast.sari,
            office=cast.banua,
            kind="student",
            programme=f"Magang {number:02}",
            institution_typed="UCB",
            institution=campus,
            starts_on="2015-01-01",
            ends_on=f"2015-02-{number % 28 + 1:02}",
            state="finished",
            made_at=NOON,
        )
    browser = visit(cast.wati)

    first = browser.get(f"/lembaga/{campus.key}").text
    more = first.split('rel="next"')[0].rpartition('href="')[2].partition('"')[0]
    rest = browser.get(more.replace("&amp;", "&")).text

    assert first.count('href="/peserta/') + rest.count('href="/peserta/') == 32


def test_a_proposal_is_confirmed_once(visit, cast, campus):
    browser = visit(cast.wati)

    assert browser.post(f"/lembaga/{campus.key}/pastikan").status_code == 303
    assert "</svg>usulan" not in browser.get(f"/lembaga/{campus.key}").text
    assert browser.post(f"/lembaga/{campus.key}/pastikan").status_code == 409


def test_facts_are_corrected_and_earlier_names_stay(visit, cast, campus):
    browser = visit(cast.wati)
    assert 'value="Universitas Contoh Banua"' in browser.get(f"/lembaga/{campus.key}/ubah").text

    changed = facts(campus, name="Universitas Contoh  Banua Raya", other_name="UCBR")
    answer = browser.post(f"/lembaga/{campus.key}/ubah", changed)

    assert answer.status_code == 303
    row = queries.institution_by_key(campus.key)
    assert (row.name, row.type.code, row.region.code) == (
        "Universitas Contoh Banua Raya",
        "university",
        "63.71",
    )
    assert set(queries.names_of(row)) == {"Universitas Contoh Banua", "UCBR"}


@pytest.mark.parametrize(
    ("region", "code"),
    [("banjarmasin", "63.71"), ("63.05", "63.05"), ("Kalimantan Selatan", "63"), ("", None)],
)
def test_a_region_is_known_by_name_or_code(visit, cast, campus, region, code):
    visit(cast.wati).post(f"/lembaga/{campus.key}/ubah", facts(campus, region=region))

    found = queries.institution_by_key(campus.key).region
    assert (found.code if found else None) == code


def test_of_several_regions_one_is_chosen(visit, cast, campus):
    browser = visit(cast.wati)

    asked = browser.post(f"/lembaga/{campus.key}/ubah", facts(campus, region="Bandung"))
    assert asked.status_code == 422
    assert "Kota Bandung, Jawa Barat" in asked.text
    assert "Jalan Umpama 1" in asked.text
    chosen = facts(campus, region="Bandung", region_code="32.73")

    assert browser.post(f"/lembaga/{campus.key}/ubah", chosen).status_code == 303
    assert queries.institution_by_key(campus.key).region.name == "Kota Bandung"


@pytest.mark.parametrize(
    "changes",
    [{"name": ""}, {"name": "x" * 121}, {"type": "bukan"}, {"region": "Atlantis"}],
)
def test_what_is_not_right_is_kept_to_be_mended(visit, cast, campus, changes):
    answer = visit(cast.wati).post(f"/lembaga/{campus.key}/ubah", facts(campus, **changes))

    assert answer.status_code == 422
    assert 'value="Jalan Umpama 1"' in answer.text
    assert queries.institution_by_key(campus.key).address == ""


def test_a_newer_correction_and_anothers_name_are_not_overwritten(visit, cast, campus, twin):
    browser = visit(cast.wati)
    stale = facts(campus)
    assert browser.post(f"/lembaga/{campus.key}/ubah", stale).status_code == 303

    assert browser.post(f"/lembaga/{campus.key}/ubah", stale).status_code == 409
    taken = facts(queries.institution_by_key(campus.key), name="UNIV. CONTOH BANUA")
    answer = browser.post(f"/lembaga/{campus.key}/ubah", taken)
    assert answer.status_code == 409
    assert "Gabungkan saja" in answer.text


REACH = {"role": "satgas", "name": "Satgas PPKPT", "phone": "0811", "email": "s@u.example"}


def test_a_contact_is_added_once_changed_and_removed(visit, cast, campus):
    browser = visit(cast.wati)
    form = {**REACH, "token": "once", "note": ""}

    for _ in range(2):
        assert browser.post(f"/lembaga/{campus.key}/kontak", form).status_code == 303
    row = InstitutionContact.get()
    assert "Satgas PPKPT" in browser.get(f"/lembaga/kontak/{row.key}").text
    browser.post(f"/lembaga/kontak/{row.key}", {**form, "phone": "0812"})
    assert InstitutionContact.get().phone == "0812"
    browser.post(f"/lembaga/kontak/{row.key}/hapus")

    assert not InstitutionContact.select().exists()
    assert "0812" not in browser.get(f"/lembaga/{campus.key}").text
    assert browser.get(f"/lembaga/kontak/{row.key}").status_code == 404


@pytest.mark.parametrize("changes", [{"role": ""}, {"role": "x"}, {"name": ""}, {"email": "x"}])
def test_a_contact_that_is_not_right_keeps_what_was_typed(visit, cast, campus, contact, changes):
    browser = visit(cast.wati)
    form = {**REACH, "note": "Hanya pagi", **changes}

    for path in (f"/lembaga/{campus.key}/kontak", f"/lembaga/kontak/{contact.key}"):
        answer = browser.post(path, form)
        assert answer.status_code == 422
        assert "Hanya pagi" in answer.text
        assert 'id="summary"' in answer.text
    assert InstitutionContact.get().name == "Bu Rahimah"


@pytest.mark.parametrize("who", ["sari", "rina", "ningsih"])
def test_other_roles_have_no_list(visit, cast, campus, who):
    browser = visit(getattr(cast, who))

    assert browser.get("/lembaga").status_code == 403
    assert browser.get(f"/lembaga/{campus.key}").status_code == 404


def test_a_head_reads_and_changes_nothing(visit, cast, campus):
    browser = visit(cast.hasan)

    assert browser.get(f"/lembaga/{campus.key}").status_code == 200
    assert browser.post(f"/lembaga/{campus.key}/pastikan").status_code == 404


def test_a_short_name_of_two_is_asked_about(cast, campus):
    other = institution_for(cast.banua.id, "Universitas Citra Bangsa", "", None, NOON)
    for row in (campus, other):
        operations.learn_name(row, "UCB")

    assert len(queries.those_called(cast.banua.id, "ucb")) == 2
    assert InstitutionName.select().where(InstitutionName.text == "UCB").count() == 2
