"""Nothing leaves a case without the person's yes for this call, this partner and this much."""

import datetime as dt

import pytest

from mori.cases.entries.models import CaseEntry
from mori.cases.referrals import operations
from mori.cases.referrals.models import Referral, ReferralEvent
from mori.cases.referrals.rules import MOVES, Passed, ReferralState, packed, partners, unpacked
from mori.cases.tasks.models import CaseTask
from mori.core.db import db
from mori.core.errors import Refused
from mori.core.help.lines import load_help_lines
from mori.safeguarding.alerts import operations as alerts
from mori.safeguarding.alerts.models import Tap
from mori.safeguarding.alerts.rules import AlertKind
from tests.cases.caring import case_page, in_care, part_of, written_to
from tests.cases.opening import opened
from tests.cast import NOON, TODAY
from tests.safeguarding.receipts.reading import phone_of

pytestmark = pytest.mark.usefixtures("noon", "english")
DAY = dt.timedelta(days=1)


@pytest.fixture
def case(cast, alert):
    return in_care(cast, alert)


def offer(visit, who, alert, token="r1", **more):
    said = {
        "partner": "uptd_ppa",
        "what": ["name", "phone"],
        "to_whom": "Bu Contoh",
        "on_day": str(TODAY + 2 * DAY),
        "token": token,
    }
    return visit(who).post(f"/jaga/{alert.key}/kasus/rujukan", said | more)


def referral(number=0):
    return list(Referral.select().order_by(Referral.id))[number]


def note(visit, who, alert, answer):
    said = {"referral": referral().key, "answer": answer}
    return visit(who).post(f"/jaga/{alert.key}/kasus/rujukan/jawaban", said)


def pass_on(visit, who, alert, text="Kepada Bu Contoh, lewat telepon", token="p1"):
    said = {"referral": referral().key, "text": text, "token": token}
    return visit(who).post(f"/jaga/{alert.key}/kasus/rujukan/diteruskan", said)


def phone(visit, alert):
    tap = Tap.get(Tap.alert == alert)
    return phone_of(visit(), tap.code, NOON), f"/c/{tap.code}"


def answer(visit, alert, said):
    browser, page = phone(visit, alert)
    return browser.post(f"{page}/rujukan", {"referral": referral().key, "answer": said})


def test_the_person_reads_what_is_passed_on_to_whom_when_and_what_they_must_do_first(
    visit, cast, case
):
    assert offer(visit, cast.ningsih, case).status_code == 303
    browser, page = phone(visit, case)

    shown = part_of(browser.get(page).text, "referrals")

    assert "UPTD PPA" in shown
    assert "Bu Contoh" in shown
    assert "Has to tell the police within 3×24 hours" in shown
    assert "the name, the telephone number." in shown
    assert "On Friday, 20 November 2026" in shown
    assert shown.index("tell the police") < shown.index("Yes, pass this on")


def test_without_a_yes_nothing_is_passed_on_in_any_state_but_agreed(visit, cast, case, app):
    offer(visit, cast.ningsih, case)
    assert pass_on(visit, cast.ningsih, case).status_code == 409

    for state in set(ReferralState) - {ReferralState.AGREED}:
        Referral.update(state=state).execute()
        with pytest.raises(Refused):
            operations.pass_on_referral(
                referral(), cast.opik.id, "x", "p1", app.config["SECRET_KEY"], NOON
            )

    assert MOVES["pass_on"][0] == {ReferralState.AGREED}
    assert CaseEntry.select().count() == 0


def test_after_a_yes_it_is_passed_on_with_a_note_that_is_sealed(visit, cast, case):
    offer(visit, cast.ningsih, case)
    before = written_to(cast.ningsih)[0]

    assert answer(visit, case, "yes").status_code == 303

    assert [str(each.kind) for each in CaseTask.select()] == ["pass_on"]
    assert written_to(cast.ningsih)[0] == before + 1
    page = case_page(opened(visit, cast.opik), case)
    assert "Name: Sari Contoh" in page
    assert "Campus or school: —" in page
    assert pass_on(visit, cast.opik, case).status_code == 303
    assert referral().state is ReferralState.PASSED_ON
    assert CaseTask.get(CaseTask.alert == case).done_by == cast.opik
    dump = [
        str(row) for table in db.get_tables() for row in db.execute_sql(f'SELECT * FROM "{table}"')
    ]
    assert not any("lewat telepon" in row or "Bu Contoh" in row for row in dump)


def test_a_no_ends_it_and_counts_for_nothing_else(visit, cast, case):
    offer(visit, cast.ningsih, case)

    assert answer(visit, case, "no").status_code == 303

    assert referral().state is ReferralState.DECLINED
    assert answer(visit, case, "yes").status_code == 409
    assert pass_on(visit, cast.ningsih, case).status_code == 409
    assert CaseTask.select().count() == 0


def test_a_yes_by_safe_contact_is_noted_by_one_officer_and_confirmed_by_another(visit, cast, case):
    offer(visit, cast.ningsih, case)
    assert note(visit, cast.ningsih, case, "yes").status_code == 303
    assert pass_on(visit, cast.ningsih, case).status_code == 409

    assert note(visit, cast.ningsih, case, "confirm").status_code == 409
    assert referral().state is ReferralState.NOTED
    assert note(visit, cast.opik, case, "confirm").status_code == 303

    assert referral().state is ReferralState.AGREED
    verbs = [(each.verb, each.actor) for each in ReferralEvent.select().order_by(ReferralEvent.id)]
    assert verbs == [("note_yes", cast.ningsih), ("confirm", cast.opik)]


