import html

import pytest

from mori.access.roles import Role
from mori.accounts.models import Membership, Person
from mori.accounts.operations import add_member
from mori.placements.models import Placement, UnitSpan
from mori.placements.rules import InternKind
from tests.cast import NOON

pytestmark = pytest.mark.usefixtures("noon")


@pytest.fixture
def mira(cast) -> Person:
    return add_member("Mira Contoh", None, "mira@contoh.example", cast.banua.id, Role.INTERN, NOON)


@pytest.fixture
def facts(cast, mira) -> dict:
    return {
        "person": mira.key,
        "kind": "student",
        "programme": "Magang Berdampak",
        "institution": "Universitas “Misal” & Umpama",
        "starts_on": "2026-12-01",
        "ends_on": "2026-12-31",
    }


@pytest.fixture
def rotation(cast, facts) -> dict:
    return {
        **facts,
        "token": "once",
        "spans-0-unit": cast.pvl.key,
        "spans-0-starts_on": "2026-12-01",
        "spans-0-ends_on": "2026-12-15",
        "spans-0-supervisor": cast.rina.key,
        "spans-0-stand_in": cast.budi.key,
        "spans-1-unit": cast.pencegahan.key,
        "spans-1-starts_on": "2026-12-16",
        "spans-1-ends_on": "2026-12-31",
        "spans-1-supervisor": cast.budi.key,
        "spans-1-stand_in": "",
    }


def test_interns_without_a_placement_are_offered(visit, cast, mira):
    text = visit(cast.wati).get("/peserta/baru").text

    assert "Mira Contoh" in text
    assert "Sari Contoh" not in text


@pytest.mark.parametrize("kind", InternKind)
def test_every_kind_of_intern_is_offered_and_carried_on(visit, cast, facts, kind, word):
    browser, units = visit(cast.wati), {"units": [cast.pvl.key]}

    assert f'value="{kind}"' in browser.get("/peserta/baru").text
    second = browser.post("/peserta/baru", {**facts, **units, "kind": kind.value})
    assert word(kind) in second.text


def test_nobody_is_chosen_beforehand_unless_asked_for(visit, cast, mira):
    browser = visit(cast.wati)

    assert '<option selected value="">' in browser.get("/peserta/baru").text
    asked = browser.get(f"/peserta/baru?orang={mira.key}").text
    assert f'<option selected value="{mira.key}">' in asked


def test_a_search_narrows_the_offer(visit, cast, mira):
    assert "Mira Contoh" in visit(cast.wati).get("/peserta/baru?cari=MIRA").text
    assert "Mira Contoh" not in visit(cast.wati).get("/peserta/baru?cari=lain").text
    assert "Mira Contoh" in visit(cast.wati).get(f"/peserta/baru?cari=lain&orang={mira.key}").text


def test_the_first_step_divides_the_days_evenly(visit, cast, facts):
    Membership.update(unit=cast.pvl).where(Membership.person == cast.rina).execute()

    units = {"units": [cast.pvl.key, cast.pencegahan.key]}
    answer = visit(cast.wati).post("/peserta/baru", {**facts, **units})

    assert answer.status_code == 200
    for day in ("2026-12-01", "2026-12-16", "2026-12-17", "2026-12-31"):
        assert f'value="{day}"' in answer.text
    assert f'<option selected value="{cast.rina.key}">' in answer.text
    assert Placement.select().count() == 3  # nothing is written yet


@pytest.mark.parametrize(
    "changes",
    [
        {"person": ""},
        {"person": "siapa"},
        {"kind": ""},
        {"programme": ""},
        {"starts_on": ""},
        {"ends_on": "2026-11-30"},
        {"ends_on": "2028-12-31"},
        {"units": []},
        {"units": ["bukan"]},
        {"starts_on": "2026-12-01", "ends_on": "2026-12-01"},  # one day for two units
    ],
)
def test_a_first_step_that_is_not_right_keeps_what_was_typed(visit, cast, facts, changes):
    units = {"units": [cast.pvl.key, cast.pencegahan.key]}

    answer = visit(cast.wati).post("/peserta/baru", {**facts, **units, **changes})

    assert answer.status_code == 422
    assert "Universitas “Misal” &amp; Umpama" in answer.text
    assert 'id="summary"' in answer.text


def test_the_second_step_makes_the_placement_once(visit, cast, mira, rotation):
    first = visit(cast.wati).post("/peserta/baru/rotasi", rotation)
    second = visit(cast.wati).post("/peserta/baru/rotasi", rotation)

    made = Placement.get(Placement.person == mira)
    assert first.location == second.location == f"/peserta/{made.key}"
    assert made.institution.name == made.institution_typed == "Universitas “Misal” & Umpama"
    assert [span.supervisor_id for span in made.spans] == [cast.rina.id, cast.budi.id]


