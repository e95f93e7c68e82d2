"""The second signer: as the Red Button chooses, never an excluded one, and without a trace."""

import re
from itertools import count

import pytest

from mori.accounts.models import Membership
from mori.core.db import db
from mori.core.errors import Refused
from mori.notifications.models import Message
from mori.placements.models import UnitSpan
from mori.placements.proceedings import operations
from mori.placements.proceedings.models import Proceeding, ProceedingEvent
from mori.placements.proceedings.rules import ProceedingState, is_passed_on, next_signer
from mori.safeguarding.routing.operations import keep_wish, register_relation, register_unit_members
from mori.safeguarding.routing.rules import InUnit, RelationKind
from tests.cases.opening import handled_alert
from tests.cast import NOON, TODAY
from tests.placements.proceedings.proceeding import ADDRESS, DAY, WORDS, begun, heard, reload
from tests.safeguarding.subjects.naming import name
from tests.support.together import all_at_once

pytestmark = pytest.mark.usefixtures("noon")
FRESH = re.compile(  # what every answer has anew
    rb'((?:name="(?:csrf_token|k|token|b)"(?: type="hidden")? value="|/saya/perangkat/))[^"]*'
)
_number = count(1)


def asked(cast, lot, proposer=None):
    """Who is asked when the lot has fallen so."""
    row = begun(cast, token=f"lot {next(_number)}")
    by = proposer or cast.wati
    Proceeding.update(lot=lot, made_by=by).where(Proceeding.id == row.id).execute()
    row = reload(row)
    operations.answer(row, WORDS, cast.sari.id, NOON, ADDRESS)
    found = reload(row).signer_id
    operations.drop(reload(row), "", cast.wati.id, NOON, ADDRESS)
    return found


def asked_in(cast, lots=8, proposer=None):
    return {asked(cast, f"lot {number}", proposer) for number in range(lots)}


def test_officers_of_the_office_take_turns_by_lot(cast):
    assert asked_in(cast) == {cast.ningsih.id, cast.opik.id}


def test_whoever_proposed_it_never_signs_it_even_as_an_officer(cast):
    assert asked_in(cast, proposer=cast.ningsih) == {cast.opik.id}


def private(cast):
    keep_wish(cast.sari.id, None, [cast.ningsih.id], TODAY, NOON)


def in_the_unit(cast):
    ours = (Membership.person == cast.ningsih) & Membership.role.in_(["officer"])
    Membership.update(unit=cast.pvl).where(ours).execute()
    members = [InUnit(cast.sari.id, cast.pvl.id, TODAY - DAY, TODAY + 30 * DAY)]
    register_unit_members(members, "a stay")


def supervising(cast):
    people = [cast.ningsih.id]
    register_relation(cast.sari.id, people, RelationKind.SUPERVISOR, TODAY, None, "a line")


def leading(cast):
    register_unit_members([InUnit(cast.sari.id, cast.pvl.id, TODAY, TODAY + 30 * DAY)], "a stay")
    db.execute_sql(
        "INSERT INTO unit_member (person_id, unit_id, leads, from_on, source)"
        f" VALUES ({cast.ningsih.id}, {cast.pvl.id}, TRUE, '2026-01-01', 'a lead')"
    )


@pytest.mark.parametrize("tie", [private, in_the_unit, supervising, leading])
def test_whoever_must_not_learn_of_a_call_never_signs(cast, tie):
    tie(cast)

    assert asked_in(cast) == {cast.opik.id}


def test_whoever_will_supervise_later_does_not_sign_either(cast):
    day = cast.placement.ends_on
    UnitSpan.create(
        placement=cast.placement,
        unit=cast.pencegahan,
        position=1,
        starts_on=day,
        ends_on=day,
        supervisor=cast.ningsih,
    )

    assert asked_in(cast) == {cast.opik.id}


def test_where_a_call_is_about_an_officer_nobody_of_their_office_signs(cast):
    name(handled_alert(cast), cast.ningsih)

    assert asked_in(cast) == {cast.dewi.id}


def test_where_nobody_of_the_office_may_somebody_elsewhere_is_asked(cast):
    keep_wish(cast.sari.id, None, [cast.ningsih.id, cast.opik.id], TODAY, NOON)

    assert asked_in(cast) == {cast.dewi.id}


def test_whom_the_intern_would_call_first_is_asked_no_more_than_others(cast):
    keep_wish(cast.sari.id, cast.opik.id, [], TODAY, NOON)

    assert asked_in(cast) == {cast.ningsih.id, cast.opik.id}


def test_whoever_is_named_later_signs_no_longer_and_another_is_asked(visit, cast):
    row = heard(cast)
    name(handled_alert(cast), cast.ningsih)

    with pytest.raises(Refused):
        operations.sign(row, row.state, "", cast.ningsih.id, NOON, ADDRESS)
    operations.tend(ADDRESS, NOON)

    assert reload(row).signer_id == cast.dewi.id
    assert visit(cast.ningsih).get(f"/peserta/tanda-tangan/{row.key}").status_code == 404


