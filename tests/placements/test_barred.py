"""Whom a coordinator has barred is offered for an intern nowhere, and refused wherever sent."""

import pytest

from mori.access.roles import Role
from mori.accounts.models import Membership, Person
from mori.accounts.operations import add_member
from mori.core.workdays import DAY
from mori.evaluation.assessments.models import Appointment
from mori.logbook.models import Entry
from mori.placements.barred.operations import bar_person
from mori.placements.models import Placement, UnitSpan
from mori.placements.queries import placement_by_key
from mori.safeguarding.routing.models import Relation
from tests.cast import NOON, TODAY, Cast, role_of
from tests.evaluation.assessments.making import end_on, round_of
from tests.logbook.writing import write_entry
from tests.placements.supervisors.asking import asked

pytestmark = pytest.mark.usefixtures("noon")
LAST = TODAY + 40 * DAY


@pytest.fixture
def lintang(cast: Cast) -> Person:
    """A supervisor whom Sari is tied to."""
    known = ("Lintang Contoh", None, "lintang@contoh.example", cast.banua.id, Role.SUPERVISOR)
    person = add_member(*known, NOON)
    bar_person(cast.banua.id, cast.sari.id, person.id, "", cast.wati.id, NOON)
    return person


@pytest.fixture
def places(cast: Cast) -> dict:
    """Where people are offered for an intern: page → what is sent from it, but for who it is."""
    placement = placement_by_key(cast.placement.key)
    (span,) = placement.spans
    write_entry(cast, TODAY - 12 * DAY, at=NOON - 12 * DAY, stand_in=None)
    change = asked(cast)
    end_on(cast.placement_tono, TODAY)
    end_on(cast.placement, TODAY)
    final = round_of(cast.placement)
    end_on(cast.placement, LAST)
    rina, entry = role_of(cast.rina).key, Entry.get().key
    rotation = {
        "spans-0-key": span.key,
        "spans-0-unit": cast.pvl.key,
        "spans-0-starts_on": span.starts_on.isoformat(),
        "spans-0-ends_on": LAST.isoformat(),
    }
    at_rotation = f"/peserta/{placement.key}/rotasi"
    return {
        "supervisor": (at_rotation, at_rotation, {**rotation, "spans-0-stand_in": ""}),
        "stand-in": (
            at_rotation,
            at_rotation,
            {**rotation, "spans-0-supervisor": cast.rina.key},
        ),
        "change of supervisor": (
            f"/peserta/pembimbing/{change.key}",
            f"/peserta/pembimbing/{change.key}",
            {"decision": "agree"},
        ),
        "one entry": (f"/tertunda?pembimbing={rina}", f"/tertunda/{entry}/alihkan", {}),
        "all entries": (
            f"/tertunda/pembimbing/{rina}/alihkan",
            f"/tertunda/pembimbing/{rina}/alihkan",
            {"token": "t"},
        ),
        "assessment": (
            f"/penilaian/peserta/{placement.key}",
            f"/penilaian/peserta/{placement.key}/{final.address}/tunjuk",
            {"instead_of": ""},
        ),
    }


@pytest.mark.parametrize(
    ("where", "field"),
    [
        ("supervisor", "spans-0-supervisor"),
        ("stand-in", "spans-0-stand_in"),
        ("change of supervisor", "supervisor"),
        ("one entry", "to"),
        ("all entries", "to"),
        ("assessment", "person"),
    ],
)
def test_they_are_offered_nowhere_and_a_forged_request_is_refused(
    visit, cast, lintang, places, where, field
):
    page, sent_to, said = places[where]
    if where == "assessment":
        end_on(cast.placement, TODAY)
    wati = visit(cast.wati)

    offered = wati.get(page).text
    forged = wati.post(sent_to, {**said, field: lintang.key})

    assert cast.budi.key in offered  # others are
    assert lintang.key not in offered
    assert forged.status_code in (409, 422)
    assert "Pilih" in forged.text
    assert not UnitSpan.select().where(is_hers(UnitSpan, lintang)).exists()
    assert not Entry.select().where(is_hers(Entry, lintang)).exists()
    assert not Appointment.select().exists()
    assert not Relation.select().where(Relation.other == lintang.id).exists()


def is_hers(model, person):
    return (model.supervisor == person.id) | (model.stand_in == person.id)


def test_a_next_placement_begins_without_them(visit, cast, lintang):
    mira = add_member("Mira Contoh", None, "mira@contoh.example", cast.banua.id, Role.INTERN, NOON)
    bar_person(cast.banua.id, mira.id, lintang.id, "", cast.wati.id, NOON)
    for person in (lintang, cast.rina):
        Membership.update(unit=cast.pvl).where(Membership.person == person.id).execute()
    facts = {
        "person": mira.key,
        "kind": "student",
        "programme": "Magang",
        "institution": "Universitas Misal",
        "starts_on": "2026-12-01",
        "ends_on": "2026-12-31",
    }
    wati = visit(cast.wati)

    offered = wati.post("/peserta/baru", {**facts, "units": [cast.pvl.key]}).text
    forged = wati.post(
        "/peserta/baru/rotasi",
        {
            **facts,
            "token": "t",
            "spans-0-unit": cast.pvl.key,
            "spans-0-starts_on": "2026-12-01",
            "spans-0-ends_on": "2026-12-31",
            "spans-0-supervisor": lintang.key,
            "spans-0-stand_in": "",
        },
    )

    assert f'<option selected value="{cast.rina.key}">' in offered  # and not Lintang, the first
    assert lintang.key not in offered
    assert forged.status_code in (409, 422)
    assert not Placement.select().where(Placement.person == mira).exists()
