"""Two coordinators do the same at the same moment: it is done once, and the other is told."""

import pytest

from mori.alumni.applying.run_operations import start_applying
from mori.alumni.applying.undo_operations import start_undoing
from mori.alumni.imports.deciding.operations import Decided, decide, decide_many
from mori.alumni.imports.models import ImportEvent, ImportRow
from mori.alumni.imports.row_queries import row_by_key
from mori.alumni.imports.rules import ImportState, RowDecision
from mori.alumni.merging.models import AlumnusMerge
from mori.alumni.merging.operations import undo_merge
from mori.alumni.messages.models import MailingEvent
from mori.alumni.messages.operations import send_mailing
from mori.alumni.messages.queries import mailing_by_id
from mori.alumni.models import Alumnus, AlumnusEvent
from mori.alumni.privacy import operations as privacy
from mori.alumni.privacy.models import PrivacyRequest, PrivacyRequestEvent
from mori.alumni.privacy.queries import request_by_key
from mori.alumni.privacy.rules import RequestKind, RequestState
from mori.alumni.rules import AlumnusState
from mori.notifications.models import Message
from tests.alumni.applying.applied import apply_next, fresh, imported, listed, rows_of
from tests.alumni.making import make_alumnus
from tests.alumni.merging.together import merge
from tests.alumni.messages import writing
from tests.alumni.privacy.asking import ask, whole
from tests.cast import NOON
from tests.support.together import all_at_once
from tests.visit import Visit

pytestmark = pytest.mark.usefixtures("noon")


@pytest.fixture
def cast(committed):
    return committed.cast


@pytest.fixture
def row(cast):
    """A doubtful row of a list that waits for decisions."""
    made = imported(cast, listed("Sari Umpama;;Universitas Contoh;081250000001;;2014"))
    found = rows_of(made)[-1]
    ImportRow.update(verdict="doubtful").where(ImportRow.id == found.id).execute()
    return row_by_key(found.key)


def test_one_of_two_decisions_on_a_row_stands(cast, row):
    ends = all_at_once(
        lambda: decide(row, Decided(RowDecision.NEW), 0, cast.wati.id, NOON),
        lambda: decide(row, Decided(RowDecision.SKIP), 0, cast.hasan.id, NOON),
    )

    assert sorted(ends) == ["done", "refused"]
    found = ImportRow.get_by_id(row.id)
    by_whom = {RowDecision.NEW: cast.wati.id, RowDecision.SKIP: cast.hasan.id}
    assert found.decided_by_id == by_whom[found.decision]
    assert found.revision == 1


def test_one_by_itself_and_one_of_many_are_no_two_decisions(cast, row):
    counts = []

    all_at_once(
        lambda: decide(row, Decided(RowDecision.NEW), 0, cast.wati.id, NOON),
        lambda: counts.append(
            decide_many(row.imported, {row.key: 0}, RowDecision.SKIP, cast.hasan.id, NOON)
        ),
    )

    found = ImportRow.get_by_id(row.id)
    assert counts == [int(found.decision == RowDecision.SKIP)]
    assert found.revision == 1


def test_the_same_page_pressed_in_two_browsers_is_decided_once(committed, cast, row):
    browsers = [Visit(committed.app)(cast.wati) for _ in range(2)]
    answers = []

    def press(browser, choice) -> None:
        sent = {"revision": "0", "choice": choice}
        answers.append(browser.post(f"/alumni/impor/baris/{row.key}", sent).status_code)

    all_at_once(lambda: press(browsers[0], "new"), lambda: press(browsers[1], "skip"))

    assert sorted(answers) == [303, 422]
    assert ImportRow.get_by_id(row.id).revision == 1


