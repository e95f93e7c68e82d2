"""Alumni agree purpose by purpose and take it back, effective at once and everywhere."""

import datetime as dt

import pytest

from mori.alumni.consents.operations import give, note_answer, withdraw, withdraw_all
from mori.alumni.consents.queries import consents_of, consents_since, words_of
from mori.alumni.finding.models import AlumnusFacet
from mori.alumni.finding.operations import refresh
from mori.alumni.models import Alumnus, AlumnusContact, AlumnusEvent, Consent
from mori.alumni.queries import alumnus_by_id, record_of
from mori.alumni.rules import Agreed, AlumnusState, ConsentWay, ContactKind
from mori.core.db import db
from mori.core.errors import Refused
from tests.cast import NOON
from tests.support.together import all_at_once

pytestmark = pytest.mark.usefixtures("noon")

LATER = NOON + dt.timedelta(hours=1)
SHOWN = [Agreed.DIRECTORY, Agreed.PHONE]


@pytest.fixture
def alumnus(cast):
    return make(cast)


def make(cast, name="Sari Umpama", state=AlumnusState.CONFIRMED) -> Alumnus:
    made = Alumnus.create(
        office=cast.banua, name=name, name_folded=name.casefold(), state=state, made_at=NOON
    )
    AlumnusContact.create(alumnus=made, kind=ContactKind.PHONE, value="+628110001111")
    AlumnusContact.create(alumnus=made, kind=ContactKind.MAIL, value="sari@rumah.example")
    refresh([made.id])
    return alumnus_by_id(made.id)


def agree(alumnus, to, at=NOON, way=ConsentWay.LINK, **more):
    give(alumnus, to, way, "id", at, **more)


def merge(kept, merged) -> None:
    Alumnus.update(merged_into=kept).where(Alumnus.id == merged.id).execute()
    refresh([kept.id, merged.id])


def agreed(alumnus):
    return record_of(alumnus).agreed


def shown_facets(alumnus):
    return AlumnusFacet.select().where(AlumnusFacet.alumnus == alumnus, AlumnusFacet.is_shown)


def verbs():
    return [(each.verb, each.note) for each in AlumnusEvent.select().order_by(AlumnusEvent.id)]


def test_what_was_agreed_to_is_shown_and_nothing_else(alumnus):
    agree(alumnus, SHOWN)

    shown = record_of(alumnus).as_shown()
    assert (shown.phones, shown.mails) == (("+628110001111",), ())
    assert shown_facets(alumnus).exists()


def test_what_is_withdrawn_is_gone_at_once(alumnus):
    agree(alumnus, [*SHOWN, Agreed.NEWS])

    withdraw(alumnus, [Agreed.NEWS, Agreed.PHONE], LATER)

    assert record_of(alumnus).as_shown().phones == ()
    assert agreed(alumnus) == {Agreed.DIRECTORY}
    assert verbs() == [("agree", "directory, news, phone"), ("take_back", "news, phone")]


def test_without_the_directory_all_is_hidden_and_the_choice_of_fields_stays(alumnus):
    agree(alumnus, SHOWN)

    withdraw(alumnus, [Agreed.DIRECTORY], LATER)

    assert record_of(alumnus).as_shown().phones == ()
    assert not shown_facets(alumnus).exists()
    assert agreed(alumnus) == {Agreed.PHONE}


def test_the_same_twice_changes_nothing(alumnus):
    for do in (
        lambda: agree(alumnus, SHOWN),
        lambda: withdraw(alumnus, SHOWN, LATER),
        lambda: withdraw_all(alumnus, None, LATER),
    ):
        do()
        before = [list(Consent.select().tuples()), verbs()]
        do()
        assert before == [list(Consent.select().tuples()), verbs()]


def test_stepping_back_ends_every_consent_and_can_be_taken_up_again(alumnus):
    agree(alumnus, Agreed)

    withdraw_all(alumnus, None, LATER)

    assert agreed(alumnus) == frozenset()
    assert alumnus_by_id(alumnus.id).state == AlumnusState.WITHDRAWN

    note_answer(alumnus, None, LATER)
    agree(alumnus, SHOWN, LATER)

    assert record_of(alumnus).shown == {Agreed.PHONE}