def test_the_form_of_one_placement_sent_for_somebody_else_makes_another(
    visit, cast, mira, rotation
):
    nia = add_member("Nia Misal", None, "nia@contoh.example", cast.banua.id, Role.INTERN, NOON)
    browser = visit(cast.wati)

    browser.post("/peserta/baru/rotasi", rotation)
    browser.post("/peserta/baru/rotasi", rotation | {"person": nia.key})

    assert Placement.select().where(Placement.person.in_([mira, nia])).count() == 2


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"spans-0-supervisor": ""}, "spans-0-supervisor"),
        ({"spans-0-supervisor": "bukan"}, "spans-0-supervisor"),
        ({"spans-0-starts_on": ""}, "spans-0-starts_on"),
        ({"spans-0-starts_on": "nanti"}, "spans-0-starts_on"),
        ({"spans-1-starts_on": "2026-12-10"}, "spans-1-starts_on"),
        ({"spans-1-ends_on": "2027-01-10"}, "spans-1-ends_on"),
        ({"spans-0-starts_on": "2026-11-30"}, "spans-0-starts_on"),
        ({"spans-0-ends_on": "2026-11-30"}, "spans-0-ends_on"),
    ],
)
def test_a_rotation_that_is_not_right_says_where(visit, cast, rotation, changes, said):
    answer = visit(cast.wati).post("/peserta/baru/rotasi", {**rotation, **changes})

    assert answer.status_code == 422
    assert f'href="#{said}"' in answer.text
    assert f'id="{said}-error"' in answer.text
    assert html.escape(rotation["institution"]) in answer.text


def test_supervisor_and_stand_in_are_two_people(visit, cast, rotation):
    changes = {"spans-0-stand_in": cast.rina.key}

    answer = visit(cast.wati).post("/peserta/baru/rotasi", {**rotation, **changes})

    assert answer.status_code == 422
    assert 'href="#spans-0-stand_in"' in answer.text


def test_a_rotation_without_units_is_none(visit, cast, rotation):
    changes = {"spans-0-unit": "", "spans-1-unit": ""}

    answer = visit(cast.wati).post("/peserta/baru/rotasi", {**rotation, **changes})

    assert answer.status_code == 422


def test_a_period_that_is_taken_is_refused_with_everything_kept(visit, cast, mira, rotation):
    Placement.update(
        person=mira, state="finished", starts_on="2026-12-31", ends_on="2027-01-05"
    ).where(Placement.id == cast.placement_tono).execute()

    answer = visit(cast.wati).post("/peserta/baru/rotasi", rotation)

    assert answer.status_code == 409
    assert 'value="2026-12-15"' in answer.text


def test_the_way_back_to_the_first_step_loses_nothing(visit, cast, rotation):
    data = {**rotation, "back": "1", "units": [cast.pvl.key]}

    answer = visit(cast.wati).post("/peserta/baru", data)

    assert answer.status_code == 200
    assert "Magang Berdampak" in answer.text
    assert f'value="{cast.pvl.key}" checked' in answer.text


@pytest.mark.parametrize("who", ["sari", "rina", "hasan", "ningsih"])
def test_only_coordinators_place(visit, cast, who):
    browser = visit(getattr(cast, who))

    assert browser.get("/peserta/baru").status_code == 403
    assert browser.post("/peserta/baru/rotasi").status_code == 403


def test_another_offices_intern_cannot_be_placed(visit, cast, rotation):
    answer = visit(cast.citra).post("/peserta/baru/rotasi", rotation)

    assert answer.status_code == 422
    assert Placement.select().count() == 3


def test_a_rotation_is_changed(visit, cast):
    page = visit(cast.wati).get(f"/peserta/{cast.placement.key}/rotasi").text
    assert "spans-1-unit" in page  # an empty one, for a further unit

    answer = visit(cast.wati).post(
        f"/peserta/{cast.placement.key}/rotasi",
        {
            "spans-0-unit": cast.pencegahan.key,
            "spans-0-starts_on": "2026-12-01",
            "spans-0-ends_on": "2026-12-31",
            "spans-0-supervisor": cast.budi.key,
            "spans-1-unit": cast.pvl.key,
            "spans-1-starts_on": "2026-11-02",
            "spans-1-ends_on": "2026-11-30",
            "spans-1-supervisor": cast.rina.key,
            "spans-1-stand_in": "",
            "spans-0-stand_in": "",
            "spans-2-unit": "",
            "spans-2-supervisor": "",
            "spans-2-stand_in": "",
        },
    )

    assert answer.status_code == 303
    spans = UnitSpan.select().where(UnitSpan.placement == cast.placement)
    assert [span.unit_id for span in spans.order_by(UnitSpan.position)] == [
        cast.pvl.id,
        cast.pencegahan.id,
    ]


def test_a_supervisor_who_left_may_stay_in_the_rotation(visit, cast):
    Membership.update(ended_at=NOON).where(Membership.person == cast.rina).execute()

    page = visit(cast.wati).get(f"/peserta/{cast.placement.key}/rotasi").text

    assert f'<option selected value="{cast.rina.key}">' in page
