"""Wrong input, what is sent twice, what mail says, and who finds a proceeding."""

import pytest

from mori.accounts.models import Person
from mori.placements.proceedings import operations
from mori.placements.proceedings.models import Proceeding
from tests.cast import NOON
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


@pytest.mark.parametrize(
    ("what", "changes", "status", "says"),
    [
        ("akhiri", {"reason": ""}, 422, "Choose the reason."),
        ("akhiri", {"reason": "duties"}, 422, "Choose one of those offered."),
        ("akhiri", {"facts": " "}, 422, "Write what happened, with days."),
        ("akhiri", {"day": "2026-11-17"}, 409, "Choose a last day from today on"),
        ("akhiri", {"day": "2027-03-01"}, 409, "Choose a last day from today on"),
        ("peringatan", {"day": "2026-11-18"}, 409, "Choose a day from tomorrow on"),
        ("peringatan", {"reason": "campus"}, 422, "Choose one of those offered."),
    ],
)
def test_what_is_wrong_is_said_and_what_was_written_stays(visit, cast, what, changes, status, says):
    reply = propose(visit, cast, what, **changes)

    assert (reply.status_code, Proceeding.select().count()) == (status, 0)
    assert says in reply.text
    assert (FACTS in reply.text) is ("facts" not in changes)


def test_the_same_form_twice_is_one_and_a_second_early_end_is_refused(visit, cast):
    for _ in range(2):
        assert propose(visit, cast).status_code == 303
    other = propose(visit, cast, token="another", facts="Yang lain.")

    assert (other.status_code, Proceeding.select().count()) == (409, 1)
    assert len(mail_to(cast.sari)) == 1


def test_mail_names_nobody_and_says_neither_reason_nor_kind(cast):
    signed(cast)
    tend(10)

    texts = [f"{each.subject} {each.body}" for who in (cast.sari, cast.ningsih, cast.wati)
             for each in mail_to(who)]  # fmt: skip

    assert len(texts) >= 5
    for word in ("Sari", "Ningsih", "early", "warn", FACTS, WORDS):
        assert not [text for text in texts if word in text.replace(ADDRESS, "")]


def test_nobody_else_finds_it(visit, cast):
    row = heard(cast)

    for who in (cast.citra, cast.eko, cast.rina, cast.budi, cast.tono, cast.gita, cast.opik):
        assert visit(who).get(path_of(row)).status_code == 404
        assert visit(who).get(f"/peserta/tanda-tangan/{row.key}").status_code == 404
    assert visit(cast.ningsih).get(path_of(row)).status_code == 404
    assert visit(cast.rina).get(f"/peserta/{cast.placement.key}").status_code == 200
    assert row.key not in visit(cast.rina).get(f"/peserta/{cast.placement.key}").text


def test_history_says_each_step_and_hides_the_second_from_the_office(visit, cast):
    row = signed(cast)

    office, intern = visit(cast.wati).get(path_of(row)), visit(cast.sari).get(path_of(row))

    assert "Signed by a second" in office.text
    assert "Ningsih" not in office.text
    assert "Ningsih" in intern.text


def test_whoever_does_not_decide_in_three_working_days_is_followed_by_another(visit, cast):
    begun(cast)
    row = reload(Proceeding.get())
    operations.answer(row, WORDS, cast.sari.id, NOON, ADDRESS)
    first = reload(row).signer
    tend(5)
    assert reload(row).signer_id == first.id

    tend(6)

    row = reload(row)
    assert row.signer_id != first.id
    assert len(mail_to(row.signer)) == 1
    assert visit(first).get(f"/peserta/tanda-tangan/{row.key}").status_code == 404
