"""Alumni of the demonstration: each office has every part in each of its states."""

import json
from urllib.parse import urlsplit

import pytest

from mori.alumni.imports.models import Import, ImportRow
from mori.alumni.imports.rules import ImportState, RowVerdict
from mori.alumni.merging.models import AlumnusMerge, DuplicatePair, NotSame
from mori.alumni.messages.models import Mailing, WhatsAppShare
from mori.alumni.messages.rules import MailingState
from mori.alumni.models import Alumnus, AlumnusStay
from mori.alumni.privacy.models import PrivacyRequest
from mori.alumni.privacy.rules import RequestKind, RequestState
from mori.alumni.relations.models import Introduction, NetworkActivity, Offer, Participation
from mori.alumni.relations.rules import kinds
from mori.alumni.rules import AlumnusState
from mori.background.models import LongJob
from mori.background.rules import JobState
from mori.core.clock import now
from mori.offices.models import Office
from mori.placements.models import Placement
from mori.placements.rules import PlacementState
from tests.visit import Visit

pytestmark = pytest.mark.calendar

SHORT = {  # states that last no longer than the background work is away
    *(ImportState.READING, ImportState.APPLYING, ImportState.UNDOING, ImportState.UNDOING_HELD),
    ImportState.REFUSED,
}


@pytest.fixture(params=["kalsel", "lampung"])
def office(demo, request) -> Office:
    from mori.demo.people import OFFICES

    return Office.get(Office.code == OFFICES[request.param])


def test_alumni_are_in_every_state(office):
    rows = list(Alumnus.select().where(Alumnus.office == office))

    assert {each.state for each in rows} == set(AlumnusState)
    assert sum(each.is_restricted for each in rows) == 1
    assert {0, 2} <= {each.unanswered for each in rows}


def test_every_finished_internship_is_kept_and_one_farewell_is_answered(office):
    finished = Placement.select().where(
        Placement.office == office, Placement.state == PlacementState.FINISHED
    )
    stays = AlumnusStay.select(AlumnusStay, Alumnus).join(Alumnus)
    kept = {each.placement_id: each.alumnus.state for each in stays if each.placement_id}

    assert {each.id for each in finished} <= set(kept)
    states = {kept[each.id] for each in finished}
    assert states == {AlumnusState.INVITED, AlumnusState.CONFIRMED}


def test_alumni_know_each_other_offer_something_and_do_things_together(office):
    offers = list(Offer.select().where(Offer.office == office))
    activities = list(NetworkActivity.select().where(NetworkActivity.office == office))
    introduced = Introduction.select().join(Alumnus, on=Introduction.alumnus)

    assert {each.kind for each in offers} == set(kinds("offer"))
    assert {each.ended_at is None for each in offers} == {True, False}
    assert introduced.where(Alumnus.office == office).count() == 2
    counts = {
        Participation.select().where(Participation.activity == each).count() for each in activities
    }
    assert counts == {0, 3, 4}


def test_messages_and_tables_are_in_every_state(office):
    mailings = list(Mailing.select().where(Mailing.office == office))
    exports = list(LongJob.select().where(LongJob.office == office, LongJob.why != ""))
    shares = WhatsAppShare.select().join(Alumnus).where(Alumnus.office == office)

    assert {each.state for each in mailings} == set(MailingState)
    assert {each.state for each in exports} == set(JobState) - {JobState.RUNNING, JobState.FAILED}
    assert {bool(each.file) for each in exports if each.state.is_done} == {True, False}
    (sent,) = (each for each in mailings if each.state == MailingState.SENT)
    assert 0 < sent.handed < sent.total
    assert shares.count() == 1


def test_every_kind_of_request_is_there_and_one_waits_too_long(office):
    requests = list(PrivacyRequest.select().where(PrivacyRequest.office == office))

    assert {each.kind for each in requests} == set(RequestKind)
    assert {each.state for each in requests} == set(RequestState)
    late = [each for each in requests if each.state.is_open and each.due_at < now()]
    assert len(late) == 1


def test_pairs_wait_twins_are_remembered_and_a_merge_can_be_undone(office):
    merges = list(AlumnusMerge.select().where(AlumnusMerge.office == office))
    (twins,) = NotSame.select().where(NotSame.office == office)
    pairs = DuplicatePair.select().where(DuplicatePair.office == office)

    assert {each.undone_at is None for each in merges} == {True, False}
    assert pairs.where(DuplicatePair.score >= 50).exists()
    assert not pairs.where(DuplicatePair.one == twins.one, DuplicatePair.other == twins.other)


def test_lists_are_in_every_step_and_a_messy_one_has_rows_to_decide_on(office):
    found = {each.state: each for each in Import.select().where(Import.office == office)}

    assert set(found) == set(ImportState) - SHORT
    rows = ImportRow.select().where(ImportRow.imported == found[ImportState.DECIDING])
    assert {each.verdict for each in rows} == set(RowVerdict)


def test_an_alumnus_opens_the_own_record_by_a_link(demo):
    _, _, own = demo
    listed = own.test_cli_runner().invoke(args=["demo", "--json"], catch_exceptions=False)
    links = [each for each in json.loads(listed.output)["links"] if each["about"] == each["name"]]

    own_records = 0
    for each in links:
        browser = Visit(own)()
        opened = browser.post(urlsplit(each["url"]).path).location
        own_records += opened.endswith("/alumni")
        assert each["name"] in browser.get(opened).text
    assert own_records == 2  # the others are members of the network
