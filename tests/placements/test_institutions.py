"""Where somebody comes from, asked while placing them."""

import pytest

from mori.access.roles import Role
from mori.accounts.models import Person
from mori.accounts.operations import add_member
from mori.core.db import new_key
from mori.institutions.models import Institution, InstitutionName
from mori.institutions.operations import institution_for, learn_name
from mori.institutions.queries import those_called
from mori.placements.models import Placement
from mori.placements.operations import find_institutions
from tests.cast import NOON, TODAY

pytestmark = pytest.mark.usefixtures("noon")


@pytest.fixture
def mira(cast) -> Person:
    return add_member("Mira Contoh", None, "mira@contoh.example", cast.banua.id, Role.INTERN, NOON)


@pytest.fixture
def campus(cast) -> Institution:
    return institution_for(cast.banua.id, "Universitas Contoh Banua", "", cast.wati.id, NOON)


@pytest.fixture
def facts(cast, mira):
    def typed(institution: str, **changes):
        return {
            "person": mira.key,
            "kind": "student",
            "programme": "Magang Berdampak",
            "institution": institution,
            "starts_on": "2026-12-01",
            "ends_on": "2026-12-31",
            "units": [cast.pvl.key],
            **changes,
        }

    return typed


def stays(cast, **changes):
    return {
        "token": "once",
        "spans-0-unit": cast.pvl.key,
        "spans-0-starts_on": "2026-12-01",
        "spans-0-ends_on": "2026-12-31",
        "spans-0-supervisor": cast.rina.key,
        "spans-0-stand_in": "",
        **changes,
    }


def test_a_name_that_is_known_is_not_asked_about(visit, cast, campus, facts):
    answer = visit(cast.wati).post("/peserta/baru", facts("universitas  contoh BANUA"))

    assert answer.status_code == 200
    assert f'name="which" value="{campus.key}"' in answer.text


def test_a_name_like_no_other_is_proposed_without_asking(visit, cast, campus, facts):
    answer = visit(cast.wati).post("/peserta/baru", facts("Komunitas Baca"))

    assert answer.status_code == 200
    assert 'name="which" value="new komunitas baca"' in answer.text
    assert Institution.select().count() == 1  # nothing is written yet


def test_neighbours_are_shown_first_with_everything_kept(visit, cast, campus, facts):
    answer = visit(cast.wati).post("/peserta/baru", facts("Univ. Contoh Banua"))

    assert answer.status_code == 422
    assert f'name="which" value="{campus.key}"' in answer.text
    assert "usulkan “Univ. Contoh Banua”" in answer.text
    assert "Magang Berdampak" in answer.text
    assert 'href="#which"' in answer.text


@pytest.mark.parametrize("path", ["/peserta/baru", "/peserta/baru/rotasi"])
@pytest.mark.parametrize("which", ["", "bukan", "new lain", "campus of another text"])
def test_a_choice_for_another_text_is_asked_again(visit, cast, campus, facts, path, which):
    far = institution_for(cast.banua.id, "Komunitas Baca", "", None, NOON)
    chosen = far.key if which.startswith("campus") else which
    form = facts("Univ. Contoh Banua", which=chosen) | stays(cast)

    assert visit(cast.wati).post(path, form).status_code == 422


def test_the_neighbour_that_is_chosen_learns_the_spelling(visit, cast, mira, campus, facts):
    browser = visit(cast.wati)
    second = browser.post("/peserta/baru", facts("Univ. Contoh Banua", which=campus.key))
    assert second.status_code == 200
    assert "Universitas Contoh Banua" in second.text

    sent = facts("Univ. Contoh Banua", which=campus.key) | stays(cast)
    for _ in range(2):
        assert browser.post("/peserta/baru/rotasi", sent).status_code == 303

    made = Placement.get(Placement.person == mira)
    assert (made.institution_id, made.institution_typed) == (campus.id, "Univ. Contoh Banua")
    names = InstitutionName.select().where(InstitutionName.institution == campus)
    assert {row.text for row in names} == {"Universitas Contoh Banua", "Univ. Contoh Banua"}
    assert those_called(cast.banua.id, "UNIV. CONTOH BANUA") == [campus]


def test_a_new_one_is_proposed_once_however_often_it_is_sent(visit, cast, mira, campus, facts):
    sent = facts("Univ. Contoh Banua", which="new univ. contoh banua") | stays(cast)
    for _ in range(2):
        assert visit(cast.wati).post("/peserta/baru/rotasi", sent).status_code == 303

    made = Placement.get(Placement.person == mira)
    assert (made.institution.name, made.institution.state) == ("Univ. Contoh Banua", "proposed")
    assert Institution.select().count() == 2


def test_the_way_back_keeps_what_was_chosen(visit, cast, campus, facts):
    form = facts("Univ. Contoh Banua", which=campus.key, back="1")

    answer = visit(cast.wati).post("/peserta/baru", form)

    assert answer.status_code == 200
    assert f'value="{campus.key}" checked' in answer.text


def test_a_short_name_of_two_is_asked_about(visit, cast, campus, facts):
    other = institution_for(cast.banua.id, "Universitas Citra Bangsa", "", None, NOON)
    for row in (campus, other):
        learn_name(row, "UCB")

    answer = visit(cast.wati).post("/peserta/baru", facts("ucb"))

    assert answer.status_code == 422
    assert campus.key in answer.text
    assert other.key in answer.text


def test_another_offices_institution_is_neither_offered_nor_taken(visit, cast, facts, mira):
    theirs = institution_for(cast.seberang.id, "Universitas Contoh Banua", "", None, NOON)
    browser = visit(cast.wati)

    assert theirs.key not in browser.post("/peserta/baru", facts("Univ. Contoh Banua")).text
    sent = facts("Univ. Contoh Banua", which=theirs.key) | stays(cast)
    assert browser.post("/peserta/baru/rotasi", sent).status_code == 303

    assert Placement.get(Placement.person == mira).institution.office_id == cast.banua.id


def test_another_offices_key_is_no_choice(cast):
    theirs = institution_for(cast.seberang.id, "Universitas Lain", "", None, NOON)

    found = institution_for(cast.banua.id, "Universitas Contoh", theirs.key, None, NOON)

    assert (found.office_id, found.name) == (cast.banua.id, "Universitas Contoh")


def test_a_placement_the_release_before_made_finds_its_institution(cast, campus):
    for number, text in enumerate(("universitas contoh banua", "Akademi Baru", "Akademi Baru")):
        Placement.create(
            token=new_key(),
            person=cast.sari,
            office=cast.banua,
            kind="student",
            programme=f"{number}",
            institution_typed=text,
            starts_on=TODAY,
            ends_on=TODAY,
            made_at=NOON,
        )

    find_institutions(NOON)
    find_institutions(NOON)

    found = {row.programme: row.institution for row in Placement.select()}
    assert found["0"].id == campus.id
    assert found["1"].id == found["2"].id
    assert found["1"].name == "Akademi Baru"
    assert not Placement.select().where(Placement.institution.is_null()).exists()
