"""At the end of an internship people say what their data may be used for."""

import pytest

from mori.alumni.consents.operations import withdraw, withdraw_all
from mori.alumni.directory.queries import ids_in
from mori.alumni.directory.segments import Segment
from mori.alumni.finding.models import AlumnusFacet
from mori.alumni.models import Alumnus, Consent
from mori.alumni.own.operations import answer_farewell
from mori.alumni.queries import record_of
from mori.alumni.records.operations import keep_placement
from mori.alumni.rules import Agreed, AlumnusState, ConsentWay
from mori.placements.models import Placement
from mori.placements.rules import PlacementState
from tests.cast import NOON, TODAY
from tests.support.together import all_at_once

pytestmark = pytest.mark.usefixtures("noon")

PAGE = "/saya/perpisahan"


def finish(placement) -> Placement:
    Placement.update(state=PlacementState.FINISHED, ends_on=TODAY).where(
        Placement.id == placement.id
    ).execute()
    return Placement.get_by_id(placement.id)


@pytest.fixture
def sari(visit, cast):
    finish(cast.placement)
    return visit(cast.sari)


def test_whoever_finished_is_asked_on_the_start_page(sari):
    assert PAGE in sari.get("/").text


def test_whoever_is_still_here_is_not(visit, cast):
    tono = visit(cast.tono)

    assert PAGE not in tono.get("/").text
    assert tono.get(PAGE).status_code == 303


def test_nothing_is_chosen_beforehand(sari):
    text = sari.get(PAGE).text

    assert text.count('type="checkbox"') == len(Agreed)
    assert "checked" not in text
    assert "Nanti saja" in text


def test_the_directory_shows_exactly_what_was_chosen(sari):
    sari.post(PAGE, {"to": ["directory", "named", "years"]})

    row = Alumnus.get()
    record = record_of(row)
    assert row.state == AlumnusState.CONFIRMED
    assert record.agreed == {Agreed.DIRECTORY, Agreed.NAMED, Agreed.YEARS}
    shown = record.as_shown()
    assert shown.years == (2026,)
    assert (shown.institutions, shown.units, shown.phones, shown.mails) == ((), (), (), ())
    kinds = {row.kind for row in AlumnusFacet.select().where(AlumnusFacet.is_shown)}
    assert {"word", "year"} <= kinds
    assert kinds.isdisjoint({"campus", "unit", "province", "region", "skill", "now_at"})
    assert {each.way for each in Consent.select()} == {ConsentWay.FAREWELL}

    assert ids_in(row.office_id, Segment(), Agreed.NAMED) == [row.id]

    withdraw(row, [Agreed.DIRECTORY], NOON)

    assert ids_in(row.office_id, Segment(), Agreed.NAMED) == []
    assert not AlumnusFacet.select().where(AlumnusFacet.is_shown).exists()


def test_nothing_chosen_is_an_answer_too(sari):
    sari.post(PAGE)

    assert Alumnus.get().state == AlumnusState.CONFIRMED
    assert not Consent.select().exists()
    assert PAGE not in sari.get("/").text
    assert "/saya/alumni" in sari.get("/").text


def test_what_is_not_offered_comes_back_with_what_was_chosen(sari):
    reply = sari.post(PAGE, {"to": ["news", "everything"]})

    assert reply.status_code == 422
    assert reply.text.count("checked") == 1
    assert not Consent.select().exists()


def test_an_old_form_changes_no_later_answer(sari):
    sari.post(PAGE, {"to": ["news"]})

    reply = sari.post(PAGE, {"to": ["directory"]})

    assert reply.status_code == 303
    assert record_of(Alumnus.get()).agreed == {Agreed.NEWS}


def test_an_answer_that_came_first_by_another_way_stays(sari, cast):
    alumnus = keep_placement(Placement.get_by_id(cast.placement.id), NOON)
    withdraw_all(alumnus, None, NOON)

    answer_farewell(alumnus, [Agreed.DIRECTORY], "id", NOON)

    assert Alumnus.get().state == AlumnusState.WITHDRAWN
    assert not Consent.select().exists()


def test_the_certificate_does_not_wait_for_an_answer(sari):
    text = sari.get(PAGE).text

    assert "Sertifikatmu tidak bergantung pada pilihan ini." in text


def test_whoever_signs_in_anew_goes_on_with_the_form(visit, cast):
    finish(cast.placement)

    reply = visit().post(PAGE, {"to": ["news"]})

    assert reply.status_code in (200, 303)
    assert "/masuk" in (reply.location or reply.text)


@pytest.mark.parametrize("state", [AlumnusState.DECEASED, AlumnusState.ERASED])
def test_nobody_is_asked_whose_record_is_closed(sari, cast, state):
    keep_placement(Placement.get_by_id(cast.placement.id), NOON)
    Alumnus.update(state=state).execute()

    assert "/saya/alumni" not in sari.get("/").text
    assert PAGE not in sari.get("/").text


def test_two_taps_at_once_are_one_answer(committed):
    placement = finish(committed.cast.placement)

    def answer() -> None:
        alumnus = keep_placement(placement, NOON)
        answer_farewell(alumnus, [Agreed.NEWS, Agreed.DIRECTORY], "id", NOON)

    assert all_at_once(answer, answer) == ["done", "done"]
    assert Alumnus.select().count() == 1
    assert Consent.select().count() == 2