@pytest.mark.parametrize(
    ("order", "had", "found"),
    [([], [], None), ([1, 2], [], 1), ([1, 2], [1], 2), ([1, 2], [2, 1], 2), ([3], [3], 3)],
)
def test_who_is_next(order, had, found):
    assert next_signer(order, had) == found


@pytest.mark.parametrize(
    ("signer", "order", "days", "is_passed"),
    [(None, [1], 1, True), (1, [1], 0, False), (1, [1], -1, True), (1, [2], 1, True)],
)
def test_when_another_is_asked(signer, order, days, is_passed):
    assert is_passed_on(signer, order, TODAY + days * DAY, TODAY) is is_passed


def test_two_who_decide_at_the_same_moment_decide_once(committed):
    cast = committed.cast
    with db.connection_context():
        row = heard(cast)
        signer = cast.ningsih.id
        sign, refuse = operations.sign, operations.refuse
        said = [
            lambda: sign(row, row.state, "", signer, NOON, ADDRESS),
            lambda: refuse(row, row.state, "Tidak.", signer, NOON, ADDRESS),
            lambda: sign(row, row.state, "", signer, NOON, ADDRESS),
        ]

        assert sorted(all_at_once(*said)) == ["done", "refused", "refused"]
        decided = ProceedingEvent.select().where(ProceedingEvent.verb.in_(["sign", "refuse"]))
        assert decided.count() == 1


def test_one_who_signs_while_it_is_passed_on_signs_or_does_not(committed):
    cast = committed.cast
    with db.connection_context():
        row = heard(cast)
        later = NOON + 30 * DAY
        operations.SignerTurn.create(proceeding=row, person=cast.ningsih, since=NOON)

        all_at_once(
            lambda: operations.sign(row, row.state, "", cast.ningsih.id, later, ADDRESS),
            lambda: operations.tend(ADDRESS, later),
        )

        after = reload(row)
        is_signed = after.state is not ProceedingState.HEARD
        assert (after.signer_id == cast.ningsih.id) is is_signed


KEY = "keyofthestory0"
LOTS = ("lot 1", "lot 3")  # of the first Ningsih is asked, of the other Opik


def story(cast, lot):
    """An early end from asking to the signature of whoever is asked, which it gives."""
    row = begun(cast, token="story")
    Proceeding.update(lot=lot, key=KEY).where(Proceeding.id == row.id).execute()
    row = reload(row)
    operations.answer(row, WORDS, cast.sari.id, NOON, ADDRESS)
    row = reload(row)
    yield row.signer_id
    operations.sign(row, row.state, "", row.signer_id, NOON, ADDRESS)
    yield row.signer_id


def paths(cast):
    sari = f"/peserta/{cast.placement.key}"
    return [
        *("/", "/peserta", sari, f"{sari}/akhiri", f"{sari}/peringatan", f"{sari}/rotasi"),
        *(f"/peserta/tindakan/{KEY}", "/peserta/tanda-tangan", f"/peserta/tanda-tangan/{KEY}"),
        *("/ringkasan", "/saya", "/orang", "/pekerjaan"),
    ]


def fetched(visit, cast, people):
    """What each of these is shown, page by page, and what was written to them."""
    found = {}
    for who in people:
        person = getattr(cast, who)
        browser = visit(person)
        for path in paths(cast):
            reply = browser.get(path)
            found[who, path] = (reply.status_code, FRESH.sub(rb"\1", reply.data))
        mail = Message.select().where(
            Message.recipient == person.email, Message.token.startswith("proceeding")
        )
        found[who, "mail"] = sorted((each.subject, each.body) for each in mail)
    return found


def world(visit, cast, people, lot, named=None):
    """The story told in a world where a call of Sari's is about somebody, or where she never
    called; and who was asked to sign.
    """
    with db.atomic() as told:
        if named:
            name(handled_alert(cast), named)
        seen = [(signer, fetched(visit, cast, people)) for signer in story(cast, lot)]
        told.rollback()
    return seen


@pytest.mark.parametrize("lot", LOTS)
@pytest.mark.parametrize("named", ["rina", "wati", "hasan"])
def test_nothing_that_the_office_fetches_differs_with_a_case(visit, cast, named, lot):
    people = ("wati", "hasan", "rina", "budi", "citra", "eko")

    without = world(visit, cast, people, lot)
    within = world(visit, cast, people, lot, getattr(cast, named))

    (signer, _pages), (_signer, pages) = without
    assert signer == (cast.ningsih if lot == LOTS[0] else cast.opik).id
    assert pages["wati", f"/peserta/tindakan/{KEY}"][0] == 200
    assert pages["wati", "mail"]
    assert (within[0][0] == signer) is (named == "rina")
    for before, after in zip(without, within, strict=True):
        assert not [each for each in before[1] if before[1][each] != after[1][each]]


def test_an_officer_whom_a_call_is_about_finds_what_they_find_without_one(visit, cast):
    without = world(visit, cast, ["opik"], LOTS[0])

    within = world(visit, cast, ["opik"], LOTS[0], cast.opik)

    assert within[0][0] == cast.dewi.id
    for before, after in zip(without, within, strict=True):
        assert not [each for each in before[1] if before[1][each] != after[1][each]]
