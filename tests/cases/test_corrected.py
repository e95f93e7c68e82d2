"""A form that is sent once more with other words is no retry: what was corrected is kept."""

import datetime as dt

import pytest

from mori.cases.closing.models import Proposal, Reopening
from mori.cases.closing.rules import Step
from mori.cases.entries.models import CaseEntry
from mori.cases.entries.rules import EntryKind
from mori.cases.holders.models import CaseHandOver
from mori.cases.referrals.models import Referral
from mori.cases.referrals.rules import ReferralState
from mori.cases.tasks.models import CaseTask
from mori.safeguarding.alerts.rules import AlertState
from mori.safeguarding.notes.models import AlertNote
from mori.safeguarding.subjects.models import Subject
from tests.cases.caring import in_care
from tests.cases.closing.deciding import SAFE, decided
from tests.cast import NOON, TODAY
from tests.safeguarding.alerts.alarm import minutes, reload

pytestmark = pytest.mark.usefixtures("noon", "english")
TOMORROW = str(TODAY + dt.timedelta(days=1))


@pytest.fixture
def case(cast, alert):
    return in_care(cast, alert)


def entries(kind):
    return CaseEntry.select().where(CaseEntry.kind == kind).count()


def sent(browser, address, said, **corrected):
    """The same form three times: as it is, again, and with other words."""
    answers = [browser.post(address, each) for each in (said, said, said | corrected)]
    assert [each.status_code for each in answers] == [303, 303, 303]


@pytest.mark.parametrize(
    ("of", "kind", "more"),
    [
        ("", EntryKind.ACCOUNT, {}),
        ("/rencana", EntryKind.PLAN, {}),
        ("/tugas", EntryKind.TASK, {"due_on": TOMORROW}),
        ("/kontak", EntryKind.CONTACT, {"way": "call", "reached": "yes"}),
    ],
)
def test_texts_of_a_case(visit, cast, case, of, kind, more):
    said = {"token": "t", "text": "Besok di kantin Contoh", **more}

    sent(visit(cast.ningsih), f"/jaga/{case.key}/kasus{of}", said, text="Lusa di kantin Contoh")

    assert entries(kind) == 2


def test_the_day_of_a_task(visit, cast, case):
    said = {"token": "t", "text": "Menelepon Contoh", "due_on": TOMORROW}

    sent(visit(cast.ningsih), f"/jaga/{case.key}/kasus/tugas", said, due_on=str(TODAY))

    found = CaseTask.select().where(CaseTask.entry.is_null(False))
    assert sorted(str(each.due_on) for each in found) == [str(TODAY), TOMORROW]


def test_the_note_of_a_hand_over(visit, cast, case):
    said = {"token": "t", "taker": cast.opik.key, "text": "Ia baik-baik saja"}

    sent(visit(cast.ningsih), f"/jaga/{case.key}/kasus/serah", said, text="Ia belum aman")

    assert entries(EntryKind.HANDOVER) == 2
    assert CaseHandOver.select().count() == 2


def test_what_is_offered_and_what_was_passed_on(visit, cast, case):
    browser = visit(cast.ningsih)
    said = {"token": "r", "partner": "sapa", "what": ["name"], "to_whom": "Bu Contoh"}
    address = f"/jaga/{case.key}/kasus/rujukan"
    sent(browser, address, said | {"on_day": TOMORROW}, what=["name", "phone"])
    assert Referral.select().count() == 2
    Referral.update(state=ReferralState.AGREED).execute()
    referral = Referral.select().order_by(Referral.id).first()

    passed = {"token": "p", "referral": referral.key, "text": "Kepada Bu Contoh"}
    sent(browser, f"{address}/diteruskan", passed, text="Kepada Pak Contoh")

    assert entries(EntryKind.REFERRAL) == 2


def test_whom_it_is_about(visit, cast, case):
    said = {"token": "t", "person": cast.budi.key, "words": "", "reason": "Dikatakan orangnya"}

    sent(visit(cast.ningsih), f"/jaga/{case.key}/tentang", said, person=cast.wati.key)

    assert {each.person_id for each in Subject.select()} == {cast.budi.id, cast.wati.id}


def test_what_was_agreed(visit, cast, case):
    said = {"token": "t", "text": "Menelepon pukul dua"}

    sent(visit(cast.ningsih), f"/jaga/{case.key}/catatan", said, text="Menelepon pukul tiga")

    assert AlertNote.select().count() == 2


def test_a_step_that_is_proposed(visit, cast, case):
    said = {"token": "t", "step": Step.IN_HAND.value}

    sent(visit(cast.ningsih), f"/jaga/{case.key}/usul", said, step=Step.MONITOR.value)

    assert [each.step for each in Proposal.select().order_by(Proposal.id)] == [
        Step.IN_HAND,
        Step.MONITOR,
    ]


def test_words_that_came_after_it_was_opened_again_are_shown_once_more(visit, cast, case, noon):
    noon.move_to(NOON + minutes(5))
    closed = decided(case, SAFE, cast.ningsih, cast.opik, NOON + minutes(5))
    browser, said = visit(cast.opik), {"token": "t", "words": "Ia menelepon"}
    address = f"/jaga/{closed.key}/buka-lagi"

    first = [browser.post(address, said) for _twice in range(2)]
    late = browser.post(address, said | {"words": "Ia menelepon dua kali"})

    assert [each.status_code for each in first] == [303, 303]
    assert Reopening.select().count() == 1
    assert late.status_code == 422
    assert "Ia menelepon dua kali" in late.text
    assert reload(closed).state is AlertState.NOTIFIED
