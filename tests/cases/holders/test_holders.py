"""Two officers hold a case; one hands their part over, and whoever may not read it leaves."""

import pytest

from mori.cases.holders import jobs, operations, queries
from mori.cases.holders.models import CaseHandOver
from mori.cases.keys.queries import pairs_of, shares_of
from mori.safeguarding.alerts.models import AlertEvent
from mori.safeguarding.audit.models import AuditRecord
from tests.cases.caring import ADDRESS, case_page, in_care, part_of, written_to
from tests.cases.opening import PASSPHRASE, give_key, opened
from tests.cast import NOON
from tests.safeguarding.alerts.alarm import minutes
from tests.safeguarding.alerts.excluding import exclude
from tests.safeguarding.duty.planning import plan

pytestmark = pytest.mark.usefixtures("noon", "english")
NOTE = "Bertemu Kamis di perpustakaan Contoh"


@pytest.fixture
def case(cast, alert):
    return in_care(cast, alert)


def hold(visit, who, alert):
    return visit(who).post(f"/jaga/{alert.key}/kasus/pegang")


def hand_over(visit, who, alert, taker, token="h1", text=NOTE):
    said = {"taker": taker.key, "text": text, "token": token}
    return visit(who).post(f"/jaga/{alert.key}/kasus/serah", said)


def answer(visit, who, alert, verb):
    offer = CaseHandOver.get(CaseHandOver.alert == alert).key
    return visit(who).post(f"/jaga/{alert.key}/kasus/serah/{verb}", {"offer": offer})


def names(alert, at=NOON):
    return [each.name.split()[0] for each in queries.holders_of(alert.id, at)]


def test_whoever_takes_it_on_holds_it_and_the_page_asks_for_a_second(visit, cast, case):
    shown = part_of(case_page(opened(visit, cast.opik), case), "holders")

    assert names(case) == ["Ningsih"]
    assert "One more is missing." in shown
    assert "I hold this case too" in shown


def test_a_second_officer_holds_it_too_and_twice_is_once(visit, cast, case):
    for _ in range(2):
        assert hold(visit, cast.opik, case).status_code == 303

    shown = part_of(case_page(opened(visit, cast.opik), case), "holders")
    assert names(case) == ["Ningsih", "Opik"]
    assert "One more is missing." not in shown
    assert AuditRecord.select().where(AuditRecord.verb == "hold").count() == 1


def test_naming_takers_again_brings_nobody_back_who_handed_over(visit, cast, case, app):
    hold(visit, cast.opik, case)
    hand_over(visit, cast.ningsih, case, cast.dewi)
    answer(visit, cast.dewi, case, "terima")

    operations.name_takers(NOON + minutes(1))

    assert names(case) == ["Opik", "Dewi"]


def test_the_board_says_that_a_second_is_missing_to_those_told_and_to_nobody_else(
    visit, cast, case
):
    assert "A second holder is missing." in visit(cast.ningsih).get("/jaga").text
    for who in (cast.dewi, cast.hasan):
        assert 'id="cases"' not in visit(who).get("/jaga").text
    exclude(cast.sari, cast.opik)
    assert 'id="cases"' not in visit(cast.opik).get("/jaga").text

    hold_again = operations.hold_case
    hold_again(case, cast.dewi.id, NOON)
    assert "A second holder is missing." not in visit(cast.ningsih).get("/jaga").text


def test_invariant_13_a_holder_who_has_not_unlocked_for_long_is_said(visit, cast, case, app, noon):
    give_key(cast.ningsih, app)
    operations.hold_case(case, cast.opik.id, NOON)
    shown = part_of(case_page(opened(visit, cast.ningsih, PASSPHRASE), case), "holders")
    assert shown.count("not opened it for 45 days") == 1

    noon.move_to(NOON + minutes(60 * 24 * 46))

    assert [
        each.is_stale for each in queries.holders_of(case.id, NOON + minutes(60 * 24 * 46))
    ] == [
        True,
        True,
    ]


