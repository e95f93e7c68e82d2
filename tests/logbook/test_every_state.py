"""Every page that shows entries shows them in every state there is, and each new one."""

import pytest

from mori.logbook.review.models import Verdict
from mori.logbook.review.rules import VerdictState
from mori.logbook.rules import EntryState
from tests.cast import NOON
from tests.logbook.writing import write_entry

every_state = pytest.mark.parametrize("state", EntryState)


pytestmark = pytest.mark.usefixtures("noon")


@pytest.fixture
def written(cast):
    """Writes an entry in a state, decided on by Rina unless it awaits her."""

    def write(state):
        decided = {} if state.awaits_review else {"reviewer": cast.rina, "reviewed_at": NOON}
        return write_entry(cast, state=state, hints="name", note="Pasal berapa?", **decided)

    return write


@every_state
def test_whoever_wrote_it_reads_it(visit, cast, written, state):
    entry, browser = written(state), visit(cast.sari)

    for path in ("/", "/logbook", f"/logbook/{entry.key}"):
        reply = browser.get(path)
        assert reply.status_code == 200
        assert entry.text in reply.text
    assert ('<textarea data-limit="4000" id="text"' in reply.text) is not state.is_approved
    assert ("Pasal berapa?" in reply.text) is state.is_returned
    assert browser.get("/logbook.pdf").status_code == 200


@every_state
def test_the_office_reads_it(visit, cast, written, state):
    entry = written(state)

    for who in (cast.rina, cast.budi, cast.wati, cast.hasan):
        page = visit(who).get(f"/logbook/{entry.key}")
        assert (page.status_code == 404) is state.is_withdrawn
        assert (entry.text in page.text) is not state.is_withdrawn
    queue = visit(cast.rina).get("/tinjau").text
    assert (entry.text in queue) is state.awaits_review
    opened = visit(cast.rina).get(f"/tinjau?buka={entry.key}").text
    assert ('value="approve"' in opened) is state.awaits_review


@every_state
def test_the_table_says_it(visit, cast, written, state, word):
    written(state)

    table = visit(cast.wati).get(f"/peserta/{cast.placement.key}/logbook.csv").text
    assert (f'"{word(state)}"' in table) is not state.is_withdrawn


@pytest.mark.parametrize("state", VerdictState)
@pytest.mark.parametrize("verb", ["approve", "return"])
def test_a_reviewer_reads_what_became_of_a_decision(visit, cast, written, state, verb, word):
    entry = written(EntryState.SUBMITTED)
    Verdict.create(
        entry=entry, office=cast.banua, reviewer=cast.rina, verb=verb, revision=1, state=state,
        holds=entry.id if state.is_pending else None, at=NOON,
        effective_at=NOON.replace(second=8),
    )  # fmt: skip
    browser = visit(cast.rina)

    listed = browser.get("/saya/tinjauan").text
    assert word(state) in listed
    assert ("/tinjau/urungkan/" in listed) is state.is_pending
    assert browser.get("/tinjau").status_code == 200