@pytest.mark.parametrize("state", [AlumnusState.INVITED, AlumnusState.DORMANT])
def test_an_answer_confirms_and_leaves_nothing_unanswered(cast, state):
    alumnus = make(cast, state=state)
    Alumnus.update(unanswered=2).execute()

    note_answer(alumnus, None, LATER)

    found = alumnus_by_id(alumnus.id)
    assert (found.state, found.unanswered, found.answered_at) == (
        AlumnusState.CONFIRMED,
        0,
        LATER,
    )


@pytest.mark.parametrize("state", [AlumnusState.DECEASED, AlumnusState.ERASED])
def test_who_is_gone_agrees_to_nothing_more(cast, state):
    alumnus = make(cast, state=state)

    with pytest.raises(Refused):
        agree(alumnus, SHOWN)
    with pytest.raises(Refused):
        note_answer(alumnus, None, NOON)

    assert not Consent.select().exists()


def test_who_was_merged_agrees_as_the_other(cast):
    kept, merged = make(cast), make(cast, "Sari U.")
    agree(merged, [Agreed.NEWS])
    merge(kept, merged)

    agree(merged, [Agreed.CONTACT], LATER)  # loaded before

    assert Consent.get(Consent.to == Agreed.CONTACT).alumnus_id == kept.id
    assert agreed(kept) == {Agreed.NEWS, Agreed.CONTACT}

    withdraw(kept, [Agreed.NEWS], LATER)

    assert agreed(kept) == {Agreed.CONTACT}


def test_what_a_later_withdrawal_outdid_can_be_given_again(cast):
    kept, merged = make(cast), make(cast, "Sari U.")
    agree(kept, [Agreed.NEWS])
    agree(merged, [Agreed.NEWS])
    withdraw(merged, [Agreed.NEWS], LATER)
    merge(kept, merged)
    assert agreed(kept) == frozenset()

    agree(kept, [Agreed.NEWS], LATER)

    assert agreed(kept) == {Agreed.NEWS}


def test_the_words_agreed_to_stay_with_it(alumnus, cast):
    agree(alumnus, [Agreed.NEWS], way=ConsentWay.PAPER, noted_by=cast.wati.id)
    withdraw(alumnus, [Agreed.NEWS], LATER)
    give(alumnus, [Agreed.NEWS], ConsentWay.LINK, "en", LATER)

    latest, first = consents_of(alumnus)

    assert (first.way, first.noted_by.name) == (ConsentWay.PAPER, "Wati Contoh")
    assert words_of(first).startswith("Kantor boleh mengirimimu kabar")
    assert words_of(latest).startswith("The office may send you news")
    assert consents_since(alumnus) == {Agreed.NEWS: LATER}


def test_agreeing_to_newer_words_keeps_the_older_ones(alumnus):
    agree(alumnus, [Agreed.NEWS])
    Consent.update(wording="0").execute()

    agree(alumnus, [Agreed.NEWS], LATER)

    assert [(each.wording, each.withdrawn_at) for each in consents_of(alumnus)] == [
        ("1", None),
        ("0", LATER),
    ]
    assert agreed(alumnus) == {Agreed.NEWS}


@pytest.fixture
def kept(committed):
    """Somebody in a database whose commits are real."""
    return make(committed.cast)


def test_two_taps_at_once_give_one_consent(kept):
    ends = all_at_once(*(lambda: agree(kept, SHOWN) for _ in "ab"))

    assert ends == ["done", "done"]
    assert Consent.select().count() == len(SHOWN)
    assert len(verbs()) == 1
    db.close()


def test_stepping_back_twice_at_once_is_done_once(kept):
    agree(kept, SHOWN)

    ends = all_at_once(*(lambda: withdraw_all(kept, None, LATER) for _ in "ab"))

    assert ends == ["done", "done"]
    assert [verb for verb, _note in verbs()] == ["agree", "withdraw"]
    db.close()