def test_a_hand_over_tells_the_other_by_the_neutral_letter_and_waits_for_them(visit, cast, case):
    before = written_to(cast.dewi)
    assert hand_over(visit, cast.ningsih, case, cast.dewi).status_code == 303

    assert written_to(cast.dewi) == [before[0] + 1]
    assert names(case) == ["Ningsih"]
    shown = part_of(case_page(opened(visit, cast.dewi), case), "holders")
    assert NOTE in shown
    assert "I take over" in shown


def test_whoever_accepts_holds_it_and_whoever_gave_it_does_not(visit, cast, case):
    hand_over(visit, cast.ningsih, case, cast.opik)
    assert answer(visit, cast.ningsih, case, "terima").status_code == 409

    assert answer(visit, cast.opik, case, "terima").status_code == 303

    assert names(case) == ["Opik"]
    assert answer(visit, cast.opik, case, "terima").status_code == 409
    records = AuditRecord.select().where(AuditRecord.about == case.key)
    assert {"add handover", "accept"} <= {each.verb for each in records}


def test_declined_or_taken_back_it_stays_where_it_was(visit, cast, case):
    hand_over(visit, cast.ningsih, case, cast.opik)
    assert answer(visit, cast.dewi, case, "batal").status_code == 404

    assert answer(visit, cast.opik, case, "batal").status_code == 303

    assert names(case) == ["Ningsih"]
    assert "asks" not in part_of(case_page(opened(visit, cast.opik), case), "holders")


def test_it_is_offered_to_nobody_who_must_not_learn_of_it_and_by_nobody_who_does_not_hold_it(
    visit, cast, case
):
    assert hand_over(visit, cast.ningsih, case, cast.rina).status_code == 422
    assert hand_over(visit, cast.opik, case, cast.dewi).status_code == 409
    exclude(cast.sari, cast.dewi)
    assert hand_over(visit, cast.ningsih, case, cast.dewi).status_code == 422
    assert CaseHandOver.select().count() == 0
    assert written_to(cast.dewi, cast.rina) == [0, 0]


def test_without_a_note_it_is_asked_for_again_and_nothing_typed_is_lost(visit, cast, case):
    refused = hand_over(visit, cast.ningsih, case, cast.opik, text=" ")

    assert refused.status_code == 422
    assert "Write what they have to know." in refused.text
    assert f'<option selected value="{cast.opik.key}">' in refused.text


def test_a_holder_who_leaves_reads_nothing_that_is_written_afterwards(visit, cast, case, app):
    give_key(cast.ningsih, app)
    theirs = give_key(cast.opik, app, "kain sasirangan biru laut")
    operations.hold_case(case, cast.opik.id, NOON)
    visit(cast.ningsih).post(f"/jaga/{case.key}/kasus", {"text": "Awal", "token": "t1"})
    exclude(cast.sari, cast.opik)
    before = written_to(cast.ningsih)

    for piece in jobs.end_holdings(app.config["SECRET_KEY"], ADDRESS, NOON + minutes(1)):
        piece()

    assert names(case) == ["Ningsih"]
    assert [pair.number for pair in pairs_of(case.id)] == [1, 2]
    assert not any(each.officer_key_id == theirs.id for each in shares_of(case.id))
    assert written_to(cast.ningsih) == [before[0] + 1]


def test_near_the_end_of_a_shift_handing_over_is_asked_for(visit, cast, case, noon):
    plan(cast.banua, cast.ningsih)
    assert "Your time on duty ends" not in case_page(opened(visit, cast.ningsih), case)

    noon.move_to(NOON + minutes(150))  # 14.30, until 16.00
    shown = part_of(case_page(opened(visit, cast.ningsih), case), "holders")

    assert "Your time on duty ends at 16.00." in shown
    assert "/jaga/jadwal" in shown


def test_a_drill_has_no_holders(cast, alert):
    assert AlertEvent.select().exists()
    alert.kind = type(alert.kind).DRILL

    with pytest.raises(Exception, match="no case"):
        operations.hold_case(alert, cast.opik.id, NOON)
