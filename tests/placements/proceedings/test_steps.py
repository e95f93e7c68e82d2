"""An office ends an internship: asked, heard, signed by a second, and over after its last day."""

import pytest

from mori.accounts.models import Person
from mori.certificates.papers.operations import Wanted, make_paper
from mori.certificates.statements.rules import PaperKind
from mori.core.errors import Refused
from mori.placements import operations as placements
from mori.placements.models import Placement, PlacementEvent
from mori.placements.proceedings import operations
from mori.placements.proceedings.models import Proceeding
from mori.placements.proceedings.rules import ProceedingKind, ProceedingState
from mori.placements.queries import placement_by_key
from tests.cast import NOON, TODAY
from tests.certificates.issuing import let_issue
from tests.placements.proceedings.proceeding import (
    ADDRESS,
    DAY,
    FACTS,
    LAST_DAY,
    WORDS,
    begun,
    heard,
    mail_to,
    path_of,
    reload,
    signed,
    state_of,
)

pytestmark = pytest.mark.usefixtures("noon")


@pytest.fixture(autouse=True)
def english(cast):
    Person.update(locale="en").execute()


def tend(days):
    operations.tend(ADDRESS, NOON + days * DAY)


def sent(**changes):
    return {
        "token": "form",
        "reason": "absent",
        "facts": FACTS,
        "day": str(LAST_DAY),
        **changes,
    }


def propose(visit, cast, what="akhiri", **changes):
    path = f"/peserta/{cast.placement.key}/{what}"
    return visit(cast.wati).post(path, sent(**changes))


def test_the_whole_way_from_asking_to_the_statement(visit, cast):
    assert propose(visit, cast).status_code == 303
    row = Proceeding.get()
    assert (state_of(cast), len(mail_to(cast.sari))) == ("active", 1)

    start = visit(cast.sari).get("/")
    assert path_of(row) in start.text
    assert FACTS in visit(cast.sari).get(path_of(row)).text
    answered = visit(cast.sari).post(path_of(row, "jawab"), {"words": WORDS})
    assert answered.status_code == 303
    row = reload(row)
    signer = row.signer
    assert signer.id in (cast.ningsih.id, cast.opik.id)
    assert len(mail_to(signer)) == 1

    page = visit(signer).get(f"/peserta/tanda-tangan/{row.key}")
    assert FACTS in page.text
    assert WORDS in page.text
    said = {"seen": "heard", "decision": "sign", "note": ""}
    assert visit(signer).post(f"/peserta/tanda-tangan/{row.key}", said).status_code == 303
    assert (reload(row).state, state_of(cast)) == (ProceedingState.SIGNED, "active")

    tend(9)
    assert state_of(cast) == "active"
    tend(10)
    placement = Placement.get_by_id(cast.placement.id)
    assert (placement.state, placement.ends_on) == ("ended_early", LAST_DAY)
    assert reload(row).state is ProceedingState.DONE
    let_issue(cast)
    wanted = Wanted(PaperKind.LETTER, "id", LAST_DAY)
    whole = placement_by_key(placement.key)
    assert make_paper(whole, wanted, "letter", cast.wati.id, NOON + 10 * DAY, ADDRESS).key


def test_the_record_is_printed_once_a_second_has_signed(visit, cast):
    row = heard(cast)
    assert visit(cast.wati).get(path_of(row, "surat.pdf")).status_code == 409

    operations.sign(row, row.state, "", cast.ningsih.id, NOON, ADDRESS)

    for who in (cast.wati, cast.sari, cast.hasan):
        assert visit(who).get(path_of(row, "surat.pdf")).data.startswith(b"%PDF")


@pytest.mark.parametrize(("days", "state"), [(5, "asked"), (6, "unanswered")])
def test_no_answer_counts_as_one_after_three_working_days(cast, days, state):
    row = begun(cast)  # on a Wednesday: until Monday

    tend(days)

    row = reload(row)
    assert row.state == state
    assert (row.signer_id is not None) is (state == "unanswered")


def test_words_that_come_late_are_read_too_and_whoever_signs_has_read_them(cast):
    begun(cast)
    tend(6)
    row = reload(Proceeding.get())
    seen, signer = row.state, row.signer_id
    operations.answer(row, WORDS, cast.sari.id, NOON + 6 * DAY, ADDRESS)

    with pytest.raises(Refused):
        operations.sign(reload(row), seen, "", signer, NOON + 6 * DAY, ADDRESS)

    assert reload(row).state is ProceedingState.HEARD
    assert reload(row).signer_id == signer