def test_a_list_is_begun_once_and_taken_back_once(cast, row):
    made = fresh(row.imported)

    ends = all_at_once(*[lambda: start_applying(made, cast.wati.id, NOON)] * 2)
    while apply_next(NOON):
        pass
    applied = fresh(made)
    back = all_at_once(*[lambda: start_undoing(applied, cast.wati.id, NOON)] * 2)

    assert (sorted(ends), sorted(back)) == (["done", "refused"], ["done", "refused"])
    verbs = [each.verb for each in ImportEvent.select().order_by(ImportEvent.id)]
    assert verbs == ["apply", "finish_apply", "undo"]


def test_a_decision_comes_before_a_list_is_taken_over_or_is_refused(cast, row):
    made = fresh(row.imported)

    decided, begun = [], []
    all_at_once(
        lambda: begun.append(start_applying(made, cast.wati.id, NOON)),
        lambda: decided.append(decide(row, Decided(RowDecision.SKIP), 0, cast.wati.id, NOON)),
    )
    while apply_next(NOON):
        pass

    assert begun == [None]
    assert fresh(made).state is ImportState.APPLIED
    assert ImportRow.get_by_id(row.id).outcome == ("skipped" if decided else "kept")


def test_the_same_pair_merged_twice_at_once_is_one_merge(cast):
    one = make_alumnus(cast.banua, "Sari Umpama")
    other = make_alumnus(cast.banua, "Sari Umpama", mail="sari@umpama.example")

    ends = all_at_once(*[lambda: merge(one, other, cast.wati)] * 2)

    assert "done" in ends
    assert AlumnusMerge.select().count() == 1
    assert Message.select().count() == 1
    assert Alumnus.get_by_id(other.id).merged_into_id == one.id


def test_a_merge_taken_back_twice_at_once_is_taken_back_once(cast):
    one, other = (make_alumnus(cast.banua, "Sari Umpama") for _ in range(2))
    merge(one, other, cast.wati)

    all_at_once(*[lambda: undo_merge(AlumnusMerge.get(), cast.wati.id, NOON)] * 2)

    assert Alumnus.get_by_id(other.id).merged_into_id is None
    assert AlumnusEvent.select().where(AlumnusEvent.verb == "stand").count() == 1


def test_merged_and_erased_at_once_leaves_no_half(cast):
    one, other = whole(cast), whole(cast, "Siti Lain")

    all_at_once(
        lambda: merge(one, other, cast.wati),
        lambda: privacy.erase(Alumnus.get_by_id(other.id), cast.wati.id, NOON),
    )

    found = Alumnus.get_by_id(other.id)
    assert found.state == AlumnusState.ERASED
    if found.merged_into_id:  # first merged, then erased: they are one
        assert Alumnus.get_by_id(one.id).state == AlumnusState.ERASED
    else:
        assert Alumnus.get_by_id(one.id).name == "Siti Umpama"


@pytest.mark.parametrize("second", ["settle", "refuse", "take_back"])
def test_a_request_is_decided_once(cast, second):
    asked = ask(whole(cast), RequestKind.ERASURE)

    def do(verb):
        request = request_by_key(asked.key)
        said = {"settle": ("",), "refuse": ("Tidak",), "take_back": ()}[verb]
        getattr(privacy, verb)(request, *said, cast.wati.id, NOON)

    ends = all_at_once(lambda: do("settle"), lambda: do(second))

    assert sorted(ends) == ["done", "refused"]
    state = PrivacyRequest.get_by_id(asked.id).state
    erased = Alumnus.get_by_id(asked.alumnus_id).state == AlumnusState.ERASED
    assert erased == (state is RequestState.DONE)
    assert [each.verb for each in PrivacyRequestEvent.select()].count("ask") == 1
    assert PrivacyRequestEvent.select().count() == 2


def test_a_message_is_let_go_out_once(cast):
    writing.alumnus(cast.banua)
    mailing = writing.draft(cast)

    ends = all_at_once(*[lambda: send_mailing(mailing_by_id(mailing.id), cast.wati.id, NOON)] * 2)
    writing.work_on()

    assert sorted(ends) == ["done", "refused"]
    assert [each.verb for each in MailingEvent.select()].count("send") == 1
    assert len(writing.mails()) == 1
