"""Two records of one person become one, and two again, exactly."""

import datetime as dt

import pytest

from mori.alumni.finding.operations import refresh
from mori.alumni.merging.models import AlumnusMerge
from mori.alumni.merging.operations import facts_of, merge_alumni, undo_merge
from mori.alumni.merging.queries import merges_into
from mori.alumni.models import Alumnus, AlumnusEvent, AlumnusSkill, AlumnusStay, Consent
from mori.alumni.queries import alumnus_by_key, alumnus_of_person, record_of
from mori.alumni.rules import Agreed, AlumnusState
from mori.core.errors import Refused
from mori.institutions.models import InstitutionContact, Region
from mori.institutions.operations import institution_for
from mori.notifications.models import Message
from tests.alumni.dumps import difference, dump
from tests.alumni.making import make_alumnus
from tests.alumni.merging.together import merge
from tests.cast import NOON
from tests.certificates.issuing import end, issue, let_issue
from tests.links.holding import give
from tests.support.together import all_at_once

pytestmark = pytest.mark.usefixtures("app", "noon")
LATER = NOON + dt.timedelta(days=9)
# What only ever grows, and the count of changes.
GROWING = {"without": {"alumnus_event", "alumnus_merge", "message"}}
COUNTED = {"columns": {"alumnus.revision", "alumnus_facet.id", "alumnus_tally.id"}}


@pytest.fixture
def pair(cast):
    """Sari with an account and consents, and as an old list knows her."""
    sari = make_alumnus(
        cast.banua,
        "Sari Contoh",
        person=cast.sari,
        mail="sari@contoh.example",
        state=AlumnusState.CONFIRMED,
        agreed=[Agreed.DIRECTORY, Agreed.YEARS],
        year=2026,
    )
    AlumnusStay.update(placement=cast.placement).where(AlumnusStay.alumnus == sari).execute()
    listed = make_alumnus(
        cast.banua,
        "Sari Contohani",
        phone="+6281250000001",
        mail="sari.lama@contoh.example",
        address="Jalan Misal 2",
        region=Region.get(Region.code == "63.71"),
        year=2015,
    )
    return sari, listed


def everything():
    return dump(**GROWING, **COUNTED)


def give_paper_and_link(cast):
    let_issue(cast)
    issue(cast, end(cast.placement))
    campus = institution_for(cast.banua.id, "Universitas Contoh", "", None, NOON)
    contact = InstitutionContact.create(token="c", institution=campus, role="other", name="Bu R")
    give(cast, contact)


def test_what_both_hold_is_shown_under_the_one_that_stays(cast, pair):
    sari, listed = pair

    merge(sari, listed, cast.wati, address=listed.address, region_id=listed.region_id)

    record = record_of(Alumnus.get_by_id(sari.id))
    assert (record.name, record.address, record.region) == (
        "Sari Contoh",
        "Jalan Misal 2",
        "Kota Banjarmasin",
    )
    assert record.years == (2015, 2026)
    assert record.phones == ("+6281250000001",)
    assert record.mails == ("sari@contoh.example", "sari.lama@contoh.example")
    assert record.shown == {Agreed.YEARS}
    assert alumnus_by_key(listed.key) is None


def test_undone_placements_consents_certificates_and_links_are_as_before(cast, pair):
    sari, listed = pair
    give_paper_and_link(cast)
    before = everything()
    assert all(before[table] for table in ("consent", "placement", "paper", "signed_link"))
    merge(sari, listed, cast.wati, name=listed.name, address=listed.address)
    merged = everything()
    assert set(difference(before, merged)) == {"alumnus", "alumnus_facet", "alumnus_tally"}

    undo_merge(merges_into(sari)[0], cast.wati.id, LATER)

    assert difference(before, everything()) == {}
    verbs = [each.verb for each in AlumnusEvent.select().order_by(AlumnusEvent.id)]
    assert verbs == ["merge", "become", "undo", "stand"]


def test_what_came_after_the_merge_stays_where_it_was_added(cast, pair):
    sari, listed = pair
    merge(sari, listed, cast.wati, address=listed.address)
    AlumnusSkill.create(alumnus=sari, text="Menulis", text_folded="menulis")
    Alumnus.update(address="Jalan Baru 9").where(Alumnus.id == sari.id).execute()
    refresh([sari.id])

    undo_merge(merges_into(sari)[0], cast.wati.id, LATER)

    assert record_of(Alumnus.get_by_id(sari.id)).address == "Jalan Baru 9"
    assert record_of(Alumnus.get_by_id(sari.id)).skills == ("Menulis",)
    assert record_of(Alumnus.get_by_id(listed.id)).address == "Jalan Misal 2"