def test_without_the_second_nothing_ends(cast):
    heard(cast)

    for days in (1, 10, 30):
        tend(days)

    assert state_of(cast) == "active"
    assert not PlacementEvent.select().where(PlacementEvent.verb == "end_early").exists()


def test_a_second_who_does_not_sign_says_why_and_nothing_happens(visit, cast):
    row = heard(cast)
    path, browser = f"/peserta/tanda-tangan/{row.key}", visit(cast.ningsih)

    silent = browser.post(path, {"seen": "heard", "decision": "refuse", "note": " "})
    assert (silent.status_code, reload(row).state) == (422, ProceedingState.HEARD)
    browser.post(path, {"seen": "heard", "decision": "refuse", "note": "Umpama surat ada."})
    tend(30)

    assert (reload(row).state, state_of(cast)) == (ProceedingState.REFUSED, "active")
    assert "Umpama surat ada." in visit(cast.sari).get(path_of(row)).text


def test_nobody_but_the_one_who_was_asked_signs(cast):
    row = heard(cast)

    for who in (cast.opik, cast.wati, cast.hasan, cast.rina, cast.sari):
        with pytest.raises(Refused):
            operations.sign(row, row.state, "", who.id, NOON, ADDRESS)

    assert reload(row).state is ProceedingState.HEARD


def test_the_office_takes_it_back_and_the_intern_is_told(visit, cast):
    row = signed(cast)
    before = len(mail_to(cast.sari))

    reply = visit(cast.wati).post(path_of(row, "tarik"), {"note": "Keliru."})
    tend(30)

    assert (reply.status_code, reload(row).state) == (303, ProceedingState.DROPPED)
    assert (state_of(cast), len(mail_to(cast.sari))) == ("active", before + 1)


def test_signed_after_the_day_it_lasts_until_the_day_of_the_signature(cast):
    row = heard(cast, day=TODAY)

    operations.sign(row, row.state, "", cast.ningsih.id, NOON + 5 * DAY, ADDRESS)

    assert reload(row).day == TODAY + 5 * DAY


def test_a_placement_that_has_not_begun_is_withdrawn(cast):
    later = TODAY + 40 * DAY
    Placement.update(starts_on=later, ends_on=later + 9 * DAY).where(
        Placement.id == cast.placement.id
    ).execute()
    signed(cast)

    tend(0)

    assert state_of(cast) == "withdrawn"


def test_what_ends_meanwhile_needs_no_early_end(cast):
    row = heard(cast)
    placements.pause_placement(Placement.get_by_id(cast.placement.id), "", cast.wati.id, NOON)
    placements.end_placement_early(
        Placement.get_by_id(cast.placement.id), TODAY, "", cast.wati.id, NOON
    )

    tend(1)

    assert reload(row).state is ProceedingState.DROPPED


def test_a_warning_is_heard_signed_printed_and_looked_at_again(visit, cast):
    row = signed(cast, kind=ProceedingKind.WARNING)
    assert visit(cast.sari).get(path_of(row, "surat.pdf")).status_code == 200
    early = visit(cast.wati).post(path_of(row, "lihat"), {"note": "Sudah baik."})
    assert (early.status_code, "Sudah baik." in early.text) == (409, True)

    operations.finish_warning(row, "Sudah baik.", cast.wati.id, NOON + 9 * DAY, ADDRESS)

    assert (reload(row).state, state_of(cast)) == (ProceedingState.DONE, "active")
    assert "Sudah baik." in visit(cast.sari).get(path_of(row)).text


def test_there_is_no_other_way_to_end_it(visit, cast):
    page = visit(cast.wati).get(f"/peserta/{cast.placement.key}").text
    assert "/akhiri" in page

    visit(cast.wati).post(f"/peserta/{cast.placement.key}/akhiri", {"last_day": str(TODAY)})
    gone = visit(cast.wati).post(f"/peserta/{cast.placement.key}/mundur", {"note": "x"})

    assert (gone.status_code, state_of(cast)) == (404, "active")