@pytest.mark.parametrize("by", ["person", "officer"])
def test_taken_back_at_any_time_nothing_is_passed_on_any_more(visit, cast, case, by):
    offer(visit, cast.ningsih, case)
    answer(visit, case, "yes")

    if by == "person":
        assert answer(visit, case, "withdraw").status_code == 303
    else:
        assert note(visit, cast.opik, case, "withdraw").status_code == 303

    assert referral().state is ReferralState.WITHDRAWN
    assert CaseTask.get(CaseTask.alert == case).done_at
    assert pass_on(visit, cast.ningsih, case).status_code == 409


def test_taken_back_after_it_was_passed_on_somebody_has_to_tell_the_partner(visit, cast, case):
    offer(visit, cast.ningsih, case)
    answer(visit, case, "yes")
    pass_on(visit, cast.ningsih, case)
    browser, page = phone(visit, case)
    assert "we cannot make unknown" in part_of(browser.get(page).text, "referrals")

    answer(visit, case, "withdraw")

    assert [str(each.kind) for each in CaseTask.select()] == ["pass_on", "recall"]


def test_a_yes_is_for_one_partner_alone(visit, cast, case, app):
    offer(visit, cast.ningsih, case)
    offer(visit, cast.ningsih, case, "r2", partner="police")
    answer(visit, case, "yes")

    with pytest.raises(Refused, match="yes for this call"):
        operations.pass_on_referral(
            referral(1), cast.opik.id, "x", "p2", app.config["SECRET_KEY"], NOON
        )


def test_invariant_9_of_a_drill_nothing_is_offered_or_passed_on(cast, case, app):
    case.kind = AlertKind.DRILL
    said = operations.Offer("sapa", [Passed.NAME], "", TODAY)

    with pytest.raises(Refused):
        operations.offer_referral(case, cast.ningsih.id, said, "r1", app.config["SECRET_KEY"], NOON)
    assert Referral.select().count() == 0


def test_called_an_accident_the_page_says_nothing_of_it_and_keeps_no_answer(visit, cast, case):
    offer(visit, cast.ningsih, case)
    alerts.mark_accident(Tap.get(Tap.alert == case), NOON)
    browser, page = phone(visit, case)

    assert 'id="referrals"' not in browser.get(page).text
    assert answer(visit, case, "yes").status_code == 303
    assert referral().state is ReferralState.OFFERED


def test_nobody_but_the_person_and_those_told_answers_or_offers(visit, cast, case):
    offer(visit, cast.ningsih, case)
    _browser, page = phone(visit, case)

    for who in (cast.rina, cast.wati, cast.dewi, cast.hasan):
        assert offer(visit, who, case, "r2").status_code == 404
        assert note(visit, who, case, "yes").status_code == 404
        assert pass_on(visit, who, case).status_code == 404
        said = {"referral": referral().key, "answer": "yes"}
        assert visit(who).post(f"{page}/rujukan", said).status_code == 404
    assert referral().state is ReferralState.OFFERED


def test_an_offer_that_lacks_something_is_asked_for_again(visit, cast, case):
    for more, said in (
        ({"what": []}, "Choose what is passed on"),
        ({"partner": "tabloid"}, "Choose one of those offered."),
        ({"on_day": str(TODAY - DAY)}, "Choose today or a later day."),
    ):
        refused = offer(visit, cast.ningsih, case, **more)
        assert refused.status_code == 422
        assert said in refused.text
        assert "Bu Contoh" in refused.text
    assert Referral.select().count() == 0


def test_the_same_offer_twice_is_one_and_unknown_answers_are_none(visit, cast, case):
    for _ in range(2):
        assert offer(visit, cast.ningsih, case).status_code == 303

    assert Referral.select().count() == 1
    assert answer(visit, case, "confirm").status_code == 409
    assert note(visit, cast.opik, case, "agree").status_code == 409


def test_passed_on_without_words_is_asked_for_again(visit, cast, case):
    offer(visit, cast.ningsih, case)
    answer(visit, case, "yes")

    refused = pass_on(visit, cast.ningsih, case, " ")

    assert refused.status_code == 422
    assert referral().state is ReferralState.AGREED


@pytest.mark.parametrize("state", sorted(ReferralState))
def test_both_pages_say_how_it_stands(visit, cast, case, state):
    offer(visit, cast.ningsih, case)
    Referral.update(state=state).execute()
    browser, page = phone(visit, case)

    assert state.english in part_of(case_page(opened(visit, cast.opik), case), "referrals")
    shown = part_of(browser.get(page).text, "referrals")
    assert ("Yes, pass this on" in shown) is state.is_unanswered
    assert ("Take my yes back" in shown) is state.may_be_withdrawn


def test_every_partner_says_what_they_must_do_with_a_source_and_only_verified_numbers():
    lines = {line.name for line in load_help_lines()}
    for each in partners().values():
        assert all([*each.said("id"), *each.said("en"), each.source, each.verified_on]), each.key
        assert not each.line or each.line in lines
    assert {"satgas", "sapa", "uptd_ppa", "police", "lbh", "lpsk"} == set(partners())


def test_what_is_passed_on_comes_back_as_it_was():
    assert unpacked(packed([Passed.STORY, Passed.NAME])) == [Passed.NAME, Passed.STORY]