@pytest.mark.parametrize(
    ("kept", "merged", "then"),
    [
        ("invited", "confirmed", "confirmed"),
        ("confirmed", "invited", "confirmed"),
        ("dormant", "confirmed", "confirmed"),
        ("confirmed", "withdrawn", "withdrawn"),
        ("confirmed", "deceased", "deceased"),
        ("withdrawn", "invited", "withdrawn"),
    ],
)
def test_the_answer_that_stands_is_that_of_whoever_said_most(cast, kept, merged, then):
    one = make_alumnus(cast.banua, "Sari Umpama", state=AlumnusState(kept))
    other = make_alumnus(cast.banua, "Sari Umpama", state=AlumnusState(merged))

    merge(one, other, cast.wati)
    assert Alumnus.get_by_id(one.id).state == then
    undo_merge(merges_into(one)[0], cast.wati.id, LATER)

    assert Alumnus.get_by_id(one.id).state == kept
    assert Alumnus.get_by_id(other.id).state == merged


def test_what_they_answered_since_the_merge_is_not_taken_back(cast):
    one = make_alumnus(cast.banua, "Sari Umpama")
    other = make_alumnus(cast.banua, "Sari Umpama", state=AlumnusState.CONFIRMED)
    merge(one, other, cast.wati)
    Alumnus.update(answered_at=LATER).where(Alumnus.id == one.id).execute()

    undo_merge(merges_into(one)[0], cast.wati.id, LATER)

    one = Alumnus.get_by_id(one.id)
    assert (one.state, one.answered_at) == (AlumnusState.CONFIRMED, LATER)


def test_a_consent_that_one_of_both_withdrew_is_withdrawn_of_both(cast, pair):
    sari, listed = pair
    Consent.create(
        alumnus=listed,
        to=Agreed.DIRECTORY,
        wording="1",
        locale="id",
        way="link",
        given_at=NOON,
        withdrawn_at=LATER,
    )

    merge(sari, listed, cast.wati)

    assert record_of(Alumnus.get_by_id(sari.id)).shown == set()


def test_both_accounts_open_the_one_record(cast):
    one = make_alumnus(cast.banua, "Sari Contoh", person=cast.sari)
    other = make_alumnus(cast.banua, "Tono Contoh", person=cast.tono)

    merge(one, other, cast.wati)

    assert alumnus_of_person(cast.tono.id, cast.banua.id).id == one.id
    assert alumnus_of_person(cast.sari.id, cast.banua.id).id == one.id


def test_a_chain_is_undone_from_its_end(cast):
    one, two, three = (
        make_alumnus(cast.banua, name) for name in ("Sari U", "Sari Um", "Sari Umpama")
    )
    before = everything()
    merge(two, one, cast.wati)
    merge(three, two, cast.wati)
    assert Alumnus.get_by_id(one.id).merged_into_id == three.id
    first, second = AlumnusMerge.select().order_by(AlumnusMerge.id)

    with pytest.raises(Refused):
        undo_merge(first, cast.wati.id, LATER)
    undo_merge(second, cast.wati.id, LATER)
    assert Alumnus.get_by_id(one.id).merged_into_id == two.id
    undo_merge(first, cast.wati.id, LATER)
    undo_merge(first, cast.wati.id, LATER)  # sent twice

    assert difference(before, everything()) == {}


def test_what_changed_since_the_page_was_opened_is_not_merged(cast, pair):
    sari, listed = pair
    stale = Alumnus.get_by_id(sari.id)
    merge(sari, make_alumnus(cast.banua, "Sari C."), cast.wati)

    with pytest.raises(Refused):
        merge_alumni(
            stale,
            listed,
            facts_of(stale),
            (str(stale.revision), str(listed.revision)),
            cast.wati.id,
            NOON,
        )


def test_records_of_two_offices_are_never_merged(cast, pair):
    with pytest.raises(Refused):
        merge(pair[0], make_alumnus(cast.seberang, "Sari Contoh"), cast.wati)


def test_an_erased_one_is_neither_merged_nor_parted(cast, pair):
    sari, listed = pair
    with pytest.raises(Refused):
        merge(sari, make_alumnus(cast.banua, "–", state=AlumnusState.ERASED), cast.wati)
    merge(sari, listed, cast.wati)
    Alumnus.update(state=AlumnusState.ERASED).where(Alumnus.id == sari.id).execute()

    with pytest.raises(Refused):
        undo_merge(merges_into(sari)[0], cast.wati.id, LATER)


def test_whoever_is_in_touch_is_told_with_the_address_to_object(cast, pair):
    cast.banua.address = "Jalan Contoh 1"
    cast.banua.save()

    merge(*pair, cast.wati)

    told = Message.get()
    assert told.recipient == "sari.lama@contoh.example"
    assert "Jalan Contoh 1" in told.body
    assert "Sari Contohani" in told.body


@pytest.mark.parametrize("state", ["withdrawn", "dormant", "deceased"])
def test_nobody_else_gets_mail_about_it(cast, pair, state):
    Alumnus.update(state=AlumnusState(state)).where(Alumnus.id == pair[1].id).execute()

    merge(*pair, cast.wati)

    assert not Message.select().exists()


def test_two_who_merge_each_into_the_other_at_once_make_one_merge(committed):
    cast = committed.cast
    one, other = (make_alumnus(cast.banua, "Sari Umpama") for _ in range(2))

    ends = all_at_once(lambda: merge(one, other, cast.wati), lambda: merge(other, one, cast.wati))

    assert sorted(ends) == ["done", "refused"]
    assert AlumnusMerge.select().count() == 1
