"""What comes to nothing is over after a while, and is erased after that."""

import datetime as dt

import pytest

from mori.applications.deciding.models import Decision
from mori.applications.erasing.operations import erase_old, expire_old
from mori.applications.letters.jobs import print_next
from mori.applications.letters.models import ReplyLetter
from mori.applications.letters.operations import Wanted, make_letter, sign_letter
from mori.applications.letters.rules import LetterKind
from mori.applications.models import Applicant, ApplicantEvent, Application
from mori.applications.rules import ApplicantState
from mori.notifications.models import Message
from tests.applications.applying import POST, entered, named, places_of, settled
from tests.applications.test_letters import numbered
from tests.cast import NOON, TODAY
from tests.support.models import stored

pytestmark = pytest.mark.usefixtures("noon")
WORDS = "Maaf, unitnya pindah gedung."


def after(days):
    return NOON + dt.timedelta(days=days)


def refused(cast):
    """A letter with two, one of whom was refused."""
    application = entered(cast, names=named("Aminah", "Bahrun"))
    first, second = places_of(application)
    settled("refuse", [first], cast, WORDS)
    return application, first, second


def test_of_whoever_was_refused_nothing_is_left_after_ninety_days(cast, store):
    _application, first, second = refused(cast)

    erase_old(store, after(89))
    assert Applicant.get_by_id(first.id).name == "Aminah Rekaan"
    for _each in range(2):
        erase_old(store, after(91))

    row = Applicant.get_by_id(first.id)
    assert (row.name, row.email, row.erased_at) == ("", "", after(91))
    assert row.state is ApplicantState.REFUSED
    assert WORDS not in "".join(each.note for each in ApplicantEvent.select())
    assert WORDS not in "".join(each.note for each in Decision.select())
    verbs = [each.verb for each in ApplicantEvent.select().where(ApplicantEvent.applicant == first)]
    assert verbs == ["send", "refuse", "erase"]
    assert not Message.select().where(Message.recipient == "aminah@umr.example").exists()
    assert Applicant.get_by_id(second.id).name == "Bahrun Rekaan"
    assert Application.get().contact == "Bu Rahimah Rekaan"


def test_with_the_last_the_letter_is_erased_too(cast, store):
    application, _first, second = refused(cast)
    settled("refuse", [second], cast, WORDS, at=after(1))

    erase_old(store, after(93))

    row = Application.get_by_id(application.id)
    assert (row.contact, row.email, row.letter_number) == ("", "", "")
    for text in ("Rahimah", "rahimah@umr.example", "Aminah Rekaan", "bahrun@umr.example", WORDS):
        assert text not in "".join(map(str, stored_rows()))


def stored_rows():
    return [row for model in stored() for row in model.select().tuples()]


def test_a_letter_that_refuses_somebody_goes_with_them_and_keeps_its_number(cast, store):
    numbered(cast)
    application = entered(cast)
    (applicant,) = places_of(application)
    settled("refuse", [applicant], cast, WORDS)
    wanted = Wanted(LetterKind.REFUSED, "id", TODAY, "dekanat@umr.example", "", WORDS)
    letter = make_letter(application, wanted, "t", cast.wati.id, NOON)
    sign_letter(letter, cast.hasan.id, NOON)
    print_next(store, POST, NOON)
    path = ReplyLetter.get().path
    assert store.get(path)

    erase_old(store, after(91))

    row = ReplyLetter.get()
    assert (row.number, row.statement, row.copy_to, row.file) == (letter.number, "", "", "")
    assert store.get(path) is None


def test_whoever_was_accepted_is_kept(cast, store):
    (applicant,) = places_of(entered(cast))
    settled("accept", [applicant], cast)

    erase_old(store, after(400))

    assert Applicant.get_by_id(applicant.id).name == "Aminah Rekaan"


@pytest.mark.parametrize(
    ("state", "days", "is_over"),
    [
        (ApplicantState.INCOMPLETE, 29, False),
        (ApplicantState.INCOMPLETE, 31, True),
        (ApplicantState.DRAFT, 29, False),
        (ApplicantState.DRAFT, 31, True),
        (ApplicantState.SUBMITTED, 70, False),
        (ApplicantState.SUBMITTED, 74, True),  # the days asked for are over
        (ApplicantState.WAITING, 74, True),
        (ApplicantState.ACCEPTED, 400, False),
        (ApplicantState.REFUSED, 400, False),
    ],
)
def test_what_nobody_came_back_to_is_over(cast, state, days, is_over):
    (applicant,) = places_of(entered(cast))
    Applicant.update(state=state).where(Applicant.id == applicant.id).execute()

    expire_old(after(days))

    found = Applicant.get_by_id(applicant.id).state
    assert found is (ApplicantState.EXPIRED if is_over else state)


def test_ringkasan_says_in_one_row_how_many_wait_for_a_reply(visit, cast):
    before = visit(cast.wati).get("/ringkasan").text
    entered(cast, names=named("Aminah", "Bahrun"))
    shown = visit(cast.wati).get("/ringkasan").text

    assert "menunggu balasan" not in before
    assert shown.count("2 pendaftar menunggu balasan") == 1
    assert "pendaftar menunggu" not in visit(cast.citra).get("/ringkasan").text
